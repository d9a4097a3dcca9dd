//! Asking for a mentor, and saying whom one prefers.

use super::context::Me;
use super::failure::{Answer, OrShow as _};
use super::take::{Form, Path, Query};
use minijinja::context;
use semillero_core::people::{ConsentDecision, Purpose, Role};
use semillero_core::programmes::Side;
use semillero_core::values::{CohortId, UserId};
use semillero_core::{
    FindUsers, GetPreferences, PreferenceTier, ProposeMatches, RecordConsent, RequestMentorship, SetPreferences,
};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Search {
    #[serde(default)]
    text: String,
    after: Option<String>,
}

pub(super) async fn mentors(me: Me, Path(id): Path<CohortId>, Query(search): Query<Search>) -> Answer {
    let cohort = super::cohort::find(&me, id).await?;
    let request = FindUsers {
        text: Some(search.text.clone()).filter(|text| !text.trim().is_empty()),
        skill: None,
        sector: None,
        language: None,
        role: Some(Role::Mentor),
        programme_id: None,
        cohort_id: Some(id),
        limit: Some(50),
        after: search.after,
    };
    let page = me.acting.find_users(request).await.or_show(&me)?;
    let asking = GetPreferences { cohort_id: id, user_id: me.id(), side: Side::Mentee };
    let said = me.acting.get_preferences(asking).await.ok();
    let ranked: Vec<String> =
        said.iter().flat_map(|said| &said.ranked).flat_map(|tier| &tier.user_ids).map(UserId::to_string).collect();
    let participates = me.is(Role::Participant);
    let consents = me.person.consents_to_matching;
    // Suggestions are for whoever has not searched yet; a refusal (not enrolled, say) is no reason to hide the mentors.
    let suggested = if participates && search.text.is_empty() {
        let asking = ProposeMatches { cohort_id: id, user_id: Some(me.id()), length: Some(5), exposure: None };
        me.acting.propose_matches(asking).await.ok().and_then(|found| found.lists.into_iter().next())
    } else {
        None
    };
    let values = context! { cohort, page, text => search.text, ranked, participates, consents, suggested };
    Ok(me.page("mentors.html", values))
}

#[derive(Deserialize)]
pub(super) struct Ask {
    mentor: UserId,
    message: String,
}

pub(super) async fn ask(me: Me, Path(id): Path<CohortId>, Form(form): Form<Ask>) -> Answer {
    let request = RequestMentorship {
        cohort_id: id,
        mentee_id: None,
        mentor_id: form.mentor,
        message: Some(form.message).filter(|message| !message.trim().is_empty()),
    };
    me.acting.request_mentorship(request).await.or_show(&me)?;
    Ok(me.to("/"))
}

#[derive(Deserialize)]
pub(super) struct Prefer {
    first: String,
    second: String,
    third: String,
    consent: Option<String>,
}

pub(super) async fn prefer(me: Me, Path(id): Path<CohortId>, Form(form): Form<Prefer>) -> Answer {
    let ranked = [form.first, form.second, form.third];
    let ranked =
        ranked.iter().filter_map(|mentor| mentor.parse().ok()).map(|mentor| PreferenceTier { user_ids: vec![mentor] });
    let asking = GetPreferences { cohort_id: id, user_id: me.id(), side: Side::Mentee };
    let vetoes = me.acting.get_preferences(asking).await.map(|said| said.vetoes).unwrap_or_default();
    let request =
        SetPreferences { cohort_id: id, user_id: me.id(), side: Side::Mentee, ranked: ranked.collect(), vetoes };
    me.acting.set_preferences(request).await.or_show(&me)?;
    if form.consent.is_some() && me.person.consents_to_matching != Some(true) {
        let request = RecordConsent {
            user_id: me.id(),
            purpose: Purpose::Matching,
            decision: ConsentDecision::Given,
            text_version: "pages 1".to_owned(),
        };
        me.acting.record_consent(request).await.or_show(&me)?;
    }
    Ok(me.to(&format!("/cohorts/{id}/mentors")))
}

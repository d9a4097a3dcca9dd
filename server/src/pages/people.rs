//! People: those of a cohort and of its programme, one by one, and inviting others.

use super::context::Me;
use super::facts;
use super::failure::{Answer, Failure, OrShow as _};
use super::take::{Form, Path, Query};
use crate::auth::own_path;
use minijinja::{Value, context};
use semillero_core::people::Role;
use semillero_core::programmes::Side;
use semillero_core::values::{CohortId, Locale, ProgrammeId, UserId};
use semillero_core::{
    ApproveAlly, CohortView, Enrol, FindMentorships, FindProgrammes, FindUsers, GetUser, InviteUser, PersonView,
    UserView, WithdrawEnrolment,
};
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Deserialize)]
pub(super) struct Search {
    #[serde(default)]
    text: String,
    /// `mentor`, `participant`, or whoever.
    #[serde(default)]
    part: String,
    /// `programme` for those of the programme who are not in the cohort.
    #[serde(default)]
    of: String,
    after: Option<String>,
}

pub(super) async fn people(me: Me, Path(id): Path<CohortId>, Query(search): Query<Search>) -> Answer {
    let cohort = super::cohort::find(&me, id).await?;
    let staff = me.runs(cohort.programme_id);
    let outside = staff && search.of == "programme";
    let role = match search.part.as_str() {
        "mentor" => Some(Role::Mentor),
        "participant" => Some(Role::Participant),
        _ => None,
    };
    let request = FindUsers {
        text: Some(search.text.clone()).filter(|text| !text.trim().is_empty()),
        programme_id: (outside || role.is_some()).then_some(cohort.programme_id),
        cohort_id: (!outside).then_some(id),
        role,
        limit: Some(25),
        after: search.after,
        ..anybody()
    };
    let mut page = me.acting.find_users(request).await.or_show(&me)?;
    if outside {
        let inside = enrolled(&me, id).await?;
        page.items.retain(|user| !inside.contains(&user.id));
    }
    let mut lines = Vec::new();
    for user in &page.items {
        lines.push(if staff {
            line(&me, &cohort, user).await?
        } else {
            context! { user }
        });
    }
    let next = page.next;
    let values = context! { cohort, lines, next, staff, outside, text => search.text, part => search.part };
    Ok(me.page("people.html", values))
}

const fn anybody() -> FindUsers {
    FindUsers {
        text: None,
        skill: None,
        sector: None,
        language: None,
        role: None,
        programme_id: None,
        cohort_id: None,
        limit: Some(100),
        after: None,
    }
}

/// Who is in a cohort.
async fn enrolled(me: &Me, cohort: CohortId) -> Result<BTreeSet<UserId>, Failure> {
    let mut all = BTreeSet::new();
    let mut after = None;
    loop {
        let request = FindUsers { cohort_id: Some(cohort), after, ..anybody() };
        let page = me.acting.find_users(request).await.or_show(me)?;
        all.extend(page.items.iter().map(|user| user.id));
        after = page.next;
        if after.is_none() {
            return Ok(all);
        }
    }
}

/// A person as staff see them: their parts in the programme, whether they can be matched, and what can be done.
async fn line(me: &Me, cohort: &CohortView, user: &UserView) -> Result<Value, Failure> {
    let person = me.acting.get_user(GetUser { user_id: Some(user.id) }).await.or_show(me)?;
    let held =
        |role| person.roles.iter().any(|held| held.role == role && held.programme_id == Some(cohort.programme_id));
    let sides: Vec<&str> = [(Role::Mentor, "mentor"), (Role::Participant, "mentee")]
        .into_iter()
        .filter_map(|(role, side)| held(role).then_some(side))
        .collect();
    Ok(context! { user, sides, ally => person.ally, consents => person.consents_to_matching })
}

#[derive(Deserialize)]
pub(super) struct Place {
    user: UserId,
    side: Side,
    #[serde(default)]
    reason: String,
}

pub(super) async fn enrol(me: Me, Path(id): Path<CohortId>, Form(form): Form<Place>) -> Answer {
    me.acting.enrol(Enrol { cohort_id: id, user_id: form.user, side: form.side }).await.or_show(&me)?;
    Ok(me.to(&format!("/cohorts/{id}/people")))
}

pub(super) async fn withdraw(me: Me, Path(id): Path<CohortId>, Form(form): Form<Place>) -> Answer {
    let request = WithdrawEnrolment { cohort_id: id, user_id: form.user, side: form.side, reason: form.reason };
    me.acting.withdraw_enrolment(request).await.or_show(&me)?;
    Ok(me.to(&format!("/cohorts/{id}/people")))
}

#[derive(Deserialize)]
pub(super) struct Back {
    #[serde(default)]
    next: String,
}

pub(super) async fn approve(me: Me, Path(user_id): Path<UserId>, Form(form): Form<Back>) -> Answer {
    me.acting.approve_ally(ApproveAlly { user_id }).await.or_show(&me)?;
    Ok(me.to(own_path(&form.next)))
}

pub(super) async fn person(me: Me, Path(id): Path<UserId>) -> Answer {
    let person: PersonView = me.acting.get_user(GetUser { user_id: Some(id) }).await.or_show(&me)?;
    let request = FindMentorships { cohort_id: None, user_id: Some(id), state: None, limit: Some(20), after: None };
    let mentorships = me.acting.find_mentorships(request).await.or_show(&me)?.items;
    let mine = id == me.id();
    Ok(me.page("person.html", context! { facts => facts::in_words(&person.user, me.lang), person, mentorships, mine }))
}

pub(super) async fn invite_page(me: Me) -> Answer {
    let request = FindProgrammes { state: None, limit: Some(100), after: None };
    let mut programmes = me.acting.find_programmes(request).await.or_show(&me)?.items;
    programmes.retain(|programme| me.runs(programme.id));
    Ok(me.page("invite.html", context! { programmes }))
}

#[derive(Deserialize)]
pub(super) struct Invite {
    email: String,
    display_name: String,
    role: Role,
    programme: String,
    locale: Locale,
}

pub(super) async fn invite(me: Me, Form(form): Form<Invite>) -> Answer {
    let programme: Option<ProgrammeId> = form.programme.parse().ok();
    let request = InviteUser {
        email: form.email,
        display_name: form.display_name,
        role: form.role,
        programme_id: programme.filter(|_| form.role.needs_programme()),
        locale: Some(form.locale),
    };
    let name = request.display_name.clone();
    let invitation = me.acting.invite_user(request).await.or_show(&me)?;
    let public = me.site.auth.settings().public.trim_end_matches('/').to_owned();
    // Behind `#`, which no browser sends to a server or a log.
    let link = format!("{public}/join#{}", invitation.token.clone().unwrap_or_default());
    Ok(me.page("invite.html", context! { link, name, expires_at => invitation.expires_at }))
}

//! The people of a cohort, and inviting others.

use super::context::Me;
use super::failure::{Answer, OrShow as _};
use axum::extract::{Form, Path, Query};
use minijinja::context;
use semillero_core::people::Role;
use semillero_core::values::{CohortId, Locale, ProgrammeId};
use semillero_core::{FindProgrammes, FindUsers, InviteUser};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Search {
    #[serde(default)]
    text: String,
    after: Option<String>,
}

pub(super) async fn people(me: Me, Path(id): Path<CohortId>, Query(search): Query<Search>) -> Answer {
    let cohort = super::cohort::find(&me, id).await?;
    let request = FindUsers {
        text: Some(search.text.clone()).filter(|text| !text.trim().is_empty()),
        skill: None,
        sector: None,
        language: None,
        role: None,
        programme_id: None,
        cohort_id: Some(id),
        limit: Some(50),
        after: search.after,
    };
    let page = me.acting.find_users(request).await.or_show(&me)?;
    Ok(me.page("people.html", context! { cohort, page, text => search.text }))
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

//! Signing in and out, the first admin, joining, and one's own account.

use super::Site;
use super::context::{Me, outside};
use super::facts;
use super::failure::{Answer, Failure, OrShow as _};
use super::take::{Form, Query};
use crate::auth::{self, Auth, Cookies, MaybeSignedIn, Refused, Visitor, own_path};
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use minijinja::{Value, context};
use semillero_core::people::{ConsentDecision, Purpose, Role};
use semillero_core::values::Locale;
use semillero_core::{RecordConsent, SetAllyCapacity, SubmitAllyProfile, UpdateProfile};
use serde::Deserialize;

#[derive(Deserialize, Default)]
pub(super) struct Next {
    #[serde(default)]
    next: String,
    lang: Option<Locale>,
}

/// A page for visitors in the language they chose by link, or their browser's.
fn shown(visitor: &Visitor, status: StatusCode, name: &str, refused: Option<&Refused>, values: Value) -> Response {
    let error = refused.map(|refused| &refused.error);
    let values = context! { error, ..values };
    let mut response = outside(visitor, status, name, values);
    if let Some(seconds) = refused.and_then(|refused| refused.retry_after) {
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    response
}

fn status(refused: &Refused) -> StatusCode {
    refused.status()
}

fn go(cookies: Cookies, next: &str) -> Response {
    (cookies, Redirect::to(own_path(next))).into_response()
}

pub(super) async fn sign_in_page(
    State(site): State<Site>,
    MaybeSignedIn(found): MaybeSignedIn,
    mut visitor: Visitor,
    Query(next): Query<Next>,
) -> Response {
    if found.is_some() {
        return Redirect::to(own_path(&next.next)).into_response();
    }
    visitor.locale = next.lang.or(visitor.locale);
    let needed = site.auth.acting(&visitor, semillero_core::Who::Nobody).first_admin_needed().await.unwrap_or(false);
    shown(&visitor, StatusCode::OK, "sign_in.html", None, context! { next => next.next, set_up_needed => needed })
}

#[derive(Deserialize)]
pub(super) struct SignIn {
    email: String,
    password: String,
    #[serde(default)]
    next: String,
    lang: Option<Locale>,
}

pub(super) async fn sign_in(State(site): State<Site>, mut visitor: Visitor, Form(form): Form<SignIn>) -> Response {
    visitor.locale = form.lang.or(visitor.locale);
    match auth::sign_in(&site.auth, &visitor, &form.email, &form.password).await {
        Ok(cookies) => go(cookies, &form.next),
        Err(refused) => {
            let values = context! { email => form.email, next => form.next };
            shown(&visitor, status(&refused), "sign_in.html", Some(&refused), values)
        }
    }
}

pub(super) async fn sign_out(me: Me) -> Answer {
    let done = auth::sign_out(&me.site.auth, &me.visitor, &me.signed_in).await;
    done.map(|cookies| go(cookies, "/sign-in")).map_err(|refused| Failure::shown(&me, refused.error))
}

pub(super) async fn sign_out_everywhere(me: Me) -> Answer {
    let done = auth::sign_out_everywhere(&me.site.auth, &me.visitor, &me.signed_in).await;
    done.map(|cookies| go(cookies, "/sign-in")).map_err(|refused| Failure::shown(&me, refused.error))
}

pub(super) async fn set_up_page(mut visitor: Visitor, Query(next): Query<Next>) -> Response {
    visitor.locale = next.lang.or(visitor.locale);
    shown(&visitor, StatusCode::OK, "setup.html", None, context! {})
}

#[derive(Deserialize)]
pub(super) struct SetUp {
    token: String,
    email: String,
    name: String,
    password: String,
    lang: Option<Locale>,
}

pub(super) async fn set_up(State(site): State<Site>, mut visitor: Visitor, Form(form): Form<SetUp>) -> Response {
    visitor.locale = form.lang.or(visitor.locale);
    let token = form.token.trim();
    match auth::set_up(&site.auth, &visitor, token, &form.email, &form.name, &form.password).await {
        Ok(cookies) => go(cookies, "/"),
        Err(refused) => {
            let values = context! { token, email => form.email, name => form.name };
            shown(&visitor, status(&refused), "setup.html", Some(&refused), values)
        }
    }
}

pub(super) async fn join_page(mut visitor: Visitor, Query(next): Query<Next>) -> Response {
    visitor.locale = next.lang.or(visitor.locale);
    shown(&visitor, StatusCode::OK, "join.html", None, context! {})
}

#[derive(Deserialize)]
pub(super) struct Join {
    token: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: String,
    lang: Option<Locale>,
}

pub(super) async fn join(
    State(site): State<Site>,
    MaybeSignedIn(found): MaybeSignedIn,
    mut visitor: Visitor,
    Form(form): Form<Join>,
) -> Response {
    visitor.locale = form.lang.or(visitor.locale);
    let token = form.token.trim();
    let done = match &found {
        // Somebody who is signed in accepts a further invitation as themselves.
        Some(signed_in) => {
            auth::accept_as(&site.auth, &visitor, signed_in, token).await.map(|()| Redirect::to("/").into_response())
        }
        None => {
            let name = Some(form.name.trim()).filter(|name| !name.is_empty());
            auth::accept_invitation(&site.auth, &visitor, token, name, &form.password)
                .await
                .map(|cookies| go(cookies, "/"))
        }
    };
    done.unwrap_or_else(|refused| {
        let values = context! { token, name => form.name };
        shown(&visitor, status(&refused), "join.html", Some(&refused), values)
    })
}

pub(super) async fn account_page(me: Me) -> Answer {
    account(&me, StatusCode::OK, None, false).await
}

async fn account(me: &Me, status: StatusCode, refused: Option<&Refused>, changed: bool) -> Answer {
    let auth: &Auth = &me.site.auth;
    let host = auth.acting(&me.visitor, semillero_core::Who::Host);
    let sign_ins = host.sign_ins_of(me.id()).await.or_show(me)?;
    let here = |id| id == me.signed_in.sign_in;
    let sign_ins: Vec<Value> = sign_ins
        .iter()
        .map(|one| context! { agent => one.agent.clone(), seen => one.last_seen_at.to_string(), here => here(one.id) })
        .collect();
    let error = refused.map(|refused| &refused.error);
    let mentors = me.person.ally.is_some() || me.is(Role::Mentor) || me.is(Role::Ally);
    let matched = me.is(Role::Participant) || me.is(Role::Mentor) || me.is(Role::Entrepreneur);
    let facts = facts::in_words(&me.person.user, me.lang);
    let values = context! { person => &me.person, facts, sign_ins, error, changed, mentors, matched };
    Ok(me.page_with(status, "account.html", values))
}

#[derive(Deserialize)]
pub(super) struct ChangePassword {
    old: String,
    new: String,
}

pub(super) async fn change_password(me: Me, Form(form): Form<ChangePassword>) -> Answer {
    let changed = auth::change_password(&me.site.auth, &me.visitor, &me.signed_in, &form.old, &form.new).await;
    match changed {
        Ok(cookies) => Ok(go(cookies, "/account")),
        Err(refused) => account(&me, status(&refused), Some(&refused), false).await,
    }
}

fn unchanged(me: &Me) -> UpdateProfile {
    UpdateProfile {
        user_id: me.id(),
        display_name: None,
        headline: None,
        organisation: None,
        about: None,
        place: None,
        time_zone: None,
        availability: None,
        locale: None,
        skills: None,
        sectors: None,
        languages: None,
        goals: None,
        stages: None,
        expected_version: None,
    }
}

#[derive(Deserialize)]
pub(super) struct Language {
    lang: Locale,
    #[serde(default)]
    next: String,
}

pub(super) async fn language(me: Me, Form(form): Form<Language>) -> Answer {
    let change = UpdateProfile { locale: Some(form.lang), ..unchanged(&me) };
    me.acting.update_profile(change).await.or_show(&me)?;
    Ok(me.to(own_path(&form.next)))
}

#[derive(Deserialize)]
pub(super) struct Profile {
    display_name: String,
    headline: String,
    organisation: String,
    skills: String,
    sectors: String,
    languages: String,
    goals: String,
    // A page opened before these were asked for does not send them.
    stages: Option<String>,
    about: Option<String>,
    /// The name `place` has the label of sessions.
    location: Option<String>,
    time_zone: Option<String>,
    availability: Option<String>,
}

pub(super) async fn profile(me: Me, Form(form): Form<Profile>) -> Answer {
    let list = |text: &str| -> Vec<String> {
        text.split([',', ';', '\n']).map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect()
    };
    let availability = form.availability.as_deref().map(|typed| facts::week(&me, typed)).transpose()?;
    let change = UpdateProfile {
        display_name: Some(form.display_name),
        headline: Some(facts::text(&form.headline)),
        organisation: Some(facts::text(&form.organisation)),
        about: form.about.as_deref().map(facts::text),
        place: form.location.as_deref().map(facts::place),
        time_zone: form.time_zone.as_deref().map(facts::zone),
        availability,
        skills: Some(list(&form.skills)),
        sectors: Some(list(&form.sectors)),
        languages: Some(list(&form.languages)),
        goals: Some(list(&form.goals)),
        stages: form.stages.as_deref().map(list),
        ..unchanged(&me)
    };
    me.acting.update_profile(change).await.or_show(&me)?;
    Ok(me.to("/account"))
}

#[derive(Deserialize)]
pub(super) struct Mentoring {
    capacity: i32,
    motivation: Option<String>,
}

/// Offers to mentor, or changes for how many there is room.
pub(super) async fn mentoring(me: Me, Form(form): Form<Mentoring>) -> Answer {
    use semillero_core::people::AllyState::{Approved, Paused, Submitted};
    let state = me.person.ally.as_ref().map(|ally| ally.state);
    if matches!(state, Some(Submitted | Approved | Paused)) {
        let request = SetAllyCapacity { user_id: me.id(), capacity: form.capacity };
        me.acting.set_ally_capacity(request).await.or_show(&me)?;
    } else {
        let motivation = form.motivation.filter(|text| !text.trim().is_empty());
        let request = SubmitAllyProfile { user_id: me.id(), capacity: Some(form.capacity), motivation };
        me.acting.submit_ally_profile(request).await.or_show(&me)?;
    }
    Ok(me.to("/account#mentoring"))
}

#[derive(Deserialize)]
pub(super) struct Consenting {
    decision: ConsentDecision,
}

pub(super) async fn consent(me: Me, Form(form): Form<Consenting>) -> Answer {
    let request = RecordConsent {
        user_id: me.id(),
        purpose: Purpose::Matching,
        decision: form.decision,
        text_version: "pages 1".to_owned(),
    };
    me.acting.record_consent(request).await.or_show(&me)?;
    Ok(me.to("/account#matching"))
}

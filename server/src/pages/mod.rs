//! The pages: what people see in a browser, rendered on the server. A page reads and writes by the operations alone, as the person
//! who is signed in; it decides nothing.

mod account;
mod ask;
mod assets;
mod cohort;
mod context;
mod failure;
mod feed;
mod home;
mod import;
mod matching;
mod mentorship;
mod people;
mod render;
mod uploads;
mod venture;
mod words;

use crate::auth::{Auth, csrf};
use axum::Router;
use axum::extract::FromRef;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::routing::{get, post};
use std::sync::Arc;
use uploads::Uploads;

/// What every page needs.
#[derive(Clone)]
pub(crate) struct Site {
    auth: Auth,
    uploads: Arc<Uploads>,
}

impl FromRef<Site> for Auth {
    fn from_ref(site: &Site) -> Self {
        site.auth.clone()
    }
}

/// Every page.
pub fn pages(auth: Auth) -> Router {
    let site = Site { auth: auth.clone(), uploads: Arc::default() };
    Router::new()
        .route("/", get(home::home))
        .route("/sign-in", get(account::sign_in_page).post(account::sign_in))
        .route("/sign-out", post(account::sign_out))
        .route("/sign-out-everywhere", post(account::sign_out_everywhere))
        .route("/setup", get(account::set_up_page).post(account::set_up))
        .route("/join", get(account::join_page).post(account::join))
        .route("/account", get(account::account_page))
        .route("/account/password", post(account::change_password))
        .route("/account/language", post(account::language))
        .route("/account/profile", post(account::profile))
        .route("/notifications", get(feed::feed))
        .route("/notifications/seen", post(feed::seen))
        .route("/programmes", post(cohort::create_programme))
        .route("/programmes/{programme}/cohorts", post(cohort::open_cohort))
        .route("/invitations", get(people::invite_page).post(people::invite))
        .route("/cohorts/{cohort}", get(cohort::cohort))
        .route("/cohorts/{cohort}/advance", post(cohort::advance))
        .route("/cohorts/{cohort}/people", get(people::people))
        .route("/cohorts/{cohort}/mentorships", get(cohort::mentorships))
        .route("/cohorts/{cohort}/report", get(cohort::report))
        .route("/cohorts/{cohort}/import", get(import::upload_page).post(import::upload))
        .route("/cohorts/{cohort}/import/{upload}", post(import::apply))
        .route("/templates/{kind}", get(import::template_file))
        .route("/cohorts/{cohort}/runs", post(matching::run))
        .route("/cohorts/{cohort}/compare", get(matching::compare))
        .route("/runs/{run}", get(matching::show))
        .route("/runs/{run}/edit", post(matching::edit))
        .route("/runs/{run}/publish", post(matching::publish))
        .route("/cohorts/{cohort}/mentors", get(ask::mentors))
        .route("/cohorts/{cohort}/ask", post(ask::ask))
        .route("/cohorts/{cohort}/preferences", post(ask::prefer))
        .route("/mentorships/{mentorship}", get(mentorship::show))
        .route("/mentorships/{mentorship}/accept", post(mentorship::accept))
        .route("/mentorships/{mentorship}/decline", post(mentorship::decline))
        .route("/mentorships/{mentorship}/advance", post(mentorship::advance))
        .route("/mentorships/{mentorship}/sessions", post(mentorship::book))
        .route("/mentorships/{mentorship}/notes", post(mentorship::note))
        .route("/sessions/{session}/hold", post(mentorship::hold))
        .route("/sessions/{session}/cancel", post(mentorship::cancel))
        .route("/sessions/{session}/feedback", post(mentorship::rate))
        .route("/ventures", post(venture::create))
        .route("/ventures/{venture}", get(venture::show))
        .route("/ventures/{venture}/projects", post(venture::project))
        .route("/ventures/{venture}/share", post(venture::share))
        .route("/ventures/{venture}/unshare", post(venture::unshare))
        .route("/projects/{project}/milestones", post(venture::plan))
        .route("/milestones/{milestone}/done", post(venture::done))
        .route("/milestones/{milestone}/move", post(venture::replan))
        .layer(from_fn_with_state(auth, csrf::guard))
        .layer(from_fn(dressed))
        .merge(assets::assets())
        .with_state(site)
}

/// What every page says to the browser beside its text: nothing from elsewhere, no frames, no copies kept.
async fn dressed(request: axum::extract::Request, next: Next) -> axum::response::Response {
    let mut response = next.run(request).await;
    let policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; \
                  frame-ancestors 'none'; base-uri 'none'";
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

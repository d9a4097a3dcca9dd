//! The pages: what people see in a browser, rendered on the server. A page reads and writes by the operations alone, as the person
//! who is signed in; it decides nothing.

mod account;
mod ask;
mod assets;
mod chart;
mod cohort;
mod context;
mod dress;
mod facts;
mod failure;
mod feed;
mod home;
mod import;
mod matching;
mod mentorship;
mod pair;
mod people;
mod policy;
mod render;
mod strategies;
mod take;
mod uploads;
mod venture;
mod words;

use crate::auth::{Auth, csrf};
use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRef};
use axum::middleware::from_fn_with_state;
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
        .route("/account/mentoring", post(account::mentoring))
        .route("/account/consent", post(account::consent))
        .route("/notifications", get(feed::feed))
        .route("/notifications/seen", post(feed::seen))
        .route("/programmes", post(cohort::create_programme))
        .route("/programmes/{programme}/cohorts", post(cohort::open_cohort))
        .route("/invitations", get(people::invite_page).post(people::invite))
        .route("/cohorts/{cohort}", get(cohort::cohort))
        .route("/cohorts/{cohort}/advance", post(cohort::advance))
        .route("/cohorts/{cohort}/people", get(people::people))
        .route("/cohorts/{cohort}/people/enrol", post(people::enrol))
        .route("/cohorts/{cohort}/people/withdraw", post(people::withdraw))
        .route("/people/{user}", get(people::person))
        .route("/people/{user}/approve", post(people::approve))
        .route("/cohorts/{cohort}/mentorships", get(cohort::mentorships))
        .route("/cohorts/{cohort}/report", get(cohort::report))
        .route(
            "/cohorts/{cohort}/import",
            get(import::upload_page).post(import::upload).layer(DefaultBodyLimit::max(import::LARGEST)),
        )
        .route("/cohorts/{cohort}/import/{upload}", post(import::apply))
        .route("/templates/{kind}", get(import::template_file))
        .route("/cohorts/{cohort}/runs", post(matching::run))
        .route("/cohorts/{cohort}/compare", get(matching::compare))
        .route("/runs/{run}", get(matching::show))
        .route("/runs/{run}/edit", post(matching::edit))
        .route("/runs/{run}/publish", post(matching::publish))
        .route("/runs/{run}/replay", get(pair::replay))
        .route("/runs/{run}/pairs", get(pair::choose))
        .route("/runs/{run}/pairs/{mentee}/{mentor}", get(pair::show))
        .route("/cohorts/{cohort}/policy", get(policy::show).post(policy::save))
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
        .fallback(dress::nowhere)
        .layer(from_fn_with_state(site.clone(), dress::dressed))
        .merge(assets::assets())
        .with_state(site)
}

//! Who looks at a page, and what every page shows of them.

use super::Site;
use super::failure::Failure;
use super::render;
use crate::auth::csrf::{Typed, Unread};
use crate::auth::{Auth, Refused, SignedIn, Visitor, own_path};
use axum::extract::{FromRef as _, FromRequestParts};
use axum::http::{Method, StatusCode, header, request::Parts};
use axum::response::{IntoResponse as _, Redirect, Response};
use minijinja::{Value, context};
use semillero_core::errors::SignInFault;
use semillero_core::people::Role;
use semillero_core::values::{Locale, ProgrammeId, UserId};
use semillero_core::{Acting, ActivityFeed, GetUser, PersonView};

/// A person who is signed in, with a handle that acts as them in their language.
pub(super) struct Me {
    pub(super) site: Site,
    pub(super) visitor: Visitor,
    pub(super) signed_in: SignedIn,
    pub(super) person: PersonView,
    pub(super) acting: Acting,
    pub(super) lang: Locale,
    unread: i64,
    /// Where changing the language leads back to: this page, or for a form that was sent the page it stood on.
    path: String,
    /// What was sent, when something was.
    pub(super) sent: Option<Sent>,
}

/// A form that was sent, and where to.
pub(super) struct Sent {
    pub(super) action: String,
    pub(super) fields: Vec<(String, String)>,
}

impl Me {
    /// Whoever is signed in; the way to the sign-in page otherwise.
    pub(super) async fn read(parts: &mut Parts, site: &Site) -> Result<Self, Response> {
        let auth = Auth::from_ref(site);
        let signed_in = SignedIn::from_request_parts(parts, site).await.map_err(|to| to.into_response())?;
        let Ok(mut visitor) = Visitor::from_request_parts(parts, site).await;
        let failed = |visitor: &Visitor, error| Failure::of(visitor, error).into_response();
        let found = auth.acting(&visitor, signed_in.user).get_user(GetUser { user_id: None }).await;
        let person = found.map_err(|error| failed(&visitor, error))?;
        let lang = person.user.locale.unwrap_or_default();
        visitor.locale = Some(lang);
        let acting = auth.acting(&visitor, signed_in.user);
        let feed = acting.activity_feed(ActivityFeed { user_id: None, limit: Some(1), after: None }).await;
        let unread = feed.map_err(|error| failed(&visitor, error))?.unread;
        let is_read = parts.method == Method::GET || parts.method == Method::HEAD;
        let path = if is_read { parts.uri.path_and_query().map(ToString::to_string) } else { came_from(parts) };
        let path = own_path(path.as_deref().unwrap_or("/")).to_owned();
        let fields = parts.extensions.get::<Typed>().map(|typed| typed.0.to_vec()).unwrap_or_default();
        let sent = (!is_read).then(|| Sent { action: parts.uri.path().to_owned(), fields });
        Ok(Self { site: site.clone(), visitor, signed_in, person, acting, lang, unread, path, sent })
    }

    pub(super) fn id(&self) -> UserId {
        self.signed_in.user
    }

    pub(super) fn is(&self, role: Role) -> bool {
        self.person.roles.iter().any(|held| held.role == role)
    }

    /// The programmes in which they hold a duty.
    pub(super) fn programmes(&self, role: Role) -> Vec<ProgrammeId> {
        self.person.roles.iter().filter(|held| held.role == role).filter_map(|held| held.programme_id).collect()
    }

    /// Whether they run the deployment or this programme.
    pub(super) fn runs(&self, programme: ProgrammeId) -> bool {
        self.is(Role::Admin) || self.programmes(Role::Manager).contains(&programme)
    }

    pub(super) fn say(&self, es: &str, en: &str) -> String {
        self.lang.pick(es, en).to_owned()
    }

    /// A page with what every page shows.
    pub(super) fn page(&self, name: &str, values: Value) -> Response {
        self.page_with(StatusCode::OK, name, values)
    }

    pub(super) fn page_with(&self, status: StatusCode, name: &str, values: Value) -> Response {
        let frame = context! {
            lang => self.lang.word(),
            me => context! {
                id => self.id().to_string(),
                name => &self.person.user.display_name,
                staff => self.is(Role::Admin) || self.is(Role::Manager),
                admin => self.is(Role::Admin),
            },
            csrf => &self.signed_in.csrf,
            unread => self.unread,
            path => &self.path,
            version => super::assets::VERSION.as_str(),
        };
        render::page(status, name, context! { ..values, ..frame })
    }

    /// Sends the browser to the page that shows what came of a form.
    pub(super) fn to(&self, path: &str) -> Response {
        Redirect::to(path).into_response()
    }
}

impl FromRequestParts<Site> for Me {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Response> {
        // Whoever sends a form in a format in which its token cannot be read did not send one of ours.
        if parts.extensions.get::<Unread>().is_some() {
            let Ok(visitor) = Visitor::from_request_parts(parts, site).await;
            return Err(Refused::said(&visitor, SignInFault::CrossSite).into_response());
        }
        Self::read(parts, site).await
    }
}

/// Somebody who sends files: the handler checks the token itself, by [`SignedIn::check_form`].
pub(super) struct Sender(pub(super) Me);

impl FromRequestParts<Site> for Sender {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Response> {
        Me::read(parts, site).await.map(Self)
    }
}

/// The page of ours on which a form stood.
fn came_from(parts: &Parts) -> Option<String> {
    let referer = parts.headers.get(header::REFERER)?.to_str().ok()?;
    let (_, rest) = referer.split_once("://")?;
    rest.find('/').and_then(|at| rest.get(at..)).map(str::to_owned)
}

/// A page for whoever is not signed in.
pub(super) fn outside(visitor: &Visitor, status: StatusCode, name: &str, values: Value) -> Response {
    let frame = context! {
        lang => visitor.language().word(),
        version => super::assets::VERSION.as_str(),
    };
    render::page(status, name, context! { ..values, ..frame })
}

impl std::fmt::Debug for Me {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Me").field("user", &self.signed_in.user).finish_non_exhaustive()
    }
}

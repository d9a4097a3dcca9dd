//! Who is signed in, for the pages.

use super::csrf;
use super::refused::Refused;
use super::state::Auth;
use super::visitor::Visitor;
use axum::extract::{FromRef, FromRequestParts};
use axum::http::{HeaderValue, Method, StatusCode, header, request::Parts};
use axum::response::{IntoResponse, Response};
use semillero_core::errors::{ErrorCode, SignInFault};
use semillero_core::permissions::Who;
use semillero_core::values::{SignInId, UserId};

/// Somebody who is signed in. Take it where a page is for such people; others are sent to sign in.
#[derive(Clone)]
pub struct SignedIn {
    /// The person.
    pub user: UserId,
    /// The sign-in.
    pub sign_in: SignInId,
    /// The token that every form of this sign-in holds in its field `csrf`.
    pub csrf: String,
    pub(super) secret: String,
}

impl std::fmt::Debug for SignedIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SignedIn").field("user", &self.user).field("sign_in", &self.sign_in).finish_non_exhaustive()
    }
}

/// Somebody who may be signed in or not.
#[derive(Debug, Clone)]
pub struct MaybeSignedIn(pub Option<SignedIn>);

/// Sends whoever is not signed in to the page where they sign in, and back afterwards.
#[derive(Debug, Clone)]
pub enum SignInPage {
    /// The page, with the way back.
    At(String),
    /// Nobody is sent anywhere: the store failed, or this was no page to come back to.
    Refused(Refused),
}

impl IntoResponse for SignInPage {
    fn into_response(self) -> Response {
        match self {
            Self::Refused(refused) => refused.into_response(),
            Self::At(place) => match HeaderValue::from_str(&place) {
                Ok(place) => {
                    let headers =
                        [(header::LOCATION, place), (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
                    (StatusCode::SEE_OTHER, headers).into_response()
                }
                Err(_) => StatusCode::UNAUTHORIZED.into_response(),
            },
        }
    }
}

impl SignedIn {
    /// Whoever the cookie of a visitor stands for; nobody when it works no longer.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn of(auth: &Auth, visitor: &Visitor) -> Result<Option<Self>, Refused> {
        let Some(secret) = visitor.session.clone() else { return Ok(None) };
        match auth.acting(visitor, Who::Nobody).user_of_sign_in(&secret).await {
            Ok(found) => {
                let csrf = csrf::token(auth, &secret);
                Ok(Some(Self { user: found.user_id, sign_in: found.sign_in, csrf, secret }))
            }
            Err(error) if error.code == ErrorCode::Unauthenticated => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Checks the token of a form that [`csrf::guard`] could not read: one with files in it.
    ///
    /// # Errors
    /// When it is not that of this sign-in.
    pub fn check_form(&self, auth: &Auth, visitor: &Visitor, given: &str) -> Result<(), Refused> {
        if csrf::fits(auth, &self.secret, given) { Ok(()) } else { Err(Refused::said(visitor, SignInFault::CrossSite)) }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for SignedIn
where
    Auth: FromRef<S>,
{
    type Rejection = SignInPage;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, SignInPage> {
        let MaybeSignedIn(found) = MaybeSignedIn::from_request_parts(parts, state).await?;
        found.ok_or_else(|| {
            let auth = Auth::from_ref(state);
            let here = parts.uri.path_and_query().map_or("/", |here| here.as_str());
            let back = if parts.method == Method::GET { own_path(here) } else { "/" };
            let back: String = form_urlencoded::byte_serialize(back.as_bytes()).collect();
            SignInPage::At(format!("{}?next={back}", auth.settings().sign_in_page))
        })
    }
}

impl<S: Send + Sync> FromRequestParts<S> for MaybeSignedIn
where
    Auth: FromRef<S>,
{
    type Rejection = SignInPage;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, SignInPage> {
        let Ok(visitor) = Visitor::from_request_parts(parts, state).await;
        SignedIn::of(&Auth::from_ref(state), &visitor).await.map(Self).map_err(SignInPage::Refused)
    }
}

/// A way back that stays on this site: a path of our own, or the first page. Browsers read `//` and `\` as another site.
#[must_use]
pub fn own_path(next: &str) -> &str {
    let plain = next.starts_with('/') && !next.starts_with("//") && next.len() <= 1_000;
    let odd = |c: char| c == '\\' || c.is_control() || c.is_whitespace();
    if plain && !next.contains(odd) { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_stays_here() {
        for kept in ["/", "/people?role=ally", "/a/b#c"] {
            assert_eq!(own_path(kept), kept);
        }
        for odd in
            ["", "//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example", "/a\nb", "a", "/ /x"]
        {
            assert_eq!(own_path(odd), "/", "{odd}");
        }
    }
}

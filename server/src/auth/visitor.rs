//! Who asks: from where, with which browser and which cookies, in which language.

use super::state::Auth;
use crate::api::headers;
use axum::extract::{FromRef, FromRequestParts};
use axum::http::{HeaderMap, header, request::Parts};
use semillero_core::values::Locale;
use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr};

/// The address at the other end of the connection, put on each request by the accept loop. Behind a proxy it is the proxy's: what
/// `X-Forwarded-For` says is believed by nobody here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer(pub IpAddr);

/// Who asks.
#[derive(Clone)]
pub struct Visitor {
    /// The address they come from.
    pub address: IpAddr,
    /// Their browser in a few words.
    pub agent: Option<String>,
    /// The language their browser prefers; nothing when it names none that is spoken here.
    pub locale: Option<Locale>,
    /// The name of the call in the log.
    pub request_id: Option<String>,
    pub(super) session: Option<String>,
    pub(super) device: Option<String>,
}

impl std::fmt::Debug for Visitor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Visitor").field("address", &self.address).field("agent", &self.agent).finish_non_exhaustive()
    }
}

impl Visitor {
    /// Somebody from an address, of whom nothing else is known.
    #[must_use]
    pub const fn from(address: IpAddr) -> Self {
        Self { address, agent: None, locale: None, request_id: None, session: None, device: None }
    }

    /// Reads the headers of a request.
    #[must_use]
    pub fn read(auth: &Auth, peer: Option<Peer>, given: &HeaderMap) -> Self {
        let text = |name| given.get(name).and_then(|value| value.to_str().ok());
        Self {
            // Where the accept loop put no address, everybody shares one: stricter, never laxer.
            address: peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0),
            agent: text(header::USER_AGENT).and_then(describe),
            locale: headers::locale(given),
            request_id: headers::request_id(given),
            session: auth.cookies().session_in(given),
            device: auth.cookies().device_in(given),
        }
    }

    /// The language to answer in.
    #[must_use]
    pub fn language(&self) -> Locale {
        self.locale.unwrap_or_default()
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor
where
    Auth: FromRef<S>,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<Peer>().copied();
        Ok(Self::read(&Auth::from_ref(state), peer, &parts.headers))
    }
}

/// A browser in two words that people recognise; nothing of what tells single machines apart.
fn describe(agent: &str) -> Option<String> {
    let first =
        |known: &[(&str, &'static str)]| known.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    let browser = first(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => Some(format!("{browser}, {system}")),
        (one, other) => one.or(other).map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_told_apart_in_two_words() {
        let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0";
        let phone = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36";
        assert_eq!(describe(firefox).unwrap(), "Firefox, Linux");
        assert_eq!(describe(edge).unwrap(), "Edge, Windows");
        assert_eq!(describe(phone).unwrap(), "Chrome, Android");
        assert_eq!(describe("curl/8.0"), None);
    }
}

//! The two cookies: the sign-in, and the mark of a device that was signed in before.

use super::state::Auth;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponseParts, ResponseParts};
use hmac::{Hmac, KeyInit, Mac};
use semillero_core::values::{Id as _, Timestamp, UserId};
use sha2::Sha256;
use std::convert::Infallible;

/// How long a device is remembered, in seconds: half a year.
const DEVICE: i64 = 180 * 86_400;

/// What the cookies are like under an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CookiePolicy {
    secure: bool,
}

impl CookiePolicy {
    /// The cookies of an address. Only plain HTTP on this very machine goes without `Secure`: elsewhere a browser then drops them
    /// rather than showing them to the network.
    #[must_use]
    pub fn of(public: &str) -> Self {
        let host = public.strip_prefix("http://").map(|rest| rest.split('/').next().unwrap_or_default());
        let name = host.map(|host| match host.strip_prefix('[') {
            Some(six) => six.split(']').next().unwrap_or_default(),
            None => host.split(':').next().unwrap_or_default(),
        });
        let address = || name.and_then(|name| name.parse::<std::net::IpAddr>().ok());
        let loopback = name == Some("localhost") || address().is_some_and(|address| address.is_loopback());
        Self { secure: !loopback }
    }

    /// The name of the cookie of a sign-in.
    #[must_use]
    pub const fn session(self) -> &'static str {
        if self.secure { "__Host-semillero" } else { "semillero" }
    }

    /// The name of the cookie of a device.
    #[must_use]
    pub const fn device(self) -> &'static str {
        if self.secure { "__Host-semillero-device" } else { "semillero-device" }
    }

    /// The secret of a sign-in among the cookies of a request.
    #[must_use]
    pub fn session_in(self, given: &HeaderMap) -> Option<String> {
        cookie(given, self.session())
    }

    /// The mark of a device among the cookies of a request.
    #[must_use]
    pub fn device_in(self, given: &HeaderMap) -> Option<String> {
        cookie(given, self.device())
    }

    fn write(self, name: &str, value: &str, seconds: i64) -> Option<HeaderValue> {
        let secure = if self.secure { "; Secure" } else { "" };
        let text = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
        let mut header = HeaderValue::from_str(&text).ok()?;
        header.set_sensitive(true);
        Some(header)
    }
}

/// The value of a cookie that is there once; of two under one name neither is believed.
fn cookie(given: &HeaderMap, name: &str) -> Option<String> {
    let texts = given.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut found = texts.flat_map(|text| text.split(';')).filter_map(|pair| {
        let (known, value) = pair.trim().split_once('=')?;
        (known == name && (1..=300).contains(&value.len())).then(|| value.to_owned())
    });
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// What an answer sends along; a page returns it in front of its own answer.
#[derive(Clone, Default)]
pub struct Cookies(Vec<(HeaderName, HeaderValue)>);

impl std::fmt::Debug for Cookies {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Cookies({})", self.0.len())
    }
}

impl Cookies {
    /// The cookies of somebody who was signed in now.
    pub(super) fn signed_in(auth: &Auth, user: UserId, secret: &str) -> Self {
        let policy = auth.cookies();
        let most = auth.settings().sign_in.most_minutes.saturating_mul(60);
        let session = policy.write(policy.session(), secret, most);
        let device = policy.write(policy.device(), &Device::new(auth, user).written(auth.device_key()), DEVICE);
        Self(session.into_iter().chain(device).map(|value| (header::SET_COOKIE, value)).collect())
    }

    /// Takes the sign-in away and has the browser forget the pages it kept. The device stays known.
    pub(super) fn signed_out(auth: &Auth) -> Self {
        let policy = auth.cookies();
        let session = policy.write(policy.session(), "", 0).map(|value| (header::SET_COOKIE, value));
        let forget = (HeaderName::from_static("clear-site-data"), HeaderValue::from_static("\"cache\""));
        Self(session.into_iter().chain([forget]).collect())
    }

    /// The headers, one by one.
    pub fn headers(&self) -> impl Iterator<Item = &(HeaderName, HeaderValue)> {
        self.0.iter()
    }
}

impl IntoResponseParts for Cookies {
    type Error = Infallible;

    fn into_response_parts(self, mut parts: ResponseParts) -> Result<ResponseParts, Infallible> {
        for (name, value) in self.0 {
            parts.headers_mut().append(name, value);
        }
        Ok(parts)
    }
}

/// A device on which a person was signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Device {
    user: UserId,
    since: Timestamp,
    /// Its name among the devices.
    pub(super) name: u128,
}

impl Device {
    fn new(auth: &Auth, user: UserId) -> Self {
        let ecosystem = auth.ecosystem();
        Self { user, since: ecosystem.now(), name: u128::from_be_bytes(ecosystem.random()) }
    }

    fn signature(self, key: &[u8; 32]) -> Option<Hmac<Sha256>> {
        let mut mac = Hmac::<Sha256>::new_from_slice(key).ok()?;
        mac.update(self.user.uuid().as_bytes());
        mac.update(&self.since.as_micros().to_be_bytes());
        mac.update(&self.name.to_be_bytes());
        Some(mac)
    }

    fn written(self, key: &[u8; 32]) -> String {
        let mac = self.signature(key).map(|mac| mac.finalize().into_bytes());
        let mac: String = mac.iter().flatten().map(|byte| format!("{byte:02x}")).collect();
        format!("{}.{:x}.{:x}.{mac}", self.user, self.since.as_micros(), self.name)
    }

    /// Reads a mark of ours, compared in constant time.
    fn read(key: &[u8; 32], text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let device = Self {
            user: parts.next()?.parse().ok()?,
            since: Timestamp::from_micros(i64::from_str_radix(parts.next()?, 16).ok()?),
            name: u128::from_str_radix(parts.next()?, 16).ok()?,
        };
        let given = bytes(parts.next()?)?;
        device.signature(key)?.verify_slice(&given).ok()?;
        parts.next().is_none().then_some(device)
    }

    /// The device of a mark, when it was signed in to this account since the password last changed, and not too long ago.
    pub(super) fn known(auth: &Auth, mark: Option<&str>, user: UserId, changed: Timestamp) -> Option<Self> {
        let device = Self::read(auth.device_key(), mark?)?;
        let age = auth.ecosystem().now().as_micros().saturating_sub(device.since.as_micros());
        (device.user == user && device.since >= changed && age <= DEVICE * 1_000_000).then_some(device)
    }
}

/// Bytes from hexadecimal digits.
pub(super) fn bytes(hex: &str) -> Option<Vec<u8>> {
    if !hex.len().is_multiple_of(2) {
        return None;
    }
    let pairs = (0..hex.len()).step_by(2).map(|at| hex.get(at..at + 2));
    pairs.map(|pair| pair.and_then(|pair| u8::from_str_radix(pair, 16).ok())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_very_machine_goes_without_secure() {
        for (public, secure) in [
            ("https://semillero.example.org", true),
            ("https://127.0.0.1:8443", true),
            ("http://semillero.example.org", true),
            ("http://10.0.0.7:8080", true),
            ("http://localhost.example.org", true),
            ("http://127.0.0.1.example.org", true),
            ("http://127.0.0.1:8080", false),
            ("http://127.0.0.1", false),
            ("http://[::1]:8080/", false),
            ("http://localhost:8080", false),
            ("", true),
        ] {
            assert_eq!(CookiePolicy::of(public).secure, secure, "{public}");
        }
    }

    #[test]
    fn the_attributes_are_these() {
        let at = |public: &str| {
            let policy = CookiePolicy::of(public);
            policy.write(policy.session(), "v", 60).unwrap().to_str().unwrap().to_owned()
        };
        assert_eq!(at("https://example.org"), "__Host-semillero=v; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure");
        assert_eq!(at("http://127.0.0.1:8080"), "semillero=v; Path=/; Max-Age=60; HttpOnly; SameSite=Lax");
    }

    #[test]
    fn a_cookie_is_found_by_its_whole_name_and_never_twice() {
        let found = |texts: &[&str]| {
            let mut given = HeaderMap::new();
            for text in texts {
                given.append(header::COOKIE, text.parse().unwrap());
            }
            cookie(&given, "semillero")
        };
        assert_eq!(found(&["a=b; semillero=x; c=d"]).as_deref(), Some("x"));
        assert_eq!(found(&["semillero-device=y; __Host-semillero=z"]), None);
        assert_eq!(found(&["semillero=x; semillero=y"]), None);
        assert_eq!(found(&["semillero=x", "semillero=y"]), None);
        assert_eq!(found(&["semillero="]), None);
        assert_eq!(found(&[]), None);
    }

    #[test]
    fn a_mark_is_ours_or_none() {
        let user = UserId::from_uuid(uuid::Uuid::from_u128(7));
        let device = Device { user, since: Timestamp::from_micros(1_000), name: 9 };
        let mark = device.written(&[1; 32]);
        assert_eq!(Device::read(&[1; 32], &mark), Some(device));
        assert_eq!(Device::read(&[2; 32], &mark), None);
        assert_eq!(Device::read(&[1; 32], &mark.replacen(".9.", ".8.", 1)), None);
        assert_eq!(Device::read(&[1; 32], &format!("{mark}.x")), None);
        for text in ["", ".", "...", "x.y.z.é", &mark[..mark.len() - 1]] {
            assert_eq!(Device::read(&[1; 32], text), None, "{text}");
        }
    }
}

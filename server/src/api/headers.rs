//! What the headers of a call say.

use axum::http::{HeaderMap, header};
use semillero_core::errors::Edge;
use semillero_core::values::Locale;

/// The name of the header that names a call.
pub(super) const REQUEST_ID: &str = "x-request-id";

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// A name given by the caller, when it is one that a log can hold.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<String> {
    let given = text(headers, REQUEST_ID)?;
    let sane = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    ((1..=64).contains(&given.len()) && given.chars().all(sane)).then(|| given.to_owned())
}

/// The language preferred among those spoken here; nothing when neither is named.
pub(crate) fn locale(headers: &HeaderMap) -> Option<Locale> {
    let wanted = text(headers, header::ACCEPT_LANGUAGE.as_str())?;
    let mut best: Option<(Locale, f32)> = None;
    for part in wanted.split(',') {
        let mut pieces = part.split(';');
        let tag = pieces.next().unwrap_or_default().trim().to_ascii_lowercase();
        let weight = pieces.find_map(|piece| piece.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
        let Ok(locale) = tag.split('-').next().unwrap_or_default().parse::<Locale>() else { continue };
        if weight > 0.0 && best.is_none_or(|(_, known)| weight > known) {
            best = Some((locale, weight));
        }
    }
    best.map(|(locale, _)| locale)
}

/// The bearer token.
pub(super) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = text(headers, header::AUTHORIZATION.as_str())?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// The idempotency key.
pub(super) fn idempotency_key(headers: &HeaderMap) -> Result<Option<String>, Edge> {
    let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
    match value.to_str() {
        Ok(key) if (1..=200).contains(&key.trim().len()) => Ok(Some(key.trim().to_owned())),
        _ => Err(Edge::BadHeader { name: "Idempotency-Key", value: String::from_utf8_lossy(value.as_bytes()).into() }),
    }
}

/// The version in `If-Match: "7-…"`.
pub(super) fn if_match(headers: &HeaderMap) -> Result<Option<i64>, Edge> {
    let Some(value) = headers.get(header::IF_MATCH) else { return Ok(None) };
    let given = value.to_str().unwrap_or_default();
    let version = given.trim().trim_matches('"').split('-').next().and_then(|version| version.parse().ok());
    match version {
        Some(version) => Ok(Some(version)),
        None => Err(Edge::BadHeader { name: "If-Match", value: given.to_owned() }),
    }
}

/// Whether the caller holds this answer already.
pub(crate) fn holds(headers: &HeaderMap, tag: &str) -> bool {
    text(headers, header::IF_NONE_MATCH.as_str()).is_some_and(|held| {
        held.split(',').any(|held| matches!(held.trim(), "*") || held.trim().trim_start_matches("W/") == tag)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(name: &'static str, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::HeaderName::from_static(name), value.parse().unwrap())])
    }

    #[test]
    fn languages_are_chosen_by_weight() {
        let chosen = |value: &str| locale(&with("accept-language", value));
        assert_eq!(chosen("fr, en;q=0.8, es;q=0.9"), Some(Locale::Es));
        assert_eq!(chosen("en-GB"), Some(Locale::En));
        assert_eq!(chosen("de"), None);
    }

    #[test]
    fn names_of_calls_that_would_spoil_a_log_are_not_taken() {
        assert_eq!(request_id(&with("x-request-id", "a-1.b_2")), Some("a-1.b_2".into()));
        assert_eq!(request_id(&with("x-request-id", "a b")), None);
        assert_eq!(request_id(&with("x-request-id", &"a".repeat(65))), None);
    }

    #[test]
    fn versions_and_tokens_are_read_out_of_their_headers() {
        assert_eq!(if_match(&with("if-match", "\"7-abc\"")), Ok(Some(7)));
        assert!(if_match(&with("if-match", "*")).is_err());
        assert_eq!(bearer(&with("authorization", "bearer abc")), Some("abc"));
        assert_eq!(bearer(&with("authorization", "Basic abc")), None);
    }
}

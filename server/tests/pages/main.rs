//! The pages as somebody with bad intentions calls them: every address without its token, with ids of others, with nonsense.
#![expect(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

mod forms;
mod matching;
mod nonsense;
mod others;
mod profile;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use semillero_core::people::Role;
use semillero_core::testing::time::{SeededIds, TestClock};
use semillero_core::values::{Locale, Timestamp, UserId};
use semillero_core::{Acting, Ecosystem, EnsureUser, GrantRole, Who};
use semillero_server::api::{Tokens, router_with};
use semillero_server::auth::{Auth, Peer, Settings, SignedIn, Strength, Visitor, sign_in};
use semillero_server::pages::pages;
use std::sync::Arc;
use tower::ServiceExt as _;

const PASSWORD: &str = "caballo verde grapa luna";
const NIL: &str = "00000000-0000-0000-0000-000000000000";
const EVIL: &str = "<script>alert(1)</script> \"'onload=x";
/// The pages for whoever is not signed in.
const PUBLIC: [&str; 3] = ["/sign-in", "/setup", "/join"];

/// Every address with its methods, read from the router's own source: none is forgotten.
fn routes() -> Vec<(&'static str, bool, bool)> {
    let source = include_str!("../../src/pages/mod.rs");
    let found: Vec<_> = source
        .split(".route(")
        .skip(1)
        .map(|route| {
            let path = route.split('"').nth(1).unwrap();
            let handlers = route.split(".layer(").next().unwrap();
            (path, handlers.contains("get("), handlers.contains("post("))
        })
        .collect();
    assert!(found.len() > 45, "the routes are read: {}", found.len());
    found
}

/// An address with every blank filled in.
fn filled(path: &str, id: &str) -> String {
    let mut parts = path.split('{');
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        whole.push_str(id);
        whole.push_str(part.split_once('}').unwrap().1);
    }
    whole
}

/// Somebody at a browser.
struct Person {
    id: UserId,
    cookie: String,
    token: String,
}

struct World {
    app: Router,
    auth: Auth,
    host: Acting,
}

/// What came back.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

impl World {
    fn new() -> Self {
        let clock = Arc::new(TestClock::at(Timestamp::from_micros(1_772_442_000_000_000)));
        let ecosystem = Ecosystem::builder().build_with(clock, Arc::new(SeededIds::new(1)));
        let strength = Strength { memory: 8, passes: 1, lanes: 1 };
        let auth = Auth::new(ecosystem.clone(), Settings { strength, ..Settings::at("https://semillero.example.org") });
        let host = ecosystem.acting_as(Who::Host);
        let app = router_with(ecosystem.clone(), Arc::new(Tokens(ecosystem)), pages(auth.clone()));
        Self { app, auth, host }
    }

    async fn person(&self, external: &str, name: &str) -> Person {
        let email = format!("{external}@example.org");
        let request = EnsureUser {
            external_id: external.into(),
            display_name: name.into(),
            email: Some(email.clone()),
            locale: Some(Locale::En),
        };
        let id = self.host.ensure_user(request).await.unwrap().id;
        let hash = self.auth.passwords().hash(PASSWORD).await.unwrap();
        self.host.keep_password(id, &hash, None).await.unwrap();
        let visitor = Visitor::from("192.0.2.1".parse().unwrap());
        let cookies = sign_in(&self.auth, &visitor, &email, PASSWORD).await.unwrap();
        let set = cookies.headers().find(|(name, _)| name == header::SET_COOKIE).unwrap();
        let cookie = set.1.to_str().unwrap().split(';').next().unwrap().to_owned();
        let mut given = HeaderMap::new();
        given.insert(header::COOKIE, cookie.parse().unwrap());
        let visitor = Visitor::read(&self.auth, Some(Peer("192.0.2.1".parse().unwrap())), &given);
        let token = SignedIn::of(&self.auth, &visitor).await.unwrap().unwrap().csrf;
        Person { id, cookie, token }
    }

    async fn grant(&self, person: &Person, role: Role) {
        let request = GrantRole { user_id: person.id, role, programme_id: None };
        self.host.grant_role(request).await.unwrap();
    }

    async fn send(
        &self,
        method: &str,
        path: &str,
        person: Option<&Person>,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header("accept", "text/html");
        if let Some(person) = person {
            request = request.header("cookie", &person.cookie);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = self.app.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        Answer { status: parts.status, headers: parts.headers, text }
    }

    async fn get(&self, path: &str, person: Option<&Person>) -> Answer {
        self.send("GET", path, person, &[], Vec::new()).await
    }

    /// A form as our own page sends it, with its token.
    async fn post(&self, path: &str, person: &Person, form: &str) -> Answer {
        let body = format!("csrf={}&{form}", person.token);
        self.send("POST", path, Some(person), &[OURS, FORM], body.into_bytes()).await
    }

    async fn upload(&self, path: &str, person: &Person, token: &str, file: &[u8]) -> Answer {
        let mut body = Vec::new();
        for (name, value) in [("csrf", token.as_bytes()), ("kind", b"people"), ("offset", b"+00:00")] {
            body.extend_from_slice(
                format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n").as_bytes(),
            );
            body.extend_from_slice(value);
            body.extend_from_slice(b"\r\n");
        }
        let head = "--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n";
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(file);
        body.extend_from_slice(b"\r\n--x--\r\n");
        self.send("POST", path, Some(person), &[OURS, MULTIPART], body).await
    }
}

const OURS: (&str, &str) = ("sec-fetch-site", "same-origin");
const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const MULTIPART: (&str, &str) = ("content-type", "multipart/form-data; boundary=x");

/// A page of ours, in the dress that every page has.
fn is_page(answer: &Answer, what: &str) {
    let of = |name: &str| answer.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default();
    assert!(of("content-security-policy").starts_with("default-src 'none'"), "{what}: policy");
    assert_eq!(of("x-content-type-options"), "nosniff", "{what}");
    assert_eq!(of("cache-control"), "no-store", "{what}");
    assert_eq!(of("referrer-policy"), "same-origin", "{what}");
    if !answer.status.is_redirection() {
        assert_eq!(of("content-type"), "text/html; charset=utf-8", "{what}: {} {}", answer.status, answer.text);
        assert!(answer.text.starts_with("<!doctype html>") && answer.text.contains("</html>"), "{what}");
        assert!(!answer.text.contains("<script>"), "{what}: a script in the page");
    }
}

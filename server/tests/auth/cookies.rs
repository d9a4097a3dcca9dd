//! What the browser is given.

use crate::{GOOD, World, from, sent_back};
use semillero_core::Ecosystem;
use semillero_server::auth::{Auth, Settings, SignedIn, Strength, sign_out};

/// The headers with the secrets taken out.
fn shown(cookies: &semillero_server::auth::Cookies) -> Vec<String> {
    let headers = cookies.headers().map(|(name, value)| {
        let text = value.to_str().unwrap();
        let text = match text.split_once('=').and_then(|(key, rest)| Some((key, rest.split_once(';')?))) {
            Some((key, (value, attributes))) => {
                format!("{key}={};{attributes}", if value.is_empty() { "" } else { "…" })
            }
            None => text.to_owned(),
        };
        format!("{name}: {text}")
    });
    headers.collect()
}

#[tokio::test]
async fn the_cookies_under_https() {
    let world = World::new().await;
    let cookies = world.sign_in(&from("192.0.2.1"), "ana", GOOD).await.unwrap();
    assert_eq!(
        shown(&cookies),
        [
            "set-cookie: __Host-semillero=…; Path=/; Max-Age=86400; HttpOnly; SameSite=Lax; Secure",
            "set-cookie: __Host-semillero-device=…; Path=/; Max-Age=15552000; HttpOnly; SameSite=Lax; Secure",
        ]
    );
    let values = sent_back(&cookies);
    let visitor = world.with_cookies("192.0.2.1", &values.iter().map(String::as_str).collect::<Vec<_>>());
    let signed_in = SignedIn::of(&world.auth, &visitor).await.unwrap().unwrap();
    let out = sign_out(&world.auth, &visitor, &signed_in).await.unwrap();
    assert_eq!(
        shown(&out),
        [
            "set-cookie: __Host-semillero=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure",
            "clear-site-data: \"cache\"",
        ]
    );
    let secret = values.first().unwrap().split_once('=').unwrap().1;
    assert_eq!(secret.len(), 4 + 64, "256 bits behind a prefix");
    assert!(!format!("{cookies:?} {signed_in:?} {visitor:?}").contains(secret));
    for (_, value) in cookies.headers().filter(|(name, _)| name == "set-cookie") {
        assert!(value.is_sensitive());
    }
}

#[tokio::test]
async fn the_cookies_on_this_machine() {
    let strength = Strength { memory: 8, passes: 1, lanes: 1 };
    let ecosystem = Ecosystem::in_memory();
    let auth = Auth::new(ecosystem.clone(), Settings { strength, ..Settings::at("http://127.0.0.1:8080") });
    let host = ecosystem.acting_as(semillero_core::Who::Host);
    crate::ensure(&host, "ana").await;
    semillero_server::auth::set_password(&auth, &from("127.0.0.1"), "ana@example.org", GOOD).await.unwrap();
    let cookies = semillero_server::auth::sign_in(&auth, &from("127.0.0.1"), "ana@example.org", GOOD).await.unwrap();
    assert_eq!(
        shown(&cookies),
        [
            "set-cookie: semillero=…; Path=/; Max-Age=86400; HttpOnly; SameSite=Lax",
            "set-cookie: semillero-device=…; Path=/; Max-Age=15552000; HttpOnly; SameSite=Lax",
        ]
    );
}

#[tokio::test]
async fn every_sign_in_has_a_secret_of_its_own() {
    let world = World::new().await;
    let one = sent_back(&world.sign_in(&from("192.0.2.1"), "ana", GOOD).await.unwrap());
    let two = sent_back(&world.sign_in(&from("192.0.2.1"), "ana", GOOD).await.unwrap());
    assert_ne!(one.first(), two.first());
    assert_ne!(one.last(), two.last());
}

//! Nobody learns who has an account.

use crate::{GOOD, WRONG, World, address, ensure, from};
use axum::body::to_bytes;
use axum::response::IntoResponse as _;
use semillero_server::auth::sign_in;

#[tokio::test]
async fn every_failure_is_the_same_bytes_and_the_same_work() {
    let world = World::new().await;
    world.invite("invited").await;
    ensure(&world.host, "without").await;
    let suspended = ensure(&world.host, "suspended").await;
    world.set_password("suspended", GOOD).await;
    world.suspend(suspended).await;
    let cases = [
        ("wrong password", address("ana"), WRONG),
        ("empty password", address("ana"), ""),
        ("very long password", address("ana"), &*"x".repeat(100_000)),
        ("nobody", address("nobody"), GOOD),
        ("no address at all", "ana".to_owned(), GOOD),
        ("nothing", String::new(), ""),
        ("never joined", address("invited"), GOOD),
        ("no password", address("without"), GOOD),
        ("suspended, right password", address("suspended"), GOOD),
        ("suspended, wrong password", address("suspended"), WRONG),
    ];
    let mut seen = Vec::new();
    for (at, (what, email, password)) in cases.iter().enumerate() {
        let before = world.auth.passwords().computed();
        let visitor = from(&format!("192.0.2.{at}"));
        let refused = sign_in(&world.auth, &visitor, email, password).await.unwrap_err();
        assert_eq!(world.auth.passwords().computed() - before, 1, "{what}: one hash");
        let response = refused.into_response();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        seen.push((*what, parts.status, parts.headers, body));
    }
    let (_, status, headers, body) = seen.first().unwrap();
    assert_eq!(status.as_u16(), 401);
    for (what, other_status, other_headers, other_body) in &seen {
        assert_eq!((other_status, other_headers, other_body), (status, headers, body), "{what}");
    }
    assert!(sign_in(&world.auth, &from("192.0.2.99"), " ANA@example.org ", GOOD).await.is_ok());
}

#[tokio::test]
async fn waiting_says_nothing_about_the_account_either() {
    let world = World::new().await;
    let mut answers = Vec::new();
    for name in ["ana", "nobody"] {
        let visitor = from(if name == "ana" { "192.0.2.1" } else { "192.0.2.2" });
        let mut of_one = Vec::new();
        for _ in 0..8 {
            of_one.push(world.sign_in(&visitor, name, WRONG).await.unwrap_err());
        }
        answers.push(of_one);
    }
    assert_eq!(answers.first(), answers.last());
    let last = answers.first().and_then(|of_one| of_one.last()).unwrap();
    assert_eq!((last.error.key.as_str(), last.retry_after, last.status().as_u16()), ("slow_down", Some(1), 429));
}

#[tokio::test]
async fn unknown_addresses_leave_nothing_behind_that_grows() {
    let world = World::new().await;
    let people = world.people().await;
    for number in 0..300 {
        let visitor = from(&format!("198.51.100.{}", number % 250));
        let refused = world.sign_in(&visitor, &format!("nobody{number}"), WRONG).await.unwrap_err();
        assert_eq!(refused.error.key, "bad_sign_in");
    }
    assert_eq!(world.people().await, people);
}

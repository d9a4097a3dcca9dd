//! Guessing is slow, and never locks anybody out.

use crate::{GOOD, NEW, WRONG, World, from, sent_back};
use semillero_core::people::Account;
use semillero_core::store::Reading as _;
use semillero_server::auth::Policy;

#[tokio::test]
async fn a_guesser_waits_longer_each_time_and_the_hash_is_not_computed_meanwhile() {
    let world = World::new().await;
    let guesser = from("192.0.2.1");
    for _ in 0..5 {
        assert_eq!(world.sign_in(&guesser, "ana", WRONG).await.unwrap_err().error.key, "bad_sign_in");
    }
    for wait in [1, 2, 4, 8] {
        let before = world.auth.passwords().computed();
        let refused = world.sign_in(&guesser, "ana", GOOD).await.unwrap_err();
        assert_eq!((refused.error.key.as_str(), refused.retry_after), ("slow_down", Some(wait)));
        assert_eq!(world.auth.passwords().computed(), before);
        world.later(wait);
        assert_eq!(world.sign_in(&guesser, "ana", WRONG).await.unwrap_err().error.key, "bad_sign_in");
    }
    world.later(16);
    world.sign_in(&guesser, "ana", GOOD).await.unwrap();
    world.sign_in(&guesser, "ana", WRONG).await.unwrap_err();
    world.sign_in(&guesser, "ana", GOOD).await.expect("success starts the count again");
}

#[tokio::test]
async fn guesses_at_once_count_as_many() {
    let world = World::new().await;
    let tries = (0..40).map(|_| {
        let auth = world.auth.clone();
        tokio::spawn(async move {
            let outcome = semillero_server::auth::sign_in(&auth, &from("192.0.2.1"), "ana@example.org", WRONG).await;
            outcome.unwrap_err().error.key
        })
    });
    let mut checked = 0;
    for task in tries.collect::<Vec<_>>() {
        checked += usize::from(task.await.unwrap() == "bad_sign_in");
    }
    assert_eq!(checked, 5);
    let account: Account = world.auth.ecosystem().store().get(world.ana).await.unwrap().unwrap();
    assert_eq!(account.failures, 5);
}

#[tokio::test]
async fn a_victim_is_not_locked_out() {
    let world = World::new().await;
    let cookies = world.sign_in(&from("203.0.113.5"), "ana", GOOD).await.unwrap();
    let device = sent_back(&cookies).pop().unwrap();
    assert!(device.starts_with("__Host-semillero-device="), "{device}");
    // From everywhere, and from the victim's own network too.
    for number in 0..120 {
        world.sign_in(&from(&format!("192.0.2.{number}")), "ana", WRONG).await.unwrap_err();
    }
    while world.sign_in(&from("203.0.113.5"), "ana", WRONG).await.unwrap_err().error.key == "bad_sign_in" {}
    let stranger = world.sign_in(&from("198.51.100.1"), "ana", GOOD).await.unwrap_err();
    assert_eq!(stranger.error.key, "bad_sign_in", "after a hundred tries a new device needs a new password");
    let mine = world.with_cookies("203.0.113.5", &[&device]);
    world.sign_in(&mine, "ana", WRONG).await.unwrap_err();
    world.sign_in(&mine, "ana", GOOD).await.expect("the device that is known gets through");
    world.sign_in(&from("198.51.100.1"), "ana", GOOD).await.expect("and with it the count starts again");
}

#[tokio::test]
async fn the_device_of_somebody_else_or_of_before_the_password_changed_helps_nobody() {
    let world = World::new().await;
    crate::ensure(&world.host, "eva").await;
    world.set_password("eva", NEW).await;
    let of_eva = sent_back(&world.sign_in(&from("203.0.113.9"), "eva", NEW).await.unwrap()).pop().unwrap();
    let of_ana = sent_back(&world.sign_in(&from("203.0.113.5"), "ana", GOOD).await.unwrap()).pop().unwrap();
    world.later(60);
    world.set_password("ana", GOOD).await;
    for number in 0..100 {
        world.sign_in(&from(&format!("192.0.2.{number}")), "ana", WRONG).await.unwrap_err();
    }
    for device in [of_eva, of_ana.clone(), of_ana.replace('1', "2")] {
        let visitor = world.with_cookies("203.0.113.5", &[&device]);
        assert!(world.sign_in(&visitor, "ana", GOOD).await.is_err(), "{device}");
    }
    world.set_password("ana", NEW).await;
    world.sign_in(&from("198.51.100.1"), "ana", NEW).await.expect("a new password starts the count again");
}

#[tokio::test]
async fn a_device_that_guesses_itself_loses_its_standing() {
    let world = World::new().await;
    let device = sent_back(&world.sign_in(&from("203.0.113.5"), "ana", GOOD).await.unwrap()).pop().unwrap();
    let thief = world.with_cookies("203.0.113.5", &[&device]);
    let mut checked = 0;
    for _ in 0..100 {
        checked += u32::from(world.sign_in(&thief, "ana", WRONG).await.unwrap_err().error.key == "bad_sign_in");
    }
    assert_eq!(checked, 10 + 5);
}

#[tokio::test]
async fn one_address_cannot_try_many_accounts() {
    let world = World::with(Policy { per_address: 10, ..Policy::default() }).await;
    let mut keys = Vec::new();
    for number in 0..12 {
        keys.push(world.sign_in(&from("192.0.2.1"), &format!("p{number}"), WRONG).await.unwrap_err().error.key);
    }
    assert_eq!(keys.iter().filter(|key| *key == "bad_sign_in").count(), 10);
    assert!(world.sign_in(&from("192.0.2.2"), "ana", GOOD).await.is_ok());
}

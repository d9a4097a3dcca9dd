//! Joining, the first admin, and that nothing is lost or shown on the way.

use crate::{GOOD, NEW, World, address, from, sent_back};
use semillero_core::audit::{Activity, AuditEntry, Event, Replay};
use semillero_core::people::{Account, Grant, InvitationState, Role};
use semillero_core::store::{Filter, Reading as _};
use semillero_server::auth::{
    Auth, Settings, SignedIn, Strength, accept_as, accept_invitation, set_password, set_up, sign_in,
};

#[tokio::test]
async fn joining_signs_in_and_a_bad_password_uses_nothing_up() {
    let world = World::new().await;
    let token = world.invite("evangelina").await;
    let visitor = from("192.0.2.1");
    let join = async |name: Option<&str>, password: &str| {
        accept_invitation(&world.auth, &visitor, &token, name, password).await
    };
    for (password, key) in [
        ("corta", "password_short"),
        ("aaaaaaaaaaaaaaaaaaaa", "password_repeats"),
        ("evangelina-2026-evangelina!", "password_personal"),
        ("bienvenido123456!", "password_common"),
    ] {
        let refused = join(None, password).await.unwrap_err().error;
        assert_eq!(refused.errors.first().map(|e| e.key.as_str()), Some(key));
    }
    assert!(join(Some(" "), GOOD).await.is_err(), "an empty name");
    let cookies = join(Some("Eva"), GOOD).await.unwrap();
    let session = sent_back(&cookies).first().unwrap().clone();
    let visitor = world.with_cookies("192.0.2.1", &[&session]);
    let eva = SignedIn::of(&world.auth, &visitor).await.unwrap().unwrap();
    let me = world.host.account_of_user(eva.user).await.unwrap();
    assert_eq!((me.display_name.as_str(), me.is_active), ("Eva", true));
    assert_eq!(join(None, NEW).await.unwrap_err().error.key, "invitation_used");
    assert!(world.sign_in(&from("192.0.2.7"), "evangelina", GOOD).await.is_ok());
}

#[tokio::test]
async fn of_two_who_join_at_once_one_does_and_its_password_is_kept() {
    let world = World::new().await;
    let token = world.invite("eva").await;
    let tasks: Vec<_> = [GOOD, NEW]
        .into_iter()
        .map(|password| {
            let (auth, token) = (world.auth.clone(), token.clone());
            tokio::spawn(async move {
                accept_invitation(&auth, &from("192.0.2.1"), &token, None, password).await.map(|_| password)
            })
        })
        .collect();
    let mut won = Vec::new();
    for task in tasks {
        won.extend(task.await.unwrap());
    }
    assert_eq!(won.len(), 1);
    let lost = if won == [GOOD] { NEW } else { GOOD };
    assert!(world.sign_in(&from("192.0.2.1"), "eva", won.first().unwrap()).await.is_ok());
    assert!(world.sign_in(&from("192.0.2.1"), "eva", lost).await.is_err());
}

#[tokio::test]
async fn whoever_made_an_invitation_cannot_take_over_somebody_who_is_there() {
    let world = World::new().await;
    let token = world.invite("ana").await;
    let refused = accept_invitation(&world.auth, &from("192.0.2.1"), &token, None, NEW).await.unwrap_err();
    assert_eq!((refused.error.key.as_str(), refused.status().as_u16()), ("sign_in_first", 409));
    crate::ensure(&world.host, "luz").await;
    let of_luz = world.invite("luz").await;
    let refused = accept_invitation(&world.auth, &from("192.0.2.1"), &of_luz, None, NEW).await.unwrap_err();
    assert_eq!(refused.error.key, "sign_in_first", "active without a password: the operator sets one");
    assert!(world.host.account_of(&address("luz")).await.unwrap().unwrap().password.is_none());

    let session = sent_back(&world.sign_in(&from("192.0.2.1"), "ana", GOOD).await.unwrap()).first().unwrap().clone();
    let visitor = world.with_cookies("192.0.2.1", &[&session]);
    let ana = SignedIn::of(&world.auth, &visitor).await.unwrap().unwrap();
    assert_eq!(accept_as(&world.auth, &visitor, &ana, &of_luz).await.unwrap_err().error.key, "not_for_you");
    accept_as(&world.auth, &visitor, &ana, &token).await.unwrap();
    let accepted = Filter::equals("state", InvitationState::Accepted);
    let store = world.auth.ecosystem().store();
    assert_eq!(store.count_of::<semillero_core::people::Invitation>(accepted).await.unwrap(), 1);
}

#[tokio::test]
async fn the_first_admin_is_made_once_even_when_two_try_at_once() {
    let world = World::new().await;
    let link = world.host.new_set_up_link(false).await.unwrap().unwrap();
    let before = world.auth.passwords().computed();
    let refused = set_up(&world.auth, &from("192.0.2.1"), "smu_x", &address("eva"), "Eva", GOOD).await.unwrap_err();
    assert_eq!((refused.error.key.as_str(), world.auth.passwords().computed()), ("bad_set_up", before));
    let refused = set_up(&world.auth, &from("192.0.2.1"), &link.token, &address("eva"), "Eva", "corta").await;
    assert_eq!(refused.unwrap_err().error.key, "invalid_input");
    let tasks: Vec<_> = (0..6)
        .map(|number| {
            let (auth, token) = (world.auth.clone(), link.token.clone());
            let email = address(&format!("admin{number}"));
            tokio::spawn(async move { set_up(&auth, &from("192.0.2.1"), &token, &email, "Admin", GOOD).await.is_ok() })
        })
        .collect();
    let mut won = 0;
    for task in tasks {
        won += usize::from(task.await.unwrap());
    }
    assert_eq!(won, 1);
    let admins = Filter::equals("role", Role::Admin);
    assert_eq!(world.auth.ecosystem().store().count_of::<Grant>(admins).await.unwrap(), 1);
}

#[tokio::test]
async fn a_hash_of_lesser_strength_is_renewed_by_signing_in_and_ends_nothing() {
    let world = World::new().await;
    let session = sent_back(&world.sign_in(&from("192.0.2.1"), "ana", GOOD).await.unwrap()).first().unwrap().clone();
    let strength = Strength { memory: 16, passes: 1, lanes: 1 };
    let settings = Settings { strength, ..Settings::at("https://semillero.example.org") };
    let stronger = Auth::new(world.auth.ecosystem().clone(), settings);
    let kept = async || -> String {
        let account: Account = world.auth.ecosystem().store().get(world.ana).await.unwrap().unwrap();
        account.password_hash.phc().to_owned()
    };
    assert!(sign_in(&stronger, &from("192.0.2.1"), &address("ana"), crate::WRONG).await.is_err());
    assert!(kept().await.contains("m=8,"), "not by a wrong password");
    sign_in(&stronger, &from("192.0.2.1"), &address("ana"), GOOD).await.unwrap();
    assert!(kept().await.contains("m=16,"));
    assert!(sign_in(&stronger, &from("192.0.2.1"), &address("ana"), GOOD).await.is_ok());
    let visitor = world.with_cookies("192.0.2.1", &[&session]);
    assert!(SignedIn::of(&world.auth, &visitor).await.unwrap().is_some());
}

#[tokio::test]
async fn the_operator_sets_a_password_for_those_who_may_sign_in() {
    let world = World::new().await;
    world.invite("eva").await;
    for (name, key) in [("nobody", "not_joined"), ("eva", "not_joined")] {
        let refused = set_password(&world.auth, &from("127.0.0.1"), &address(name), NEW).await.unwrap_err();
        assert_eq!(refused.error.key, key, "{name}");
    }
    set_password(&world.auth, &from("127.0.0.1"), &address("ana"), NEW).await.unwrap();
    assert!(world.sign_in(&from("192.0.2.1"), "ana", NEW).await.is_ok());
}

#[tokio::test]
async fn no_secret_is_in_what_is_kept_or_told() {
    let world = World::new().await;
    let link = world.host.new_set_up_link(false).await.unwrap().unwrap();
    let token = world.invite("eva").await;
    let mut cookies = Vec::new();
    let visitor = from("192.0.2.1");
    cookies.extend(sent_back(&accept_invitation(&world.auth, &visitor, &token, None, NEW).await.unwrap()));
    cookies.extend(sent_back(
        &set_up(&world.auth, &visitor, &link.token, &address("luz"), "Luz", "nueve barcas en la orilla").await.unwrap(),
    ));
    cookies.extend(sent_back(&world.sign_in(&visitor, "ana", GOOD).await.unwrap()));
    let refused = world.sign_in(&visitor, "ana", crate::WRONG).await.unwrap_err();
    let store = world.auth.ecosystem().store();
    let events: Vec<Event> = store.find(Filter::All).await.unwrap();
    let audit: Vec<AuditEntry> = store.find(Filter::All).await.unwrap();
    let activities: Vec<Activity> = store.find(Filter::All).await.unwrap();
    let answers: Vec<Replay> = store.find(Filter::All).await.unwrap();
    let accounts: Vec<Account> = store.find(Filter::All).await.unwrap();
    let shown = format!("{events:?} {audit:?} {activities:?} {answers:?} {accounts:?} {refused:?}");
    let mut secrets = vec![GOOD.to_owned(), NEW.to_owned(), crate::WRONG.to_owned(), link.token, token];
    secrets.extend(cookies.iter().map(|cookie| cookie.split_once('=').unwrap().1.to_owned()));
    secrets.extend(accounts.iter().map(|account| account.password_hash.phc().to_owned()));
    assert_eq!(accounts.len(), 3);
    for secret in secrets {
        assert!(!shown.contains(&secret), "{secret}");
    }
}

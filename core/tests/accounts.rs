//! Accounts, sign-ins and the set-up: what works until when, who may ask, and what is never shown.

#![expect(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

use pollster::block_on;
use semillero_core::audit::{AuditEntry, Event};
use semillero_core::ecosystem::{NewSignIn, SignInPolicy};
use semillero_core::errors::ErrorCode;
use semillero_core::people::{Account, PasswordHash, Role, SetUpLink, SignIn, User, UserState};
use semillero_core::store::{ChangeSet, Filter, Reading};
use semillero_core::testing::time::{SeededIds, TestClock};
use semillero_core::values::{Timestamp, UserId};
use semillero_core::{Acting, Ecosystem, EnsureUser, GrantRole, InviteUser, Who};
use std::sync::Arc;

const HASH: &str = "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2g";
const OTHER: &str = "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$b3RoZXJvdGhlcg";

struct World {
    ecosystem: Ecosystem,
    clock: Arc<TestClock>,
    host: Acting,
    ana: UserId,
}

fn hash(text: &str) -> PasswordHash {
    PasswordHash::of(text).unwrap()
}

impl World {
    fn new() -> Self {
        let clock = Arc::new(TestClock::at(Timestamp::from_micros(1_772_442_000_000_000)));
        let ecosystem = Ecosystem::builder().build_with(clock.clone(), Arc::new(SeededIds::new(1)));
        let host = ecosystem.acting_as(Who::Host);
        let ana = EnsureUser {
            external_id: "ana".into(),
            display_name: "Ana".into(),
            email: Some("ana@example.org".into()),
            locale: None,
        };
        let ana = block_on(host.ensure_user(ana)).unwrap().id;
        block_on(host.keep_password(ana, &hash(HASH), None)).unwrap();
        Self { ecosystem, clock, host, ana }
    }

    fn later(&self, minutes: i64) {
        self.clock.set(self.ecosystem.now().plus_minutes(minutes));
    }

    fn checked(&self) -> Timestamp {
        block_on(self.host.account_of_user(self.ana)).unwrap().password_changed_at.unwrap()
    }

    fn open(&self) -> NewSignIn {
        let policy = SignInPolicy::default();
        block_on(self.host.open_sign_in(self.ana, self.checked(), policy, Some("Firefox, Linux"))).unwrap()
    }

    fn works(&self, secret: &str) -> bool {
        match block_on(self.ecosystem.acting_as(Who::Nobody).user_of_sign_in(secret)) {
            Ok(found) => found.user_id == self.ana,
            Err(refused) => {
                assert_eq!((refused.code, refused.key.as_str()), (ErrorCode::Unauthenticated, "sign_in_ended"));
                false
            }
        }
    }

    fn set_state(&self, state: UserState) {
        let mut user: User = block_on(self.ecosystem.store().get(self.ana)).unwrap().unwrap();
        user.state = state;
        let mut changes = ChangeSet::new();
        changes.update(&user);
        block_on(self.ecosystem.store().commit(&changes)).unwrap();
    }
}

#[test]
fn a_sign_in_ends_half_an_hour_after_its_last_use_and_after_a_day_in_all() {
    let world = World::new();
    let secret = world.open().secret;
    assert_eq!(secret.len(), 68);
    world.later(29);
    assert!(world.works(&secret));
    world.later(29);
    assert!(world.works(&secret), "use puts the end off");
    world.later(30);
    assert!(!world.works(&secret), "half an hour without use");
    let secret = world.open().secret;
    for minutes in (20..24 * 60).step_by(20) {
        world.later(20);
        assert!(world.works(&secret), "{minutes}");
    }
    world.later(20);
    assert!(!world.works(&secret), "a day in all, however much it is used");
}

#[test]
fn the_last_use_is_written_at_most_once_a_minute() {
    let world = World::new();
    let new = world.open();
    let version = || block_on(world.ecosystem.store().get::<SignIn>(new.id)).unwrap().unwrap().version;
    assert!(world.works(&new.secret) && world.works(&new.secret));
    assert_eq!(version(), 1);
    world.later(1);
    assert!(world.works(&new.secret) && world.works(&new.secret));
    assert_eq!(version(), 2);
}

#[test]
fn signing_out_and_everywhere_and_a_new_password_end_what_they_should() {
    let world = World::new();
    let (one, two, three) = (world.open().secret, world.open().secret, world.open().secret);
    block_on(world.host.end_sign_in(&one)).unwrap();
    block_on(world.host.end_sign_in(&one)).unwrap();
    block_on(world.host.end_sign_in("sms_unknown")).unwrap();
    assert_eq!([&one, &two, &three].map(|secret| world.works(secret)), [false, true, true]);
    assert_eq!(block_on(world.host.sign_ins_of(world.ana)).unwrap().len(), 2);
    assert_eq!(block_on(world.host.end_all_sign_ins(world.ana)).unwrap(), 2);
    assert!(!world.works(&two) && !world.works(&three));
    let four = world.open().secret;
    let before = world.checked();
    world.later(1);
    block_on(world.host.keep_password(world.ana, &hash(OTHER), Some(before))).unwrap();
    assert!(!world.works(&four), "a new password ends every sign-in");
    let stale = block_on(world.host.open_sign_in(world.ana, before, SignInPolicy::default(), None)).unwrap_err();
    assert_eq!(stale.key, "bad_sign_in", "checked against the old password");
    let stale = block_on(world.host.keep_password(world.ana, &hash(HASH), Some(before))).unwrap_err();
    assert_eq!(stale.key, "bad_sign_in", "changed on the strength of the old password");
}

#[test]
fn whoever_is_suspended_is_out_with_the_next_click_and_cannot_come_back() {
    let world = World::new();
    let secret = world.open().secret;
    let checked = world.checked();
    world.set_state(UserState::Suspended);
    assert!(!world.works(&secret));
    assert!(block_on(world.host.open_sign_in(world.ana, checked, SignInPolicy::default(), None)).is_err());
    assert_eq!(block_on(world.host.keep_password(world.ana, &hash(OTHER), None)).unwrap_err().key, "not_joined");
}

#[test]
fn one_more_browser_than_twenty_ends_the_oldest() {
    let world = World::new();
    let first = world.open().secret;
    for _ in 0..19 {
        world.later(1);
        world.open();
        assert!(world.works(&first));
    }
    world.later(1);
    world.open();
    assert!(!world.works(&first));
    assert_eq!(block_on(world.host.sign_ins_of(world.ana)).unwrap().len(), 20);
}

#[test]
fn only_the_host_may_ask() {
    let world = World::new();
    let admin = GrantRole { user_id: world.ana, role: Role::Admin, programme_id: None };
    block_on(world.host.grant_role(admin)).unwrap();
    for who in [Who::User(world.ana), Who::Nobody] {
        let other = world.ecosystem.acting_as(who);
        let (ana, policy) = (world.ana, SignInPolicy::default());
        let outcomes = [
            ("account_of", block_on(other.account_of("ana@example.org")).is_err()),
            ("account_of_user", block_on(other.account_of_user(ana)).is_err()),
            ("count_try", block_on(other.count_try(Some(ana), "")).is_err()),
            ("clear_tries", block_on(other.clear_tries(ana)).is_err()),
            ("keep_password", block_on(other.keep_password(ana, &hash(OTHER), None)).is_err()),
            ("renew_hash", block_on(other.renew_hash(ana, &hash(HASH), &hash(OTHER))).is_err()),
            ("open_sign_in", block_on(other.open_sign_in(ana, world.checked(), policy, None)).is_err()),
            ("end_sign_in", block_on(other.end_sign_in(&world.open().secret)).is_err()),
            ("end_all_sign_ins", block_on(other.end_all_sign_ins(ana)).is_err()),
            ("sign_ins_of", block_on(other.sign_ins_of(ana)).is_err()),
            ("new_set_up_link", block_on(other.new_set_up_link(true)).is_err()),
            ("check_set_up", block_on(other.check_set_up("x")).is_err()),
            ("set_up", block_on(other.set_up("x", "eva@example.org", "Eva", None)).is_err()),
            ("invited", block_on(other.invited("x")).is_err()),
            ("join", block_on(other.join("x", None, &hash(HASH))).is_err()),
        ];
        for (name, refused) in outcomes {
            assert!(refused, "{name} as {who}");
        }
    }
    let account: Account = block_on(world.ecosystem.store().get(world.ana)).unwrap().unwrap();
    assert_eq!((account.password_hash, account.failures), (hash(HASH), 0));
}

#[test]
fn the_link_of_the_first_admin_is_made_once_a_day_and_works_once() {
    let world = World::new();
    assert!(block_on(world.host.first_admin_needed()).unwrap());
    let link = block_on(world.host.new_set_up_link(false)).unwrap().unwrap();
    assert!(block_on(world.host.new_set_up_link(false)).unwrap().is_none(), "the first still works");
    let anew = block_on(world.host.new_set_up_link(true)).unwrap().unwrap();
    assert_eq!(block_on(world.host.check_set_up(&link.token)).unwrap_err().key, "bad_set_up", "taken back");
    world.later(24 * 60);
    assert!(block_on(world.host.check_set_up(&anew.token)).is_err(), "a day is over");
    let link = block_on(world.host.new_set_up_link(false)).unwrap().unwrap();
    let set_up = |token: &str, email: &str| block_on(world.host.set_up(token, email, "Eva", Some(&hash(HASH))));
    assert_eq!(set_up("smu_x", "eva@example.org").unwrap_err().key, "bad_set_up");
    assert_eq!(set_up(&link.token, "eva").unwrap_err().errors[0].path, "/email");
    let eva = set_up(&link.token, "eva@example.org").unwrap();
    assert_eq!(set_up(&link.token, "luz@example.org").unwrap_err().key, "already_set_up");
    assert!(!block_on(world.host.first_admin_needed()).unwrap());
    assert_eq!(block_on(world.host.new_set_up_link(true)).unwrap_err().key, "already_set_up");
    let programme = semillero_core::CreateProgramme { name: "Raíces".into(), summary: None };
    block_on(world.ecosystem.acting_as(eva).create_programme(programme)).unwrap();
    assert!(block_on(world.host.account_of("eva@example.org")).unwrap().unwrap().password.is_some());
}

#[test]
fn an_invitation_sets_no_password_of_somebody_who_is_already_there() {
    let world = World::new();
    let invite = |email: &str| {
        let (email, role) = (email.to_owned(), Role::Client);
        let invite = InviteUser { email, display_name: "X".into(), role, programme_id: None, locale: None };
        block_on(world.host.invite_user(invite)).unwrap().token.unwrap()
    };
    let token = invite("ana@example.org");
    assert!(!block_on(world.host.invited(&token)).unwrap().is_new);
    let refused = block_on(world.host.join(&token, None, &hash(OTHER))).unwrap_err();
    assert_eq!(refused.key, "sign_in_first");
    assert_eq!(block_on(world.host.account_of("ana@example.org")).unwrap().unwrap().password.unwrap(), hash(HASH));

    let (one, two) = (invite("eva@example.org"), invite("eva@example.org"));
    let eva = block_on(world.host.join(&one, Some("Eva"), &hash(HASH))).unwrap();
    assert_eq!(block_on(world.host.join(&one, None, &hash(OTHER))).unwrap_err().key, "invitation_used");
    assert_eq!(block_on(world.host.join(&two, None, &hash(OTHER))).unwrap_err().key, "sign_in_first");
    assert_eq!(block_on(world.host.account_of_user(eva)).unwrap().password.unwrap(), hash(HASH));
    world.later(15 * 24 * 60);
    assert_eq!(block_on(world.host.invited(&two)).unwrap_err().key, "invitation_expired");
}

#[test]
fn what_fails_while_joining_uses_nothing_up() {
    let world = World::new();
    let invite = InviteUser {
        email: "eva@example.org".into(),
        display_name: "Eva".into(),
        role: Role::Client,
        programme_id: None,
        locale: None,
    };
    let token = block_on(world.host.invite_user(invite)).unwrap().token.unwrap();
    let refused = block_on(world.host.join(&token, Some(" "), &hash(HASH))).unwrap_err();
    assert_eq!(refused.errors[0].path, "/display_name");
    block_on(world.host.join(&token, None, &hash(HASH))).unwrap();
}

#[test]
fn tries_are_counted_until_one_succeeds_and_a_renewed_hash_never_overwrites_a_new_password() {
    let world = World::new();
    let count = || block_on(world.host.count_try(Some(world.ana), "ana@example.org")).unwrap().0;
    assert_eq!([count(), count(), count()], [1, 2, 3]);
    let account: Account = block_on(world.ecosystem.store().get(world.ana)).unwrap().unwrap();
    assert_eq!(account.failing_since, Some(world.ecosystem.now()));
    block_on(world.host.clear_tries(world.ana)).unwrap();
    assert_eq!(count(), 1);
    assert_eq!(block_on(world.host.count_try(None, "nobody@example.org")).unwrap().0, 1);
    block_on(world.host.renew_hash(world.ana, &hash(OTHER), &hash(OTHER))).unwrap();
    let account = block_on(world.host.account_of_user(world.ana)).unwrap();
    assert_eq!(account.password.unwrap(), hash(HASH), "the old one is not the kept one");
    block_on(world.host.renew_hash(world.ana, &hash(HASH), &hash(OTHER))).unwrap();
    let renewed = block_on(world.host.account_of_user(world.ana)).unwrap();
    assert_eq!((renewed.password.unwrap(), renewed.password_changed_at), (hash(OTHER), account.password_changed_at));
}

#[test]
fn no_secret_is_in_events_audit_or_what_debug_shows() {
    let world = World::new();
    let new = world.open();
    block_on(world.host.end_sign_in(&new.secret)).unwrap();
    let second = world.open();
    block_on(world.host.end_all_sign_ins(world.ana)).unwrap();
    let link = block_on(world.host.new_set_up_link(false)).unwrap().unwrap();
    block_on(world.host.set_up(&link.token, "eva@example.org", "Eva", Some(&hash(OTHER)))).unwrap();
    let store = world.ecosystem.store();
    let events: Vec<Event> = block_on(store.find(Filter::All)).unwrap();
    let audit: Vec<AuditEntry> = block_on(store.find(Filter::All)).unwrap();
    let kinds: Vec<&str> = events.iter().map(|event| event.kind.as_str()).collect();
    for kind in
        ["password.changed", "sign_in.opened", "sign_in.ended", "sign_in.all_ended", "set_up.offered", "set_up.done"]
    {
        assert!(kinds.contains(&kind), "{kind} in {kinds:?}");
    }
    for action in ["keep_password", "sign_in", "set_up"] {
        assert!(audit.iter().any(|entry| entry.action == action), "{action}");
    }
    let accounts: Vec<Account> = block_on(store.find(Filter::All)).unwrap();
    let sign_ins: Vec<SignIn> = block_on(store.find(Filter::All)).unwrap();
    let links: Vec<SetUpLink> = block_on(store.find(Filter::All)).unwrap();
    let described = block_on(world.host.account_of("eva@example.org")).unwrap();
    let shown = format!("{events:?} {audit:?} {accounts:?} {sign_ins:?} {links:?} {described:?} {new:?} {link:?}");
    for secret in [&new.secret, &second.secret, &link.token, HASH, OTHER, "aGFzaGhhc2g", "b3RoZXJvdGhlcg"] {
        assert!(!shown.contains(secret), "{secret}");
    }
    assert!(PasswordHash::of("correct horse battery staple").is_none(), "no plain password is kept by mistake");
}

#[test]
fn somebody_from_a_list_gets_a_first_password_by_an_invitation_to_the_same_programme_only() {
    let world = World::new();
    let programme = |name: &str| {
        let request = semillero_core::CreateProgramme { name: name.into(), summary: None };
        block_on(world.host.create_programme(request)).unwrap().id
    };
    let (ours, other) = (programme("Raíces"), programme("Otra"));
    let row = |email: &str| {
        serde_json::from_value(serde_json::json!({ "email": email, "display_name": "Irene", "side": "mentor" }))
            .unwrap()
    };
    let list = semillero_core::ImportPeople {
        mode: semillero_core::ImportMode::Apply,
        programme_id: Some(ours),
        cohort_id: None,
        people: vec![row("irene@example.org"), row("luis@example.org")],
    };
    let luis = block_on(world.host.import_people(list)).unwrap().people[1].user_id.unwrap();
    let invite = |email: &str, role, programme_id| {
        let invite = InviteUser { email: email.to_owned(), display_name: "X".into(), role, programme_id, locale: None };
        block_on(world.host.invite_user(invite)).unwrap().token.unwrap()
    };
    let elsewhere = invite("irene@example.org", Role::Mentor, Some(other));
    assert!(!block_on(world.host.invited(&elsewhere)).unwrap().is_new);
    let here = invite("irene@example.org", Role::Mentor, Some(ours));
    block_on(world.host.join(&here, None, &hash(HASH))).unwrap();
    assert_eq!(block_on(world.host.account_of("irene@example.org")).unwrap().unwrap().password.unwrap(), hash(HASH));
    // Whoever became more than what the list made of them is out of reach.
    let admin = semillero_core::GrantRole { user_id: luis, role: Role::Admin, programme_id: None };
    block_on(world.host.grant_role(admin)).unwrap();
    let to_luis = invite("luis@example.org", Role::Mentor, Some(ours));
    assert_eq!(block_on(world.host.join(&to_luis, None, &hash(OTHER))).unwrap_err().key, "sign_in_first");
}

//! Signing in: what it gives, what it refuses, and what nobody can learn from it.
#![expect(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

mod brute_force;
mod cookies;
mod csrf;
mod enumeration;
mod flows;
mod sessions;

use axum::http::header;
use semillero_core::ecosystem::SignInPolicy;
use semillero_core::people::{Role, User, UserState};
use semillero_core::store::{ChangeSet, Filter, Reading as _};
use semillero_core::testing::time::{SeededIds, TestClock};
use semillero_core::values::{Locale, Timestamp, UserId};
use semillero_core::{Acting, Ecosystem, EnsureUser, InviteUser, Who};
use semillero_server::auth::{Auth, Cookies, Peer, Policy, Refused, Settings, Strength, Visitor};
use std::sync::Arc;

/// A password that is taken.
const GOOD: &str = "caballo verde grapa luna";
/// Another.
const NEW: &str = "tres sillas azules de pino";
/// What a guesser tries.
const WRONG: &str = "nadie tiene esta clave nunca";

/// An ecosystem whose clock stands still, with hashes that cost next to nothing.
struct World {
    auth: Auth,
    clock: Arc<TestClock>,
    host: Acting,
    ana: UserId,
}

impl World {
    async fn new() -> Self {
        Self::with(Policy::default()).await
    }

    async fn with(brute_force: Policy) -> Self {
        let clock = Arc::new(TestClock::at(Timestamp::from_micros(1_772_442_000_000_000)));
        let ecosystem = Ecosystem::builder().build_with(clock.clone(), Arc::new(SeededIds::new(1)));
        let strength = Strength { memory: 8, passes: 1, lanes: 1 };
        let settings = Settings { brute_force, strength, ..Settings::at("https://semillero.example.org") };
        assert_eq!(settings.sign_in, SignInPolicy { idle_minutes: 30, most_minutes: 24 * 60 });
        let auth = Auth::new(ecosystem.clone(), settings);
        let host = ecosystem.acting_as(Who::Host);
        let ana = ensure(&host, "ana").await;
        let world = Self { auth, clock, host, ana };
        world.set_password("ana", GOOD).await;
        world
    }

    async fn set_password(&self, name: &str, password: &str) {
        let hash = self.auth.passwords().hash(password).await.unwrap();
        let account = self.host.account_of(&address(name)).await.unwrap().unwrap();
        self.host.keep_password(account.user_id, &hash, None).await.unwrap();
    }

    async fn invite(&self, name: &str) -> String {
        let invite = InviteUser {
            email: address(name),
            display_name: name.into(),
            role: Role::Client,
            programme_id: None,
            locale: None,
        };
        self.host.invite_user(invite).await.unwrap().token.unwrap()
    }

    async fn suspend(&self, user: UserId) {
        let mut user: User = self.auth.ecosystem().store().get(user).await.unwrap().unwrap();
        user.state = UserState::Suspended;
        let mut changes = ChangeSet::new();
        changes.update(&user);
        self.auth.ecosystem().store().commit(&changes).await.unwrap();
    }

    async fn sign_in(&self, visitor: &Visitor, name: &str, password: &str) -> Result<Cookies, Refused> {
        semillero_server::auth::sign_in(&self.auth, visitor, &address(name), password).await
    }

    /// A visitor who sends back what cookies they were given.
    fn with_cookies(&self, from: &str, cookies: &[&str]) -> Visitor {
        let mut given = axum::http::HeaderMap::new();
        given.insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        given.insert(header::ACCEPT_LANGUAGE, "en".parse().unwrap());
        Visitor::read(&self.auth, Some(Peer(from.parse().unwrap())), &given)
    }

    fn later(&self, seconds: i64) {
        let now = self.auth.ecosystem().now().as_micros();
        self.clock.set(Timestamp::from_micros(now + seconds * 1_000_000));
    }

    async fn people(&self) -> usize {
        let people: Vec<User> = self.auth.ecosystem().store().find(Filter::All).await.unwrap();
        people.len()
    }
}

fn address(name: &str) -> String {
    format!("{name}@example.org")
}

async fn ensure(host: &Acting, name: &str) -> UserId {
    let user =
        EnsureUser { external_id: name.into(), display_name: name.into(), email: Some(address(name)), locale: None };
    host.ensure_user(user).await.unwrap().id
}

fn from(address: &str) -> Visitor {
    let mut visitor = Visitor::from(address.parse().unwrap());
    visitor.locale = Some(Locale::En);
    visitor
}

/// The cookies as a browser sends them back: `name=value`.
fn sent_back(cookies: &Cookies) -> Vec<String> {
    let set = cookies.headers().filter(|(name, _)| name == header::SET_COOKIE);
    set.map(|(_, value)| value.to_str().unwrap().split(';').next().unwrap().to_owned()).collect()
}

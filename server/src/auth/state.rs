//! What signing in needs: the ecosystem, the hasher, the counters, the cookies.

use super::brute_force::{Limits, Policy};
use super::cookies::CookiePolicy;
use super::password::{Passwords, Strength};
use super::visitor::Visitor;
use semillero_core::ecosystem::{CallContext, SignInPolicy};
use semillero_core::permissions::Who;
use semillero_core::values::UserId;
use semillero_core::{Acting, Ecosystem};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How many accounts count their tries at once in this process.
const TURNS: usize = 64;

/// What can be set.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The address people type, such as `https://semillero.example.org`; it decides what the cookies are like.
    pub public: String,
    /// How long a sign-in works.
    pub sign_in: SignInPolicy,
    /// What guessing costs.
    pub brute_force: Policy,
    /// What a hash costs.
    pub strength: Strength,
    /// The path of the page at which people sign in.
    pub sign_in_page: String,
}

impl Settings {
    /// The usual settings under an address.
    #[must_use]
    pub fn at(public: &str) -> Self {
        Self {
            public: public.to_owned(),
            sign_in: SignInPolicy::default(),
            brute_force: Policy::default(),
            strength: Strength::default(),
            sign_in_page: "/sign-in".to_owned(),
        }
    }
}

/// Everything signing in needs. Cheap to clone; one per process, for its counters live in it.
#[derive(Clone)]
pub struct Auth(Arc<Inner>);

struct Inner {
    ecosystem: Ecosystem,
    settings: Settings,
    cookies: CookiePolicy,
    passwords: Passwords,
    limits: Mutex<Limits>,
    turns: Vec<tokio::sync::Mutex<()>>,
    device_key: [u8; 32],
    form_key: [u8; 32],
}

impl Auth {
    /// Signing in to an ecosystem.
    #[must_use]
    pub fn new(ecosystem: Ecosystem, settings: Settings) -> Self {
        Self(Arc::new(Inner {
            cookies: CookiePolicy::of(&settings.public),
            passwords: Passwords::new(ecosystem.clone(), settings.strength),
            limits: Mutex::new(Limits::new(settings.brute_force)),
            turns: (0..TURNS).map(|_| tokio::sync::Mutex::new(())).collect(),
            device_key: ecosystem.key_for("semillero 1 known devices"),
            form_key: ecosystem.key_for("semillero 1 forms"),
            settings,
            ecosystem,
        }))
    }

    /// The ecosystem.
    #[must_use]
    pub fn ecosystem(&self) -> &Ecosystem {
        &self.0.ecosystem
    }

    /// What was set.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }

    /// What checks passwords.
    #[must_use]
    pub fn passwords(&self) -> &Passwords {
        &self.0.passwords
    }

    /// What the cookies are like.
    #[must_use]
    pub fn cookies(&self) -> &CookiePolicy {
        &self.0.cookies
    }

    pub(super) fn limits(&self) -> MutexGuard<'_, Limits> {
        self.0.limits.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn device_key(&self) -> &[u8; 32] {
        &self.0.device_key
    }

    pub(super) fn form_key(&self) -> &[u8; 32] {
        &self.0.form_key
    }

    /// Waits until no other try under the same address is being counted, so that the store need not refuse one of the two.
    pub(super) async fn turn(&self, email: &str) -> Option<tokio::sync::MutexGuard<'_, ()>> {
        let digest = blake3::hash(email.as_bytes());
        let at = usize::from(digest.as_bytes().first().copied().unwrap_or_default()) % TURNS;
        match self.0.turns.get(at) {
            Some(turn) => Some(turn.lock().await),
            None => None,
        }
    }

    /// A handle of the host, for a visitor: in their language, under the name of their call.
    pub(super) fn host(&self, visitor: &Visitor) -> Acting {
        self.acting(visitor, Who::Host)
    }

    /// A handle of the host on behalf of somebody.
    pub(super) fn host_for(&self, visitor: &Visitor, user: UserId) -> Acting {
        let mut context = context(visitor, Who::Host);
        context.on_behalf_of = Some(user);
        self.0.ecosystem.acting(context)
    }

    /// A handle of whoever calls: what a page uses for every operation.
    #[must_use]
    pub fn acting(&self, visitor: &Visitor, who: impl Into<Who>) -> Acting {
        self.0.ecosystem.acting(context(visitor, who.into()))
    }
}

fn context(visitor: &Visitor, who: Who) -> CallContext {
    let mut context = CallContext::by(who);
    context.locale = visitor.locale;
    context.request_id.clone_from(&visitor.request_id);
    context
}

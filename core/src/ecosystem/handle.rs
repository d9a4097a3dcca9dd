//! The library's front door.

use super::{CallContext, Clock, IdSource};
use crate::audit::Event;
use crate::errors::{ApiError, Refusal};
use crate::permissions::Who;
use crate::store::{MemoryStore, Store};
use crate::values::{Locale, UserId};
use std::sync::{Arc, PoisonError, RwLock};

/// Called after a commit with each event of it. Ephemeral: nothing is kept for observers that are not there.
pub type Observer = Arc<dyn Fn(&Event) + Send + Sync>;

/// Called with what the caller saw and the cause that the caller must not see.
pub type FailureLog = Arc<dyn Fn(&ApiError, &str) + Send + Sync>;

/// One ecosystem: its store, clock, ids and observers. Cheap to clone.
#[derive(Clone)]
pub struct Ecosystem(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ids: Arc<dyn IdSource>,
    pub(crate) signing_key: [u8; 32],
    pub(crate) failures: Option<FailureLog>,
    pub(crate) observers: RwLock<Vec<Observer>>,
}

/// Puts an [`Ecosystem`] together.
#[derive(Default)]
pub struct Builder {
    store: Option<Arc<dyn Store>>,
    clock: Option<Arc<dyn Clock>>,
    ids: Option<Arc<dyn IdSource>>,
    signing_key: Option<[u8; 32]>,
    failures: Option<FailureLog>,
}

impl Builder {
    /// Where it is kept; in memory when left out.
    #[must_use]
    pub fn store(mut self, store: Arc<dyn Store>) -> Self {
        self.store = Some(store);
        self
    }

    /// What tells the time.
    #[must_use]
    pub fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = Some(clock);
        self
    }

    /// What gives ids and secrets.
    #[must_use]
    pub fn ids(mut self, ids: Arc<dyn IdSource>) -> Self {
        self.ids = Some(ids);
        self
    }

    /// What signs invitations. Keep it beside the database, not in it; drawn anew when left out, so that invitations end with the
    /// process.
    #[must_use]
    pub const fn signing_key(mut self, key: [u8; 32]) -> Self {
        self.signing_key = Some(key);
        self
    }

    /// Where causes that callers must not see are written.
    #[must_use]
    pub fn failures(mut self, log: FailureLog) -> Self {
        self.failures = Some(log);
        self
    }

    /// The ecosystem.
    #[cfg(feature = "system")]
    #[must_use]
    pub fn build(mut self) -> Ecosystem {
        let clock = self.clock.take().unwrap_or_else(|| Arc::new(super::SystemClock));
        let ids = self.ids.take().unwrap_or_else(|| Arc::new(super::SystemIds));
        self.build_with(clock, ids)
    }

    /// The ecosystem, with the host's own clock and ids.
    #[must_use]
    pub fn build_with(self, clock: Arc<dyn Clock>, ids: Arc<dyn IdSource>) -> Ecosystem {
        let signing_key = self.signing_key.unwrap_or_else(|| {
            let mut key = [0; 32];
            ids.fill(&mut key);
            key
        });
        Ecosystem(Arc::new(Inner {
            store: self.store.unwrap_or_else(|| Arc::new(MemoryStore::new())),
            clock,
            ids,
            signing_key,
            failures: self.failures,
            observers: RwLock::default(),
        }))
    }
}

impl Ecosystem {
    /// Starts putting one together.
    #[must_use]
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// An empty ecosystem in memory: for tests, notebooks and first steps.
    #[cfg(feature = "system")]
    #[must_use]
    pub fn in_memory() -> Self {
        Self::builder().build()
    }

    /// A handle for one caller: the embedding host, a person, or nobody.
    #[must_use]
    pub fn acting_as(&self, actor: impl Into<Who>) -> Acting {
        Acting { ecosystem: self.clone(), call: CallContext::by(actor.into()), progress: None }
    }

    /// A handle for a caller with everything that a call can carry.
    #[must_use]
    pub fn acting(&self, call: CallContext) -> Acting {
        Acting { ecosystem: self.clone(), call, progress: None }
    }

    /// Calls `observer` after every commit with each of its events, in this process only. It must be quick and must not panic.
    pub fn subscribe(&self, observer: Observer) {
        self.0.observers.write().unwrap_or_else(PoisonError::into_inner).push(observer);
    }

    /// A new name for a call, for hosts that got none from their caller.
    #[must_use]
    pub fn new_request_id(&self) -> String {
        let mut bytes = [0; 10];
        self.0.ids.fill(&mut bytes);
        let now = self.0.clock.now().as_unix_millis();
        uuid::Builder::from_unix_timestamp_millis(now, &bytes).into_uuid().to_string()
    }

    /// The store, for readers beside the operations.
    #[must_use]
    pub fn store(&self) -> &dyn Store {
        self.0.store.as_ref()
    }

    pub(crate) fn notify(&self, events: &[Event]) {
        let observers = self.0.observers.read().unwrap_or_else(PoisonError::into_inner).clone();
        for event in events {
            for observer in &observers {
                observer(event);
            }
        }
    }
}

impl From<UserId> for Who {
    fn from(user: UserId) -> Self {
        Self::User(user)
    }
}

/// One caller's handle: a method per operation.
#[derive(Clone)]
pub struct Acting {
    pub(crate) ecosystem: Ecosystem,
    pub(crate) call: CallContext,
    pub(crate) progress: Option<super::Progress>,
}

impl Acting {
    /// The ecosystem behind this handle.
    #[must_use]
    pub const fn ecosystem(&self) -> &Ecosystem {
        &self.ecosystem
    }

    /// What the calls of this handle carry.
    #[must_use]
    pub const fn call(&self) -> &CallContext {
        &self.call
    }

    /// A refusal in the words of this caller; its cause goes to the log.
    pub(crate) fn put(&self, refusal: Refusal) -> ApiError {
        self.put_in(self.call.locale.unwrap_or_default(), refusal)
    }

    pub(crate) fn put_in(&self, locale: Locale, refusal: Refusal) -> ApiError {
        let (error, cause) = refusal.put(locale, self.call.request_id.as_deref());
        if let (Some(log), Some(cause)) = (&self.ecosystem.0.failures, cause) {
            log(&error, &cause);
        }
        error
    }

    /// Messages in this language.
    #[must_use]
    pub const fn in_language(mut self, locale: Locale) -> Self {
        self.call.locale = Some(locale);
        self
    }

    /// The next write is done once, however often it is repeated under this key.
    #[must_use]
    pub fn once(mut self, key: &str) -> Self {
        self.call.idempotency_key = Some(key.to_owned());
        self
    }
}

//! Semillero for Node: the addon behind the package `semillero`.
//!
//! A method per operation, made from the operation tables. An asynchronous method of an addon cannot throw an error with a code of
//! its own, so each resolves to `{ok}` or `{error}`, and `index.js` throws.

#[cfg(not(test))] // as below
pub mod book;
mod rename;
#[cfg(not(test))] // under test, napi registers nothing and all of it would be dead
mod tables;

use napi::bindgen_prelude::{Error, Result};
use napi_derive::napi;
use rename::{Naming, renamed};
use semillero_core::api::{call, find};
use semillero_core::ecosystem::CallContext;
use semillero_core::errors::ApiError;
use semillero_core::permissions::Who;
use semillero_core::store::StoreError;
use semillero_core::testing::time::{SeededIds, TestClock};
use semillero_core::values::Locale;
use serde_json::{Value, json};
use std::sync::Arc;

/// What a call carries beside its request.
#[napi(object)]
#[derive(Debug, Default)]
pub struct CallOptions {
    /// Who calls; the host when left out.
    pub user_id: Option<String>,
    /// The language of messages.
    pub locale: Option<String>,
    /// The name of the call in logs.
    pub request_id: Option<String>,
    /// Repeating the call under the same key gives its first answer.
    pub idempotency_key: Option<String>,
    /// For whom the host calls, for the history.
    pub on_behalf_of: Option<String>,
}

/// A handle on an ecosystem for one caller.
#[napi(js_name = "NativeActing")]
pub struct Acting {
    acting: semillero_core::Acting,
    clock: Option<Arc<TestClock>>,
}

fn bad(error: impl std::fmt::Display) -> Error {
    Error::from_reason(error.to_string())
}

/// A database that cannot be used, as JSON: `index.js` makes a `SemilleroError` of it.
fn unusable(error: &StoreError) -> Error {
    bad(json!(ApiError::of_database(error, Locale::En)))
}

impl Acting {
    fn host(ecosystem: &semillero_core::Ecosystem, clock: Option<Arc<TestClock>>) -> Self {
        Self { acting: ecosystem.acting_as(Who::Host), clock }
    }

    fn by(&self, actor: Who, options: CallOptions) -> Result<Self> {
        let call = CallContext {
            actor,
            on_behalf_of: options.on_behalf_of.map(|id| id.parse()).transpose().map_err(bad)?,
            locale: options.locale.map(|locale| locale.parse()).transpose().map_err(bad)?,
            request_id: options.request_id,
            idempotency_key: options.idempotency_key,
        };
        Ok(Self { acting: self.acting.ecosystem().acting(call), clock: self.clock.clone() })
    }
}

#[napi]
impl Acting {
    /// The host's handle on an empty ecosystem in memory.
    #[napi(factory)]
    pub fn in_memory() -> Self {
        Self::host(&semillero_core::Ecosystem::in_memory(), None)
    }

    /// The host's handle on a database.
    #[napi(factory)]
    pub async fn open(database: String, migrate: bool, key_file: Option<String>) -> Result<Self> {
        if migrate {
            semillero_storage::migrate(&database).await.map_err(|error| unusable(&error))?;
        }
        let store = semillero_storage::open(&database).await.map_err(|error| unusable(&error))?;
        let key_file = key_file.map_or_else(|| semillero_storage::key_file(&database), Into::into);
        let key = semillero_storage::signing_key(&key_file).map_err(bad)?;
        Ok(Self::host(&semillero_core::Ecosystem::builder().store(store).signing_key(key).build(), None))
    }

    /// The host's handle on an ecosystem whose clock stands still and whose ids repeat.
    #[napi(factory)]
    pub fn for_tests(start: String, seed: i64) -> Result<Self> {
        let clock = Arc::new(TestClock::at(start.parse().map_err(bad)?));
        let ids = Arc::new(SeededIds::new(seed.cast_unsigned()));
        let builder = semillero_core::Ecosystem::builder().signing_key([7; 32]);
        Ok(Self::host(&builder.build_with(clock.clone(), ids), Some(clock)))
    }

    /// Moves the clock of an ecosystem for tests.
    #[napi]
    pub fn set_time(&self, now: String) -> Result<()> {
        let clock = self.clock.as_ref().ok_or_else(|| Error::from_reason("the clock of this ecosystem is real"))?;
        clock.set(now.parse().map_err(bad)?);
        Ok(())
    }

    /// A handle that acts as a person, or as the host.
    #[napi]
    pub fn acting_as(&self, mut options: CallOptions) -> Result<Self> {
        let actor = options.user_id.take().map_or(Ok(Who::Host), |id| id.parse().map(Who::User).map_err(bad))?;
        self.by(actor, options)
    }

    /// A handle for somebody who is not signed in.
    #[napi]
    pub fn acting_as_nobody(&self, options: CallOptions) -> Result<Self> {
        self.by(Who::Nobody, options)
    }
}

/// Calls an operation with the names of JavaScript on both sides.
async fn called(acting: &semillero_core::Acting, name: &str, request: Value) -> Value {
    let Some(operation) = find(name) else { return Value::Null };
    let request = renamed(request, &operation.request_shape(), Naming::Wire);
    match call(acting, name, request).await {
        Ok(answer) => json!({ "ok": renamed(answer, &operation.view_shape(), Naming::JavaScript) }),
        Err(error) => json!({ "error": error }),
    }
}

macro_rules! node_methods {
    ($context:ident $($(#[$doc:meta])* $kind:ident $name:ident($request:ident) -> $view:ident;)+) => {
        #[napi]
        impl Acting { $(
            $(#[$doc])*
            #[napi]
            pub async fn $name(&self, request: Value) -> Value {
                called(&self.acting, stringify!($name), request).await
            }
        )+ }
    };
}
semillero_core::for_each_operation!(node_methods);

//! Semillero for Kotlin (`org.semillero`) and Swift (`Semillero`): the same operations with the same names, as suspending and
//! asynchronous functions.

use semillero_core::errors::{ApiError, ErrorCode, InputError};
use semillero_core::permissions::Who;
use semillero_core::store::StoreError;
use semillero_core::values::{Locale, UserId};
use semillero_core::{Acting, api};
use std::sync::Arc;

uniffi::setup_scaffolding!();

/// A refused call.
#[derive(Debug, thiserror::Error, uniffi::Error)]
pub enum SemilleroError {
    /// The same code, key and texts as in every language.
    #[error("{reason}")]
    Refused {
        /// What kind of refusal, for programs.
        code: ErrorCode,
        /// Which refusal exactly, for programs.
        key: String,
        /// What happened, in the caller's language.
        reason: String,
        /// Every mistake in the request.
        errors: Vec<InputError>,
    },
}

impl From<ApiError> for SemilleroError {
    fn from(error: ApiError) -> Self {
        Self::Refused { code: error.code, key: error.key, reason: error.message, errors: error.errors }
    }
}

/// One caller's handle on an ecosystem: a function per operation.
#[derive(uniffi::Object)]
pub struct Ecosystem(Acting);

#[uniffi::export]
impl Ecosystem {
    /// An empty ecosystem in memory; the handle acts as the host.
    #[uniffi::constructor]
    #[must_use]
    pub fn in_memory() -> Arc<Self> {
        Arc::new(Self(semillero_core::Ecosystem::in_memory().acting_as(Who::Host)))
    }

    /// A handle on the same ecosystem that acts as a person; as the host when nobody is named.
    #[must_use]
    pub fn acting_as(&self, user_id: Option<UserId>, locale: Option<Locale>) -> Arc<Self> {
        let acting = self.0.ecosystem().acting_as(user_id.map_or(Who::Host, Who::User));
        Arc::new(Self(match locale {
            Some(locale) => acting.in_language(locale),
            None => acting,
        }))
    }

    /// A handle whose next write is done once, however often it is repeated under this key.
    #[must_use]
    pub fn once(&self, key: String) -> Arc<Self> {
        Arc::new(Self(self.0.clone().once(&key)))
    }
}

#[uniffi::export(async_runtime = "tokio")]
impl Ecosystem {
    /// Opens a database: a path, or `postgres://user@host/name`; with `migrate` it is made or brought up to date first. The key
    /// that signs invitations is kept beside it.
    ///
    /// # Errors
    /// `unsupported` when it is no database of this version, `unavailable` when it does not answer.
    #[uniffi::constructor]
    pub async fn open(database: String, migrate: bool) -> Result<Arc<Self>, SemilleroError> {
        let unusable = |error| ApiError::of_database(&error, Locale::En);
        if migrate {
            semillero_storage::migrate(&database).await.map_err(unusable)?;
        }
        let store = semillero_storage::open(&database).await.map_err(unusable)?;
        let key = semillero_storage::signing_key(&semillero_storage::key_file(&database));
        let key =
            key.map_err(|error| ApiError::of_database(&StoreError::Unavailable(error.to_string()), Locale::En))?;
        let ecosystem = semillero_core::Ecosystem::builder().store(store).signing_key(key).build();
        Ok(Arc::new(Self(ecosystem.acting_as(Who::Host))))
    }
}

macro_rules! mobile_methods {
    ($context:ident $($(#[$doc:meta])* $kind:ident $name:ident($request:ident) -> $view:ident;)+) => {
        #[uniffi::export(async_runtime = "tokio")]
        impl Ecosystem { $(
            $(#[$doc])*
            pub async fn $name(&self, request: api::$request) -> Result<api::$view, SemilleroError> {
                Ok(self.0.$name(request).await?)
            }
        )+ }
    };
}
semillero_core::for_each_operation!(mobile_methods);

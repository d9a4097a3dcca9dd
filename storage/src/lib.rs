//! SQLite and PostgreSQL stores for Semillero.
//!
//! SQLite is the embedded default: one file, one writer, WAL. PostgreSQL is for what outgrows one machine; its tables live in the
//! schema `semillero`, beside a host's own. Both keep the rules of [`semillero_core::store`], proved by one suite.
//!
//! Migrating is a step apart from opening: [`open`] refuses a database whose schema is older or newer than this build needs.

pub mod backup;
mod commit;
mod dialect;
mod filter;
pub mod health;
mod key;
mod log;
mod open;
mod pool;
mod select;
mod sql;
#[cfg(feature = "testing")]
pub mod testing;

pub use key::{key_file, signing_key};
pub use open::{migrate, open, raise_epoch};
pub use sql::SqlStore;

//! Semillero: the domain of entrepreneurship ecosystems as a library.
//!
//! Programmes connect entrepreneurs, allies (mentors) and clients (funders, sponsors, public bodies). This crate holds the
//! domain, the permissions, the operations and the storage traits; it reads no clock, opens no socket and runs on no runtime of
//! its own, so a server, a phone or a notebook can embed it.

#[cfg(feature = "uniffi")]
uniffi::setup_scaffolding!();

pub mod analytics;
pub mod api;
pub mod audit;
pub mod docs;
pub mod ecosystem;
pub mod errors;
pub mod lifecycle;
pub mod matching;
pub mod mentorship;
mod operations;
pub mod people;
pub mod permissions;
pub mod programmes;
pub mod projects;
pub mod store;
#[cfg(feature = "testing")]
pub mod testing;
pub mod values;

pub use api::*;
pub use ecosystem::{Acting, Ecosystem};
pub use permissions::Who;

/// The README, so that its Rust example runs as a test.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;

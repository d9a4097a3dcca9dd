//! A believable ecosystem made from a seed: 3 programmes, 5 cohorts, 300 mentees in 120 ventures, 90 mentors, 6 clients and fourteen
//! months of requests, sessions, notes, feedback and milestones, in Spanish and English. Nobody real is meant.
//!
//! It calls the operations under a clock of its own, so every row has its history, its events and its audit entry, and the same seed
//! and day give the same bytes on every platform.
//!
//! ```
//! use semillero_core::store::MemoryStore;
//! use semillero_demo::{Options, make};
//! use std::sync::Arc;
//!
//! # let small = Options { cohorts: 1, ..Options::new("2026-11-25".parse().unwrap()) };
//! let demo = pollster::block_on(make(Arc::new(MemoryStore::new()), [0; 32], small)).unwrap();
//! assert!(demo.accounts.iter().any(|account| account.email == "admin@example.org"));
//! ```

mod about;
mod actions;
mod cast;
mod copy;
mod dice;
mod life;
mod matching;
mod meetings;
mod setting;
mod ventures;
mod words;

use semillero_core::CatchUp;
use semillero_core::ecosystem::Ecosystem;
use semillero_core::ecosystem::simulated::{SeededIds, TestClock};
use semillero_core::errors::ApiError;
use semillero_core::permissions::Who;
use semillero_core::store::{MemoryStore, Store};
use semillero_core::values::{CivilDate, CohortId, Locale, UserId};
use std::sync::Arc;

/// What to make.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Where chance starts from.
    pub seed: u64,
    /// The day on which the story ends: today, for a demonstration.
    pub until: CivilDate,
    /// How many of the five cohorts: fewer make a smaller ecosystem for quick tests.
    pub cohorts: usize,
}

impl Options {
    /// The whole ecosystem as it stands on a day.
    #[must_use]
    pub const fn new(until: CivilDate) -> Self {
        Self { seed: 2026, until, cohorts: 5 }
    }
}

/// What somebody with an account is in the demonstration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Runs the deployment.
    Admin,
    /// Runs the programme whose cohort is about to be matched.
    Manager,
    /// Mentors.
    Ally,
    /// Is mentored, with a venture.
    Entrepreneur,
    /// Reads what ventures share.
    Client,
}

/// Somebody to sign in as; the caller gives them a password.
#[derive(Debug, Clone)]
pub struct Account {
    /// What they are.
    pub part: Part,
    /// Who.
    pub user_id: UserId,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
}

/// What was made.
#[derive(Debug, Clone)]
pub struct Demo {
    /// Somebody of each kind.
    pub accounts: Vec<Account>,
    /// The cohorts, in the order in which they opened. The last one of five has two draft runs to compare and publish.
    pub cohorts: Vec<CohortId>,
    /// How many actions the people took.
    pub actions: u64,
}

/// Makes the ecosystem in an empty store, whole or not at all. Invitations are signed with `signing_key`.
///
/// # Errors
/// What an operation refuses for a reason that the story does not foresee; a store that is not empty, mostly.
pub async fn make(store: Arc<dyn Store>, signing_key: [u8; 32], options: Options) -> Result<Demo, ApiError> {
    let clock = Arc::new(TestClock::at(options.until.start()));
    let ids = Arc::new(SeededIds::new(options.seed));
    // Lived in memory, where nothing waits for a disk, and then written in one commit.
    let memory = Arc::new(MemoryStore::new());
    let lived = Ecosystem::builder().store(memory.clone()).signing_key(signing_key);
    let demo = life::live(lived.build_with(clock.clone(), ids.clone()), clock.clone(), options).await?;
    let changes = copy::everything(memory.as_ref()).await;
    let written = match changes {
        Ok(changes) => store.commit(&changes).await,
        Err(error) => Err(error),
    };
    written.map_err(|error| ApiError::of_database(&error, Locale::default()))?;
    // The readers of the logs keep places that only the store itself can give, so they read when everything is there.
    let kept = Ecosystem::builder().store(store).signing_key(signing_key).build_with(clock, ids);
    kept.acting_as(Who::Host).catch_up(CatchUp {}).await?;
    Ok(demo)
}

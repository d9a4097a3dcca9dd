//! The table door: people or scored pairs in columns, matched without an ecosystem.
//!
//! Ids are whatever texts the caller has; the engine knows a person by the BLAKE3 digest of it, so the order of rows changes nothing
//! (but with `online`, where mentees come in the order of their rows), and the same tables give the same digest in every language. One text is one person: somebody who stands in both tables under one
//! id is not paired with themselves.

mod mistakes;
mod pairs;
mod people;

pub use mistakes::{TableFault, TableMistakes};
pub use pairs::{PairColumns, PairMatch, PairOptions, match_pairs};
pub use people::{
    DEFAULT_DAY, TableMatch, TableOptions, TablePair, TablePerson, TableReason, TableUnmatched, match_people,
};

use super::engine::Id as EngineId;
use super::{UnmatchedWhy, compile};
use mistakes::StrategyFault;

/// The engine's id of a person: the digest of their id as text.
pub(crate) fn person_id(text: &str) -> EngineId {
    compile::digest_id("person", text)
}

/// A strategy by its word, with what `blend` needs.
pub(crate) fn checked_strategy(
    mistakes: &mut TableMistakes,
    word: &str,
    per_pair: Option<i64>,
) -> super::engine::Strategy {
    StrategyFault::check(mistakes, word, per_pair)
}

/// Why a mentee has nobody, as the engine says it.
pub(crate) fn why(why: super::engine::Why) -> UnmatchedWhy {
    compile::why_of(why)
}

//! Matching: preferences in, explained pairs out. The engine itself is the crate `semillero-matching`.

mod lifecycles;
mod preferences;
mod run;

pub use lifecycles::MATCH_RUN_LIFECYCLE;
pub use preferences::Preferences;
pub use run::{Factor, MatchRun, MatchRunState, Outcome, Pair, PairOrigin, Reason, Unmatched, UnmatchedWhy};
/// The engine on plain integers.
pub use semillero_matching as engine;

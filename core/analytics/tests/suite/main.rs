//! What the engine promises.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

mod funnel;
mod states;
mod stats;
mod stats_laws;

//! What the engine promises.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

#[cfg(feature = "arrow")]
mod arrow;
mod common;
mod funnel;
mod ordinals;
mod query_documents;
mod query_golden;
mod query_naive;
mod query_tables;
mod states;
mod stats;
mod stats_laws;

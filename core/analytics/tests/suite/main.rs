//! What the engine promises.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

#[cfg(feature = "arrow")]
mod arrow;
mod funnel;
mod numbers;
mod ordinals;
mod sets;
mod states;

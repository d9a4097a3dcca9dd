//! What the engine promises.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

mod gate;

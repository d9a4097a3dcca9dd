//! What the engine promises, module by module.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

mod charts;
mod funnel;
mod samples;
mod states;

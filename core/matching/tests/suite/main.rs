//! What the engine promises, module by module.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

mod amend;
mod bad_input;
mod common;
mod every;
mod explanations;
mod fair;
mod faults;
mod golden;
mod laws;
mod lists;
mod market;
mod online;
mod oracles;
mod outside;
mod pools;
mod ranks;
mod record;
mod rules;
mod scale;
mod scan;
mod sessions;
mod text;
mod whole_run;

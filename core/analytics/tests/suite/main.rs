//! What the engine promises, module by module.
#![cfg(test)]

mod arrow;
mod charts;
mod common;
mod funnel;
mod gate;
mod numbers;
mod open;
mod ordinals;
mod query_documents;
mod query_golden;
mod query_naive;
mod query_tables;
mod samples;
mod sets;
mod states;
mod stats;
mod stats_laws;

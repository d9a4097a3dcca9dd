//! What tests of this crate and of its frontends share: a clock and ids that repeat, and golden scenarios.

pub mod conformance;
pub mod races;
mod races_under_way;
mod rows;
mod rows_counted;
mod rows_ventures;
pub mod scenario;
pub mod stubs;

pub use crate::ecosystem::simulated as time;

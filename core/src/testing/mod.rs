//! What tests of this crate and of its frontends share: a clock and ids that repeat, and golden scenarios.

pub mod races;
pub mod scenario;
pub mod time;

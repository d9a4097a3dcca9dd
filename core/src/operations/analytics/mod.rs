//! Figures: of a cohort, of whatever one asks, and the states that they are read from.

mod cohort;
mod upkeep;

pub(super) use cohort::get_cohort_report;
pub(super) use upkeep::{rebuild_analytics, verify_analytics};

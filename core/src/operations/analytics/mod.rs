//! Figures: of a cohort, of whatever one asks, and the states that they are read from.

mod book;
mod cohort;
mod describe;
mod frame;
mod own;
mod query;
mod release;
mod upkeep;
mod views;

pub use book::{BookQuestion, query_book, run_book_dashboard};
pub(super) use cohort::get_cohort_report;
pub(super) use describe::describe_metrics;
pub(super) use query::{query_metrics, run_dashboard};
pub(super) use upkeep::{rebuild_analytics, verify_analytics};

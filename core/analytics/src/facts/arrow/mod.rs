//! Facts from Arrow tables, whatever library made them.

mod column;
mod error;
mod fold;
mod gather;
mod hists;
mod schema;
mod steps;
mod tables;

pub use error::FoldError;
pub use fold::{Fold, LogKinds};
pub use hists::HistFold;
pub use schema::{attribute_schema, event_schema, money_schema, spell_schema};
pub use steps::StepsFold;

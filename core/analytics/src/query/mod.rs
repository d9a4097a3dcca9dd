//! Questions and dashboards as data: documents, what is wrong with them, and their answers.

mod candidate;
mod check;
mod dashboards;
mod describe;
mod document;
mod expression;
mod figures;
mod filter;
mod grammar;
mod mistake;
mod nearest;
mod range;
mod run;
mod schema;
mod scope;
mod told;
mod vocabulary;
mod walk;

pub use check::Checks;
pub use dashboards::standard_dashboard;
pub use describe::{Described, DimensionEntry, Explained, Selection, describe, explain};
pub use document::{Audience, Chart, Dashboard, Param, ParamType, Privacy, Query, Tile};
pub(crate) use expression::names_of;
pub use mistake::{Code, Mistake};
pub use run::{Choices, ask, run};
pub use schema::schema;
pub use scope::Scope;
pub use told::Told;
pub use vocabulary::Vocabulary;

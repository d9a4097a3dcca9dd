//! Figures of the domain: what they count, how sure one can be of them, and who may see them.

pub(crate) mod facts;
mod figures;
mod interval;
mod kept;
pub(crate) mod ledger;
mod words;

pub use figures::{
    Figure, LEAST_PEOPLE, MATCH_WINDOW_DAYS, SessionTally, Waiting, median_wait, ratio, ratio_of_things,
    session_completion,
};
pub use interval::{clustered, wilson};
pub use kept::{FigureRelease, Pseudonym, RollUp};
pub use words::{FigureName, Verdict, definition, title, unit};

pub use crate::operations::{BookQuestion, query_book, run_book_dashboard};

/// The engine alone: facts, states, metrics, the gate.
pub use semillero_analytics as engine;

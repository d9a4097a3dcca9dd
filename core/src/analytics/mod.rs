//! Figures of the domain: what they count, how sure one can be of them, and who may see them.

mod figures;
mod interval;
mod words;

pub use figures::{
    Figure, LEAST_PEOPLE, MATCH_WINDOW_DAYS, SessionTally, Waiting, median_wait, ratio, ratio_of_things,
    session_completion,
};
pub use interval::{clustered, wilson};
pub use words::{FigureName, Verdict, definition, title, unit};

//! Requests and views of figures.

use super::wire::{request, view};
use crate::analytics::{FigureName, Verdict};
use crate::values::{CohortId, Timestamp};

request! {
    /// Reads the figures of a cohort: match rate, time to match, session completion.
    pub struct GetCohortReport {
        /// The cohort.
        cohort_id: CohortId,
    }
}

view! {
    /// One figure with what it was made from. Figures are integers: rates in basis points (10,000 = 100 %), times in minutes.
    pub struct FigureView {
        /// Which.
        name: FigureName,
        /// Its name in the caller's language.
        title: String,
        /// `basis_points` or `minutes`.
        unit: String,
        /// The figure; absent when undefined or suppressed.
        value: Option<i64>,
        /// Of how many it speaks; absent when suppressed.
        n: Option<i64>,
        /// Of a rate, what was counted; absent when suppressed.
        numerator: Option<i64>,
        /// Of a rate, out of how many; absent when suppressed.
        denominator: Option<i64>,
        /// The lower end of its 95 % interval: Wilson's for rates, of order statistics for medians.
        low: Option<i64>,
        /// The upper end.
        high: Option<i64>,
        /// Whether everything it counts has come to an end.
        complete: bool,
        /// Whether it is hidden, because fewer than five people stand behind a cell.
        suppressed: bool,
        /// What to make of it.
        verdict: Verdict,
        /// What it counts, in the caller's language.
        definition: String,
    }
}

view! {
    /// The figures of a cohort.
    pub struct CohortReportView {
        /// The cohort.
        cohort_id: CohortId,
        /// Its name.
        cohort_name: String,
        /// At which moment.
        as_of: Timestamp,
        /// The figures.
        figures: Vec<FigureView>,
    }
}

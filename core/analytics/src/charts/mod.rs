//! A table as people see it: chart, table, one sentence, and files that other programs read; Spanish and English.
//!
//! Every function takes the same [`Table`](crate::Table) and reads it alike:
//!
//! * A measure named `x.previous` is the comparison of the measure `x` with the period before: drawn dashed, point by point beside it.
//!   A measure named `x.change` is the difference of the two, as a share of the one before, with its interval; the sentence says it.
//! * A figure that is suppressed is written as hidden and never as zero, whatever else its row still holds; one without a value is undefined.
//! * [`Lifecycle`](crate::Shape::Lifecycle): the parts are measures or the values of the dimension `state`; what ends in `dormant`
//!   stands below zero.
//! * [`Funnel`](crate::Shape::Funnel): dimension `step`. The first measure is drawn: a count, or a share whose numerator is the count.
//!   A measure that ends in `open` counts who may still take the step.
//! * [`Retention`](crate::Shape::Retention): dimensions `cohort` and `offset`; the denominator is the size of the cohort.
//! * [`Survival`](crate::Shape::Survival): dimension `day`; `n` is who is at risk. Nothing is drawn where fewer than 10 are.
//! * [`Histogram`](crate::Shape::Histogram): dimension `value`. A measure of the metric `nps` is drawn as a point with its interval
//!   above the shares of detractors (0–6), passives and promoters (9–10).
//! * [`Effect`](crate::Shape::Effect): `numerator` and `denominator` are the sizes of the two arms.
//! * [`Waterfall`](crate::Shape::Waterfall): dimension `part`; the part `total` stands on the ground. When all values are equal and have
//!   intervals, they are the base of a tornado whose bars are the intervals.
//! * Amounts in minor units take their currency from the dimension `currency`.

mod alt;
#[cfg(feature = "arrow")]
mod arrow;
mod cells;
mod columns;
mod csv;
mod dates;
mod html;
mod numbers;
mod svg;
mod text;
mod vega;
mod view;
mod words;

pub use alt::alt_text;
#[cfg(feature = "arrow")]
pub use arrow::record_batch;
pub use csv::{ByteOrderMark, csv};
pub use html::{html, html_table};
pub use svg::{Size, svg};
pub use vega::vega_lite;
pub use words::Locale;

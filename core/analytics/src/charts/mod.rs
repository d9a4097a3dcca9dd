//! A table as people see it: chart, table, one sentence, and files that other programs read; Spanish and English.
//!
//! Every function takes the same [`Table`](crate::Table) and reads it alike:
//!
//! * A measure named `x.previous` is what the measure `x` is compared with: drawn dashed, each point at its period, or in order where
//!   periods differ. `x.change_share` is the change as a share of the figure before and `x.change` the change in the unit of `x`; the
//!   sentence says the last one of a period that is over. `x.detectable` is the least effect that would show.
//! * A figure that is suppressed is written as hidden and never as zero, whatever else its row still holds; one without a value is undefined.
//! * [`Lifecycle`](crate::Shape::Lifecycle): the parts are measures or values of the dimension `state`; what has `new`,
//!   `returning`, `resurrecting` or `dormant` in its name is known, and the last stands below zero.
//! * [`Funnel`](crate::Shape::Funnel): dimension `step`. The first measure is drawn: a count, or a share whose numerator is the count.
//!   A measure with `open` in its name counts who may still take the step.
//! * [`Retention`](crate::Shape::Retention): dimensions `cohort` and `offset`; the denominator is the size of the cohort.
//! * [`Survival`](crate::Shape::Survival): dimension `day`; the denominator, else `n`, is who is at risk. Nothing is drawn where fewer than 10 are.
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

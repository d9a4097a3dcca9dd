//! The metrics that programmes are steered by, each defined once, with its source.

mod catalogue;
mod definition;
mod entry;
mod nature;
mod span;

pub use catalogue::{catalogue, metric};
pub(crate) use definition::choices;
pub use definition::{
    About, Definition, Due, EffectMeasure, MoneyFigure, Numbers, Outcome, Part, Read, Return, Shown, Sign,
    SocialOutcome, When, Window,
};
pub use entry::Metric;
pub use nature::{MeasureKind, Reads, Things};
pub(crate) use span::months_before;
pub use span::{Span, SpanError};

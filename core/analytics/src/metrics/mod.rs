//! The metrics that programmes are steered by, each defined once, with its source.

mod catalogue;
mod choices;
mod definition;
mod entry;
mod nature;
mod span;

pub use catalogue::{catalogue, metric};
pub(crate) use choices::choices;
pub use choices::{About, Due, EffectMeasure, MoneyFigure, Part, Read, Return, Shown, Sign, When};
pub use definition::{Definition, Numbers, Outcome, SocialOutcome, Window};
pub use entry::Metric;
pub use nature::{MeasureKind, Reads, Things};
pub(crate) use span::months_before;
pub use span::{Span, SpanError};

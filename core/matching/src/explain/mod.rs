//! Exact answers about an optimal plan: what a wish would cost, what a place is worth, why not, and what would change it.

mod change;
mod error;
mod explainer;
mod price;
mod rank;
mod regret;
mod why_not;

pub use change::WouldChange;
pub use error::ExplainError;
pub use explainer::Explainer;
pub use price::PlacePrice;
pub use regret::{Regret, Step};
pub use why_not::WhyNot;

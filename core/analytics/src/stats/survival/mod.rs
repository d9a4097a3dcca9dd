//! How long things last, when some have not ended yet.

mod curve;
mod incidence;
mod kaplan_meier;
mod log_rank;
mod table;

pub use curve::{Curve, Point};
pub use incidence::cumulative_incidence;
pub use kaplan_meier::{kaplan_meier, restricted_mean, survival_quantile};
pub use log_rank::{LogRank, log_rank};
pub use table::{LifeRow, LifeTable, Observed, ObservedError};

//! Figures from counts, sums and spells: what a metric says, and how sure it is.
//!
//! Every function is pure, takes integers and gives numbers, the same bits on every platform: additions, multiplications, divisions and
//! square roots in a fixed order, and `libm` for the rest. What is undefined, such as 0/0, is nothing and never 0; no figure is ever infinite or not a
//! number. Every interval says how it was made ([`crate::IntervalMethod`]); its source stands at the function. Golden vectors from statsmodels, SciPy,
//! lifelines, scikit-survival and numpy-financial prove them (`.ci/oracles/analytics_stats.py`).

mod bootstrap;
mod chi_square;
mod cliff;
mod detectable;
mod effect;
mod estimate;
mod gini;
mod growth;
mod histogram;
mod irr;
mod moments;
mod money;
mod multiple;
mod normal;
mod nps;
mod quantile;
mod ranks;
mod share;
mod shrink;
mod sroi;
mod student;
mod survival;
mod wide;

pub use bootstrap::{Bootstrap, RatioSums};
pub use chi_square::chi_square_tail;
pub use cliff::cliffs_delta;
pub use detectable::{detectable_mean, detectable_share};
pub use effect::{LEAST_PER_ARM, Tested, hedges_g, verdict, verdict_of_arms, welch};
pub use estimate::{Estimate, Level, LevelError};
pub use gini::{gini, top_share};
pub use growth::{cmgr, growth, quick_ratio, ratio, relative_change, stickiness};
pub use histogram::Histogram;
pub use irr::{NoIrr, internal_rate_of_return};
pub use moments::{Moments, mean_t};
pub use money::{Flow, net_present_value, payback, return_on_investment};
pub use multiple::benjamini_hochberg;
pub use normal::{normal_quantile, normal_tail};
pub use nps::{Wave, nps, nps_difference};
pub use quantile::quantile;
pub use ranks::places;
pub use share::{newcombe, odds_ratio, shares_differ_p, wilson};
pub use shrink::{Shrunk, shrunk_means};
pub use sroi::{Bar, Factor, Outcome, Range, SocialReturn, Sroi, SroiError, social_return};
pub use student::{student_quantile, student_tail};
pub use survival::{
    Curve, LifeRow, LifeTable, LogRank, Observed, ObservedError, Point, cumulative_incidence, kaplan_meier, log_rank,
    restricted_mean, survival_quantile,
};

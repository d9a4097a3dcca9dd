//! Scores: who may be paired, what each pair is worth, and the best pairs of everybody.

mod candidates;
mod column;
mod compile;
mod fusion;
mod gate;
mod key;
mod measure;
mod pair;
mod price;
mod rarity;
mod relation;
mod shares;

pub use candidates::{Candidates, Recall, ScanError, ScanOptions};
pub(crate) use column::{Column, NO_KEY, NO_PLACE};
pub(crate) use compile::Opinions;
pub use compile::Scorer;
pub(crate) use gate::Barrier;
pub use gate::Closed;
pub(crate) use measure::{Form, Rule, RuleKind, cosine_factor, cosine_inverse, cosine_points, history_points, points};
pub use pair::{PairScore, Sides};
pub use price::{Pricing, Underpriced};
pub use rarity::{log2_q16, rarity};

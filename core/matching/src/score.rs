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
mod select;
mod shares;

pub use candidates::{Candidates, Recall, ScanError, ScanOptions};
pub use compile::Scorer;
pub use gate::Closed;
pub use pair::{PairScore, Sides};
pub use price::{Pricing, Underpriced};
pub use rarity::{log2_q16, rarity};

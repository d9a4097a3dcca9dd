//! Requests and views: what every frontend takes and gives.

mod audit;
mod matching;
mod mentorship;
mod operations;
mod people;
mod programmes;
pub(crate) mod replay;
mod wire;

pub use audit::*;
pub use matching::*;
pub use mentorship::*;
pub use people::*;
pub use programmes::*;
pub use wire::TextChange;

//! Requests and views: what every frontend takes and gives.

mod analytics;
mod audit;
#[cfg(feature = "schema")]
mod check;
#[cfg(feature = "schema")]
mod door;
mod imports;
mod match_amend;
mod match_answers;
mod matching;
mod mentorship;
mod operations;
mod people;
mod programmes;
mod projects;
pub(crate) mod replay;
#[cfg(feature = "schema")]
mod shape;
mod wire;

pub use analytics::*;
pub use audit::*;
#[cfg(feature = "schema")]
pub use door::{Operation, OperationKind, call, find, operations, schemas};
pub use imports::*;
pub use match_amend::*;
pub use match_answers::*;
pub use matching::*;
pub use mentorship::*;
pub use people::*;
pub use programmes::*;
pub use projects::*;
#[cfg(feature = "schema")]
pub use shape::{FieldShape, MAX_SAFE_INT, Shape, Shapes, shapes};
pub use wire::TextChange;

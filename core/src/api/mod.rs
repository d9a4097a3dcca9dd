//! Requests and views: what every frontend takes and gives.

mod audit;
#[cfg(feature = "schema")]
mod check;
#[cfg(feature = "schema")]
mod door;
mod matching;
mod mentorship;
mod operations;
mod people;
mod programmes;
pub(crate) mod replay;
#[cfg(feature = "schema")]
mod shape;
mod wire;

pub use audit::*;
#[cfg(feature = "schema")]
pub use door::{Operation, OperationKind, call, find, operations, schemas};
pub use matching::*;
pub use mentorship::*;
pub use people::*;
pub use programmes::*;
#[cfg(feature = "schema")]
pub use shape::{FieldShape, MAX_SAFE_INT, Shape, Shapes, shapes};
pub use wire::TextChange;

//! Privacy: what may leave towards somebody who may not read the rows.

mod adhoc;
mod alias;
mod audit;
mod bundles;
mod candidate;
mod gated;
mod implied;
mod mistake;
mod perturb;
mod policy;
mod primary;
mod relations;
mod release;
mod run;
mod sheet;
mod suppress;
mod system;
mod thin;
mod union;
mod wire;

pub use adhoc::{AdhocRefusal, AskedOf, refuse_adhoc};
pub use candidate::{Candidate, Counted};
pub use gated::{Gated, Readable};
pub use mistake::{PolicyMistake, PolicyMistakeCode};
pub use perturb::CellKey;
pub use policy::{GatePolicy, LEAST_K, StricterK};
pub use release::{Frozen, Release, ReleaseError, Withheld, WithheldReason};
pub use run::{GateContext, GateError, gate};
pub(crate) use wire::WireTable;

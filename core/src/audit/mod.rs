//! What is written beside every change, and the proof that nobody rewrote it.

mod records;
pub mod seal;
mod verify;

pub use records::{Activity, AuditEntry, AuditSeal, Consumer, Event, Replay, StatusChange, Subject};
pub use verify::{AuditFault, AuditReport, verify};

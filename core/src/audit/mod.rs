//! What is written beside every change, and the proof that nobody rewrote it.

mod records;
pub mod seal;
mod verify;
mod words;

pub use records::{Activity, AuditEntry, AuditSeal, Consumer, Event, FeedMark, Replay, StatusChange, Subject};
pub use verify::{AuditFault, AuditReport, verify};
pub use words::activity_text;

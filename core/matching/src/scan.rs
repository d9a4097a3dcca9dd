//! The exact scan of all pairs: 512 mentors at a time, without ever holding more than a few of them.

mod layout;
mod plan;
mod row;
mod sinks;
mod sweep;
mod top;

pub(crate) use layout::Layout;
pub(crate) use sinks::{ByMentee, ByMentor, ByPrice, MENTOR_ROWS};
pub(crate) use sweep::{in_parallel, sweep};

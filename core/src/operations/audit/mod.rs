//! Events, feeds and the turning of time.

mod catch_up;
mod due;
mod read;

pub(super) use catch_up::catch_up;
pub(super) use due::run_due;
pub(super) use read::{activity_feed, events_since, mark_activity_seen};

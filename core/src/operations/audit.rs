//! Under construction.

use crate::api::*;
use crate::ecosystem::Work;
use crate::errors::{Refusal, Refused};

pub(super) async fn events_since(_work: &mut Work<'_>, _request: &EventsSince) -> Refused<EventPage> {
    Err(Refusal::Bug("not yet".into()))
}
pub(super) async fn activity_feed(_work: &mut Work<'_>, _request: &ActivityFeed) -> Refused<ActivityPage> {
    Err(Refusal::Bug("not yet".into()))
}
pub(super) async fn catch_up(_work: &mut Work<'_>, _request: &CatchUp) -> Refused<CatchUpView> {
    Err(Refusal::Bug("not yet".into()))
}
pub(super) async fn run_due(_work: &mut Work<'_>, _request: &RunDue) -> Refused<RunDueView> {
    Err(Refusal::Bug("not yet".into()))
}

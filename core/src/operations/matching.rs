//! Under construction.

use crate::api::*;
use crate::ecosystem::Work;
use crate::errors::{Refusal, Refused};

pub(super) async fn set_preferences(_work: &mut Work<'_>, _request: &SetPreferences) -> Refused<PreferencesView> {
    Err(Refusal::Bug("not yet".into()))
}
pub(super) async fn run_matching(_work: &mut Work<'_>, _request: &RunMatching) -> Refused<MatchRunView> {
    Err(Refusal::Bug("not yet".into()))
}
pub(super) async fn get_match_run(_work: &mut Work<'_>, _request: &GetMatchRun) -> Refused<MatchRunView> {
    Err(Refusal::Bug("not yet".into()))
}
pub(super) async fn edit_match_run(_work: &mut Work<'_>, _request: &EditMatchRun) -> Refused<MatchRunView> {
    Err(Refusal::Bug("not yet".into()))
}
pub(super) async fn publish_match_run(_work: &mut Work<'_>, _request: &PublishMatchRun) -> Refused<MatchRunView> {
    Err(Refusal::Bug("not yet".into()))
}

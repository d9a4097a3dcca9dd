//! Under construction.

use crate::api::*;
use crate::ecosystem::Work;
use crate::errors::{Refusal, Refused};

pub(super) async fn ensure_user(_work: &mut Work<'_>, _request: &EnsureUser) -> Refused<UserView> {
    Err(Refusal::Bug("not yet".into()))
}
pub(super) async fn invite_user(_work: &mut Work<'_>, _request: &InviteUser) -> Refused<InvitationView> {
    Err(Refusal::Bug("not yet".into()))
}
pub(super) async fn accept_invitation(_work: &mut Work<'_>, _request: &AcceptInvitation) -> Refused<UserView> {
    Err(Refusal::Bug("not yet".into()))
}
pub(super) async fn update_profile(_work: &mut Work<'_>, _request: &UpdateProfile) -> Refused<UserView> {
    Err(Refusal::Bug("not yet".into()))
}
pub(super) async fn record_consent(_work: &mut Work<'_>, _request: &RecordConsent) -> Refused<ConsentView> {
    Err(Refusal::Bug("not yet".into()))
}
pub(super) async fn grant_role(_work: &mut Work<'_>, _request: &GrantRole) -> Refused<GrantView> {
    Err(Refusal::Bug("not yet".into()))
}
pub(super) async fn revoke_role(_work: &mut Work<'_>, _request: &RevokeRole) -> Refused<GrantView> {
    Err(Refusal::Bug("not yet".into()))
}
pub(super) async fn submit_ally_profile(_work: &mut Work<'_>, _request: &SubmitAllyProfile) -> Refused<AllyView> {
    Err(Refusal::Bug("not yet".into()))
}
pub(super) async fn approve_ally(_work: &mut Work<'_>, _request: &ApproveAlly) -> Refused<AllyView> {
    Err(Refusal::Bug("not yet".into()))
}
pub(super) async fn set_ally_capacity(_work: &mut Work<'_>, _request: &SetAllyCapacity) -> Refused<AllyView> {
    Err(Refusal::Bug("not yet".into()))
}
pub(super) async fn find_users(_work: &mut Work<'_>, _request: &FindUsers) -> Refused<UserPage> {
    Err(Refusal::Bug("not yet".into()))
}
pub(super) async fn import_people(_work: &mut Work<'_>, _request: &ImportPeople) -> Refused<ImportView> {
    Err(Refusal::Bug("not yet".into()))
}

//! Under construction.

use crate::api::*;
use crate::ecosystem::Work;
use crate::errors::{Refusal, Refused};

pub(super) async fn request_mentorship(_work: &mut Work<'_>, _request: &RequestMentorship) -> Refused<MentorshipView> {
    Err(Refusal::Bug("not yet".into()))
}
pub(super) async fn accept_mentorship(_work: &mut Work<'_>, _request: &AcceptMentorship) -> Refused<MentorshipView> {
    Err(Refusal::Bug("not yet".into()))
}
pub(super) async fn decline_mentorship(_work: &mut Work<'_>, _request: &DeclineMentorship) -> Refused<MentorshipView> {
    Err(Refusal::Bug("not yet".into()))
}
pub(super) async fn find_mentorships(_work: &mut Work<'_>, _request: &FindMentorships) -> Refused<MentorshipPage> {
    Err(Refusal::Bug("not yet".into()))
}
pub(super) async fn book_session(_work: &mut Work<'_>, _request: &BookSession) -> Refused<SessionView> {
    Err(Refusal::Bug("not yet".into()))
}
pub(super) async fn hold_session(_work: &mut Work<'_>, _request: &HoldSession) -> Refused<SessionView> {
    Err(Refusal::Bug("not yet".into()))
}
pub(super) async fn add_note(_work: &mut Work<'_>, _request: &AddNote) -> Refused<NoteView> {
    Err(Refusal::Bug("not yet".into()))
}
pub(super) async fn give_feedback(_work: &mut Work<'_>, _request: &GiveFeedback) -> Refused<FeedbackView> {
    Err(Refusal::Bug("not yet".into()))
}

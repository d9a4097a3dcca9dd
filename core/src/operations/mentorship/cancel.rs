//! Calling a session off.

use super::advance::cancel;
use super::views::one_session;
use crate::api::{CancelSession, SessionView};
use crate::ecosystem::Work;
use crate::errors::{Problems, Refused};
use crate::mentorship::{Mentorship, Session};
use crate::operations::common::{LONG, relation, text};
use crate::permissions::Action;

pub(crate) async fn cancel_session(work: &mut Work<'_>, request: &CancelSession) -> Refused<SessionView> {
    let session = work.load::<Session>(request.session_id).await?;
    let mentorship = work.load::<Mentorship>(session.mentorship_id).await?;
    let resource = relation(&mentorship);
    work.permit_about::<Session>((Action::CancelSession, &resource), session.id, (Action::ViewMentorship, &resource))?;
    let mut problems = Problems::default();
    let reason = text(&mut problems, "/reason", &request.reason, LONG);
    problems.check()?;
    let (session, participants) = cancel(work, session, &mentorship, &reason).await?;
    one_session(work, &session, &participants, 1).await
}

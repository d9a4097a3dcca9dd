//! Letting time turn. Each thing that is due is a commit of its own: one that somebody changes meanwhile holds up no other.

use crate::api::{RunDue, RunDueView};
use crate::ecosystem::Work;
use crate::errors::{Refusal, Refused};
use crate::mentorship::{MENTORSHIP_LIFECYCLE, Mentorship, MentorshipState, REQUEST_DAYS};
use crate::people::{INVITATION_LIFECYCLE, Invitation, InvitationState};
use crate::permissions::{Action, Resource};
use crate::store::{Entity, Field, Filter, Reading, StoreError};
use crate::values::{Id, Timestamp};
use serde_json::json;

/// After how many days a request is called to mind.
const REMINDERS: [i64; 2] = [7, 12];

pub(crate) async fn run_due(work: &mut Work<'_>, _request: &RunDue) -> Refused<RunDueView> {
    work.permit_known::<Mentorship>(Action::RunDue, Id::from_uuid(uuid::Uuid::nil()), &Resource::default())?;
    work.forget();
    let mut view = RunDueView { expired: 0, reminded: 0, lapsed: 0 };
    let proposed = || Filter::equals("state", MentorshipState::Proposed);
    let over = |column| Filter::Not(Box::new(Filter::Greater(column, work.now.to_value())));
    for mentorship in work.store().find::<Mentorship>(proposed().and(over("expires_at"))).await? {
        view.expired += i64::from(settle(work, mentorship, expire).await?);
    }
    // A proposal is as old as its deadline says, whenever that was set.
    let soon = Filter::Less("expires_at", work.now.plus_days(REQUEST_DAYS - REMINDERS[0] + 1).to_value());
    for mentorship in work.store().find::<Mentorship>(proposed().and(soon)).await? {
        view.reminded += i64::from(settle(work, mentorship, remind).await?);
    }
    let pending = Filter::equals("state", InvitationState::Pending);
    for invitation in work.store().find::<Invitation>(pending.and(over("expires_at"))).await? {
        view.lapsed += i64::from(settle(work, invitation, lapse).await?);
    }
    Ok(view)
}

/// Decides on one thing and commits; whether anything was done. What somebody changed meanwhile is left to the next turn.
async fn settle<E: Entity>(
    work: &Work<'_>,
    thing: E,
    decide: impl FnOnce(&mut Work<'_>, E) -> Refused<bool>,
) -> Refused<bool> {
    let mut attempt = Box::new(work.again().await?);
    attempt.permit_known::<E>(Action::RunDue, thing.id(), &Resource::default())?;
    if !decide(&mut attempt, thing)? {
        return Ok(false);
    }
    match attempt.commit().await {
        Ok(()) => Ok(true),
        Err(StoreError::Conflict(_)) => Ok(false),
        Err(error) => Err(Refusal::from(error)),
    }
}

fn about(mentorship: &Mentorship) -> serde_json::Value {
    json!({
        "mentorship_id": mentorship.id,
        "mentor_id": mentorship.mentor_id,
        "mentee_id": mentorship.mentee_id,
        "cohort_id": mentorship.cohort_id,
    })
}

fn expire(work: &mut Work<'_>, mut mentorship: Mentorship) -> Refused<bool> {
    let step = (mentorship.id, mentorship.state);
    let programme = Some(mentorship.programme_id);
    let data = about(&mentorship);
    mentorship.state = work.advance::<Mentorship, _>(&MENTORSHIP_LIFECYCLE, step, "expire", programme, None, data)?;
    work.changes.update(&mentorship);
    Ok(true)
}

fn remind(work: &mut Work<'_>, mut mentorship: Mentorship) -> Refused<bool> {
    let proposed: Timestamp = mentorship.expires_at.plus_days(-REQUEST_DAYS);
    let passed = REMINDERS.iter().filter(|days| proposed.plus_days(**days) <= work.now).count();
    let passed = i32::try_from(passed).unwrap_or(i32::MAX);
    if passed <= mentorship.reminders || mentorship.expires_at <= work.now {
        return Ok(false);
    }
    mentorship.reminders = passed;
    work.changes.update(&mentorship);
    work.event::<Mentorship>("mentorship.reminder", mentorship.id, Some(mentorship.programme_id), about(&mentorship));
    Ok(true)
}

fn lapse(work: &mut Work<'_>, mut invitation: Invitation) -> Refused<bool> {
    let step = (invitation.id, invitation.state);
    let data = json!({ "user_id": invitation.user_id });
    let programme = invitation.programme_id;
    invitation.state = work.advance::<Invitation, _>(&INVITATION_LIFECYCLE, step, "lapse", programme, None, data)?;
    work.changes.update(&invitation);
    Ok(true)
}

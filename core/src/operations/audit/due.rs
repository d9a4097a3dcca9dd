//! Letting time turn. Each thing that is due is a commit of its own: one that somebody changes meanwhile holds up no other.

use crate::api::{RunDue, RunDueView};
use crate::ecosystem::Work;
use crate::errors::{Refusal, Refused};
use crate::mentorship::{CHECK_IN_DAYS, Health, MENTORSHIP_LIFECYCLE, Mentorship, MentorshipState, REQUEST_DAYS};
use crate::operations::common::requests;
use crate::operations::mentorship::{Cascade, cascade, sides};
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
    let mut view = RunDueView { expired: 0, reminded: 0, lapsed: 0, cascaded: 0, unmatched: 0, alerted: 0 };
    let proposed = || Filter::equals("state", MentorshipState::Proposed);
    let over = |column| Filter::Not(Box::new(Filter::Greater(column, work.now.to_value())));
    for mentorship in work.store().find::<Mentorship>(proposed().and(over("expires_at"))).await? {
        let mut attempt = attempt::<Mentorship>(work, &mentorship).await?;
        let cascaded = expire(&mut attempt, mentorship).await?;
        if settled(attempt).await? {
            view.expired += 1;
            view.cascaded += i64::from(cascaded == Cascade::Proposed);
            view.unmatched += i64::from(cascaded == Cascade::NobodyLeft);
        }
    }
    // A proposal is as old as its deadline says, whenever that was set.
    let soon = Filter::Less("expires_at", work.now.plus_days(REQUEST_DAYS - REMINDERS[0] + 1).to_value());
    for mentorship in work.store().find::<Mentorship>(proposed().and(soon)).await? {
        if reminders(&mentorship, work.now) > mentorship.reminders {
            let mut attempt = attempt::<Mentorship>(work, &mentorship).await?;
            remind(&mut attempt, mentorship);
            view.reminded += i64::from(settled(attempt).await?);
        }
    }
    let pending = Filter::equals("state", InvitationState::Pending);
    for invitation in work.store().find::<Invitation>(pending.and(over("expires_at"))).await? {
        let mut attempt = attempt::<Invitation>(work, &invitation).await?;
        lapse(&mut attempt, invitation)?;
        view.lapsed += i64::from(settled(attempt).await?);
    }
    let going = Filter::any_of("state", [MentorshipState::Accepted, MentorshipState::Active]);
    for mentorship in work.store().find::<Mentorship>(going).await? {
        let told = mentorship.alerted_at.is_some_and(|at| at.plus_days(CHECK_IN_DAYS) > work.now);
        if mentorship.health(work.now) == Some(Health::NeedsCheckIn) && !told {
            let mut attempt = attempt::<Mentorship>(work, &mentorship).await?;
            alert(&mut attempt, mentorship);
            view.alerted += i64::from(settled(attempt).await?);
        }
    }
    Ok(view)
}

/// A decision of its own on one thing.
async fn attempt<'a, E: Entity>(work: &Work<'a>, thing: &E) -> Refused<Box<Work<'a>>> {
    let mut attempt = Box::new(work.again().await?);
    attempt.permit_known::<E>(Action::RunDue, thing.id(), &Resource::default())?;
    Ok(attempt)
}

/// Commits; whether it was done. What somebody changed meanwhile is left to the next turn.
async fn settled(attempt: Box<Work<'_>>) -> Refused<bool> {
    match attempt.commit().await {
        Ok(()) => Ok(true),
        Err(StoreError::Conflict(_)) => Ok(false),
        Err(error) => Err(Refusal::from(error)),
    }
}

/// Nobody answered in time: the mentee goes on to the next preference.
async fn expire(work: &mut Work<'_>, mut mentorship: Mentorship) -> Refused<Cascade> {
    work.claim(vec![requests(mentorship.mentee_id)]).await?;
    let step = (mentorship.id, mentorship.state);
    let programme = Some(mentorship.programme_id);
    let data = sides(&mentorship);
    mentorship.state = work.advance::<Mentorship, _>(&MENTORSHIP_LIFECYCLE, step, "expire", programme, None, data)?;
    mentorship.ended_at = Some(work.now);
    work.changes.update(&mentorship);
    cascade(work, &mentorship).await
}

/// How many reminders should have been sent by now.
fn reminders(mentorship: &Mentorship, now: Timestamp) -> i32 {
    if mentorship.expires_at <= now {
        return 0;
    }
    let proposed = mentorship.expires_at.plus_days(-REQUEST_DAYS);
    let passed = REMINDERS.iter().filter(|days| proposed.plus_days(**days) <= now).count();
    i32::try_from(passed).unwrap_or(i32::MAX)
}

fn remind(work: &mut Work<'_>, mut mentorship: Mentorship) {
    mentorship.reminders = reminders(&mentorship, work.now);
    work.changes.update(&mentorship);
    work.event::<Mentorship>("mentorship.reminder", mentorship.id, Some(mentorship.programme_id), sides(&mentorship));
}

/// They have not met for three weeks: both and the people who run the programme should know.
fn alert(work: &mut Work<'_>, mut mentorship: Mentorship) {
    mentorship.alerted_at = Some(work.now);
    work.changes.update(&mentorship);
    let programme = Some(mentorship.programme_id);
    work.event::<Mentorship>("mentorship.needs_check_in", mentorship.id, programme, sides(&mentorship));
}

fn lapse(work: &mut Work<'_>, mut invitation: Invitation) -> Refused<()> {
    let step = (invitation.id, invitation.state);
    let data = json!({ "user_id": invitation.user_id });
    let programme = invitation.programme_id;
    invitation.state = work.advance::<Invitation, _>(&INVITATION_LIFECYCLE, step, "lapse", programme, None, data)?;
    work.changes.update(&invitation);
    Ok(())
}

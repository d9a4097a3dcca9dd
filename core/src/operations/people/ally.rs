//! Offering to be an ally, the decision on it, and how many mentees an ally takes.

use crate::api::{AllyView, ApproveAlly, SetAllyCapacity, SubmitAllyProfile};
use crate::ecosystem::Work;
use crate::errors::{Problems, Refused};
use crate::operations::common::{LONG, optional, person, seats, seats_taken};
use crate::people::{ALLY_LIFECYCLE, AllyProfile, AllyState, User};
use crate::permissions::Action;
use crate::store::Reading;
use crate::values::Capacity;
use serde_json::json;

pub(crate) async fn submit_ally_profile(work: &mut Work<'_>, request: &SubmitAllyProfile) -> Refused<AllyView> {
    let mut problems = Problems::default();
    let capacity = capacity(&mut problems, request.capacity);
    let motivation = optional(&mut problems, "/motivation", request.motivation.as_ref(), LONG);
    problems.check()?;
    work.claim(vec![seats(request.user_id)]).await?;
    let user = work.load::<User>(request.user_id).await?;
    let resource = person(work, user.id).await?;
    work.permit::<User>(Action::SubmitAllyProfile, Action::ViewUser, user.id, &resource)?;
    let known = work.store().get::<AllyProfile>(user.id).await?;
    let mut profile = known.clone().unwrap_or(AllyProfile {
        id: user.id,
        version: 1,
        state: AllyState::Draft,
        capacity: Capacity::default(),
        motivation: None,
        submitted_at: None,
        decided_at: None,
    });
    profile.state = advance(work, &profile, "submit")?;
    profile.capacity = capacity.unwrap_or(profile.capacity);
    profile.motivation = motivation.or(profile.motivation);
    profile.submitted_at = Some(work.now);
    let written = match known {
        Some(_) => {
            work.changes.update(&profile);
            1
        }
        None => {
            work.changes.insert(&profile);
            0
        }
    };
    view(work, &profile, written).await
}

pub(crate) async fn approve_ally(work: &mut Work<'_>, request: &ApproveAlly) -> Refused<AllyView> {
    let mut profile = work.load::<AllyProfile>(request.user_id).await?;
    let resource = person(work, profile.id).await?;
    work.permit::<AllyProfile>(Action::ApproveAlly, Action::ViewUser, profile.id, &resource)?;
    profile.state = advance(work, &profile, "approve")?;
    profile.decided_at = Some(work.now);
    work.changes.update(&profile);
    view(work, &profile, 1).await
}

pub(crate) async fn set_ally_capacity(work: &mut Work<'_>, request: &SetAllyCapacity) -> Refused<AllyView> {
    let mut problems = Problems::default();
    let capacity = capacity(&mut problems, Some(request.capacity));
    problems.check()?;
    work.claim(vec![seats(request.user_id)]).await?;
    let mut profile = work.load::<AllyProfile>(request.user_id).await?;
    let resource = person(work, profile.id).await?;
    work.permit::<AllyProfile>(Action::SetAllyCapacity, Action::ViewUser, profile.id, &resource)?;
    let before = profile.capacity;
    profile.capacity = capacity.unwrap_or(before);
    work.changes.update(&profile);
    let data = json!({ "from": before.get(), "to": profile.capacity.get() });
    work.event::<AllyProfile>("ally_profile.capacity_changed", profile.id, None, data);
    view(work, &profile, 1).await
}

fn capacity(problems: &mut Problems, given: Option<i32>) -> Option<Capacity> {
    problems.keep("/capacity", given.map(Capacity::new).transpose()).flatten()
}

fn advance(work: &mut Work<'_>, profile: &AllyProfile, command: &str) -> Refused<AllyState> {
    let step = (profile.id, profile.state);
    let data = json!({ "to": profile.capacity.get() });
    work.advance::<AllyProfile, _>(&ALLY_LIFECYCLE, step, command, None, None, data)
}

pub(super) async fn view(work: &Work<'_>, profile: &AllyProfile, written: i64) -> Refused<AllyView> {
    let taken = seats_taken(work, profile.id).await?.len();
    Ok(AllyView {
        user_id: profile.id,
        version: profile.version + written,
        state: profile.state,
        capacity: profile.capacity.get(),
        seats_taken: i32::try_from(taken).unwrap_or(i32::MAX),
        motivation: profile.motivation.clone(),
    })
}

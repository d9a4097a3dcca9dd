//! Who belongs to a venture.

use super::ventures::{about, new_member};
use super::views::{members, resource, venture_with};
use crate::api::{RemoveVentureMember, SetVentureMember, VentureView};
use crate::ecosystem::Work;
use crate::errors::{Problems, Refusal, Refused, texts};
use crate::operations::common::{SHORT, optional, person};
use crate::people::{User, UserState};
use crate::permissions::Action;
use crate::projects::{MEMBER_LIFECYCLE, Member, MemberState, Venture};
use crate::store::{Filter, GuardKey, Reading};
use crate::values::{UserId, VentureId};

/// The rule: a venture has a member.
fn guard(venture: VentureId) -> GuardKey {
    GuardKey::new("members", venture)
}

async fn permitted(work: &mut Work<'_>, venture: VentureId, user: UserId) -> Refused<(Venture, User, Option<Member>)> {
    work.claim(vec![guard(venture)]).await?;
    let venture = work.load::<Venture>(venture).await?;
    let relation = resource(work, venture.id).await?;
    work.permit::<Venture>(Action::ManageVenture, Action::ViewVenture, venture.id, &relation)?;
    let user = work.load::<User>(user).await?;
    let part = Filter::equals("venture_id", venture.id).and(Filter::equals("user_id", user.id));
    let part = work.store().first::<Member>(part).await?;
    Ok((venture, user, part))
}

pub(crate) async fn set_venture_member(work: &mut Work<'_>, request: &SetVentureMember) -> Refused<VentureView> {
    let mut problems = Problems::default();
    let title = optional(&mut problems, "/title", request.title.as_ref(), SHORT);
    problems.check()?;
    let (venture, user, part) = permitted(work, request.venture_id, request.user_id).await?;
    let mut members = members(work, venture.id).await?;
    match part {
        None => {
            // The answer tells their name: only people whom the caller may see are added, and only ones who are there.
            let known = work.may(Action::ViewUser, &person(work, user.id).await?).allowed;
            if !known || !matches!(user.state, UserState::Invited | UserState::Active) {
                return Err(Refusal::not_found::<User>(user.id));
            }
            let member = new_member(work, venture.id, user.id, title);
            work.changes.insert(&member);
            work.event::<Member>("venture_member.joined", member.id, None, about(venture.id, user.id));
            members.push(member);
        }
        Some(before) => {
            let mut member = before.clone();
            member.title = title;
            if member.state == MemberState::Left {
                let step = (member.id, member.state);
                let data = about(venture.id, user.id);
                member.state = work.advance::<Member, _>(&MEMBER_LIFECYCLE, step, "return_to", None, None, data)?;
                (member.joined_at, member.left_at) = (work.now, None);
            } else if member != before {
                work.event::<Member>("venture_member.updated", member.id, None, about(venture.id, user.id));
            }
            if member != before {
                work.changes.update(&member);
            }
            members.retain(|known| known.id != member.id);
            members.push(member);
        }
    }
    venture_with(work, &venture, &members, 0).await
}

pub(crate) async fn remove_venture_member(work: &mut Work<'_>, request: &RemoveVentureMember) -> Refused<VentureView> {
    let (venture, user, part) = permitted(work, request.venture_id, request.user_id).await?;
    let mut members = members(work, venture.id).await?;
    let Some(mut member) = part.filter(|part| part.state == MemberState::Active) else {
        return Err(Refusal::not_found::<User>(user.id));
    };
    if members.len() == 1 {
        return Err(Refusal::conflict(&texts::LAST_MEMBER, []));
    }
    let (step, data) = ((member.id, member.state), about(venture.id, user.id));
    member.state = work.advance::<Member, _>(&MEMBER_LIFECYCLE, step, "leave", None, None, data)?;
    member.left_at = Some(work.now);
    work.changes.update(&member);
    members.retain(|known| known.id != member.id);
    venture_with(work, &venture, &members, 0).await
}

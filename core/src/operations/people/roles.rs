//! Roles given and taken back.

use super::views::grant_view;
use crate::api::{GrantRole, GrantView, RevokeRole};
use crate::ecosystem::Work;
use crate::errors::{Problems, Refusal, Refused, texts};
use crate::operations::common::{admins, person};
use crate::operations::projects::end_shares;
use crate::people::{GRANT_LIFECYCLE, Grant, GrantState, Role, User, UserState};
use crate::permissions::{Action, Resource};
use crate::programmes::Programme;
use crate::store::{Filter, GuardKey, Reading};
use crate::values::{ProgrammeId, UserId};
use serde_json::json;

/// Duties need a programme, other roles must not have one.
pub(super) fn check_scope(problems: &mut Problems, role: Role, programme: Option<ProgrammeId>) {
    match (role.needs_programme(), programme) {
        (true, None) => problems.add("/programme_id", &texts::NEEDS_PROGRAMME, [("role", role.into())]),
        (false, Some(_)) => problems.add("/programme_id", &texts::NO_PROGRAMME, [("role", role.into())]),
        _ => {}
    }
}

/// Gives a role unless the person holds it; the caller claimed `roles:<user>`.
pub(crate) async fn give(
    work: &mut Work<'_>,
    user_id: UserId,
    role: Role,
    programme_id: Option<ProgrammeId>,
) -> Refused<Option<Grant>> {
    let held = Filter::equals("user_id", user_id)
        .and(Filter::equals("role", role))
        .and(Filter::equals("state", GrantState::Active));
    let held: Vec<Grant> = work.store().find(held).await?;
    if held.iter().any(|grant| grant.programme_id == programme_id) {
        return Ok(None);
    }
    let grant = new_grant(work, user_id, role, programme_id);
    work.changes.insert(&grant);
    let data = json!({ "user_id": user_id, "role": role });
    work.event::<Grant>("role.granted", grant.id, programme_id, data);
    Ok(Some(grant))
}

/// A role as it begins.
pub(super) fn new_grant(work: &Work<'_>, user_id: UserId, role: Role, programme_id: Option<ProgrammeId>) -> Grant {
    Grant {
        id: work.id(),
        version: 1,
        user_id,
        role,
        programme_id,
        state: GrantState::Active,
        granted_at: work.now,
        revoked_at: None,
    }
}

/// Asks for the right to give or take a role: a duty is a matter of its programme, any other role one of the deployment.
async fn permit(work: &mut Work<'_>, user: UserId, role: Role, programme: Option<ProgrammeId>) -> Refused<()> {
    let seen = person(work, user).await?;
    let resource = programme.map(Resource::of_programme).unwrap_or_default();
    if !role.needs_programme() {
        work.permit_about::<User>((Action::GrantRole, &resource), user, (Action::ViewUser, &seen))?;
    }
    work.permit_about::<User>((Action::GrantDuty, &resource), user, (Action::ViewUser, &seen))
}

pub(crate) async fn grant_role(work: &mut Work<'_>, request: &GrantRole) -> Refused<GrantView> {
    let mut problems = Problems::default();
    check_scope(&mut problems, request.role, request.programme_id);
    problems.check()?;
    work.claim(vec![GuardKey::new("roles", request.user_id)]).await?;
    let user = work.load::<User>(request.user_id).await?;
    if let Some(programme_id) = request.programme_id {
        work.load::<Programme>(programme_id).await?;
    }
    permit(work, user.id, request.role, request.programme_id).await?;
    if user.state == UserState::Erased {
        return Err(Refusal::not_found::<User>(user.id));
    }
    let grant = give(work, user.id, request.role, request.programme_id).await?;
    grant.map(|grant| grant_view(&grant)).ok_or_else(|| Refusal::conflict(&texts::ALREADY_GRANTED, []))
}

pub(crate) async fn revoke_role(work: &mut Work<'_>, request: &RevokeRole) -> Refused<GrantView> {
    let seen = work.load::<Grant>(request.grant_id).await?;
    let mut guards = vec![GuardKey::new("roles", seen.user_id)];
    if seen.role == Role::Admin {
        guards.push(admins());
    }
    work.claim(guards).await?;
    let mut grant = work.load::<Grant>(request.grant_id).await?;
    permit(work, grant.user_id, grant.role, grant.programme_id).await?;
    let step = (grant.id, grant.state);
    let data = json!({ "user_id": grant.user_id, "role": grant.role });
    grant.state = work.advance::<Grant, _>(&GRANT_LIFECYCLE, step, "revoke", grant.programme_id, None, data)?;
    if grant.role == Role::Admin && !another_admin(work, grant.user_id).await? {
        return Err(Refusal::conflict(&texts::LAST_ADMIN, []));
    }
    grant.revoked_at = Some(work.now);
    work.changes.update(&grant);
    if grant.role == Role::Client {
        end_shares(work, grant.user_id).await?;
    }
    Ok(grant_view(&grant))
}

/// Whether somebody else who may act is admin too.
async fn another_admin(work: &Work<'_>, besides: UserId) -> Refused<bool> {
    let active = Filter::equals("role", Role::Admin)
        .and(Filter::equals("state", GrantState::Active))
        .and(Filter::Not(Box::new(Filter::equals("user_id", besides))))
        .and(Filter::in_other::<User>("user_id", "id", Filter::equals("state", UserState::Active)));
    Ok(work.store().count_of::<Grant>(active).await? > 0)
}

//! Asking somebody to join, and joining.

use super::ensure::email;
use super::roles::{check_scope, give};
use super::views::{Sight, changed_view, user_view};
use crate::api::{AcceptInvitation, InvitationView, InviteUser, UserView};
use crate::ecosystem::Work;
use crate::errors::{ErrorCode, Problems, Refusal, Refused, texts};
use crate::operations::common::{SHORT, optional, text};
use crate::people::{INVITATION_LIFECYCLE, Invitation, InvitationState, USER_LIFECYCLE, User, UserState, secret};
use crate::permissions::{Action, Resource};
use crate::programmes::Programme;
use crate::store::{Filter, GuardKey, Reading};
use serde_json::json;

/// How long an invitation works.
const DAYS: i64 = 14;

pub(crate) async fn invite_user(work: &mut Work<'_>, request: &InviteUser) -> Refused<InvitationView> {
    let mut problems = Problems::default();
    let address = email(&mut problems, "/email", Some(&request.email));
    let name = text(&mut problems, "/display_name", &request.display_name, SHORT);
    check_scope(&mut problems, request.role, request.programme_id);
    problems.check()?;
    let Some(address) = address else { return Err(Refusal::Bug("an address without a mistake".into())) };

    let id = work.id();
    let resource = request.programme_id.map(Resource::of_programme).unwrap_or_default();
    if let Some(programme_id) = request.programme_id {
        work.load::<Programme>(programme_id).await?;
    }
    work.permit_known::<Invitation>(Action::InviteUser, id, &resource)?;
    let known: Option<User> = work.store().first(Filter::equals("email_key", address.key())).await?;
    let user_id = match known {
        Some(user) if matches!(user.state, UserState::Invited | UserState::Active) => user.id,
        Some(user) => {
            return Err(Refusal::conflict(&texts::EMAIL_TAKEN, [("email", user.email.unwrap_or_default().into())]));
        }
        None => {
            let locale = request.locale.unwrap_or(work.locale());
            let mut user = User::new(work.id(), UserState::Invited, &name, locale, work.now);
            user.set_email(&address);
            work.changes.insert(&user);
            user.id
        }
    };
    let invitation = Invitation {
        id,
        version: 1,
        state: InvitationState::Pending,
        user_id,
        invited_by: work.me(),
        role: request.role,
        programme_id: request.programme_id,
        created_at: work.now,
        expires_at: work.now.plus_days(DAYS),
    };
    work.changes.insert(&invitation);
    work.event::<Invitation>("invitation.sent", id, request.programme_id, json!({ "user_id": user_id }));
    let token = secret::sign(&work.ecosystem().0.signing_key, id, invitation.expires_at);
    Ok(InvitationView {
        id,
        state: invitation.state,
        user_id,
        role: invitation.role,
        programme_id: invitation.programme_id,
        expires_at: invitation.expires_at,
        token: Some(token),
    })
}

pub(crate) async fn accept_invitation(work: &mut Work<'_>, request: &AcceptInvitation) -> Refused<UserView> {
    let mut problems = Problems::default();
    let name = optional(&mut problems, "/display_name", request.display_name.as_ref(), SHORT);
    problems.check()?;
    let bad = || Refusal::said(ErrorCode::Unauthenticated, &texts::BAD_INVITATION, []);
    let (id, until) = secret::open(&work.ecosystem().0.signing_key, &request.token).ok_or_else(bad)?;
    let mut invitation = work.store().get::<Invitation>(id).await?.filter(|i| i.expires_at == until).ok_or_else(bad)?;
    let shown = Resource { secret_shown: true, ..Resource::default() };
    work.permit_known::<Invitation>(Action::AcceptInvitation, id, &shown)?;
    if invitation.state == InvitationState::Accepted {
        return Err(Refusal::conflict(&texts::INVITATION_USED, []));
    }
    if invitation.state == InvitationState::Lapsed || until <= work.now {
        return Err(Refusal::said(ErrorCode::Expired, &texts::INVITATION_EXPIRED, [("until", until.into())]));
    }
    work.claim(vec![GuardKey::new("roles", invitation.user_id)]).await?;
    let mut user = work.load::<User>(invitation.user_id).await?;
    let before = user.clone();
    if user.state == UserState::Invited {
        user.state = work.advance::<User, _>(&USER_LIFECYCLE, (user.id, user.state), "join", None, None, json!({}))?;
    } else if !user.is_active() {
        return Err(bad());
    }
    if let Some(name) = name {
        user.display_name = name;
        user.derive();
    }
    let data = json!({ "user_id": user.id });
    let programme = invitation.programme_id;
    invitation.state =
        work.advance::<Invitation, _>(&INVITATION_LIFECYCLE, (id, invitation.state), "accept", programme, None, data)?;
    work.changes.update(&invitation);
    give(work, user.id, invitation.role, programme).await?;
    if user == before {
        return Ok(user_view(&user, Sight::Staff));
    }
    user.updated_at = work.now;
    work.changes.update(&user);
    Ok(changed_view(&user, Sight::Staff))
}

//! Letting clients read a venture, and no longer.

use super::views::resource;
use crate::api::{ShareVenture, ShareView, UnshareVenture};
use crate::ecosystem::Work;
use crate::errors::{Refusal, Refused, texts};
use crate::operations::common::person;
use crate::people::{Grant, GrantState, Role, User};
use crate::permissions::{Action, Resource};
use crate::projects::{SHARE_LIFECYCLE, Share, ShareState, Venture};
use crate::store::{Filter, GuardKey, Reading};
use crate::values::{UserId, VentureId};
use serde_json::{Value, json};

async fn permitted(work: &mut Work<'_>, venture: VentureId, client: UserId) -> Refused<Option<Share>> {
    work.claim(vec![GuardKey::new("shares", venture)]).await?;
    let venture = work.load::<Venture>(venture).await?;
    let relation = resource(work, venture.id).await?;
    work.permit::<Venture>(Action::ShareVenture, Action::ViewVenture, venture.id, &relation)?;
    let share = Filter::equals("venture_id", venture.id).and(Filter::equals("client_id", client));
    Ok(work.store().first::<Share>(share).await?)
}

pub(crate) async fn share_venture(work: &mut Work<'_>, request: &ShareVenture) -> Refused<ShareView> {
    let known = permitted(work, request.venture_id, request.client_id).await?;
    // Whoever takes the role back claims it too: a share does not outlive it.
    work.claim(vec![GuardKey::new("roles", request.client_id)]).await?;
    let client = work.load::<User>(request.client_id).await?;
    let role = Filter::equals("user_id", client.id)
        .and(Filter::equals("role", Role::Client))
        .and(Filter::equals("state", GrantState::Active));
    if work.store().first::<Grant>(role).await?.is_none() {
        // The refusal tells their name.
        if !work.may(Action::ViewUser, &person(work, client.id).await?).allowed {
            return Err(Refusal::not_found::<User>(client.id));
        }
        return Err(Refusal::conflict(&texts::NOT_A_CLIENT, [("value", client.display_name.into())]));
    }
    let data = about(request.venture_id, client.id);
    match known {
        Some(share) if share.state == ShareState::Active => Ok(view(&share)),
        Some(mut share) => {
            let step = (share.id, share.state);
            share.state = work.advance::<Share, _>(&SHARE_LIFECYCLE, step, "renew", None, None, data)?;
            (share.shared_at, share.ended_at, share.shared_by) = (work.now, None, work.me());
            work.changes.update(&share);
            Ok(view(&share))
        }
        None => {
            let share = Share {
                id: work.id(),
                version: 1,
                state: ShareState::Active,
                venture_id: request.venture_id,
                client_id: client.id,
                shared_by: work.me(),
                shared_at: work.now,
                ended_at: None,
            };
            work.changes.insert(&share);
            work.event::<Share>("venture.shared", share.id, None, data);
            Ok(view(&share))
        }
    }
}

pub(crate) async fn unshare_venture(work: &mut Work<'_>, request: &UnshareVenture) -> Refused<ShareView> {
    let known = permitted(work, request.venture_id, request.client_id).await?;
    let Some(mut share) = known else { return Err(Refusal::not_found::<User>(request.client_id)) };
    if share.state == ShareState::Active {
        let (step, data) = ((share.id, share.state), about(share.venture_id, share.client_id));
        share.state = work.advance::<Share, _>(&SHARE_LIFECYCLE, step, "end", None, None, data)?;
        share.ended_at = Some(work.now);
        work.changes.update(&share);
    }
    Ok(view(&share))
}

/// Who is a client no longer reads no venture as one. The caller claimed `roles:<client>`, ends the role and may do so everywhere.
pub(crate) async fn end_shares(work: &mut Work<'_>, client: UserId) -> Refused<()> {
    let open = Filter::equals("client_id", client).and(Filter::equals("state", ShareState::Active));
    for mut share in work.store().find::<Share>(open).await? {
        work.permit_known::<Venture>(Action::ShareVenture, share.venture_id, &Resource::default())?;
        let (step, data) = ((share.id, share.state), about(share.venture_id, share.client_id));
        share.state = work.advance::<Share, _>(&SHARE_LIFECYCLE, step, "end", None, None, data)?;
        share.ended_at = Some(work.now);
        work.changes.update(&share);
    }
    Ok(())
}

fn about(venture: VentureId, client: UserId) -> Value {
    json!({ "venture_id": venture, "user_id": client })
}

fn view(share: &Share) -> ShareView {
    ShareView {
        venture_id: share.venture_id,
        client_id: share.client_id,
        state: share.state,
        shared_at: share.shared_at,
    }
}

//! The first admin, and people who join with a password.

use super::accounts::{access, keep, only_the_host, settle};
use super::sign_ins::{end_all, hash, secret as new_secret};
use super::{Acting, Work};
use crate::api::AcceptInvitation;
use crate::errors::{ApiError, ErrorCode, Problems, Refusal, Refused, texts};
use crate::operations::{accept_invitation, admins, give};
use crate::people::{
    AccessToken, Account, Grant, GrantState, Invitation, InvitationState, PasswordHash, Role, SetUpLink, User,
    UserState, secret,
};
use crate::permissions::{Action, Resource};
use crate::store::{Filter, GuardKey, Reading, Store, StoreError};
use crate::values::{EmailAddress, Timestamp, UserId};
use serde_json::json;

/// How long the link of the first admin works, in hours.
const HOURS: i64 = 24;

/// The link of the first admin as it was made; the token is not kept anywhere else.
#[derive(Clone)]
pub struct NewSetUpLink {
    /// What to show: 256 random bits.
    pub token: String,
    /// Until when it works.
    pub expires_at: Timestamp,
}

impl std::fmt::Debug for NewSetUpLink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewSetUpLink").field("expires_at", &self.expires_at).finish_non_exhaustive()
    }
}

/// Whom an invitation is for, read without using it.
#[derive(Debug, Clone)]
pub struct Invited {
    /// The person.
    pub user_id: UserId,
    /// The name they were invited under.
    pub display_name: String,
    /// Their address.
    pub email: Option<String>,
    /// Whether they never joined, and so choose a password now; whoever joined before signs in to accept.
    pub is_new: bool,
}

impl Acting {
    /// Whether nobody runs the deployment yet.
    ///
    /// # Errors
    /// `unavailable` when the store does not answer.
    pub async fn first_admin_needed(&self) -> Result<bool, ApiError> {
        let needed = no_admin(self.ecosystem.store()).await;
        needed.map_err(|refusal| self.put(refusal))
    }

    /// Makes the link of the first admin. Nothing while an earlier one works, unless `anew`, which takes that one back.
    ///
    /// # Errors
    /// `conflict` when there is an admin, `forbidden` unless the host asks.
    pub async fn new_set_up_link(&self, anew: bool) -> Result<Option<NewSetUpLink>, ApiError> {
        settle!(self, linked(self, anew))
    }

    /// Whether a set-up token still works, without using it.
    ///
    /// # Errors
    /// `unauthenticated` when it does not.
    pub async fn check_set_up(&self, token: &str) -> Result<(), ApiError> {
        let checked = async {
            only_the_host(self)?;
            set_up_link(self.ecosystem.store(), token, self.ecosystem.now()).await.map(drop)
        };
        checked.await.map_err(|refusal| self.put(refusal))
    }

    /// Makes the first admin by a set-up token, with the hash of a password the host took. It succeeds once, however many try.
    ///
    /// # Errors
    /// `unauthenticated` when the token does not work, `conflict` when there is an admin, `invalid_input` for what was typed,
    /// `forbidden` unless the host asks.
    pub async fn set_up(
        &self,
        token: &str,
        email: &str,
        name: &str,
        password: Option<&PasswordHash>,
    ) -> Result<UserId, ApiError> {
        settle!(self, set_up(self, token, email, name, password))
    }

    /// Whom an invitation is for. It is not used, but one that cannot be used is refused with the reason.
    ///
    /// # Errors
    /// `unauthenticated`, `expired` or `conflict` when it does not work, `forbidden` unless the host asks.
    pub async fn invited(&self, token: &str) -> Result<Invited, ApiError> {
        let found = async {
            only_the_host(self)?;
            invited(self, token).await
        };
        found.await.map_err(|refusal| self.put(refusal))
    }

    /// Accepts an invitation and keeps the hash of a first password, both or neither. Whoever joined before is refused: whoever
    /// made the invitation has seen its token, and must not set the password of somebody who is already there.
    ///
    /// # Errors
    /// As [`Acting::invited`], and `conflict` when the person joined before.
    pub async fn join(&self, token: &str, name: Option<&str>, password: &PasswordHash) -> Result<UserId, ApiError> {
        settle!(self, joined(self, token, name, password))
    }
}

async fn no_admin(store: &dyn Store) -> Refused<bool> {
    let active = Filter::equals("role", Role::Admin)
        .and(Filter::equals("state", GrantState::Active))
        .and(Filter::Empty("programme_id"));
    Ok(store.count_of::<Grant>(active).await? == 0)
}

fn guard() -> GuardKey {
    GuardKey::new("set_up", "all")
}

async fn linked(acting: &Acting, anew: bool) -> Refused<Option<NewSetUpLink>> {
    let mut work = Box::new(Work::begin(acting).await?);
    work.claim(vec![guard(), admins()]).await?;
    let id = work.id();
    work.permit_known::<SetUpLink>(Action::SetUp, id, &Resource::default())?;
    if !no_admin(work.store()).await? {
        return Err(Refusal::conflict(&texts::ALREADY_SET_UP, []));
    }
    let open: Vec<SetUpLink> = work.store().find(Filter::Empty("ended_at")).await?;
    if !anew && open.iter().any(|link| link.expires_at > work.now) {
        return Ok(None);
    }
    for mut link in open {
        link.ended_at = Some(work.now);
        work.changes.update(&link);
    }
    let token = new_secret(&work, "smu_");
    let expires_at = work.now.plus_minutes(HOURS * 60);
    let link = SetUpLink { id, version: 1, hash: hash(&token), created_at: work.now, expires_at, ended_at: None };
    work.changes.insert(&link);
    work.event::<SetUpLink>("set_up.offered", id, None, json!({}));
    work.commit().await?;
    Ok(Some(NewSetUpLink { token, expires_at }))
}

async fn set_up_link(store: &dyn Store, token: &str, now: Timestamp) -> Refused<SetUpLink> {
    let link: Option<SetUpLink> = store.first(Filter::equals("hash", hash(token.trim()))).await?;
    let link = link.filter(|link| link.ended_at.is_none() && link.expires_at > now);
    link.ok_or_else(|| Refusal::said(ErrorCode::Unauthenticated, &texts::BAD_SET_UP, []))
}

async fn set_up(
    acting: &Acting,
    token: &str,
    email: &str,
    name: &str,
    password: Option<&PasswordHash>,
) -> Refused<UserId> {
    let mut work = Box::new(Work::begin(acting).await?);
    let mut problems = Problems::default();
    let address = problems.keep("/email", EmailAddress::parse(email));
    let name = crate::operations::text(&mut problems, "/display_name", name);
    problems.check()?;
    let Some(address) = address else { return Err(Refusal::Bug("an address without a mistake".into())) };
    work.claim(vec![guard(), admins()]).await?;
    if !no_admin(work.store()).await? {
        return Err(Refusal::conflict(&texts::ALREADY_SET_UP, []));
    }
    let mut link = set_up_link(work.store(), token, work.now).await?;
    work.permit_known::<SetUpLink>(Action::SetUp, link.id, &Resource::default())?;
    let user = first_admin(&mut work, &address, &name).await?;
    give(&mut work, user, Role::Admin, None).await?;
    if let Some(password) = password {
        keep(&mut work, user, password).await?;
        end_all(&mut work, user).await?;
    }
    link.ended_at = Some(work.now);
    work.changes.update(&link);
    work.event::<SetUpLink>("set_up.done", link.id, None, json!({ "user_id": user }));
    work.commit().await?;
    Ok(user)
}

/// The person who will be admin: somebody already active under the address, or else somebody new.
async fn first_admin(work: &mut Work<'_>, address: &EmailAddress, name: &str) -> Refused<UserId> {
    let known: Option<User> = work.store().first(Filter::equals("email_key", address.key())).await?;
    let user = match known {
        Some(user) if user.is_active() => user.id,
        Some(_) => {
            return Err(Refusal::conflict(&texts::EMAIL_TAKEN, [("email", address.as_str().into())]));
        }
        None => {
            let mut user = User::new(work.id(), UserState::Active, name, work.locale(), work.now);
            user.set_email(address);
            work.changes.insert(&user);
            user.id
        }
    };
    work.claim(vec![GuardKey::new("roles", user), access(user)]).await?;
    Ok(user)
}

async fn invited(acting: &Acting, token: &str) -> Refused<Invited> {
    let bad = || Refusal::said(ErrorCode::Unauthenticated, &texts::BAD_INVITATION, []);
    let store = acting.ecosystem.store();
    let (id, until) = secret::open(&acting.ecosystem.0.signing_key, token).ok_or_else(bad)?;
    let invitation = store.get::<Invitation>(id).await?.filter(|i| i.expires_at == until).ok_or_else(bad)?;
    if invitation.state == InvitationState::Accepted {
        return Err(Refusal::conflict(&texts::INVITATION_USED, []));
    }
    if invitation.state == InvitationState::Lapsed || until <= acting.ecosystem.now() {
        return Err(Refusal::said(ErrorCode::Expired, &texts::INVITATION_EXPIRED, [("until", until.into())]));
    }
    let user = store.get::<User>(invitation.user_id).await?.ok_or_else(bad)?;
    let account = store.get::<Account>(user.id).await?;
    Ok(Invited {
        user_id: user.id,
        is_new: account.is_none() && never_signed_in(store, &user, &invitation).await?,
        display_name: user.display_name,
        email: user.email,
    })
}

/// Whether an invitation may give a first password. Whoever makes an invitation sees its secret, so it must open nobody's account who is
/// more than what the inviter made of them: somebody who never came, or somebody from a list whose only parts are in the programme of the
/// invitation. People of the embedding host sign in there.
async fn never_signed_in(store: &dyn Store, user: &User, invitation: &Invitation) -> Refused<bool> {
    if user.state == UserState::Invited {
        return Ok(true);
    }
    if user.state != UserState::Active || user.external_id.is_some() || invitation.programme_id.is_none() {
        return Ok(false);
    }
    let held = Filter::equals("user_id", user.id).and(Filter::equals("state", GrantState::Active));
    let held: Vec<Grant> = store.find(held).await?;
    let harmless = |grant: &Grant| {
        let duty = matches!(grant.role, Role::Mentor | Role::Participant | Role::Observer);
        duty && grant.programme_id == invitation.programme_id
    };
    let tokens: Option<AccessToken> = store.first(Filter::equals("user_id", user.id)).await?;
    Ok(tokens.is_none() && held.iter().all(harmless))
}

async fn joined(acting: &Acting, token: &str, name: Option<&str>, password: &PasswordHash) -> Refused<UserId> {
    only_the_host(acting)?;
    let mut work = Box::new(Work::begin(acting).await?);
    let user = invited(acting, token).await?.user_id;
    work.claim(vec![access(user)]).await?;
    // Read after the claim, so that of two who join at once the second is noticed.
    if !invited(acting, token).await?.is_new {
        return Err(Refusal::conflict(&texts::SIGN_IN_FIRST, []));
    }
    let request = AcceptInvitation { token: token.to_owned(), display_name: name.map(str::to_owned) };
    let view = accept_invitation(&mut work, &request).await?;
    work.permit_known::<Account>(Action::KeepPassword, view.id, &Resource::default())?;
    keep(&mut work, view.id, password).await?;
    work.commit().await?;
    Ok(view.id)
}

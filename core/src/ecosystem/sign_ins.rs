//! Browsers in which people are signed in: a secret is given once, only its hash is kept, and it ends by itself.

use super::accounts::{access, only_the_host, settle};
use super::{Acting, Work};
use crate::errors::{ApiError, ErrorCode, Refusal, Refused, texts};
use crate::people::{Account, SignIn, User};
use crate::permissions::{Action, Resource};
use crate::store::{ChangeSet, Filter, Reading, StoreError};
use crate::values::{SignInId, Timestamp, UserId};
use serde_json::json;

/// In how many browsers one person is signed in at once; one more ends the oldest.
const MOST: usize = 20;
/// How exact the time of the last use is, in minutes: not every click writes.
const EXACT: i64 = 1;
/// The longest description of a browser.
const AGENT: usize = 100;

/// How long a sign-in works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignInPolicy {
    /// Minutes without use after which it ends.
    pub idle_minutes: i64,
    /// Minutes after which it ends whatever happens.
    pub most_minutes: i64,
}

impl Default for SignInPolicy {
    /// Half an hour without use, one day in all.
    fn default() -> Self {
        Self { idle_minutes: 30, most_minutes: 24 * 60 }
    }
}

/// A sign-in as it was opened; the secret is not kept anywhere else.
#[derive(Clone)]
pub struct NewSignIn {
    /// Its identity.
    pub id: SignInId,
    /// What the browser sends: 256 random bits.
    pub secret: String,
    /// When it ends whatever happens.
    pub expires_at: Timestamp,
}

impl std::fmt::Debug for NewSignIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewSignIn").field("id", &self.id).field("expires_at", &self.expires_at).finish_non_exhaustive()
    }
}

/// Whom the secret of a browser stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignedInAs {
    /// The sign-in.
    pub sign_in: SignInId,
    /// The person.
    pub user_id: UserId,
}

impl Acting {
    /// Signs a person in whose password the host checked. `checked` is when the password that was checked had been set: when it
    /// changed since, the check counts no longer.
    ///
    /// # Errors
    /// `unauthenticated` when the person may not act or the password changed meanwhile, `forbidden` unless the host asks.
    pub async fn open_sign_in(
        &self,
        user: UserId,
        checked: Timestamp,
        policy: SignInPolicy,
        agent: Option<&str>,
    ) -> Result<NewSignIn, ApiError> {
        settle!(self, opened(self, user, checked, policy, agent))
    }

    /// Whom a secret stands for, and that it was used now. Anybody may ask: whoever knows the secret is that person.
    ///
    /// # Errors
    /// `unauthenticated` when it is unknown, ended, unused for too long or too old, or the person may not act.
    pub async fn user_of_sign_in(&self, secret: &str) -> Result<SignedInAs, ApiError> {
        let found = async {
            let bad = || Refusal::said(ErrorCode::Unauthenticated, &texts::SIGN_IN_ENDED, []);
            let store = self.ecosystem.store();
            let now = self.ecosystem.now();
            let sign_in: Option<SignIn> = store.first(Filter::equals("hash", hash(secret))).await?;
            let mut sign_in = sign_in.filter(|sign_in| sign_in.is_live(now)).ok_or_else(bad)?;
            let user = store.get::<User>(sign_in.user_id).await?.filter(User::is_active).ok_or_else(bad)?;
            if now.minutes_since(sign_in.last_seen_at) >= EXACT {
                sign_in.last_seen_at = now;
                let mut changes = ChangeSet::new();
                changes.update(&sign_in);
                match store.commit(&changes).await {
                    // Another click of the same browser wrote the same, or the sign-in was ended: the next call notices.
                    Ok(()) | Err(StoreError::Conflict(_)) => {}
                    Err(error) => return Err(error.into()),
                }
            }
            Refused::Ok(SignedInAs { sign_in: sign_in.id, user_id: user.id })
        };
        found.await.map_err(|refusal| self.put(refusal))
    }

    /// Ends the sign-in of a secret; an unknown or ended one changes nothing.
    ///
    /// # Errors
    /// `forbidden` unless the host asks.
    pub async fn end_sign_in(&self, secret: &str) -> Result<(), ApiError> {
        settle!(self, ended(self, secret))
    }

    /// Ends every sign-in of a person and tells how many there were.
    ///
    /// # Errors
    /// `not_found` when there is no such person, `forbidden` unless the host asks.
    pub async fn end_all_sign_ins(&self, user: UserId) -> Result<usize, ApiError> {
        settle!(self, all_ended(self, user))
    }

    /// The sign-ins of a person that still work, the oldest first.
    ///
    /// # Errors
    /// `forbidden` unless the host asks.
    pub async fn sign_ins_of(&self, user: UserId) -> Result<Vec<SignIn>, ApiError> {
        let found = async {
            only_the_host(self)?;
            live(self.ecosystem.store(), user, self.ecosystem.now()).await
        };
        found.await.map_err(|refusal| self.put(refusal))
    }
}

async fn opened(
    acting: &Acting,
    user: UserId,
    checked: Timestamp,
    policy: SignInPolicy,
    agent: Option<&str>,
) -> Refused<NewSignIn> {
    let bad = || Refusal::said(ErrorCode::Unauthenticated, &texts::BAD_SIGN_IN, []);
    let mut work = Box::new(Work::begin(acting).await?);
    work.claim(vec![access(user)]).await?;
    let id = work.id();
    work.permit_known::<SignIn>(Action::SignIn, id, &Resource::default())?;
    let person = work.store().get::<User>(user).await?.filter(User::is_active).ok_or_else(bad)?;
    let account = work.store().get::<Account>(user).await?;
    account.filter(|account| account.password_changed_at == checked).ok_or_else(bad)?;
    let open = live(work.store(), user, work.now).await?;
    for mut oldest in open.iter().take((open.len() + 1).saturating_sub(MOST)).cloned() {
        oldest.ended_at = Some(work.now);
        work.changes.update(&oldest);
    }
    let secret = secret(&work, "sms_");
    let agent = agent.map(|text| text.chars().filter(|c| !c.is_control()).take(AGENT).collect::<String>());
    let sign_in = SignIn {
        id,
        version: 1,
        user_id: person.id,
        hash: hash(&secret),
        agent: agent.filter(|text| !text.trim().is_empty()),
        created_at: work.now,
        last_seen_at: work.now,
        idle_minutes: policy.idle_minutes.max(1),
        expires_at: work.now.plus_minutes(policy.most_minutes),
        ended_at: None,
    };
    work.changes.insert(&sign_in);
    work.event::<SignIn>("sign_in.opened", id, None, json!({ "user_id": user }));
    work.commit().await?;
    Ok(NewSignIn { id, secret, expires_at: sign_in.expires_at })
}

async fn ended(acting: &Acting, secret: &str) -> Refused<()> {
    let mut work = Box::new(Work::begin(acting).await?);
    only_the_host(acting)?;
    let found: Option<SignIn> = work.store().first(Filter::equals("hash", hash(secret))).await?;
    let Some(mut sign_in) = found.filter(|sign_in| sign_in.ended_at.is_none()) else { return Ok(()) };
    work.permit_known::<SignIn>(Action::SignIn, sign_in.id, &Resource::default())?;
    sign_in.ended_at = Some(work.now);
    work.changes.update(&sign_in);
    work.event::<SignIn>("sign_in.ended", sign_in.id, None, json!({ "user_id": sign_in.user_id }));
    Ok(work.commit().await?)
}

async fn all_ended(acting: &Acting, user: UserId) -> Refused<usize> {
    let mut work = Box::new(Work::begin(acting).await?);
    work.claim(vec![access(user)]).await?;
    work.load::<User>(user).await?;
    work.permit_known::<Account>(Action::SignIn, user, &Resource::default())?;
    let count = end_all(&mut work, user).await?;
    work.event::<Account>("sign_in.all_ended", user, None, json!({ "user_id": user }));
    work.commit().await?;
    Ok(count)
}

/// Ends what still works; the caller claimed [`access`].
pub(super) async fn end_all(work: &mut Work<'_>, user: UserId) -> Refused<usize> {
    let mut count = 0;
    for mut sign_in in live(work.store(), user, work.now).await? {
        sign_in.ended_at = Some(work.now);
        work.changes.update(&sign_in);
        count += 1;
    }
    Ok(count)
}

async fn live(store: &dyn crate::store::Store, user: UserId, now: Timestamp) -> Refused<Vec<SignIn>> {
    let open = Filter::equals("user_id", user).and(Filter::Empty("ended_at"));
    let mut found: Vec<SignIn> = store.find(open).await?;
    found.retain(|sign_in| sign_in.is_live(now));
    found.sort_by_key(|sign_in| (sign_in.created_at, sign_in.id));
    Ok(found)
}

/// 256 unpredictable bits behind a prefix by which a leaked secret is recognised.
pub(super) fn secret(work: &Work<'_>, prefix: &str) -> String {
    let hex: String = work.random::<32>().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{prefix}{hex}")
}

/// The hash under which a secret is found. It has 256 random bits, so a plain hash gives nothing away.
pub(super) fn hash(secret: &str) -> String {
    blake3::hash(secret.as_bytes()).to_hex().to_string()
}

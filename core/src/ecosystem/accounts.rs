//! Passwords. Only their hashes come here, and only the host may ask: it checks passwords, this keeps what they are checked
//! against, and counts the tries.

use super::sign_ins::end_all;
use super::{Acting, Work};
use crate::errors::{ApiError, ErrorCode, Refusal, Refused, texts};
use crate::people::{Account, PasswordHash, User};
use crate::permissions::{Action, Resource, Who};
use crate::store::{Filter, GuardKey, Reading, StoreError};
use crate::values::{EmailAddress, Timestamp, UserId};
use serde_json::json;

/// How often a change is decided again when somebody else was faster.
pub(super) const ATTEMPTS: u32 = 8;

/// Runs one attempt until nobody else was faster, and puts a refusal into words.
macro_rules! settle {
    ($acting:expr, $attempt:expr) => {{
        let mut attempt = 1;
        loop {
            match $attempt.await {
                Err(Refusal::Store(StoreError::Conflict(_))) if attempt < $crate::ecosystem::accounts::ATTEMPTS => {
                    attempt += 1;
                }
                outcome => break outcome.map_err(|refusal| $acting.put(refusal)),
            }
        }
    }};
}
pub(super) use settle;

/// The account of a person with what matters for signing in.
#[derive(Debug, Clone)]
pub struct AccountOf {
    /// Who it is.
    pub user_id: UserId,
    /// The name they go by.
    pub display_name: String,
    /// Their address as typed.
    pub email: Option<String>,
    /// Whether they may act at all.
    pub is_active: bool,
    /// What their password is checked against; nothing when they have none yet.
    pub password: Option<PasswordHash>,
    /// When the password last changed.
    pub password_changed_at: Option<Timestamp>,
}

/// How often signing in was tried since it last succeeded, this try included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tries(pub i64);

impl Acting {
    /// The account under an e-mail address; nothing when nobody has the address.
    ///
    /// # Errors
    /// `forbidden` unless the host asks.
    pub async fn account_of(&self, email: &str) -> Result<Option<AccountOf>, ApiError> {
        let found = async {
            only_the_host(self)?;
            let Ok(address) = EmailAddress::parse(email) else { return Ok(None) };
            let user: Option<User> = self.ecosystem.store().first(Filter::equals("email_key", address.key())).await?;
            let Some(user) = user else { return Ok(None) };
            describe(self, user).await.map(Some)
        };
        found.await.map_err(|refusal| self.put(refusal))
    }

    /// The account of a person by identity.
    ///
    /// # Errors
    /// `not_found` when there is no such person, `forbidden` unless the host asks.
    pub async fn account_of_user(&self, user: UserId) -> Result<AccountOf, ApiError> {
        let found = async {
            only_the_host(self)?;
            let found = self.ecosystem.store().get::<User>(user).await?;
            describe(self, found.ok_or_else(|| Refusal::not_found::<User>(user))?).await
        };
        found.await.map_err(|refusal| self.put(refusal))
    }

    /// Counts a try to sign in before the password is checked, so that no two tries count as one. Where there is no account the
    /// same kind of write is done elsewhere, so that an answer takes as long.
    ///
    /// # Errors
    /// `conflict` when too many count at once, `forbidden` unless the host asks.
    pub async fn count_try(&self, account: Option<UserId>, email: &str) -> Result<Tries, ApiError> {
        settle!(self, counted(self, account, email))
    }

    /// Forgets the tries counted so far, because one succeeded.
    ///
    /// # Errors
    /// `forbidden` unless the host asks.
    pub async fn clear_tries(&self, user: UserId) -> Result<(), ApiError> {
        settle!(self, cleared(self, user))
    }

    /// Keeps the hash of a new password, forgets the tries counted, and ends every sign-in. `checked` is when the old password that
    /// was checked had been set; the operator, who checks none, leaves it out.
    ///
    /// # Errors
    /// `not_found` when there is no such person, `conflict` when they may not act, `unauthenticated` when the password changed
    /// since it was checked, `forbidden` unless the host asks.
    pub async fn keep_password(
        &self,
        user: UserId,
        password: &PasswordHash,
        checked: Option<Timestamp>,
    ) -> Result<(), ApiError> {
        settle!(self, kept(self, user, password, checked))
    }

    /// Puts a stronger hash of the same password in the place of `old`; does nothing when the password changed meanwhile.
    ///
    /// # Errors
    /// `forbidden` unless the host asks.
    pub async fn renew_hash(&self, user: UserId, old: &PasswordHash, new: &PasswordHash) -> Result<(), ApiError> {
        settle!(self, renewed(self, user, old, new))
    }
}

/// Refuses whoever is not the host, for what is read and not written down.
pub(super) fn only_the_host(acting: &Acting) -> Refused<()> {
    if acting.call.actor == Who::Host { Ok(()) } else { Err(Refusal::forbidden()) }
}

/// The rule: what a password change ends is not opened at the same moment.
pub(super) fn access(user: UserId) -> GuardKey {
    GuardKey::new("access", user)
}

async fn describe(acting: &Acting, user: User) -> Refused<AccountOf> {
    let account = acting.ecosystem.store().get::<Account>(user.id).await?;
    Ok(AccountOf {
        user_id: user.id,
        is_active: user.is_active(),
        display_name: user.display_name,
        email: user.email,
        password_changed_at: account.as_ref().map(|account| account.password_changed_at),
        password: account.map(|account| account.password_hash),
    })
}

async fn counted(acting: &Acting, account: Option<UserId>, email: &str) -> Refused<Tries> {
    only_the_host(acting)?;
    let mut work = Box::new(Work::begin(acting).await?);
    let found = match account {
        Some(user) => work.store().get::<Account>(user).await?,
        None => None,
    };
    let tries = match found {
        Some(mut account) => {
            account.failures = account.failures.saturating_add(1);
            account.failing_since = account.failing_since.or(Some(work.now));
            work.changes.update(&account);
            Tries(account.failures)
        }
        None => {
            let shard = blake3::hash(email.as_bytes()).as_bytes().first().copied().unwrap_or_default();
            work.claim(vec![GuardKey::new("no_account", shard)]).await?;
            Tries(1)
        }
    };
    // Whether a decoy was written matters to nobody.
    match work.commit().await {
        Err(StoreError::Conflict(_)) if account.is_none() => {}
        outcome => outcome?,
    }
    Ok(tries)
}

async fn cleared(acting: &Acting, user: UserId) -> Refused<()> {
    only_the_host(acting)?;
    let mut work = Box::new(Work::begin(acting).await?);
    let mut account = work.load::<Account>(user).await?;
    if account.failures == 0 {
        return Ok(());
    }
    (account.failures, account.failing_since) = (0, None);
    work.changes.update(&account);
    Ok(work.commit().await?)
}

async fn kept(acting: &Acting, user: UserId, password: &PasswordHash, checked: Option<Timestamp>) -> Refused<()> {
    let mut work = Box::new(Work::begin(acting).await?);
    work.claim(vec![access(user)]).await?;
    let person = work.load::<User>(user).await?;
    work.permit_known::<Account>(Action::KeepPassword, user, &Resource::default())?;
    if !person.is_active() {
        return Err(Refusal::conflict(&texts::NOT_JOINED, []));
    }
    if let Some(checked) = checked {
        let account = work.store().get::<Account>(user).await?;
        if account.is_none_or(|account| account.password_changed_at != checked) {
            return Err(Refusal::said(ErrorCode::Unauthenticated, &texts::BAD_SIGN_IN, []));
        }
    }
    keep(&mut work, user, password).await?;
    end_all(&mut work, user).await?;
    Ok(work.commit().await?)
}

/// Keeps a hash, in an account that is made when there is none; the caller asked for the right.
pub(super) async fn keep(work: &mut Work<'_>, user: UserId, password: &PasswordHash) -> Refused<()> {
    let known = work.store().get::<Account>(user).await?;
    let account = Account {
        id: user,
        version: known.as_ref().map_or(1, |account| account.version),
        password_hash: password.clone(),
        password_changed_at: work.now,
        failures: 0,
        failing_since: None,
    };
    match known {
        Some(_) => work.changes.update(&account),
        None => work.changes.insert(&account),
    };
    work.event::<Account>("password.changed", user, None, json!({ "user_id": user }));
    Ok(())
}

async fn renewed(acting: &Acting, user: UserId, old: &PasswordHash, new: &PasswordHash) -> Refused<()> {
    only_the_host(acting)?;
    let mut work = Box::new(Work::begin(acting).await?);
    let mut account = work.load::<Account>(user).await?;
    if account.password_hash != *old {
        return Ok(());
    }
    account.password_hash = new.clone();
    work.changes.update(&account);
    Ok(work.commit().await?)
}

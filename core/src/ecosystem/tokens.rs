//! Bearer tokens: a secret is shown once, and only its hash is kept.

use super::{Acting, Ecosystem, Work};
use crate::errors::{ApiError, ErrorCode, Problems, Refusal, Refused, texts};
use crate::people::{AccessToken, User};
use crate::permissions::{Action, Resource, Who};
use crate::store::{Filter, Reading};
use crate::values::{RangeError, Timestamp, TokenId, UserId};
use serde_json::json;

/// The longest a token may work.
const MOST_DAYS: i64 = 366;

/// A token as it was made; the secret is not kept anywhere else.
#[derive(Debug, Clone)]
pub struct NewToken {
    /// Its identity, by which it is revoked.
    pub id: TokenId,
    /// What to send as `Authorization: Bearer …`: 256 random bits.
    pub secret: String,
    /// Until when it works.
    pub expires_at: Timestamp,
}

impl Acting {
    /// Makes a token that stands for a person. Only the host may: it is the operator who hands tokens out.
    ///
    /// # Errors
    /// `not_found` when there is no such person, `invalid_input` when the label is empty or the days are not 1 to 366.
    pub async fn create_token(&self, user: UserId, label: &str, days: i64) -> Result<NewToken, ApiError> {
        let made = async {
            let mut work = Box::new(Work::begin(self).await?);
            let mut problems = Problems::default();
            let label = crate::operations::text(&mut problems, "/label", label);
            if !(1..=MOST_DAYS).contains(&days) {
                let error = RangeError { value: days, least: 1, most: MOST_DAYS };
                problems.mistake("/days", error);
            }
            problems.check()?;
            let user = work.load::<User>(user).await?;
            let id = work.id();
            work.permit_known::<AccessToken>(Action::CreateToken, id, &Resource::default())?;
            let hex: String = work.random::<32>().iter().map(|byte| format!("{byte:02x}")).collect();
            let secret = format!("sml_{hex}");
            let token = AccessToken {
                id,
                version: 1,
                user_id: user.id,
                label,
                hash: hash(&secret),
                created_at: work.now,
                expires_at: work.now.plus_days(days),
                revoked_at: None,
            };
            work.changes.insert(&token);
            work.event::<AccessToken>("token.created", id, None, json!({ "user_id": user.id }));
            work.commit().await?;
            Ok(NewToken { id, secret, expires_at: token.expires_at })
        };
        made.await.map_err(|refusal| self.put(refusal))
    }

    /// Takes a token back; repeating it changes nothing.
    ///
    /// # Errors
    /// `not_found` when there is no such token.
    pub async fn revoke_token(&self, id: TokenId) -> Result<(), ApiError> {
        let revoked = async {
            let mut work = Box::new(Work::begin(self).await?);
            let mut token = work.load::<AccessToken>(id).await?;
            work.permit_known::<AccessToken>(Action::CreateToken, id, &Resource::default())?;
            if token.revoked_at.is_none() {
                token.revoked_at = Some(work.now);
                work.changes.update(&token);
                work.event::<AccessToken>("token.revoked", id, None, json!({ "user_id": token.user_id }));
                work.commit().await?;
            }
            Refused::Ok(())
        };
        revoked.await.map_err(|refusal| self.put(refusal))
    }

    /// Whom a secret stands for. Anybody may ask: whoever knows the secret is that person. What the handle carries is the
    /// language of a refusal and the name of the call under which a failure is logged.
    ///
    /// # Errors
    /// `unauthenticated` when it is unknown, expired or revoked, or the person may not act.
    pub async fn user_of_token(&self, secret: &str) -> Result<UserId, ApiError> {
        let found = async {
            let bad = || Refusal::said(ErrorCode::Unauthenticated, &texts::BAD_TOKEN, []);
            let store = self.ecosystem.store();
            let token: Option<AccessToken> = store.first(Filter::equals("hash", hash(secret))).await?;
            let now = self.ecosystem.0.clock.now();
            let token = token.filter(|token| token.revoked_at.is_none() && token.expires_at > now).ok_or_else(bad)?;
            let user = store.get::<User>(token.user_id).await?.filter(User::is_active).ok_or_else(bad)?;
            Refused::Ok(user.id)
        };
        found.await.map_err(|refusal| self.put(refusal))
    }
}

impl Ecosystem {
    /// Whom a secret stands for, asked by the host; see [`Acting::user_of_token`].
    ///
    /// # Errors
    /// `unauthenticated` when it is unknown, expired or revoked, or the person may not act.
    pub async fn user_of_token(&self, secret: &str) -> Result<UserId, ApiError> {
        self.acting_as(Who::Host).user_of_token(secret).await
    }
}

/// The hash under which a secret is found. It has 256 random bits, so a plain hash gives nothing away.
fn hash(secret: &str) -> String {
    blake3::hash(secret.as_bytes()).to_hex().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::EnsureUser;
    use crate::audit::{AuditEntry, Event};
    use crate::ecosystem::simulated::{SeededIds, TestClock};
    use crate::people::UserState;
    use crate::store::ChangeSet;
    use crate::values::Locale;
    use pollster::block_on;
    use std::sync::Arc;

    #[test]
    fn a_token_works_until_it_expires_or_is_revoked_and_is_kept_as_a_hash() {
        let clock = Arc::new(TestClock::at(Timestamp::from_micros(0)));
        let ecosystem = Ecosystem::builder().build_with(clock.clone(), Arc::new(SeededIds::new(1)));
        let host = ecosystem.acting_as(Who::Host);
        let user = EnsureUser { external_id: "ana".into(), display_name: "Ana".into(), email: None, locale: None };
        let user = block_on(host.ensure_user(user)).unwrap().id;
        let token = block_on(host.create_token(user, "notebook", 30)).unwrap();
        assert_eq!(token.secret.len(), 68);
        assert_eq!(block_on(ecosystem.user_of_token(&token.secret)).unwrap(), user);
        let kept: AccessToken = block_on(ecosystem.store().get(token.id)).unwrap().unwrap();
        assert!(!format!("{kept:?}").contains(&token.secret));
        assert_eq!(block_on(ecosystem.user_of_token("sml_x")).unwrap_err().code, ErrorCode::Unauthenticated);
        let other = block_on(host.create_token(user, "other", 1)).unwrap();
        block_on(host.revoke_token(other.id)).unwrap();
        assert_eq!(block_on(ecosystem.user_of_token(&other.secret)).unwrap_err().key, "bad_token");
        clock.set(token.expires_at);
        assert_eq!(block_on(ecosystem.user_of_token(&token.secret)).unwrap_err().key, "bad_token");
        let wrong = block_on(host.create_token(user, " ", 0)).unwrap_err();
        assert_eq!(wrong.errors.iter().map(|e| e.path.as_str()).collect::<Vec<_>>(), ["/label", "/days"]);
    }

    #[test]
    fn making_and_revoking_a_token_is_audited_and_told_without_the_secret() {
        let ecosystem = Ecosystem::builder()
            .build_with(Arc::new(TestClock::at(Timestamp::from_micros(0))), Arc::new(SeededIds::new(1)));
        let host = ecosystem.acting_as(Who::Host);
        let ana = EnsureUser { external_id: "ana".into(), display_name: "Ana".into(), email: None, locale: None };
        let ana = block_on(host.ensure_user(ana)).unwrap().id;
        let token = block_on(host.create_token(ana, "notebook", 30)).unwrap();
        block_on(host.revoke_token(token.id)).unwrap();
        block_on(host.revoke_token(token.id)).unwrap();
        let events: Vec<Event> = block_on(ecosystem.store().find(Filter::equals("subject_id", token.id))).unwrap();
        // Both happen at the one moment of the clock, where the order of ids says nothing.
        let mut kinds: Vec<&str> = events.iter().map(|event| event.kind.as_str()).collect();
        kinds.sort_unstable();
        assert_eq!(kinds, ["token.created", "token.revoked"]);
        let audit: Vec<AuditEntry> = block_on(ecosystem.store().find(Filter::equals("subject_id", token.id))).unwrap();
        assert!(audit.len() == 2 && audit.iter().all(|entry| entry.action == "create_token"), "{audit:?}");
        assert!(!format!("{events:?} {audit:?}").contains(&token.secret));
        for other in [Who::User(ana), Who::Nobody] {
            assert!(block_on(ecosystem.acting_as(other).create_token(ana, "more", 1)).is_err(), "{other:?}");
        }
    }

    #[test]
    fn the_token_of_somebody_who_may_not_act_does_not_work() {
        let ecosystem = Ecosystem::builder()
            .build_with(Arc::new(TestClock::at(Timestamp::from_micros(0))), Arc::new(SeededIds::new(1)));
        let host = ecosystem.acting_as(Who::Host);
        let ana = EnsureUser { external_id: "ana".into(), display_name: "Ana".into(), email: None, locale: None };
        let ana = block_on(host.ensure_user(ana)).unwrap().id;
        let token = block_on(host.create_token(ana, "notebook", 30)).unwrap();
        let mut user: User = block_on(ecosystem.store().get(ana)).unwrap().unwrap();
        user.state = UserState::Suspended;
        let mut changes = ChangeSet::new();
        changes.update(&user);
        block_on(ecosystem.store().commit(&changes)).unwrap();
        let refused = block_on(host.in_language(Locale::En).user_of_token(&token.secret)).unwrap_err();
        assert_eq!(
            (refused.key.as_str(), refused.message.as_str()),
            ("bad_token", "the credential does not work or has expired")
        );
    }
}

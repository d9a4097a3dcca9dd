//! The durable readers of the logs: what they make of entries is committed together with how far they came.

use super::Work;
use crate::audit::{Activity, AuditEntry, AuditSeal, Event, seal};
use crate::people::User;
use crate::store::{ChangeSet, Cursor, Filter, Reading, Select, StoreError};
use crate::values::{Id, UserId};
use std::collections::BTreeSet;
use uuid::Uuid;

/// A durable reader.
#[async_trait::async_trait]
pub(crate) trait DurableReader: Send + Sync {
    /// Its name, under which its place is kept.
    fn name(&self) -> &'static str;

    /// Reads the next entries and adds what they lead to; the last place and their number, or nothing when nothing is new.
    async fn read(
        &self,
        work: &Work<'_>,
        after: Cursor,
        limit: u32,
        changes: &mut ChangeSet,
    ) -> Result<Option<(Cursor, i64)>, StoreError>;
}

/// Every durable reader.
pub(crate) static CONSUMERS: &[&dyn DurableReader] = &[&AuditSealer, &ActivityFeed, &AnalyticsRollUps];

/// Seals the audit log in batches: a Merkle root each, chained by heads.
struct AuditSealer;

#[async_trait::async_trait]
impl DurableReader for AuditSealer {
    fn name(&self) -> &'static str {
        "audit_sealer"
    }

    async fn read(
        &self,
        work: &Work<'_>,
        after: Cursor,
        limit: u32,
        changes: &mut ChangeSet,
    ) -> Result<Option<(Cursor, i64)>, StoreError> {
        let found = work.store().follow::<AuditEntry>(after, &Filter::All, limit).await?;
        let Some(last) = found.last().map(|(cursor, _)| *cursor) else { return Ok(None) };
        let newest = Select::of::<AuditSeal>(Filter::All).by(&["number"]).descending().limit(1);
        let before = work.store().select::<AuditSeal>(&newest).await?.pop();
        let digests: Vec<String> = found.iter().map(|(_, entry)| entry.digest.clone()).collect();
        let entries = i64::try_from(digests.len()).unwrap_or(i64::MAX);
        let root = seal::root(&digests);
        let head = seal::head(before.as_ref().map_or("", |seal| seal.head.as_str()), &root, entries);
        changes.insert(&AuditSeal {
            id: work.id(),
            number: before.map_or(1, |seal| seal.number + 1),
            last_cursor: last.to_string(),
            entries,
            root,
            head,
            at: work.now,
        });
        Ok(Some((last, entries)))
    }
}

/// Tells every person what concerns them.
struct ActivityFeed;

#[async_trait::async_trait]
impl DurableReader for ActivityFeed {
    fn name(&self) -> &'static str {
        "activity_feed"
    }

    async fn read(
        &self,
        work: &Work<'_>,
        after: Cursor,
        limit: u32,
        changes: &mut ChangeSet,
    ) -> Result<Option<(Cursor, i64)>, StoreError> {
        let found = work.store().follow::<Event>(after, &Filter::All, limit).await?;
        let Some(last) = found.last().map(|(cursor, _)| *cursor) else { return Ok(None) };
        let entries = i64::try_from(found.len()).unwrap_or(i64::MAX);
        for (_, event) in found {
            for user_id in concerned(&event) {
                changes.insert(&Activity {
                    id: work.id(),
                    user_id,
                    event_id: event.id,
                    kind: event.kind.clone(),
                    subject_kind: event.subject_kind.clone(),
                    subject_id: event.subject_id,
                    programme_id: event.programme_id,
                    actor_id: event.actor_id,
                    at: event.at,
                });
            }
        }
        Ok(Some((last, entries)))
    }
}

/// The name under which the place of the roll-ups is kept.
pub(crate) const ANALYTICS: &str = "analytics_rollups";

/// Keeps the states of the analytics.
struct AnalyticsRollUps;

#[async_trait::async_trait]
impl DurableReader for AnalyticsRollUps {
    fn name(&self) -> &'static str {
        ANALYTICS
    }

    async fn read(
        &self,
        work: &Work<'_>,
        after: Cursor,
        limit: u32,
        changes: &mut ChangeSet,
    ) -> Result<Option<(Cursor, i64)>, StoreError> {
        let found = work.store().follow::<Event>(after, &Filter::All, limit).await?;
        let Some(last) = found.last().map(|(cursor, _)| *cursor) else { return Ok(None) };
        let events: Vec<Event> = found.into_iter().map(|(_, event)| event).collect();
        crate::analytics::ledger::keep(work, &events, changes).await?;
        Ok(Some((last, i64::try_from(events.len()).unwrap_or(i64::MAX))))
    }
}

/// Whom an event concerns: who did it, whom it names, whom it happened to.
fn concerned(event: &Event) -> BTreeSet<UserId> {
    let named = ["user_id", "mentor_id", "mentee_id"].into_iter().filter_map(|name| {
        let text = event.data.0.get(name)?.as_str()?;
        text.parse::<Uuid>().ok().map(UserId::from_uuid)
    });
    let keyed_by_person = [super::kind_of::<User>(), super::kind_of::<crate::people::AllyProfile>()];
    let subject = keyed_by_person.contains(&event.subject_kind).then(|| UserId::from_uuid(event.subject_id.0));
    named.chain(event.actor_id).chain(subject).collect()
}

//! Letting the durable readers do their work.

use crate::api::{CatchUp, CatchUpView, ConsumerView};
use crate::audit::{AuditEntry, Consumer};
use crate::ecosystem::{CONSUMERS, DurableReader, Work};
use crate::errors::Refused;
use crate::permissions::{Action, Resource};
use crate::store::{ChangeSet, Cursor, Filter, Reading, StoreError};
use crate::values::Id;
use uuid::Uuid;

/// How many entries a reader deals with in one commit.
const BATCH: u32 = 500;

pub(crate) async fn catch_up(work: &mut Work<'_>, _request: &CatchUp) -> Refused<CatchUpView> {
    work.permit_known::<AuditEntry>(Action::CatchUp, Id::from_uuid(Uuid::nil()), &Resource::default())?;
    let mut consumers = Vec::new();
    for reader in CONSUMERS {
        let mut handled = 0;
        loop {
            match step(work, *reader).await {
                Ok(0) => break,
                Ok(entries) => handled += entries,
                // Another process runs the same reader: go on from where it came to.
                Err(StoreError::Conflict(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
        consumers.push(ConsumerView { name: reader.name().to_owned(), handled });
    }
    // The right to catch up is no change by itself; an entry for each call would keep the sealer busy for ever.
    work.forget();
    Ok(CatchUpView { consumers })
}

/// Deals with the next entries: what they lead to and how far the reader came are one commit.
async fn step(work: &Work<'_>, reader: &dyn DurableReader) -> Result<i64, StoreError> {
    let store = work.store();
    let known: Option<Consumer> = store.first(Filter::equals("name", reader.name().to_owned())).await?;
    let after = match &known {
        None => Cursor::START,
        Some(consumer) => consumer.cursor.parse().map_err(|_| StoreError::Corrupt {
            table: <Consumer as crate::store::Entity>::TABLE.name,
            row: consumer.id.uuid(),
            column: "cursor",
        })?,
    };
    let mut changes = ChangeSet::new();
    let Some((cursor, entries)) = reader.read(work, after, BATCH, &mut changes).await? else { return Ok(0) };
    match known {
        Some(mut consumer) => {
            consumer.cursor = cursor.to_string();
            changes.update(&consumer);
        }
        None => {
            let cursor = cursor.to_string();
            changes.insert(&Consumer { id: work.id(), version: 1, name: reader.name().to_owned(), cursor });
        }
    }
    store.commit(&changes).await?;
    Ok(entries)
}

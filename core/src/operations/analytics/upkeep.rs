//! Folding the log anew, and comparing what is kept with it.

use crate::analytics::ledger::Ledger;
use crate::api::{AnalyticsStateView, RebuildAnalytics, VerifyAnalytics};
use crate::audit::{Consumer, Event};
use crate::ecosystem::{ANALYTICS, Work};
use crate::errors::Refused;
use crate::permissions::{Action, Resource};
use crate::store::{ChangeSet, Cursor, Entity, Filter, Reading, StoreError};
use crate::values::Id;
use uuid::Uuid;

/// So many differing states are named.
const NAMED: usize = 100;
/// How often a rebuild begins again because somebody else wrote meanwhile.
const ATTEMPTS: u32 = 8;

/// How far the kept states have come.
pub(super) async fn kept_to(work: &Work<'_>) -> Result<(Cursor, Option<Consumer>), StoreError> {
    let known: Option<Consumer> = work.store().first(Filter::equals("name", ANALYTICS.to_owned())).await?;
    let cursor = match &known {
        None => Cursor::START,
        Some(consumer) => consumer.cursor.parse().map_err(|_| StoreError::Corrupt {
            table: Consumer::TABLE.name,
            row: consumer.id.uuid(),
            column: "cursor",
        })?,
    };
    Ok((cursor, known))
}

fn permit(work: &mut Work<'_>) -> Refused<()> {
    work.permit_known::<Event>(Action::KeepAnalytics, Id::from_uuid(Uuid::nil()), &Resource::default())
}

pub(crate) async fn rebuild_analytics(work: &mut Work<'_>, _request: &RebuildAnalytics) -> Refused<AnalyticsStateView> {
    permit(work)?;
    // As with catching up: the right alone is no change.
    work.forget();
    let mut attempt = 0;
    loop {
        attempt += 1;
        match rebuild(work).await {
            Err(StoreError::Conflict(_)) if attempt < ATTEMPTS => {}
            outcome => return Ok(outcome?),
        }
    }
}

async fn rebuild(work: &Work<'_>) -> Result<AnalyticsStateView, StoreError> {
    let store = work.store();
    let (_, known) = kept_to(work).await?;
    let kept = Ledger::kept(store).await?;
    let told = |events: u64| work.progress(format_args!("folding {events}"));
    let (folded, end) = Ledger::folded(store, None, &told).await?;
    let mut changes = ChangeSet::new();
    folded.replace_kept(work, &mut changes).await?;
    match known {
        Some(consumer) => changes.update(&Consumer { cursor: end.to_string(), ..consumer }),
        None => {
            let (name, cursor) = (ANALYTICS.to_owned(), end.to_string());
            changes.insert(&Consumer { id: work.id(), version: 1, name, cursor })
        }
    };
    work.progress("writing");
    store.commit(&changes).await?;
    // What is kept may be behind the log without being wrong; that is no difference to mend.
    let differing = if kept.events == folded.events { folded.differences(&kept) } else { Vec::new() };
    Ok(view(&folded, differing))
}

pub(crate) async fn verify_analytics(work: &mut Work<'_>, _request: &VerifyAnalytics) -> Refused<AnalyticsStateView> {
    permit(work)?;
    let store = work.store();
    let (to, _) = kept_to(work).await?;
    let kept = Ledger::kept(store).await?;
    let told = |events: u64| work.progress(format_args!("folding {events}"));
    let (folded, _) = Ledger::folded(store, Some(to), &told).await?;
    let differing = folded.differences(&kept);
    Ok(view(&kept, differing))
}

fn view(ledger: &Ledger, mut differing: Vec<String>) -> AnalyticsStateView {
    differing.truncate(NAMED);
    let digest: String = ledger.book.digest().iter().map(|byte| format!("{byte:02x}")).collect();
    AnalyticsStateView {
        events: i64::try_from(ledger.events).unwrap_or(i64::MAX),
        states: i64::try_from(ledger.book.keys().count()).unwrap_or(i64::MAX),
        digest,
        differing,
    }
}

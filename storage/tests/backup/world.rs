//! A small ecosystem in which something of every kind has happened.

use libtest_mimic::Failed;
use semillero_core::audit::{AuditEntry, Event};
use semillero_core::ecosystem::Ecosystem;
use semillero_core::permissions::Who;
use semillero_core::store::{Cursor, Filter, Reading, Row, Select, Store, schema::TABLES};
use semillero_core::testing::scenario::{Library, play, read_all};
use semillero_core::values::Timestamp;
use semillero_core::{CatchUp, CreateProgramme, EnsureUser};
use semillero_storage::backup::{BackupError, Report};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// When every backup of these tests is taken and restored.
pub(crate) fn now() -> Timestamp {
    "2026-05-04T12:00:00Z".parse().expect("a moment")
}

pub(crate) async fn opened(url: &str) -> Result<Arc<dyn Store>, Failed> {
    semillero_storage::migrate(url).await?;
    Ok(semillero_storage::open(url).await?)
}

pub(crate) async fn backup(url: &str, file: &Path) -> Result<Report, BackupError> {
    semillero_storage::backup::backup(url, file, now(), &mut |_| {}).await
}

pub(crate) async fn restore(url: &str, file: &Path) -> Result<Report, BackupError> {
    restore_at(now(), url, file).await
}

pub(crate) async fn restore_at(now: Timestamp, url: &str, file: &Path) -> Result<Report, BackupError> {
    semillero_storage::backup::restore(url, file, now, &mut |_| {}).await
}

/// Sessions were booked and held, and some of the events are read and sealed.
pub(crate) async fn lived_in(store: Arc<dyn Store>) -> Result<(), Failed> {
    played("sessions", store).await
}

/// A scenario has been played, and some of the events are read and sealed.
pub(crate) async fn played(name: &str, store: Arc<dyn Store>) -> Result<(), Failed> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/tests/scenarios");
    let scenarios = read_all(&folder)?;
    let (_, scenario) = scenarios.iter().find(|(known, _)| known == name).ok_or("no such scenario")?;
    play(scenario, &mut Library::over(store.clone())).await?;
    caught_up(&store).await?;
    happens(&store, 7).await?;
    caught_up(&store).await?;
    happens(&store, 5).await
}

pub(crate) async fn happens(store: &Arc<dyn Store>, times: usize) -> Result<(), Failed> {
    let host = Ecosystem::builder().store(store.clone()).build().acting_as(Who::Host);
    for _ in 0..times {
        let name = host.ecosystem().new_request_id();
        let user = EnsureUser { external_id: name.clone(), display_name: "Ñandú".into(), email: None, locale: None };
        host.ensure_user(user).await?;
        host.create_programme(CreateProgramme { name: "Raíces".into(), summary: None }).await?;
    }
    Ok(())
}

/// How many entries each reader dealt with.
pub(crate) async fn caught_up(store: &Arc<dyn Store>) -> Result<BTreeMap<String, i64>, Failed> {
    let host = Ecosystem::builder().store(store.clone()).build().acting_as(Who::Host);
    let caught = host.catch_up(CatchUp {}).await?;
    Ok(caught.consumers.into_iter().map(|reader| (reader.name, reader.handled)).collect())
}

/// Every row of every table but those that hold cursors.
pub(crate) async fn rows(store: &Arc<dyn Store>) -> Result<BTreeMap<&'static str, Vec<Row>>, Failed> {
    let mut all = BTreeMap::new();
    for table in TABLES.iter().filter(|table| !["consumers", "audit_seals"].contains(&table.name)) {
        let select = Select { table, filter: Filter::All, ..Select::of::<Event>(Filter::All) };
        all.insert(table.name, store.rows(&select).await?);
    }
    Ok(all)
}

/// Events and audit entries behind a cursor, in the order of commits.
pub(crate) async fn order(store: &Arc<dyn Store>, after: Cursor) -> Result<(Vec<String>, Vec<String>), Failed> {
    let events = store.follow::<Event>(after, &Filter::All, 100_000).await?;
    let entries = store.follow::<AuditEntry>(after, &Filter::All, 100_000).await?;
    let events = events.into_iter().map(|(_, event)| event.id.to_string()).collect();
    Ok((events, entries.into_iter().map(|(_, entry)| entry.id.to_string()).collect()))
}

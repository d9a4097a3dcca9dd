//! From the log of events to the book of states and back: kept step by step, read whole, folded anew.

use super::facts::{Beside, Ordinals, facts_of};
use super::kept::{Pseudonym, RollUp};
use crate::audit::{Event, Subject};
use crate::ecosystem::Work;
use crate::store::{ChangeSet, Cursor, Entity, Filter, Reading, Select, Store, StoreError};
use crate::values::{Id, PseudonymId, RollUpId};
use semillero_analytics::{Book, Fact, Family, Key};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Under which family the number of events in the states is kept, beside the states themselves.
const META: &str = "meta";
/// How many events are read at once.
const BATCH: u32 = 2_000;

/// A book, and whom its numbers stand for.
pub(crate) struct Ledger {
    /// The states.
    pub(crate) book: Book,
    /// The numbers.
    pub(crate) ordinals: Ordinals,
    /// How many events are in it.
    pub(crate) events: u64,
}

/// The identity of a kept state.
fn id_of(family: &str, name: &str, part: u32, bucket: i32) -> RollUpId {
    let mut hasher = blake3::Hasher::new_derive_key("semillero 2026 roll-up");
    hasher.update(format!("{family}\n{part}\n{bucket}\n{name}").as_bytes());
    let mut bytes = [0; 16];
    hasher.finalize_xof().fill(&mut bytes);
    RollUpId::from_uuid(Uuid::from_bytes(bytes))
}

fn id_of_key(key: &Key) -> RollUpId {
    id_of(key.family.as_str(), &key.name, key.part, key.bucket)
}

fn corrupt(row: &RollUp) -> StoreError {
    StoreError::Corrupt { table: RollUp::TABLE.name, row: row.id.uuid(), column: "state" }
}

/// The key of a kept state; nothing for what is kept beside them.
fn key_of(row: &RollUp) -> Result<Option<Key>, StoreError> {
    if row.family == META {
        return Ok(None);
    }
    let family = Family::named(&row.family).ok_or_else(|| corrupt(row))?;
    let part = u32::try_from(row.part).map_err(|_| corrupt(row))?;
    let bucket = i32::try_from(row.bucket).map_err(|_| corrupt(row))?;
    Ok(Some(Key { family, name: row.name.clone(), part, bucket }))
}

fn put(book: &mut Book, row: &RollUp) -> Result<(), StoreError> {
    match key_of(row)? {
        Some(key) if !row.state.is_empty() => book.take_row(&key, &row.state).map_err(|_| corrupt(row)),
        _ => Ok(()),
    }
}

/// How many events are in the kept states.
async fn counted(store: &dyn Store) -> Result<(u64, Option<RollUp>), StoreError> {
    let row = store.get::<RollUp>(id_of(META, "events", 0, 0)).await?;
    let count = row.as_ref().and_then(|row| row.state.as_slice().try_into().ok()).map_or(0, u64::from_le_bytes);
    Ok((count, row))
}

/// The numbers of some things, and the first number that nobody has.
async fn numbered(store: &dyn Store, ids: Option<BTreeSet<Uuid>>) -> Result<Ordinals, StoreError> {
    let filter = match ids {
        None => Filter::All,
        Some(ids) => Filter::any_of("subject_id", ids.into_iter().map(Subject)),
    };
    let found: Vec<Pseudonym> = store.find(filter).await?;
    let last = Select::of::<Pseudonym>(Filter::All).by(&["ordinal"]).descending().limit(1);
    let last = store.select::<Pseudonym>(&last).await?.pop();
    let number = |row: &Pseudonym| u32::try_from(row.ordinal).unwrap_or(u32::MAX);
    let known = found.iter().filter_map(|row| Some((row.subject_id?.0, number(row)))).collect();
    Ok(Ordinals::new(known, last.map_or(0, |row| number(&row).saturating_add(1))))
}

/// Adds the next events to the kept states, within one change set: the states that they touch and the numbers given out.
pub(crate) async fn keep(work: &Work<'_>, events: &[Event], changes: &mut ChangeSet) -> Result<(), StoreError> {
    let store = work.store();
    let (first, count_row) = counted(store).await?;
    let beside = Beside::read(store, events).await?;
    // Once without knowing anybody, to learn whom the facts speak of.
    let mut strangers = Ordinals::default();
    facts_of(events, first, &mut strangers, &beside);
    let ids = strangers.given_out().iter().map(|(id, _)| *id).collect();
    let mut ordinals = numbered(store, Some(ids)).await?;
    let facts = facts_of(events, first, &mut ordinals, &beside);
    for (id, ordinal) in ordinals.given_out() {
        let (ordinal, subject_id) = (i64::from(*ordinal), Some(Subject(*id)));
        changes.insert(&Pseudonym { id: work.id::<PseudonymId>(), version: 1, ordinal, subject_id });
    }
    let keys: BTreeSet<Key> = facts.iter().flat_map(Key::of).collect();
    let mut rows: BTreeMap<RollUpId, RollUp> = BTreeMap::new();
    let mut book = Book::default();
    for row in store.find::<RollUp>(Filter::any_of("id", keys.iter().map(id_of_key))).await? {
        put(&mut book, &row)?;
        rows.insert(row.id, row);
    }
    facts.iter().for_each(|fact| book.apply(fact));
    for key in &keys {
        let Some(state) = book.row(key) else { continue };
        write(changes, rows.remove(&id_of_key(key)), key, state);
    }
    let events = first.saturating_add(u64::try_from(events.len()).unwrap_or(u64::MAX));
    write_count(changes, count_row, events);
    Ok(())
}

fn write(changes: &mut ChangeSet, before: Option<RollUp>, key: &Key, state: Vec<u8>) {
    match before {
        Some(row) if row.state == state => {}
        Some(row) => {
            changes.update(&RollUp { state, ..row });
        }
        None => {
            changes.insert(&RollUp {
                id: id_of_key(key),
                version: 1,
                family: key.family.as_str().to_owned(),
                name: key.name.clone(),
                part: i64::from(key.part),
                bucket: i64::from(key.bucket),
                state,
            });
        }
    }
}

fn write_count(changes: &mut ChangeSet, before: Option<RollUp>, events: u64) {
    let state = events.to_le_bytes().to_vec();
    match before {
        Some(row) => changes.update(&RollUp { state, ..row }),
        None => changes.insert(&RollUp {
            id: id_of(META, "events", 0, 0),
            version: 1,
            family: META.to_owned(),
            name: "events".to_owned(),
            part: 0,
            bucket: 0,
            state,
        }),
    };
}

impl Ledger {
    /// What is kept, and every event after it: an answer is never behind the log, and where nothing is kept the log alone gives it.
    pub(crate) async fn read(store: &dyn Store, kept_to: Cursor) -> Result<Self, StoreError> {
        let mut ledger = Self::kept(store).await?;
        ledger.follow(store, kept_to, None, &|_| ()).await?;
        Ok(ledger)
    }

    /// What is kept.
    pub(crate) async fn kept(store: &dyn Store) -> Result<Self, StoreError> {
        let mut book = Book::default();
        for row in store.find::<RollUp>(Filter::All).await? {
            put(&mut book, &row)?;
        }
        Ok(Self { book, ordinals: numbered(store, None).await?, events: counted(store).await?.0 })
    }

    /// The whole log, up to a place if one is given, folded anew, with the numbers as they were given out.
    pub(crate) async fn folded(
        store: &dyn Store,
        to: Option<Cursor>,
        told: &(dyn Fn(u64) + Sync),
    ) -> Result<(Self, Cursor), StoreError> {
        let ordinals = numbered(store, None).await?;
        let mut ledger = Self { book: Book::default(), ordinals, events: 0 };
        let end = ledger.follow(store, Cursor::START, to, told).await?;
        Ok((ledger, end))
    }

    /// Takes the events after a place in; the place of the last.
    async fn follow(
        &mut self,
        store: &dyn Store,
        mut after: Cursor,
        to: Option<Cursor>,
        told: &(dyn Fn(u64) + Sync),
    ) -> Result<Cursor, StoreError> {
        loop {
            let found = store.follow::<Event>(after, &Filter::All, BATCH).await?;
            let wanted = found.into_iter().filter(|(cursor, _)| to.is_none_or(|to| *cursor <= to));
            let (cursors, events): (Vec<Cursor>, Vec<Event>) = wanted.unzip();
            let Some(last) = cursors.last() else { return Ok(after) };
            after = *last;
            let beside = Beside::read(store, &events).await?;
            let facts: Vec<Fact> = facts_of(&events, self.events, &mut self.ordinals, &beside);
            facts.iter().for_each(|fact| self.book.apply(fact));
            self.events = self.events.saturating_add(u64::try_from(events.len()).unwrap_or(u64::MAX));
            told(self.events);
        }
    }

    /// Writes this book over what is kept. A state without facts is left empty, since no row is ever taken out.
    pub(crate) async fn replace_kept(&self, work: &Work<'_>, changes: &mut ChangeSet) -> Result<(), StoreError> {
        let store = work.store();
        let mut rows: BTreeMap<RollUpId, RollUp> = BTreeMap::new();
        let mut count_row = None;
        for row in store.find::<RollUp>(Filter::All).await? {
            match key_of(&row)? {
                Some(_) => drop(rows.insert(row.id, row)),
                None => count_row = Some(row),
            }
        }
        for (key, state) in self.book.rows() {
            write(changes, rows.remove(&id_of_key(&key)), &key, state);
        }
        for row in rows.into_values().filter(|row| !row.state.is_empty()) {
            changes.update(&RollUp { state: Vec::new(), ..row });
        }
        for (id, ordinal) in self.ordinals.given_out() {
            let (ordinal, subject_id) = (i64::from(*ordinal), Some(Subject(*id)));
            changes.insert(&Pseudonym { id: work.id::<PseudonymId>(), version: 1, ordinal, subject_id });
        }
        write_count(changes, count_row, self.events);
        Ok(())
    }

    /// The kept states that differ from these: by name of the state, in the order of keys.
    pub(crate) fn differences(&self, kept: &Self) -> Vec<String> {
        let rows = |book: &Book| -> BTreeMap<Key, Vec<u8>> { book.rows().collect() };
        let (mine, theirs) = (rows(&self.book), rows(&kept.book));
        let keys: BTreeSet<&Key> = mine.keys().chain(theirs.keys()).collect();
        let named = |key: &Key| format!("{}/{}/{}/{}", key.family.as_str(), key.name, key.part, key.bucket);
        keys.into_iter().filter(|key| mine.get(*key) != theirs.get(*key)).map(named).collect()
    }
}

//! The store that keeps everything in memory: the reference for the others, and enough for a test or a notebook.

mod evaluate;
mod index;
#[cfg(test)]
mod tests;

pub(crate) use evaluate::passes_alone;

use super::{
    ChangeSet, Cursor, Direction, Filter, GuardKey, Keeping, LogPage, Place, Row, Select, Store, StoreError, Table,
    Value, Write,
};
use evaluate::{Tables, compare_places, passes};
use index::Index;
use std::collections::{BTreeMap, HashMap};
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use uuid::Uuid;

/// Keeps everything in memory, under one lock.
#[derive(Default)]
pub struct MemoryStore(RwLock<State>);

#[derive(Default)]
struct State {
    tables: Tables,
    /// The rows of each log in the order of commits.
    logs: HashMap<&'static str, Vec<Uuid>>,
    guards: HashMap<GuardKey, i64>,
    /// Which row holds each unique value.
    unique: HashMap<(&'static str, usize, String), Uuid>,
    index: Index,
}

impl MemoryStore {
    /// An empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    // A panic while the lock is held cannot leave half a change set: `apply` runs only after every check.
    fn read(&self) -> RwLockReadGuard<'_, State> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, State> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait::async_trait]
impl Store for MemoryStore {
    async fn row(&self, table: &'static Table, id: Uuid) -> Result<Option<Row>, StoreError> {
        Ok(self.read().tables.get(table.name).and_then(|rows| rows.get(&id)).cloned())
    }

    async fn rows(&self, select: &Select) -> Result<Vec<Row>, StoreError> {
        let state = self.read();
        let mut found: Vec<(Place, &Row)> = state
            .passing(select.table, &select.filter)
            .into_iter()
            .map(|row| (super::place_of(select, row), row))
            .filter(|(place, _)| {
                select.after.as_ref().is_none_or(|after| compare_places(select.direction, place, after).is_gt())
            })
            .collect();
        found.sort_by(|(a, _), (b, _)| compare_places(select.direction, a, b));
        let limit = select.limit.map_or(usize::MAX, |limit| limit as usize);
        Ok(found.into_iter().take(limit).map(|(_, row)| row.clone()).collect())
    }

    async fn count(&self, table: &'static Table, filter: &Filter) -> Result<u64, StoreError> {
        Ok(self.read().passing(table, filter).len() as u64)
    }

    async fn guards(&self, guards: &[GuardKey]) -> Result<Vec<i64>, StoreError> {
        let state = self.read();
        Ok(guards.iter().map(|guard| state.guards.get(guard).copied().unwrap_or(0)).collect())
    }

    async fn log(
        &self,
        table: &'static Table,
        after: Cursor,
        filter: &Filter,
        limit: u32,
    ) -> Result<LogPage, StoreError> {
        let state = self.read();
        let (Some(order), Some(rows)) = (state.logs.get(table.name), state.tables.get(table.name)) else {
            return Ok(LogPage::default());
        };
        let prepared = state.prepare(filter);
        let skip = usize::try_from(after.sequence).unwrap_or(usize::MAX);
        let page = order
            .iter()
            .enumerate()
            .skip(skip)
            .filter_map(|(at, id)| Some((at, rows.get(id)?)))
            .filter(|(_, row)| passes(table, row, &prepared))
            .take(limit as usize)
            .map(|(at, row)| (Cursor { sequence: at as i64 + 1, ..Cursor::START }, row.clone()))
            .collect();
        Ok(LogPage { rows: page })
    }

    async fn commit(&self, changes: &ChangeSet) -> Result<(), StoreError> {
        let mut state = self.write();
        let taken = state.check(changes)?;
        state.apply(changes, taken);
        Ok(())
    }

    async fn check(&self) -> Result<(), StoreError> {
        Ok(())
    }
}

/// A unique value and the row that takes it.
type Taken = HashMap<(&'static str, usize, String), Uuid>;

impl State {
    /// The rows of a table that pass a filter.
    fn passing(&self, table: &'static Table, filter: &Filter) -> Vec<&Row> {
        let Some(rows) = self.tables.get(table.name) else { return Vec::new() };
        let prepared = self.prepare(filter);
        match self.index.candidates(table, &prepared) {
            Some(ids) => {
                let rows = ids.iter().filter_map(|id| rows.get(id));
                rows.filter(|row| passes(table, row, &prepared)).collect()
            }
            None => rows.values().filter(|row| passes(table, row, &prepared)).collect(),
        }
    }

    /// Resolves what a filter asks of other tables, so that it can be tried row by row.
    fn prepare(&self, filter: &Filter) -> Filter {
        evaluate::prepare(filter, &|table, column, inner| {
            let at = table.position(column);
            self.passing(table, inner).into_iter().filter_map(|row| row.get(at?).cloned()).collect()
        })
    }

    /// Finds out whether everything can be written, and which unique values it takes.
    fn check(&self, changes: &ChangeSet) -> Result<Taken, StoreError> {
        let conflict = |what: String| Err(StoreError::Conflict(what));
        for claim in changes.sorted_claims() {
            if self.guards.get(&claim.guard).copied().unwrap_or(0) != claim.expected {
                return conflict(format!("guard {}:{}", claim.guard.kind, claim.guard.key));
            }
        }
        let mut taken = Taken::new();
        let mut new_ids = std::collections::HashSet::new();
        for (table, write) in changes.writes() {
            let (row, id) = match write {
                Write::Insert(row) | Write::Update(row) => (row, super::id_of(row)),
            };
            let kept = self.tables.get(table.name).and_then(|rows| rows.get(&id));
            match write {
                Write::Insert(_) if kept.is_some() || !new_ids.insert((table.name, id)) => {
                    return conflict(format!("{} {id} exists", table.name));
                }
                Write::Update(_) if version(table, kept) != version(table, Some(row)) => {
                    return conflict(format!("{} {id}", table.name));
                }
                _ => {}
            }
            for (at, columns) in table.unique.iter().enumerate() {
                let Some(value) = unique_value(table, row, columns) else { continue };
                let place = (table.name, at, value);
                let holder = taken.get(&place).or_else(|| self.unique.get(&place));
                if holder.is_some_and(|holder| *holder != id) {
                    return conflict(format!("{}.{} is taken", table.name, columns.join("+")));
                }
                taken.insert(place, id);
            }
        }
        Ok(taken)
    }

    /// Writes what [`State::check`] allowed.
    fn apply(&mut self, changes: &ChangeSet, taken: Taken) {
        for claim in changes.sorted_claims() {
            *self.guards.entry(claim.guard.clone()).or_default() += 1;
        }
        for (table, row) in changes.updates() {
            self.forget(table, super::id_of(row));
            let mut next = row.clone();
            if let Some(Value::Int(version)) = next.get_mut(1) {
                *version += 1;
            }
            self.index.add(table, &next);
            self.tables.entry(table.name).or_default().insert(super::id_of(row), next);
        }
        for (table, rows) in changes.inserts() {
            for row in rows {
                let id = super::id_of(row);
                if table.keeping == Keeping::Log {
                    self.logs.entry(table.name).or_default().push(id);
                }
                self.index.add(table, row);
                self.tables.entry(table.name).or_default().insert(id, row.clone());
            }
        }
        self.unique.extend(taken);
    }

    /// Takes a row that is about to change out of what it is found by.
    fn forget(&mut self, table: &'static Table, id: Uuid) {
        let Some(row) = self.tables.get(table.name).and_then(|rows: &BTreeMap<Uuid, Row>| rows.get(&id)) else {
            return;
        };
        self.index.remove(table, row);
        for (at, columns) in table.unique.iter().enumerate() {
            if let Some(value) = unique_value(table, row, columns) {
                self.unique.remove(&(table.name, at, value));
            }
        }
    }
}

/// The version in a row of a versioned table; -1 when there is no row.
fn version(table: &Table, row: Option<&Row>) -> i64 {
    match (table.keeping, row.and_then(|row| row.get(1))) {
        (Keeping::Versioned, Some(Value::Int(version))) => *version,
        _ => -1,
    }
}

/// The values of some columns as one text; nothing when one is empty.
fn unique_value(table: &Table, row: &Row, columns: &[&str]) -> Option<String> {
    let mut text = String::new();
    for column in columns {
        let value = row.get(table.position(column)?)?;
        if value.is_null() {
            return None;
        }
        text.push_str(&format!("{value:?}\u{0}"));
    }
    Some(text)
}

impl Direction {
    /// An order, turned round when the greatest comes first.
    pub(crate) fn apply(self, order: std::cmp::Ordering) -> std::cmp::Ordering {
        match self {
            Self::Ascending => order,
            Self::Descending => order.reverse(),
        }
    }
}

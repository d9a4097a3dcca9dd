//! What one decision changes: written whole or not at all.

use super::{Entity, Row, Table};
use std::collections::BTreeSet;
use uuid::Uuid;

/// The name of a rule over several rows, such as the seats of one ally.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GuardKey {
    /// Which rule.
    pub kind: &'static str,
    /// Whose.
    pub key: String,
}

impl GuardKey {
    /// Names a guard.
    pub fn new(kind: &'static str, key: impl std::fmt::Display) -> Self {
        Self { kind, key: key.to_string() }
    }
}

/// A guard as it was read before the rows it protects. A commit whose claim is outdated is a conflict.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Claim {
    /// The guard.
    pub guard: GuardKey,
    /// The version that was read; 0 when nobody claimed it before.
    pub expected: i64,
}

/// One row to write.
#[derive(Debug, Clone, PartialEq)]
pub enum Write {
    /// A new row.
    Insert(Row),
    /// A changed row: the version to find is the one in the row; the store writes the next one.
    Update(Row),
}

/// Everything that one decision changes. A store writes all of it or nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ChangeSet {
    writes: Vec<(&'static Table, Write)>,
    claims: BTreeSet<Claim>,
}

impl ChangeSet {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a new row.
    pub fn insert<E: Entity>(&mut self, entity: &E) -> &mut Self {
        self.writes.push((E::TABLE, Write::Insert(entity.to_row())));
        self
    }

    /// Adds a new row as another store gave it.
    pub fn insert_row(&mut self, table: &'static Table, row: Row) -> &mut Self {
        self.writes.push((table, Write::Insert(row)));
        self
    }

    /// Changes a row; `entity` carries the version that was loaded.
    pub fn update<E: Entity>(&mut self, entity: &E) -> &mut Self {
        self.writes.push((E::TABLE, Write::Update(entity.to_row())));
        self
    }

    /// Claims a guard that was read before the rows.
    pub fn claim(&mut self, claim: Claim) -> &mut Self {
        self.claims.insert(claim);
        self
    }

    /// Takes over everything of another change set.
    pub fn absorb(&mut self, other: Self) -> &mut Self {
        self.writes.extend(other.writes);
        self.claims.extend(other.claims);
        self
    }

    /// The rows to write, in the order they were added.
    #[must_use]
    pub fn writes(&self) -> &[(&'static Table, Write)] {
        &self.writes
    }

    /// The claims, sorted by guard: the order in which a store takes them, so that two commits never wait for each other in a circle.
    #[must_use]
    pub fn sorted_claims(&self) -> Vec<&Claim> {
        self.claims.iter().collect()
    }

    /// The new rows per table, in the order of [`schema::TABLES`](super::schema::TABLES), so that a row comes after those it refers to.
    #[must_use]
    pub fn inserts(&self) -> Vec<(&'static Table, Vec<&Row>)> {
        super::schema::TABLES
            .iter()
            .filter_map(|table| {
                let rows: Vec<&Row> = self
                    .writes
                    .iter()
                    .filter_map(|(of, write)| match write {
                        Write::Insert(row) if of.name == table.name => Some(row),
                        _ => None,
                    })
                    .collect();
                (!rows.is_empty()).then_some((*table, rows))
            })
            .collect()
    }

    /// The changed rows, sorted by table and identity: again one order for all.
    #[must_use]
    pub fn updates(&self) -> Vec<(&'static Table, &Row)> {
        let mut updates: Vec<(&'static Table, &Row)> = self
            .writes
            .iter()
            .filter_map(|(table, write)| match write {
                Write::Update(row) => Some((*table, row)),
                Write::Insert(_) => None,
            })
            .collect();
        let place = |table: &Table| super::schema::TABLES.iter().position(|t| t.name == table.name);
        updates.sort_by_key(|(table, row)| (place(table), id(row)));
        updates
    }

    /// Whether there is nothing to write.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.writes.is_empty() && self.claims.is_empty()
    }
}

fn id(row: &Row) -> Uuid {
    super::id_of(row)
}

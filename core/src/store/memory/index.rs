//! Which rows can pass a filter, found by the identities that other columns hold instead of by trying every row.

use crate::store::{Filter, Kind, Row, Table, Value, id_of};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// For every column that holds identities: which rows hold which.
#[derive(Default)]
pub(super) struct Index(HashMap<(&'static str, &'static str), HashMap<Uuid, BTreeSet<Uuid>>>);

fn identities<'a>(table: &'static Table, row: &'a Row) -> impl Iterator<Item = (&'static str, Uuid)> + 'a {
    table.columns.iter().zip(row).skip(1).filter_map(|(column, cell)| match cell {
        Value::Id(id) => Some((column.name, *id)),
        _ => None,
    })
}

impl Index {
    pub(super) fn add(&mut self, table: &'static Table, row: &Row) {
        for (column, held) in identities(table, row) {
            self.0.entry((table.name, column)).or_default().entry(held).or_default().insert(id_of(row));
        }
    }

    pub(super) fn remove(&mut self, table: &'static Table, row: &Row) {
        for (column, held) in identities(table, row) {
            if let Some(rows) = self.0.get_mut(&(table.name, column)).and_then(|held_by| held_by.get_mut(&held)) {
                rows.remove(&id_of(row));
            }
        }
    }

    /// Every row that can pass a prepared filter is among these; nothing when any row can.
    pub(super) fn candidates(&self, table: &'static Table, filter: &Filter) -> Option<BTreeSet<Uuid>> {
        match filter {
            Filter::Nothing => Some(BTreeSet::new()),
            Filter::Equals(column, value) => self.holding(table, column, std::slice::from_ref(value)),
            Filter::In(column, values) => self.holding(table, column, values),
            Filter::And(all) => {
                all.iter().filter_map(|filter| self.candidates(table, filter)).min_by_key(BTreeSet::len)
            }
            Filter::Or(any) => {
                let each: Option<Vec<BTreeSet<Uuid>>> =
                    any.iter().map(|filter| self.candidates(table, filter)).collect();
                Some(each?.into_iter().flatten().collect())
            }
            _ => None,
        }
    }

    fn holding(&self, table: &'static Table, column: &'static str, values: &[Value]) -> Option<BTreeSet<Uuid>> {
        let kind = table.columns.get(table.position(column)?)?.kind;
        if kind != Kind::Id {
            return None;
        }
        let ids = values.iter().filter_map(|value| match value {
            Value::Id(id) => Some(*id),
            _ => None,
        });
        if column == "id" {
            return Some(ids.collect());
        }
        let Some(held_by) = self.0.get(&(table.name, column)) else { return Some(BTreeSet::new()) };
        Some(ids.filter_map(|id| held_by.get(&id)).flatten().copied().collect())
    }
}

//! The one way out: what frontends may render, and how a value becomes that.

use super::wire::WireTable;
use crate::answer::Table;
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;

/// Why somebody may see a table as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Readable {
    /// The actor may read every row that the table counts, such as a manager her own cohort.
    EveryRow,
    /// The actor sees nothing but figures about herself.
    OwnFigures,
    /// Nobody's data: generated or public facts.
    NobodysData,
    /// The engine runs alone in the hands of whoever has the facts: a notebook, a test, a shard of a cluster.
    OwnersOfTheFacts,
}

/// What may leave. Only the gate makes one, or somebody who says why the rows may be read; a [`Table`] itself has no wire form.
///
/// ```compile_fail
/// # fn leaks(table: &semillero_analytics::Table) -> String {
/// serde_json::to_string(table).unwrap()
/// # }
/// ```
/// ```compile_fail
/// # fn forges(table: semillero_analytics::Table) -> semillero_analytics::Gated<semillero_analytics::Table> {
/// semillero_analytics::Gated(table)
/// # }
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Gated<T>(T);

impl<T> Gated<T> {
    /// Lets a value out as it is, because the actor may read what it was made from. Every call names its reason, so that they can be
    /// found and reviewed.
    #[must_use]
    pub fn rows_are_readable(value: T, reason: Readable) -> Self {
        // The reason is for whoever reads the call; nothing depends on it.
        let _ = reason;
        Self(value)
    }

    pub(super) fn after_the_gate(value: T) -> Self {
        Self(value)
    }

    /// The value, to render it.
    #[must_use]
    pub fn get(&self) -> &T {
        &self.0
    }
}

impl Gated<Table> {
    /// The same figures with other names for the values of their groups, such as the name of a cohort instead of its identity.
    #[must_use]
    pub fn relabelled(&self, labels: &BTreeMap<String, String>) -> Self {
        let mut table = self.0.clone();
        for value in table.rows.iter_mut().flat_map(|row| row.group.iter_mut()).flatten() {
            if let Some(label) = labels.get(value) {
                value.clone_from(label);
            }
        }
        Self(table)
    }
}

impl Serialize for Gated<Table> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        WireTable::from(&self.0).serialize(serializer)
    }
}

//! The values of one attribute over time.

use super::users::Users;
use crate::calendar::Day;
use crate::facts::{AttributeChange, Ordinal};
use std::collections::BTreeMap;

/// Who had which value of one attribute when. Of two changes from the same day on the one with the greater `seq` counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attributes {
    changes: BTreeMap<(Ordinal, Day), (u64, Option<String>)>,
}

impl Attributes {
    /// The value that somebody has on a day.
    #[must_use]
    pub fn at(&self, ordinal: Ordinal, day: Day) -> Option<&str> {
        let (_, (_, value)) = self.changes.range((ordinal, Day(i32::MIN))..=(ordinal, day)).next_back()?;
        value.as_deref()
    }

    /// Who has which value on a day.
    #[must_use]
    pub fn values(&self, day: Day) -> BTreeMap<&str, Users> {
        let mut latest: BTreeMap<Ordinal, Option<&str>> = BTreeMap::new();
        for ((ordinal, from), (_, value)) in &self.changes {
            if *from <= day {
                latest.insert(*ordinal, value.as_deref());
            }
        }
        let mut values: BTreeMap<&str, Users> = BTreeMap::new();
        for (ordinal, value) in latest {
            value.into_iter().for_each(|value| values.entry(value).or_default().insert(ordinal));
        }
        values
    }

    pub(super) fn apply(&mut self, change: &AttributeChange) {
        self.set((change.ordinal, change.from), (change.seq, change.value.clone()));
    }

    pub(super) fn merge(&mut self, other: &Self) {
        for (key, value) in &other.changes {
            self.set(*key, value.clone());
        }
    }

    fn set(&mut self, key: (Ordinal, Day), value: (u64, Option<String>)) {
        let known = self.changes.entry(key).or_insert_with(|| value.clone());
        if *known < value {
            *known = value;
        }
    }
}

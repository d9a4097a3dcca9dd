//! The values of one attribute over time.

use super::bytes::{Reader, StateError, Writer};
use super::name::Name;
use super::users::Users;
use crate::calendar::Day;
use crate::facts::{AttributeChange, Ordinal};
use std::collections::{BTreeMap, BTreeSet};

const TAG: [u8; 4] = *b"SATT";
const VERSION: u8 = 1;
/// How many ordinals share a row.
pub(super) const PART: u32 = 1024;

/// Who had which value of one attribute when. Of two changes from the same day on the one with the greater `seq` counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attributes {
    changes: BTreeMap<(Ordinal, Day), (u64, Option<Name>)>,
}

impl Attributes {
    /// The value that somebody has on a day.
    #[must_use]
    pub fn at(&self, ordinal: Ordinal, day: Day) -> Option<&str> {
        let (_, (_, value)) = self.changes.range((ordinal, Day(i32::MIN))..=(ordinal, day)).next_back()?;
        value.as_deref()
    }

    /// The days from which on somebody has another value, in order: between two of them [`values`](Self::values) stays the same.
    #[must_use]
    pub fn days(&self) -> std::collections::BTreeSet<Day> {
        self.changes.keys().map(|(_, day)| *day).collect()
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
        self.set((change.ordinal, change.from), (change.seq, change.value.as_deref().map(Name::from)));
    }

    pub(super) fn merge(&mut self, other: &Self) {
        for (key, value) in &other.changes {
            self.set(*key, value.clone());
        }
    }

    fn set(&mut self, key: (Ordinal, Day), value: (u64, Option<Name>)) {
        let known = self.changes.entry(key).or_insert_with(|| value.clone());
        if *known < value {
            *known = value;
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Drops what some had; says of whom there was anything.
    pub(super) fn forget(&mut self, gone: &Users) -> Users {
        let mut had = Users::default();
        self.changes.retain(|(ordinal, _), _| {
            let goes = gone.has(*ordinal);
            goes.then(|| had.insert(*ordinal));
            !goes
        });
        had
    }

    /// The parts that it has something in.
    pub(super) fn parts(&self) -> BTreeSet<u32> {
        self.changes.keys().map(|(ordinal, _)| ordinal / PART).collect()
    }

    /// The values in order, then each change with its ordinal as a difference to the one before; nothing when the part is empty.
    pub(super) fn to_bytes(&self, part: u32) -> Option<Vec<u8>> {
        let first = part.checked_mul(PART)?;
        let last = first.checked_add(PART - 1)?;
        let changes = || self.changes.range((first, Day(i32::MIN))..=(last, Day(i32::MAX)));
        changes().next()?;
        let mut writer = Writer::tagged(TAG, VERSION);
        let values: BTreeSet<&str> = changes().filter_map(|(_, (_, value))| value.as_deref()).collect();
        writer.names(&values);
        let places: BTreeMap<&str, u64> = values.into_iter().zip(1..).collect();
        writer.length(changes().count());
        let mut before = first;
        for ((ordinal, from), (seq, value)) in changes() {
            writer.unsigned((ordinal - before).into());
            before = *ordinal;
            writer.signed(from.0.into());
            writer.unsigned(*seq);
            writer.unsigned(value.as_deref().and_then(|value| places.get(value)).copied().unwrap_or_default());
        }
        Some(writer.0)
    }

    pub(super) fn read(mut reader: Reader<'_>, part: u32) -> Result<Self, StateError> {
        let all = reader.clone().rest();
        reader.tag(TAG, VERSION)?;
        let values = reader.names()?;
        let count = reader.length()?;
        let mut read = Self::default();
        let mut ordinal = part.checked_mul(PART).ok_or_else(|| reader.fails("a part beyond all ordinals"))?;
        for _ in 0..count {
            ordinal = ordinal.checked_add(reader.small()?).ok_or_else(|| reader.fails("a number too large"))?;
            let from = Day(reader.small_signed()?);
            let seq = reader.unsigned()?;
            let value = match reader.unsigned()? {
                0 => None,
                place => {
                    let value = usize::try_from(place - 1).ok().and_then(|place| values.get(place)).cloned();
                    Some(value.ok_or_else(|| reader.fails("a value that is not listed"))?)
                }
            };
            read.set((ordinal, from), (seq, value));
        }
        reader.end()?;
        if read.to_bytes(part).as_deref() == Some(all) {
            Ok(read)
        } else {
            Err(reader.fails("values in another form than ours"))
        }
    }
}

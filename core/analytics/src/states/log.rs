//! What happened of one kind in one month, each event once: what funnels, quantiles and latest answers are made from.

use super::bytes::{Reader, StateError, Writer};
use super::name::Name;
use crate::calendar::Day;
use crate::facts::{Event, Ordinal};
use std::collections::{BTreeMap, BTreeSet};

const TAG: [u8; 4] = *b"SLOG";
const VERSION: u8 = 1;

/// One event of a kind. Entries order by time, then by their place in the log.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// When, in microseconds since 1970 UTC.
    pub at: i64,
    /// Its place in the log.
    pub seq: u64,
    /// On which civil day.
    pub day: Day,
    /// Who.
    pub actor: Ordinal,
    /// About whom or what.
    pub subject: Option<Ordinal>,
    /// The number that came with it.
    pub value: Option<i64>,
    /// What the number counts.
    pub unit: Name,
}

impl From<&Event> for Entry {
    fn from(event: &Event) -> Self {
        Self {
            at: event.at,
            seq: event.seq,
            day: event.day,
            actor: event.actor,
            subject: event.subject,
            value: event.value,
            unit: event.unit.as_str().into(),
        }
    }
}

/// Months since January 1970.
pub(crate) fn month_of(day: Day) -> i32 {
    let (year, month, _) = day.parts();
    // Days of an `i32` are less than 6 million years from 1970.
    (year - 1970) * 12 + i32::try_from(month).unwrap_or(1) - 1
}

/// The events of a kind in a month.
pub(super) type Month = BTreeSet<Entry>;

/// The units in order, then each entry with its time as a difference to the one before and its day as one to that of its time in UTC.
pub(super) fn to_bytes(entries: &Month) -> Vec<u8> {
    let mut writer = Writer::tagged(TAG, VERSION);
    let units: BTreeSet<&str> = entries.iter().map(|entry| entry.unit.as_str()).collect();
    writer.names(&units);
    let places: BTreeMap<&str, u64> = units.into_iter().zip(0..).collect();
    let (mut at, mut seq) = (0_i64, 0_u64);
    writer.length(entries.len());
    for entry in entries {
        writer.signed(entry.at.wrapping_sub(at));
        writer.signed(entry.seq.wrapping_sub(seq).cast_signed());
        (at, seq) = (entry.at, entry.seq);
        writer.signed(i64::from(entry.day.0) - i64::from(Day::of_micros(at).0));
        writer.unsigned(entry.actor.into());
        let unit = places.get(entry.unit.as_str()).copied().unwrap_or_default();
        writer.unsigned(unit << 2 | u64::from(entry.value.is_some()) << 1 | u64::from(entry.subject.is_some()));
        entry.subject.into_iter().for_each(|subject| writer.unsigned(subject.into()));
        entry.value.into_iter().for_each(|value| writer.signed(value));
    }
    writer.0
}

/// What `to_bytes` wrote, of one month.
pub(super) fn read(mut reader: Reader<'_>, month: i32) -> Result<Month, StateError> {
    let all = reader.clone().rest();
    reader.tag(TAG, VERSION)?;
    let units = reader.names()?;
    let count = reader.length()?;
    let (mut at, mut seq) = (0_i64, 0_u64);
    let mut entries = Month::new();
    for _ in 0..count {
        at = at.wrapping_add(reader.signed()?);
        seq = seq.wrapping_add(reader.signed()?.cast_unsigned());
        let day = i64::from(Day::of_micros(at).0).checked_add(reader.signed()?).and_then(|day| i32::try_from(day).ok());
        let day = Day(day.ok_or_else(|| reader.fails("a day too far away"))?);
        let actor = reader.small()?;
        let flags = reader.unsigned()?;
        let subject = (flags & 1 != 0).then(|| reader.small()).transpose()?;
        let value = (flags & 2 != 0).then(|| reader.signed()).transpose()?;
        let unit = usize::try_from(flags >> 2).ok().and_then(|place| units.get(place)).cloned();
        let unit = unit.ok_or_else(|| reader.fails("a unit that is not listed"))?;
        if month_of(day) != month {
            return Err(reader.fails("an event of another month"));
        }
        entries.insert(Entry { at, seq, day, actor, subject, value, unit });
    }
    reader.end()?;
    if entries.is_empty() || to_bytes(&entries) != all {
        Err(reader.fails("events in another form than ours"))
    } else {
        Ok(entries)
    }
}

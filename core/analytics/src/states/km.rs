//! How long things last: counts by beginning, length and end, from which survival curves are made as of any day.

use super::bytes::{Reader, StateError, Writer};
use super::name::Name;
use crate::calendar::Day;
use std::collections::{BTreeMap, BTreeSet};

const TAG: [u8; 4] = *b"SKAM";
const VERSION: u8 = 1;

/// Stretches of time that ended, by first day, length in days and end, and open ones by first day. Counts have signs, so that an end may
/// come before its beginning and a correction takes back what was wrong; merging adds.
///
/// ```
/// # use semillero_analytics::{Day, Km};
/// let mut km = Km::default();
/// km.began(Day(0), 1);
/// km.began(Day(3), 1);
/// km.ended(Day(0), Day(10), "matched", 1);
/// assert_eq!(km.at(Day(12)), [(9, None, 1), (10, Some("matched"), 1)]);
/// assert_eq!(km.at(Day(9)), [(6, None, 1), (9, None, 1)], "nothing had ended by then");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Km {
    open: BTreeMap<Day, i64>,
    ended: BTreeMap<(Day, Day, Name), i64>,
}

impl Km {
    /// So many began on a day; a negative number takes them back.
    pub fn began(&mut self, day: Day, times: i64) {
        add(&mut self.open, day, times);
    }

    /// So many of those that began on a day ended on another.
    pub fn ended(&mut self, began: Day, ended: Day, end: &str, times: i64) {
        add(&mut self.open, began, times.saturating_neg());
        add(&mut self.ended, (began, ended, end.into()), times);
    }

    /// Takes another one in.
    pub fn merge(&mut self, other: &Self) {
        other.open.iter().for_each(|(day, times)| add(&mut self.open, *day, *times));
        other.ended.iter().for_each(|(key, times)| add(&mut self.ended, key.clone(), *times));
    }

    /// As known at the end of a day: lengths in days, how they ended (nothing while open), and how many, by length and end.
    #[must_use]
    pub fn at(&self, as_of: Day) -> Vec<(i64, Option<&str>, i64)> {
        let length = |from: Day, to: Day| i64::from(to.0) - i64::from(from.0);
        let mut counts: BTreeMap<(i64, Option<&str>), i64> = BTreeMap::new();
        for (began, times) in self.open.range(..=as_of) {
            add(&mut counts, (length(*began, as_of), None), *times);
        }
        for ((began, ended, end), times) in self.ended.iter().take_while(|((began, _, _), _)| *began <= as_of) {
            let known = if *ended <= as_of {
                (length(*began, *ended), Some(end.as_str()))
            } else {
                (length(*began, as_of), None)
            };
            add(&mut counts, known, *times);
        }
        counts.into_iter().map(|((length, end), times)| (length, end, times)).collect()
    }

    /// A tag, a version, the ends by name, the open ones and the ended ones.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::tagged(TAG, VERSION);
        let ends: BTreeSet<&str> = self.ended.keys().map(|(_, _, end)| end.as_str()).collect();
        writer.names(&ends);
        let places: BTreeMap<&str, u64> = ends.into_iter().zip(0..).collect();
        writer.length(self.open.len());
        for (began, times) in &self.open {
            writer.signed(began.0.into());
            writer.signed(*times);
        }
        writer.length(self.ended.len());
        for ((began, ended, end), times) in &self.ended {
            writer.signed(began.0.into());
            writer.signed(ended.0.into());
            writer.unsigned(places.get(end.as_str()).copied().unwrap_or_default());
            writer.signed(*times);
        }
        writer.0
    }

    /// What [`to_bytes`](Self::to_bytes) wrote.
    ///
    /// # Errors
    /// When the bytes are none.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, StateError> {
        let mut reader = Reader::new("km", bytes);
        reader.tag(TAG, VERSION)?;
        let ends = reader.names()?;
        let mut km = Self::default();
        for _ in 0..reader.length()? {
            km.open.insert(Day(reader.small_signed()?), reader.signed()?);
        }
        for _ in 0..reader.length()? {
            let (began, ended) = (Day(reader.small_signed()?), Day(reader.small_signed()?));
            let end = usize::try_from(reader.unsigned()?).ok().and_then(|place| ends.get(place)).cloned();
            let end = end.ok_or_else(|| reader.fails("an end that is not listed"))?;
            km.ended.insert((began, ended, end), reader.signed()?);
        }
        reader.end()?;
        let nothing = km.open.values().chain(km.ended.values()).any(|times| *times == 0);
        if nothing || km.to_bytes() != bytes { Err(reader.fails("counts in another form than ours")) } else { Ok(km) }
    }
}

/// Adds to a count, which goes when nothing is left of it.
fn add<K: Ord>(counts: &mut BTreeMap<K, i64>, key: K, times: i64) {
    match counts.entry(key) {
        std::collections::btree_map::Entry::Vacant(place) if times != 0 => drop(place.insert(times)),
        std::collections::btree_map::Entry::Vacant(_) => {}
        std::collections::btree_map::Entry::Occupied(mut there) => {
            *there.get_mut() = there.get().saturating_add(times);
            if *there.get() == 0 {
                there.remove();
            }
        }
    }
}

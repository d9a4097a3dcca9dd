//! How often each value came: exact medians, percentiles and distributions of whole numbers.

use super::bytes::{Reader, StateError, Writer};
use std::collections::BTreeMap;

const TAG: [u8; 4] = *b"SHST";
const VERSION: u8 = 1;

/// Values and how often each came. Merging adds; what was folded twice counts twice, so fold from what is known to be distinct.
///
/// ```
/// # use semillero_analytics::Hist;
/// let hist: Hist = [5, 1, 5, 9].into_iter().collect();
/// assert_eq!((hist.count(), hist.nth(0), hist.nth(3), hist.nth(4)), (4, Some(1), Some(9), None));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hist {
    counts: BTreeMap<i64, u64>,
}

impl Hist {
    /// Counts a value once more.
    pub fn add(&mut self, value: i64) {
        self.add_times(value, 1);
    }

    /// Counts a value some times more, at most as often as can be counted.
    pub fn add_times(&mut self, value: i64, times: u64) {
        if times > 0 {
            let count = self.counts.entry(value).or_default();
            *count = count.saturating_add(times);
        }
    }

    /// Takes another one in.
    pub fn merge(&mut self, other: &Self) {
        other.counts.iter().for_each(|(value, times)| self.add_times(*value, *times));
    }

    /// Of values in rising order, each once, with how often it came.
    #[cfg(feature = "arrow")]
    pub(crate) fn from_sorted(counts: impl Iterator<Item = (i64, u64)>) -> Self {
        Self { counts: counts.collect() }
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// How many values it has.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.counts.values().fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// Values in rising order, each with how often it came.
    pub fn iter(&self) -> impl Iterator<Item = (i64, u64)> {
        self.counts.iter().map(|(value, count)| (*value, *count))
    }

    /// The value at a place when all are in order, from 0.
    #[must_use]
    pub fn nth(&self, place: u64) -> Option<i64> {
        self.nths([place]).next().flatten()
    }

    /// The values at some places in rising order, in one pass.
    pub fn nths<const N: usize>(&self, places: [u64; N]) -> impl Iterator<Item = Option<i64>> {
        let mut counts = self.counts.iter();
        let (mut passed, mut here) = (0_u64, None);
        places.into_iter().map(move |place| {
            while passed <= place {
                let (value, count) = counts.next()?;
                passed = passed.saturating_add(*count);
                here = Some(*value);
            }
            here
        })
    }

    /// A tag, a version, and the values, each as a difference to the one before, with their counts.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::tagged(TAG, VERSION);
        writer.length(self.counts.len());
        let mut before = 0_i64;
        for (value, count) in &self.counts {
            writer.signed(value.wrapping_sub(before));
            writer.unsigned(*count);
            before = *value;
        }
        writer.0
    }

    /// What [`to_bytes`](Self::to_bytes) wrote.
    ///
    /// # Errors
    /// When the bytes are none.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, StateError> {
        let mut reader = Reader::new("hist", bytes);
        reader.tag(TAG, VERSION)?;
        let mut hist = Self::default();
        let mut value = 0_i64;
        let mut last = None;
        for _ in 0..reader.length()? {
            value = value.wrapping_add(reader.signed()?);
            let count = reader.unsigned()?;
            if count == 0 || last >= Some(value) {
                return Err(reader.fails("a value out of order or without a count"));
            }
            hist.counts.insert(value, count);
            last = Some(value);
        }
        reader.end()?;
        Ok(hist)
    }
}

impl FromIterator<i64> for Hist {
    fn from_iter<I: IntoIterator<Item = i64>>(values: I) -> Self {
        let mut hist = Self::default();
        values.into_iter().for_each(|value| hist.add(value));
        hist
    }
}

impl FromIterator<(i64, u64)> for Hist {
    fn from_iter<I: IntoIterator<Item = (i64, u64)>>(counts: I) -> Self {
        let mut hist = Self::default();
        counts.into_iter().for_each(|(value, count)| hist.add_times(value, count));
        hist
    }
}

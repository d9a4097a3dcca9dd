//! Counts of values in buckets that grow with the value: quantiles of unbounded values in little room.

use super::bytes::{Reader, StateError, Writer};
use std::collections::BTreeMap;

const TAG: [u8; 4] = *b"SLGH";
const VERSION: u8 = 1;
/// Bits of a value that a bucket keeps beside the highest.
const BITS: u32 = 7;

/// Counts by buckets no wider than 2⁻⁷ of the values in them; values below 256 have a bucket each. Merging adds.
///
/// Log-linear buckets as in HdrHistogram (G. Tene, 2012), by shifts of integers alone, so that every platform fills the same ones.
///
/// ```
/// # use semillero_analytics::LogHist;
/// let mut hist = LogHist::default();
/// (0..10_000).for_each(|value| hist.add(value));
/// let (from, to) = hist.nth(9_000).unwrap();
/// assert!(from <= 9_000 && 9_000 <= to && to - from < 9_000 / 128);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LogHist {
    counts: BTreeMap<i32, u64>,
}

/// The bucket of a size: the size itself below 2⁸, and then 128 to each power of two.
fn bucket(size: u64) -> u32 {
    let shift = (u64::BITS - size.leading_zeros()).saturating_sub(BITS + 1);
    (shift << BITS) + u32::try_from(size >> shift).unwrap_or(0)
}

/// The least and the greatest size of a bucket.
fn sizes(bucket: u32) -> (u64, u64) {
    let shift = (bucket >> BITS).saturating_sub(1);
    let first = u64::from(bucket - (shift << BITS)) << shift;
    (first, first + ((1 << shift) - 1))
}

/// The bucket of the size of `i64::MIN`, the largest.
const LARGEST: u32 = (56 << BITS) + 128;

impl LogHist {
    /// Counts a value once more. Values below 0 have buckets of their own, a mirror of the others.
    pub fn add(&mut self, value: i64) {
        let place = i32::try_from(bucket(value.unsigned_abs())).unwrap_or(i32::MAX);
        let count = self.counts.entry(if value < 0 { -place } else { place }).or_default();
        *count = count.saturating_add(1);
    }

    /// Takes another one in.
    pub fn merge(&mut self, other: &Self) {
        for (place, times) in &other.counts {
            let count = self.counts.entry(*place).or_default();
            *count = count.saturating_add(*times);
        }
    }

    /// How many values it has.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.counts.values().fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// The least and the greatest that the value at a place can be when all are in order, from 0.
    #[must_use]
    pub fn nth(&self, place: u64) -> Option<(i64, i64)> {
        let mut passed = 0_u64;
        let at = self.counts.iter().find(|(_, count)| {
            passed = passed.saturating_add(**count);
            passed > place
        });
        at.map(|(place, _)| {
            let (from, to) = sizes(place.unsigned_abs());
            let value = |size: u64| i64::try_from(size).unwrap_or(i64::MAX);
            // The size of the least number there is has no positive counterpart.
            let below = |size: u64| 0_i64.checked_sub_unsigned(size).unwrap_or(i64::MIN);
            if *place < 0 { (below(to), below(from)) } else { (value(from), value(to)) }
        })
    }

    /// A tag, a version, and the buckets, each as a difference to the one before, with their counts.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::tagged(TAG, VERSION);
        writer.length(self.counts.len());
        let mut before = 0_i64;
        for (place, count) in &self.counts {
            writer.signed(i64::from(*place) - before);
            writer.unsigned(*count);
            before = i64::from(*place);
        }
        writer.0
    }

    /// What [`to_bytes`](Self::to_bytes) wrote.
    ///
    /// # Errors
    /// When the bytes are none.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, StateError> {
        let mut reader = Reader::new("log_hist", bytes);
        reader.tag(TAG, VERSION)?;
        let (mut counts, mut place, mut last) = (BTreeMap::new(), 0_i64, None);
        for _ in 0..reader.length()? {
            place = place.saturating_add(reader.signed()?);
            let here = i32::try_from(place).ok().filter(|place| place.unsigned_abs() <= LARGEST);
            let here = here.ok_or_else(|| reader.fails("a bucket beyond all values"))?;
            let count = reader.unsigned()?;
            if count == 0 || last >= Some(here) {
                return Err(reader.fails("a bucket out of order or without a count"));
            }
            counts.insert(here, count);
            last = Some(here);
        }
        reader.end()?;
        Ok(Self { counts })
    }
}

//! A week as a list of ranges of slots, which is how it is stored and shown to people who debug.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

use super::{WEEK_SLOTS, Week};

/// Why a list of ranges is no [`Week`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RangeError {
    /// A range is empty, backwards or past the end of the week.
    #[error("range [{from}, {to}) is not within the 672 slots of a week")]
    Bounds {
        /// The first slot.
        from: u16,
        /// The slot after the last one.
        to: u16,
    },
    /// A range starts before the one before it has ended, or just there: one week has one list.
    #[error("range [{from}, {to}) does not start after a gap")]
    Order {
        /// The first slot.
        from: u16,
        /// The slot after the last one.
        to: u16,
    },
}

impl Week {
    /// Reads ranges `[from, to)` of slots, ascending and with a gap between any two.
    ///
    /// # Errors
    /// The first range that breaks this.
    ///
    /// ```
    /// use semillero_matching::{RangeError, Week};
    /// assert_eq!(Week::from_ranges([(4, 8), (10, 12)])?.slots(), 6);
    /// assert_eq!(Week::from_ranges([(4, 8), (8, 12)]), Err(RangeError::Order { from: 8, to: 12 }));
    /// # Ok::<(), RangeError>(())
    /// ```
    pub fn from_ranges(ranges: impl IntoIterator<Item = (u16, u16)>) -> Result<Self, RangeError> {
        let mut week = Self::EMPTY;
        let mut end = None;
        for (from, to) in ranges {
            if from >= to || to > WEEK_SLOTS {
                return Err(RangeError::Bounds { from, to });
            }
            if end.is_some_and(|end| from <= end) {
                return Err(RangeError::Order { from, to });
            }
            week.set(from, to);
            end = Some(to);
        }
        Ok(week)
    }

    /// Gives the ranges `[from, to)` of free slots, ascending; what goes on over the end of the week is two of them.
    ///
    /// ```
    /// use semillero_matching::Week;
    /// assert_eq!(Week::FULL.ranges(), [(0, 672)]);
    /// ```
    pub fn ranges(&self) -> Vec<(u16, u16)> {
        let mut ranges: Vec<(u16, u16)> = Vec::new();
        for (first, word) in (0_u16..).step_by(64).zip(self.words()) {
            let mut rest = *word;
            let mut slot = first;
            while rest != 0 {
                let gap = rest.trailing_zeros();
                let length = (rest >> gap).trailing_ones();
                let from = slot + gap as u16;
                let to = from + length as u16;
                match ranges.last_mut() {
                    Some((_, end)) if *end == from => *end = to,
                    _ => ranges.push((from, to)),
                }
                rest = rest.checked_shr(gap + length).unwrap_or(0);
                slot = to;
            }
        }
        ranges
    }
}

impl fmt::Debug for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Week")?;
        f.debug_list().entries(self.ranges()).finish()
    }
}

impl Serialize for Week {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.ranges().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Week {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let ranges = Vec::<(u16, u16)>::deserialize(deserializer)?;
        Self::from_ranges(ranges).map_err(de::Error::custom)
    }
}

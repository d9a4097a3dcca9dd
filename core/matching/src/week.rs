//! When somebody is free in a usual week, in slots of a quarter of an hour.

mod hours;
mod ranges;
mod runs;
#[cfg(test)]
mod tests;

use std::ops::{BitAnd, BitOr, BitOrAssign};

pub use hours::{Hours, HoursError, UtcOffset, Weekday};
pub use ranges::RangeError;

/// How many minutes a slot of a [`Week`] lasts.
pub const SLOT_MINUTES: u16 = 15;

/// How many slots a [`Week`] has.
pub const WEEK_SLOTS: u16 = 672;

const WORDS: usize = 11;
/// The bits of the last word that are slots; the others are always zero.
const LAST: u64 = (1 << (672 - 640)) - 1;

/// When somebody is free in a usual week: one bit for each quarter of an hour, Monday 00:00 UTC first.
///
/// The week is a circle: what starts on Sunday at 23:45 goes on on Monday at 00:00. A slot is free only when all of it
/// is. Every zone in use today is a whole number of slots away from UTC; odd minutes are rounded inwards.
///
/// On the wire a week is the list of its ranges `[from, to)` in slots, ascending and apart from each other, so that one
/// week has one text:
///
/// ```
/// use semillero_matching::{Hours, UtcOffset, Week, Weekday};
/// let evening = Hours::new(Weekday::Tuesday, 18 * 60, 19 * 60 + 30)?;
/// let kathmandu = Week::from_hours(&[evening], UtcOffset::new(5 * 60 + 45)?);
/// assert_eq!(serde_json::to_string(&kathmandu)?, "[[145,151]]");
///
/// let bogota = UtcOffset::new(-5 * 60)?;
/// assert_eq!(kathmandu.runs(bogota)[0].to_string(), "Tuesday 07:15–08:45");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Week([u64; WORDS]);

impl Week {
    /// Never free.
    pub const EMPTY: Self = Self([0; WORDS]);

    /// Always free.
    pub const FULL: Self = {
        let mut words = [u64::MAX; WORDS];
        let [.., last] = &mut words;
        *last = LAST;
        Self(words)
    };

    /// Gives the bits, slot 0 in the lowest bit of the first word; the 32 highest bits of the last word are zero.
    ///
    /// ```
    /// assert_eq!(semillero_matching::Week::FULL.words()[10], 0xffff_ffff);
    /// ```
    pub const fn words(&self) -> &[u64; WORDS] {
        &self.0
    }

    /// Reads [`words`](Self::words) back; `None` when a bit is set that is no slot.
    ///
    /// ```
    /// use semillero_matching::Week;
    /// assert_eq!(Week::from_words(*Week::FULL.words()), Some(Week::FULL));
    /// assert_eq!(Week::from_words([u64::MAX; 11]), None);
    /// ```
    pub const fn from_words(words: [u64; WORDS]) -> Option<Self> {
        let [.., last] = words;
        if last & !LAST == 0 { Some(Self(words)) } else { None }
    }

    /// Says whether a slot is free; slots past the end of the week are not.
    ///
    /// ```
    /// use semillero_matching::Week;
    /// assert!(Week::FULL.contains(671) && !Week::FULL.contains(672));
    /// ```
    pub fn contains(&self, slot: u16) -> bool {
        self.0.get(usize::from(slot / 64)).is_some_and(|word| word >> (slot % 64) & 1 == 1)
    }

    /// Says whether no slot is free.
    ///
    /// ```
    /// assert!(semillero_matching::Week::EMPTY.is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        *self == Self::EMPTY
    }

    /// Counts the free slots.
    ///
    /// ```
    /// assert_eq!(semillero_matching::Week::FULL.slots(), 672);
    /// ```
    pub fn slots(&self) -> u16 {
        self.0.iter().map(|word| word.count_ones() as u16).sum()
    }

    /// Counts the slots in which both are free.
    ///
    /// ```
    /// use semillero_matching::Week;
    /// let (early, late) = (Week::from_ranges([(0, 8)])?, Week::from_ranges([(6, 12)])?);
    /// assert_eq!(early.overlap(&late), 2);
    /// # Ok::<(), semillero_matching::RangeError>(())
    /// ```
    pub fn overlap(&self, other: &Self) -> u16 {
        self.0.iter().zip(other.0).map(|(a, b)| (a & b).count_ones() as u16).sum()
    }

    /// Counts the slots of the longest stretch in which both are free without a break: a session of one hour needs four.
    ///
    /// ```
    /// use semillero_matching::Week;
    /// let mentee = Week::from_ranges([(0, 3), (100, 104), (668, 672)])?;
    /// assert_eq!(mentee.longest_common_run(&Week::FULL), 7, "the week is a circle");
    /// assert_eq!(mentee.longest_common_run(&Week::from_ranges([(90, 102)])?), 2);
    /// # Ok::<(), semillero_matching::RangeError>(())
    /// ```
    pub fn longest_common_run(&self, other: &Self) -> u16 {
        (*self & *other).longest_run()
    }

    /// Moves every slot later by so many slots, earlier when negative; what leaves the week comes in at its other end.
    ///
    /// ```
    /// use semillero_matching::Week;
    /// let last = Week::from_ranges([(671, 672)])?;
    /// assert_eq!(last.shifted(1), Week::from_ranges([(0, 1)])?);
    /// assert_eq!(last.shifted(-7 * 96), last);
    /// # Ok::<(), semillero_matching::RangeError>(())
    /// ```
    #[must_use]
    pub fn shifted(&self, slots: i32) -> Self {
        let by = slots.rem_euclid(i32::from(WEEK_SLOTS)) as u16;
        let mut week = Self::EMPTY;
        for (from, to) in self.ranges() {
            let (from, to) = (from + by, to + by);
            week.set(from.min(WEEK_SLOTS), to.min(WEEK_SLOTS));
            week.set(from.saturating_sub(WEEK_SLOTS), to.saturating_sub(WEEK_SLOTS));
        }
        week
    }

    /// Sets the slots `from..to`; what lies past the end of the week is left out.
    fn set(&mut self, from: u16, to: u16) {
        for (first, word) in (0_u16..).step_by(64).zip(&mut self.0) {
            let below = |slot: u16| match slot.saturating_sub(first) {
                bits @ 0..64 => (1_u64 << bits) - 1,
                _ => u64::MAX,
            };
            *word |= below(to.min(WEEK_SLOTS)) & !below(from);
        }
    }
}

impl BitAnd for Week {
    type Output = Self;

    fn bitand(mut self, other: Self) -> Self {
        self.0.iter_mut().zip(other.0).for_each(|(a, b)| *a &= b);
        self
    }
}

impl BitOr for Week {
    type Output = Self;

    fn bitor(mut self, other: Self) -> Self {
        self |= other;
        self
    }
}

impl BitOrAssign for Week {
    fn bitor_assign(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(a, b)| *a |= b);
    }
}

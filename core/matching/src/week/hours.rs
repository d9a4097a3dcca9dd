//! What people write: a weekday and two times of its clock.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

pub(super) const DAY: u16 = 24 * 60;
/// The largest distance from UTC that ISO 8601 software agrees to read, 18 hours.
const FURTHEST: u16 = 18 * 60;

/// A day of the week; weeks start on Monday, as in ISO 8601.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    /// All days, Monday first.
    pub const ALL: [Self; 7] =
        [Self::Monday, Self::Tuesday, Self::Wednesday, Self::Thursday, Self::Friday, Self::Saturday, Self::Sunday];

    /// Counts the days since Monday.
    ///
    /// ```
    /// assert_eq!(semillero_matching::Weekday::Sunday.number(), 6);
    /// ```
    pub const fn number(self) -> u16 {
        self as u16
    }

    /// The day on which a minute of the week falls.
    pub(super) fn of_minute(minute: u16) -> Self {
        Self::ALL.get(usize::from(minute / DAY)).copied().unwrap_or(Self::Sunday)
    }
}

impl fmt::Display for Weekday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

/// Why a line is no [`Hours`], or a number no [`UtcOffset`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum HoursError {
    /// A time is past the end of the day.
    #[error("minute {minute} is not within a day of 1440 minutes")]
    Minute {
        /// What was given.
        minute: u16,
    },
    /// A line starts when it ends; a whole day is 0 to 1440.
    #[error("hours start and end at minute {minute}; a whole day is 0 to 1440")]
    Empty {
        /// Both ends.
        minute: u16,
    },
    /// No place is that far from UTC.
    #[error("offset of {minutes} minutes is more than 18 hours")]
    Offset {
        /// What was given.
        minutes: i32,
    },
}

/// How far the clock of a place is ahead of UTC on the date for which a [`Week`](super::Week) is made.
///
/// Zones change with the seasons: make the weeks of both sides for the same date.
///
/// ```
/// use semillero_matching::UtcOffset;
/// let newfoundland = UtcOffset::new(-(3 * 60 + 30))?;
/// assert_eq!(newfoundland.minutes(), -210);
/// assert!(UtcOffset::new(19 * 60).is_err());
/// # Ok::<(), semillero_matching::HoursError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "i32", into = "i32")]
pub struct UtcOffset(i16);

impl UtcOffset {
    /// Takes minutes ahead of UTC, negative in the Americas.
    ///
    /// # Errors
    /// [`HoursError::Offset`] beyond 18 hours.
    pub fn new(minutes: i32) -> Result<Self, HoursError> {
        match i16::try_from(minutes) {
            Ok(minutes) if minutes.unsigned_abs() <= FURTHEST => Ok(Self(minutes)),
            _ => Err(HoursError::Offset { minutes }),
        }
    }

    /// Gives the minutes ahead of UTC.
    pub const fn minutes(self) -> i32 {
        self.0 as i32
    }
}

impl TryFrom<i32> for UtcOffset {
    type Error = HoursError;

    fn try_from(minutes: i32) -> Result<Self, HoursError> {
        Self::new(minutes)
    }
}

impl From<UtcOffset> for i32 {
    fn from(offset: UtcOffset) -> Self {
        offset.minutes()
    }
}

/// One line of a timetable, by the clock on the wall: from a minute of a weekday to another.
///
/// A line that ends before it starts ends on the next day; it lasts a day at most.
///
/// ```
/// use semillero_matching::{Hours, Weekday};
/// let night = Hours::new(Weekday::Sunday, 22 * 60, 60)?;
/// assert_eq!(night.to_string(), "Sunday 22:00–01:00");
/// assert_eq!(night.minutes(), 180);
/// # Ok::<(), semillero_matching::HoursError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Line", into = "Line")]
pub struct Hours {
    weekday: Weekday,
    from: u16,
    to: u16,
}

/// [`Hours`] as written, before anybody looked at the numbers.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    weekday: Weekday,
    from: u16,
    to: u16,
}

impl Hours {
    /// Takes minutes since midnight. The end of the day is 1440; an end at 0 is that of the next midnight, the same.
    ///
    /// # Errors
    /// [`HoursError::Minute`] past 1440, or a start at 1440; [`HoursError::Empty`] when both ends are the same.
    pub fn new(weekday: Weekday, from: u16, to: u16) -> Result<Self, HoursError> {
        if from >= DAY || to > DAY {
            return Err(HoursError::Minute { minute: if from >= DAY { from } else { to } });
        }
        if from == to {
            return Err(HoursError::Empty { minute: from });
        }
        Ok(Self { weekday, from, to: if to == 0 { DAY } else { to } })
    }

    /// The day on which it starts.
    pub const fn weekday(&self) -> Weekday {
        self.weekday
    }

    /// The minute of the day at which it starts, below 1440.
    pub const fn from(&self) -> u16 {
        self.from
    }

    /// The minute of the day at which it ends, 1 to 1440; on the next day when that is before [`from`](Self::from).
    pub const fn to(&self) -> u16 {
        self.to
    }

    /// How long it lasts.
    pub const fn minutes(&self) -> u16 {
        if self.to > self.from { self.to - self.from } else { self.to + DAY - self.from }
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, to) = (self.from, self.to);
        write!(f, "{} {:02}:{:02}–{:02}:{:02}", self.weekday, from / 60, from % 60, to / 60, to % 60)
    }
}

impl TryFrom<Line> for Hours {
    type Error = HoursError;

    fn try_from(line: Line) -> Result<Self, HoursError> {
        Self::new(line.weekday, line.from, line.to)
    }
}

impl From<Hours> for Line {
    fn from(hours: Hours) -> Self {
        Self { weekday: hours.weekday, from: hours.from, to: hours.to }
    }
}

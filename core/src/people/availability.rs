//! When people are free, week by week, in their own time zone.

use crate::values::words;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

words! {
    /// A day of the week, the first one first.
    pub enum Weekday {
        /// Monday.
        Monday = "monday",
        /// Tuesday.
        Tuesday = "tuesday",
        /// Wednesday.
        Wednesday = "wednesday",
        /// Thursday.
        Thursday = "thursday",
        /// Friday.
        Friday = "friday",
        /// Saturday.
        Saturday = "saturday",
        /// Sunday.
        Sunday = "sunday",
    }
}

/// A time of day by the clock on the wall, in minutes from midnight: 00:00 to 24:00, where 24:00 is the end of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClockTime(u16);

/// Why a text is no [`ClockTime`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a time of day such as 18:30")]
pub struct ClockTimeError(pub String);

impl ClockTime {
    /// The end of a day.
    pub const MIDNIGHT: Self = Self(1_440);

    /// A time by its hour and minute; nothing when the clock does not show it.
    #[must_use]
    pub const fn new(hour: u16, minute: u16) -> Option<Self> {
        if (hour < 24 && minute < 60) || (hour == 24 && minute == 0) { Some(Self(hour * 60 + minute)) } else { None }
    }

    /// Minutes from midnight, 0 to 1,440.
    #[must_use]
    pub const fn minutes(self) -> u16 {
        self.0
    }
}

impl std::fmt::Display for ClockTime {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

/// `HH:MM`, and `H:MM` in the morning.
impl std::str::FromStr for ClockTime {
    type Err = ClockTimeError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let read = || {
            let (hour, minute) = text.trim().split_once(':')?;
            let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
            if !(1..=2).contains(&hour.len()) || minute.len() != 2 || !digits(hour) || !digits(minute) {
                return None;
            }
            Self::new(hour.parse().ok()?, minute.parse().ok()?)
        };
        read().ok_or_else(|| ClockTimeError(text.to_owned()))
    }
}

/// Some time of one weekday in which a person is free, every week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FreeTime {
    weekday: Weekday,
    from: ClockTime,
    to: ClockTime,
}

/// Why two times are no [`FreeTime`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{to} is not after {from}")]
pub struct FreeTimeError {
    /// When it would begin.
    pub from: ClockTime,
    /// When it would end.
    pub to: ClockTime,
}

impl FreeTime {
    /// Free from one time to a later one of the same day. What goes past midnight is two of them, one until 24:00 and one from 00:00.
    ///
    /// # Errors
    /// When it does not end after it begins.
    pub fn new(weekday: Weekday, from: ClockTime, to: ClockTime) -> Result<Self, FreeTimeError> {
        if from < to { Ok(Self { weekday, from, to }) } else { Err(FreeTimeError { from, to }) }
    }

    /// On which day.
    #[must_use]
    pub const fn weekday(self) -> Weekday {
        self.weekday
    }

    /// From when.
    #[must_use]
    pub const fn from(self) -> ClockTime {
        self.from
    }

    /// Until when; later than [`from`](Self::from).
    #[must_use]
    pub const fn to(self) -> ClockTime {
        self.to
    }

    /// How long, in minutes.
    #[must_use]
    pub const fn minutes(self) -> u16 {
        self.to.0 - self.from.0
    }

    /// From when until when in minutes from the beginning of Monday, the end not included.
    #[must_use]
    pub const fn in_week(self) -> (u16, u16) {
        let day = self.weekday as u16 * 1_440;
        (day + self.from.0, day + self.to.0)
    }
}

/// The same free time in order, Monday first, each minute once: what overlaps or touches becomes one.
///
/// Free time is a set of minutes, so two lines that overlap say nothing wrong; and two people who mean the same week write the same.
#[must_use]
pub fn merged(mut times: Vec<FreeTime>) -> Vec<FreeTime> {
    times.sort_unstable();
    let mut kept: Vec<FreeTime> = Vec::with_capacity(times.len());
    for time in times {
        match kept.last_mut() {
            Some(last) if last.weekday == time.weekday && time.from <= last.to => last.to = last.to.max(time.to),
            _ => kept.push(time),
        }
    }
    kept
}

/// As it is kept: the same words as on the wire.
#[derive(Serialize, Deserialize)]
struct Kept {
    weekday: Weekday,
    from: String,
    to: String,
}

impl Serialize for FreeTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Kept { weekday: self.weekday, from: self.from.to_string(), to: self.to.to_string() }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for FreeTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        let kept = Kept::deserialize(deserializer)?;
        let time = |text: &str| text.parse::<ClockTime>().map_err(D::Error::custom);
        Self::new(kept.weekday, time(&kept.from)?, time(&kept.to)?).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn free(weekday: Weekday, from: &str, to: &str) -> FreeTime {
        FreeTime::new(weekday, from.parse().unwrap(), to.parse().unwrap()).unwrap()
    }

    #[test]
    fn clocks_show_what_they_can() {
        for (text, minutes) in [("00:00", 0), ("9:05", 545), ("09:05", 545), ("23:59", 1_439), ("24:00", 1_440)] {
            assert_eq!(text.parse().map(ClockTime::minutes), Ok(minutes), "{text}");
        }
        for text in
            ["", "9", "24:01", "25:00", "12:60", "12:5", "12:005", "-1:00", "+1:00", "12:00:00", "noon", "١٢:٠٠"]
        {
            assert_eq!(text.parse::<ClockTime>(), Err(ClockTimeError(text.to_owned())), "{text}");
        }
    }

    #[test]
    fn time_ends_after_it_begins_and_past_midnight_is_two() {
        let (late, early) = (ClockTime::new(22, 0).unwrap(), ClockTime::new(2, 0).unwrap());
        assert_eq!(FreeTime::new(Weekday::Friday, late, early), Err(FreeTimeError { from: late, to: early }));
        assert!(FreeTime::new(Weekday::Friday, late, late).is_err());
        let sunday = free(Weekday::Sunday, "22:00", "24:00");
        assert_eq!((sunday.minutes(), sunday.in_week()), (120, (9_960, 10_080)));
    }

    #[test]
    fn what_overlaps_or_touches_becomes_one() {
        let given = vec![
            free(Weekday::Tuesday, "08:00", "09:00"),
            free(Weekday::Monday, "18:00", "20:00"),
            free(Weekday::Monday, "19:00", "21:00"),
            free(Weekday::Monday, "21:00", "22:00"),
            free(Weekday::Monday, "09:00", "10:00"),
        ];
        let kept = merged(given);
        let text = serde_json::to_string(&kept).unwrap();
        assert_eq!(
            text,
            r#"[{"weekday":"monday","from":"09:00","to":"10:00"},{"weekday":"monday","from":"18:00","to":"22:00"},{"weekday":"tuesday","from":"08:00","to":"09:00"}]"#
        );
        assert_eq!(serde_json::from_str::<Vec<FreeTime>>(&text).unwrap(), kept);
        assert!(serde_json::from_str::<FreeTime>(r#"{"weekday":"monday","from":"10:00","to":"09:00"}"#).is_err());
    }

    proptest! {
        /// Merging keeps every minute, adds none, and a second time changes nothing.
        #[test]
        fn merging_keeps_the_minutes(lines in prop::collection::vec((0..7_usize, 0..1_440_u16, 0..1_440_u16), 0..30)) {
            let times: Vec<FreeTime> = lines.iter().filter_map(|(day, one, other)| {
                FreeTime::new(Weekday::ALL[*day], ClockTime(*one.min(other)), ClockTime(*one.max(other))).ok()
            }).collect();
            let minutes = |times: &[FreeTime]| {
                let mut week = vec![false; 10_080];
                for (from, to) in times.iter().map(|time| time.in_week()) {
                    week[usize::from(from)..usize::from(to)].fill(true);
                }
                week
            };
            let once = merged(times.clone());
            prop_assert_eq!(minutes(&times), minutes(&once));
            prop_assert!(once.windows(2).all(|pair| pair[0].weekday < pair[1].weekday || pair[0].to < pair[1].from));
            prop_assert_eq!(&merged(once.clone()), &once);
        }
    }
}

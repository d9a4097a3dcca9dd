//! Civil days and the periods that reports speak of: half-open ranges of days in the zone of the programme.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A civil day, counted from 1970-01-01. On the wire it is ISO 8601 text, `2026-05-04`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

impl Day {
    /// A day by its parts; nothing when there is no such day in the years 1 to 9999.
    ///
    /// ```
    /// # use semillero_analytics::Day;
    /// assert_eq!(Day::new(1970, 1, 2), Some(Day(1)));
    /// assert_eq!(Day::new(2026, 2, 29), None);
    /// ```
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let length = match month {
            2 => 28 + u32::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        if !(1..=9999).contains(&year) || day == 0 || day > length {
            return None;
        }
        // H. Hinnant, "chrono-compatible low-level date algorithms" (2013): years begin in March.
        let year = i64::from(year) - i64::from(month <= 2);
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let of_year = (153 * (i64::from(month) + if month > 2 { -3 } else { 9 }) + 2) / 5 + i64::from(day) - 1;
        let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468;
        i32::try_from(days).ok().map(Self)
    }

    /// Year, month (1 to 12) and day of the month.
    #[must_use]
    pub fn parts(self) -> (i32, u32, u32) {
        let days = i64::from(self.0) + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        (i32::try_from(year).unwrap_or(i32::MAX), u32::try_from(month).unwrap_or(1), u32::try_from(day).unwrap_or(1))
    }

    /// This day moved by whole days, at most to the ends of what can be counted.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// The day on which an instant falls in UTC; microseconds since 1970.
    #[must_use]
    pub fn of_micros(micros: i64) -> Self {
        Self(i32::try_from(micros.div_euclid(86_400_000_000)).unwrap_or(if micros < 0 { i32::MIN } else { i32::MAX }))
    }

    /// Monday is 0.
    #[must_use]
    pub fn weekday(self) -> u32 {
        u32::try_from((i64::from(self.0) + 3).rem_euclid(7)).unwrap_or(0)
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// Why a text is no [`Day`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a day such as 2026-05-04, in the years 1 to 9999")]
pub struct DayError(String);

impl std::str::FromStr for Day {
    type Err = DayError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fails = || DayError(text.to_owned());
        let number = |from: usize, to: usize| {
            let digits = text.get(from..to).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
            digits.and_then(|digits| digits.parse::<u32>().ok()).ok_or_else(fails)
        };
        if text.len() != 10 || text.get(4..5) != Some("-") || text.get(7..8) != Some("-") {
            return Err(fails());
        }
        let year = i32::try_from(number(0, 4)?).map_err(|_| fails())?;
        Self::new(year, number(5, 7)?, number(8, 10)?).ok_or_else(fails)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// Days from the first to the one before the last: half-open, `[from, to)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// The first day.
    pub from: Day,
    /// The day after the last.
    pub to: Day,
}

impl Period {
    /// How many days it has; none when it ends before it begins.
    #[must_use]
    pub fn days(self) -> i32 {
        self.to.0.saturating_sub(self.from.0).max(0)
    }

    /// Whether a day lies in it.
    #[must_use]
    pub fn has(self, day: Day) -> bool {
        self.from <= day && day < self.to
    }
}

/// How long the periods of a report are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grain {
    /// One civil day.
    Day,
    /// Monday to Sunday, as ISO 8601 has it, since programmes report ISO weeks.
    Week,
    /// A calendar month.
    Month,
    /// Three calendar months from January, April, July or October.
    Quarter,
    /// A calendar year.
    Year,
}

impl Grain {
    /// The period of this grain in which a day lies.
    ///
    /// ```
    /// # use semillero_analytics::{Day, Grain};
    /// let quarter = Grain::Quarter.around("2026-05-04".parse()?);
    /// assert_eq!((quarter.from.to_string(), quarter.to.to_string()), ("2026-04-01".into(), "2026-07-01".into()));
    /// # Ok::<(), semillero_analytics::DayError>(())
    /// ```
    #[must_use]
    pub fn around(self, day: Day) -> Period {
        let (year, month, _) = day.parts();
        let months = |first: u32, length: u32| {
            let (end_year, end_month) = if first + length > 12 { (year + 1, 1) } else { (year, first + length) };
            Period {
                from: Day::new(year, first, 1).unwrap_or(day),
                to: Day::new(end_year, end_month, 1).unwrap_or(day),
            }
        };
        match self {
            Self::Day => Period { from: day, to: day.plus(1) },
            Self::Week => {
                let monday = day.plus(-i32::try_from(day.weekday()).unwrap_or(0));
                Period { from: monday, to: monday.plus(7) }
            }
            Self::Month => months(month, 1),
            Self::Quarter => months((month - 1) / 3 * 3 + 1, 3),
            Self::Year => months(1, 12),
        }
    }

    /// The periods of this grain that touch a range, in order.
    #[must_use]
    pub fn periods(self, range: Period) -> Vec<Period> {
        let mut periods = Vec::new();
        let mut at = range.from;
        while at < range.to {
            let period = self.around(at);
            if period.to <= at {
                break;
            }
            periods.push(period);
            at = period.to;
        }
        periods
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_ten_thousand_years_leads_back_to_itself() {
        let (first, last) = (Day::new(1, 1, 1).unwrap(), Day::new(9999, 12, 31).unwrap());
        for at in first.0..=last.0 {
            let (year, month, day) = Day(at).parts();
            assert_eq!(Day::new(year, month, day), Some(Day(at)));
        }
        assert_eq!(Day::new(2000, 2, 29).map(|day| day.0), Some(11_016));
        assert_eq!("2026-11-25".parse::<Day>().unwrap().weekday(), 2);
    }

    #[test]
    fn periods_follow_each_other_without_a_gap() {
        let range = Period { from: Day::new(2023, 12, 30).unwrap(), to: Day::new(2025, 3, 2).unwrap() };
        for grain in [Grain::Day, Grain::Week, Grain::Month, Grain::Quarter, Grain::Year] {
            let periods = grain.periods(range);
            assert!(periods.first().is_some_and(|period| period.has(range.from)));
            assert!(periods.last().is_some_and(|period| period.has(range.to.plus(-1))));
            assert!(periods.windows(2).all(|pair| pair[0].to == pair[1].from));
        }
    }
}

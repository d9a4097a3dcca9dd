//! Lengths of time as documents write them: `28d`, `4w`, `3m`, `1q`, `1y`.

use crate::calendar::{Day, Grain, Period};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A whole number of days, weeks, calendar months, quarters or years; on the wire text such as `28d`.
///
/// ```
/// # use semillero_analytics::Span;
/// let span: Span = "4w".parse()?;
/// assert_eq!((span.days(), span.to_string()), (Some(28), "4w".to_string()));
/// # Ok::<(), semillero_analytics::SpanError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// How many, from 1 to 3660.
    pub count: u32,
    /// Of what.
    pub of: Grain,
}

/// The longest span: ten years of days.
const LONGEST: u32 = 3660;

/// Why a text is no [`Span`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a length such as 28d, 4w, 3m, 1q or 1y, of 1 to 3660")]
pub struct SpanError(String);

impl Span {
    /// A number of days.
    #[must_use]
    pub fn of_days(count: u32) -> Self {
        Self { count, of: Grain::Day }
    }

    /// Its length in days; nothing for months, quarters and years, which differ.
    #[must_use]
    pub fn days(self) -> Option<u32> {
        match self.of {
            Grain::Day => Some(self.count),
            Grain::Week => self.count.checked_mul(7),
            _ => None,
        }
    }

    /// Its length in calendar months; nothing for days and weeks.
    #[must_use]
    pub fn months(self) -> Option<u32> {
        let each = match self.of {
            Grain::Day | Grain::Week => return None,
            Grain::Month => 1,
            Grain::Quarter => 3,
            Grain::Year => 12,
        };
        self.count.checked_mul(each)
    }

    /// The stretch of this length that ends where `to` begins. Months count back to the same day of the month, or its last.
    #[must_use]
    pub fn before(self, to: Day) -> Period {
        let from = match (self.days(), self.months()) {
            (Some(days), _) => to.plus(-i32::try_from(days).unwrap_or(i32::MAX)),
            (_, Some(months)) => months_before(to, months),
            _ => to,
        };
        Period { from, to }
    }
}

/// The same day of the month some months earlier, or the last of that month if it has no such day.
pub(crate) fn months_before(day: Day, months: u32) -> Day {
    let (year, month, of_month) = day.parts();
    let index = i64::from(year) * 12 + i64::from(month) - 1 - i64::from(months);
    let (year, month) = (index.div_euclid(12), index.rem_euclid(12) + 1);
    let (Ok(year), Ok(month)) = (i32::try_from(year), u32::try_from(month)) else { return day };
    (0..4).find_map(|back| Day::new(year, month, of_month.checked_sub(back)?)).unwrap_or(Day(i32::MIN / 2))
}

impl std::fmt::Display for Span {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let letter = match self.of {
            Grain::Day => 'd',
            Grain::Week => 'w',
            Grain::Month => 'm',
            Grain::Quarter => 'q',
            Grain::Year => 'y',
        };
        write!(f, "{}{letter}", self.count)
    }
}

impl std::str::FromStr for Span {
    type Err = SpanError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fails = || SpanError(text.chars().take(40).collect());
        let of = match text.chars().next_back() {
            Some('d') => Grain::Day,
            Some('w') => Grain::Week,
            Some('m') => Grain::Month,
            Some('q') => Grain::Quarter,
            Some('y') => Grain::Year,
            _ => return Err(fails()),
        };
        let digits = text.get(..text.len() - 1).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
        let count = digits.and_then(|digits| digits.parse().ok()).filter(|count| (1..=LONGEST).contains(count));
        Ok(Self { count: count.ok_or_else(fails)?, of })
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_count_back_to_the_same_day_or_the_last() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        assert_eq!(months_before(day("2026-03-31"), 1), day("2026-02-28"));
        assert_eq!(months_before(day("2026-01-15"), 13), day("2024-12-15"));
        assert_eq!("90d".parse::<Span>().unwrap().before(day("2026-04-01")).from, day("2026-01-01"));
        for wrong in ["", "d", "0d", "28", "-1d", "99999d", "1h", "é"] {
            assert!(wrong.parse::<Span>().is_err(), "{wrong}");
        }
    }
}

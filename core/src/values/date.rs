//! Days of the calendar, without a time and without a zone.

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A day, such as the day on which a milestone is due. On the wire it is ISO 8601 text, `2026-05-04`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(value_type = String, format = Date))]
pub struct CivilDate(NaiveDate);

/// Why a text is no [`CivilDate`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a day such as 2026-05-04, in the years 1 to 9999")]
pub struct CivilDateError(String);

impl CivilDate {
    /// A day by its parts; nothing when there is no such day in the years 1 to 9999.
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        (1..=9999).contains(&year).then(|| NaiveDate::from_ymd_opt(year, month, day).map(Self)).flatten()
    }

    /// The day of an instant in UTC.
    #[must_use]
    pub fn of(instant: super::Timestamp) -> Self {
        Self(instant.to_chrono().date_naive())
    }

    /// The first instant of this day in UTC.
    #[must_use]
    pub fn start(self) -> super::Timestamp {
        super::Timestamp::from_chrono(self.0.and_time(chrono::NaiveTime::MIN).and_utc())
    }

    /// This day moved by whole days, at most to the ends of the years 1 to 9999.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        Self::of(self.start().plus_days(days))
    }
}

impl std::fmt::Display for CivilDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%d"))
    }
}

impl std::str::FromStr for CivilDate {
    type Err = CivilDateError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fails = || CivilDateError(text.to_owned());
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

impl Serialize for CivilDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CivilDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "uniffi")]
uniffi::custom_type!(CivilDate, String, { lower: |day| day.to_string(), try_lift: |text| Ok(text.parse()?) });

/// Kept as text, whose order is the order of days.
impl crate::store::Field for CivilDate {
    const KIND: crate::store::Kind = crate::store::Kind::Text;
    fn to_value(&self) -> crate::store::Value {
        crate::store::Value::Text(self.to_string())
    }
    fn from_value(value: crate::store::Value) -> Option<Self> {
        match value {
            crate::store::Value::Text(text) => text.parse().ok(),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_and_written_and_nonsense_is_refused() {
        let day: CivilDate = "2028-02-29".parse().unwrap();
        assert_eq!((day.to_string(), day.plus_days(1).to_string()), ("2028-02-29".into(), "2028-03-01".into()));
        assert_eq!(CivilDate::of(day.start()), day);
        for text in [
            "2026-02-29",
            "29/02/2028",
            "2026-5-4",
            "+026-05-04",
            "2026-05-04T00:00:00Z",
            "0000-01-01",
            "2026-0٣-04",
            "",
        ] {
            assert!(text.parse::<CivilDate>().is_err(), "{text}");
        }
    }
}

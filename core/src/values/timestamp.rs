//! Instants in UTC, to the microsecond.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An instant in UTC, truncated to microseconds when made, so that every store gives back what it was given.
///
/// On the wire it is RFC 3339 text with six digits, `2026-05-04T15:00:00.000000Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(value_type = String, format = DateTime))]
pub struct Timestamp(i64);

/// Why a text is no [`Timestamp`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an RFC 3339 instant such as 2026-05-04T15:00:00Z")]
pub struct TimestampError(String);

impl Timestamp {
    /// Makes an instant from microseconds since 1970; values outside the years 1 to 9999 are moved to the nearest one inside.
    #[must_use]
    pub fn from_micros(micros: i64) -> Self {
        Self(micros.clamp(-62_135_596_800_000_000, 253_402_300_799_999_999))
    }

    /// Microseconds since 1970.
    #[must_use]
    pub const fn as_micros(self) -> i64 {
        self.0
    }

    /// Milliseconds since 1970, never negative: what a UUIDv7 carries.
    #[must_use]
    pub fn as_unix_millis(self) -> u64 {
        u64::try_from(self.0.div_euclid(1_000)).unwrap_or(0)
    }

    /// This instant moved by whole minutes.
    #[must_use]
    pub fn plus_minutes(self, minutes: i64) -> Self {
        Self::from_micros(self.0.saturating_add(minutes.saturating_mul(60_000_000)))
    }

    /// This instant moved by whole days of 24 hours.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        self.plus_minutes(days.saturating_mul(1_440))
    }

    /// Whole minutes from `earlier` to this instant, rounded towards zero.
    #[must_use]
    pub fn minutes_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0) / 60_000_000
    }

    /// The same instant as chrono writes it.
    #[must_use]
    pub fn to_chrono(self) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH.checked_add_signed(TimeDelta::microseconds(self.0)).unwrap_or(DateTime::UNIX_EPOCH)
    }

    /// Takes an instant from chrono, truncating to microseconds.
    #[must_use]
    pub fn from_chrono(time: DateTime<Utc>) -> Self {
        Self::from_micros(time.timestamp_micros())
    }
}

impl std::fmt::Display for Timestamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.to_chrono().to_rfc3339_opts(SecondsFormat::Micros, true))
    }
}

impl std::str::FromStr for Timestamp {
    type Err = TimestampError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let time = DateTime::parse_from_rfc3339(text).map_err(|_| TimestampError(text.to_owned()))?;
        Ok(Self::from_chrono(time.with_timezone(&Utc)))
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "uniffi")]
uniffi::custom_type!(Timestamp, String, { lower: |time| time.to_string(), try_lift: |text| Ok(text.parse()?) });

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_digits_in_utc_whatever_the_offset() {
        let time: Timestamp = "2026-05-04T10:00:00.1234567-05:00".parse().unwrap();
        assert_eq!(time.to_string(), "2026-05-04T15:00:00.123456Z");
    }

    #[test]
    fn nonsense_is_refused_with_the_value() {
        assert!("04/05/2026".parse::<Timestamp>().unwrap_err().to_string().contains("`04/05/2026`"));
    }

    #[test]
    fn extremes_do_not_overflow() {
        assert_eq!(Timestamp::from_micros(i64::MAX).plus_days(i64::MAX).to_string(), "9999-12-31T23:59:59.999999Z");
    }
}

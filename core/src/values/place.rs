//! Where people are: a place by its ISO code, and a time zone by its IANA name.

use chrono_tz::{TZ_VARIANTS, Tz};

/// A country or a part of one: ISO 3166-1 alpha-2 such as `PE`, or ISO 3166-2 such as `CO-ANT`, in capitals.
///
/// Only the form is checked. Which codes there are changes every year, and a code that is no longer in use still says where somebody is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place(String);

/// Why a text is no [`Place`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not the code of a place such as CO-ANT or PE")]
pub struct PlaceError(pub String);

impl Place {
    /// Parses a code; surrounding space is dropped and letters become capitals.
    ///
    /// # Errors
    /// When it is not two letters, perhaps with a hyphen and one to three letters or digits behind them.
    pub fn parse(text: &str) -> Result<Self, PlaceError> {
        let code = text.trim().to_ascii_uppercase();
        let (country, part) =
            code.split_once('-').map_or((code.as_str(), None), |(country, part)| (country, Some(part)));
        let is_country = country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase());
        let is_part = |part: &str| {
            (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        };
        if is_country && part.is_none_or(is_part) { Ok(Self(code)) } else { Err(PlaceError(text.trim().to_owned())) }
    }

    /// The code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The country of the place, two letters.
    #[must_use]
    pub fn country(&self) -> &str {
        self.0.split_once('-').map_or(self.0.as_str(), |(country, _)| country)
    }
}

/// A time zone by its IANA name, such as `America/Bogota`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TimeZone(Tz);

/// Why a text is no [`TimeZone`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not the name of a time zone such as America/Bogota")]
pub struct TimeZoneError(pub String);

impl TimeZone {
    /// Parses a name; surrounding space is dropped, and capitals do not matter.
    ///
    /// # Errors
    /// When the IANA database has no zone and no alias of that name.
    pub fn parse(text: &str) -> Result<Self, TimeZoneError> {
        let name = text.trim();
        let exact = name.parse::<Tz>().ok();
        let found = exact.or_else(|| TZ_VARIANTS.iter().copied().find(|zone| zone.name().eq_ignore_ascii_case(name)));
        found.map(Self).ok_or_else(|| TimeZoneError(name.to_owned()))
    }

    /// Every zone and alias, in the order of their names.
    pub fn all() -> impl Iterator<Item = Self> {
        TZ_VARIANTS.iter().copied().map(Self)
    }

    /// The IANA name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// The zone as chrono takes it, for offsets at a moment.
    #[must_use]
    pub const fn to_chrono(self) -> Tz {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_codes_in_capitals() {
        for (text, code, country) in
            [("CO-ANT", "CO-ANT", "CO"), (" pe ", "PE", "PE"), ("mx-9", "MX-9", "MX"), ("es-m", "ES-M", "ES")]
        {
            let place = Place::parse(text).unwrap();
            assert_eq!((place.as_str(), place.country()), (code, country), "{text}");
        }
        for text in
            ["", "P", "PER", "CO-", "CO-ANTI", "CO ANT", "C0", "CO_ANT", "CO-AN-T", "Medellín", "Pé", "CO-Ñ", "ſs"]
        {
            assert_eq!(Place::parse(text), Err(PlaceError(text.to_owned())), "{text}");
        }
    }

    #[test]
    fn zones_are_found_whatever_their_capitals() {
        for (text, name) in [
            ("America/Bogota", "America/Bogota"),
            (" america/argentina/buenos_aires ", "America/Argentina/Buenos_Aires"),
            ("UTC", "UTC"),
            ("Asia/Calcutta", "Asia/Calcutta"),
        ] {
            assert_eq!(TimeZone::parse(text).map(TimeZone::name), Ok(name), "{text}");
        }
        for text in ["", "Bogota", "America/Bogotá", "GMT-5", "-05:00", "America"] {
            assert_eq!(TimeZone::parse(text), Err(TimeZoneError(text.to_owned())), "{text}");
        }
        assert!(TimeZone::all().count() > 400);
    }
}

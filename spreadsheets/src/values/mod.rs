//! What is written in a cell: dates, times, numbers, lists, words.

mod choices;
mod dates;
mod lengths;
mod lists;
mod numbers;
mod places;
mod times;
mod week_words;
mod weeks;

pub(crate) use choices::{Choice, Choices, LOCALES, yes_or_no};
pub(crate) use dates::{DateFault, YEARS, date_and_time, of_serial};
pub(crate) use lengths::length_in_minutes;
pub(crate) use lists::{emails, items};
pub(crate) use numbers::{NumberFault, number};
pub use places::{place_in_words, place_of_words, zone_of_words};
pub(crate) use times::{time_of_day, time_of_fraction};
pub use week_words::week_in_words;
pub(crate) use weeks::{WeekFault, week};

use semillero_core::values::{EmailAddress, Place, TimeZone};
use serde::{Serialize as _, Serializer};

/// Writes an address as its text.
pub(crate) fn as_text<S: Serializer>(address: &EmailAddress, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(address.as_str())
}

/// Writes addresses as a list of texts.
pub(crate) fn as_texts<S: Serializer>(addresses: &[EmailAddress], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(addresses.iter().map(EmailAddress::as_str))
}

/// Writes a place as its code.
pub(crate) fn maybe_place<S: Serializer>(place: &Option<Place>, to: S) -> Result<S::Ok, S::Error> {
    place.as_ref().map(Place::as_str).serialize(to)
}

/// Writes a zone as its name.
pub(crate) fn maybe_zone<S: Serializer>(zone: &Option<TimeZone>, to: S) -> Result<S::Ok, S::Error> {
    zone.map(TimeZone::name).serialize(to)
}

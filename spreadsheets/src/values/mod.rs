//! What is written in a cell: dates, times, numbers, lists, words.

mod choices;
mod dates;
mod lengths;
mod lists;
mod numbers;
mod times;

pub(crate) use choices::{Choice, Choices, LOCALES, yes_or_no};
pub(crate) use dates::{DateFault, YEARS, date_and_time, of_serial};
pub(crate) use lengths::length_in_minutes;
pub(crate) use lists::{emails, items};
pub(crate) use numbers::{NumberFault, number};
pub(crate) use times::{time_of_day, time_of_fraction};

use semillero_core::values::EmailAddress;
use serde::Serializer;

/// Writes an address as its text.
pub(crate) fn as_text<S: Serializer>(address: &EmailAddress, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(address.as_str())
}

/// Writes addresses as a list of texts.
pub(crate) fn as_texts<S: Serializer>(addresses: &[EmailAddress], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(addresses.iter().map(EmailAddress::as_str))
}

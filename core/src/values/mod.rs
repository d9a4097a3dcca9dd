//! Values: what is parsed once and never checked again.

mod closed;
mod date;
mod document;
mod id;
mod number;
mod place;
mod text;
mod timestamp;

pub(crate) use closed::words;
pub use closed::{Locale, UnknownWord};
pub use date::{CivilDate, CivilDateError};
pub use document::{Json, canonical};
pub use id::*;
pub use number::{Capacity, MentorsPerMentee, RangeError, Rating, SessionMinutes};
pub use place::{Place, PlaceError, TimeZone, TimeZoneError};
pub use text::{EmailAddress, EmailError, label_key, sort_key, stems, stems_of_word, words_of};
pub use timestamp::{Timestamp, TimestampError};

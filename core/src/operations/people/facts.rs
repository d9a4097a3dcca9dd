//! Where people are and when they are free, checked.

use crate::api::{TextChange, WeeklyHours};
use crate::errors::{Mistake, Problems, texts};
use crate::people::{ClockTime, FreeTime, merged};
use crate::values::{Place, PlaceError, TimeZone, TimeZoneError};

/// The longest text about oneself.
pub(super) const ABOUT: usize = 2_000;
/// The most lines of free time.
const LINES: usize = 50;

/// The code of a place in its usual form.
pub(super) fn place(text: &str) -> Result<String, PlaceError> {
    Place::parse(text).map(|place| place.as_str().to_owned())
}

/// The name of a zone in its usual form.
pub(super) fn time_zone(text: &str) -> Result<String, TimeZoneError> {
    TimeZone::parse(text).map(|zone| zone.name().to_owned())
}

/// A value that may be left out.
pub(super) fn parsed<E: Mistake>(
    problems: &mut Problems,
    path: &str,
    value: Option<&String>,
    parse: impl Fn(&str) -> Result<String, E>,
) -> Option<String> {
    problems.keep(path, value.map(|text| parse(text)).transpose()).flatten()
}

/// A value that an edit may set, empty or leave.
pub(super) fn change_parsed<E: Mistake>(
    problems: &mut Problems,
    path: &str,
    kept: &mut Option<String>,
    change: Option<&TextChange>,
    parse: impl Fn(&str) -> Result<String, E>,
) {
    match change {
        None => {}
        Some(TextChange::Clear) => *kept = None,
        Some(TextChange::Set(text)) => *kept = problems.keep(&format!("{path}/set"), parse(text)),
    }
}

/// Free time in order, each minute once.
pub(super) fn availability(problems: &mut Problems, path: &str, lines: &[WeeklyHours]) -> Vec<FreeTime> {
    if lines.len() > LINES {
        problems.add(path, &texts::TOO_MANY, [("length", lines.len().into()), ("most", LINES.into())]);
        return Vec::new();
    }
    let mut times = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let mut clock =
            |side: &str, text: &str| problems.keep(&format!("{path}/{at}/{side}"), text.parse::<ClockTime>());
        if let (Some(from), Some(to)) = (clock("from", &line.from), clock("to", &line.to)) {
            times.extend(problems.keep(&format!("{path}/{at}/to"), FreeTime::new(line.weekday, from, to)));
        }
    }
    merged(times)
}

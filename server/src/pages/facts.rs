//! Where people are and when they are free, as pages show it and forms give it.

use super::context::Me;
use super::failure::Failure;
use minijinja::{Value, context};
use semillero_core::errors::{ApiError, ErrorCode, InputError};
use semillero_core::people::FreeTime;
use semillero_core::values::{Locale, Place};
use semillero_core::{TextChange, UserView, WeeklyHours};
use semillero_spreadsheets::{place_in_words, place_of_words, week_in_words, week_of_words, zone_of_words};

/// The zones a form proposes: those of the programmes we know. Every other one can be typed.
const ZONES: &[&str] = &[
    "America/Argentina/Buenos_Aires",
    "America/Asuncion",
    "America/Bogota",
    "America/Caracas",
    "America/Costa_Rica",
    "America/El_Salvador",
    "America/Guatemala",
    "America/Guayaquil",
    "America/Havana",
    "America/La_Paz",
    "America/Lima",
    "America/Los_Angeles",
    "America/Managua",
    "America/Mexico_City",
    "America/Montevideo",
    "America/New_York",
    "America/Panama",
    "America/Puerto_Rico",
    "America/Santiago",
    "America/Santo_Domingo",
    "America/Sao_Paulo",
    "America/Tegucigalpa",
    "America/Tijuana",
    "America/Toronto",
    "Asia/Kolkata",
    "Atlantic/Canary",
    "Europe/London",
    "Europe/Madrid",
    "Europe/Paris",
];

/// What a page shows of a person beside their view: the place and the week in words, and the zones to choose from.
pub(super) fn in_words(user: &UserView, lang: Locale) -> Value {
    let place = user.place.as_deref().and_then(|code| Place::parse(code).ok());
    let times: Vec<FreeTime> = user.availability.iter().flatten().filter_map(WeeklyHours::free_time).collect();
    context! {
        place => place.map(|place| place_in_words(&place, lang)),
        week => week_in_words(&times, lang),
        zones => ZONES,
    }
}

/// What a text field of a form asks for. Browsers send two characters for the end of a line.
pub(super) fn text(typed: &str) -> TextChange {
    match typed.trim() {
        "" => TextChange::Clear,
        text => TextChange::Set(text.replace("\r\n", "\n")),
    }
}

/// A place by its code or its country; what is neither goes on as it was typed, and the operation says what is wrong.
pub(super) fn place(typed: &str) -> TextChange {
    place_of_words(typed).map_or_else(|| text(typed), |place| TextChange::Set(place.as_str().to_owned()))
}

/// A zone by its name or its city; what is neither goes on as it was typed.
pub(super) fn zone(typed: &str) -> TextChange {
    zone_of_words(typed).map_or_else(|| text(typed), |zone| TextChange::Set(zone.name().to_owned()))
}

/// The free time that was typed, or a page that says what is wrong with it.
pub(super) fn week(me: &Me, typed: &str) -> Result<Vec<WeeklyHours>, Failure> {
    let times = week_of_words(typed).map_err(|said| {
        let mistake = InputError {
            path: "/availability".to_owned(),
            key: said.key().to_owned(),
            text: said.text(me.lang),
            remedy: said.remedy(me.lang),
        };
        let message = me.say("no se entiende cuándo tiene tiempo", "it is not clear when you have time");
        let (code, key) = (ErrorCode::InvalidInput, "invalid_input".to_owned());
        Failure::shown(me, ApiError { code, key, message, errors: vec![mistake], request_id: None })
    })?;
    Ok(times.into_iter().map(WeeklyHours::from).collect())
}

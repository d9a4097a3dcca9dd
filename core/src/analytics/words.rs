//! The figures by name, in Spanish and English.

use super::figures::MATCH_WINDOW_DAYS;
use crate::values::{Locale, words};

words! {
    /// Which figure.
    pub enum FigureName {
        /// Mentees with a mentor ÷ mentees.
        MenteesMatched = "mentees_matched",
        /// Requests accepted within 14 days ÷ requests older than 14 days.
        MatchRate = "match_rate",
        /// The median time from a mentee's first request to the first yes.
        TimeToMatch = "time_to_match",
        /// Sessions held ÷ sessions already closed or whose end has passed.
        SessionCompletion = "session_completion",
    }
}

words! {
    /// What to make of a figure.
    pub enum Verdict {
        /// It says what it says.
        Good = "good",
        /// Fewer than ten stand behind it: do not compare it.
        Insufficient = "insufficient",
        /// Nothing to count yet. 0 of 0 is not 0.
        Undefined = "undefined",
        /// It is there, but too few people stand behind it to show it to you.
        Suppressed = "suppressed",
    }
}

/// The name of a figure for people.
#[must_use]
pub fn title(name: FigureName, locale: Locale) -> &'static str {
    match name {
        FigureName::MenteesMatched => locale.pick("Emprendedoras con mentora", "Mentees with a mentor"),
        FigureName::MatchRate => locale.pick("Tasa de emparejamiento", "Match rate"),
        FigureName::TimeToMatch => locale.pick("Tiempo hasta el emparejamiento (mediana)", "Time to match (median)"),
        FigureName::SessionCompletion => locale.pick("Sesiones celebradas", "Session completion"),
    }
}

/// The unit of a figure.
#[must_use]
pub const fn unit(name: FigureName) -> &'static str {
    match name {
        FigureName::TimeToMatch => "minutes",
        FigureName::MenteesMatched | FigureName::MatchRate | FigureName::SessionCompletion => "basis_points",
    }
}

/// What a figure counts, in one sentence.
#[must_use]
pub fn definition(name: FigureName, locale: Locale) -> String {
    let text = match name {
        FigureName::MenteesMatched => locale.pick(
            "personas inscritas a quienes una mentora dijo que sí, entre todas las inscritas; intervalo de Wilson al 95 %",
            "enrolled mentees to whom a mentor said yes, out of all enrolled mentees; 95 % Wilson interval",
        ),
        FigureName::MatchRate => locale.pick(
            "solicitudes aceptadas en {days} días, entre las que tienen más de {days} días; las retiradas y las que otra hizo innecesarias no cuentan; intervalo de Wilson al 95 %",
            "requests accepted within {days} days, out of those older than {days} days; withdrawn and superseded ones do not count; 95 % Wilson interval",
        ),
        FigureName::TimeToMatch => locale.pick(
            "mediana de Kaplan-Meier desde la primera solicitud de una persona hasta el primer sí; quien aún espera cuenta como espera en curso; intervalo de Brookmeyer-Crowley al 95 %",
            "Kaplan-Meier median from a mentee's first request to the first yes; whoever still waits counts as waiting; 95 % Brookmeyer-Crowley interval",
        ),
        FigureName::SessionCompletion => locale.pick(
            "sesiones celebradas, entre las ya cerradas y aquellas cuya hora ya pasó; intervalo al 95 % con las parejas como conglomerados",
            "sessions held, out of those already closed and those whose end has passed; 95 % interval with pairs as clusters",
        ),
    };
    text.replace("{days}", &MATCH_WINDOW_DAYS.to_string())
}

//! What amending a run says to people, in Spanish and English.

use crate::api::RunChangeKind;
use crate::values::Locale;

/// One change and how many mentees have other mentors through it.
pub(super) fn change_text(
    kind: RunChangeKind,
    (who, whom): (&str, &str),
    capacity: Option<i32>,
    moved: usize,
    locale: Locale,
) -> String {
    let two = |es: String, en: String| match locale {
        Locale::Es => es,
        Locale::En => en,
    };
    let capacity = capacity.unwrap_or_default();
    let what = match kind {
        RunChangeKind::Joined => two(format!("`{who}` se incorpora"), format!("`{who}` joins")),
        RunChangeKind::Left => two(format!("`{who}` se va"), format!("`{who}` leaves")),
        RunChangeKind::Capacity => two(format!("`{who}` toma {capacity}"), format!("`{who}` takes {capacity}")),
        RunChangeKind::Declined => two(
            format!("`{who}` y `{whom}` ya no son una pareja posible"),
            format!("`{who}` and `{whom}` may not be paired any more"),
        ),
        RunChangeKind::Rescored => {
            two(format!("los puntos de `{who}` se leen de nuevo"), format!("the scores of `{who}` are read anew"))
        }
    };
    match (moved, locale) {
        (0, Locale::Es) => format!("{what}; nadie cambia de mentoría"),
        (0, Locale::En) => format!("{what}; nobody changes mentors"),
        (1, Locale::Es) => format!("{what}; cambia una persona"),
        (1, Locale::En) => format!("{what}; one mentee changes"),
        (moved, Locale::Es) => format!("{what}; cambian {moved} personas"),
        (moved, Locale::En) => format!("{what}; {moved} mentees change"),
    }
}

/// The disruption in one sentence.
pub(super) fn disruption_text(kept: i32, gone: i32, new: i32, locale: Locale) -> String {
    match locale {
        Locale::Es => format!("Siguen {kept} pareja(s), terminan {gone} y empiezan {new}."),
        Locale::En => format!("{kept} pair(s) stay, {gone} end and {new} begin."),
    }
}

/// What a limit cost.
pub(super) fn limit_text(pairs: i32, points: i64, moves: usize, locale: Locale) -> String {
    match (pairs, points, locale) {
        (0, 0, Locale::Es) => "El límite no cuesta nada: es lo mejor que hay.".to_owned(),
        (0, 0, Locale::En) => "The limit costs nothing: this is the best there is.".to_owned(),
        (pairs, points, Locale::Es) => {
            format!("Lo mejor tendría {pairs} pareja(s) y {points} puntos más, y cambiaría a {moves} persona(s) más.")
        }
        (pairs, points, Locale::En) => {
            format!("The best has {pairs} pair(s) and {points} points more, and would change {moves} more mentee(s).")
        }
    }
}

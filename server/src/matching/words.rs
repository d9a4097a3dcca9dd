//! The words of a report: reasons, why somebody is left over, and what the verifier counted.

use semillero_core::matching::Factor;
use semillero_core::matching::engine::{Outside, Why};
use semillero_core::values::Locale;
use serde_json::Value;

/// A reason of a pair.
pub(super) fn reason(locale: Locale, factor: Factor, rank: usize) -> String {
    let (es, en) = match factor {
        Factor::MenteeChoice => (format!("su {rank}.ª opción"), format!("their choice no. {rank}")),
        _ => (format!("la {rank}.ª opción de quien mentora"), format!("the mentor's choice no. {rank}")),
    };
    locale.pick(&es, &en).to_owned()
}

/// Why somebody has no mentor, as a word and in words. Who gave no list is open to everybody, so there are two texts where it matters.
pub(super) fn why(locale: Locale, why: Why, gave_a_list: bool) -> (&'static str, &'static str) {
    let (word, es, en) = match (why, gave_a_list) {
        (Why::NoCapacity, _) => ("no_capacity", "no pide a nadie", "asks for nobody"),
        (Why::NoEligibleMentor, _) => (
            "no_eligible_mentor",
            "nadie es posible: vetos o lista vacía",
            "nobody is eligible: vetoes or an empty list",
        ),
        (Why::NoSeats, true) => {
            ("no_seats", "nadie de su lista toma a más personas", "nobody on their list takes anyone")
        }
        (Why::NoSeats, false) => {
            ("no_seats", "sin lista propia; nadie toma a más personas", "no list of their own; nobody takes anyone")
        }
        (Why::OutrankedEverywhere, true) => (
            "outranked",
            "todos los cupos de su lista son de personas mejor situadas o con más suerte en el sorteo entre iguales",
            "every seat on their list went to people ranked higher, or luckier in the lottery among equals",
        ),
        (Why::OutrankedEverywhere, false) => (
            "outranked",
            "sin lista propia; todos los cupos son de personas mejor situadas o con más suerte en el sorteo entre iguales",
            "no list of their own; every seat went to people ranked higher, or luckier in the lottery among equals",
        ),
        (Why::SeatsTaken, true) => (
            "seats_taken",
            "los cupos de su lista dan más al conjunto con otras personas",
            "the seats on their list serve the whole better with others",
        ),
        (Why::SeatsTaken, false) => (
            "seats_taken",
            "sin lista propia; los cupos dan más al conjunto con otras personas",
            "no list of their own; the seats serve the whole better with others",
        ),
        (Why::CameLater, _) => (
            "came_later",
            "los cupos fueron a quienes están antes en el archivo",
            "the seats went to people who stand before in the file",
        ),
        _ => ("removed", "se quitó a mano", "taken away by hand"),
    };
    (word, locale.pick(es, en))
}

/// How much of the exact answer candidates have.
pub(super) fn recall(outside: &Outside, locale: Locale) -> String {
    let Outside { given, eligible, best, recall } = outside;
    match locale {
        Locale::Es => format!(
            "candidatas: {eligible} de {given} parejas son posibles; tienen {} de {} de las {best} mejores de cada persona",
            recall.hits, recall.of
        ),
        Locale::En => format!(
            "candidates: {eligible} of {given} pairs may be made; they have {} of {} of the best {best} of each mentee",
            recall.hits, recall.of
        ),
    }
}

/// What matching everybody at once would have given.
pub(super) fn hindsight(score: u64, best: u64, locale: Locale) -> String {
    match locale {
        Locale::Es => format!("por orden de llegada suman {score} puntos; emparejando a todas a la vez, {best}"),
        Locale::En => format!("first come, first served sums to {score} points; everybody at once, to {best}"),
    }
}

/// That the time was over before the answer was proven.
pub(super) fn stopped(locale: Locale) -> &'static str {
    locale.pick(
        "se acabó el tiempo: es lo mejor que se encontró; no se puede repetir",
        "time ran out: this is the best that was found; it cannot be replayed",
    )
}

/// A place in a list: `1.ª`, `1st`.
pub(super) fn ordinal(locale: Locale, rank: usize) -> String {
    let ending = match (rank % 10, rank % 100) {
        (1, teens) if teens != 11 => "st",
        (2, teens) if teens != 12 => "nd",
        (3, teens) if teens != 13 => "rd",
        _ => "th",
    };
    locale.pick(&format!("{rank}.ª"), &format!("{rank}{ending}")).to_owned()
}

/// What the verifier counts, by the names of its fields.
const COUNTED: &[(&str, &str, &str)] = &[
    ("mentee_capacity", "mentees con demasiadas personas", "mentees with too many mentors"),
    ("mentor_capacity", "mentores con demasiadas personas", "mentors with too many mentees"),
    ("organisation_capacity", "organizaciones sobre su cupo", "organisations over their capacity"),
    ("not_eligible", "parejas vetadas o no pedidas", "pairs vetoed or not asked for"),
    ("repeated", "parejas repetidas", "repeated pairs"),
    ("unknown", "personas desconocidas", "unknown people"),
    ("inconsistent", "líneas que se contradicen", "lines that contradict each other"),
    ("mentor_and_organisation_have_room", "hay cupo libre", "a seat is free"),
    ("same_organisation_move", "cambio dentro de una organización", "a move within one organisation"),
    (
        "mentor_has_room_organisation_full_prefers",
        "la organización está llena y prefiere a esta persona",
        "the organisation is full and prefers this mentee",
    ),
    (
        "mentor_full_prefers",
        "quien mentora tiene los cupos llenos y prefiere a esta persona",
        "the mentor is full and prefers this mentee",
    ),
];

/// How many: a number, or numbers by kind.
pub(super) fn total(counts: Option<&Value>) -> u64 {
    match counts {
        Some(Value::Object(kinds)) => kinds.values().filter_map(Value::as_u64).sum(),
        Some(single) => single.as_u64().unwrap_or(0),
        None => 0,
    }
}

/// How many, and of which kinds where there are any: `2 (a seat is free: 1; the mentor is full …: 1)`.
pub(super) fn counted(locale: Locale, counts: Option<&Value>) -> String {
    let total = total(counts);
    let kinds = counts.and_then(Value::as_object).into_iter().flatten().filter_map(|(kind, count)| {
        let count = count.as_u64().filter(|count| *count > 0)?;
        let words = COUNTED.iter().find(|(known, ..)| known == kind);
        Some(format!("{}: {count}", words.map_or(kind.as_str(), |(_, es, en)| locale.pick(es, en))))
    });
    let kinds: Vec<String> = kinds.collect();
    if kinds.is_empty() { total.to_string() } else { format!("{total} ({})", kinds.join("; ")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use semillero_core::matching::engine::{Blocking, Breaches};
    use serde_json::json;

    #[test]
    fn places_are_said_as_people_say_them() {
        let english = [1, 2, 3, 4, 11, 12, 13, 21, 112].map(|rank| ordinal(Locale::En, rank));
        assert_eq!(english, ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th"]);
        assert_eq!(ordinal(Locale::Es, 2), "2.ª");
    }

    #[test]
    fn every_kind_that_the_verifier_counts_has_words() {
        for kinds in [json!(Breaches::default()), json!(Blocking::default())] {
            for kind in kinds.as_object().unwrap().keys() {
                assert!(COUNTED.iter().any(|(known, ..)| known == kind), "{kind}");
            }
        }
    }

    #[test]
    fn counts_are_said_by_kind() {
        let counts =
            json!({ "mentor_full_prefers": 2, "mentor_and_organisation_have_room": 1, "same_organisation_move": 0 });
        let said = counted(Locale::En, Some(&counts));
        assert_eq!(said, "3 (a seat is free: 1; the mentor is full and prefers this mentee: 2)");
        assert_eq!(counted(Locale::En, Some(&json!(4))), "4");
        assert_eq!(counted(Locale::Es, None), "0");
    }
}

//! What the report says in words, in both languages.

use semillero_core::matching::Factor;
use semillero_core::matching::engine::Why;
use semillero_core::values::Locale;
use serde_json::Value;

/// A reason of a score: whose choice somebody is.
pub(super) fn in_words(locale: Locale, factor: Factor, rank: usize) -> String {
    let (es, en) = match factor {
        Factor::MenteeChoice => (format!("su {rank}.ª opción"), format!("their choice no. {rank}")),
        _ => (format!("la {rank}.ª opción de quien mentora"), format!("the mentor's choice no. {rank}")),
    };
    locale.pick(&es, &en).to_owned()
}

/// Why somebody has no mentor, as a word and in words.
pub(super) fn why(locale: Locale, why: Why) -> (&'static str, &'static str) {
    let (word, es, en) = match why {
        Why::NoCapacity => ("no_capacity", "no pide a nadie", "asks for nobody"),
        Why::NoEligibleMentor => (
            "no_eligible_mentor",
            "nadie es posible: vetos o lista vacía",
            "nobody is eligible: vetoes or an empty list",
        ),
        Why::NoSeats => ("no_seats", "nadie de su lista toma a más personas", "nobody on their list takes anyone"),
        Why::OutrankedEverywhere => (
            "outranked",
            "todos los cupos de su lista son de personas mejor situadas o con más suerte en el sorteo entre iguales",
            "every seat on their list went to people ranked higher, or luckier in the lottery among equals",
        ),
        Why::SeatsTaken => (
            "seats_taken",
            "los cupos de su lista dan más al conjunto con otras personas",
            "the seats on their list serve the whole better with others",
        ),
        _ => ("removed", "se quitó a mano", "taken away by hand"),
    };
    (word, locale.pick(es, en))
}

/// The kinds of blocking pairs as the verifier names them, and in Spanish and English.
const BLOCKING: [(&str, &str, &str); 4] = [
    ("mentor_and_organisation_have_room", "con cupo libre", "with a free seat"),
    ("same_organisation_move", "dentro de una organización", "within one organisation"),
    (
        "mentor_has_room_organisation_full_prefers",
        "con la organización llena, que lo prefiere",
        "with a full organisation that prefers it",
    ),
    ("mentor_full_prefers", "con quien mentora sin cupo, que lo prefiere", "with a full mentor who prefers it"),
];

/// The kinds of blocking pairs that there are, in parentheses; nothing when there are none or the kinds are not known.
pub(super) fn blocking_kinds(locale: Locale, counts: &Value) -> String {
    let count = |kind: &str| counts.get(kind).and_then(Value::as_u64).filter(|count| *count > 0);
    let kinds = BLOCKING.iter().filter_map(|(kind, es, en)| Some(format!("{} {}", count(kind)?, locale.pick(es, en))));
    let kinds: Vec<String> = kinds.collect();
    if kinds.is_empty() { String::new() } else { format!(" ({})", kinds.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use semillero_core::matching::engine::Blocking;
    use serde_json::json;

    #[test]
    fn every_kind_the_verifier_counts_has_words() {
        let counts = Blocking {
            mentor_and_organisation_have_room: 1,
            same_organisation_move: 2,
            mentor_has_room_organisation_full_prefers: 3,
            mentor_full_prefers: 4,
        };
        let counts = serde_json::to_value(counts).unwrap();
        assert_eq!(
            blocking_kinds(Locale::En, &counts),
            " (1 with a free seat, 2 within one organisation, 3 with a full organisation that prefers it, \
             4 with a full mentor who prefers it)"
        );
        assert_eq!(counts.as_object().unwrap().len(), BLOCKING.len());
        assert_eq!(blocking_kinds(Locale::Es, &json!({ "mentor_full_prefers": 0 })), "");
        assert_eq!(blocking_kinds(Locale::Es, &json!(3)), "", "the domain gives a number");
    }
}

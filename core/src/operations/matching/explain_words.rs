//! Why, why not, and at what cost, in Spanish and English.

use crate::api::ClosedView;
use crate::matching::engine::{WhyNot, WouldChange};
use crate::values::Locale;

/// The names of people by their index in the question.
pub(super) trait Names {
    fn mentee_name(&self, index: u32) -> &str;
    fn mentor_name(&self, index: u32) -> &str;
}

pub(super) fn closed_text(closed: &[ClosedView], locale: Locale) -> String {
    let reasons: Vec<&str> = closed.iter().map(|closed| closed.text.as_str()).collect();
    match locale {
        Locale::Es => format!("no es una pareja posible: {}", reasons.join("; ")),
        Locale::En => format!("the two may not be paired: {}", reasons.join("; ")),
    }
}

/// Why a pair is in the answer of the strategy, or why not; `None` for strategies that give no reason for a single pair.
pub(super) fn why_text(why: Option<&WhyNot>, names: &dyn Names, locale: Locale) -> String {
    let two = |es: String, en: String| match locale {
        Locale::Es => es,
        Locale::En => en,
    };
    match why {
        Some(WhyNot::Matched) => {
            locale.pick("la estrategia hizo esta pareja", "the strategy made this pair").to_owned()
        }
        Some(WhyNot::NoCapacity { .. }) => locale
            .pick("una de las dos partes no tiene lugar para nadie", "one of the two has room for nobody")
            .to_owned(),
        Some(WhyNot::PriceTooHigh { .. }) => locale
            .pick(
                "la mentora o el mentor está muy solicitado: su lugar aporta más al conjunto con otra persona",
                "the mentor is sought after: the place adds more to the whole with somebody else",
            )
            .to_owned(),
        Some(WhyNot::BetterElsewhere { instead, .. }) => {
            let name = names.mentor_name(*instead);
            two(
                format!("aporta más al conjunto con `{name}`, con quien está"),
                format!("it adds more to the whole that they are with `{name}`"),
            )
        }
        Some(WhyNot::OutrankedBy { mentee, .. }) => {
            let name = names.mentee_name(*mentee);
            two(
                format!("los lugares son de personas que tienen preferencia; la última, `{name}`"),
                format!("the places are taken by people who come first; the last of them is `{name}`"),
            )
        }
        Some(WhyNot::Prefers { mentor, .. }) => {
            let name = names.mentor_name(*mentor);
            two(format!("está con `{name}`, a quien prefiere"), format!("they are with `{name}`, whom they prefer"))
        }
        Some(WhyNot::Blocks) => locale
            .pick(
                "las dos partes se preferirían a lo que tienen",
                "both would rather have each other than what they have",
            )
            .to_owned(),
        Some(WhyNot::NotEligible) => locale.pick("no es una pareja posible", "the two may not be paired").to_owned(),
        None => locale
            .pick("el conjunto resulta mejor sin esta pareja", "the whole comes out better without this pair")
            .to_owned(),
    }
}

pub(super) fn cost_text(pairs: i32, points: i64, matched: bool, locale: Locale) -> String {
    let what = match (matched, locale) {
        (true, Locale::Es) => "Separarla",
        (true, Locale::En) => "Taking it apart",
        (false, Locale::Es) => "Hacerla",
        (false, Locale::En) => "Making it",
    };
    match (pairs, points, locale) {
        (0, 0, Locale::Es) => format!("{what} no cuesta nada: el conjunto queda igual de bien."),
        (0, 0, Locale::En) => format!("{what} costs nothing: the whole comes out as well."),
        (0, points, Locale::Es) => format!("{what} cuesta {points} puntos en total."),
        (0, points, Locale::En) => format!("{what} costs {points} points in all."),
        (pairs, points, Locale::Es) if points >= 0 => {
            format!("{what} deja {pairs} pareja(s) menos y cuesta {points} puntos en total.")
        }
        (pairs, points, Locale::En) if points >= 0 => {
            format!("{what} leaves {pairs} pair(s) fewer and costs {points} points in all.")
        }
        (pairs, points, Locale::Es) => {
            format!("{what} deja {pairs} pareja(s) menos y suma {} puntos a las demás.", points.unsigned_abs())
        }
        (pairs, points, Locale::En) => {
            format!("{what} leaves {pairs} pair(s) fewer and adds {} points to the others.", points.unsigned_abs())
        }
    }
}

/// What would bring the two together; nothing when nothing would.
pub(super) fn change_text(change: &WouldChange, locale: Locale) -> Option<String> {
    let score = change.more_score.filter(|score| *score > 0).map(|score| match locale {
        Locale::Es => format!("{score} puntos más de esta pareja"),
        Locale::En => format!("{score} more points of this pair"),
    });
    let places = change.more_places.filter(|places| *places > 0).map(|places| match locale {
        Locale::Es => format!("{places} lugar(es) más de la mentora o el mentor"),
        Locale::En => format!("{places} more place(s) with the mentor"),
    });
    let ways: Vec<String> = score.into_iter().chain(places).collect();
    if ways.is_empty() {
        return None;
    }
    Some(match locale {
        Locale::Es => format!("Las uniría: {}.", ways.join(", o ")),
        Locale::En => format!("This would bring them together: {}.", ways.join(", or ")),
    })
}

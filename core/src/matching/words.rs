//! What matching says to people, in Spanish and English.

use super::publish::HeldBack;
use super::{Factor, Part, UnmatchedWhy};
use crate::programmes::Side;
use crate::values::Locale;

/// Why a mentee has no mentor.
pub(crate) fn unmatched_text(why: UnmatchedWhy, locale: Locale) -> &'static str {
    match why {
        UnmatchedWhy::NoEligibleMentor => locale.pick(
            "ninguna persona mentora es posible: los vetos, las listas o el consentimiento las excluyen",
            "no mentor is possible: vetoes, lists or consent leave nobody",
        ),
        UnmatchedWhy::NoSeats => {
            locale.pick("las personas mentoras posibles no toman a nadie más", "the possible mentors take nobody new")
        }
        UnmatchedWhy::Outranked => locale.pick(
            "las personas mentoras posibles están completas con quienes prefieren antes",
            "the possible mentors are full with people they rank higher",
        ),
        UnmatchedWhy::SeatsTaken => locale.pick(
            "los cupos fueron a otras parejas porque el conjunto resulta mejor",
            "the seats went to other pairs because the whole comes out better",
        ),
        UnmatchedWhy::CameLater => {
            locale.pick("los cupos fueron a quienes llegaron antes", "the seats went to people who came before")
        }
        UnmatchedWhy::Removed => locale.pick("una persona quitó la pareja", "a person took the pair away"),
    }
}

/// One reason of a pair. `rank` is for the choices, `part` for what the two share; without them the text names no number.
pub(crate) fn reason_text(factor: Factor, rank: Option<i32>, part: Option<Part>, locale: Locale) -> String {
    match factor {
        Factor::MenteeChoice => match rank {
            Some(rank) => match locale {
                Locale::Es => format!("la mentora o el mentor es su {rank}.ª opción"),
                Locale::En => format!("the mentor is their {} choice", ordinal(rank)),
            },
            None => locale.pick("prefiere a esta mentora o mentor", "prefers this mentor").to_owned(),
        },
        Factor::MentorChoice => match rank {
            Some(rank) => match locale {
                Locale::Es => format!("es la {rank}.ª opción de la mentora o el mentor"),
                Locale::En => format!("is the mentor's {} choice", ordinal(rank)),
            },
            None => locale.pick("la mentora o el mentor le prefiere", "the mentor prefers them").to_owned(),
        },
        Factor::Skills => match (part, locale) {
            (Some(Part { some, of }), Locale::Es) => format!("coinciden {some} de {of} habilidades buscadas"),
            (Some(Part { some, of }), Locale::En) => format!("{some} of {of} skills looked for are met"),
            (None, Locale::Es) => "coinciden habilidades buscadas".to_owned(),
            (None, Locale::En) => "skills looked for are met".to_owned(),
        },
        Factor::Sectors => shared_text(part, locale.pick("sectores", "sectors"), locale),
        Factor::Languages => shared_text(part, locale.pick("idiomas", "languages"), locale),
        Factor::Goals => shared_text(part, locale.pick("metas", "goals"), locale),
        Factor::Stages => shared_text(part, locale.pick("etapas", "stages"), locale),
        Factor::Time => match part {
            Some(Part { some, .. }) => hours_text(some, locale),
            None => locale.pick("tienen horas libres en común", "they have free hours in common").to_owned(),
        },
        Factor::Place => locale.pick("están cerca", "they are near each other").to_owned(),
        Factor::About => {
            locale.pick("lo que cuentan de sí se parece", "what they say of themselves is alike").to_owned()
        }
        Factor::Earlier => {
            locale.pick("una mentoría anterior terminó bien", "an earlier mentorship ended well").to_owned()
        }
        Factor::OneSided => {
            locale.pick("una parte gana más que la otra", "one side gains more than the other").to_owned()
        }
    }
}

/// `3 h 15 min a week in common`.
fn hours_text(quarters: i32, locale: Locale) -> String {
    let (hours, minutes) = (quarters / 4, quarters % 4 * 15);
    let time = match (hours, minutes) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    };
    match locale {
        Locale::Es => format!("tienen {time} libres en común por semana"),
        Locale::En => format!("they have {time} a week free in common"),
    }
}

fn shared_text(part: Option<Part>, what: &str, locale: Locale) -> String {
    match (part, locale) {
        (Some(Part { some, of }), Locale::Es) => format!("comparten {some} de {of} {what}"),
        (Some(Part { some, of }), Locale::En) => format!("they share {some} of {of} {what}"),
        (None, Locale::Es) => format!("comparten {what}"),
        (None, Locale::En) => format!("they share {what}"),
    }
}

/// `1st`, `2nd`, `3rd`, `4th`, `11th`.
fn ordinal(n: i32) -> String {
    let suffix = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{suffix}")
}

/// Why a pair could not be published.
pub(crate) fn held_back_text(why: HeldBack, mentee: &str, mentor: &str, locale: Locale) -> String {
    let who = |side| match side {
        Side::Mentee => mentee,
        Side::Mentor => mentor,
    };
    let text = |es: String, en: String| match locale {
        Locale::Es => es,
        Locale::En => en,
    };
    match why {
        HeldBack::Left(side) => text(
            format!("`{}` ya no participa en la cohorte", who(side)),
            format!("`{}` no longer takes part in the cohort", who(side)),
        ),
        HeldBack::NoConsent(side) => text(
            format!("`{}` no consiente que se le empareje", who(side)),
            format!("`{}` does not consent to being matched", who(side)),
        ),
        HeldBack::NotApproved => text(
            format!("`{mentor}` no tiene un perfil de mentoría aprobado"),
            format!("`{mentor}` has no approved ally profile"),
        ),
        HeldBack::Vetoed => text(
            "una de las dos personas no quiere esta pareja".to_owned(),
            "one of the two does not want this pair".to_owned(),
        ),
        HeldBack::Together => text(
            "ya hay una mentoría abierta entre las dos personas".to_owned(),
            "there is already an open mentorship between the two".to_owned(),
        ),
        HeldBack::NoSeat => text(format!("`{mentor}` ya no tiene cupo"), format!("`{mentor}` has no seat left")),
        HeldBack::NoSlot => text(
            format!("`{mentee}` ya tiene todas las mentorías que admite la cohorte"),
            format!("`{mentee}` already has as many mentors as the cohort allows"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_read_as_english() {
        let words: Vec<String> = [1, 2, 3, 4, 11, 12, 13, 21, 112].map(ordinal).to_vec();
        assert_eq!(words, ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th"]);
    }

    #[test]
    fn every_reason_reads_in_both_languages() {
        let part = Some(Part { some: 2, of: 3 });
        let say = |factor, locale| reason_text(factor, Some(1), part, locale);
        assert_eq!(say(Factor::MenteeChoice, Locale::En), "the mentor is their 1st choice");
        assert_eq!(say(Factor::MentorChoice, Locale::Es), "es la 1.ª opción de la mentora o el mentor");
        assert_eq!(say(Factor::Skills, Locale::Es), "coinciden 2 de 3 habilidades buscadas");
        assert_eq!(say(Factor::Sectors, Locale::En), "they share 2 of 3 sectors");
        assert_eq!(reason_text(Factor::Goals, None, None, Locale::Es), "comparten metas");
        let time = |some| reason_text(Factor::Time, None, Some(Part { some, of: 40 }), Locale::En);
        assert_eq!(time(3), "they have 45 min a week free in common");
        assert_eq!(time(13), "they have 3 h 15 min a week free in common");
        assert_eq!(time(8), "they have 2 h a week free in common");
    }
}

//! Words out of a few.

use semillero_core::values::{Locale, label_key};

/// One value and the words for it.
#[derive(Debug)]
pub(crate) struct Choice<T: 'static> {
    /// What the words mean.
    pub value: T,
    /// The word to use, in Spanish and English.
    pub label: (&'static str, &'static str),
    /// Other words that are understood.
    pub words: &'static [&'static str],
}

/// The languages of messages.
pub(crate) const LOCALES: &[Choice<Locale>] = &[
    Choice {
        value: Locale::Es,
        label: ("español", "Spanish"),
        words: &["es", "castellano", "esp", "es-ES", "es-CO", "es-MX", "espanol"],
    },
    Choice { value: Locale::En, label: ("inglés", "English"), words: &["en", "ing", "eng", "en-US", "en-GB"] },
];

/// The value a text means; case, accents and punctuation do not matter.
pub(crate) fn choose<T: Copy>(choices: &[Choice<T>], text: &str) -> Option<T> {
    let key = label_key(text);
    let means = |choice: &&Choice<T>| {
        [choice.label.0, choice.label.1].iter().chain(choice.words).any(|word| label_key(word) == key)
    };
    choices.iter().find(means).map(|choice| choice.value)
}

/// Yes or no, in the ways people mark a cell.
pub(crate) fn yes_or_no(text: &str) -> Option<bool> {
    const YES: [&str; 14] =
        ["si", "s", "yes", "y", "x", "true", "verdadero", "t", "v", "1", "ok", "acepto", "agree", "i-agree"];
    const NO: [&str; 8] = ["no", "n", "false", "falso", "f", "0", "no-acepto", "disagree"];
    if matches!(text, "✓" | "✔" | "✔️" | "☑" | "✅") {
        return Some(true);
    }
    if matches!(text, "✗" | "✘" | "☐" | "❌") {
        return Some(false);
    }
    let key = label_key(text);
    match (YES.contains(&key.as_str()), NO.contains(&key.as_str())) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::{OUTCOMES, SIDES, SessionOutcome, Side};

    #[test]
    fn words_of_both_languages_and_genders() {
        for text in ["Emprendedora", "emprendedor/a", "MENTEE", "Founder", "mentorada"] {
            assert_eq!(choose(SIDES, text), Some(Side::Mentee), "{text}");
        }
        for text in ["Mentor", "Mentora", "aliado", "Aliado/a"] {
            assert_eq!(choose(SIDES, text), Some(Side::Mentor), "{text}");
        }
        assert_eq!(choose(OUTCOMES, "No asistió"), Some(SessionOutcome::MenteeMissed));
        assert_eq!(choose(OUTCOMES, "mentor_missed"), Some(SessionOutcome::MentorMissed));
        assert_eq!(choose(OUTCOMES, "quizá"), None);
        assert_eq!(choose(LOCALES, "Inglés"), Some(Locale::En));
    }

    #[test]
    fn no_word_means_two_things() {
        let mut seen = std::collections::BTreeSet::new();
        for choice in OUTCOMES {
            for word in [choice.label.0, choice.label.1].iter().chain(choice.words) {
                assert!(seen.insert(label_key(word)), "{word}");
            }
        }
    }

    #[test]
    fn marks_are_answers() {
        for text in ["Sí", "si", "X", "1", "TRUE", "✓", "verdadero"] {
            assert_eq!(yes_or_no(text), Some(true), "{text}");
        }
        for text in ["No", "0", "false", "FALSO"] {
            assert_eq!(yes_or_no(text), Some(false), "{text}");
        }
        assert_eq!(yes_or_no("tal vez"), None);
    }
}

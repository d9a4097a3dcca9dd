//! Words out of a few.

use semillero_core::values::{Locale, label_key};
use std::collections::HashMap;
use std::sync::OnceLock;

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

/// The values of a field, and their words folded once.
#[derive(Debug)]
pub(crate) struct Choices<T: 'static> {
    /// Every value.
    pub all: &'static [Choice<T>],
    folded: OnceLock<HashMap<String, T>>,
}

impl<T: Copy> Choices<T> {
    /// Takes the values as they are.
    pub(crate) const fn new(all: &'static [Choice<T>]) -> Self {
        Self { all, folded: OnceLock::new() }
    }

    /// The value a text means; case, accents and punctuation do not matter.
    pub(crate) fn choose(&self, text: &str) -> Option<T> {
        let folded = self.folded.get_or_init(|| {
            let words = |choice: &'static Choice<T>| {
                let labels = [choice.label.0, choice.label.1].into_iter();
                labels.chain(choice.words.iter().copied()).map(|word| (label_key(word), choice.value))
            };
            self.all.iter().flat_map(words).collect()
        });
        folded.get(&label_key(text)).copied()
    }
}

/// The languages of messages.
pub(crate) static LOCALES: Choices<Locale> = Choices::new(&[
    Choice {
        value: Locale::Es,
        label: ("español", "Spanish"),
        words: &["es", "castellano", "esp", "es-ES", "es-CO", "es-MX", "espanol"],
    },
    Choice { value: Locale::En, label: ("inglés", "English"), words: &["en", "ing", "eng", "en-US", "en-GB"] },
]);

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
            assert_eq!(SIDES.choose(text), Some(Side::Mentee), "{text}");
        }
        for text in ["Mentor", "Mentora", "aliado", "Aliado/a"] {
            assert_eq!(SIDES.choose(text), Some(Side::Mentor), "{text}");
        }
        assert_eq!(OUTCOMES.choose("No asistió"), Some(SessionOutcome::MenteeMissed));
        assert_eq!(OUTCOMES.choose("mentor_missed"), Some(SessionOutcome::MentorMissed));
        assert_eq!(OUTCOMES.choose("quizá"), None);
        assert_eq!(LOCALES.choose("Inglés"), Some(Locale::En));
    }

    #[test]
    fn no_word_means_two_things() {
        let mut seen = std::collections::BTreeSet::new();
        for choice in OUTCOMES.all {
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

//! From a text to the terms it is compared by.

use frostem::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::stop_words::{ENGLISH, SPANISH};
use crate::lottery::mix;

/// Longer words are taken as they are: no word of either language is that long, and stemming takes its time.
const LONGEST: usize = 40;

/// The number of a term: its stem, hashed.
pub(super) type Term = u64;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Language {
    Spanish,
    English,
}

/// Reads texts; holds the stemmers.
pub(super) struct Reader {
    spanish: Stemmer,
    english: Stemmer,
}

impl Reader {
    pub(super) fn new() -> Self {
        Self { spanish: Stemmer::new(Algorithm::Spanish), english: Stemmer::new(Algorithm::English) }
    }

    /// The terms of a text, in order and as often as they occur: words of two letters and more, without case and accents,
    /// without the function words of the text's language, reduced to stems of that language.
    pub(super) fn terms(&self, text: &str) -> Vec<Term> {
        let folded = fold(text);
        let language = guess(&folded);
        let (stemmer, stop_words) = match language {
            Language::Spanish => (&self.spanish, SPANISH.as_slice()),
            Language::English => (&self.english, ENGLISH.as_slice()),
        };
        words(&folded)
            .filter(|word| stop_words.binary_search(word).is_err())
            .map(|word| if word.len() > LONGEST { hash(word) } else { hash(&stemmer.stem(word)) })
            .collect()
    }
}

/// Lower case, without accents and other marks, compatibility forms resolved.
fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfkd().flat_map(char::to_lowercase).filter(|&c| !is_combining_mark(c)).collect()
}

fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().nth(1).is_some())
}

/// The language whose function words the text has more of; where that decides nothing, as in a list of skills, the one
/// whose words end like these.
fn guess(folded: &str) -> Language {
    let (mut function_words, mut endings) = (0_i64, 0_i64);
    for word in words(folded) {
        let is_in = |list: &[&str]| i64::from(list.binary_search(&word).is_ok());
        function_words += is_in(&SPANISH) - is_in(&ENGLISH);
        endings += match word.trim_end_matches('s').bytes().last() {
            Some(b'a' | b'o') => 1,
            Some(b'b' | b'c' | b'f'..=b'h' | b'k' | b'm' | b'p' | b't' | b'w' | b'y') => -1,
            _ => 0,
        };
    }
    if (function_words, endings) < (0, 0) { Language::English } else { Language::Spanish }
}

/// Hashes bytes, eight at a time and little-endian, with the mixer of the [`lottery`](fn@crate::lottery); the length goes
/// first.
fn hash(word: &str) -> Term {
    word.as_bytes().chunks(8).fold(mix(word.len() as u64), |state, chunk| {
        let number = chunk.iter().rev().fold(0_u64, |number, &byte| number << 8 | u64::from(byte));
        mix(state ^ number)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        Reader::new().terms(a) == Reader::new().terms(b)
    }

    #[test]
    fn case_accents_and_compatibility_forms_do_not_matter() {
        assert!(same("GESTIÓN de la innovación", "gestio\u{301}n de la innovacion"));
        assert!(same("el niño", "EL NINO"));
        assert!(same("the ﬁnal oﬃce", "the final office"));
    }

    #[test]
    fn plurals_and_endings_do_not_matter() {
        assert!(same("las mentoras de finanzas", "la mentora de finanza"));
        assert!(same("she exports coffees", "he exported coffee"));
    }

    #[test]
    fn function_words_and_single_letters_are_no_terms() {
        assert!(Reader::new().terms("Y a la que no es de los dos, o sin mí").is_empty());
        assert!(Reader::new().terms("I was there, and so were you").is_empty());
        assert!(Reader::new().terms(" \u{301} — 7 % ¿?").is_empty());
    }

    #[test]
    fn languages_are_told_apart() {
        for text in ["busco ayuda con las ventas", "me gusta el marketing", "ventas, finanzas, precios", "Salud", ""] {
            assert_eq!(guess(&fold(text)), Language::Spanish, "{text}");
        }
        for text in ["looking for help with sales", "I run a café", "pricing, branding, export", "Health"] {
            assert_eq!(guess(&fold(text)), Language::English, "{text}");
        }
    }

    #[test]
    fn terms_are_the_same_on_every_machine() {
        // Computed by a few lines of Python.
        assert_eq!(hash("semilla"), 0x6a6b_ef8b_695d_f59c);
        assert_eq!(hash("exportadoras"), 0x9925_6e16_1ab0_3973);
    }
}

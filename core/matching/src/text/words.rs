//! From a text to the terms it is compared by.

use std::collections::HashMap;

use frostem::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::stop_words::{ENGLISH, SPANISH};
use crate::lottery::mix;

/// Longer words are taken as they are: no word of either language is that long, and stemming takes its time.
const LONGEST: usize = 40;

/// The number of a term: a word, or a stem marked with [`STEM`], hashed.
pub(super) type Term = u64;
/// Tells a stem from the word that is written like it.
const STEM: u64 = 1;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Language {
    Spanish,
    English,
}

/// Reads texts; holds the stemmers and the function words, by hash.
pub(super) struct Reader {
    spanish: Stemmer,
    english: Stemmer,
    function_words: HashMap<Term, FunctionWord>,
}

/// Of which languages a word is a function word.
#[derive(Debug, Clone, Copy, Default)]
struct FunctionWord {
    spanish: bool,
    english: bool,
}

impl Reader {
    pub(super) fn new() -> Self {
        let mut function_words: HashMap<Term, FunctionWord> = HashMap::new();
        SPANISH.iter().for_each(|word| function_words.entry(hash(word)).or_default().spanish = true);
        ENGLISH.iter().for_each(|word| function_words.entry(hash(word)).or_default().english = true);
        Self { spanish: Stemmer::new(Algorithm::Spanish), english: Stemmer::new(Algorithm::English), function_words }
    }

    /// The terms of a text, as often as they occur: words of two letters and more, without case and accents and without the
    /// function words of the text's language, each once as it is and once as its stem in that language.
    ///
    /// So two texts with the same word are more alike than two with words of one stem. Stems alone would say the same of
    /// both; neighbours by words alone are those of common tools, but miss a singular that meets its plural.
    pub(super) fn terms(&self, text: &str) -> Vec<Term> {
        let folded = fold(text);
        let words: Vec<(&str, Term, FunctionWord)> = words(&folded)
            .map(|word| (word, hash(word)))
            .map(|(word, term)| (word, term, self.function_words.get(&term).copied().unwrap_or_default()))
            .collect();
        let language = guess(&words);
        let (stemmer, is_kept): (_, fn(&FunctionWord) -> bool) = match language {
            Language::Spanish => (self.spanish, |word| !word.spanish),
            Language::English => (self.english, |word| !word.english),
        };
        let mut terms = Vec::with_capacity(2 * words.len());
        let is_term = |word: &str, function_word| word.chars().nth(1).is_some() && is_kept(function_word);
        for (word, term, _) in words.iter().filter(|(word, _, function_word)| is_term(word, function_word)) {
            let stem = if word.len() > LONGEST { *term } else { hash(&stemmer.stem(word)) };
            terms.extend([*term, stem ^ STEM]);
        }
        terms
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
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The language whose function words the text has more of; where that decides nothing, as in a list of skills, the one
/// whose words end like these.
fn guess(words: &[(&str, Term, FunctionWord)]) -> Language {
    let (mut function_words, mut endings) = (0_i64, 0_i64);
    for (word, _, function_word) in words {
        function_words += i64::from(function_word.spanish) - i64::from(function_word.english);
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
    fn plurals_and_endings_share_stems() {
        let shared = |a, b| {
            let terms = Reader::new().terms(b);
            Reader::new().terms(a).into_iter().filter(|term| terms.contains(term)).count()
        };
        assert_eq!(shared("las mentoras y las finanzas", "la mentora y la finanza"), 2);
        assert_eq!(shared("she exports coffees", "he exported coffee"), 2);
        assert_eq!(shared("she exports coffee", "he exported coffee"), 3, "a word that is the same counts twice");
    }

    #[test]
    fn function_words_and_single_letters_are_no_terms() {
        assert!(Reader::new().terms("Y a la que no es de los dos, o sin mí").is_empty());
        assert!(Reader::new().terms("I was there, and so were you").is_empty());
        assert!(Reader::new().terms(" \u{301} — 7 % ¿?").is_empty());
    }

    #[test]
    fn languages_are_told_apart_where_it_decides_the_stem() {
        for (text, word, stem) in [
            ("busco ayuda con las ventas", "ventas", "vent"),
            ("me gusta el marketing, ventas", "ventas", "vent"),
            ("ventas, finanzas, precios", "ventas", "vent"),
            ("looking for help with sales", "sales", "sale"),
            ("pricing, branding, export, sales", "sales", "sale"),
            ("I install pumps", "pumps", "pump"),
            ("we run a café and sell coffees", "coffees", "coffe"),
        ] {
            let terms = Reader::new().terms(text);
            assert!(terms.contains(&hash(word)) && terms.contains(&(hash(stem) ^ STEM)), "{text}");
        }
    }

    #[test]
    fn terms_are_the_same_on_every_machine() {
        // Computed by a few lines of Python.
        assert_eq!(hash("semilla"), 0x6a6b_ef8b_695d_f59c);
        assert_eq!(hash("exportadoras"), 0x9925_6e16_1ab0_3973);
    }
}

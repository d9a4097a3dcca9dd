//! Texts that mean something: addresses, sort keys, search stems.

use frostem::{Algorithm, Stemmer};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// An e-mail address as typed, with the key that decides whether two are the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EmailAddress(String);

/// Why a text is no [`EmailAddress`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an e-mail address such as ana@example.org")]
pub struct EmailError(pub String);

impl EmailAddress {
    /// Parses an address; surrounding space is dropped.
    ///
    /// # Errors
    /// When there is not exactly one `@` with text on both sides, a dot in the domain, and no space or control character.
    pub fn parse(text: &str) -> Result<Self, EmailError> {
        let text = text.trim();
        let fails = || EmailError(text.to_owned());
        let (local, domain) = text.split_once('@').ok_or_else(fails)?;
        let labels: Vec<&str> = domain.split('.').collect();
        let bad = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '@' | '<' | '>' | ',' | ';' | '"');
        if local.is_empty()
            || local.len() > 64
            || text.len() > 254
            || labels.len() < 2
            || labels.iter().any(|label| label.is_empty())
            || local.contains(bad)
            || domain.contains(bad)
        {
            return Err(fails());
        }
        Ok(Self(text.to_owned()))
    }

    /// The address as it was typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form in which addresses are compared: lower case, composed characters.
    #[must_use]
    pub fn key(&self) -> String {
        self.0.nfc().collect::<String>().to_lowercase()
    }
}

/// The key that puts names in the order people expect: accents do not matter, `ñ` follows `n`, case and punctuation do not count.
#[must_use]
pub fn sort_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in text.nfc().flat_map(char::to_lowercase) {
        match c {
            'ñ' => key.push_str("n{"), // `{` is the first ASCII character after `z`
            _ => {
                let base = std::iter::once(c).nfd().next().unwrap_or(c);
                if base.is_alphanumeric() {
                    key.push(base);
                } else if !key.ends_with(' ') && !key.is_empty() {
                    key.push(' ');
                }
            }
        }
    }
    key.trim_end().to_owned()
}

/// The words of a text, folded for comparison: lower case, without accents, letters and digits only.
#[must_use]
pub fn words_of(text: &str) -> Vec<String> {
    sort_key(text).replace('{', "").split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The Spanish and the English stem of one folded word; often the same.
#[must_use]
pub fn stems_of_word(word: &str) -> BTreeSet<String> {
    [Algorithm::Spanish, Algorithm::English].into_iter().map(|algorithm| stem(algorithm, word)).collect()
}

fn stem(algorithm: Algorithm, word: &str) -> String {
    Stemmer::new(algorithm).stem(word).into_owned()
}

/// All stems of some texts as one searchable text: every stem stands between spaces.
#[must_use]
pub fn stems<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let all: BTreeSet<String> = texts
        .into_iter()
        .flat_map(words_of)
        .flat_map(|word| stems_of_word(&word))
        .filter(|stem| !stem.is_empty())
        .collect();
    let mut text = String::from(" ");
    for stem in all {
        text.push_str(&stem);
        text.push(' ');
    }
    text
}

/// The form in which labels (skills, sectors, languages, goals, organisations) are compared.
#[must_use]
pub fn label_key(text: &str) -> String {
    words_of(text).join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sort_as_a_spanish_reader_expects() {
        let mut names = ["Zoe", "Ñusta", "Nuria", "Álvaro", "andrea", "Óscar", "Nzinga"];
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(names, ["Álvaro", "andrea", "Nuria", "Nzinga", "Ñusta", "Óscar", "Zoe"]);
    }

    #[test]
    fn composed_and_decomposed_text_is_the_same() {
        assert_eq!(sort_key("Mun\u{303}oz"), sort_key("Muñoz"));
        assert_eq!(
            EmailAddress::parse("AÑA@x.org").unwrap().key(),
            EmailAddress::parse("an\u{303}a@X.org").unwrap().key()
        );
    }

    #[test]
    fn plural_and_singular_share_a_stem() {
        let text = stems(["Mentoras de finanzas", "Exporting coffees"]);
        for query in ["mentora", "finanza", "coffee", "export"] {
            assert!(
                stems_of_word(query).iter().any(|stem| text.contains(&format!(" {stem} "))),
                "{query} not in {text}"
            );
        }
    }

    #[test]
    fn addresses_that_cannot_be_are_refused() {
        for text in ["", "ana", "ana@", "@x.org", "ana@x", "a na@x.org", "ana@x..org", "ana@x.org, eva@x.org"] {
            assert!(EmailAddress::parse(text).is_err(), "{text}");
        }
        assert_eq!(EmailAddress::parse(" Ana@X.org ").unwrap().key(), "ana@x.org");
    }
}

//! One text of the table with its blanks filled in.

use semillero_core::errors::Text;
use semillero_core::values::Locale;

/// What fills a blank in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Arg {
    /// The same in every language: what stands in the file.
    Same(String),
    /// A word of this library, in Spanish and English.
    Both(&'static str, &'static str),
    /// A sentence that is itself translated.
    Each(String, String),
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Same(text)
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Same(text.to_owned())
    }
}

impl From<(&'static str, &'static str)> for Arg {
    fn from((es, en): (&'static str, &'static str)) -> Self {
        Self::Both(es, en)
    }
}

macro_rules! number_args {
    ($($number:ty),+) => {$(
        impl From<$number> for Arg {
            fn from(number: $number) -> Self {
                Self::Same(number.to_string())
            }
        }
    )+};
}
number_args!(u32, usize, i64);

/// Something to tell a person, in Spanish or English, with what to do about it.
#[derive(Debug, Clone)]
pub struct Message {
    text: &'static Text,
    args: Vec<(&'static str, Arg)>,
}

impl Message {
    pub(crate) fn new<const N: usize>(text: &'static Text, args: [(&'static str, Arg); N]) -> Self {
        Self { text, args: args.into() }
    }

    /// The name of this message for programs, such as `bad_date`; it never changes with the language.
    #[must_use]
    pub fn key(&self) -> &'static str {
        self.text.key
    }

    /// What is wrong.
    #[must_use]
    pub fn text(&self, locale: Locale) -> String {
        self.fill(self.text.in_words(locale).0, locale)
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self, locale: Locale) -> String {
        self.fill(self.text.in_words(locale).1, locale)
    }

    /// Fills every `{blank}` once, left to right, so that braces in what fills it stay as they are.
    fn fill(&self, template: &str, locale: Locale) -> String {
        let mut filled = String::with_capacity(template.len() + 32);
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let Some((name, tail)) = after.split_once('}') else {
                filled.push('{');
                rest = after;
                continue;
            };
            match self.args.iter().find(|(known, _)| *known == name) {
                Some((_, Arg::Same(text))) => filled.push_str(text),
                Some((_, Arg::Both(es, en))) => filled.push_str(locale.pick(es, en)),
                Some((_, Arg::Each(es, en))) => filled.push_str(locale.pick(es, en)),
                None => {
                    filled.push('{');
                    filled.push_str(name);
                    filled.push('}');
                }
            }
            rest = tail;
        }
        filled.push_str(rest);
        filled
    }
}

impl PartialEq for Message {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key() && self.args == other.args
    }
}

impl Eq for Message {}

impl std::fmt::Display for Message {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text(Locale::En))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts;

    #[test]
    fn braces_in_a_cell_are_not_blanks() {
        let message = Message::new(&texts::BAD_EMAIL, [("value", "{value} {remedy}".into())]);
        assert_eq!(message.text(Locale::En), "`{value} {remedy}` is not an e-mail address");
    }
}

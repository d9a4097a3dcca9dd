//! What is wrong with a policy, all at once.

use serde::Serialize;

/// One thing that is wrong with a document: where, what, and how to put it right.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct PolicyMistake {
    /// Where, as a JSON Pointer (RFC 6901).
    pub pointer: String,
    /// What kind of mistake, for programs.
    pub code: PolicyMistakeCode,
    /// What to do, Spanish then English.
    pub message: [String; 2],
}

/// The kinds of mistakes in a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PolicyMistakeCode {
    /// The text is no JSON.
    NotJson,
    /// A field that means nothing here.
    UnknownField,
    /// A value of another type.
    WrongType,
    /// A number that is too small or too large, or a word that is none of those allowed.
    OutOfRange,
    /// The same thing twice.
    Twice,
}

pub(super) fn mistake(pointer: &str, code: PolicyMistakeCode, es: String, en: String) -> PolicyMistake {
    PolicyMistake { pointer: pointer.to_owned(), code, message: [es, en] }
}

/// The name among `known` that was most likely meant: the fewest edits, and not more than a third of its length.
pub(super) fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let scored = known.iter().map(|known| (edits(name, known), *known));
    scored.min().filter(|(edits, known)| *edits * 3 <= known.chars().count().max(3)).map(|(_, known)| known)
}

/// Levenshtein's distance (1965), one row at a time.
fn edits(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut left = i + 1;
        let mut above_left = i;
        let mut next = vec![left];
        for (y, above) in b.chars().zip(row.iter().skip(1)) {
            left = (above + 1).min(left + 1).min(above_left + usize::from(x != y));
            above_left = *above;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

//! What can be wrong with a population or a policy, said so that it can be mended.

use std::fmt;

use serde::{Deserialize, Serialize};

/// At most so many mistakes are kept; a last one of [`MistakeCode::TooManyMistakes`] says that there are more.
pub const MISTAKES: usize = 10_000;

/// One mistake: where it is, which kind it is, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mistake {
    /// Where: a JSON pointer (RFC 6901) into the document that was checked.
    pub pointer: String,
    /// Which kind of mistake; stable across versions.
    pub code: MistakeCode,
    /// The field, its value and the remedy, in one sentence.
    pub message: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.pointer, self.message)
    }
}

/// The kinds of mistakes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum MistakeCode {
    /// A category, place, slot or history value lies outside its range.
    OutOfRange,
    /// The same id, name, factor or pair appears twice.
    Duplicate,
    /// A list is longer than 32-bit indices reach, or has the wrong number of entries.
    WrongLength,
    /// A value is of another kind than its feature.
    WrongKind,
    /// A feature is named that the population does not have.
    UnknownFeature,
    /// A measure or gate cannot work on a feature of this kind.
    UnfitFeature,
    /// The weights of one side sum neither to 10,000 nor to 0.
    WeightSum,
    /// There is no criterion, or no side has any weight.
    NoCriteria,
    /// A count that must be at least 1 is 0.
    Zero,
    /// A table of nearness differs from its mirror image.
    NotSymmetric,
    /// An index points at nobody.
    NoSuchPerson,
    /// A pair must and must not be made, or more must be made than there are seats.
    Contradiction,
    /// A number is reserved for the engine.
    Reserved,
    /// There are more mistakes than are kept.
    TooManyMistakes,
}

/// Collects mistakes below a pointer, no more than [`MISTAKES`].
#[derive(Debug, Default)]
pub(crate) struct Mistakes(Vec<Mistake>);

impl Mistakes {
    pub(crate) fn add(&mut self, pointer: impl Into<String>, code: MistakeCode, message: impl Into<String>) {
        match self.0.len() {
            len if len < MISTAKES => self.0.push(Mistake { pointer: pointer.into(), code, message: message.into() }),
            MISTAKES => self.0.push(Mistake {
                pointer: String::new(),
                code: MistakeCode::TooManyMistakes,
                message: format!("there are more than {MISTAKES} mistakes; mend these and check again"),
            }),
            _ => {}
        }
    }

    pub(crate) fn extend(&mut self, prefix: &str, others: Vec<Mistake>) {
        for Mistake { pointer, code, message } in others {
            self.add(format!("{prefix}{pointer}"), code, message);
        }
    }

    pub(crate) fn into_vec(self) -> Vec<Mistake> {
        self.0
    }
}

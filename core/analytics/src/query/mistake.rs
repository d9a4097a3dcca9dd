//! What is wrong with a document: all of it at once, each with where, why and what to do.

use serde::Serialize;

/// What kind of mistake it is. Texts may change, codes do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Code {
    /// A value of another type was expected.
    WrongType,
    /// A field that is needed is not there.
    MissingField,
    /// There is no such field.
    UnknownField,
    /// None of the choices.
    UnknownChoice,
    /// No name, day or length of time can be read from the text.
    Malformed,
    /// A number or a length outside its limits.
    OutOfRange,
    /// Two of the same.
    Duplicate,
    /// Nested too deeply.
    TooDeep,
    /// Fields that exclude each other.
    Exclusive,
    /// No such measure.
    UnknownMeasure,
    /// No such dimension.
    UnknownDimension,
    /// No such kind of event.
    UnknownEvent,
    /// No such entity.
    UnknownEntity,
    /// No spell of the entity ends so.
    UnknownEnd,
    /// No such parameter.
    UnknownParameter,
    /// No such query.
    UnknownQuery,
    /// The measure cannot be broken down or filtered by the dimension.
    IncompatibleDimension,
    /// One side of a ratio would be counted several times.
    FanOut,
    /// Finer than states are kept, which is by day.
    GrainTooFine,
    /// A window that is no whole number of periods.
    WindowNotMultipleOfGrain,
    /// A range without a day.
    RangeEmpty,
    /// A range after everything that is known.
    RangeInFuture,
    /// Both sides of a comparison would read the same days.
    CompareOverlaps,
    /// An expression or list without anything to read.
    NoInputs,
    /// A measure that is made from itself.
    Cycle,
    /// Days and money do not add up.
    UnitMismatch,
    /// Money of several currencies in one figure.
    CurrencyMixed,
    /// The same step twice, where the order does not tell them apart.
    StepDuplicateAmbiguous,
    /// No end of the spell counts as the event.
    SuccessPredicateUnset,
    /// Fewer people than the policy asks.
    KBelowPolicy,
    /// A filter that leaves fewer people than the policy asks.
    SmallCellFilter,
    /// The caller may not read this.
    Permission,
    /// More work than a query may cause.
    CostLimit,
    /// A feature that this build does not have.
    FeatureUnavailable,
}

/// One mistake in a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mistake {
    /// Where, as a JSON Pointer (RFC 6901) into the document.
    pub pointer: String,
    /// What kind.
    pub code: Code,
    /// What is wrong, Spanish then English.
    pub message: [String; 2],
    /// What to do, Spanish then English.
    pub remedy: [String; 2],
    /// The valid name that is nearest to the one given, if any is near.
    pub nearest: Option<String>,
}

impl Mistake {
    pub(crate) fn new(pointer: &str, code: Code, message: [String; 2], remedy: [String; 2]) -> Self {
        Self { pointer: pointer.to_owned(), code, message, remedy, nearest: None }
    }

    pub(crate) fn near(mut self, nearest: Option<String>) -> Self {
        if let Some(name) = &nearest {
            self.remedy = [format!("¿quiso decir `{name}`?"), format!("did you mean `{name}`?")];
        }
        self.nearest = nearest;
        self
    }
}

impl std::fmt::Display for Mistake {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [_, message] = &self.message;
        let [_, remedy] = &self.remedy;
        write!(f, "{}: {message}; {remedy}", if self.pointer.is_empty() { "/" } else { &self.pointer })
    }
}

/// A text of the caller's as messages show it: at most 60 characters, control characters as spaces.
pub(crate) fn shown(text: &str) -> String {
    let mut shown: String = text.chars().take(60).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(60).is_some() {
        shown.push('…');
    }
    shown
}

/// A key as a part of a JSON Pointer.
pub(crate) fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

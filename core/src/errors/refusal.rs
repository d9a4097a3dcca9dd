//! A refusal before it is put into words.

use super::{ApiError, ErrorCode, InputError, Text, texts};
use crate::people::{ClockTimeError, FreeTimeError};
use crate::store::{Entity, StoreError};
use crate::values::{EmailError, Locale, PlaceError, RangeError, TimeZoneError};

/// A word that depends on the reader's language, or one that does not.
#[derive(Debug, Clone)]
pub(crate) enum Arg {
    Plain(String),
    Noun(&'static str, &'static str),
    Said([String; 2]),
}

impl Arg {
    fn pick(&self, locale: Locale) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::Noun(es, en) => locale.pick(es, en),
            Self::Said([es, en]) => locale.pick(es, en),
        }
    }
}

impl<T: std::fmt::Display> From<T> for Arg {
    fn from(value: T) -> Self {
        Self::Plain(value.to_string())
    }
}

type Args = Vec<(&'static str, Arg)>;

/// One mistake before it is put into words.
#[derive(Debug)]
struct Problem {
    path: String,
    text: &'static Text,
    args: Args,
    /// Instead of the text's own, for mistakes that an engine puts into words itself.
    key: Option<String>,
}

/// Why an operation does not go on.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// A rule said no.
    Said { code: ErrorCode, text: &'static Text, args: Args, problems: Problems },
    /// The store failed; a conflict leads to another try.
    Store(StoreError),
    /// A mistake of ours, for the log.
    Bug(String),
}

/// What every operation returns when it does not go on.
pub(crate) type Refused<T> = Result<T, Refusal>;

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Mistakes in a request, collected until all are known.
#[derive(Debug, Default)]
pub(crate) struct Problems(Vec<Problem>);

impl Problems {
    /// Adds a mistake at a JSON Pointer.
    pub(crate) fn add(
        &mut self,
        path: impl Into<String>,
        text: &'static Text,
        args: impl IntoIterator<Item = (&'static str, Arg)>,
    ) {
        self.0.push(Problem { path: path.into(), text, args: args.into_iter().collect(), key: None });
    }

    /// Adds a mistake that an engine put into words, Spanish then English.
    pub(crate) fn told(&mut self, path: String, key: String, text: [String; 2], remedy: [String; 2]) {
        let args = vec![("said", Arg::Said(text)), ("remedy", Arg::Said(remedy))];
        self.0.push(Problem { path, text: &texts::SAID, args, key: Some(key) });
    }

    /// Keeps a value, or adds the mistake that prevents it.
    pub(crate) fn keep<T>(&mut self, path: &str, value: Result<T, impl Mistake>) -> Option<T> {
        value.map_err(|mistake| self.mistake(path, mistake)).ok()
    }

    /// Adds a mistake that a value knows of itself.
    pub(crate) fn mistake(&mut self, path: impl Into<String>, mistake: impl Mistake) {
        let (text, args) = mistake.said();
        self.add(path, text, args);
    }

    /// Goes on when there is no mistake.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn check(self) -> Refused<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Refusal::invalid(self)) }
    }

    /// The mistakes in words.
    pub(crate) fn put(&self, locale: Locale) -> Vec<InputError> {
        self.0
            .iter()
            .map(|problem| {
                let (text, remedy) = problem.text.in_words(locale);
                InputError {
                    path: problem.path.clone(),
                    key: problem.key.clone().unwrap_or_else(|| problem.text.key.to_owned()),
                    text: fill(text, &problem.args, locale),
                    remedy: fill(remedy, &problem.args, locale),
                }
            })
            .collect()
    }
}

/// Why a value could not be made, as a text with its arguments: values know no language.
pub(crate) trait Mistake {
    fn said(self) -> (&'static Text, Args);
}

impl Mistake for RangeError {
    fn said(self) -> (&'static Text, Args) {
        let args = vec![("value", self.value.into()), ("least", self.least.into()), ("most", self.most.into())];
        (&texts::OUT_OF_RANGE, args)
    }
}

impl Mistake for EmailError {
    fn said(self) -> (&'static Text, Args) {
        (&texts::BAD_EMAIL, vec![("value", self.0.into())])
    }
}

impl Mistake for PlaceError {
    fn said(self) -> (&'static Text, Args) {
        (&texts::BAD_PLACE, vec![("value", self.0.into())])
    }
}

impl Mistake for TimeZoneError {
    fn said(self) -> (&'static Text, Args) {
        (&texts::BAD_TIME_ZONE, vec![("value", self.0.into())])
    }
}

impl Mistake for ClockTimeError {
    fn said(self) -> (&'static Text, Args) {
        (&texts::BAD_CLOCK_TIME, vec![("value", self.0.into())])
    }
}

impl Mistake for FreeTimeError {
    fn said(self) -> (&'static Text, Args) {
        (&texts::ENDS_TOO_SOON, vec![("from", self.starts.into()), ("to", self.ends.into())])
    }
}

impl Refusal {
    pub(crate) fn said(
        code: ErrorCode,
        text: &'static Text,
        args: impl IntoIterator<Item = (&'static str, Arg)>,
    ) -> Self {
        Self::Said { code, text, args: args.into_iter().collect(), problems: Problems::default() }
    }

    pub(crate) fn invalid(problems: Problems) -> Self {
        let code = ErrorCode::InvalidInput;
        Self::Said { code, text: &texts::INVALID_INPUT, args: vec![("count", problems.0.len().into())], problems }
    }

    pub(crate) fn not_found<E: Entity>(id: impl std::fmt::Display) -> Self {
        let (es, en) = E::TABLE.noun;
        Self::said(ErrorCode::NotFound, &texts::NOT_FOUND, [("kind", Arg::Noun(es, en)), ("id", id.into())])
    }

    pub(crate) fn forbidden() -> Self {
        Self::said(ErrorCode::Forbidden, &texts::FORBIDDEN, [])
    }

    pub(crate) fn conflict(text: &'static Text, args: impl IntoIterator<Item = (&'static str, Arg)>) -> Self {
        Self::said(ErrorCode::Conflict, text, args)
    }

    /// What the caller sees, and what only the log sees.
    pub(crate) fn put(self, locale: Locale, request_id: Option<&str>) -> (ApiError, Option<String>) {
        let plain = |code, text: &'static Text| Self::said(code, text, []);
        let (said, cause) = match self {
            Self::Said { .. } => (self, None),
            Self::Store(StoreError::Conflict(what)) => (plain(ErrorCode::Conflict, &texts::TOO_BUSY), Some(what)),
            Self::Store(StoreError::Unavailable(what)) => {
                (plain(ErrorCode::Unavailable, &texts::UNAVAILABLE), Some(what))
            }
            Self::Store(other) => (plain(ErrorCode::Internal, &texts::INTERNAL), Some(other.to_string())),
            Self::Bug(what) => (plain(ErrorCode::Internal, &texts::INTERNAL), Some(what)),
        };
        let Self::Said { code, text, args, problems } = said else {
            return (
                ApiError {
                    code: ErrorCode::Internal,
                    key: String::new(),
                    message: String::new(),
                    errors: Vec::new(),
                    request_id: None,
                },
                cause,
            );
        };
        let error = ApiError {
            code,
            key: text.key.to_owned(),
            message: fill(text.in_words(locale).0, &args, locale),
            errors: problems.put(locale),
            request_id: request_id.map(str::to_owned),
        };
        (error, cause)
    }
}

/// Puts arguments into the `{places}` of a text, in one pass: what an argument itself holds is never filled in again.
pub(crate) fn fill(text: &str, args: &[(&'static str, Arg)], locale: Locale) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let place = after.split_once('}');
        match place.and_then(|(name, behind)| Some((args.iter().find(|(known, _)| *known == name)?, behind))) {
            Some(((_, arg), behind)) => {
                filled.push_str(arg.pick(locale));
                rest = behind;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_caller_writes_is_not_filled_in_again() {
        let args = [("value", Arg::from("{wanted}")), ("wanted", Arg::Noun("un texto", "a text"))];
        assert_eq!(
            fill("`{value}` is not {wanted}, {nor} { this", &args, Locale::En),
            "`{wanted}` is not a text, {nor} { this"
        );
    }
}

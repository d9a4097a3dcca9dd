//! What can be wrong with tables.

use crate::api::StrategyChoice;
use crate::errors::{ApiError, Arg, ErrorCode, Problems, Refusal, texts};
use crate::matching::engine::{RunError, SolveError, Strategy};
use crate::values::{Locale, RangeError};

/// The most mistakes that one refusal lists; what is wrong with a column is wrong a million times.
const MOST: usize = 1_000;

/// The most that one more pair may be worth with `blend`, as in `run_matching`.
const MOST_PER_PAIR: i64 = 1_000_000;

/// One thing that is wrong with a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableFault {
    /// A column that must be there is not.
    NoColumn {
        /// The columns that there are.
        known: String,
    },
    /// A column that means nothing here, perhaps a misspelt one.
    UnknownColumn {
        /// The columns that mean something.
        known: String,
    },
    /// A column of another type.
    WrongType {
        /// The type it has.
        found: String,
        /// What it should be, in Spanish and English.
        wanted: (&'static str, &'static str),
    },
    /// A value of another kind, such as a fraction or a NaN where a whole number belongs.
    WrongValue {
        /// The value.
        value: String,
        /// What it should be, in Spanish and English.
        wanted: (&'static str, &'static str),
    },
    /// No value where there must be one.
    Null,
    /// A number that is too small or too large.
    OutOfRange {
        /// The number.
        value: i64,
        /// The least that is allowed.
        least: i64,
        /// The most.
        most: i64,
    },
    /// A value that stands there twice.
    Twice {
        /// The value.
        value: String,
    },
    /// An id that the other table has not.
    NotInTable {
        /// The id.
        value: String,
        /// The table where it should stand.
        table: &'static str,
    },
    /// Somebody who is both ranked and vetoed.
    RankedAndVetoed {
        /// Who.
        value: String,
    },
    /// No place such as `CO-ANT`.
    BadPlace {
        /// What stands there.
        value: String,
    },
    /// No time zone.
    BadTimeZone {
        /// What stands there.
        value: String,
    },
    /// No hours such as `monday 18:00-20:30`.
    BadHours {
        /// What stands there.
        value: String,
    },
    /// No word of a closed set.
    NotAChoice {
        /// What stands there.
        value: String,
        /// The words.
        known: String,
    },
    /// A table without rows.
    NoRows,
    /// A table that cannot be read at all.
    Unreadable {
        /// What its reader says.
        cause: String,
    },
}

/// Every mistake of a call, at JSON Pointers such as `/mentees/3/capacity`: table, row from 0, column.
#[derive(Debug, Default)]
pub struct TableMistakes(pub(super) Problems);

impl TableMistakes {
    /// Adds what is wrong at a path.
    pub fn add(&mut self, path: impl Into<String>, fault: TableFault) {
        if self.0.len() >= MOST {
            return;
        }
        let noun = |(es, en)| Arg::Noun(es, en);
        let path = path.into();
        let name = || path.rsplit('/').next().unwrap_or_default().to_owned();
        let problems = &mut self.0;
        match fault {
            TableFault::NoColumn { known } => {
                let args = [("column", name().into()), ("known", known.into())];
                problems.add(path, &texts::NO_COLUMN, args);
            }
            TableFault::UnknownColumn { known } => {
                let args = [("field", name().into()), ("known", known.into())];
                problems.add(path, &texts::UNKNOWN_FIELD, args);
            }
            TableFault::WrongType { found: value, wanted } | TableFault::WrongValue { value, wanted } => {
                problems.add(path, &texts::WRONG_TYPE, [("value", value.into()), ("wanted", noun(wanted))]);
            }
            TableFault::Null => problems.add(path, &texts::NO_VALUE, []),
            TableFault::OutOfRange { value, least, most } => problems.mistake(path, RangeError { value, least, most }),
            TableFault::Twice { value } => problems.add(path, &texts::TWICE, [("value", value.into())]),
            TableFault::NotInTable { value, table } => {
                problems.add(path, &texts::NOT_IN_TABLE, [("value", value.into()), ("table", table.into())]);
            }
            TableFault::RankedAndVetoed { value } => {
                problems.add(path, &texts::RANKED_AND_VETOED, [("value", value.into())]);
            }
            TableFault::BadPlace { value } => problems.add(path, &texts::BAD_PLACE, [("value", value.into())]),
            TableFault::BadTimeZone { value } => problems.add(path, &texts::BAD_TIME_ZONE, [("value", value.into())]),
            TableFault::BadHours { value } => problems.add(path, &texts::BAD_HOURS, [("value", value.into())]),
            TableFault::NotAChoice { value, known } => {
                problems.add(path, &texts::NOT_A_CHOICE, [("value", value.into()), ("known", known.into())]);
            }
            TableFault::NoRows => problems.add(path, &texts::NO_ROWS, []),
            TableFault::Unreadable { cause } => problems.add(path, &texts::BAD_VALUE, [("error", cause.into())]),
        }
    }

    /// Refuses if there is any mistake.
    ///
    /// # Errors
    /// `invalid_input` with every mistake.
    pub fn check(self, locale: Locale) -> Result<(), ApiError> {
        self.0.check().map_err(|refusal| refusal.put(locale, None).0)
    }
}

/// What can be wrong with the choice of a strategy.
pub(crate) struct StrategyFault;

impl StrategyFault {
    pub(crate) fn check(mistakes: &mut TableMistakes, word: &str, per_pair: Option<i64>) -> Strategy {
        let choice = word.parse::<StrategyChoice>().unwrap_or_else(|_| {
            let known: Vec<&str> = StrategyChoice::ALL.iter().map(|choice| choice.word()).collect();
            mistakes.add("/strategy", TableFault::NotAChoice { value: word.to_owned(), known: known.join(", ") });
            StrategyChoice::MostPeople
        });
        let blend = || ("value", StrategyChoice::Blend.into());
        match (choice, per_pair) {
            (StrategyChoice::Blend, None) => {
                mistakes.0.add("/per_pair", &texts::NEEDED_WITH, [("field", "per_pair".into()), blend()]);
            }
            (StrategyChoice::Blend, Some(value)) if !(0..=MOST_PER_PAIR).contains(&value) => {
                mistakes.add("/per_pair", TableFault::OutOfRange { value, least: 0, most: MOST_PER_PAIR });
            }
            (StrategyChoice::Blend, Some(_)) | (_, None) => {}
            (_, Some(_)) => mistakes.0.add("/per_pair", &texts::ONLY_WITH, [("field", "per_pair".into()), blend()]),
        }
        choice.engine_strategy(per_pair.and_then(|points| u32::try_from(points).ok()).unwrap_or(0))
    }
}

/// What the engine refuses, in people's words.
pub(super) fn refused(error: &RunError, locale: Locale) -> ApiError {
    let refusal = match error {
        RunError::Solve(error) => return refused_to_solve(error, locale),
        RunError::Scan(_) => {
            Refusal::conflict(&texts::TOO_LARGE_TO_MATCH, [("most", super::people::MOST_PAIRS.into())])
        }
        RunError::Rules(_) => Refusal::conflict(&texts::RULES_CONFLICT, [("rules", error.into())]),
        other => Refusal::Bug(other.to_string()),
    };
    refusal.put(locale, None).0
}

pub(super) fn refused_to_solve(error: &SolveError, locale: Locale) -> ApiError {
    let refusal = match error {
        SolveError::Infeasible(conflict) => Refusal::conflict(&texts::RULES_CONFLICT, [("rules", conflict.into())]),
        SolveError::Stopped => Refusal::conflict(&texts::NO_TIME, []),
        SolveError::TooLarge { limit, .. } => Refusal::conflict(&texts::TOO_LARGE_TO_MATCH, [("most", limit.into())]),
        SolveError::NotSupported { strategy } => {
            Refusal::conflict(&texts::STRATEGY_AND_RULES, [("strategy", strategy.into())])
        }
        other => Refusal::Bug(other.to_string()),
    };
    refusal.put(locale, None).0
}

/// Something that only our own mistake can bring about.
pub(super) fn bug(what: String, locale: Locale) -> ApiError {
    let error = Refusal::Bug(what).put(locale, None).0;
    debug_assert_eq!(error.code, ErrorCode::Internal);
    error
}

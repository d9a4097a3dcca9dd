//! The two calls as bindings make them.

use crate::pairs::Pairs;
use crate::people::people;
use crate::{Table, answer};
use arrow_array::RecordBatch;
use semillero_core::errors::{ApiError, Edge};
use semillero_core::matching::table;
use semillero_core::matching::table::{PairOptions, TableFault, TableMistakes, TableOptions};
use serde_json::{Value, json};

/// Both tables of an answer, what the verifier says of it, and what proves it.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Who has whom.
    pub pairs: RecordBatch,
    /// Who has nobody, and why.
    pub unmatched: RecordBatch,
    /// What the verifier says.
    pub verdict: Value,
    /// The digest, in hex.
    pub digest: String,
    /// What candidates were good for, as the core's `CandidatesView` says it; nothing where none were given.
    pub candidates: Option<Value>,
    /// For people: what was asked and the engine's record of it, which `replay_problem` takes.
    pub asked: Option<Asked>,
}

/// What replays an answer.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The question.
    pub problem: semillero_core::matching::engine::Problem,
    /// The record.
    pub record: semillero_core::matching::engine::ProblemRecord,
}

/// A table that its reader refuses, as a binding says it.
#[must_use]
pub fn unreadable(table: &str, cause: impl std::fmt::Display, locale: semillero_core::values::Locale) -> ApiError {
    let mut mistakes = TableMistakes::default();
    mistakes.add(format!("/{table}"), TableFault::Unreadable { cause: cause.to_string() });
    match mistakes.check(locale) {
        Err(error) => error,
        Ok(()) => ApiError::edge(Edge::Internal, locale, None),
    }
}

/// Matches people, all of them or along the given candidates (columns `mentee` and `mentor`).
///
/// # Errors
/// As the core's `match_people`; `invalid_input` for columns that cannot be read.
pub fn match_people(
    mentees: &Table,
    mentors: &Table,
    candidates: Option<&Table>,
    options: &TableOptions,
) -> Result<Answer, ApiError> {
    let mut mistakes = TableMistakes::default();
    let (mentees, mentee_numbers) = people(mentees, "mentees", &mut mistakes);
    let (mentors, mentor_numbers) = people(mentors, "mentors", &mut mistakes);
    let listed = candidates.map(|table| crate::pairs::candidates(table, &mut mistakes));
    mistakes.check(options.locale)?;
    let options = &TableOptions { candidates: listed, ..options.clone() };
    let matched = table::match_people(&mentees, &mentors, options)?;
    let (pairs, unmatched) = answer::people(&matched, (mentee_numbers, mentor_numbers))
        .map_err(|error| unreadable("", error, options.locale))?;
    let candidates = matched.record.outside.map(|outside| {
        let priced = matched.record.priced;
        json!({
            "given": outside.given, "possible": outside.eligible, "best": outside.best,
            "hits": outside.recall.hits, "of": outside.recall.of,
            "missed": priced.map(|priced| priced.violations),
        })
    });
    let asked = Some(Asked { problem: matched.problem, record: matched.record });
    let (verdict, digest) = (json!(matched.verdict), matched.digest.to_string());
    Ok(Answer { pairs, unmatched, verdict, digest, candidates, asked })
}

/// Matches along given pairs.
///
/// # Errors
/// As the core's `match_pairs`; `invalid_input` for columns that cannot be read.
pub fn match_pairs(
    pairs: &Table,
    mentees: Option<&Table>,
    mentors: Option<&Table>,
    options: &PairOptions,
) -> Result<Answer, ApiError> {
    let mut mistakes = TableMistakes::default();
    let asked = Pairs::read(pairs, mentees, mentors, &mut mistakes);
    mistakes.check(options.locale)?;
    let matched = table::match_pairs(&asked.columns(), options)?;
    let (pairs, unmatched) = answer::pairs(&asked, &matched).map_err(|error| unreadable("", error, options.locale))?;
    let digest = matched.digest.to_string();
    Ok(Answer { pairs, unmatched, verdict: matched.verdict, digest, candidates: None, asked: None })
}

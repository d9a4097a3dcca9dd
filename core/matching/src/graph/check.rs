//! What can be wrong with a graph.

use thiserror::Error;

use super::{GraphInput, NO_ORGANISATION};
use crate::{Id, MAX_SCORE, What};

/// One mistake of a [`GraphInput`].
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum GraphError {
    /// There are more people or pairs than 32-bit indices reach.
    #[error("too many people or pairs")]
    TooMany,
    /// An array has not the length that the others ask for.
    #[error("the array `{array}` has {length} entries instead of {needed}")]
    Length {
        /// Its name.
        array: &'static str,
        /// How many entries it has.
        length: usize,
        /// How many it should have.
        needed: usize,
    },
    /// The starts begin with something else than 0 or fall.
    #[error("the start of mentee {mentee} is out of order")]
    StartOutOfOrder {
        /// The mentee.
        mentee: usize,
    },
    /// A pair names a mentor that is not in the list.
    #[error("pair {pair} names mentor {mentor}, which is not in the list")]
    UnknownMentor {
        /// The pair.
        pair: usize,
        /// What it names.
        mentor: u32,
    },
    /// The mentors of a mentee do not ascend.
    #[error("pair {pair} does not come after the pair before it")]
    PairOutOfOrder {
        /// The pair.
        pair: usize,
    },
    /// A score is above [`MAX_SCORE`].
    #[error("score {score} of pair {pair} is above 1000000")]
    ScoreOutOfRange {
        /// The pair.
        pair: usize,
        /// Its score.
        score: u32,
    },
    /// A mentor belongs to an organisation that is not in the list.
    #[error("mentor {mentor} names organisation {organisation}, which is not in the list")]
    UnknownOrganisation {
        /// The mentor.
        mentor: usize,
        /// What it names.
        organisation: u32,
    },
    /// Ids do not ascend.
    #[error("the id of {what} {index} does not come after the one before it")]
    IdOutOfOrder {
        /// The side.
        what: What,
        /// Its place.
        index: usize,
    },
}

pub(super) fn check(input: &GraphInput<'_>) -> Vec<GraphError> {
    let (mentees, mentors) = (input.mentee_ids.len(), input.mentor_ids.len());
    let (organisations, pairs) = (input.organisation_capacities.len(), input.mentors.len());
    let mut errors = Vec::new();
    let nodes = mentees.saturating_add(mentors).saturating_add(organisations);
    if u32::try_from(nodes).is_err() || u32::try_from(pairs).is_err() {
        errors.push(GraphError::TooMany);
    }
    let mut length = |array, length: usize, needed: usize| {
        if length != needed {
            errors.push(GraphError::Length { array, length, needed });
        }
    };
    length("starts", input.starts.len(), mentees + 1);
    length("scores", input.scores.len(), pairs);
    length("mentee_capacities", input.mentee_capacities.len(), mentees);
    length("mentor_capacities", input.mentor_capacities.len(), mentors);
    let may_be_empty = [
        ("organisation_of", input.organisation_of.len(), mentors),
        ("mentor_floors", input.mentor_floors.len(), mentors),
        ("organisation_floors", input.organisation_floors.len(), organisations),
    ];
    for (array, given, needed) in may_be_empty.into_iter().filter(|&(_, given, _)| given > 0) {
        length(array, given, needed);
    }
    if errors.is_empty() {
        check_pairs(input, &mut errors);
        check_people(input, &mut errors);
    }
    errors
}

fn check_pairs(input: &GraphInput<'_>, errors: &mut Vec<GraphError>) {
    let pairs = input.mentors.len();
    let mut before = 0;
    for (mentee, bounds) in input.starts.windows(2).enumerate() {
        let (start, end) = match bounds {
            &[start, end] => (start as usize, end as usize),
            _ => (0, 0),
        };
        let Some(row) = input.mentors.get(start..end).filter(|_| start == before) else {
            errors.push(GraphError::StartOutOfOrder { mentee });
            return; // no pair below is whose it seems
        };
        before = end;
        // One pass without branches first: a sound row is the rule.
        let sound = row.windows(2).all(|pair| matches!(pair, [a, b] if a < b));
        if !sound {
            let falls = row.windows(2).zip(start + 1..).filter(|(pair, _)| !matches!(pair, [a, b] if a < b));
            errors.extend(falls.map(|(_, pair)| GraphError::PairOutOfOrder { pair }));
        }
    }
    if before != pairs {
        errors.push(GraphError::StartOutOfOrder { mentee: input.mentee_ids.len() });
    }
    let mentors = input.mentor_ids.len();
    let unknown = input.mentors.iter().enumerate().filter(|&(_, &mentor)| mentor as usize >= mentors);
    errors.extend(unknown.map(|(pair, &mentor)| GraphError::UnknownMentor { pair, mentor }));
    let high = input.scores.iter().enumerate().filter(|&(_, &score)| score > MAX_SCORE);
    errors.extend(high.map(|(pair, &score)| GraphError::ScoreOutOfRange { pair, score }));
}

fn check_people(input: &GraphInput<'_>, errors: &mut Vec<GraphError>) {
    for (mentor, &organisation) in input.organisation_of.iter().enumerate() {
        if organisation != NO_ORGANISATION && organisation as usize >= input.organisation_capacities.len() {
            errors.push(GraphError::UnknownOrganisation { mentor, organisation });
        }
    }
    let mut ascend = |what: What, ids: &[Id]| {
        let falls = ids.windows(2).zip(1..).filter(|(ids, _)| !matches!(ids, [a, b] if a < b));
        errors.extend(falls.map(|(_, index)| GraphError::IdOutOfOrder { what, index }));
    };
    ascend(What::Mentee, input.mentee_ids);
    ascend(What::Mentor, input.mentor_ids);
}

//! Checking an input and sorting it.

use std::collections::BTreeSet;

use super::assemble::starts;
use super::{Instance, InstanceError, InstanceInput, MAX_SCORE, Pair, PairInput, What, rules};
use crate::Id;

pub(super) fn build(input: InstanceInput) -> Result<Instance, Vec<InstanceError>> {
    let mut errors = check_lengths(&input);
    if !errors.is_empty() {
        return Err(errors); // indices mean nothing below this point
    }
    check_ids(What::Mentee, input.mentees.iter().map(|mentee| mentee.id), &mut errors);
    check_ids(What::Mentor, input.mentors.iter().map(|mentor| mentor.id), &mut errors);
    check_ids(What::Organisation, input.organisations.iter().map(|organisation| organisation.id), &mut errors);
    for (index, mentor) in (0..).zip(&input.mentors) {
        if let Some(organisation) = mentor.organisation
            && organisation as usize >= input.organisations.len()
        {
            errors.push(InstanceError::UnknownOrganisation { mentor: index, organisation });
        }
    }
    let mut seen = BTreeSet::new();
    for (index, pair) in (0..).zip(&input.pairs) {
        check_pair(&input, index, pair, &mut errors);
        if !seen.insert((pair.mentee, pair.mentor)) {
            errors.push(InstanceError::DuplicatePair { pair: index, mentee: pair.mentee, mentor: pair.mentor });
        }
    }
    let listed = |mentee, mentor| seen.contains(&(mentee, mentor));
    rules::check(&input.rules, (&input.mentees, &input.mentors, &input.organisations), &listed, &mut errors);
    if errors.is_empty() { Ok(sorted(input)) } else { Err(errors) }
}

fn check_lengths(input: &InstanceInput) -> Vec<InstanceError> {
    let lengths = [
        (What::Mentee, input.mentees.len()),
        (What::Mentor, input.mentors.len()),
        (What::Organisation, input.organisations.len()),
        (What::Pair, input.pairs.len()),
    ];
    let too_many = |&(_, length): &(What, usize)| u32::try_from(length).is_err();
    lengths.into_iter().filter(too_many).map(|(what, _)| InstanceError::TooMany { what }).collect()
}

fn check_ids(what: What, ids: impl Iterator<Item = Id>, errors: &mut Vec<InstanceError>) {
    let mut seen = BTreeSet::new();
    errors.extend(ids.filter(|&id| !seen.insert(id)).map(|id| InstanceError::DuplicateId { what, id }));
}

fn check_pair(input: &InstanceInput, index: u32, pair: &PairInput, errors: &mut Vec<InstanceError>) {
    if pair.mentee as usize >= input.mentees.len() {
        errors.push(InstanceError::UnknownMentee { pair: index, mentee: pair.mentee });
    }
    if pair.mentor as usize >= input.mentors.len() {
        errors.push(InstanceError::UnknownMentor { pair: index, mentor: pair.mentor });
    }
    if pair.score > MAX_SCORE {
        errors.push(InstanceError::ScoreOutOfRange { pair: index, score: pair.score });
    }
    for (side, rank) in [(What::Mentee, pair.mentee_rank), (What::Mentor, pair.mentor_rank)] {
        if rank == 0 {
            errors.push(InstanceError::RankZero { pair: index, side });
        }
    }
    let sum: i128 = pair.terms.iter().map(|term| i128::from(term.points)).sum();
    if !pair.terms.is_empty() && sum != i128::from(pair.score) {
        errors.push(InstanceError::TermsDoNotSum { pair: index, sum, score: pair.score });
    }
}

/// Sorts a checked input. Ids are distinct, so the order is total and the input's own order leaves no trace.
pub(super) fn sorted(input: InstanceInput) -> Instance {
    let InstanceInput { mut mentees, mut mentors, mut organisations, pairs: mut listed, mut rules } = input;
    let mentee_moves = moves(mentees.iter().map(|mentee| mentee.id));
    let mentor_moves = moves(mentors.iter().map(|mentor| mentor.id));
    let organisation_moves = moves(organisations.iter().map(|organisation| organisation.id));
    for pair in &mut listed {
        pair.mentee = moved(&mentee_moves, pair.mentee);
        pair.mentor = moved(&mentor_moves, pair.mentor);
        pair.terms.sort_unstable();
    }
    for mentor in &mut mentors {
        mentor.organisation = mentor.organisation.map(|organisation| moved(&organisation_moves, organisation));
    }
    mentees.sort_unstable_by_key(|mentee| mentee.id);
    mentors.sort_unstable_by_key(|mentor| mentor.id);
    organisations.sort_unstable_by_key(|organisation| organisation.id);
    rules.reorder(&mentee_moves, &mentor_moves, &organisation_moves);
    listed.sort_unstable_by_key(|pair| (pair.mentee, pair.mentor));

    let mut terms = Vec::new();
    let mut term_starts = Vec::new();
    if listed.iter().any(|pair| !pair.terms.is_empty()) {
        term_starts.push(0);
        for pair in &listed {
            terms.extend_from_slice(&pair.terms);
            term_starts.push(u32::try_from(terms.len()).unwrap_or(u32::MAX));
        }
    }
    let stored = |pair: &PairInput| Pair {
        mentee: pair.mentee,
        mentor: pair.mentor,
        mentee_rank: pair.mentee_rank,
        mentor_rank: pair.mentor_rank,
        score: pair.score,
    };
    let pairs: Vec<Pair> = listed.iter().map(stored).collect();

    let starts = starts(mentees.len(), &pairs);
    Instance { mentees, mentors, organisations, pairs, terms, term_starts, rules, starts }
}

/// For each old index, the new one.
pub(super) fn moves(ids: impl Iterator<Item = Id>) -> Vec<u32> {
    let mut order: Vec<(Id, usize)> = ids.zip(0..).collect();
    order.sort_unstable();
    let mut moves: Vec<(usize, u32)> = order.into_iter().map(|(_, old)| old).zip(0..).collect();
    moves.sort_unstable();
    moves.into_iter().map(|(_, new)| new).collect()
}

/// Indices were checked before, so the fallback is never taken.
pub(super) fn moved(moves: &[u32], old: u32) -> u32 {
    moves.get(old as usize).copied().unwrap_or(old)
}

#[cfg(test)]
mod tests;

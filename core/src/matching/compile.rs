//! From a cohort to a question for the engine, and from its answer back to people.

use super::engine::{
    Assigned, Id as EngineId, Rules, Instance, InstanceError, InstanceInput, Mentee, Mentor, Organisation, PairInput,
    Solution, Strategy, Term, Unmatched as EngineUnmatched, Why,
};
use super::pool::{Member, Pool, explain};
use super::score::score_of;
use super::{Factor, Outcome, Pair, PairOrigin, Reason, Unmatched, UnmatchedWhy};
use crate::values::{Id, UserId};
use std::collections::{BTreeMap, BTreeSet};

/// The person as the engine knows them.
pub(crate) fn engine_id(user: UserId) -> EngineId {
    EngineId(*user.uuid().as_bytes())
}

/// The person whom the engine means.
fn user_id(id: EngineId) -> UserId {
    UserId::from_uuid(uuid::Uuid::from_bytes(id.0))
}

/// Everybody who may be matched, and every pair that may be made.
pub(crate) fn compile(pool: &Pool) -> Result<Instance, Vec<InstanceError>> {
    // A mentee who has all the mentors they may have asks for nothing: neither matched nor unmatched.
    let mentees: Vec<&Member> = pool.mentees.values().filter(|mentee| mentee.room > 0).collect();
    // A mentor without room stays in, so that a mentee who wants only them hears `no_seats`.
    let mentors: Vec<&Member> = pool.mentors.values().filter(|mentor| mentor.consented && mentor.approved).collect();
    let organisations: BTreeMap<&str, u32> = pool.quotas.keys().map(String::as_str).zip(0..).collect();
    let mut pairs = Vec::new();
    for (mentee_at, mentee) in (0..).zip(&mentees) {
        for (mentor_at, mentor) in (0..).zip(&mentors) {
            if pool.eligible(mentee, mentor) {
                pairs.push(engine_pair((mentee_at, mentee), (mentor_at, mentor)));
            }
        }
    }
    Instance::new(InstanceInput {
        mentees: mentees.iter().map(|m| Mentee { id: engine_id(m.id), capacity: room(m.room) }).collect(),
        mentors: mentors
            .iter()
            .map(|mentor| Mentor {
                id: engine_id(mentor.id),
                capacity: room(mentor.room),
                organisation: mentor.organisation.as_deref().and_then(|key| organisations.get(key).copied()),
            })
            .collect(),
        organisations: pool
            .quotas
            .iter()
            .map(|(key, places)| Organisation { id: organisation_id(key), capacity: room(*places) })
            .collect(),
        pairs,
        rules: Rules::default(),
    })
}

fn room(room: i32) -> u32 {
    u32::try_from(room).unwrap_or(0)
}

/// Organisations are known by name only; a digest of the key stands for it, so that the same cohort asks the same question anywhere.
fn organisation_id(key: &str) -> EngineId {
    let mut id = [0; 16];
    blake3::Hasher::new().update(key.as_bytes()).finalize_xof().fill(&mut id);
    EngineId(id)
}

fn engine_pair((mentee_at, mentee): (u32, &Member), (mentor_at, mentor): (u32, &Member)) -> PairInput {
    let rank = |of: &Member, whom: UserId| {
        let rank = of.taste.place(whom).map_or(of.taste.last_rank(), |place| place.rank);
        u32::try_from(rank).unwrap_or(u32::MAX)
    };
    let reasons = explain(mentee, mentor);
    let number = |factor| Factor::ALL.iter().position(|known| *known == factor).and_then(|at| u16::try_from(at).ok());
    PairInput {
        mentee: mentee_at,
        mentor: mentor_at,
        mentee_rank: rank(mentee, mentor.id),
        mentor_rank: rank(mentor, mentee.id),
        score: u32::try_from(score_of(&reasons)).unwrap_or(0),
        terms: reasons
            .iter()
            .filter_map(|reason| Some(Term { factor: number(reason.factor)?, points: reason.points }))
            .collect(),
    }
}

/// What the engine answered, in people and reasons.
///
/// Pairs that stood in `before` stay as they were unless they are in `added`, which are those that a person put together.
pub(crate) fn outcome_of(
    instance: &Instance,
    pool: &Pool,
    solution: &Solution,
    before: &Outcome,
    added: &BTreeSet<(UserId, UserId)>,
) -> Outcome {
    let kept: BTreeMap<(UserId, UserId), &Pair> =
        before.pairs.iter().map(|pair| ((pair.mentee_id, pair.mentor_id), pair)).collect();
    let pair = |line: &Assigned| {
        let mentee_id = user_id(instance.mentees().get(line.mentee as usize)?.id);
        let mentor_id = user_id(instance.mentors().get(line.mentor as usize)?.id);
        let by_hand = added.contains(&(mentee_id, mentor_id));
        if let Some(pair) = kept.get(&(mentee_id, mentor_id)).filter(|_| !by_hand) {
            return Some((*pair).clone());
        }
        let members = pool.mentees.get(&mentee_id).zip(pool.mentors.get(&mentor_id));
        let reasons = match line.pair {
            Some(pair) => instance.terms_of(pair).iter().filter_map(reason).collect(),
            None => members.map(|(mentee, mentor)| explain(mentee, mentor)).unwrap_or_default(),
        };
        let rank = |of: &Member, whom| of.taste.place(whom).and_then(|place| i32::try_from(place.rank).ok());
        Some(Pair {
            mentee_id,
            mentor_id,
            mentee_rank: members.and_then(|(mentee, _)| rank(mentee, mentor_id)),
            mentor_rank: members.and_then(|(_, mentor)| rank(mentor, mentee_id)),
            score: score_of(&reasons),
            reasons,
            origin: if by_hand { PairOrigin::Edit } else { PairOrigin::Strategy },
        })
    };
    let unmatched = |line: &EngineUnmatched| {
        Some(Unmatched { mentee_id: user_id(instance.mentees().get(line.mentee as usize)?.id), why: why_of(line.why) })
    };
    Outcome {
        pairs: solution.pairs.iter().filter_map(pair).collect(),
        unmatched: solution.unmatched.iter().filter_map(unmatched).collect(),
    }
}

fn reason(term: &Term) -> Option<Reason> {
    Some(Reason { factor: *Factor::ALL.get(usize::from(term.factor))?, points: term.points })
}

fn why_of(why: Why) -> UnmatchedWhy {
    match why {
        Why::NoEligibleMentor => UnmatchedWhy::NoEligibleMentor,
        Why::OutrankedEverywhere => UnmatchedWhy::Outranked,
        Why::SeatsTaken => UnmatchedWhy::SeatsTaken,
        Why::RemovedByHand => UnmatchedWhy::Removed,
        // `NoCapacity` cannot come: mentees without room are not in the question.
        _ => UnmatchedWhy::NoSeats,
    }
}

const fn engine_why(why: UnmatchedWhy) -> Why {
    match why {
        UnmatchedWhy::NoEligibleMentor => Why::NoEligibleMentor,
        UnmatchedWhy::NoSeats => Why::NoSeats,
        UnmatchedWhy::Outranked => Why::OutrankedEverywhere,
        UnmatchedWhy::SeatsTaken => Why::SeatsTaken,
        UnmatchedWhy::Removed => Why::RemovedByHand,
    }
}

/// An outcome as the engine writes it, for its verifier and its edits. It carries no certificate: the verifier searches for
/// something better itself.
pub(crate) fn solution_of(instance: &Instance, strategy: Strategy, outcome: &Outcome) -> Solution {
    let assigned = |pair: &Pair| {
        let mentee = instance.mentee_index(&engine_id(pair.mentee_id))?;
        let mentor = instance.mentor_index(&engine_id(pair.mentor_id))?;
        Some(Assigned { mentee, mentor, pair: instance.pair_index(mentee, mentor) })
    };
    let unmatched = |line: &Unmatched| {
        Some(EngineUnmatched { mentee: instance.mentee_index(&engine_id(line.mentee_id))?, why: engine_why(line.why) })
    };
    Solution {
        strategy,
        pairs: outcome.pairs.iter().filter_map(assigned).collect(),
        unmatched: outcome.unmatched.iter().filter_map(unmatched).collect(),
        certificate: None,
        stopped: false,
    }
}

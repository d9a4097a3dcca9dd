//! From a cohort to a question for the engine, and from its answer back to people.

use super::engine::{
    Assigned, Criterion, Floor, Fusion as EngineFusion, Gate as EngineGate, Group, Id as EngineId, Instance, Measure,
    Member as WhoHasFloor, Organisation, Person, Policy, Problem, Scorer, Side as EngineSide, Solution, Strategy, Term,
    Two, Unmatched as EngineUnmatched, Why,
};
use super::facts::shared;
use super::policy::{Fusion, Gate, MENTEE_SHARE, MatchPolicy};
use super::pool::{Arrival, Pool};
use super::population::{CONSENT, Sides, names, population};
use super::{Factor, Outcome, Pair, PairOrigin, Reason, Unmatched, UnmatchedWhy};
use crate::programmes::Side;
use crate::values::{Id, UserId};
use std::collections::{BTreeMap, BTreeSet};

/// The version of the mapping below; a change of it changes what the same cohort scores.
const MAPPING: u32 = 1;

/// So many common quarter hours of the week are as good as any more.
const ENOUGH_TIME: u16 = 8;

/// The person as the engine knows them.
pub(crate) fn engine_id(user: UserId) -> EngineId {
    EngineId(*user.uuid().as_bytes())
}

/// The person whom the engine means.
pub(crate) fn user_id(id: EngineId) -> UserId {
    UserId::from_uuid(uuid::Uuid::from_bytes(id.0))
}

/// Everybody who may be matched, what is known of them, and what the programme counts.
pub(crate) fn problem(pool: &Pool, policy: &MatchPolicy) -> Problem {
    let sides = Sides::of(pool);
    let organisations: BTreeMap<&str, u32> = pool.quotas.keys().map(String::as_str).zip(0..).collect();
    let quota = |(key, places): (&String, &i32)| Organisation {
        id: digest_id("organisation", key),
        capacity: u32::try_from(*places).unwrap_or(0),
    };
    Problem {
        population: population(pool, &sides, policy, &organisations),
        policy: engine_policy(policy),
        organisations: pool.quotas.iter().map(quota).collect(),
        floors: (policy.floors.iter())
            .filter_map(|floor| {
                let of = WhoHasFloor::Mentor(sides.index(Side::Mentor, floor.mentor_id)?);
                Some(Floor { of, least: u32::try_from(floor.least).ok()? })
            })
            .collect(),
        groups: (policy.groups.iter())
            .map(|group| {
                let (side, people) = match group.side {
                    Side::Mentee => (EngineSide::Mentee, &sides.mentees),
                    Side::Mentor => (EngineSide::Mentor, &sides.mentors),
                };
                let members =
                    (0..).zip(people).filter(|(_, member)| member.consented && member.facts.has(&group.label));
                Group {
                    id: digest_id("group", &group.name),
                    side,
                    members: members.map(|(at, _)| at).collect(),
                    floor: group.floor.and_then(|floor| u32::try_from(floor).ok()).unwrap_or(0),
                    ceiling: group.ceiling.and_then(|ceiling| u32::try_from(ceiling).ok()),
                }
            })
            .collect(),
        candidates: None,
        arrivals: Vec::new(),
    }
}

/// The mentees of a question in the order in which they came.
pub(crate) fn arrivals(pool: &Pool, question: &Problem) -> Vec<u32> {
    let mut order: Vec<(Arrival, u32)> = (0..)
        .zip(&question.population.mentees)
        .filter_map(|(at, person)| Some((pool.mentees.get(&user_id(person.id))?.came, at)))
        .collect();
    order.sort_unstable();
    order.into_iter().map(|(_, at)| at).collect()
}

/// Pairs of people as a question names them; nothing for pairs with somebody who cannot be matched.
pub(crate) fn candidates(question: &Problem, pairs: impl Iterator<Item = (UserId, UserId)>) -> Vec<Two> {
    let place = |people: &[Person], user| {
        u32::try_from(people.binary_search_by_key(&engine_id(user), |person| person.id).ok()?).ok()
    };
    let population = &question.population;
    let two = |(mentee, mentor)| {
        Some(Two { mentee: place(&population.mentees, mentee)?, mentor: place(&population.mentors, mentor)? })
    };
    let mut pairs: Vec<Two> = pairs.filter_map(two).collect();
    // The order in which somebody lists them is no part of the question.
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Organisations and groups are known by name only; a digest stands for it, so that the same cohort asks the same question anywhere.
pub(crate) fn digest_id(kind: &str, key: &str) -> EngineId {
    let mut id = [0; 16];
    let mut hasher = blake3::Hasher::new();
    if kind != "organisation" {
        hasher.update(kind.as_bytes()).update(&[0]);
    }
    hasher.update(key.as_bytes()).finalize_xof().fill(&mut id);
    EngineId(id)
}

/// What the programme counts, as the engine reads it.
pub(crate) fn engine_policy(policy: &MatchPolicy) -> Policy {
    let small = |number: i32| u16::try_from(number).unwrap_or(0);
    let criteria = policy.weights.iter().filter(|weight| (weight.mentee, weight.mentor) != (0, 0));
    let consent = [EngineSide::Mentee, EngineSide::Mentor].map(|side| EngineGate::Requires {
        side,
        feature: names::CONSENT.to_owned(),
        category: CONSENT,
    });
    let gates = policy.gates.iter().map(|rule| engine_gate(rule.gate, rule.asks_for()));
    Policy {
        version: MAPPING,
        criteria: criteria
            .map(|weight| Criterion {
                factor: number(weight.factor),
                mentee_weight: small(weight.mentee),
                mentor_weight: small(weight.mentor),
                measure: measure(weight.factor),
            })
            .collect(),
        gates: consent.into_iter().chain(gates).collect(),
        fusion: match policy.fusion {
            Fusion::Weighted => {
                EngineFusion::Weighted { mentee_share: small(policy.mentee_share.unwrap_or(MENTEE_SHARE)) }
            }
            Fusion::Least => EngineFusion::Min,
            Fusion::Product => EngineFusion::Product,
            Fusion::Harmonic => EngineFusion::Harmonic,
            Fusion::CrossRatio => EngineFusion::CrossRatio,
        },
    }
}

fn engine_gate(gate: Gate, n: u16) -> EngineGate {
    let labels = |factor| EngineGate::AtLeast { feature: names::open(factor), n };
    match gate {
        Gate::SharedTime => EngineGate::AtLeast { feature: names::OPEN_TIME.to_owned(), n },
        Gate::SharedLanguage => labels(Factor::Languages),
        Gate::SharedSkill => labels(Factor::Skills),
        Gate::SharedSector => labels(Factor::Sectors),
        Gate::SharedStage => labels(Factor::Stages),
        Gate::SameCountry => EngineGate::AtLeast { feature: names::OPEN_COUNTRY.to_owned(), n },
        Gate::OtherOrganisation => EngineGate::Different { feature: names::ORGANISATION.to_owned() },
        Gate::NotBefore => EngineGate::NotBefore,
        Gate::NotAgain => EngineGate::NotAgain,
    }
}

fn measure(factor: Factor) -> Measure {
    let both = |name: &str| (name.to_owned(), name.to_owned());
    match factor {
        Factor::MenteeChoice => Measure::MenteeChoice,
        Factor::MentorChoice => Measure::MentorChoice,
        Factor::Skills | Factor::Sectors | Factor::Languages | Factor::Goals | Factor::Stages => {
            let (mentee, mentor) = both(factor.word());
            Measure::Overlap { mentee, mentor }
        }
        Factor::Time => {
            let (mentee, mentor) = both(names::TIME);
            Measure::AtLeast { n: ENOUGH_TIME, mentee, mentor }
        }
        Factor::Place => Measure::Nearness { feature: names::PLACE.to_owned() },
        Factor::About => {
            let (mentee, mentor) = both(names::ABOUT);
            Measure::Cosine { mentee, mentor }
        }
        // What the two sides take from each other is no criterion of its own; policies that weigh it are refused.
        Factor::Earlier | Factor::OneSided => Measure::History,
    }
}

/// How the engine counts a factor.
fn number(factor: Factor) -> u16 {
    let position = Factor::ALL.iter().position(|known| *known == factor);
    position.and_then(|at| u16::try_from(at).ok()).unwrap_or(u16::MAX)
}

fn factor_of(term: &Term) -> Option<Factor> {
    match term.factor {
        super::engine::FUSION => Some(Factor::OneSided),
        factor => Factor::ALL.get(usize::from(factor)).copied(),
    }
}

/// The reasons of a pair: points by the engine, and what the two share by their facts.
pub(crate) fn reasons_of(pool: &Pool, terms: &[Term], mentee: UserId, mentor: UserId) -> Vec<Reason> {
    let facts = pool.mentees.get(&mentee).zip(pool.mentors.get(&mentor));
    let reason = |term: &Term| {
        let factor = factor_of(term)?;
        let part = facts.and_then(|(mentee, mentor)| shared(factor, &mentee.facts, &mentor.facts));
        Some(Reason { factor, points: term.points, shared: part })
    };
    let mut reasons: Vec<Reason> = terms.iter().filter(|term| term.points != 0).filter_map(reason).collect();
    reasons.sort_by_key(|reason| reason.factor);
    reasons
}

/// What the engine answered, in people and reasons.
///
/// Pairs that stood in `before` stay as they were unless they are in `added`, which are those that a person put together.
pub(crate) fn outcome_of(
    (instance, scorer): (&Instance, &Scorer),
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
        // Nothing is derived from the data of somebody who did not agree to it.
        let agreed = members.is_some_and(|(mentee, mentor)| mentee.consented && mentor.consented);
        // The population stands in the order of ids, as the instance does: one index serves both.
        let scored = agreed.then(|| scorer.pair(line.mentee, line.mentor)).flatten();
        let reasons = scored.map(|scored| reasons_of(pool, &scored.terms, mentee_id, mentor_id)).unwrap_or_default();
        let rank = |taste: &super::pool::Taste, whom| taste.rank(whom).and_then(|rank| i32::try_from(rank).ok());
        Some(Pair {
            mentee_id,
            mentor_id,
            mentee_rank: members.and_then(|(mentee, _)| rank(&mentee.taste, mentor_id)),
            mentor_rank: members.and_then(|(_, mentor)| rank(&mentor.taste, mentee_id)),
            score: reasons.iter().map(|reason| reason.points).sum(),
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

pub(super) fn why_of(why: Why) -> UnmatchedWhy {
    match why {
        Why::NoEligibleMentor => UnmatchedWhy::NoEligibleMentor,
        Why::OutrankedEverywhere => UnmatchedWhy::Outranked,
        Why::SeatsTaken => UnmatchedWhy::SeatsTaken,
        Why::RemovedByHand => UnmatchedWhy::Removed,
        Why::CameLater => UnmatchedWhy::CameLater,
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
        UnmatchedWhy::CameLater => Why::CameLater,
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

//! Small random instances and brute force over all their matchings.

use proptest::prelude::{Strategy as _, any, prop};
use semillero_matching::*;

/// The four lists as plain numbers: ids are made from them, so shuffling them permutes the input and nothing else.
pub(crate) fn instances(max_slots: u32) -> impl proptest::strategy::Strategy<Value = InstanceInput> {
    let mentees = prop::collection::vec(0..=max_slots, 0..=5);
    let mentors = prop::collection::vec((0..=2_u32, prop::option::of(0..2_u32)), 0..=4);
    let organisations = (0..=2_u32, 0..=2_u32);
    let pairs = prop::collection::vec((any::<bool>(), 1..=3_u32, 1..=3_u32, 0..=3_u32), 20);
    (mentees, mentors, organisations, pairs).prop_map(|(mentees, mentors, organisations, pairs)| InstanceInput {
        rules: Rules::default(),
        pairs: pairs
            .into_iter()
            .zip(0_u32..)
            .filter(|(_, at)| at / 4 < mentees.len() as u32 && at % 4 < mentors.len() as u32)
            .filter(|((eligible, ..), _)| *eligible)
            .map(|((_, mentee_rank, mentor_rank, score), at)| PairInput {
                mentee: at / 4,
                mentor: at % 4,
                mentee_rank,
                mentor_rank,
                score: score * 250_000,
                terms: vec![Term { factor: 7, points: -5 }, Term { factor: 1, points: score as i32 * 250_000 + 5 }],
            })
            .collect(),
        mentees: (1..).zip(mentees).map(|(id, capacity)| Mentee { id: Id::from_u128(id), capacity }).collect(),
        mentors: (11..)
            .zip(mentors)
            .map(|(id, (capacity, organisation))| Mentor { id: Id::from_u128(id), capacity, organisation })
            .collect(),
        organisations: vec![
            Organisation { id: Id::from_u128(21), capacity: organisations.0 },
            Organisation { id: Id::from_u128(22), capacity: organisations.1 },
        ],
    })
}

/// Every set of pair indices that keeps all capacities.
pub(crate) fn all_matchings(instance: &Instance) -> Vec<Vec<u32>> {
    let mut seats = Seats {
        mentees: instance.mentees().iter().map(|mentee| mentee.capacity).collect(),
        mentors: instance.mentors().iter().map(|mentor| mentor.capacity).collect(),
        organisations: instance.organisations().iter().map(|organisation| organisation.capacity).collect(),
    };
    let mut found = Vec::new();
    extend(instance, 0, &mut seats, &mut Vec::new(), &mut found);
    found
}

struct Seats {
    mentees: Vec<u32>,
    mentors: Vec<u32>,
    organisations: Vec<u32>,
}

fn extend(instance: &Instance, next: u32, seats: &mut Seats, chosen: &mut Vec<u32>, found: &mut Vec<Vec<u32>>) {
    let Some(pair) = instance.pairs().get(next as usize) else {
        found.push(chosen.clone());
        return;
    };
    extend(instance, next + 1, seats, chosen, found);
    let organisation = instance.mentors()[pair.mentor as usize].organisation.map(|at| at as usize);
    let (mentee, mentor) = (pair.mentee as usize, pair.mentor as usize);
    let room_above = organisation.is_none_or(|at| seats.organisations[at] > 0);
    if seats.mentees[mentee] > 0 && seats.mentors[mentor] > 0 && room_above {
        seats.mentees[mentee] -= 1;
        seats.mentors[mentor] -= 1;
        organisation.into_iter().for_each(|at| seats.organisations[at] -= 1);
        chosen.push(next);
        extend(instance, next + 1, seats, chosen, found);
        chosen.pop();
        seats.mentees[mentee] += 1;
        seats.mentors[mentor] += 1;
        organisation.into_iter().for_each(|at| seats.organisations[at] += 1);
    }
}

/// A solution made of these pairs of people, eligible or not, with the unmatched list that belongs to it.
pub(crate) fn by_hand(instance: &Instance, strategy: Strategy, pairs: &[(u32, u32)]) -> Solution {
    let empty = Solution {
        strategy,
        pairs: vec![],
        unmatched: (0..instance.mentees().len() as u32)
            .map(|mentee| Unmatched { mentee, why: Why::SeatsTaken })
            .collect(),
        certificate: None,
        stopped: false,
    };
    let edits: Vec<Edit> = pairs.iter().map(|&(mentee, mentor)| Edit::Add { mentee, mentor }).collect();
    apply_edits(instance, &empty, &edits).unwrap()
}

/// The people of some pair indices.
pub(crate) fn people(instance: &Instance, pairs: &[u32]) -> Vec<(u32, u32)> {
    pairs.iter().map(|&at| &instance.pairs()[at as usize]).map(|pair| (pair.mentee, pair.mentor)).collect()
}

/// A shuffle decided by numbers, and the input with its four lists shuffled and its indices following.
pub(crate) fn shuffled(input: &InstanceInput, order: &[u64]) -> InstanceInput {
    fn shuffle<T: Clone>(list: &[T], order: &[u64]) -> (Vec<T>, Vec<u32>) {
        let mut places: Vec<usize> = (0..list.len()).collect();
        places.sort_by_key(|&at| order[at % order.len()].wrapping_mul(at as u64 * 2 + 1));
        let mut moved = vec![0; list.len()];
        places.iter().enumerate().for_each(|(new, &old)| moved[old] = new as u32);
        (places.iter().map(|&at| list[at].clone()).collect(), moved)
    }
    let (mentees, mentee_moves) = shuffle(&input.mentees, order);
    let (mut mentors, mentor_moves) = shuffle(&input.mentors, order);
    let (organisations, organisation_moves) = shuffle(&input.organisations, order);
    let (mut pairs, _) = shuffle(&input.pairs, order);
    for mentor in &mut mentors {
        mentor.organisation = mentor.organisation.map(|at| organisation_moves[at as usize]);
    }
    for pair in &mut pairs {
        pair.mentee = mentee_moves[pair.mentee as usize];
        pair.mentor = mentor_moves[pair.mentor as usize];
        pair.terms.reverse();
    }
    InstanceInput { mentees, mentors, organisations, pairs, rules: Rules::default() }
}

pub(crate) const SIZE_FIRST: Strategy = Strategy::MaxWeight { first: SizeOrScore::Size };
pub(crate) const SCORE_FIRST: Strategy = Strategy::MaxWeight { first: SizeOrScore::Score };
pub(crate) const STABLE: Strategy = Strategy::Stable;
pub(crate) const STRATEGIES: [Strategy; 3] = [SIZE_FIRST, SCORE_FIRST, STABLE];
/// Those on ranks, whose answer is unique, too.
pub(crate) const ON_RANKS: [Strategy; 6] = [
    Strategy::StableForMentors,
    Strategy::StableTies,
    Strategy::Profile { goal: ProfileGoal::RankMaximal },
    Strategy::Profile { goal: ProfileGoal::Greedy },
    Strategy::Profile { goal: ProfileGoal::Generous },
    Strategy::Profile { goal: ProfileGoal::MinCost },
];

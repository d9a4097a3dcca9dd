//! Every market of two or three people on each side, not only random ones.

use crate::common::{all_matchings, by_hand, people};
use semillero_matching::*;

/// What two people may think of each other: not eligible, or one of two ranks on each side.
const OPINIONS: [Option<(u32, u32)>; 5] = [None, Some((1, 1)), Some((1, 2)), Some((2, 1)), Some((2, 2))];

/// The number-th market of this shape.
fn market(mut number: usize, slots: &[u32], seats: &[u32], organisation: Option<u32>) -> Instance {
    let mut input = InstanceInput::default();
    for (mentee, &capacity) in (0..).zip(slots) {
        input.mentees.push(Mentee { id: Id::from_u128(mentee), capacity });
    }
    for (mentor, &capacity) in (0..).zip(seats) {
        input.mentors.push(Mentor { id: Id::from_u128(10 + mentor), capacity, organisation: organisation.map(|_| 0) });
    }
    if let Some(capacity) = organisation {
        input.organisations.push(Organisation { id: Id::from_u128(20), capacity });
    }
    for (mentee, _) in (0..).zip(slots) {
        for (mentor, _) in (0..).zip(seats) {
            if let Some((mentee_rank, mentor_rank)) = OPINIONS[number % 5] {
                let (score, terms) = (0, vec![]);
                input.pairs.push(PairInput { mentee, mentor, mentee_rank, mentor_rank, score, terms });
            }
            number /= 5;
        }
    }
    Instance::new(input).unwrap()
}

/// Runs over all markets, or over every `step`-th, of this shape.
fn each(slots: &[u32], seats: &[u32], organisation: Option<u32>, step: usize, check: impl Fn(&Instance, u64)) {
    let pairs = (slots.len() * seats.len()) as u32;
    for number in (0..5_usize.pow(pairs)).step_by(step) {
        check(&market(number, slots, seats, organisation), number as u64);
    }
}

/// Pairs that would strictly rather have each other, written down a second time and for the simplest case: one slot each.
fn blocks(instance: &Instance, pairs: &[u32]) -> bool {
    let line = |at: &u32| instance.pairs()[*at as usize];
    let full = |count: usize, capacity: u32| count >= capacity as usize;
    (0..instance.pairs().len() as u32).filter(|at| !pairs.contains(at)).any(|at| {
        let pair = line(&at);
        let own = pairs.iter().map(line).find(|other| other.mentee == pair.mentee);
        let here: Vec<u32> =
            pairs.iter().map(line).filter(|other| other.mentor == pair.mentor).map(|other| other.mentor_rank).collect();
        let wants = own.is_none_or(|own| pair.mentee_rank < own.mentee_rank);
        let better = |ranks: &[u32]| ranks.iter().any(|&rank| pair.mentor_rank < rank);
        let side = if full(here.len(), instance.mentors()[pair.mentor as usize].capacity) {
            better(&here)
        } else if let Some(organisation) = instance.organisations().first() {
            let all: Vec<u32> = pairs.iter().map(line).map(|other| other.mentor_rank).collect();
            let moves = own.is_some_and(|own| pair.mentor_rank <= own.mentor_rank);
            !full(all.len(), organisation.capacity) || moves || better(&all)
        } else {
            true
        };
        wants && side
    })
}

fn ties(instance: &Instance, seed: u64) {
    let solution = solve(instance, &Strategy::StableTies, seed).unwrap();
    let pairs: Vec<u32> = solution.pairs.iter().filter_map(|line| line.pair).collect();
    assert!(!blocks(instance, &pairs), "{instance:?} {solution:?}");
    let most = all_matchings(instance).iter().filter(|other| !blocks(instance, other)).map(Vec::len).max().unwrap();
    assert!(3 * pairs.len() >= 2 * most, "{} of {most}: {instance:?} {solution:?}", pairs.len());
}

#[test]
fn ties_serve_two_thirds_with_one_seat_each() {
    each(&[1, 1], &[1, 1], None, 1, ties);
    each(&[1, 1, 1], &[1, 1], None, 1, ties);
    each(&[1, 1], &[1, 1, 1], None, 1, ties);
    each(&[1, 1, 1], &[1, 1, 1], None, 397, ties);
}

#[test]
fn ties_serve_two_thirds_with_seats_and_quotas() {
    each(&[1, 1, 1], &[2, 1], None, 1, ties);
    for quota in [1, 2] {
        each(&[1, 1], &[1, 1], Some(quota), 1, ties);
        each(&[1, 1, 1], &[2, 1], Some(quota), 1, ties);
    }
    each(&[1, 1, 1], &[1, 1, 1], Some(2), 797, ties);
}

#[test]
fn profiles_are_proven_and_unique() {
    let check = |instance: &Instance, seed: u64| {
        for goal in [ProfileGoal::RankMaximal, ProfileGoal::Greedy, ProfileGoal::Generous, ProfileGoal::MinCost] {
            let strategy = Strategy::Profile { goal };
            let solution = solve(instance, &strategy, seed).unwrap();
            assert!(profile_is_proven(instance, seed, &solution), "{instance:?} {solution:?}");
            for pairs in all_matchings(instance) {
                let other = by_hand(instance, strategy, &people(instance, &pairs));
                let other = Solution { certificate: solution.certificate.clone(), ..other };
                assert_eq!(profile_is_proven(instance, seed, &other), other.pairs == solution.pairs);
            }
        }
    };
    each(&[1, 1, 1], &[1, 1], None, 7, check);
    each(&[1, 2], &[2, 1], Some(2), 1, check);
    each(&[2, 1], &[1, 2], Some(1), 3, check);
}

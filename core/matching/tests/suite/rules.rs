//! Exact matchings under rules, against brute force: pairs that must be made, floors, blends, and limits.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::common::{SCORE_FIRST, SIZE_FIRST, all_matchings, instances};
use proptest::prelude::{ProptestConfig, Strategy as _, prop, prop_assert, prop_assert_eq, proptest};
use semillero_matching::Strategy;
use semillero_matching::*;

/// An instance with some floors and with the first pairs that there is room for as pairs that must be made.
pub(crate) fn ruled() -> impl proptest::strategy::Strategy<Value = Instance> {
    let floors = prop::collection::vec((0..6_u32, 1..=2_u32), 0..4);
    (instances(2), floors, 0..3_usize).prop_map(|(mut input, floors, musts)| {
        let mut seats = input.clone();
        for pair in &input.pairs {
            let organisation = input.mentors[pair.mentor as usize].organisation.map(|at| at as usize);
            let free = seats.mentees[pair.mentee as usize].capacity > 0
                && seats.mentors[pair.mentor as usize].capacity > 0
                && organisation.is_none_or(|at| seats.organisations[at].capacity > 0);
            if free && input.rules.must.len() < musts {
                seats.mentees[pair.mentee as usize].capacity -= 1;
                seats.mentors[pair.mentor as usize].capacity -= 1;
                organisation.into_iter().for_each(|at| seats.organisations[at].capacity -= 1);
                input.rules.must.push(Together { mentee: pair.mentee, mentor: pair.mentor });
            }
        }
        for (at, least) in floors {
            let of = if at < 4 { Member::Mentor(at) } else { Member::Organisation(at - 4) };
            let known = at >= 4 || (at as usize) < input.mentors.len();
            if known && input.rules.floors.iter().all(|floor| floor.of != of) {
                input.rules.floors.push(Floor { of, least });
            }
        }
        Instance::new(input).unwrap()
    })
}

pub(crate) fn keeps(instance: &Instance, pairs: &[u32], floors: &[Floor]) -> bool {
    let has = |must: &Together| {
        pairs.iter().any(|&at| {
            let pair = &instance.pairs()[at as usize];
            (pair.mentee, pair.mentor) == (must.mentee, must.mentor)
        })
    };
    let count = |of: Member| {
        pairs
            .iter()
            .filter(|&&at| {
                let mentor = instance.pairs()[at as usize].mentor;
                match of {
                    Member::Mentor(at) => at == mentor,
                    Member::Organisation(at) => instance.mentors()[mentor as usize].organisation == Some(at),
                }
            })
            .count()
    };
    instance.rules().must.iter().all(has) && floors.iter().all(|floor| count(floor.of) >= floor.least as usize)
}

/// (size, score, −lottery) of a set of pairs, in the order of the strategy.
fn worth(instance: &Instance, strategy: Strategy, seed: u64, pairs: &[u32]) -> (i128, i128, i128) {
    let (mut size, mut score, mut luck) = (0, 0, 0);
    for &at in pairs {
        let pair = &instance.pairs()[at as usize];
        let mentee = instance.mentees()[pair.mentee as usize].id;
        let mentor = instance.mentors()[pair.mentor as usize].id;
        size += 1;
        score += i128::from(pair.score);
        luck -= i128::from(lottery(seed, mentee.as_bytes(), mentor.as_bytes()));
    }
    match strategy {
        SIZE_FIRST => (size, score, luck),
        Strategy::Blend { per_pair } => (score + size * i128::from(per_pair), size, luck),
        _ => (score, size, luck),
    }
}

fn indices(solution: &Solution) -> Vec<u32> {
    solution.pairs.iter().map(|line| line.pair.unwrap()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_optimum_under_rules_or_a_smallest_conflict(instance in ruled(), seed: u64, per_pair in 0..600_000_u32) {
        let all = all_matchings(&instance);
        let possible = |floors: &[Floor]| all.iter().any(|pairs| keeps(&instance, pairs, floors));
        let floors = &instance.rules().floors;
        for strategy in [SIZE_FIRST, SCORE_FIRST, Strategy::Blend { per_pair }] {
            match solve(&instance, &strategy, seed) {
                Ok(mut solution) => {
                    let best = all.iter().filter(|pairs| keeps(&instance, pairs, floors))
                        .map(|pairs| worth(&instance, strategy, seed, pairs)).max().unwrap();
                    prop_assert_eq!(worth(&instance, strategy, seed, &indices(&solution)), best);
                    prop_assert_eq!(certificate_gap(&instance, seed, &solution), Some(Amount::default()));
                    let verdict = verify(&instance, seed, &solution);
                    prop_assert_eq!((verdict.breaches, verdict.optimal), (Breaches::default(), Some(true)));
                    solution.certificate = None;
                    prop_assert_eq!(verify(&instance, seed, &solution).optimal, Some(true));
                }
                Err(SolveError::Infeasible(conflict)) => {
                    prop_assert!(!possible(&conflict.floors));
                    for at in 0..conflict.floors.len() {
                        let mut fewer = conflict.floors.clone();
                        fewer.remove(at);
                        prop_assert!(possible(&fewer));
                    }
                    prop_assert!(conflict.floors.iter().all(|floor| floors.contains(floor)));
                }
                Err(other) => prop_assert!(false, "{}", other),
            }
        }
    }

    #[test]
    fn what_breaks_a_rule_is_counted_and_not_optimal(instance in ruled(), seed: u64) {
        for pairs in all_matchings(&instance).iter().take(40) {
            let by_hand = crate::common::by_hand(&instance, SIZE_FIRST, &crate::common::people(&instance, pairs));
            let breaches = verify(&instance, seed, &by_hand).breaches;
            prop_assert_eq!(breaches.total() == 0, keeps(&instance, pairs, &instance.rules().floors));
            prop_assert_eq!(breaches.total(), u64::from(breaches.must + breaches.floor));
        }
    }

    #[test]
    fn a_stopped_run_gives_a_bound(instance in ruled(), seed: u64, asks in 0..6_u32) {
        for strategy in [SIZE_FIRST, SCORE_FIRST] {
            let asked = AtomicU32::new(0);
            let stop = || asked.fetch_add(1, Ordering::Relaxed) >= asks;
            let limits = Limits { stop: Some(&stop), pairs: None };
            let Ok(stopped) = solve_within(&instance, &strategy, seed, &limits) else { continue };
            let best = solve(&instance, &strategy, seed).unwrap();
            let total = |solution: &Solution| worth(&instance, strategy, seed, &indices(solution));
            let verdict = verify(&instance, seed, &stopped);
            prop_assert!(verdict.is_feasible());
            if !stopped.stopped {
                prop_assert_eq!(&stopped, &best);
            }
            let gap = certificate_gap(&instance, seed, &stopped).unwrap();
            let (mine, theirs) = (total(&stopped), total(&best));
            let bound = (mine.0 + i128::from(gap.first), mine.1 + i128::from(gap.second), mine.2 + gap.lottery);
            prop_assert!(bound >= theirs, "{:?} {:?}", bound, theirs);
        }
    }

    #[test]
    fn a_price_is_what_one_more_seat_would_add(input in instances(2), seed: u64) {
        let instance = Instance::new(input.clone()).unwrap();
        for strategy in [SIZE_FIRST, SCORE_FIRST, Strategy::Blend { per_pair: 100_000 }] {
            let best = solve(&instance, &strategy, seed).unwrap();
            let total = |solution: &Solution| worth(&instance, strategy, seed, &indices(solution));
            let Some(Certificate::Prices(duals)) = &best.certificate else { panic!("no prices") };
            let gain = |more: InstanceInput| {
                let other = Instance::new(more).unwrap(); // same order, same pairs
                let (with, without) = (total(&solve(&other, &strategy, seed).unwrap()), total(&best));
                (with.0 - without.0, with.1 - without.1, with.2 - without.2)
            };
            let same = |price: Amount| (i128::from(price.first), i128::from(price.second), price.lottery);
            for (at, price) in duals.mentors.iter().enumerate().filter(|&(at, _)| input.mentors[at].organisation.is_none()) {
                let mut more = input.clone();
                more.mentors[at].capacity += 1;
                prop_assert_eq!(same(*price), gain(more));
            }
            for (at, price) in duals.organisations.iter().enumerate() {
                let mut more = input.clone();
                more.organisations[at].capacity += 1;
                prop_assert_eq!(same(*price), gain(more));
            }
        }
    }
}

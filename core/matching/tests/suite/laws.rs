//! Laws that every solution keeps, against brute force on small instances.

use crate::common::{
    ON_RANKS, SCORE_FIRST, SIZE_FIRST, STABLE, STRATEGIES, all_matchings, by_hand, instances, people, shuffled,
};
use proptest::prelude::{ProptestConfig, any, prop, prop_assert, prop_assert_eq, proptest};
use semillero_matching::*;

/// (size, score, −lottery) of a set of pairs.
fn worth(instance: &Instance, seed: u64, pairs: &[u32]) -> (i128, i128, i128) {
    let mut sum = (0, 0, 0);
    for &at in pairs {
        let pair = &instance.pairs()[at as usize];
        let mentee = instance.mentees()[pair.mentee as usize].id;
        let mentor = instance.mentors()[pair.mentor as usize].id;
        sum.0 += 1;
        sum.1 += i128::from(pair.score);
        sum.2 -= i128::from(lottery(seed, mentee.as_bytes(), mentor.as_bytes()));
    }
    sum
}

fn indices(solution: &Solution) -> Vec<u32> {
    solution.pairs.iter().map(|line| line.pair.unwrap()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn max_weight_is_the_brute_force_optimum(input in instances(2), seed: u64) {
        let instance = Instance::new(input).unwrap();
        let worths: Vec<_> = all_matchings(&instance).iter().map(|pairs| worth(&instance, seed, pairs)).collect();
        let by_size = worths.iter().copied().max().unwrap();
        let found = solve(&instance, &SIZE_FIRST, seed).unwrap();
        prop_assert_eq!(worth(&instance, seed, &indices(&found)), by_size);
        let by_score = worths.iter().map(|&(size, score, luck)| (score, size, luck)).max().unwrap();
        let (size, score, luck) = worth(&instance, seed, &indices(&solve(&instance, &SCORE_FIRST, seed).unwrap()));
        prop_assert_eq!((score, size, luck), by_score);
    }

    #[test]
    fn max_weight_proves_itself_by_prices_and_without(input in instances(2), seed: u64) {
        let instance = Instance::new(input).unwrap();
        for strategy in [SIZE_FIRST, SCORE_FIRST] {
            let mut solution = solve(&instance, &strategy, seed).unwrap();
            prop_assert_eq!(certificate_gap(&instance, seed, &solution), Some(Amount::default()));
            solution.certificate = None;
            prop_assert_eq!(verify(&instance, seed, &solution).optimal, Some(true));
        }
    }

    #[test]
    fn every_other_matching_is_found_to_be_worse(input in instances(1), seed: u64) {
        let instance = Instance::new(input).unwrap();
        for strategy in [SIZE_FIRST, SCORE_FIRST] {
            let best = solve(&instance, &strategy, seed).unwrap();
            for pairs in all_matchings(&instance).iter().take(60) {
                let other = by_hand(&instance, strategy, &people(&instance, pairs));
                let with_prices = Solution { certificate: best.certificate.clone(), ..other.clone() };
                let same = other.pairs == best.pairs;
                prop_assert_eq!(verify(&instance, seed, &other).optimal, Some(same));
                prop_assert_eq!(certificate_gap(&instance, seed, &with_prices).unwrap() == Amount::default(), same);
            }
        }
    }

    #[test]
    fn stable_blocks_nothing(input in instances(2), seed: u64) {
        let instance = Instance::new(input).unwrap();
        let verdict = verify(&instance, seed, &solve(&instance, &STABLE, seed).unwrap());
        prop_assert_eq!(verdict.breaches, Breaches::default());
        prop_assert_eq!(verdict.blocking, Blocking::default());
        prop_assert_eq!(verdict.weak_blocking, Blocking::default());
        prop_assert_eq!(verdict.optimal, None);
    }

    #[test]
    fn stable_is_the_best_stable_matching_for_every_mentee(input in instances(1), seed: u64) {
        let instance = Instance::new(input).unwrap();
        let place = |mentors: Option<&Assigned>| mentors.map_or((u32::MAX, 0, Id::from_u128(0)), |line| {
            let rank = instance.pairs()[line.pair.unwrap() as usize].mentee_rank;
            let mentee = instance.mentees()[line.mentee as usize].id;
            let mentor = instance.mentors()[line.mentor as usize].id;
            (rank, lottery(seed ^ MENTEE_TIES, mentee.as_bytes(), mentor.as_bytes()), mentor)
        });
        let found = solve(&instance, &STABLE, seed).unwrap();
        let mut stable = 0;
        for pairs in all_matchings(&instance) {
            let other = by_hand(&instance, STABLE, &people(&instance, &pairs));
            if verify(&instance, seed, &other).is_stable() {
                stable += 1;
                prop_assert_eq!(other.pairs.len(), found.pairs.len());
                for mentee in 0..instance.mentees().len() as u32 {
                    let mine = place(found.pairs.iter().find(|line| line.mentee == mentee));
                    let theirs = place(other.pairs.iter().find(|line| line.mentee == mentee));
                    prop_assert!(mine <= theirs);
                }
            }
        }
        prop_assert!(stable >= 1);
    }

    #[test]
    fn stable_gives_mentees_with_several_slots_the_best_too(input in instances(2), seed: u64) {
        let instance = Instance::new(input).unwrap();
        let found = solve(&instance, &STABLE, seed).unwrap();
        let places = |solution: &Solution, mentee| {
            let mut places: Vec<_> = solution.pairs.iter().filter(|line| line.mentee == mentee).map(|line| {
                let mentee = instance.mentees()[mentee as usize].id;
                let mentor = instance.mentors()[line.mentor as usize].id;
                let rank = instance.pairs()[line.pair.unwrap() as usize].mentee_rank;
                (rank, lottery(seed ^ MENTEE_TIES, mentee.as_bytes(), mentor.as_bytes()), mentor)
            }).collect();
            places.sort_unstable();
            places
        };
        for pairs in all_matchings(&instance).iter().take(20_000) {
            let other = by_hand(&instance, STABLE, &people(&instance, pairs));
            if verify(&instance, seed, &other).is_stable() {
                for mentee in 0..instance.mentees().len() as u32 {
                    let (mine, theirs) = (places(&found, mentee), places(&other, mentee));
                    prop_assert_eq!(mine.len(), theirs.len());
                    prop_assert!(mine.iter().zip(&theirs).all(|(mine, theirs)| mine <= theirs));
                }
            }
        }
    }

    #[test]
    fn input_order_changes_nothing(input in instances(2), order in prop::collection::vec(any::<u64>(), 1..8), seed: u64) {
        let other = Instance::new(shuffled(&input, &order)).unwrap();
        let instance = Instance::new(input).unwrap();
        prop_assert_eq!(instance_digest(&instance), instance_digest(&other));
        for strategy in STRATEGIES.into_iter().chain(ON_RANKS) {
            prop_assert_eq!(solve(&instance, &strategy, seed).unwrap(), solve(&other, &strategy, seed).unwrap());
        }
        prop_assert_eq!(instance, other);
    }

    #[test]
    fn terms_sum_to_the_score(input in instances(2), seed: u64) {
        let instance = Instance::new(input).unwrap();
        let solution = solve(&instance, &SIZE_FIRST, seed).unwrap();
        let points = indices(&solution).iter()
            .flat_map(|&at| instance.terms_of(at).to_vec())
            .map(|term| i64::from(term.points)).sum::<i64>();
        prop_assert_eq!(points, verify(&instance, seed, &solution).score as i64);
    }

    #[test]
    fn reasons_for_nothing_are_true(input in instances(2), seed: u64) {
        let instance = Instance::new(input).unwrap();
        for strategy in STRATEGIES.into_iter().chain(ON_RANKS) {
            let solution = solve(&instance, &strategy, seed).unwrap();
            prop_assert!(verify(&instance, seed, &solution).is_feasible());
            for line in &solution.unmatched {
                let seats: Vec<bool> = instance.pairs_of(line.mentee).map(|at| {
                    let mentor = &instance.mentors()[instance.pairs()[at as usize].mentor as usize];
                    let above = mentor.organisation.map_or(1, |at| instance.organisations()[at as usize].capacity);
                    mentor.capacity > 0 && above > 0
                }).collect();
                let expected = match (instance.mentees()[line.mentee as usize].capacity, &seats[..]) {
                    (0, _) => Why::NoCapacity,
                    (_, []) => Why::NoEligibleMentor,
                    (_, seats) if !seats.contains(&true) => Why::NoSeats,
                    _ if matches!(strategy, STABLE | Strategy::StableForMentors | Strategy::StableTies) => {
                        Why::OutrankedEverywhere
                    }
                    _ => Why::SeatsTaken,
                };
                prop_assert_eq!(line.why, expected);
            }
        }
    }

    #[test]
    fn the_verifier_takes_any_solution(
        input in instances(2), seed: u64, first: bool,
        lines in prop::collection::vec((0..7_u32, 0..6_u32, prop::option::of(0..25_u32)), 0..12),
        unmatched in prop::collection::vec(0..8_u32, 0..6),
        prices in prop::collection::vec((any::<i64>(), any::<i64>(), any::<i128>()), 11),
    ) {
        let instance = Instance::new(input).unwrap();
        let amount = |&(first, second, lottery)| Amount { first, second, lottery };
        let (n, m) = (instance.mentees().len(), instance.mentors().len());
        let solution = Solution {
            strategy: if first { SIZE_FIRST } else { STABLE },
            pairs: lines.iter().map(|&(mentee, mentor, pair)| Assigned { mentee, mentor, pair }).collect(),
            unmatched: unmatched.iter().map(|&mentee| Unmatched { mentee, why: Why::NoSeats }).collect(),
            certificate: Some(Certificate::Prices(Duals {
                mentees: prices[..n].iter().map(amount).collect(),
                mentors: prices[..m].iter().map(amount).collect(),
                organisations: prices[..2].iter().map(amount).collect(),
            })),
            stopped: false,
        };
        let verdict = verify(&instance, seed, &solution);
        let capacity = verdict.breaches.mentee_capacity + verdict.breaches.mentor_capacity
            + verdict.breaches.organisation_capacity;
        prop_assert!(capacity as usize <= n + m + 2);
        prop_assert!(verdict.optimal != Some(true) || verdict.is_feasible());
    }
}

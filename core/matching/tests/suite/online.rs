//! First come, first served: nobody is passed over, and hindsight is exact.

use crate::common::{all_matchings, instances};
use proptest::prelude::*;
use semillero_matching::Strategy;
use semillero_matching::*; // the one of proptest has the same name

fn with_arrivals(mut input: InstanceInput, order: &[u64], come: usize) -> Instance {
    let mut arrivals: Vec<u32> = (0..input.mentees.len() as u32).collect();
    arrivals.sort_by_key(|&mentee| order[mentee as usize % order.len()].wrapping_mul(u64::from(mentee) * 2 + 1));
    arrivals.truncate(come);
    input.rules.arrivals = arrivals;
    Instance::new(input).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_gets_the_best_that_is_free_on_arrival(
        input in instances(2), order in prop::collection::vec(any::<u64>(), 5), come in 0..6_usize, seed: u64,
    ) {
        let instance = with_arrivals(input, &order, come);
        let solution = solve(&instance, &Strategy::Online, seed).unwrap();
        // The market for whoever does not know who comes is another piece of code with the same rule.
        let mut market = Online::new(&instance, seed);
        let known = instance.rules().arrivals.clone();
        let rest = (0..instance.mentees().len() as u32).filter(|mentee| !known.contains(mentee));
        for mentee in known.iter().copied().chain(rest) {
            market.arrive(mentee).unwrap();
        }
        let scored = |pairs: &[Assigned]| -> Vec<Assigned> {
            pairs.iter().filter(|line| instance.pairs()[line.pair.unwrap() as usize].score > 0).copied().collect()
        };
        // It leaves places whose pair is worth nothing; with nothing else to have, the strategy takes them.
        if instance.pairs().iter().all(|pair| pair.score > 0) {
            prop_assert_eq!(scored(&solution.pairs), market.pairs());
        }
        let verdict = verify(&instance, seed, &solution);
        prop_assert_eq!((verdict.breaches, verdict.optimal), (Breaches::default(), None));
        prop_assert_eq!(verdict.passed_over, Some(0));
        let score = |pairs: &Vec<u32>| pairs.iter().map(|&at| u64::from(instance.pairs()[at as usize].score)).sum::<u64>();
        let best = all_matchings(&instance).iter().map(score).max().unwrap();
        prop_assert_eq!(verdict.hindsight, Some(best));
        let share = u64::from(verdict.fairness.proven_share_bp.unwrap());
        prop_assert!(best == 0 || share == verdict.score * 10_000 / best);
        for left in 0..solution.pairs.len() {
            let edit = Edit::Remove { mentee: solution.pairs[left].mentee, mentor: solution.pairs[left].mentor };
            let edited = apply_edits(&instance, &solution, &[edit]).unwrap();
            prop_assert!(verify(&instance, seed, &edited).passed_over > Some(0));
        }
    }
}

#[test]
fn who_comes_first_is_served_first_and_orders_are_checked() {
    let id = Id::from_u128;
    let pair = |mentee, score| PairInput { mentee, mentor: 0, mentee_rank: 1, mentor_rank: 1, score, terms: vec![] };
    let input = |arrivals: Vec<u32>| InstanceInput {
        mentees: vec![Mentee { id: id(2), capacity: 1 }, Mentee { id: id(1), capacity: 1 }],
        mentors: vec![Mentor { id: id(11), capacity: 1, organisation: None }],
        pairs: vec![pair(0, 500_000), pair(1, 900_000)],
        rules: Rules { arrivals, ..Rules::default() },
        ..InstanceInput::default()
    };
    let run = |arrivals| {
        let instance = Instance::new(input(arrivals)).unwrap();
        let solution = solve(&instance, &Strategy::Online, 7).unwrap();
        let verdict = verify(&instance, 7, &solution);
        (solution.unmatched.clone(), verdict.score, verdict.hindsight, RunRecord::new(&instance, 7, &solution))
    };
    // Indices are those of the input, whose people are then sorted by id.
    let (unmatched, score, hindsight, first) = run(vec![0, 1]);
    assert_eq!(unmatched, [Unmatched { mentee: 0, why: Why::CameLater }]);
    assert_eq!((score, hindsight), (500_000, Some(900_000)));
    let (unmatched, score, _, second) = run(vec![1, 0]);
    assert_eq!((unmatched[0].mentee, score), (1, 900_000));
    assert_ne!(first.instance_digest, second.instance_digest);
    for wrong in [vec![2], vec![0, 0]] {
        let mentee = wrong[0];
        assert_eq!(Instance::new(input(wrong)).unwrap_err(), [InstanceError::UnsoundArrival { mentee }]);
    }
    let must = Rules { must: vec![Together { mentee: 1, mentor: 0 }], arrivals: vec![0, 1], ..Rules::default() };
    let instance = Instance::new(InstanceInput { rules: must, ..input(vec![]) }).unwrap();
    let solution = solve(&instance, &Strategy::Online, 7).unwrap();
    let verdict = verify(&instance, 7, &solution);
    assert_eq!((verdict.score, verdict.breaches.total(), verdict.passed_over), (900_000, 0, Some(0)));
    let floors = Rules { floors: vec![Floor { of: Member::Mentor(0), least: 1 }], ..Rules::default() };
    let instance = Instance::new(InstanceInput { rules: floors, ..input(vec![]) }).unwrap();
    assert_eq!(solve(&instance, &Strategy::Online, 7), Err(SolveError::NotSupported { strategy: "online" }));
}

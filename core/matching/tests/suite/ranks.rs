//! Strategies on ranks, against brute force on small instances.

use crate::common::{all_matchings, by_hand, instances, people};
use proptest::prelude::{ProptestConfig, prop, prop_assert, prop_assert_eq, prop_assume, proptest};
use semillero_matching::{Strategy, *};

const FOR_MENTORS: Strategy = Strategy::StableForMentors;
const TIES: Strategy = Strategy::StableTies;
const GOALS: [ProfileGoal; 4] =
    [ProfileGoal::RankMaximal, ProfileGoal::Greedy, ProfileGoal::Generous, ProfileGoal::MinCost];

fn indices(solution: &Solution) -> Vec<u32> {
    solution.pairs.iter().map(|line| line.pair.unwrap()).collect()
}

/// What decides over a pair on the mentors' side: an organisation, or a mentor without one.
fn side(instance: &Instance, pair: u32) -> (bool, u32) {
    let mentor = instance.pairs()[pair as usize].mentor;
    instance.mentors()[mentor as usize].organisation.map_or((false, mentor), |organisation| (true, organisation))
}

/// How a side orders its pairs: rank, lottery, mentee, and among pairs of one mentee as the mentee likes.
fn side_key(instance: &Instance, seed: u64, at: u32) -> (u32, u64, u32, u32, u64, u32) {
    let pair = &instance.pairs()[at as usize];
    let (mentee, mentor) = (instance.mentees()[pair.mentee as usize].id, instance.mentors()[pair.mentor as usize].id);
    let id = match side(instance, at) {
        (true, organisation) => instance.organisations()[organisation as usize].id,
        (false, _) => mentor,
    };
    let liking = lottery(seed ^ MENTEE_TIES, mentee.as_bytes(), mentor.as_bytes());
    let luck = lottery(seed, id.as_bytes(), mentee.as_bytes());
    (pair.mentor_rank, luck, pair.mentee, pair.mentee_rank, liking, pair.mentor)
}

/// What every side would choose from these pairs, were they all on offer.
fn choices(instance: &Instance, seed: u64, offered: &[u32]) -> Vec<u32> {
    let mut offered = offered.to_vec();
    offered.sort_unstable();
    offered.dedup();
    offered.sort_by_key(|&at| side_key(instance, seed, at));
    let mut mentors: Vec<u32> = instance.mentors().iter().map(|mentor| mentor.capacity).collect();
    let mut organisations: Vec<u32> = instance.organisations().iter().map(|side| side.capacity).collect();
    offered.retain(|&at| {
        let mentor = instance.pairs()[at as usize].mentor as usize;
        let above = instance.mentors()[mentor].organisation.map(|at| at as usize);
        if mentors[mentor] == 0 || above.is_some_and(|at| organisations[at] == 0) {
            return false;
        }
        mentors[mentor] -= 1;
        above.into_iter().for_each(|at| organisations[at] -= 1);
        true
    });
    offered.sort_unstable();
    offered
}

fn stable_matchings(instance: &Instance, seed: u64) -> Vec<Vec<u32>> {
    let is_stable = |pairs: &Vec<u32>| {
        verify(instance, seed, &by_hand(instance, FOR_MENTORS, &people(instance, pairs))).is_stable()
    };
    all_matchings(instance).into_iter().filter(is_stable).collect()
}

/// (objective, −lottery) of some pairs: the greatest is the best.
fn value(instance: &Instance, seed: u64, goal: ProfileGoal, pairs: &[u32]) -> (Vec<i64>, i128) {
    let mut ranks = [0_i64; 4];
    let mut luck = 0;
    for &at in pairs {
        let pair = &instance.pairs()[at as usize];
        ranks[pair.mentee_rank as usize] += 1;
        let (mentee, mentor) =
            (instance.mentees()[pair.mentee as usize].id, instance.mentors()[pair.mentor as usize].id);
        luck -= i128::from(lottery(seed, mentee.as_bytes(), mentor.as_bytes()));
    }
    let size = pairs.len() as i64;
    let [_, first, second, third] = ranks;
    let value = match goal {
        ProfileGoal::RankMaximal => vec![first, second, third],
        ProfileGoal::Greedy => vec![size, first, second, third],
        ProfileGoal::Generous => vec![size, -third, -second, -first],
        ProfileGoal::MinCost => vec![size, -(first + 2 * second + 3 * third)],
    };
    (value, luck)
}

/// Which pairs must be made and which floors there are, as far as an input can have them.
fn with_rules(mut input: InstanceInput, must: &[usize], floors: &[u32]) -> InstanceInput {
    for &at in must {
        let Some(pair) = input.pairs.get(at) else { continue };
        let mut rules = input.rules.clone();
        rules.must.push(Together { mentee: pair.mentee, mentor: pair.mentor });
        let tried = InstanceInput { rules, ..input.clone() };
        if Instance::new(tried.clone()).is_ok() {
            input = tried;
        }
    }
    let mentors = (0..input.mentors.len() as u32).map(Member::Mentor);
    let members = mentors.chain((0..input.organisations.len() as u32).map(Member::Organisation));
    input.rules.floors =
        members.zip(floors).filter(|&(_, &least)| least > 0).map(|(of, &least)| Floor { of, least }).collect();
    input
}

fn keeps(instance: &Instance, pairs: &[u32], floors: &[Floor]) -> bool {
    let has = |of: Member| {
        let counts = |at: &&u32| match of {
            Member::Mentor(mentor) => instance.pairs()[**at as usize].mentor == mentor,
            Member::Organisation(organisation) => side(instance, **at) == (true, organisation),
        };
        pairs.iter().filter(counts).count() as u32
    };
    let must = instance.rules().must.iter().all(|pair| {
        pairs.iter().any(|&at| {
            let line = &instance.pairs()[at as usize];
            (line.mentee, line.mentor) == (pair.mentee, pair.mentor)
        })
    });
    must && floors.iter().all(|floor| has(floor.of) >= floor.least)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn stable_for_mentors_is_what_every_side_would_choose_from_all_stable_matchings(input in instances(2), seed: u64) {
        let instance = Instance::new(input).unwrap();
        let solution = solve(&instance, &FOR_MENTORS, seed).unwrap();
        let verdict = verify(&instance, seed, &solution);
        prop_assert!(verdict.is_stable());
        prop_assert_eq!(verdict.weak_blocking, Blocking::default());
        let found = indices(&solution);
        if instance.pairs().len() <= 12 {
            for other in stable_matchings(&instance, seed) {
                prop_assert_eq!(&choices(&instance, seed, &[&found[..], &other[..]].concat()), &found);
            }
        }
    }

    #[test]
    fn every_stable_matching_serves_the_same_people(input in instances(2), seed: u64) {
        let instance = Instance::new(input).unwrap();
        prop_assume!(instance.pairs().len() <= 12);
        let counts = |pairs: &[u32]| {
            let mut mentees: Vec<u32> = pairs.iter().map(|&at| instance.pairs()[at as usize].mentee).collect();
            let mut sides: Vec<(bool, u32)> = pairs.iter().map(|&at| side(&instance, at)).collect();
            mentees.sort_unstable();
            sides.sort_unstable();
            (mentees, sides)
        };
        let found = counts(&indices(&solve(&instance, &Strategy::Stable, seed).unwrap()));
        for other in stable_matchings(&instance, seed) {
            prop_assert_eq!(counts(&other), found.clone());
        }
    }

    #[test]
    fn ties_leave_nobody_blocking_and_two_thirds_served(input in instances(2), seed: u64) {
        let instance = Instance::new(input).unwrap();
        let solution = solve(&instance, &TIES, seed).unwrap();
        let verdict = verify(&instance, seed, &solution);
        prop_assert!(verdict.is_feasible());
        prop_assert_eq!(verdict.weak_blocking, Blocking::default());
        let all = all_matchings(&instance);
        prop_assert_eq!(verdict.size_bound, all.iter().map(|pairs| pairs.len() as u64).max());
        prop_assume!(all.len() < 3_000);
        let weakly_stable = |pairs: &Vec<u32>| {
            verify(&instance, seed, &by_hand(&instance, TIES, &people(&instance, pairs))).weak_blocking.total() == 0
        };
        let most = all.iter().filter(|pairs| weakly_stable(pairs)).map(Vec::len).max().unwrap();
        prop_assert!(3 * solution.pairs.len() >= 2 * most);
    }

    #[test]
    fn profiles_are_the_brute_force_optimum_and_proven(input in instances(2), seed: u64) {
        let instance = Instance::new(input).unwrap();
        let all = all_matchings(&instance);
        for goal in GOALS {
            let best = all.iter().map(|pairs| value(&instance, seed, goal, pairs)).max().unwrap();
            let mut solution = solve(&instance, &Strategy::Profile { goal }, seed).unwrap();
            prop_assert_eq!(value(&instance, seed, goal, &indices(&solution)), best);
            prop_assert!(profile_is_proven(&instance, seed, &solution));
            prop_assert_eq!(verify(&instance, seed, &solution).optimal, Some(true));
            let Some(Certificate::Profile(duals)) = solution.certificate.take() else { panic!("no proof") };
            prop_assert_eq!(verify(&instance, seed, &solution).optimal, Some(true));
            for pairs in all.iter().step_by(1 + all.len() / 30) {
                let mut other = by_hand(&instance, Strategy::Profile { goal }, &people(&instance, pairs));
                let same = other.pairs == solution.pairs;
                prop_assert_eq!(verify(&instance, seed, &other).optimal, Some(same));
                other.certificate = Some(Certificate::Profile(duals.clone()));
                prop_assert_eq!(profile_is_proven(&instance, seed, &other), same);
            }
        }
    }

    #[test]
    fn profiles_keep_the_rules_or_name_the_smallest_conflict(
        input in instances(2), seed: u64,
        must in prop::collection::vec(0..20_usize, 0..3), floors in prop::collection::vec(0..3_u32, 6),
    ) {
        let instance = Instance::new(with_rules(input, &must, &floors)).unwrap();
        let all = all_matchings(&instance);
        let floors = &instance.rules().floors;
        for goal in GOALS {
            let kept = all.iter().filter(|pairs| keeps(&instance, pairs, floors));
            let best = kept.map(|pairs| value(&instance, seed, goal, pairs)).max();
            match solve(&instance, &Strategy::Profile { goal }, seed) {
                Ok(mut solution) => {
                    prop_assert_eq!(Some(value(&instance, seed, goal, &indices(&solution))), best);
                    prop_assert!(keeps(&instance, &indices(&solution), floors));
                    prop_assert!(profile_is_proven(&instance, seed, &solution));
                    solution.certificate = None;
                    prop_assert_eq!(verify(&instance, seed, &solution).optimal, Some(true));
                }
                Err(SolveError::Infeasible(conflict)) => {
                    prop_assert_eq!(best, None);
                    prop_assert!(!all.iter().any(|pairs| keeps(&instance, pairs, &conflict.floors)));
                    for left_out in 0..conflict.floors.len() {
                        let mut others = conflict.floors.clone();
                        others.remove(left_out);
                        prop_assert!(all.iter().any(|pairs| keeps(&instance, pairs, &others)));
                    }
                }
                Err(other) => prop_assert!(false, "{other}"),
            }
        }
    }

    #[test]
    fn stable_strategies_make_what_must_be_and_the_rest_is_stable(
        input in instances(2), seed: u64, must in prop::collection::vec(0..20_usize, 1..4),
    ) {
        let instance = Instance::new(with_rules(input, &must, &[])).unwrap();
        for strategy in [Strategy::Stable, FOR_MENTORS, TIES] {
            let solution = solve(&instance, &strategy, seed).unwrap();
            let verdict = verify(&instance, seed, &solution);
            prop_assert!(verdict.is_feasible());
            prop_assert!(keeps(&instance, &indices(&solution), &[]));
            prop_assert_eq!(verdict.weak_blocking, Blocking::default());
            if strategy != TIES {
                prop_assert_eq!(verdict.blocking, Blocking::default());
            }
        }
    }

    #[test]
    fn a_floor_that_stable_misses_is_missed_by_every_stable_matching(
        input in instances(1), seed: u64, floors in prop::collection::vec(0..3_u32, 6),
    ) {
        let instance = Instance::new(with_rules(input, &[], &floors)).unwrap();
        prop_assume!(instance.pairs().len() <= 12);
        for strategy in [Strategy::Stable, FOR_MENTORS] {
            match solve(&instance, &strategy, seed) {
                Ok(solution) => prop_assert!(keeps(&instance, &indices(&solution), &instance.rules().floors)),
                Err(SolveError::Infeasible(conflict)) => {
                    let [floor] = conflict.floors[..] else { panic!("one floor is enough") };
                    let inside = |mentor: u32| instance.mentors()[mentor as usize].organisation.is_some();
                    if !matches!(floor.of, Member::Mentor(mentor) if inside(mentor)) {
                        let stable = stable_matchings(&instance, seed);
                        prop_assert!(!stable.iter().any(|pairs| keeps(&instance, pairs, &[floor])));
                    }
                }
                Err(other) => prop_assert!(false, "{other}"),
            }
        }
    }
}

#[test]
fn a_stopped_run_gives_what_it_has_or_says_so() {
    use std::sync::atomic::{AtomicU32, Ordering};

    let people = |base: u128| (0..6).map(move |at| Id::from_u128(base + at));
    let pairs = (0..36_u32).map(|at| PairInput {
        mentee: at / 6,
        mentor: at % 6,
        mentee_rank: 1 + at * 7 % 5,
        mentor_rank: 1,
        score: 0,
        terms: vec![],
    });
    let instance = Instance::new(InstanceInput {
        mentees: people(0).map(|id| Mentee { id, capacity: 1 }).collect(),
        mentors: people(10).map(|id| Mentor { id, capacity: 1, organisation: None }).collect(),
        pairs: pairs.collect(),
        ..InstanceInput::default()
    })
    .unwrap();
    let within = |looks: u32, strategy: Strategy| {
        let left = AtomicU32::new(looks);
        let stop = || left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_err();
        solve_within(&instance, &strategy, 1, &Limits { stop: Some(&stop), pairs: None })
    };
    for strategy in [Strategy::Stable, FOR_MENTORS, TIES] {
        assert_eq!(within(0, strategy), Err(SolveError::Stopped));
        assert_eq!(within(1, strategy), solve(&instance, &strategy, 1));
    }
    for goal in GOALS {
        let whole = solve(&instance, &Strategy::Profile { goal }, 1).unwrap();
        assert!(!whole.stopped);
        for looks in 0..20 {
            let solution = within(looks, Strategy::Profile { goal }).unwrap();
            assert!(verify(&instance, 1, &solution).is_feasible());
            assert!(if solution.stopped { solution.certificate.is_none() } else { solution == whole });
        }
        assert!(within(0, Strategy::Profile { goal }).unwrap().stopped);
        assert_eq!(within(99, Strategy::Profile { goal }).unwrap(), whole);
    }
}

#[test]
fn a_profile_is_proven_where_a_pair_that_must_be_made_takes_the_last_place() {
    let pair = |mentee| PairInput { mentee, mentor: 0, mentee_rank: 1, mentor_rank: 1, score: 0, terms: vec![] };
    let mentee = |id| Mentee { id: Id::from_u128(id), capacity: 1 };
    let instance = Instance::new(InstanceInput {
        mentees: vec![mentee(1), mentee(2)],
        mentors: vec![Mentor { id: Id::from_u128(11), capacity: 1, organisation: None }],
        pairs: vec![pair(0), pair(1)],
        rules: Rules { must: vec![Together { mentee: 0, mentor: 0 }], ..Rules::default() },
        ..InstanceInput::default()
    });
    let instance = instance.unwrap();
    for goal in GOALS {
        let solution = solve(&instance, &Strategy::Profile { goal }, 0).unwrap();
        assert_eq!(solution.pairs.len(), 1);
        assert!(profile_is_proven(&instance, 0, &solution), "{goal:?}");
    }
}

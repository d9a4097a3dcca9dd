//! Fair solutions against brute force: the guarantee, the proof, and minimal conflicts.

use crate::common::{all_matchings, by_hand, instances, people, shuffled};
use proptest::prelude::{
    ProptestConfig, Strategy as _, TestCaseError, any, prop, prop_assert, prop_assert_eq, proptest,
};
use semillero_matching::*;

const GOALS: [FairGoal; 2] = [FairGoal::MaxMin, FairGoal::Leximin];

/// Instances with pairs that must be made, floors and groups; `overlap` lets the groups cross each other.
fn ruled(max_slots: u32, overlap: bool) -> impl proptest::strategy::Strategy<Value = InstanceInput> {
    let group = (any::<bool>(), 0..32_u32, 0..=2_u32, prop::option::of(0..=2_u32));
    let groups = prop::collection::vec(group, 0..=3);
    let floors = prop::collection::vec((any::<bool>(), 0..4_u32, 1..=2_u32), 0..=2);
    let must = prop::collection::vec(any::<prop::sample::Index>(), 0..=1);
    (instances(max_slots), groups, floors, must, 0..5_u32).prop_map(move |(mut input, groups, floors, must, wanted)| {
        for (id, (mentees, mask, floor, extra)) in (31..).zip(groups) {
            let side = if mentees { Side::Mentee } else { Side::Mentor };
            let length = if mentees { input.mentees.len() } else { input.mentors.len() } as u32;
            // Without overlap: the mask cuts a range off the front, so that sets are nested (organisations still cross).
            let cut = if overlap { mask } else { (1 << (mask % 6)) - 1 };
            let members: Vec<u32> = (0..length).filter(|at| cut >> at & 1 == 1).collect();
            let ceiling = extra.map(|extra| floor + extra);
            input.rules.groups.push(Group { id: Id::from_u128(id), side, members, floor, ceiling });
        }
        for (mentor, at, least) in floors {
            let of = if mentor { Member::Mentor(at) } else { Member::Organisation(at % 2) };
            let known = !mentor || (at as usize) < input.mentors.len();
            if known && input.rules.floors.iter().all(|floor| floor.of != of) {
                input.rules.floors.push(Floor { of, least });
            }
        }
        for index in must {
            if !input.pairs.is_empty() && wanted == 0 {
                let pair = index.get(&input.pairs);
                input.rules.must.push(Together { mentee: pair.mentee, mentor: pair.mentor });
            }
        }
        if Instance::new(input.clone()).is_err() {
            input.rules.must.clear();
        }
        input
    })
}

fn count(instance: &Instance, pairs: &[u32], side: Side, members: &[u32]) -> u32 {
    let person = |&at: &u32| match side {
        Side::Mentee => instance.pairs()[at as usize].mentee,
        Side::Mentor => instance.pairs()[at as usize].mentor,
    };
    pairs.iter().filter(|at| members.contains(&person(at))).count() as u32
}

fn keeps_floor(instance: &Instance, pairs: &[u32], floor: &Floor) -> bool {
    let counts = |&&at: &&u32| {
        let mentor = instance.pairs()[at as usize].mentor;
        match floor.of {
            Member::Mentor(of) => mentor == of,
            Member::Organisation(of) => instance.mentors()[mentor as usize].organisation == Some(of),
        }
    };
    pairs.iter().filter(counts).count() as u32 >= floor.least
}

fn keeps_group(instance: &Instance, pairs: &[u32], group: &Group) -> bool {
    let count = count(instance, pairs, group.side, &group.members);
    count >= group.floor && group.ceiling.is_none_or(|most| count <= most)
}

fn keeps_must(instance: &Instance, pairs: &[u32]) -> bool {
    instance
        .rules()
        .must
        .iter()
        .all(|pair| instance.pair_index(pair.mentee, pair.mentor).is_some_and(|at| pairs.contains(&at)))
}

fn keeps_all(instance: &Instance, pairs: &[u32]) -> bool {
    let rules = instance.rules();
    keeps_must(instance, pairs)
        && rules.floors.iter().all(|floor| keeps_floor(instance, pairs, floor))
        && rules.groups.iter().all(|group| keeps_group(instance, pairs, group))
}

/// What the goal compares: size, scores from below (or the least one and the total), minus the lottery sum.
fn worth(instance: &Instance, seed: u64, goal: FairGoal, pairs: &[u32]) -> (usize, Vec<u64>, i128) {
    let mut scores: Vec<u64> = pairs.iter().map(|&at| u64::from(instance.pairs()[at as usize].score)).collect();
    scores.sort_unstable();
    if goal == FairGoal::MaxMin {
        scores = vec![scores.first().copied().unwrap_or_default(), scores.iter().sum()];
    }
    let luck = |&at: &u32| {
        let pair = &instance.pairs()[at as usize];
        let mentee = instance.mentees()[pair.mentee as usize].id;
        let mentor = instance.mentors()[pair.mentor as usize].id;
        -i128::from(lottery(seed, mentee.as_bytes(), mentor.as_bytes()))
    };
    (pairs.len(), scores, pairs.iter().map(luck).sum())
}

fn indices(solution: &Solution) -> Vec<u32> {
    solution.pairs.iter().map(|line| line.pair.unwrap()).collect()
}

fn is_the_best(input: InstanceInput, seed: u64) -> Result<(), TestCaseError> {
    let instance = Instance::new(input).unwrap();
    let all = all_matchings(&instance);
    let kept: Vec<&Vec<u32>> = all.iter().filter(|pairs| keeps_all(&instance, pairs)).collect();
    for goal in GOALS {
        let best = kept.iter().map(|pairs| worth(&instance, seed, goal, pairs)).max();
        match solve(&instance, &Strategy::Fair { goal }, seed) {
            Ok(solution) => {
                prop_assert_eq!(Some(worth(&instance, seed, goal, &indices(&solution))), best);
                let verdict = verify(&instance, seed, &solution);
                prop_assert!(verdict.is_feasible());
                prop_assert_eq!(verdict.optimal, Some(true));
                let bound = fair_bound(&instance, seed, &solution).unwrap();
                prop_assert_eq!(bound.size, verdict.size);
                let least = solution.pairs.iter().map(|line| instance.pairs()[line.pair.unwrap() as usize].score).min();
                prop_assert_eq!(bound.least, least);
                if goal == FairGoal::MaxMin && least.is_some() {
                    prop_assert_eq!(bound.score, Some(verdict.score));
                }
            }
            Err(SolveError::Infeasible(conflict)) => {
                prop_assert_eq!(best, None);
                is_minimal(&instance, &all, &conflict)?;
            }
            Err(other) => return Err(TestCaseError::fail(other.to_string())),
        }
    }
    Ok(())
}

/// The rules of the conflict cannot be kept, but all of them except any one can.
fn is_minimal(instance: &Instance, all: &[Vec<u32>], conflict: &Conflict) -> Result<(), TestCaseError> {
    let groups: Vec<&Group> =
        instance.rules().groups.iter().filter(|group| conflict.groups.contains(&group.id)).collect();
    let possible = |floor_left_out: Option<usize>, group_left_out: Option<usize>| {
        all.iter().any(|pairs| {
            let floors = conflict.floors.iter().enumerate().filter(|(at, _)| Some(*at) != floor_left_out);
            let groups = groups.iter().enumerate().filter(|(at, _)| Some(*at) != group_left_out);
            keeps_must(instance, pairs)
                && floors.map(|(_, floor)| floor).all(|floor| keeps_floor(instance, pairs, floor))
                && groups.map(|(_, group)| group).all(|group| keeps_group(instance, pairs, group))
        })
    };
    prop_assert!(!possible(None, None));
    for at in 0..conflict.floors.len() {
        prop_assert!(possible(Some(at), None));
    }
    for at in 0..groups.len() {
        prop_assert!(possible(None, Some(at)));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 800, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn without_rules_it_is_the_brute_force_best(input in instances(2), seed: u64) {
        is_the_best(input, seed)?;
    }

    #[test]
    fn with_nested_groups_it_is_the_brute_force_best(input in ruled(2, false), seed: u64) {
        is_the_best(input, seed)?;
    }

    #[test]
    fn with_groups_that_overlap_it_is_the_brute_force_best(input in ruled(1, true), seed: u64) {
        is_the_best(input, seed)?;
    }

    #[test]
    fn the_proof_fits_no_worse_solution(input in ruled(1, true), seed: u64) {
        let instance = Instance::new(input).unwrap();
        for goal in GOALS {
            let strategy = Strategy::Fair { goal };
            let Ok(best) = solve(&instance, &strategy, seed) else { continue };
            let mine = worth(&instance, seed, goal, &indices(&best));
            for pairs in all_matchings(&instance).iter().take(60) {
                let other = by_hand(&instance, strategy, &people(&instance, pairs));
                let other = Solution { certificate: best.certificate.clone(), ..other };
                let same = worth(&instance, seed, goal, pairs) == mine && keeps_all(&instance, pairs);
                prop_assert_eq!(verify(&instance, seed, &other).optimal, Some(same));
            }
        }
    }

    #[test]
    fn input_order_changes_nothing(input in ruled(2, false), order in prop::collection::vec(any::<u64>(), 1..8), seed: u64) {
        let mut input = input;
        input.rules = Rules::default();
        let other = Instance::new(shuffled(&input, &order)).unwrap();
        let instance = Instance::new(input).unwrap();
        for goal in GOALS {
            let strategy = Strategy::Fair { goal };
            prop_assert_eq!(solve(&instance, &strategy, seed).unwrap(), solve(&other, &strategy, seed).unwrap());
        }
    }
}

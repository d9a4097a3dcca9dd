//! Fair solutions against brute force: the guarantee, the proof, and minimal conflicts.

use crate::common::{all_matchings, by_hand, instances, people, shuffled};
use proptest::prelude::{
    ProptestConfig, Strategy as _, TestCaseError, any, prop, prop_assert, prop_assert_eq, prop_assert_ne, proptest,
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

/// Another order of an input, with the rules of the input in the indices of that order.
fn with_rules_of(input: &InstanceInput, other: InstanceInput) -> InstanceInput {
    let mentee = |at: u32| {
        let id = input.mentees[at as usize].id;
        other.mentees.iter().position(|mentee| mentee.id == id).unwrap() as u32
    };
    let mentor = |at: u32| {
        let id = input.mentors[at as usize].id;
        other.mentors.iter().position(|mentor| mentor.id == id).unwrap() as u32
    };
    let organisation = |at: u32| {
        let id = input.organisations[at as usize].id;
        other.organisations.iter().position(|organisation| organisation.id == id).unwrap() as u32
    };
    let mut rules = input.rules.clone();
    for pair in &mut rules.must {
        *pair = Together { mentee: mentee(pair.mentee), mentor: mentor(pair.mentor) };
    }
    for floor in &mut rules.floors {
        floor.of = match floor.of {
            Member::Mentor(at) => Member::Mentor(mentor(at)),
            Member::Organisation(at) => Member::Organisation(organisation(at)),
        };
    }
    for group in &mut rules.groups {
        let moved = |&at: &u32| if group.side == Side::Mentee { mentee(at) } else { mentor(at) };
        group.members = group.members.iter().rev().map(moved).collect();
    }
    rules.floors.reverse();
    rules.groups.reverse();
    InstanceInput { rules, ..other }
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

/// Changes a proof at some place.
fn forge(proof: &mut FairProof, at: &prop::sample::Index, set: u32, price: i128, how: u8) {
    let number = at.index(proof.nodes.len());
    match (&mut proof.nodes[number], how) {
        (FairNode::Case(case), 0) => case.next.push(SetPrice { set, price }),
        (FairNode::Case(case), 1) => case.least = Some(set % 4 * 250_000),
        (FairNode::Case(case), 2) => drop(case.ladder.pop()),
        (FairNode::Case(case), 3) => {
            case.ladder = vec![FairStep { objective: Objective::Nothing, prices: case.next.clone() }];
        }
        (FairNode::Case(case), _) if !case.ladder.is_empty() => {
            let step = at.index(case.ladder.len());
            case.ladder[step].prices.push(SetPrice { set, price });
        }
        (FairNode::Case(_), _) => {}
        (FairNode::Split(split), 0) => split.most = set,
        (FairNode::Split(split), 1) => drop(split.members.pop()),
        (FairNode::Split(split), 2) => split.above = split.up_to,
        (FairNode::Split(split), 3) => split.up_to = 0,
        (FairNode::Split(split), 4) => split.members.push(set),
        (FairNode::Split(split), _) => split.members.extend(split.members.first().copied()),
    }
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
            let json = serde_json::to_string(&best).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Solution>(&json).unwrap(), &best);
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
    fn input_order_changes_nothing(input in ruled(2, true), order in prop::collection::vec(any::<u64>(), 1..8), seed: u64) {
        let other = Instance::new(with_rules_of(&input, shuffled(&input, &order))).unwrap();
        let instance = Instance::new(input).unwrap();
        prop_assert_eq!(&instance, &other);
        for strategy in [
            Strategy::Fair { goal: FairGoal::MaxMin },
            Strategy::Fair { goal: FairGoal::Leximin },
            Strategy::Greedy,
            Strategy::Lists { length: 2, exposure: 2 },
        ] {
            prop_assert_eq!(solve(&instance, &strategy, seed), solve(&other, &strategy, seed));
        }
    }
}

#[test]
fn what_a_stopped_run_has_not_priced_bounds_nothing() {
    let person = |id| Mentee { id: Id::from_u128(id), capacity: 1 };
    let mentor = |id| Mentor { id: Id::from_u128(id), capacity: 1, organisation: None };
    let pair = |mentor, score| PairInput { mentee: 0, mentor, mentee_rank: 1, mentor_rank: 1, score, terms: vec![] };
    let one = Group { id: Id::from_u128(31), side: Side::Mentor, members: vec![0, 1], floor: 1, ceiling: Some(1) };
    let input = InstanceInput {
        mentees: vec![person(1)],
        mentors: vec![mentor(11), mentor(12)],
        organisations: vec![],
        pairs: vec![pair(0, 0), pair(1, 5)],
        rules: Rules { must: vec![], floors: vec![], groups: vec![one], arrivals: vec![] },
    };
    let instance = Instance::new(input).unwrap();
    for patience in 0..12 {
        let asked = std::sync::atomic::AtomicU32::new(0);
        let stop = || asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed) >= patience;
        let limits = Limits { stop: Some(&stop), pairs: None };
        let strategy = Strategy::Fair { goal: FairGoal::Leximin };
        let Ok(solution) = solve_within(&instance, &strategy, 0, &limits) else { continue };
        let bound = fair_bound(&instance, 0, &solution).unwrap();
        assert!(bound.least.is_none_or(|least| least >= 5), "after {patience}: {bound:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_stopped_run_gives_what_it_has_and_a_bound_that_holds(input in ruled(1, true), seed: u64, patience in 0..12_u32) {
        use std::sync::atomic::{AtomicU32, Ordering};
        let instance = Instance::new(input).unwrap();
        let all = all_matchings(&instance);
        for goal in GOALS {
            let asked = AtomicU32::new(0);
            let stop = || asked.fetch_add(1, Ordering::Relaxed) >= patience;
            let limits = Limits { stop: Some(&stop), pairs: None };
            let Ok(solution) = solve_within(&instance, &Strategy::Fair { goal }, seed, &limits) else { continue };
            let pairs = indices(&solution);
            prop_assert!(keeps_all(&instance, &pairs));
            let kept = all.iter().filter(|pairs| keeps_all(&instance, pairs));
            let best = kept.map(|pairs| worth(&instance, seed, goal, pairs)).max().unwrap();
            let bound = fair_bound(&instance, seed, &solution).unwrap();
            prop_assert!(bound.size as usize >= best.0);
            if bound.size as usize == best.0 && best.0 > 0 {
                let least = best.1[0];
                prop_assert!(bound.least.is_none_or(|bound| u64::from(bound) >= least));
                if goal == FairGoal::MaxMin && bound.least.map(u64::from) == Some(least) {
                    prop_assert!(bound.score.is_none_or(|bound| bound >= best.1[1]));
                }
            }
            let optimal = verify(&instance, seed, &solution).optimal;
            prop_assert_ne!(optimal, Some(false));
            if optimal == Some(true) || !solution.stopped {
                prop_assert_eq!(worth(&instance, seed, goal, &pairs), best);
            }
        }
    }

    #[test]
    fn no_forged_proof_convinces(
        input in ruled(1, true), seed: u64, pick in any::<prop::sample::Index>(),
        forgeries in prop::collection::vec((any::<prop::sample::Index>(), 0..12_u32, -2..3_i128, 0..7_u8), 1..3),
    ) {
        let instance = Instance::new(input).unwrap();
        let all = all_matchings(&instance);
        for goal in GOALS {
            let strategy = Strategy::Fair { goal };
            let Ok(best) = solve(&instance, &strategy, seed) else { continue };
            let Some(Certificate::Bottleneck(mut proof)) = best.certificate.clone() else { unreachable!() };
            for (at, set, price, how) in &forgeries {
                forge(&mut proof, at, *set, *price, *how);
            }
            let kept: Vec<&Vec<u32>> = all.iter().filter(|pairs| keeps_all(&instance, pairs)).collect();
            let most = kept.iter().map(|pairs| worth(&instance, seed, goal, pairs)).max();
            let large = |pairs: &&&Vec<u32>| pairs.len() == best.pairs.len();
            let pairs = *pick.get(&kept.iter().filter(large).collect::<Vec<_>>());
            let other = by_hand(&instance, strategy, &people(&instance, pairs));
            let forged = Solution { certificate: Some(Certificate::Bottleneck(proof)), ..other };
            if verify(&instance, seed, &forged).optimal == Some(true) {
                prop_assert!(keeps_all(&instance, pairs));
                prop_assert_eq!(Some(worth(&instance, seed, goal, pairs)), most);
            }
        }
    }

    #[test]
    fn the_verdict_reports_groups_of_every_strategy(input in ruled(1, true), seed: u64) {
        let instance = Instance::new(InstanceInput {
            rules: Rules { must: vec![], floors: vec![], groups: input.rules.groups.clone(), arrivals: vec![] }, ..input
        }).unwrap();
        let solution = solve(&instance, &Strategy::Stable, seed).unwrap();
        let pairs = indices(&solution);
        for (group, result) in instance.rules().groups.iter().zip(verify(&instance, seed, &solution).groups) {
            prop_assert_eq!(group.id, result.id);
            prop_assert_eq!(count(&instance, &pairs, group.side, &group.members), result.pairs);
            prop_assert_eq!(keeps_group(&instance, &pairs, group), result.floor_kept && result.ceiling_kept);
            prop_assert_eq!(result.served.of as usize, group.members.len());
            let served = group.members.iter().filter(|m| count(&instance, &pairs, group.side, &[**m]) > 0).count();
            prop_assert_eq!(result.served.taken as usize, served);
        }
    }
}

#[test]
fn a_least_score_is_not_believed_without_its_prices() {
    let id = Id::from_u128;
    let pair =
        |mentee, mentor, score| PairInput { mentee, mentor, mentee_rank: 1, mentor_rank: 1, score, terms: vec![] };
    let instance = Instance::new(InstanceInput {
        mentees: vec![Mentee { id: id(1), capacity: 1 }, Mentee { id: id(2), capacity: 1 }],
        mentors: [11, 12].map(|at| Mentor { id: id(at), capacity: 1, organisation: None }).to_vec(),
        pairs: vec![pair(0, 0, 1_000_000), pair(0, 1, 500_000), pair(1, 0, 500_000), pair(1, 1, 250_000)],
        ..InstanceInput::default()
    })
    .unwrap();
    for goal in GOALS {
        let strategy = Strategy::Fair { goal };
        let best = solve(&instance, &strategy, 1).unwrap();
        assert_eq!(best.pairs.iter().map(|line| (line.mentee, line.mentor)).collect::<Vec<_>>(), [(0, 1), (1, 0)]);
        assert_eq!(fair_bound(&instance, 1, &best).unwrap().least, Some(500_000));
        let Some(Certificate::Bottleneck(mut proof)) = best.certificate else { unreachable!() };
        let [FairNode::Case(case)] = &mut proof.nodes[..] else { unreachable!() };
        case.least = Some(0);
        let worse = by_hand(&instance, strategy, &[(0, 0), (1, 1)]);
        let worse = Solution { certificate: Some(Certificate::Bottleneck(proof)), ..worse };
        assert_eq!(fair_bound(&instance, 1, &worse), None);
        assert_eq!(verify(&instance, 1, &worse).optimal, Some(false));
    }
}

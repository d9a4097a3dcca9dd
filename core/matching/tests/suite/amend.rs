//! A plan brought up to a later question is what a full run of that question gives, and a limit on moves is kept.

use crate::common::{SCORE_FIRST, SIZE_FIRST, instances};
use crate::sessions::BLEND;
use proptest::prelude::*;
use semillero_matching::Strategy;
use semillero_matching::*; // the one of proptest has the same name

/// An instance in which an organisation that nobody belongs to may be missing.
fn question(mut input: InstanceInput, keep: bool) -> Instance {
    if !keep && input.mentors.iter().all(|mentor| mentor.organisation != Some(1)) {
        input.organisations.truncate(1);
    }
    Instance::new(input).unwrap()
}

fn plan(instance: &Instance, solution: &Solution) -> Vec<(Id, Id)> {
    let ids =
        |line: &Assigned| (instance.mentees()[line.mentee as usize].id, instance.mentors()[line.mentor as usize].id);
    solution.pairs.iter().map(ids).collect()
}

/// What the deltas, one after the other, make of a plan.
fn followed(mut plan: Vec<(Id, Id)>, deltas: &[&Delta]) -> Vec<(Id, Id)> {
    for moved in deltas.iter().flat_map(|delta| delta.moved.iter().chain(&delta.gained).chain(&delta.lost)) {
        plan.retain(|pair| pair.0 != moved.mentee);
        plan.extend(moved.after.iter().map(|&mentor| (moved.mentee, mentor)));
    }
    plan.sort_unstable();
    plan
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_amended_plan_is_a_full_run(
        before in instances(3), after in instances(3), keep: (bool, bool), seed: u64,
    ) {
        let (before, after) = (question(before, keep.0), question(after, keep.1));
        for strategy in [SIZE_FIRST, SCORE_FIRST, BLEND] {
            let old = solve(&before, &strategy, seed).unwrap();
            let amended = amend(before.clone(), &old, &after, seed, None).unwrap();
            prop_assert_eq!(&amended.solution, &solve(&after, &strategy, seed).unwrap());
            prop_assert_eq!(&amended.best, &amended.solution);
            prop_assert_eq!(amended.changes.is_empty(), before == after);
            let deltas: Vec<&Delta> = amended.changes.iter().map(|change| &change.delta).collect();
            prop_assert_eq!(followed(plan(&before, &old), &deltas), plan(&after, &amended.solution));
        }
    }

    #[test]
    fn a_limit_over_all_changes_is_kept_and_the_rest_of_the_way_told(
        before in instances(2), after in instances(2), keep: (bool, bool), seed: u64, most in 0..4_u32,
    ) {
        let (before, after) = (question(before, keep.0), question(after, keep.1));
        let old = solve(&before, &SIZE_FIRST, seed).unwrap();
        let amended = amend(before.clone(), &old, &after, seed, Some(most)).unwrap();
        let best = solve(&after, &SIZE_FIRST, seed).unwrap();
        prop_assert_eq!(&amended.best, &best);
        let verdict = verify(&after, seed, &amended.solution);
        prop_assert_eq!(verdict.breaches, Breaches::default());
        let mut deltas: Vec<&Delta> = amended.changes.iter().map(|change| &change.delta).collect();
        deltas.push(&amended.settled);
        let reached = plan(&after, &amended.solution);
        prop_assert_eq!(followed(plan(&before, &old), &deltas), reached.clone());
        prop_assert_eq!(followed(reached.clone(), &[&amended.left]), plan(&after, &best));
        let eligible = |mentee: Id, mentor: Id| {
            let two = after.mentee_index(&mentee).zip(after.mentor_index(&mentor));
            two.is_some_and(|(mentee, mentor)| after.pair_index(mentee, mentor).is_some())
        };
        let settled = amended.settled.moved.iter().chain(&amended.settled.lost);
        let moved = settled.filter(|moved| {
            moved.before.iter().any(|mentor| !moved.after.contains(mentor) && eligible(moved.mentee, *mentor))
        });
        prop_assert!(moved.count() <= most as usize);

        // Who comes, says no or scores otherwise moves nobody who was there: that is left to the end, where the limit counts.
        for Amended { event, delta } in &amended.changes {
            let subject = match event {
                Event::Join(Newcomer::Mentee { id, .. }) | Event::Rescore { of: Party::Mentee(id), .. } => Some(*id),
                Event::Decline { mentee, .. } => Some(*mentee),
                Event::Join(_) => None,
                _ => continue,
            };
            for moved in delta.moved.iter().chain(&delta.lost).filter(|moved| Some(moved.mentee) != subject) {
                prop_assert!(moved.before.iter().all(|mentor| moved.after.contains(mentor)), "{:?}", event);
            }
        }

        // From where a limit had held it back, it goes on to what a full run gives.
        let again = amend(after.clone(), &amended.solution, &after, seed, None).unwrap();
        prop_assert_eq!(&again.solution, &best);
        prop_assert_eq!(&again.settled, &amended.left);
        let within = amend(after.clone(), &amended.solution, &after, seed, Some(100)).unwrap();
        prop_assert_eq!(&within.solution, &best);
    }
}

#[test]
fn what_cannot_be_amended_is_refused() {
    let id = Id::from_u128;
    let one = |capacity| {
        let pair = PairInput { mentee: 0, mentor: 0, mentee_rank: 1, mentor_rank: 1, score: 400_000, terms: vec![] };
        InstanceInput {
            mentees: vec![Mentee { id: id(1), capacity: 1 }],
            mentors: vec![Mentor { id: id(11), capacity, organisation: None }],
            pairs: vec![pair],
            ..InstanceInput::default()
        }
    };
    let (full, none) = (Instance::new(one(1)).unwrap(), Instance::new(one(0)).unwrap());
    let solution = solve(&full, &SIZE_FIRST, 7).unwrap();
    assert_eq!(amend(none.clone(), &solution, &full, 7, None), Err(SessionError::NoPlan));
    let stable = solve(&full, &Strategy::Stable, 7).unwrap();
    assert_eq!(amend(full.clone(), &stable, &full, 7, None), Err(SessionError::Strategy { strategy: "stable" }));
    let rules = Rules { must: vec![Together { mentee: 0, mentor: 0 }], ..Rules::default() };
    let ruled = Instance::new(InstanceInput { rules, ..one(1) }).unwrap();
    assert_eq!(amend(ruled.clone(), &solution, &full, 7, None), Err(SessionError::Rules));
    assert_eq!(amend(full.clone(), &solution, &ruled, 7, None), Err(SessionError::Rules));
    let amended = amend(full, &solution, &none, 7, Some(0)).unwrap();
    assert_eq!(amended.solution.pairs, []);
    assert_eq!(amended.changes[0].event, Event::CapacityChange { of: Party::Mentor(id(11)), capacity: 0 });
}

//! The verifier sees each planted fault, and only that one.

use crate::common::{SCORE_FIRST, SIZE_FIRST, STABLE, by_hand};
use semillero_matching::*;

/// Rank lists by mentee, as (mentor, mentee's rank, mentor's rank).
type Lists<'a> = &'a [&'a [(u32, u32, u32)]];

/// Mentors as (capacity, organisation).
fn instance(lists: Lists<'_>, slots: &[u32], mentors: &[(u32, Option<u32>)], organisations: &[u32]) -> Instance {
    let id = |base: u128, at: usize| Id::from_u128(base + at as u128);
    Instance::new(InstanceInput {
        rules: Rules::default(),
        mentees: slots.iter().enumerate().map(|(at, &capacity)| Mentee { id: id(100, at), capacity }).collect(),
        mentors: mentors
            .iter()
            .enumerate()
            .map(|(at, &(capacity, organisation))| Mentor { id: id(200, at), capacity, organisation })
            .collect(),
        organisations: organisations
            .iter()
            .enumerate()
            .map(|(at, &capacity)| Organisation { id: id(300, at), capacity })
            .collect(),
        pairs: (0..)
            .zip(lists)
            .flat_map(|(mentee, list)| {
                list.iter().map(move |&(mentor, mentee_rank, mentor_rank)| PairInput {
                    mentee,
                    mentor,
                    mentee_rank,
                    mentor_rank,
                    score: 1_000 / mentee_rank,
                    terms: vec![],
                })
            })
            .collect(),
    })
    .unwrap()
}

fn judge(instance: &Instance, pairs: &[(u32, u32)]) -> Verdict {
    verify(instance, 1, &by_hand(instance, STABLE, pairs))
}

#[test]
fn too_many_mentors_of_a_mentee() {
    let market = instance(&[&[(0, 1, 1), (1, 2, 1)]], &[1], &[(1, None), (1, None)], &[]);
    let verdict = judge(&market, &[(0, 0), (0, 1)]);
    assert_eq!(verdict.breaches, Breaches { mentee_capacity: 1, ..Breaches::default() });
    assert_eq!(verdict.blocking, Blocking::default());
    let ranks = [RankCount { rank: 1, pairs: 1 }, RankCount { rank: 2, pairs: 1 }];
    assert_eq!((verdict.size, verdict.score, verdict.unmatched, &verdict.ranks[..]), (2, 1_500, 0, &ranks[..]));
}

#[test]
fn too_many_mentees_of_a_mentor() {
    let market = instance(&[&[(0, 1, 1)], &[(0, 1, 2)]], &[1, 1], &[(1, None)], &[]);
    let verdict = judge(&market, &[(0, 0), (1, 0)]);
    assert_eq!(verdict.breaches, Breaches { mentor_capacity: 1, ..Breaches::default() });
}

#[test]
fn too_many_mentees_of_an_organisation() {
    let market = instance(&[&[(0, 1, 1)], &[(1, 1, 2)]], &[1, 1], &[(1, Some(0)), (1, Some(0))], &[1]);
    let verdict = judge(&market, &[(0, 0), (1, 1)]);
    assert_eq!(verdict.breaches, Breaches { organisation_capacity: 1, ..Breaches::default() });
    assert_eq!(verdict.blocking, Blocking::default());
}

#[test]
fn a_pair_that_is_not_eligible() {
    let market = instance(&[&[]], &[1], &[(1, None)], &[]);
    let verdict = judge(&market, &[(0, 0)]);
    assert_eq!(verdict.breaches, Breaches { not_eligible: 1, ..Breaches::default() });
    assert_eq!((verdict.size, verdict.score), (1, 0));
}

#[test]
fn a_repeated_pair_an_unknown_one_and_a_wrong_index() {
    let market = instance(&[&[(0, 1, 1)]], &[1], &[(1, None)], &[]);
    let sound = solve(&market, &STABLE, 1).unwrap();
    let broken = |change: fn(&mut Solution)| {
        let mut solution = sound.clone();
        change(&mut solution);
        verify(&market, 1, &solution).breaches
    };
    assert_eq!(broken(|_| {}), Breaches::default());
    let repeated = broken(|solution| solution.pairs.push(solution.pairs[0]));
    assert_eq!(repeated, Breaches { repeated: 1, ..Breaches::default() });
    let unknown = broken(|solution| solution.pairs.push(Assigned { mentee: 1, mentor: u32::MAX, pair: None }));
    assert_eq!(unknown, Breaches { unknown: 1, ..Breaches::default() });
    let wrong_index = broken(|solution| solution.pairs[0].pair = Some(5));
    assert_eq!(wrong_index, Breaches { inconsistent: 1, ..Breaches::default() });
    let wrong_list = broken(|solution| solution.unmatched.push(Unmatched { mentee: 0, why: Why::NoSeats }));
    assert_eq!(wrong_list, Breaches { inconsistent: 1, ..Breaches::default() });
    let missing = broken(|solution| solution.pairs.clear());
    assert_eq!(missing, Breaches { inconsistent: 1, ..Breaches::default() });
}

#[test]
fn mentor_and_organisation_have_room() {
    for organisation in [None, Some(0)] {
        let market = instance(&[&[(0, 1, 1)]], &[1], &[(1, organisation)], &[1]);
        let verdict = judge(&market, &[]);
        let expected = Blocking { mentor_and_organisation_have_room: 1, ..Blocking::default() };
        assert_eq!((verdict.blocking, verdict.weak_blocking), (expected, expected));
        assert!(verdict.is_feasible() && !verdict.is_stable());
    }
}

#[test]
fn organisation_is_full_and_prefers_another() {
    let market = instance(&[&[(0, 1, 1)], &[(1, 1, 2)]], &[1, 1], &[(1, Some(0)), (1, Some(0))], &[1]);
    let verdict = judge(&market, &[(1, 1)]);
    let expected = Blocking { mentor_has_room_organisation_full_prefers: 1, ..Blocking::default() };
    assert_eq!((verdict.blocking, verdict.weak_blocking), (expected, expected));
    assert!(judge(&market, &[(0, 0)]).is_stable());
}

#[test]
fn mentee_would_move_inside_the_organisation() {
    let market = instance(&[&[(0, 1, 1), (1, 2, 1)]], &[1], &[(1, Some(0)), (1, Some(0))], &[1]);
    let verdict = judge(&market, &[(0, 1)]);
    let expected = Blocking { same_organisation_move: 1, ..Blocking::default() };
    assert_eq!((verdict.blocking, verdict.weak_blocking), (expected, expected));

    // The organisation minds when it ranks the pair lower.
    let market = instance(&[&[(0, 1, 2), (1, 2, 1)]], &[1], &[(1, Some(0)), (1, Some(0))], &[1]);
    assert!(judge(&market, &[(0, 1)]).is_stable());
}

#[test]
fn mentor_is_full_and_prefers_another() {
    let market = instance(&[&[(0, 1, 1)], &[(0, 1, 2)]], &[1, 1], &[(1, None)], &[]);
    let verdict = judge(&market, &[(1, 0)]);
    let expected = Blocking { mentor_full_prefers: 1, ..Blocking::default() };
    assert_eq!((verdict.blocking, verdict.weak_blocking), (expected, expected));
}

#[test]
fn a_tie_blocks_by_the_lottery_only() {
    let market = instance(&[&[(0, 1, 1)], &[(0, 1, 1)]], &[1, 1], &[(1, None)], &[]);
    let verdicts = [judge(&market, &[(0, 0)]), judge(&market, &[(1, 0)])];
    assert_eq!(verdicts.iter().map(|verdict| verdict.blocking.total()).sum::<u64>(), 1);
    assert!(verdicts.iter().all(|verdict| verdict.weak_blocking == Blocking::default()));
}

#[test]
fn nobody_without_seats_or_slots_blocks() {
    for (slots, mentor, organisation) in [(0, 1, 1), (1, 0, 1), (1, 1, 0)] {
        let market = instance(&[&[(0, 1, 1)]], &[slots], &[(mentor, Some(0))], &[organisation]);
        assert!(judge(&market, &[]).is_stable());
        assert!(crate::common::STRATEGIES.iter().all(|strategy| solve(&market, strategy, 1).unwrap().pairs.is_empty()));
    }
}

#[test]
fn a_worse_or_broken_plan_is_not_optimal() {
    let market = instance(&[&[(0, 1, 1), (1, 2, 1)], &[(0, 1, 1)]], &[1, 1], &[(1, None), (1, None)], &[]);
    for strategy in [SIZE_FIRST, SCORE_FIRST] {
        let best = solve(&market, &strategy, 1).unwrap();
        assert_eq!(verify(&market, 1, &best).optimal, Some(true));
        let edited = apply_edits(&market, &best, &[Edit::Remove { mentee: 1, mentor: 0 }]).unwrap();
        assert_eq!(verify(&market, 1, &edited).optimal, Some(false));
        let gap = certificate_gap(&market, 1, &edited).unwrap();
        let lost = if strategy == SIZE_FIRST { (1, 1_000) } else { (1_000, 1) };
        assert_eq!((gap.first, gap.second), lost);
        let broken = apply_edits(&market, &best, &[Edit::Add { mentee: 0, mentor: 0 }]).unwrap();
        assert_eq!(verify(&market, 1, &broken).optimal, Some(false));
    }
}

#[test]
fn edits_are_made_together_or_not_at_all() {
    let market = instance(&[&[(0, 1, 1)], &[]], &[1, 1], &[(1, None)], &[]);
    let solution = solve(&market, &STABLE, 1).unwrap();
    let swap = [Edit::Remove { mentee: 0, mentor: 0 }, Edit::Add { mentee: 1, mentor: 0 }];
    let edited = apply_edits(&market, &solution, &swap).unwrap();
    assert_eq!(edited.pairs, [Assigned { mentee: 1, mentor: 0, pair: None }]);
    assert_eq!(edited.unmatched, [Unmatched { mentee: 0, why: Why::RemovedByHand }]);
    let verdict = verify(&market, 1, &edited);
    assert_eq!(verdict.breaches, Breaches { not_eligible: 1, ..Breaches::default() });
    assert_eq!(verdict.blocking, Blocking { mentor_full_prefers: 1, ..Blocking::default() });

    let senseless =
        [Edit::Add { mentee: 0, mentor: 0 }, Edit::Remove { mentee: 1, mentor: 0 }, Edit::Add { mentee: 2, mentor: 1 }];
    assert_eq!(
        apply_edits(&market, &solution, &senseless).unwrap_err(),
        [
            EditError::AlreadyTogether { edit: 0, mentee: 0, mentor: 0 },
            EditError::NotTogether { edit: 1, mentee: 1, mentor: 0 },
            EditError::UnknownMentee { edit: 2, mentee: 2 },
            EditError::UnknownMentor { edit: 2, mentor: 1 },
        ]
    );
}

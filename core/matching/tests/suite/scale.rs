//! A programme of 1,000 mentees and 300 mentors; with `--release --nocapture` it prints how long each step takes.

use std::time::Instant;

use semillero_matching::*;

fn programme(seats: u32) -> Instance {
    let draw = |a: u64, b: u64| lottery(a, &u128::from(b).to_be_bytes(), &[0; 16]);
    let mut pairs = Vec::new();
    for mentee in 0..1_000_u32 {
        let mut mentors: Vec<u32> = (0..300).collect();
        mentors.sort_by_cached_key(|&mentor| draw(u64::from(mentee), u64::from(mentor)));
        for (rank, &mentor) in (1..).zip(&mentors[..50]) {
            let score = u32::try_from(draw(u64::from(mentor), u64::from(mentee)) % 10_001).unwrap() * 100;
            pairs.push(PairInput {
                mentee,
                mentor,
                mentee_rank: rank,
                mentor_rank: 1 + rank % 7,
                score,
                terms: vec![],
            });
        }
    }
    Instance::new(InstanceInput {
        rules: Rules::default(),
        mentees: (0..1_000).map(|id| Mentee { id: Id::from_u128(id), capacity: 1 }).collect(),
        mentors: (0..300)
            .map(|id| Mentor { id: Id::from_u128(id.into()), capacity: seats, organisation: Some(id % 40) })
            .collect(),
        organisations: (0..40).map(|id| Organisation { id: Id::from_u128(id), capacity: 7 * seats }).collect(),
        pairs,
    })
    .unwrap()
}

#[test]
fn a_programme_is_matched_and_proven() {
    for seats in [2, 3, 4] {
        let instance = programme(seats);
        for strategy in crate::common::STRATEGIES {
            let start = Instant::now();
            let solution = solve(&instance, &strategy, 7).unwrap();
            let solved = start.elapsed();
            let verdict = verify(&instance, 7, &solution);
            let verified = start.elapsed() - solved;
            let without = Solution { certificate: None, stopped: false, ..solution.clone() };
            let start = Instant::now();
            assert_eq!(verify(&instance, 7, &without), verdict);
            println!("{seats} {} {solved:?}, verified {verified:?}, {:?}", strategy.name(), start.elapsed());
            assert!(verdict.is_feasible());
            match strategy {
                Strategy::Stable => assert!(verdict.is_stable()),
                _ => assert_eq!(verdict.optimal, Some(true)),
            }
        }
    }
}

#[test]
fn a_poor_plan_is_found_out_in_time() {
    let instance = programme(3);
    let stable = solve(&instance, &Strategy::Stable, 7).unwrap();
    let claimed = Solution { strategy: crate::common::SIZE_FIRST, ..stable };
    let best = solve(&instance, &crate::common::SIZE_FIRST, 7).unwrap();
    let line = best.pairs[500];
    let edited = apply_edits(&instance, &best, &[Edit::Remove { mentee: line.mentee, mentor: line.mentor }]).unwrap();
    for solution in [claimed, edited] {
        let start = Instant::now();
        assert_eq!(verify(&instance, 7, &solution).optimal, Some(false));
        println!("found out in {:?}", start.elapsed());
    }
}

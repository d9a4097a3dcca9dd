//! Run records: what replay notices, and what stays the same over time.

use semillero_matching::*;

use crate::common::STRATEGIES;

fn instance(score: u32) -> Instance {
    let pair =
        |mentee, mentor, score| PairInput { mentee, mentor, mentee_rank: 1, mentor_rank: 1, score, terms: vec![] };
    Instance::new(InstanceInput {
        rules: Rules::default(),
        mentees: (1..=3).map(|id| Mentee { id: Id::from_u128(id), capacity: 1 }).collect(),
        mentors: (11..=12).map(|id| Mentor { id: Id::from_u128(id), capacity: 1, organisation: Some(0) }).collect(),
        organisations: vec![Organisation { id: Id::from_u128(21), capacity: 2 }],
        pairs: vec![pair(0, 0, score), pair(1, 0, 5), pair(1, 1, 5), pair(2, 1, 5)],
    })
    .unwrap()
}

#[test]
fn replay_repeats_a_run_from_json() {
    for strategy in STRATEGIES {
        let instance = instance(5);
        let record = RunRecord::new(&instance, 2026, &solve(&instance, &strategy, 2026).unwrap());
        let read: RunRecord = serde_json::from_str(&serde_json::to_string(&record).unwrap()).unwrap();
        assert_eq!(read, record);
        assert_eq!(replay(&instance, &read), ReplayOutcome::Same);
    }
}

#[test]
fn replay_notices_another_instance() {
    let record = RunRecord::new(&instance(5), 1, &solve(&instance(5), &Strategy::Stable, 1).unwrap());
    assert!(matches!(replay(&instance(6), &record), ReplayOutcome::InstanceChanged { .. }));
}

#[test]
fn replay_notices_another_seed_strategy_result_and_verdict() {
    let instance = instance(5);
    let solution = solve(&instance, &Strategy::Stable, 1).unwrap();
    let record = RunRecord::new(&instance, 1, &solution);
    let seed = RunRecord { seed: 2, ..record.clone() };
    assert!(matches!(replay(&instance, &seed), ReplayOutcome::ResultChanged { .. }));
    let strategy = RunRecord { strategy: STRATEGIES[0], ..record.clone() };
    assert!(matches!(replay(&instance, &strategy), ReplayOutcome::ResultChanged { .. }));

    let line = solution.pairs[0];
    let edits = [Edit::Remove { mentee: line.mentee, mentor: line.mentor }];
    let edited = apply_edits(&instance, &solution, &edits).unwrap();
    let result = RunRecord::new(&instance, 1, &edited);
    assert_eq!(result.verdict.size, 1);
    assert!(matches!(replay(&instance, &result), ReplayOutcome::ResultChanged { .. }));

    let mut flattered = record.clone();
    flattered.verdict.score += 1;
    let replayed = Box::new(record.verdict);
    assert_eq!(replay(&instance, &flattered), ReplayOutcome::VerdictChanged { replayed });
}

#[test]
fn a_solution_survives_json() {
    for strategy in STRATEGIES {
        let solution = solve(&instance(5), &strategy, 9).unwrap();
        let json = serde_json::to_string(&solution).unwrap();
        assert_eq!(serde_json::from_str::<Solution>(&json).unwrap(), solution);
    }
    assert_eq!(serde_json::to_string(&STRATEGIES[0]).unwrap(), r#"{"max_weight":{"first":"size"}}"#);
    assert_eq!(serde_json::to_string(&Strategy::Stable).unwrap(), r#""stable""#);
}

/// A change here breaks every record kept so far: bump the number in the encoding's tag and say so in the changelog.
#[test]
fn digests_stay_what_they_were() {
    let instance = instance(5);
    assert_eq!(
        instance_digest(&instance).to_string(),
        "ae1b7c51fcc598c823f377eefaa5fa5fe04204e7fca88b4d4befab3c55ec7f9c"
    );
    let results = STRATEGIES.map(|strategy| {
        result_digest(&instance_digest(&instance), 7, &solve(&instance, &strategy, 7).unwrap()).to_string()
    });
    assert_eq!(
        results,
        [
            "0272c256d9c85331ecacfbbb75e34f322e0d0853cf08219f20a5cf345878034f",
            "6c9038b4c6fea08ef39bc74a55f046c19ddc37cb0991f6c3c46ad6fddd35364e",
            "9d91fd6be36f36d1acf78a16f58787aaf7eb79a7d6737760b0afc0f0615228af",
        ]
    );
}

//! Candidates from somebody else: nothing beside them is made, and what they miss is told.

use semillero_matching::*;

fn made_up() -> Problem {
    let population = generator::population(&generator::Arrays::new(60, 25, 7));
    Problem {
        population,
        policy: generator::policy(),
        organisations: vec![],
        floors: vec![],
        groups: vec![],
        candidates: None,
        arrivals: vec![],
    }
}

fn run(problem: &Problem, strategy: Strategy) -> ProblemRecord {
    let plan = Plan { strategy, seed: 3, best: None };
    let run = run_problem(problem, &plan, 1, &Limits::default(), &|_| {}).unwrap();
    assert_eq!(replay_problem(problem, &run.record, 2, &Limits::default()), Ok(ReplayOutcome::Same));
    let scorer = Scorer::compile(&problem.population, &problem.policy).unwrap();
    assert_eq!(problem.instance(&scorer, &plan, &[], &Limits::default()).unwrap(), run.instance);
    run.record
}

const SIZE_FIRST: Strategy = Strategy::MaxWeight { first: SizeOrScore::Size };

#[test]
fn a_list_of_everything_changes_nothing_and_one_of_the_best_is_told_what_it_misses() {
    let problem = made_up();
    let all: Vec<Two> = (0..60).flat_map(|mentee| (0..25).map(move |mentor| Two { mentee, mentor })).collect();
    let everything = Problem { candidates: Some(all.iter().rev().chain(&all).copied().collect()), ..problem.clone() };
    for strategy in [SIZE_FIRST, Strategy::Stable, Strategy::Greedy] {
        let (free, listed) = (run(&problem, strategy), run(&everything, strategy));
        assert_eq!((free.run, free.outside), (listed.run, None));
        let outside = listed.outside.unwrap();
        assert_eq!((outside.given, outside.recall.hits), (1_500, outside.recall.of));
        assert_eq!(outside.eligible, outside.recall.of);
        let priced = listed.priced.map(|priced| (priced.violations, priced.rounds, priced.most_more));
        assert_eq!(priced, (strategy == SIZE_FIRST).then_some((0, 1, None)));
    }
    let scorer = Scorer::compile(&problem.population, &problem.policy).unwrap();
    let best = scorer.candidates(&ScanOptions { k: Some(2), seed: 3, ..ScanOptions::default() }).unwrap();
    let of_best = |mentee: u32| best.row(mentee).map(move |(mentor, _)| Two { mentee, mentor });
    let few = Problem { candidates: Some((0..30).flat_map(of_best).collect()), ..problem.clone() };
    let record = run(&few, SIZE_FIRST);
    let outside = record.outside.unwrap();
    let half: u64 = (0..30).map(|mentee| best.row(mentee).len() as u64).sum();
    assert_eq!((outside.eligible, outside.best), (half, 2));
    assert_eq!((outside.recall.hits, outside.recall.of), (half, best.others.len() as u64));
    let (free, priced) = (run(&problem, SIZE_FIRST).run.verdict, record.priced.unwrap());
    assert!(record.run.verdict.size < free.size && record.run.verdict.optimal == Some(true));
    assert!(priced.violations > 0);
    let more = priced.most_more.unwrap();
    let missed = (
        i64::from(free.size) - i64::from(record.run.verdict.size),
        free.score as i64 - record.run.verdict.score as i64,
    );
    assert!((more.first, more.second) >= missed, "{more:?} {missed:?}");
}

#[test]
fn what_must_be_made_needs_no_candidate_and_strangers_are_refused() {
    let mut problem = made_up();
    let scorer = Scorer::compile(&problem.population, &problem.policy).unwrap();
    let all = scorer.candidates(&ScanOptions::default()).unwrap();
    let mentee = (0..60).find(|&mentee| all.row(mentee).len() > 1).unwrap();
    let must = Two { mentee, mentor: all.row(mentee).next().unwrap().0 };
    problem.population.must = vec![must];
    problem.candidates = Some(vec![]);
    let record = run(&problem, SIZE_FIRST);
    assert_eq!((record.run.verdict.size, record.run.verdict.breaches.total()), (1, 0));
    let outside = record.outside.unwrap();
    assert_eq!((outside.given, outside.best, outside.recall.of), (0, 0, 0));
    problem.candidates = Some(vec![must, Two { mentee: 60, mentor: 0 }]);
    let plan = Plan { strategy: SIZE_FIRST, seed: 3, best: None };
    let refused = run_problem(&problem, &plan, 1, &Limits::default(), &|_| {}).unwrap_err();
    assert_eq!(refused, RunError::Scan(ScanError::NoSuchPerson { at: 1 }));
}

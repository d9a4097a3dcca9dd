//! A whole run: lists of the best end where all pairs do, limits hold, and bad questions get clear answers.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::common::{SCORE_FIRST, SIZE_FIRST};
use crate::pools::{Dice, policy, population};
use proptest::prelude::{ProptestConfig, prop_assert, prop_assert_eq, proptest};
use semillero_matching::*;

fn made_up(mentees: usize, mentors: usize) -> Problem {
    let population = generator::population(&generator::Arrays::new(mentees, mentors, 42));
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

fn run(problem: &Problem, strategy: Strategy, best: Option<u32>) -> Result<Run, RunError> {
    run_problem(problem, &Plan { strategy, seed: 7, best }, 1, &Limits::default(), &|_| {})
}

/// A small problem with organisations, people who take nobody, and pairs that must be made.
fn small(seed: u64) -> Problem {
    let mut dice = Dice(seed);
    let (mentees, mentors) = (1 + dice.below(9), 1 + dice.below(9));
    let mut people = population(&mut dice, mentees, mentors);
    let mut policy = policy(&mut dice);
    policy.gates.truncate(dice.below(2) as usize);
    let organisations = (0..2).map(|at| Organisation { id: Id::from_u128(500 - at), capacity: dice.below(5) });
    let organisations: Vec<Organisation> = organisations.collect();
    for mentor in &mut people.mentors {
        mentor.organisation = [None, Some(0), Some(1)][dice.below(3) as usize];
    }
    let musts = dice.below(4) as usize;
    let scorer = Scorer::compile(&people, &policy).unwrap();
    let mut seats: Vec<u32> = organisations.iter().map(|organisation| organisation.capacity).collect();
    let mut left: Vec<Vec<u32>> =
        [&people.mentees, &people.mentors].map(|side| side.iter().map(|person| person.capacity).collect()).into();
    for mentee in 0..mentees {
        let mentor = dice.below(mentors);
        let (a, b) = (mentee as usize, mentor as usize);
        let above = people.mentors[b].organisation.map(|at| at as usize);
        let room = left[0][a] > 0 && left[1][b] > 0 && above.is_none_or(|at| seats[at] > 0);
        if room && people.must.len() < musts && scorer.is_eligible(mentee, mentor) {
            left[0][a] -= 1;
            left[1][b] -= 1;
            above.into_iter().for_each(|at| seats[at] -= 1);
            people.must.push(Two { mentee, mentor });
        }
    }
    Problem {
        population: people,
        policy,
        organisations,
        floors: vec![],
        groups: vec![],
        candidates: None,
        arrivals: vec![],
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lists_of_the_best_lead_to_the_optimum_of_all_pairs(seed: u64, best in 1..4_u32) {
        let problem = small(seed);
        for strategy in [SIZE_FIRST, SCORE_FIRST, Strategy::Blend { per_pair: 2_500 }] {
            let all = run(&problem, strategy, None).unwrap().record;
            let lists = run(&problem, strategy, Some(best)).unwrap().record;
            let worth = |verdict: &Verdict| match strategy {
                Strategy::Blend { per_pair } => (verdict.score + u64::from(verdict.size * per_pair), 0),
                SIZE_FIRST => (verdict.score, verdict.size),
                _ => (verdict.score, 0),
            };
            prop_assert_eq!(worth(&all.run.verdict), worth(&lists.run.verdict));
            prop_assert_eq!((all.run.verdict.optimal, lists.run.verdict.optimal), (Some(true), Some(true)));
            let priced = lists.priced.unwrap();
            prop_assert_eq!((priced.violations, priced.most_more, all.priced), (0, None, None));
            prop_assert!(priced.rounds < 16);
        }
    }

    #[test]
    fn what_speaks_of_all_pairs_takes_all_pairs(seed: u64) {
        let problem = small(seed);
        for strategy in [Strategy::Stable, Strategy::StableForMentors, Strategy::StableTies, Strategy::Greedy] {
            let (all, lists) = (run(&problem, strategy, None).unwrap(), run(&problem, strategy, Some(1)).unwrap());
            prop_assert_eq!((&all.instance, &all.record.run), (&lists.instance, &lists.record.run));
            prop_assert_eq!(lists.record.priced, None);
        }
    }
}

#[test]
fn nobody_and_nothing_possible_are_answers() {
    let nobody = Problem { population: Population::default(), ..made_up(0, 0) };
    let mut closed = made_up(30, 20);
    closed.policy.gates.push(Gate::Requires { side: Side::Mentor, feature: "languages".into(), category: 60_000 });
    let mut no_seats = made_up(30, 20);
    no_seats.population.mentors.iter_mut().for_each(|mentor| mentor.capacity = 0);
    let mut no_slots = made_up(30, 20);
    no_slots.population.mentees.iter_mut().for_each(|mentee| mentee.capacity = 0);
    for (name, problem, mentees) in [
        (
            "nobody",
            Problem {
                population: Population { features: made_up(1, 1).population.features, ..nobody.population },
                ..made_up(0, 0)
            },
            0,
        ),
        ("no mentors", made_up(30, 0), 30),
        ("no mentees", made_up(0, 20), 0),
        ("closed", closed, 30),
        ("no seats", no_seats, 30),
        ("no slots", no_slots, 30),
    ] {
        for best in [None, Some(3)] {
            for strategy in [SIZE_FIRST, Strategy::Stable, Strategy::Fair { goal: FairGoal::Leximin }, Strategy::Greedy]
            {
                let run = run(&problem, strategy, best).unwrap();
                let verdict = &run.record.run.verdict;
                assert_eq!((verdict.size, verdict.unmatched, verdict.is_stable()), (0, mentees, true), "{name}");
                assert_eq!(run.record.priced.map_or(0, |priced| priced.violations), 0, "{name}");
            }
        }
    }
}

#[test]
fn contradictions_twins_and_large_categories_are_named() {
    let mut problem = made_up(3, 3);
    let sets = problem.population.mentees[0].values.iter().position(|value| matches!(value, Value::Set(_))).unwrap();
    problem.population.mentees[0].values[sets] = Value::Set(vec![MAX_CATEGORY + 1]);
    problem.population.mentors[2].id = problem.population.mentors[1].id;
    let two = Two { mentee: 1, mentor: 1 };
    (problem.population.must, problem.population.blocked) = (vec![two], vec![two]);
    let found: Vec<(String, MistakeCode)> =
        problem.check().into_iter().map(|mistake| (mistake.pointer, mistake.code)).collect();
    for expected in [
        (format!("/population/mentees/0/values/{sets}/set/0"), MistakeCode::OutOfRange),
        ("/population/mentors/2/id".to_owned(), MistakeCode::Duplicate),
        ("/population/must/0".to_owned(), MistakeCode::Contradiction),
    ] {
        assert!(found.contains(&expected), "{found:?}");
    }
    assert!(
        matches!(run(&problem, SIZE_FIRST, None), Err(RunError::Mistakes(mistakes)) if mistakes.len() == found.len())
    );
}

#[test]
fn a_number_that_is_none_never_enters() {
    let text = serde_json::to_string(&made_up(1, 1)).unwrap();
    assert!(serde_json::from_str::<Problem>(&text).is_ok());
    let weight = format!("\"mentee_weight\":{}", generator::policy().criteria[0].mentee_weight);
    for none in ["NaN", "null", "1e999", "0.5", "-1", "\"NaN\""] {
        let wrong = text.replacen(&weight, &format!("\"mentee_weight\":{none}"), 1);
        assert!(wrong != text && serde_json::from_str::<Problem>(&wrong).is_err(), "{none}");
    }
}

#[test]
fn more_pairs_than_allowed_are_refused_before_they_are_kept() {
    let problem = made_up(600, 100);
    let limits = Limits { pairs: Some(100), ..Limits::default() };
    for best in [None, Some(50)] {
        let plan = Plan { strategy: SIZE_FIRST, seed: 7, best };
        let error = run_problem(&problem, &plan, 1, &limits, &|_| {}).unwrap_err();
        assert_eq!(error, RunError::Scan(ScanError::TooMany { most: 100 }));
    }
}

#[test]
fn a_run_ends_when_it_is_told_to() {
    let problem = made_up(600, 100);
    let stop = || true;
    let limits = Limits { stop: Some(&stop), ..Limits::default() };
    let plan = Plan { strategy: SIZE_FIRST, seed: 7, best: Some(2) };
    assert_eq!(run_problem(&problem, &plan, 1, &limits, &|_| {}).unwrap_err(), RunError::Scan(ScanError::Stopped));

    // Told so after the first prices: what it has, and how far this can be from the best.
    let priced = AtomicU32::new(0);
    let stop = || priced.load(Ordering::Relaxed) > 0;
    let limits = Limits { stop: Some(&stop), ..Limits::default() };
    let on = |stage| {
        priced.fetch_add(u32::from(stage == Stage::Pricing), Ordering::Relaxed);
    };
    let early = run_problem(&problem, &plan, 1, &limits, &on).unwrap();
    let best = run(&problem, SIZE_FIRST, None).unwrap().record.run.verdict;
    let (verdict, lists) = (&early.record.run.verdict, early.record.priced.unwrap());
    assert!(early.record.run.stopped && verdict.is_feasible() && lists.rounds == 1 && lists.violations > 0);
    let more = lists.most_more.unwrap();
    let missing = (i64::from(best.size - verdict.size), best.score as i64 - verdict.score as i64);
    assert!(missing > (0, 0) && missing <= (more.first, more.second), "{missing:?} {more:?}");
}

//! What scipy, OR-tools, `matching` and `algmatch` made of the same markets (`.ci/oracles/peers.py` wrote it, and says how).
//!
//! Size, scores and ranks are counted here from the pairs; of the engine, only the pairs are believed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU32, Ordering};

use serde::Deserialize;

use crate::common::{SCORE_FIRST, SIZE_FIRST, STABLE, by_hand, people};
use semillero_matching::*;

#[derive(Deserialize)]
struct Golden {
    per_pair: u32,
    lists: [u32; 2],
    counts: BTreeMap<String, u32>,
    cohort: Cohort,
    cases: Vec<Case>,
}

/// A market in the numbers of the peers' side, and what they answered.
#[derive(Deserialize)]
struct Case {
    seed: u64,
    mentees: Vec<u32>,
    mentors: Vec<(u32, i64)>,
    #[serde(default)]
    organisations: Vec<u32>,
    pairs: Vec<(u32, u32, u32, u32, u32)>,
    #[serde(default)]
    must: Vec<(u32, u32)>,
    #[serde(default)]
    floors: Vec<(u8, u32, u32)>,
    #[serde(default)]
    groups: Vec<Shares>,
    answers: BTreeMap<String, Answer>,
}

/// Side, members, floor, ceiling.
type Shares = (u8, Vec<u32>, u32, Option<u32>);

/// The generator's cohort of so many mentees and mentors, by its seed.
#[derive(Deserialize)]
struct Cohort {
    cohort: (usize, usize, u64),
    answers: BTreeMap<String, Answer>,
}

/// Plans as indices of pairs; none where the rules cannot be kept.
#[derive(Deserialize)]
struct Answer {
    by: Vec<String>,
    #[serde(default)]
    plan: Option<Vec<u32>>,
    #[serde(default)]
    plans: Vec<Vec<u32>>,
}

/// How often branch and bound may ask whether to go on.
const LOOKS: u32 = 2_000;

fn golden() -> Golden {
    serde_json::from_str(include_str!("../golden/oracles.json")).unwrap()
}

impl Case {
    fn instance(&self) -> Instance {
        let id = |base: u128, at: usize| Id::from_u128(base + at as u128);
        let pair = |&(mentee, mentor, mentee_rank, mentor_rank, score): &(u32, u32, u32, u32, u32)| PairInput {
            mentee,
            mentor,
            mentee_rank,
            mentor_rank,
            score,
            terms: vec![],
        };
        let floor = |&(kind, at, least): &(u8, u32, u32)| Floor {
            of: if kind == 0 { Member::Mentor(at) } else { Member::Organisation(at) },
            least,
        };
        let group = |at: usize, (side, members, floor, ceiling): &Shares| Group {
            id: id(1, at),
            side: if *side == 0 { Side::Mentee } else { Side::Mentor },
            members: members.clone(),
            floor: *floor,
            ceiling: *ceiling,
        };
        let people = |base, list: &[u32]| -> Vec<(Id, u32)> {
            list.iter().enumerate().map(|(at, &capacity)| (id(base, at), capacity)).collect()
        };
        let input = InstanceInput {
            mentees: people(1, &self.mentees).into_iter().map(|(id, capacity)| Mentee { id, capacity }).collect(),
            mentors: (self.mentors.iter().enumerate())
                .map(|(at, &(capacity, above))| Mentor {
                    id: id(10_001, at),
                    capacity,
                    organisation: u32::try_from(above).ok(),
                })
                .collect(),
            organisations: (people(20_001, &self.organisations).into_iter())
                .map(|(id, capacity)| Organisation { id, capacity })
                .collect(),
            pairs: self.pairs.iter().map(pair).collect(),
            rules: Rules {
                must: self.must.iter().map(|&(mentee, mentor)| Together { mentee, mentor }).collect(),
                floors: self.floors.iter().map(floor).collect(),
                groups: self.groups.iter().enumerate().map(|(at, shares)| group(at, shares)).collect(),
                arrivals: vec![],
            },
        };
        Instance::new(input).unwrap()
    }

    fn answers<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Answer> {
        self.answers.get(name).into_iter()
    }
}

/// Solves within limits that only groups that cross others need: to find the best is NP-hard there, and branch and bound may take
/// its time.
fn within(instance: &Instance, strategy: &Strategy, seed: u64) -> Result<Solution, SolveError> {
    let looks = AtomicU32::new(0);
    let stop = || looks.fetch_add(1, Ordering::Relaxed) >= LOOKS;
    let limits = Limits { stop: (!instance.rules().groups.is_empty()).then_some(&stop), pairs: None };
    solve_within(instance, strategy, seed, &limits)
}

/// A run that was stopped promises no less than the peers found.
fn is_bounded(instance: &Instance, seed: u64, solution: &Solution, plan: &[u32]) -> bool {
    let (bound, best) = (fair_bound(instance, seed, solution).unwrap(), scores(instance, plan));
    let size = best.len() as u32;
    let least = bound.least.is_none_or(|least| best.first().is_none_or(|&first| first <= least));
    verify(instance, seed, solution).is_feasible() && (bound.size > size || bound.size == size && least)
}

fn indices(solution: &Solution) -> Vec<u32> {
    solution.pairs.iter().map(|line| line.pair.unwrap()).collect()
}

/// The pairs' scores from below: their number is the size, the first the bottleneck, all together the leximin vector.
fn scores(instance: &Instance, pairs: &[u32]) -> Vec<u32> {
    let mut scores: Vec<u32> = pairs.iter().map(|&at| instance.pairs()[at as usize].score).collect();
    scores.sort_unstable();
    scores
}

fn profile(instance: &Instance, pairs: &[u32]) -> BTreeMap<u32, u32> {
    let mut profile = BTreeMap::new();
    pairs.iter().for_each(|&at| *profile.entry(instance.pairs()[at as usize].mentee_rank).or_default() += 1);
    profile
}

fn served(instance: &Instance, pairs: &[u32]) -> BTreeSet<u32> {
    pairs.iter().map(|&at| instance.pairs()[at as usize].mentee).collect()
}

/// The strategies that optimise, and what each is called in the file.
fn optimising(golden: &Golden) -> Vec<Strategy> {
    let [length, exposure] = golden.lists;
    vec![
        SIZE_FIRST,
        SCORE_FIRST,
        Strategy::Blend { per_pair: golden.per_pair },
        Strategy::Profile { goal: ProfileGoal::RankMaximal },
        Strategy::Profile { goal: ProfileGoal::Greedy },
        Strategy::Profile { goal: ProfileGoal::Generous },
        Strategy::Profile { goal: ProfileGoal::MinCost },
        Strategy::Fair { goal: FairGoal::MaxMin },
        Strategy::Fair { goal: FairGoal::Leximin },
        Strategy::Lists { length, exposure },
    ]
}

#[test]
fn optima_are_those_of_scipy_and_or_tools_to_the_pair() {
    let golden = golden();
    for strategy in optimising(&golden) {
        let (mut asked, mut possible, mut stopped) = (0, 0, 0);
        for case in &golden.cases {
            for answer in case.answers(strategy.name()) {
                let instance = case.instance();
                let name = format!("{} of market {} by {:?}", strategy.name(), case.seed, answer.by);
                asked += 1;
                match (within(&instance, &strategy, case.seed), &answer.plan) {
                    (Ok(solution), Some(plan)) if solution.stopped => {
                        assert!(is_bounded(&instance, case.seed, &solution, plan), "{name}");
                        stopped += 1;
                    }
                    (Err(SolveError::Stopped), Some(_)) => stopped += 1,
                    (Ok(solution), Some(plan)) => {
                        let found = indices(&solution);
                        assert_eq!(scores(&instance, &found), scores(&instance, plan), "{name}");
                        assert_eq!(profile(&instance, &found), profile(&instance, plan), "{name}");
                        assert_eq!(&found, plan, "{name}");
                        let verdict = verify(&instance, case.seed, &solution);
                        assert_eq!(verdict.optimal, Some(true), "{name}");
                        possible += 1;
                    }
                    (Err(SolveError::Infeasible(_)), None) => {}
                    (found, plan) => panic!("{name}: {found:?} and not {plan:?}"),
                }
            }
        }
        println!("{}: {possible} of {asked} possible, {stopped} stopped", strategy.name());
        assert!(asked > 30 && possible > 20 && stopped < 3, "{}: {asked} {possible} {stopped}", strategy.name());
    }
}

#[test]
fn no_peer_has_a_better_plan_and_the_verifier_knows_theirs() {
    let golden = golden();
    for strategy in optimising(&golden) {
        for case in &golden.cases {
            for plan in case.answers(strategy.name()).filter_map(|answer| answer.plan.as_ref()) {
                let instance = case.instance();
                let Ok(Solution { certificate, stopped: false, .. }) = within(&instance, &strategy, case.seed) else {
                    continue;
                };
                let theirs = by_hand(&instance, strategy, &people(&instance, plan));
                let theirs = Solution { certificate, ..theirs };
                assert_eq!(
                    verify(&instance, case.seed, &theirs).optimal,
                    Some(true),
                    "{} {}",
                    strategy.name(),
                    case.seed
                );
            }
        }
    }
}

#[test]
fn stable_matchings_are_those_of_both_peers() {
    let golden = golden();
    for strategy in [STABLE, Strategy::StableForMentors] {
        let mut compared = 0;
        for case in &golden.cases {
            for answer in case.answers(strategy.name()) {
                let instance = case.instance();
                let found = indices(&solve(&instance, &strategy, case.seed).unwrap());
                for (peer, plan) in answer.by.iter().zip(&answer.plans) {
                    assert_eq!(&found, plan, "{} of market {} by {peer}", strategy.name(), case.seed);
                    let theirs = by_hand(&instance, strategy, &people(&instance, plan));
                    assert!(verify(&instance, case.seed, &theirs).is_stable());
                    compared += 1;
                }
            }
        }
        assert!(compared > 80, "{compared}");
    }
}

#[test]
fn ties_serve_two_thirds_of_the_most_that_cp_sat_finds() {
    let mut compared = 0;
    for case in golden().cases {
        for most in case.answers("weakly_stable").filter_map(|answer| answer.plan.as_ref()) {
            let instance = case.instance();
            let found = indices(&solve(&instance, &Strategy::StableTies, case.seed).unwrap());
            assert!(found.len() <= most.len() && 3 * found.len() >= 2 * most.len(), "market {}", case.seed);
            let theirs = by_hand(&instance, Strategy::StableTies, &people(&instance, most));
            assert_eq!(verify(&instance, case.seed, &theirs).weak_blocking, Blocking::default());
            compared += 1;
        }
    }
    assert!(compared > 25, "{compared}");
}

/// Where a super-stable matching exists, every weakly stable one serves the same people (Irving, Manlove and Scott 2000).
#[test]
fn super_stable_matchings_serve_whom_every_other_serves() {
    let golden = golden();
    let mut compared = 0;
    for case in &golden.cases {
        for kind in ["super", "strong"] {
            for plan in case.answers(kind).filter_map(|answer| answer.plan.as_ref()) {
                let instance = case.instance();
                let theirs = by_hand(&instance, Strategy::StableTies, &people(&instance, plan));
                assert_eq!(verify(&instance, case.seed, &theirs).weak_blocking, Blocking::default());
                for strategy in [Strategy::StableTies, STABLE, Strategy::StableForMentors] {
                    let found = indices(&solve(&instance, &strategy, case.seed).unwrap());
                    assert!(kind != "super" || served(&instance, &found) == served(&instance, plan));
                }
                compared += 1;
            }
        }
    }
    assert!(compared > 10, "{compared}");
}

/// The made-up cohort with ranks that are sixteenths of the score, as the peers ranked it.
fn made_up((mentees, mentors, seed): (usize, usize, u64)) -> Instance {
    let population = generator::population(&generator::Arrays::new(mentees, mentors, seed));
    let policy = generator::policy();
    let problem = Problem {
        population,
        policy,
        organisations: vec![],
        floors: vec![],
        groups: vec![],
        candidates: None,
        arrivals: vec![],
    };
    let scorer = Scorer::compile(&problem.population, &problem.policy).unwrap();
    let plan = Plan { strategy: Strategy::Greedy, seed, best: None };
    let mut input = InstanceInput::from(problem.instance(&scorer, &plan, &[], &Limits::default()).unwrap());
    for pair in &mut input.pairs {
        pair.mentee_rank = 1 + (65_535 - pair.score) / 4_096;
        pair.mentor_rank = pair.mentee_rank;
    }
    Instance::new(input).unwrap()
}

#[test]
fn a_whole_cohort_is_matched_as_the_peers_match_it() {
    let golden = golden();
    let seed = golden.cohort.cohort.2;
    let instance = made_up(golden.cohort.cohort);
    let mut strategies = optimising(&golden);
    strategies.extend([STABLE, Strategy::StableForMentors]);
    for strategy in &strategies {
        let answer = &golden.cohort.answers[strategy.name()];
        let found = indices(&solve(&instance, strategy, seed).unwrap());
        for plan in answer.plan.iter().chain(&answer.plans) {
            assert_eq!(scores(&instance, &found), scores(&instance, plan), "{}", strategy.name());
            assert_eq!(profile(&instance, &found), profile(&instance, plan), "{}", strategy.name());
            assert_eq!(&found, plan, "{}", strategy.name());
        }
        assert!(answer.plan.iter().chain(&answer.plans).count() > 0);
    }
    assert_eq!(golden.cohort.answers.len(), strategies.len());
}

#[test]
fn no_peer_failed_on_a_market_of_the_file() {
    let failed: Vec<_> = golden().counts.into_keys().filter(|name| name.contains("raises")).collect();
    assert_eq!(failed, [""; 0]);
}

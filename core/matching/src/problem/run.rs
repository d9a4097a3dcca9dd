//! Answering a problem, and answering it again.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::instance::{Places, instance};
use super::{Outside, Problem, price};
use crate::{
    Amount, Assigned, Candidates, Digest, Instance, InstanceError, InstanceErrors, Limits, Mistake, PairScore,
    ReplayOutcome, RunRecord, ScanError, ScanOptions, Scorer, Solution, SolveError, Strategy, Two, solve_within,
};

/// How a problem is to be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The way to match.
    pub strategy: Strategy,
    /// What the lottery among equals starts from.
    pub seed: u64,
    /// How many of the best mentors of each mentee to start from in large pools; nothing takes every eligible pair. With
    /// [`Strategy::MaxWeight`] and [`Strategy::Blend`] the lists grow until prices prove them to be enough. What other
    /// strategies promise speaks of all eligible pairs (nobody eligible would rather have each other), so they take all,
    /// whatever this says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best: Option<u32>,
}

impl Plan {
    /// How many of the best to start from, where lists can be proven to be enough.
    fn listed(&self) -> Option<u32> {
        self.best.filter(|_| matches!(self.strategy, Strategy::MaxWeight { .. } | Strategy::Blend { .. }))
    }
}

/// What lists of the best had to do with the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Priced {
    /// How often it was solved.
    pub rounds: u32,
    /// How many pairs the lists have in the end.
    pub pairs: u64,
    /// How many of all eligible pairs, besides those on the lists, are worth more than the prices. 0 proves what the strategy
    /// puts first to be the best of all eligible pairs, and not only of those on the lists: size and score when size goes
    /// first, else the score (with what every pair adds to it). What breaks ties of these, size after score or the lottery, is
    /// decided among the pairs on the lists.
    pub violations: u64,
    /// What a plan over all eligible pairs is worth beyond this one at most, as the violated prices tell; nothing when there is
    /// no violation. A run that was stopped thus still says how far it can be from the best.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most_more: Option<Amount>,
}

/// Where a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Stage {
    /// Gates and scores of all pairs.
    Scoring,
    /// The strategy.
    Solving,
    /// Prices held against all eligible pairs.
    Pricing,
    /// The independent verifier.
    Verifying,
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Scoring => "scoring",
            Self::Solving => "solving",
            Self::Pricing => "pricing",
            Self::Verifying => "verifying",
        })
    }
}

/// Why a problem has no answer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RunError {
    /// Population or policy are unsound.
    #[error("{} mistake(s), the first: {}", .0.len(), .0.first().map(ToString::to_string).unwrap_or_default())]
    Mistakes(Vec<Mistake>),
    /// Rules do not fit the eligible pairs.
    #[error("{}", InstanceErrors(.0.clone()))]
    Rules(Vec<InstanceError>),
    /// The scan gave nothing.
    #[error(transparent)]
    Scan(#[from] ScanError),
    /// The strategy gave nothing.
    #[error(transparent)]
    Solve(#[from] SolveError),
}

/// What to keep of a run beside the problem.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProblemRecord {
    /// The digest of the problem.
    pub problem_digest: Digest,
    /// How it was answered.
    pub plan: Plan,
    /// What lists had to do with it; nothing when every eligible pair took part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priced: Option<Priced>,
    /// What candidates from outside are good for; nothing when there were none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outside: Option<Outside>,
    /// The engine's record of instance, result and verdict.
    pub run: RunRecord,
}

/// An answered problem.
#[derive(Debug, Clone)]
pub struct Run {
    /// Explains any pair of the population.
    pub scorer: Scorer,
    /// What was solved.
    pub instance: Instance,
    /// Who has whom.
    pub solution: Solution,
    /// What to keep.
    pub record: ProblemRecord,
    places: Places,
}

impl Run {
    /// Explains a pair of the solution.
    pub fn explain(&self, pair: &Assigned) -> Option<PairScore> {
        let mentee = *self.places.mentees.get(pair.mentee as usize)?;
        let mentor = *self.places.mentors.get(pair.mentor as usize)?;
        self.scorer.pair(mentee, mentor)
    }
}

impl Problem {
    /// Compiles the problem to the instance that a plan starts from: every eligible pair, those on the lists of the best, or the
    /// candidates.
    /// Pairs of `more` (in indices of the population) that are eligible are in it in any case.
    ///
    /// # Errors
    /// As [`run_problem`].
    pub fn instance(
        &self,
        scorer: &Scorer,
        plan: &Plan,
        more: &[Two],
        limits: &Limits<'_>,
    ) -> Result<Instance, RunError> {
        let mut candidates = match &self.candidates {
            Some(pairs) => scorer.from_list(pairs)?,
            None => scorer.candidates_while(&options(limits, plan.listed(), plan.seed, 1), &|_| !limits.stopped())?,
        };
        if plan.listed().is_some() || self.candidates.is_some() {
            candidates = price::with_more(scorer, &candidates, &self.population.must)?;
            candidates = price::with_more(scorer, &candidates, more)?;
        }
        instance(self, &Places::of(self), &candidates).map_err(RunError::Rules)
    }
}

fn options(limits: &Limits<'_>, k: Option<u32>, seed: u64, threads: usize) -> ScanOptions {
    let most = limits.pairs.and_then(|most| u32::try_from(most).ok()).unwrap_or(u32::MAX);
    ScanOptions { k, seed, threads, most, ..ScanOptions::default() }
}

/// How often lists grow before a run gives what it has.
const MOST_ROUNDS: u32 = 32;

/// Answers a problem: scores, solves, prices, verifies, records. `on` hears of every stage as it begins.
///
/// The same problem and plan give the same record whatever the number of threads.
///
/// ```
/// use semillero_matching::*;
///
/// let person = |id, capacity, skills: &[u32]| Person {
///     id: Id::from_u128(id), capacity, organisation: None,
///     values: vec![Value::Set(skills.to_vec())], choices: Choices::default(),
/// };
/// let both = || "skills".to_owned();
/// let problem = Problem {
///     population: Population {
///         features: vec![Feature { name: both(), kind: FeatureKind::Set { weights: CategoryWeights::Even } }],
///         mentees: vec![person(1, 1, &[7, 8]), person(2, 1, &[9])],
///         mentors: vec![person(11, 1, &[7, 8, 9]), person(12, 1, &[7])],
///         ..Population::default()
///     },
///     policy: Policy {
///         version: 1,
///         criteria: vec![Criterion {
///             factor: 0, mentee_weight: 10_000, mentor_weight: 0,
///             measure: Measure::Coverage { of: Side::Mentee, mentee: both(), mentor: both() },
///         }],
///         gates: vec![Gate::AtLeast { feature: both(), n: 1 }],
///         fusion: Fusion::default(),
///     },
///     organisations: vec![], floors: vec![], groups: vec![], candidates: None, arrivals: vec![],
/// };
/// let plan = Plan { strategy: Strategy::MaxWeight { first: SizeOrScore::Size }, seed: 7, best: None };
/// let run = run_problem(&problem, &plan, 1, &Limits::default(), &|_| {})?;
/// assert_eq!((run.record.run.verdict.size, run.record.run.verdict.optimal), (2, Some(true)));
/// assert_eq!(run.explain(&run.solution.pairs[0]).unwrap().terms, [Term { factor: 0, points: 5_000 }]);
/// assert_eq!(replay_problem(&problem, &run.record, 2, &Limits::default())?, ReplayOutcome::Same);
/// # Ok::<(), RunError>(())
/// ```
///
/// # Errors
/// Every mistake of population, policy and rules; limits that are too narrow; rules that cannot be kept.
pub fn run_problem(
    problem: &Problem,
    plan: &Plan,
    threads: usize,
    limits: &Limits<'_>,
    on: &dyn Fn(Stage),
) -> Result<Run, RunError> {
    on(Stage::Scoring);
    let scorer = Scorer::compile(&problem.population, &problem.policy).map_err(RunError::Mistakes)?;
    let places = Places::of(problem);
    let mut outside = None;
    let mut candidates = match &problem.candidates {
        Some(pairs) => {
            let (listed, found) = Outside::score(&scorer, pairs, plan.seed, threads, &|_| !limits.stopped())?;
            outside = Some(found);
            listed
        }
        None => scorer.candidates_while(&options(limits, plan.listed(), plan.seed, threads), &|_| !limits.stopped())?,
    };
    if plan.listed().is_some() || outside.is_some() {
        candidates = price::with_more(&scorer, &candidates, &problem.population.must)?;
    }
    let (instance, solution, priced) = solved(problem, &scorer, &places, plan, (threads, candidates), limits, on)?;
    on(Stage::Verifying);
    let run = RunRecord::new(&instance, plan.seed, &solution);
    let record = ProblemRecord { problem_digest: problem.digest(), plan: *plan, priced, outside, run };
    Ok(Run { scorer, instance, solution, record, places })
}

type Solved = (Instance, Solution, Option<Priced>);

fn solved(
    problem: &Problem,
    scorer: &Scorer,
    places: &Places,
    plan: &Plan,
    (threads, mut candidates): (usize, Candidates),
    limits: &Limits<'_>,
    on: &dyn Fn(Stage),
) -> Result<Solved, RunError> {
    let mut rounds = 0;
    loop {
        on(Stage::Solving);
        rounds += 1;
        let instance = instance(problem, places, &candidates).map_err(RunError::Rules)?;
        let mut solution = solve_within(&instance, &plan.strategy, plan.seed, limits)?;
        // Candidates from outside are all there is: prices tell what they miss, and nothing is added.
        let grows = problem.candidates.is_none();
        let has_prices = matches!(plan.strategy, Strategy::MaxWeight { .. } | Strategy::Blend { .. });
        if if grows { plan.listed().is_none() } else { !has_prices } {
            return Ok((instance, solution, None));
        }
        on(Stage::Pricing);
        let missed = price::violated(problem, scorer, places, (&instance, &solution), plan.seed, threads)?;
        // A run that is stopped while it solves ends with one more pass over the pairs, which tells what its answer is good for.
        solution.stopped |= grows && missed.violations > 0 && limits.stopped();
        if missed.violations == 0 || solution.stopped || rounds == MOST_ROUNDS || !grows {
            let pairs = candidates.others.len() as u64;
            let priced = Priced { rounds, pairs, violations: missed.violations, most_more: missed.most_more };
            return Ok((instance, solution, Some(priced)));
        }
        candidates = price::with_more(scorer, &candidates, &missed.pairs)?;
        if let Some(most) = limits.pairs.filter(|&most| candidates.others.len() > most) {
            return Err(ScanError::TooMany { most: u32::try_from(most).unwrap_or(u32::MAX) }.into());
        }
    }
}

/// Answers a recorded problem again and compares.
///
/// # Errors
/// As [`run_problem`], where the problem is not sound any more.
pub fn replay_problem(
    problem: &Problem,
    record: &ProblemRecord,
    threads: usize,
    limits: &Limits<'_>,
) -> Result<ReplayOutcome, RunError> {
    let given = problem.digest();
    if given != record.problem_digest {
        return Ok(ReplayOutcome::InstanceChanged { recorded: record.problem_digest, given });
    }
    let again = run_problem(problem, &record.plan, threads, limits, &|_| {})?;
    Ok(record.run.compare(&again.record.run))
}

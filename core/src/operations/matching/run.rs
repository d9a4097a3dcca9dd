//! Running a matching, and reading a run.

use super::load::{bug, policy, pool, users};
use super::refusals::refused;
use super::strategies::strategy;
use super::views::{People, match_run_view, summary};
use crate::api::{FindMatchRuns, GetMatchRun, MatchRunPage, MatchRunView, PairChoice, RunMatching};
use crate::ecosystem::Work;
use crate::errors::{Problems, Refusal, Refused, texts};
use crate::matching::engine::{Limits, Plan, Strategy, run_problem};
use crate::matching::{
    MOST_PAIRS, MatchRun, MatchRunState, Outcome, Pool, arrivals, candidates, keep, keep_problem, outcome_of, problem,
};
use crate::operations::common::page;
use crate::permissions::{Action, Resource, scope};
use crate::programmes::{Cohort, CohortState, Side};
use crate::store::{Filter, Select, Whole};
use crate::values::RangeError;
use std::collections::BTreeSet;

/// The greatest number that every language holds exactly.
const MOST_SEED: i64 = (1 << 53) - 1;

/// The longest a run may be told to think: ten minutes.
const MOST_MILLIS: i64 = 600_000;

/// So many pairs are all looked at; in larger pools, lists of the best grow until prices prove them to be enough.
pub(super) const ALL_PAIRS: usize = 4_000_000;

/// The longest list of candidates.
const MOST_CANDIDATES: usize = 1_000_000;

/// The most mistakes in a list of candidates that are named: a list of another cohort is wrong all through.
const MOST_MISTAKES: usize = 1_000;

/// How many of the best mentors of each mentee a large pool starts from.
const BEST: u32 = 64;

pub(crate) async fn run_matching(work: &mut Work<'_>, request: &RunMatching) -> Refused<MatchRunView> {
    let mut problems = Problems::default();
    let seed = seed(work, &mut problems, request.seed);
    let strategy = strategy(&mut problems, request);
    if let Some(value) = request.within_ms.filter(|value| !(1..=MOST_MILLIS).contains(value)) {
        problems.mistake("/within_ms", RangeError { value, least: 1, most: MOST_MILLIS });
    }
    problems.check()?;
    let cohort = work.load::<Cohort>(request.cohort_id).await?;
    let resource = Resource::of_programme(cohort.programme_id);
    work.permit::<Cohort>(Action::RunMatching, Action::ViewMatchRun, cohort.id, &resource)?;
    can_match(&cohort)?;
    let policy = policy(work, cohort.id).await?;
    let (pool, users) = pool(work, &cohort).await?;
    has_people(&pool)?;

    let mut question = problem(&pool, &policy);
    if !request.candidates.is_empty() {
        known(&pool, &request.candidates)?;
        let pairs = request.candidates.iter().map(|pair| (pair.mentee_id, pair.mentor_id));
        question.candidates = Some(candidates(&question, pairs));
    }
    if strategy == Strategy::Online {
        question.arrivals = arrivals(&pool, &question);
    }
    let everybody = question.population.mentees.len().saturating_mul(question.population.mentors.len());
    let plan = Plan { strategy, seed: seed.unsigned_abs(), best: (everybody > ALL_PAIRS).then_some(BEST) };
    let clock = work.clock();
    let until = request.within_ms.map(|millis| clock.now().as_micros().saturating_add(millis * 1_000));
    let stop = || until.is_some_and(|until| clock.now().as_micros() >= until);
    let limits = Limits { stop: until.is_some().then_some(&stop), pairs: Some(MOST_PAIRS) };
    let progress = |stage| work.progress(stage);
    let answer = run_problem(&question, &plan, 1, &limits, &progress)
        .map_err(|error| refused(error, &question, &policy, &pool, &People::of(&users), work.locale()))?;

    let parts = (&answer.instance, &answer.scorer);
    let outcome = outcome_of(parts, &pool, &answer.solution, &Outcome::default(), &BTreeSet::new());
    let run = MatchRun {
        id: work.id(),
        version: 1,
        state: MatchRunState::Draft,
        cohort_id: cohort.id,
        programme_id: cohort.programme_id,
        created_by: work.me(),
        strategy: keep(&strategy).map_err(bug)?,
        seed,
        instance: keep_problem(&question, &policy, Vec::new()).map_err(bug)?,
        record: keep(&answer.record).map_err(bug)?,
        solved: Whole(outcome.clone()),
        outcome: Whole(outcome),
        created_at: work.now,
        published_at: None,
        amends: None,
        max_moves: None,
    };
    work.changes.insert(&run);
    let data = serde_json::json!({
        "cohort_id": cohort.id,
        "pairs": run.outcome.pairs.len(),
        "unmatched": run.outcome.unmatched.len(),
    });
    work.event::<MatchRun>("match_run.created", run.id, Some(cohort.programme_id), data);
    match_run_view(&run, &answer.record.run.verdict, &People::of(&users), Vec::new(), work.locale())
}

/// Whether a cohort is where people are matched.
pub(super) fn can_match(cohort: &Cohort) -> Refused<()> {
    match cohort.state {
        CohortState::Open | CohortState::Closed | CohortState::Running => Ok(()),
        state => Err(Refusal::conflict(&texts::COHORT_NOT_OPEN, [("state", state.into())])),
    }
}

/// Whether there is somebody on both sides.
pub(super) fn has_people(pool: &Pool) -> Refused<()> {
    for (side, nobody) in [(Side::Mentee, pool.mentees.is_empty()), (Side::Mentor, pool.mentors.is_empty())] {
        if nobody {
            return Err(Refusal::conflict(&texts::NOBODY_TO_MATCH, [("side", side.into())]));
        }
    }
    Ok(())
}

/// Whether the candidates are people of the cohort. Who is in it and cannot be matched is no mistake of whoever made the list.
fn known(pool: &Pool, candidates: &[PairChoice]) -> Refused<()> {
    let mut problems = Problems::default();
    if candidates.len() > MOST_CANDIDATES {
        let args = [("length", candidates.len().into()), ("most", MOST_CANDIDATES.into())];
        problems.add("/candidates", &texts::TOO_MANY, args);
    }
    for (at, pair) in candidates.iter().enumerate() {
        let of_mentee = ("mentee_id", Side::Mentee, pair.mentee_id, pool.mentees.contains_key(&pair.mentee_id));
        let of_mentor = ("mentor_id", Side::Mentor, pair.mentor_id, pool.mentors.contains_key(&pair.mentor_id));
        for (field, side, user, known) in [of_mentee, of_mentor] {
            if !known && problems.len() < MOST_MISTAKES {
                problems.add(
                    format!("/candidates/{at}/{field}"),
                    &texts::NOT_ON_SIDE,
                    [("value", user.into()), ("side", side.into())],
                );
            }
        }
    }
    problems.check()
}

/// The seed given, or a drawn one: whoever runs a matching must not be able to foresee who wins a tie.
fn seed(work: &Work<'_>, problems: &mut Problems, given: Option<i64>) -> i64 {
    match given {
        None => i64::from_le_bytes(work.random::<8>()) & MOST_SEED,
        Some(seed) if (0..=MOST_SEED).contains(&seed) => seed,
        Some(value) => {
            let error = RangeError { value, least: 0, most: MOST_SEED };
            problems.mistake("/seed", error);
            0
        }
    }
}

pub(crate) async fn get_match_run(work: &mut Work<'_>, request: &GetMatchRun) -> Refused<MatchRunView> {
    let run = work.load::<MatchRun>(request.match_run_id).await?;
    let resource = Resource::of_programme(run.programme_id);
    work.permit::<MatchRun>(Action::ViewMatchRun, Action::ViewMatchRun, run.id, &resource)?;
    let users = users(work, run.cohort_id).await?;
    let verdict = run.verdict().map_err(bug)?;
    match_run_view(&run, &verdict, &People::of(&users), Vec::new(), work.locale())
}

pub(crate) async fn find_match_runs(work: &mut Work<'_>, request: &FindMatchRuns) -> Refused<MatchRunPage> {
    let cohort = work.load::<Cohort>(request.cohort_id).await?;
    let resource = Resource::of_programme(cohort.programme_id);
    work.permit::<Cohort>(Action::ViewMatchRun, Action::ViewProgramme, cohort.id, &resource)?;
    let here = scope::<MatchRun>(&work.actor, Action::ViewMatchRun).and(Filter::equals("cohort_id", cohort.id));
    let select = Select::of::<MatchRun>(here).by(&["created_at"]).descending();
    let page = page::<MatchRun>(work, Problems::default(), select, request.limit, request.after.as_ref()).await?;
    Ok(MatchRunPage { items: page.items.iter().map(summary).collect::<Refused<_>>()?, next: page.next })
}

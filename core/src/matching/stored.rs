//! What a run keeps of the engine, and how it is read back.

use super::compile::solution_of;
use super::engine::{
    Instance, Limits, Plan, Problem, ProblemRecord, ReplayOutcome, RunError, Scorer, Strategy, Two, Verdict,
    replay_problem, verify,
};
use super::{MatchPolicy, MatchRun, RunChange};
use crate::values::Json;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Why a kept run cannot be read back.
#[derive(Debug, thiserror::Error)]
pub enum StoredRunError {
    /// The row does not hold what a run keeps.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// The engine refuses what the row holds.
    #[error(transparent)]
    Engine(#[from] RunError),
}

/// What the row keeps of a question: the problem, the names of the groups, which the engine knows by digests only, and what an
/// amendment was told.
#[derive(Serialize, serde::Deserialize)]
struct Kept<P> {
    problem: P,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    groups: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    said: Vec<RunChange>,
}

/// A question as it is kept: JSON as one text.
///
/// As a tree of JSON values the facts of a large cohort take many times the memory; no query ever looks inside.
pub(crate) fn keep_problem(
    problem: &Problem,
    policy: &MatchPolicy,
    said: Vec<RunChange>,
) -> Result<Json, serde_json::Error> {
    let kept = Kept { problem, groups: policy.groups.iter().map(|group| group.name.clone()).collect(), said };
    serde_json::to_string(&kept).map(|text| Json(serde_json::Value::String(text)))
}

/// Anything else of the engine as it is kept.
pub(crate) fn keep(what: &impl Serialize) -> Result<Json, serde_json::Error> {
    serde_json::to_value(what).map(Json)
}

fn read<T: DeserializeOwned>(json: &Json) -> Result<T, serde_json::Error> {
    T::deserialize(&json.0)
}

/// A kept question, compiled again: what explains pairs, and what edits and the verifier speak of.
pub(crate) struct Asked {
    pub(crate) problem: Problem,
    pub(crate) plan: Plan,
    pub(crate) scorer: Scorer,
    pub(crate) instance: Instance,
}

impl MatchRun {
    /// The question that was asked.
    ///
    /// # Errors
    /// When the row does not hold one.
    pub fn engine_problem(&self) -> Result<Problem, serde_json::Error> {
        self.kept().map(|kept| kept.problem)
    }

    /// The names of the groups of the policy that the run was made with.
    pub(crate) fn group_names(&self) -> Result<Vec<String>, serde_json::Error> {
        self.kept().map(|kept| kept.groups)
    }

    /// The question that was asked, and what the run was told beside the cohort.
    pub(crate) fn engine_problem_and_said(&self) -> Result<(Problem, Vec<RunChange>), serde_json::Error> {
        self.kept().map(|kept| (kept.problem, kept.said))
    }

    fn kept(&self) -> Result<Kept<Problem>, serde_json::Error> {
        match &self.instance.0 {
            serde_json::Value::String(text) => serde_json::from_str(text),
            _ => read(&self.instance),
        }
    }

    /// How it was asked.
    ///
    /// # Errors
    /// When the row does not hold a strategy of this engine.
    pub fn engine_strategy(&self) -> Result<Strategy, serde_json::Error> {
        read(&self.strategy)
    }

    /// The proof of what the strategy answered, before any edit.
    ///
    /// # Errors
    /// When the row does not hold one.
    pub fn engine_record(&self) -> Result<ProblemRecord, serde_json::Error> {
        read(&self.record)
    }

    /// Runs the question again and compares.
    ///
    /// # Errors
    /// When the row does not hold question and record.
    pub fn replay(&self) -> Result<ReplayOutcome, StoredRunError> {
        Ok(replay_problem(&self.engine_problem()?, &self.engine_record()?, 1, &Limits::default())?)
    }

    /// The question compiled again, with every pair that stands now among the pairs it knows if the two are eligible.
    pub(crate) fn asked(&self, record: &ProblemRecord) -> Result<Asked, StoredRunError> {
        self.asked_with(record, &[])
    }

    /// The same with some more pairs: those that somebody is about to put together.
    pub(crate) fn asked_with(
        &self,
        record: &ProblemRecord,
        more: &[super::PairChoice],
    ) -> Result<Asked, StoredRunError> {
        let problem = self.engine_problem()?;
        let scorer = Scorer::compile(&problem.population, &problem.policy).map_err(RunError::Mistakes)?;
        let place = |people: &[super::engine::Person], user| {
            let id = super::engine_id(user);
            u32::try_from(people.binary_search_by_key(&id, |person| person.id).ok()?).ok()
        };
        let two = |(mentee, mentor)| {
            let mentee = place(&problem.population.mentees, mentee)?;
            Some(Two { mentee, mentor: place(&problem.population.mentors, mentor)? })
        };
        let pairs = self.outcome.pairs.iter().map(|pair| (pair.mentee_id, pair.mentor_id));
        let more = more.iter().map(|pair| (pair.mentee_id, pair.mentor_id));
        let stand: Vec<Two> = pairs.chain(more).filter_map(two).collect();
        let instance = problem.instance(&scorer, &record.plan, &stand, &Limits::default())?;
        Ok(Asked { plan: record.plan, scorer, instance, problem })
    }

    /// What the verifier says of the pairs as they stand. It said so already where nothing was edited.
    ///
    /// # Errors
    /// When the row does not hold question, strategy and record.
    pub fn verdict(&self) -> Result<Verdict, StoredRunError> {
        let record = self.engine_record()?;
        if self.outcome == self.solved {
            return Ok(record.run.verdict);
        }
        let asked = self.asked(&record)?;
        let solution = solution_of(&asked.instance, record.plan.strategy, &self.outcome);
        Ok(verify(&asked.instance, record.plan.seed, &solution))
    }
}

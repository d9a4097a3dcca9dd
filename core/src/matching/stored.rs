//! What a run keeps of the engine, and how it is read back.

use super::MatchRun;
use super::compile::solution_of;
use super::engine::{Instance, ReplayOutcome, RunRecord, Strategy, Verdict, replay, verify};
use crate::values::Json;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A question as it is kept: the engine's JSON as one text.
///
/// A cohort of 1,000 mentees and 300 mentors who all may meet has 300,000 pairs. As a tree of JSON values they take a gigabyte, as a
/// text some fifty megabytes; no query ever looks inside.
pub(crate) fn keep_instance(instance: &Instance) -> Result<Json, serde_json::Error> {
    serde_json::to_string(instance).map(|text| Json(serde_json::Value::String(text)))
}

/// Anything else of the engine as it is kept.
pub(crate) fn keep(what: &impl Serialize) -> Result<Json, serde_json::Error> {
    serde_json::to_value(what).map(Json)
}

fn read<T: DeserializeOwned>(json: &Json) -> Result<T, serde_json::Error> {
    T::deserialize(&json.0)
}

impl MatchRun {
    /// The question that was asked.
    ///
    /// # Errors
    /// When the row does not hold one.
    pub fn engine_instance(&self) -> Result<Instance, serde_json::Error> {
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
    pub fn engine_record(&self) -> Result<RunRecord, serde_json::Error> {
        read(&self.record)
    }

    /// Runs the question again and compares.
    ///
    /// # Errors
    /// When the row does not hold question and record.
    pub fn replay(&self) -> Result<ReplayOutcome, serde_json::Error> {
        Ok(replay(&self.engine_instance()?, &self.engine_record()?))
    }

    /// What the verifier says of the pairs as they stand. It said so already where nothing was edited.
    ///
    /// # Errors
    /// When the row does not hold question, strategy and record.
    pub fn verdict(&self) -> Result<Verdict, serde_json::Error> {
        let record = self.engine_record()?;
        if self.outcome == self.solved {
            return Ok(record.verdict);
        }
        let instance = self.engine_instance()?;
        Ok(verify(&instance, record.seed, &solution_of(&instance, record.strategy, &self.outcome)))
    }
}

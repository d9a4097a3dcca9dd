//! A run kept in a file, and the same question answered again.

use semillero_core::matching::engine::{Instance, ReplayOutcome, RunRecord, replay as engine_replay};
use semillero_core::values::Locale;
use serde::{Deserialize, Serialize};
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};

/// What a kept run says it is; another number is another format.
const FORMAT: &str = "semillero match record 1";

/// Answer the question of a kept run again, and compare
#[derive(Debug, Clone, clap::Args)]
pub struct Replay {
    /// What --record wrote
    pub record: PathBuf,
}

/// Question and record of a run. The record names strategy and seed.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    format: String,
    record: RunRecord,
    question: Instance,
}

/// The text of the file that keeps a run.
pub(super) fn kept(question: &Instance, record: &RunRecord) -> String {
    let kept = Kept { format: FORMAT.to_owned(), record: record.clone(), question: question.clone() };
    format!("{}\n", serde_json::to_string(&kept).unwrap_or_default())
}

/// What replaying showed.
#[derive(Debug, Clone)]
pub struct Replayed {
    /// Whether question, answer and verdict are those of the record.
    pub same: bool,
    /// `same`, `question_changed`, `result_changed`, `verdict_changed`, `refused` or `stopped`.
    pub outcome: &'static str,
    /// The digest in the record.
    pub digest: String,
    /// The engine that made the record.
    pub engine_version: String,
    /// In words.
    pub text: String,
}

impl Replay {
    /// Answers again and compares.
    ///
    /// # Errors
    /// When the file cannot be read, or holds no run.
    pub fn run(&self, locale: Locale) -> Result<Replayed, Error> {
        let kept = read(&self.record, locale)?;
        let record = &kept.record;
        let two = |es: String, en: String| match locale {
            Locale::Es => es,
            Locale::En => en,
        };
        let (outcome, text) = if record.stopped {
            let text = two(
                "la corrida se quedó sin tiempo (`--within`); el tiempo no es parte de la pregunta, así que no se puede repetir".to_owned(),
                "the run ran out of time (`--within`); time is no part of the question, so it cannot be replayed".to_owned(),
            );
            ("stopped", text)
        } else {
            match engine_replay(&kept.question, record) {
                ReplayOutcome::Same => (
                    "same",
                    two(
                        format!("igual: la misma pregunta da la misma respuesta, huella {}", record.result_digest),
                        format!("same: the same question gives the same answer, digest {}", record.result_digest),
                    ),
                ),
                ReplayOutcome::InstanceChanged { recorded, given } => (
                    "question_changed",
                    two(
                        format!("cambió la pregunta: el registro es de {recorded}, el archivo tiene {given}"),
                        format!("the question was changed: the record is of {recorded}, the file holds {given}"),
                    ),
                ),
                ReplayOutcome::ResultChanged { recorded, replayed } => (
                    "result_changed",
                    two(
                        format!("otra respuesta: el registro dice {recorded}, ahora resulta {replayed}"),
                        format!("another answer: the record says {recorded}, now it is {replayed}"),
                    ),
                ),
                ReplayOutcome::VerdictChanged { .. } => (
                    "verdict_changed",
                    two(
                        "la respuesta es la misma, pero el registro cuenta otra cosa de ella".to_owned(),
                        "the answer is the same, but the record tells something else about it".to_owned(),
                    ),
                ),
                ReplayOutcome::Refused { error } => (
                    "refused",
                    two(
                        format!("el motor no acepta la pregunta: {error}"),
                        format!("the engine refuses the question: {error}"),
                    ),
                ),
                _ => ("refused", two("no se pudo comparar".to_owned(), "it could not be compared".to_owned())),
            }
        };
        Ok(Replayed {
            same: outcome == "same",
            outcome,
            digest: record.result_digest.to_string(),
            engine_version: record.engine_version.clone(),
            text,
        })
    }
}

fn read(path: &Path, locale: Locale) -> Result<Kept, Error> {
    let text = std::fs::read_to_string(path)?;
    let no_record = |cause: String| {
        let said = locale.pick("no es una corrida guardada con --record", "is no run kept with --record");
        Error::new(ErrorKind::InvalidData, format!("{said}: {cause}"))
    };
    let kept: Kept = serde_json::from_str(&text).map_err(|error| no_record(error.to_string()))?;
    if kept.format == FORMAT { Ok(kept) } else { Err(no_record(kept.format)) }
}

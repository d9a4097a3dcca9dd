//! Answering the question of a run again.

use super::load::bug;
use crate::api::{ReplayMatchRun, ReplayView};
use crate::ecosystem::Work;
use crate::errors::{Refusal, Refused};
use crate::matching::engine::{ENGINE_VERSION, ProblemRecord, ReplayOutcome};
use crate::matching::{MatchRun, amended_again};
use crate::permissions::{Action, Resource};

/// A run that was to move few people is amended again, from the run before; any other is a full run.
async fn again(work: &Work<'_>, run: &MatchRun, record: &ProblemRecord) -> Refused<ReplayOutcome> {
    let (Some(base), Some(_)) = (run.amends, run.max_moves) else { return run.replay().map_err(bug) };
    let given = run.engine_problem().map_err(bug)?.digest();
    if given != record.problem_digest {
        return Ok(ReplayOutcome::InstanceChanged { recorded: record.problem_digest, given });
    }
    let base = work.load::<MatchRun>(base).await?;
    let again = amended_again(&base, run).map_err(|error| Refusal::Bug(error.to_string()))?;
    Ok(record.run.compare(&again))
}

pub(crate) async fn replay_match_run(work: &mut Work<'_>, request: &ReplayMatchRun) -> Refused<ReplayView> {
    let run = work.load::<MatchRun>(request.match_run_id).await?;
    let resource = Resource::of_programme(run.programme_id);
    work.permit::<MatchRun>(Action::ViewMatchRun, Action::ViewMatchRun, run.id, &resource)?;
    let record = run.engine_record().map_err(bug)?;
    let outcome = again(work, &run, &record).await?;
    let (word, es, en) = match outcome {
        ReplayOutcome::Same => {
            ("same", "la misma pregunta da el mismo resultado", "the same question gives the same result")
        }
        ReplayOutcome::InstanceChanged { .. } => (
            "question_changed",
            "la pregunta guardada no es la que se resolvió",
            "the question that is kept is not the one that was solved",
        ),
        _ if record.run.stopped => (
            "stopped",
            "la corrida se detuvo por tiempo; no se puede repetir byte a byte",
            "the run was stopped by its time limit and cannot be repeated to the byte",
        ),
        ReplayOutcome::VerdictChanged { .. } => (
            "verdict_changed",
            "el resultado es el mismo, pero el registro dice otra cosa de él",
            "the result is the same, but the record says something else of it",
        ),
        _ => (
            "result_changed",
            "el resultado guardado no es el que da la pregunta",
            "the result that is kept is not the one the question gives",
        ),
    };
    Ok(ReplayView {
        same: word == "same",
        outcome: word.to_owned(),
        digest: record.run.result_digest.to_string(),
        engine_version: record.run.engine_version,
        replayed_by: ENGINE_VERSION.to_owned(),
        text: work.locale().pick(es, en).to_owned(),
    })
}

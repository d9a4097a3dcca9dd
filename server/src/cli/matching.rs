//! `semillero match`

use super::output::{Exit, Output};
use crate::matching::{Again, Match, MatchFailure, Replay};
use serde_json::json;

/// Matches and prints.
pub(crate) async fn run(arguments: &Match, output: Output) -> Result<(), Exit> {
    if let Some(Again::Replay(replay)) = &arguments.again {
        return again(replay, output);
    }
    match arguments.run(output.locale).await {
        Ok(report) => {
            output.done(&report.value(), &report.text());
            Ok(())
        }
        Err(MatchFailure::Refused(error)) => Err(error.into()),
        Err(MatchFailure::File(path, error)) => Err(Exit::file(output.locale, &path, &error)),
        Err(MatchFailure::Files(problems)) => {
            let count = problems.len();
            let head = output.say("los archivos tienen {} error(es)", "the files have {} mistake(s)");
            let head = head.replace("{}", &count.to_string());
            let error = json!({ "code": "invalid_input", "key": "files", "message": head, "errors": problems });
            let mut lines = vec![head];
            lines.extend(problems.iter().map(|problem| format!("  {problem}")));
            Err(Exit::refused(&error, lines))
        }
    }
}

/// Replays and says whether it came out the same; what did not is a refusal, so that scripts notice.
fn again(replay: &Replay, output: Output) -> Result<(), Exit> {
    let found = replay.run(output.locale).map_err(|error| Exit::file(output.locale, &replay.record, &error))?;
    let value = json!({
        "same": found.same, "outcome": found.outcome, "digest": found.digest, "engine_version": found.engine_version,
        "text": found.text,
    });
    if found.same {
        output.done(&value, &found.text);
        return Ok(());
    }
    let error = json!({ "code": "conflict", "key": found.outcome, "message": found.text });
    Err(Exit::refused(&error, vec![found.text]))
}

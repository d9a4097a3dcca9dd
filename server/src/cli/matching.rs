//! `semillero match`

use super::output::{Exit, Output};
use crate::matching::{Match, MatchFailure};
use serde_json::json;

/// Matches and prints.
pub(crate) async fn run(arguments: &Match, output: Output) -> Result<(), Exit> {
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

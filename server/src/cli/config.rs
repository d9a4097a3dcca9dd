//! `semillero config check`

use super::output::{Exit, Output};
use crate::config::{Loaded, Origin};
use serde_json::{Value, json};

#[derive(Debug, clap::Subcommand)]
pub(crate) enum Config {
    /// Show every setting, its value and where it comes from; name every mistake
    Check,
}

impl Config {
    pub(crate) fn run(&self, loaded: &Loaded, output: Output) -> Result<(), Exit> {
        let Self::Check = self;
        let origin = |origin: &Origin| match origin {
            Origin::Default => output.say("por omisión", "default").to_owned(),
            other => other.to_string(),
        };
        let settings: Vec<Value> = loaded
            .settled
            .iter()
            .map(|s| json!({ "name": s.name, "value": s.shown, "from": origin(&s.origin) }))
            .collect();
        let lines = loaded.settled.iter().map(|s| {
            let shown = if s.shown.is_empty() { "-" } else { &s.shown };
            format!("{:<24}{shown:<40} {}\n", s.name, origin(&s.origin))
        });
        let file = loaded.file.as_ref().map(|path| path.display().to_string());
        let value = json!({ "file": file, "settings": settings });
        if !output.json || loaded.mistakes.is_empty() {
            output.done(&value, &lines.collect::<String>());
        }
        refuse(loaded, output)
    }
}

/// Every mistake at once.
pub(crate) fn refuse(loaded: &Loaded, output: Output) -> Result<(), Exit> {
    if loaded.mistakes.is_empty() {
        return Ok(());
    }
    let head = output.say("la configuración tiene {} error(es)", "the configuration has {} mistake(s)");
    let head = head.replace("{}", &loaded.mistakes.len().to_string());
    let errors: Vec<Value> = loaded.mistakes.iter().map(|mistake| mistake.value(output.locale)).collect();
    let error = json!({ "code": "invalid_input", "key": "configuration", "message": head, "errors": errors });
    let mut lines = vec![head];
    lines.extend(loaded.mistakes.iter().map(|mistake| format!("  {}", mistake.in_words(output.locale))));
    Err(Exit::refused(&error, lines))
}

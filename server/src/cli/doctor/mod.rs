//! `semillero doctor`: is everything as it must be, and if not, what to do.

mod database;
mod surroundings;

use super::output::{Exit, Output};
use super::store::Place;
use crate::config::Loaded;
use serde_json::{Value, json};

/// How something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    Ok,
    Warning,
    Problem,
}

/// One thing that was looked at.
struct Finding {
    /// Its name, the same in both languages in JSON.
    name: (&'static str, &'static str),
    state: State,
    text: String,
    /// What to do; empty where nothing is.
    remedy: String,
}

impl Finding {
    fn new(name: (&'static str, &'static str), state: State, text: impl Into<String>) -> Self {
        Self { name, state, text: text.into(), remedy: String::new() }
    }

    fn ok(name: (&'static str, &'static str), text: impl Into<String>) -> Self {
        Self::new(name, State::Ok, text)
    }

    fn do_this(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = remedy.into();
        self
    }
}

/// Looks at everything; exit code 3 when there is a problem.
pub(crate) async fn run(place: &Place<'_>, loaded: &Loaded, output: Output) -> Result<(), Exit> {
    let mut found = vec![configuration(loaded, output)];
    // With a wrong configuration the rest would be looked for in the wrong place.
    if loaded.mistakes.is_empty() {
        found.push(surroundings::key(place, output));
        found.extend(surroundings::space(place, output));
        found.extend(database::all(place, output).await);
        found.push(
            Finding::new(
                ("última copia", "last backup"),
                State::Warning,
                output.say("se desconoce: nadie la anota", "unknown: nobody writes it down"),
            )
            .do_this(output.say(
                "compruebe la suya con `semillero backup --verify ARCHIVO`",
                "check yours with `semillero backup --verify FILE`",
            )),
        );
    }
    let problems = found.iter().filter(|finding| finding.state == State::Problem).count();
    let checks: Vec<Value> = found.iter().map(as_json).collect();
    let lines: String = found.iter().map(|finding| line(output, finding)).collect();
    output.done(&json!({ "problems": problems, "checks": checks }), &lines);
    if problems == 0 {
        return Ok(());
    }
    Err(Exit::environment(output.locale, &format!("{problems} problema(s)"), &format!("{problems} problem(s)")))
}

fn configuration(loaded: &Loaded, output: Output) -> Finding {
    let name = ("configuración", "configuration");
    let file = loaded.file.as_ref().map(|path| format!("`{}`", path.display()));
    if loaded.mistakes.is_empty() {
        return Finding::ok(name, file.unwrap_or_else(|| output.say("sin archivo", "without a file").to_owned()));
    }
    let mistakes: Vec<String> = loaded.mistakes.iter().map(|mistake| mistake.in_words(output.locale)).collect();
    let remedy = output.say("corríjala; lo demás se comprueba después", "correct it; the rest is checked after that");
    Finding::new(name, State::Problem, mistakes.join(" | ")).do_this(remedy)
}

fn as_json(finding: &Finding) -> Value {
    let state = match finding.state {
        State::Ok => "ok",
        State::Warning => "warning",
        State::Problem => "problem",
    };
    json!({ "check": finding.name.1, "state": state, "text": finding.text, "remedy": finding.remedy })
}

fn line(output: Output, finding: &Finding) -> String {
    let state = match finding.state {
        State::Ok => "ok",
        State::Warning => output.say("aviso", "warning"),
        State::Problem => output.say("problema", "problem"),
    };
    let name = output.say(finding.name.0, finding.name.1);
    let remedy = if finding.remedy.is_empty() { String::new() } else { format!("; {}", finding.remedy) };
    format!("{state:<9} {name:<22} {}{remedy}\n", finding.text)
}

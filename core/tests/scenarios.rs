//! Golden scenarios on the memory store, against the committed transcripts (`UPDATE=1` rewrites them).

#![expect(clippy::expect_used, reason = "a test stops where it cannot go on")]

mod story;

use libtest_mimic::{Arguments, Failed, Trial};
use semillero_core::api::operations;
use semillero_core::store::MemoryStore;
use semillero_core::testing::scenario::{Library, Scenario, play, read_all, same};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

fn main() {
    let arguments = Arguments::from_args();
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let people = tests.join("scenario_files").join("story_people.json");
    // First, for the scenario reads it.
    let written = generated(&people, &story::people());
    let scenarios = read_all(&tests.join("scenarios")).expect("the scenarios can be read");
    let called: BTreeSet<String> =
        scenarios.iter().flat_map(|(_, scenario)| scenario.steps.iter().map(|step| step.call.clone())).collect();
    let mut trials: Vec<Trial> = scenarios
        .into_iter()
        .map(|(name, scenario)| {
            let kept = tests.join("transcripts").join(format!("{name}.json"));
            Trial::test(format!("memory::{name}"), move || against_transcript(&scenario, kept))
        })
        .collect();
    trials.push(Trial::test("the_people_of_the_story", move || Ok(written?)));
    trials.push(Trial::test("every_operation_has_a_scenario", move || {
        let missing: Vec<&str> = operations().iter().map(|o| o.name).filter(|name| !called.contains(*name)).collect();
        if missing.is_empty() { Ok(()) } else { Err(format!("no scenario calls {missing:?}").into()) }
    }));
    libtest_mimic::run(&arguments, trials).exit();
}

/// Compares a file with what it is made from, or writes it.
fn generated(file: &Path, text: &str) -> Result<(), String> {
    let name = file.display();
    if std::env::var_os("UPDATE").is_some() {
        return std::fs::write(file, text).map_err(|error| format!("{name}: {error}"));
    }
    let kept = std::fs::read_to_string(file).map_err(|error| format!("{name}: {error}"))?;
    if kept == text { Ok(()) } else { Err(format!("{name} is not what its generator makes; run with UPDATE=1")) }
}

fn against_transcript(scenario: &Scenario, kept: PathBuf) -> Result<(), Failed> {
    let mut library = Library::over(Arc::new(MemoryStore::new()));
    let transcript = pollster::block_on(play(scenario, &mut library))?;
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&kept, &transcript).map_err(|error| error.to_string())?;
    }
    Ok(same(&transcript, &kept)?)
}

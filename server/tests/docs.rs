//! The guides, followed word by word: every block of shell of a page, in order, with the program built here.
#![expect(clippy::expect_used, reason = "a test stops where it cannot go on")]

use std::path::Path;
use std::process::Command;

/// Runs the shell blocks of a page as one script in an empty folder; what it printed.
fn follow(page: &str, folder: &Path) -> String {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs");
    let text = std::fs::read_to_string(docs.join(page)).expect("the page");
    for folder in ["screenshots", "images"] {
        for picture in text.split(&format!("]({folder}/")).skip(1).filter_map(|rest| rest.split(')').next()) {
            assert!(docs.join(folder).join(picture).is_file(), "{page} shows {picture}, which is not there");
        }
    }
    let script: String = text.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(!script.is_empty(), "{page} has nothing to run");
    let program = Path::new(env!("CARGO_BIN_EXE_semillero")).parent().expect("a folder");
    let output = Command::new("bash")
        .args(["-euo", "pipefail", "-c", &script])
        .current_dir(folder)
        // Of the guide of matching: the round it describes, with fewer people.
        .envs([("MENTEES", "40"), ("MENTORS", "12")])
        .env("PATH", format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default()))
        .output()
        .expect("bash runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{page}: {said}{}", String::from_utf8_lossy(&output.stderr));
    said
}

#[test]
fn the_installation_works_in_both_languages() {
    for (page, restored, whole) in [
        ("installation.md", "restored.db", "restore verified"),
        ("installation.es.md", "restaurada.db", "restauración comprobada"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let said = follow(page, folder.path());
        assert!(said.contains(whole), "{page}: {said}");
        assert!(folder.path().join(restored).is_file());
    }
}

#[test]
fn getting_started_works_in_both_languages() {
    for (page, run, accounts) in
        [("getting-started.md", "run.json", "accounts.txt"), ("getting-started.es.md", "corrida.json", "cuentas.txt")]
    {
        let folder = tempfile::tempdir().expect("a folder");
        follow(page, folder.path());
        let run = std::fs::read_to_string(folder.path().join(run)).expect("a run");
        assert!(run.contains("\"pairs\"") && run.contains("\"mentor_name\""), "{page}: {run}");
        let accounts = std::fs::read_to_string(folder.path().join(accounts)).expect("the accounts");
        assert!(accounts.contains("gestora@example.org"), "{page}: {accounts}");
    }
}

#[test]
fn the_matching_guide_works_in_both_languages() {
    for (page, replayed, same) in
        [("matching.md", "replay.json", "same: "), ("matching.es.md", "repetida.json", "igual: ")]
    {
        let folder = tempfile::tempdir().expect("a folder");
        let said = follow(page, folder.path());
        assert!(said.contains("blocking_pairs") && said.contains("max_min"), "{page}: {said}");
        assert!(said.contains(same), "{page}: {said}");
        assert!(said.contains("\"pairs_kept\""), "{page}: {said}");
        let replayed = std::fs::read_to_string(folder.path().join(replayed)).expect("a replay");
        assert!(replayed.contains("\"same\": true"), "{page}: {replayed}");
    }
}

#[test]
fn the_guide_of_figures_works_in_both_languages() {
    let count = semillero_core::analytics::engine::catalogue().len();
    for (page, checked, measures) in [
        ("analytics.md", "states verified", format!("all {count} measures")),
        ("analytics.es.md", "cifras acumuladas verificadas", format!("las {count} medidas")),
    ] {
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs").join(page))
            .expect("the page");
        assert!(text.contains(&measures), "{page} does not speak of {measures}");
        let folder = tempfile::tempdir().expect("a folder");
        let said = follow(page, folder.path());
        assert!(said.contains(checked), "{page}: {said}");
        assert!(said.contains("match_rate"), "{page}: {said}");
    }
}

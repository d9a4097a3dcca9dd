//! `semillero match --record` and `semillero match replay`: the same question gives the same answer, and whoever changed the file is told.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it cannot go on")]

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn semillero(language: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_semillero"));
    command.env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", language);
    command.args(arguments).output().expect("it runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Matches our example and keeps the run.
fn kept(folder: &Path, more: &[&str]) -> PathBuf {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/matching");
    let file = |name: &str| example.join(name).display().to_string();
    let record = folder.join("run.json");
    let (mentees, mentors) = (file("mentees.csv"), file("mentors.csv"));
    let organisations = file("organisations.csv");
    let mut arguments = vec!["match", "--mentees", &mentees, "--mentors", &mentors, "--organisations", &organisations];
    let path = record.display().to_string();
    arguments.extend(["--record", &path]);
    arguments.extend(more);
    let output = semillero("en_US.UTF-8", &arguments);
    assert!(output.status.success(), "{}", text(&output.stderr));
    record
}

fn replay(language: &str, record: &Path) -> Output {
    semillero(language, &["match", "replay", &record.display().to_string()])
}

#[test]
fn every_strategy_gives_the_same_again() {
    let folder = tempfile::tempdir().unwrap();
    for strategy in [
        "most-people",
        "highest-score",
        "blend",
        "stable",
        "stable-for-mentors",
        "stable-ties",
        "rank-maximal",
        "greedy-maximum",
        "generous-maximum",
        "least-cost-maximum",
        "max-min",
        "leximin",
        "greedy",
    ] {
        let record = kept(folder.path(), &["--strategy", strategy, "--seed", "5", "--within", "600"]);
        let output = replay("en_US.UTF-8", &record);
        assert!(output.status.success(), "{strategy}: {}", text(&output.stderr));
        assert!(text(&output.stdout).starts_with("same: "), "{strategy}: {}", text(&output.stdout));
    }
}

#[test]
fn whoever_changed_the_file_is_told_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    let record = kept(folder.path(), &[]);
    let whole: Value = serde_json::from_str(&std::fs::read_to_string(&record).unwrap()).unwrap();
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut value = whole.clone();
        change(&mut value);
        std::fs::write(&record, value.to_string()).unwrap();
        let english = replay("en_US.UTF-8", &record);
        let spanish = replay("es_ES.UTF-8", &record);
        assert_eq!(english.status.code(), spanish.status.code());
        (english.status.code(), text(&english.stderr), text(&spanish.stderr))
    };
    let (code, english, spanish) = changed(&|value| value["question"]["mentors"][0]["capacity"] = 9.into());
    assert_eq!(code, Some(1));
    assert!(
        english.contains("the question was changed") && spanish.contains("cambió la pregunta"),
        "{english}{spanish}"
    );
    let (code, english, spanish) = changed(&|value| value["record"]["seed"] = 8.into());
    assert_eq!(code, Some(1));
    assert!(english.contains("another answer") && spanish.contains("otra respuesta"), "{english}{spanish}");
    let (code, english, spanish) = changed(&|value| value["record"]["verdict"]["optimal"] = false.into());
    assert_eq!(code, Some(1));
    assert!(english.contains("something else about it") && spanish.contains("otra cosa de ella"), "{english}{spanish}");
    let (code, english, spanish) = changed(&|value| value["record"]["stopped"] = true.into());
    assert_eq!(code, Some(1));
    assert!(english.contains("ran out of time") && spanish.contains("sin tiempo"), "{english}{spanish}");
    let (code, english, spanish) = changed(&|value| value["format"] = "another".into());
    assert_eq!(code, Some(3));
    assert!(english.contains("is no run kept") && spanish.contains("no es una corrida"), "{english}{spanish}");
    std::fs::write(&record, "{").unwrap();
    assert_eq!(replay("en_US.UTF-8", &record).status.code(), Some(3));
}

#[test]
fn the_program_says_the_same_to_programs_and_the_flags_stay_as_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let record = kept(folder.path(), &["--seed", "3"]).display().to_string();
    let output = semillero("en_US.UTF-8", &["--json", "match", "replay", &record]);
    let value: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((value["same"].as_bool(), value["outcome"].as_str()), (Some(true), Some("same")));
    for wrong in [
        &["match"][..],
        &["match", "replay"],
        &["match", "--seed", "1", "replay", &record],
        &["match", "--record", "x.json"],
    ] {
        assert_eq!(semillero("en_US.UTF-8", wrong).status.code(), Some(2), "{wrong:?}");
    }
}

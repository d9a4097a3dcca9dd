//! What `semillero match` says: its JSON and its text on our invented example, and its mistakes in both languages.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it cannot go on")]

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn example(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/matching").join(file)
}

/// Runs the command on files of a folder, by flag.
fn run(folder: &Path, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_semillero"));
    command.arg("match").env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", "en_US.UTF-8");
    for side in ["mentees", "mentors", "organisations"] {
        let file = folder.join(format!("{side}.csv"));
        if file.exists() {
            command.arg(format!("--{side}")).arg(file);
        }
    }
    command.args(more).output().expect("it runs")
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn the_document_of_each_strategy() {
    for strategy in ["most-people", "highest-score", "stable"] {
        let output = run(&example(""), &["--json", "--strategy", strategy, "--seed", "7"]);
        let mut value: Value = serde_json::from_str(&said(&output)).unwrap();
        // Changes with every release; the digest does not.
        value["engine_version"] = "[version]".into();
        insta::assert_snapshot!(format!("document_{strategy}"), serde_json::to_string_pretty(&value).unwrap());
    }
}

#[test]
fn the_text_in_english() {
    insta::assert_snapshot!("text_english", said(&run(&example(""), &["--seed", "0"])));
}

#[test]
fn the_text_in_spanish() {
    insta::assert_snapshot!(
        "text_spanish",
        said(&run(&example(""), &["--seed", "7", "--lang", "es", "--strategy", "stable"]))
    );
}

#[test]
fn people_without_lists_are_paired_and_left_over_in_words_that_fit() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("mentees.csv"), "mentee,capacity\nAna,2\nBartolomea Ximénez,0\n").unwrap();
    std::fs::write(folder.path().join("mentors.csv"), "mentor,capacity\nLuz,1\nRui,1\n").unwrap();
    insta::assert_snapshot!("text_without_lists", said(&run(folder.path(), &[])));
}

#[test]
fn the_order_of_rows_of_every_file_decides_nothing() {
    let folder = tempfile::tempdir().unwrap();
    for file in ["mentees.csv", "mentors.csv", "organisations.csv"] {
        let text = std::fs::read_to_string(example(file)).unwrap();
        let mut lines: Vec<&str> = text.lines().collect();
        lines[1..].reverse();
        std::fs::write(folder.path().join(file), lines.join("\n")).unwrap();
    }
    for strategy in ["most-people", "highest-score", "stable"] {
        let digest = |folder: &Path| {
            let output = run(folder, &["--json", "--strategy", strategy, "--seed", "7"]);
            serde_json::from_str::<Value>(&said(&output)).unwrap()["digest"].clone()
        };
        assert_eq!(digest(folder.path()), digest(&example("")), "{strategy}");
    }
}

/// A mistaken mentees' file, and what the message says in Spanish and in English, the place first.
const MISTAKES: &[(&str, &str, &str, &str)] = &[
    ("mentee,colour\nAna,red\n", "mentees.csv:1: ", "no existe la columna `colour`", "there is no column `colour`"),
    ("name\nAna\n", "mentees.csv:1: ", "falta la columna `mentee`", "column `mentee` is missing"),
    ("mentee,capacity\nAna,many\n", "mentees.csv:2:capacity: ", "`many` no es un número", "`many` is no whole number"),
    ("mentee,capacity\nAna,1\nEva,-1\n", "mentees.csv:3:capacity: ", "`-1` no es", "`-1` is no whole number"),
    ("mentee\nAna\nAna\n", "mentees.csv:3:mentee: ", "`Ana` aparece dos veces", "`Ana` stands there twice"),
    ("mentee,preferences\nAna,Zoe\n", "mentees.csv:2:preferences: ", "`Zoe` no está", "`Zoe` is not"),
    ("mentee,preferences\nAna,Luz > Luz\n", "mentees.csv:2:preferences: ", "`Luz` aparece dos", "`Luz` stands there"),
    ("mentee,vetoes\nAna,Zoe\n", "mentees.csv:2:vetoes: ", "`Zoe` no está", "`Zoe` is not"),
    (
        "mentee,preferences,vetoes\nAna,Luz,Luz\n",
        "mentees.csv:2:vetoes: ",
        "`Luz` está en las preferencias y en los vetos",
        "`Luz` is both ranked and vetoed",
    ),
];

#[test]
fn a_mistake_is_said_with_its_place_in_the_callers_language_and_nothing_is_written() {
    for (mentees, place, es, en) in MISTAKES {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("mentees.csv"), mentees).unwrap();
        std::fs::write(folder.path().join("mentors.csv"), "mentor,capacity\nLuz,1\nRui,1\n").unwrap();
        let out = folder.path().join("out.csv");
        std::fs::write(&out, "what was there").unwrap();
        for (lang, words) in [("es", es), ("en", en)] {
            let output = run(folder.path(), &["--lang", lang, "--out", &out.display().to_string()]);
            let said = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(1), "{mentees}: {said}");
            assert!(said.contains(place) && said.contains(words), "{mentees}: {said}");
            assert!(output.stdout.is_empty());
        }
        assert_eq!(std::fs::read_to_string(&out).unwrap(), "what was there", "{mentees}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3, "nothing half-written stays");
    }
}

//! `semillero match` on CSV files: our invented example, and files with mistakes.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it cannot go on")]

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn example(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/matching").join(file)
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_semillero")).args(arguments).env("LANG", "en_US.UTF-8").output().expect("it runs")
}

fn example_arguments(more: &[&str]) -> Vec<String> {
    let files = [("--mentees", "mentees.csv"), ("--mentors", "mentors.csv"), ("--organisations", "organisations.csv")];
    let mut arguments = vec!["match".to_owned()];
    for (flag, file) in files {
        arguments.extend([flag.to_owned(), example(file).display().to_string()]);
    }
    arguments.extend(more.iter().map(|more| (*more).to_owned()));
    arguments
}

fn matched(more: &[&str]) -> Value {
    let arguments = example_arguments(more);
    let output = run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn pairs(value: &Value) -> Vec<String> {
    let name = |pair: &Value, side: &str| pair[side].as_str().unwrap().to_owned();
    value["pairs"].as_array().unwrap().iter().map(|p| format!("{} {}", name(p, "mentee"), name(p, "mentor"))).collect()
}

#[test]
fn the_example_is_matched_by_each_strategy_and_explained() {
    for (strategy, size) in [("most-people", 9), ("highest-score", 9), ("stable", 9)] {
        let value = matched(&["--json", "--strategy", strategy]);
        assert_eq!(value["size"], size, "{strategy}");
        let breaches = value["verdict"]["breaches"].as_object().unwrap();
        assert!(breaches.values().all(|count| count == 0), "{strategy}");
        for pair in value["pairs"].as_array().unwrap() {
            let points: i64 = pair["reasons"].as_array().unwrap().iter().map(|r| r["points"].as_i64().unwrap()).sum();
            assert_eq!(pair["score"].as_i64().unwrap(), points, "{strategy}: reasons sum to the score");
        }
        let of_bank = pairs(&value).iter().filter(|p| p.ends_with("Marta Ríos") || p.ends_with("Tomás Vega")).count();
        assert!(of_bank <= 4, "{strategy}: the organisation takes four");
        assert!(!pairs(&value).contains(&"Karina Solís Tomás Vega".to_owned()), "{strategy}: a veto is a veto");
    }
    let stable = matched(&["--json", "--strategy", "stable"]);
    assert!(stable["verdict"]["blocking"].as_object().unwrap().values().all(|count| count == 0));
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_the_order_of_rows_decides_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = example_arguments(&["--strategy", "stable", "--seed", "7"]);
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    assert_eq!(run(&words).stdout, run(&words).stdout);
    let shuffled = folder.path().join("mentees.csv");
    let text = std::fs::read_to_string(example("mentees.csv")).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    lines[1..].reverse();
    std::fs::write(&shuffled, lines.join("\n")).unwrap();
    let mut turned = example_arguments(&["--json", "--seed", "7"]);
    turned[2] = shuffled.display().to_string();
    let turned = run(&turned.iter().map(String::as_str).collect::<Vec<_>>());
    let turned: Value = serde_json::from_slice(&turned.stdout).unwrap();
    assert_eq!(turned["digest"], matched(&["--json", "--seed", "7"])["digest"]);
}

#[test]
fn the_domain_publishes_the_same_people() {
    let direct = matched(&["--json"]);
    let published = matched(&["--json", "--publish"]);
    assert_eq!(published["state"], "published");
    assert_eq!(published["size"], direct["size"]);
}

#[test]
fn results_are_written_whole_as_csv_and_json() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["out.csv", "out.json"] {
        let out = folder.path().join(name);
        let value = matched(&["--json", "--out", &out.display().to_string()]);
        let text = std::fs::read_to_string(&out).unwrap();
        if name == "out.csv" {
            assert_eq!(text.lines().count(), 1 + 12, "a line per mentee");
        } else {
            assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
        }
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2, "nothing half-written stays");
    let lost = example_arguments(&["--out", "/no/such/folder/out.csv"]);
    assert_eq!(run(&lost.iter().map(String::as_str).collect::<Vec<_>>()).status.code(), Some(3));
}

const MENTORS: &str = "mentor,capacity\nLuz,1\nRui,1\n";

/// What the mentees' and the mentors' file hold, and the mistakes: line, column, key.
type Case<'a> = (&'a [u8], &'a str, &'a [(u64, &'a str, &'a str)]);

#[test]
fn every_mistake_is_named_at_once_with_its_place() {
    let cases: &[Case<'_>] = &[
        (b"", MENTORS, &[(0, "", "empty_file")]),
        (b"mentee\n", MENTORS, &[(0, "", "empty_file")]),
        (b"mentee,preferences\nAna,L\xf3pez\n", MENTORS, &[(0, "", "not_utf8")]),
        (b"mentee,colour\nAna,red\n", MENTORS, &[(1, "", "unknown_column")]),
        (b"name\nAna\n", MENTORS, &[(1, "", "unknown_column"), (1, "", "missing_column")]),
        (
            b"mentee,preferences\nAna,Luz > Eva\nBea,Luz = Luz\n",
            MENTORS,
            &[(2, "preferences", "unknown_name"), (3, "preferences", "twice")],
        ),
        (
            b"mentee,preferences\nAna,Luz\nAna,Rui\n,Rui\n",
            MENTORS,
            &[(3, "mentee", "twice"), (4, "mentee", "empty_name")],
        ),
        (
            b"mentee,preferences,vetoes\nAna,Luz > Rui,Rui; Zoe\n",
            MENTORS,
            &[(2, "vetoes", "ranked_and_vetoed"), (2, "vetoes", "unknown_name")],
        ),
        (
            b"mentee,capacity\nAna,many\nBea,-1\n",
            MENTORS,
            &[(2, "capacity", "not_a_number"), (3, "capacity", "not_a_number")],
        ),
        (b"mentee,preferences\nAna\n", MENTORS, &[(2, "", "cell_count")]),
        (b"mentee,preferences\nAna,Luz >\n", MENTORS, &[(2, "preferences", "unknown_name")]),
        (b"mentee\nAna\n", "mentor\nLuz\n", &[(1, "", "missing_column")]),
        (b"mentee\nAna\n", "mentor,capacity\nLuz,\n", &[(2, "capacity", "not_a_number")]),
        (b"mentee,preferences\nAna,\"Luz\n", MENTORS, &[(0, "", "truncated")]),
        (
            b"mentee\nAna\n",
            "mentor,capacity,preferences\nLuz,1,Bea\nLuz,1,\n",
            &[(3, "mentor", "twice"), (2, "preferences", "unknown_name")],
        ),
    ];
    for (mentees, mentors, expected) in cases {
        let folder = tempfile::tempdir().unwrap();
        let (left, right) = (folder.path().join("mentees.csv"), folder.path().join("mentors.csv"));
        std::fs::write(&left, mentees).unwrap();
        std::fs::write(&right, mentors).unwrap();
        let (left, right) = (left.display().to_string(), right.display().to_string());
        let output = run(&["match", "--json", "--mentees", &left, "--mentors", &right]);
        let shown = String::from_utf8_lossy(mentees);
        assert_eq!(output.status.code(), Some(1), "{shown}");
        let error: Value = serde_json::from_slice(&output.stderr).unwrap();
        assert_eq!(error["error"]["code"], "invalid_input");
        let errors = error["error"]["errors"].as_array().unwrap();
        let found: Vec<(u64, &str, &str)> = errors
            .iter()
            .map(|e| (e["line"].as_u64().unwrap(), e["column"].as_str().unwrap(), e["key"].as_str().unwrap()))
            .collect();
        assert_eq!(found, *expected, "{shown}");
        assert!(errors.iter().all(|e| !e["remedy"].as_str().unwrap().is_empty()));
    }
}

#[test]
fn preflib_files_that_are_cut_off_are_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cut.soi");
    let whole =
        "# NUMBER ALTERNATIVES: 2\n# NUMBER VOTERS: 2\n# ALTERNATIVE NAME 1: A\n# ALTERNATIVE NAME 2: B\n1: 1,2\n";
    std::fs::write(&path, whole).unwrap();
    let output = run(&["match", "--preferences", &path.display().to_string()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("NUMBER VOTERS 2"));
}

#[test]
fn wrong_flags_are_usage_and_missing_files_are_the_environment() {
    assert_eq!(run(&["match"]).status.code(), Some(2));
    assert_eq!(run(&["match", "--preferences", "x.soi", "--strategy", "magic"]).status.code(), Some(2));
    let missing = run(&["match", "--preferences", "no-such-file.soi"]);
    assert_eq!(missing.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&missing.stderr).contains("no-such-file.soi"));
}

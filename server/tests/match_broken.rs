//! `semillero match` on files that look whole and are not, and on mistakes that must not be mistaken for others.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it cannot go on")]

use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

fn run(language: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_semillero")).args(arguments).env("LANG", language).output().expect("it runs")
}

/// Writes the files, runs the command on them and gives the exit code and the mistakes.
fn refused(flags: &[(&str, &str, &str)]) -> (Option<i32>, Vec<Value>) {
    let folder = tempfile::tempdir().unwrap();
    let mut arguments = vec!["match".to_owned(), "--json".to_owned()];
    for (flag, file, text) in flags {
        let path = folder.path().join(file);
        std::fs::write(&path, text).unwrap();
        arguments.extend([(*flag).to_owned(), path.display().to_string()]);
    }
    let output = run("es_ES.UTF-8", &arguments.iter().map(String::as_str).collect::<Vec<_>>());
    let error: Value = serde_json::from_slice(&output.stderr).unwrap_or_default();
    (output.status.code(), error.pointer("/error/errors").and_then(Value::as_array).cloned().unwrap_or_default())
}

/// File, line, column and key of each mistake.
fn places(errors: &[Value]) -> Vec<(String, u64, &str, &str)> {
    let name = |error: &Value| Path::new(error["file"].as_str().unwrap()).file_name().unwrap().to_owned();
    let text = |error: &Value| name(error).to_string_lossy().into_owned();
    errors
        .iter()
        .map(|e| (text(e), e["line"].as_u64().unwrap(), e["column"].as_str().unwrap(), e["key"].as_str().unwrap()))
        .collect()
}

fn assert_refused(flags: &[(&str, &str, &str)], expected: &[(&str, u64, &str, &str)]) {
    let (code, errors) = refused(flags);
    assert_eq!(code, Some(1), "{flags:?}");
    let found = places(&errors);
    let found: Vec<_> = found.iter().map(|(file, line, column, key)| (file.as_str(), *line, *column, *key)).collect();
    assert_eq!(found, expected, "{flags:?}");
    for error in &errors {
        assert!(!error["text"].as_str().unwrap().contains("CSV error"), "the caller's language: {error}");
        assert!(!error["remedy"].as_str().unwrap().is_empty(), "{error}");
    }
}

fn assert_csv(mentees: &str, mentors: &str, expected: &[(&str, u64, &str, &str)]) {
    assert_refused(&[("--mentees", "mentees.csv", mentees), ("--mentors", "mentors.csv", mentors)], expected);
}

const MENTORS: &str = "mentor,capacity\nLuz,1\nRui,1\n";

#[test]
fn a_mistake_is_not_reported_as_others_that_follow_from_it() {
    assert_csv("", MENTORS, &[("mentees.csv", 0, "", "empty_file")]);
    assert_csv("mentee,preferences\nAna\n", MENTORS, &[("mentees.csv", 2, "", "cell_count")]);
    assert_csv("mentee\nAna,1,2\n", MENTORS, &[("mentees.csv", 2, "", "cell_count")]);
    assert_csv("mentee,preferences\n\"Ana,Luz\n", MENTORS, &[("mentees.csv", 0, "", "truncated")]);
    // Who the mentors are is unknown then, and so is whether Luz is one.
    assert_csv("mentee,preferences\nAna,Luz\n", "mentor\nLuz\n", &[("mentors.csv", 1, "", "missing_column")]);
    assert_csv("mentee,preferences\nAna,Luz\n", "mentor,capacity\nLuz\n", &[("mentors.csv", 2, "", "cell_count")]);
}

#[test]
fn what_stands_twice_is_refused_wherever_it_stands() {
    let column = "mentee,preferences,Preferences\nAna,Luz,Rui\n";
    assert_csv(column, MENTORS, &[("mentees.csv", 1, "", "twice")]);
    assert_csv("mentee,vetoes\nAna,Luz; Luz\n", MENTORS, &[("mentees.csv", 2, "vetoes", "twice")]);
    let mentors = "mentor,capacity,organisation\nLuz,1,Uno\n";
    let organisations = "organisation,capacity\nUno,1\nUno,x\n";
    let files = [
        ("--mentees", "mentees.csv", "mentee\nAna\n"),
        ("--mentors", "mentors.csv", mentors),
        ("--organisations", "organisations.csv", organisations),
    ];
    let second =
        [("organisations.csv", 3, "organisation", "twice"), ("organisations.csv", 3, "capacity", "not_a_number")];
    assert_refused(&files, &second);
}

#[test]
fn an_organisation_without_a_line_is_named_when_there_is_a_file_of_them() {
    let files = [
        ("--mentees", "mentees.csv", "mentee\nAna\n"),
        ("--mentors", "mentors.csv", "mentor,capacity,organisation\nLuz,1,Dos\n"),
        ("--organisations", "organisations.csv", "organisation,capacity\nUno,1\n"),
    ];
    assert_refused(&files, &[("mentors.csv", 2, "organisation", "unknown_name")]);
}

/// Two students, three projects.
const ORDERS: &str = "# NUMBER ALTERNATIVES: 3\n# NUMBER VOTERS: 2\n# ALTERNATIVE NAME 1: A\n# ALTERNATIVE NAME 2: B\n\
                      # ALTERNATIVE NAME 3: C\n1: 1,2\n1: 2,3\n";
const SUPERVISORS: &str = "Supervisor,Capacity,Projects\nS 0,1,0 1\nS 1,1,2\n";

fn assert_preflib(orders: &str, supervisors: &str, expected: &[(&str, u64, &str, &str)]) {
    assert_refused(&[("--preferences", "x.soi", orders), ("--capacities", "x.dat", supervisors)], expected);
}

#[test]
fn a_whole_preflib_pair_is_accepted() {
    let (code, errors) = refused(&[("--preferences", "x.soi", ORDERS), ("--capacities", "x.dat", SUPERVISORS)]);
    assert_eq!((code, errors), (Some(0), Vec::new()));
}

#[test]
fn preflib_files_that_lost_their_end_are_refused_though_every_line_can_be_read() {
    // `1: 2,3` cut to `1: 2`, which is a sound order.
    assert_preflib(ORDERS.strip_suffix(",3\n").unwrap(), SUPERVISORS, &[("x.soi", 0, "", "truncated")]);
    assert_preflib(ORDERS, SUPERVISORS.strip_suffix("\n").unwrap(), &[("x.dat", 0, "", "truncated")]);
    // Cut at a line's end: without its supervisor a project would have no limit.
    assert_preflib(ORDERS, SUPERVISORS.strip_suffix("S 1,1,2\n").unwrap(), &[("x.dat", 0, "Projects", "unsupervised")]);
    assert_preflib("", SUPERVISORS, &[("x.soi", 0, "", "empty_file")]);
    assert_preflib(ORDERS, "", &[("x.dat", 0, "", "empty_file")]);
}

#[test]
fn preflib_mistakes_have_a_place() {
    assert_preflib(&ORDERS.replace("2: B", "2: A"), SUPERVISORS, &[("x.soi", 4, "", "twice")]);
    assert_preflib(&ORDERS.replace("NAME 3", "NAME 7"), SUPERVISORS, &[("x.soi", 5, "", "broken_line")]);
    assert_preflib(ORDERS, &SUPERVISORS.replace("0 1", "0,1"), &[("x.dat", 2, "", "broken_line")]);
    assert_preflib(ORDERS, &SUPERVISORS.replace("0 1", "0 1 9"), &[("x.dat", 2, "Projects", "unknown_name")]);
    let both = [("x.dat", 2, "Capacity", "not_a_number"), ("x.dat", 3, "Supervisor", "twice")];
    assert_preflib(ORDERS, "Supervisor,Capacity,Projects\nS,x,0 1\nS,1,2\n", &both);
}

#[test]
fn a_line_cannot_stand_for_more_voters_than_memory_holds() {
    let orders = ORDERS.replace("1: 2,3", "4000000000: 2,3");
    assert_preflib(&orders, SUPERVISORS, &[("x.soi", 7, "", "not_a_number"), ("x.soi", 0, "", "truncated")]);
    // More than announced, though few: counted, and not taken for what was announced.
    assert_preflib(&ORDERS.replace("1: 2,3", "9000: 2,3"), SUPERVISORS, &[("x.soi", 0, "", "truncated")]);
}

#[test]
fn a_folder_in_the_place_of_a_file_is_the_one_that_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let mentees = folder.path().join("mentees.csv");
    std::fs::write(&mentees, "mentee\nAna\n").unwrap();
    let mentors = folder.path().join("a-folder");
    std::fs::create_dir(&mentors).unwrap();
    let (mentees, mentors) = (mentees.display().to_string(), mentors.display().to_string());
    let output = run("en_US.UTF-8", &["match", "--mentees", &mentees, "--mentors", &mentors]);
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stderr).contains("a-folder"));
}

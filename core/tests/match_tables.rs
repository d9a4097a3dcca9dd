//! The table door gives what `golden/tables.json` says, as it does in Python and Node (`UPDATE=1` rewrites it).

#![expect(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

use semillero_core::matching::engine::{Limits, ReplayOutcome, replay_problem};
use semillero_core::matching::table::{PairColumns, PairOptions, TableOptions, TablePerson, match_pairs, match_people};
use semillero_core::values::Locale;
use serde_json::{Value, json};
use std::path::PathBuf;

fn file() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/tables.json")
}

fn golden() -> Value {
    serde_json::from_str(&std::fs::read_to_string(file()).unwrap()).unwrap()
}

fn people(rows: &Value) -> Vec<TablePerson> {
    let text = |row: &Value, name: &str| row[name].as_str().map(str::to_owned);
    let texts = |row: &Value, name: &str| -> Vec<String> {
        row[name].as_array().into_iter().flatten().map(|one| one.as_str().unwrap().to_owned()).collect()
    };
    let person = |row: &Value| TablePerson {
        id: text(row, "id").unwrap(),
        capacity: row["capacity"].as_i64(),
        skills: texts(row, "skills"),
        languages: texts(row, "languages"),
        place: text(row, "place"),
        time_zone: text(row, "time_zone"),
        availability: texts(row, "availability"),
        preferences: texts(row, "preferences").into_iter().map(|one| vec![one]).collect(),
        vetoes: texts(row, "vetoes"),
        ..TablePerson::default()
    };
    rows.as_array().unwrap().iter().map(person).collect()
}

fn scored() -> (Vec<u32>, Vec<u32>, Vec<u32>) {
    let (mut mentees, mut mentors, mut scores) = (Vec::new(), Vec::new(), Vec::new());
    for i in 0..1000_u64 {
        let mut mine: Vec<u64> = (0..20).map(|k| (7 * i + 13 * k + i * k % 11) % 300).collect();
        mine.sort_unstable();
        mine.dedup();
        for m in mine {
            mentees.push(u32::try_from(i).unwrap());
            mentors.push(u32::try_from(m).unwrap());
            scores.push(u32::try_from((7919 * i + 104_729 * m) % 1_000_001).unwrap());
        }
    }
    (mentees, mentors, scores)
}

fn scored_match(strategy: &str, seed: i64) -> semillero_core::matching::table::PairMatch {
    let (mentee, mentor, score) = scored();
    let texts = |count: u32| (0..count).map(|index| index.to_string()).collect::<Vec<_>>();
    let columns = PairColumns {
        mentee: &mentee,
        mentor: &mentor,
        score: &score,
        mentee_ids: &texts(1000),
        mentor_ids: &texts(300),
        mentee_capacities: &[1; 1000],
        mentor_capacities: &[3; 300],
        ..PairColumns::default()
    };
    match_pairs(&columns, &PairOptions { strategy: strategy.to_owned(), seed, ..PairOptions::default() }).unwrap()
}

#[test]
fn people_and_pairs_come_out_as_recorded() {
    let mut golden = golden();
    let asked = golden["people"].clone();
    let options = TableOptions { seed: asked["seed"].as_i64().unwrap(), ..TableOptions::default() };
    let mentors = people(&asked["mentors"]);
    let mut mentees = people(&asked["mentees"]);
    let matched = match_people(&mentees, &mentors, &options).unwrap();
    let pairs = matched.pairs.iter().map(|pair| json!([pair.mentee, pair.mentor, pair.score])).collect::<Value>();
    let unmatched = matched.unmatched.iter().map(|line| json!([line.mentee, line.why])).collect::<Value>();
    let again = replay_problem(&matched.problem, &matched.record, 1, &Limits::default()).unwrap();
    assert_eq!(again, ReplayOutcome::Same);
    for pair in &matched.pairs {
        assert_eq!(pair.reasons.iter().map(|reason| reason.points).sum::<i32>(), pair.score);
    }
    mentees.reverse();
    assert_eq!(match_people(&mentees, &mentors, &options).unwrap().digest, matched.digest, "rows have no order");

    let by_score = scored_match("most_people", golden["scored"]["seed"].as_i64().unwrap());
    assert_eq!(by_score.verdict["optimal"], json!(true));
    let rows = scored().0.len();
    for (place, value) in [
        ("/people/pairs", pairs),
        ("/people/unmatched", unmatched),
        ("/people/digest", json!(matched.digest)),
        ("/scored/rows", json!(rows)),
        ("/scored/size", by_score.verdict["size"].clone()),
        ("/scored/score", by_score.verdict["score"].clone()),
        ("/scored/digest", json!(by_score.digest)),
    ] {
        let known = golden.pointer_mut(place).unwrap();
        if std::env::var_os("UPDATE").is_some() {
            *known = value;
        } else {
            assert_eq!(*known, value, "{place}");
        }
    }
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(file(), serde_json::to_string_pretty(&golden).unwrap() + "\n").unwrap();
    }
}

#[test]
fn stable_pairs_have_nobody_to_leave_for() {
    let stable = scored_match("stable", 1);
    let blocking: Vec<&Value> = stable.verdict["blocking"].as_object().unwrap().values().collect();
    assert!(blocking.len() == 4 && blocking.iter().all(|count| **count == json!(0)), "{}", stable.verdict);
    assert!(!stable.rows.is_empty());
}

#[test]
fn every_mistake_is_told_at_once() {
    let person = |id: &str| TablePerson { id: id.to_owned(), ..TablePerson::default() };
    let ana = TablePerson {
        capacity: Some(-1),
        place: Some("Medellín".into()),
        availability: vec!["someday".into()],
        preferences: vec![vec!["nobody".into()]],
        ..person("ana")
    };
    let policy = json!({ "weights": [], "must": [{ "mentee_id": "ana", "mentor_id": "who" }] });
    let options = TableOptions {
        policy: Some(policy),
        strategy: "best".into(),
        seed: -1,
        locale: Locale::En,
        ..TableOptions::default()
    };
    let error = match_people(&[ana, person("eva"), person("eva")], &[person("luz")], &options).unwrap_err();
    let found: Vec<(&str, &str)> = error.errors.iter().map(|one| (one.path.as_str(), one.key.as_str())).collect();
    assert_eq!(
        found,
        [
            ("/strategy", "not_a_choice"),
            ("/seed", "out_of_range"),
            ("/mentees/2/id", "twice"),
            ("/policy/must/0/mentor_id", "not_in_table"),
            ("/policy/weights", "no_weights"),
            ("/mentees/0/capacity", "out_of_range"),
            ("/mentees/0/place", "bad_place"),
            ("/mentees/0/availability", "bad_hours"),
            ("/mentees/0/preferences", "not_in_table"),
        ]
    );
}

#[test]
fn a_pair_that_stands_twice_is_refused() {
    let ids = ["a".to_owned()];
    let columns = PairColumns {
        mentee: &[0, 0],
        mentor: &[0, 0],
        score: &[5, 2_000_000],
        mentee_ids: &ids,
        mentor_ids: &ids,
        mentee_capacities: &[1],
        mentor_capacities: &[1],
        ..PairColumns::default()
    };
    let error = match_pairs(&columns, &PairOptions::default()).unwrap_err();
    let found: Vec<&str> = error.errors.iter().map(|one| one.key.as_str()).collect();
    assert_eq!(found, ["out_of_range", "twice"]);
}

#[test]
fn candidates_are_the_only_pairs_and_online_goes_by_rows() {
    let person = |id: &str, skills: &[&str]| TablePerson {
        id: id.into(),
        skills: skills.iter().map(|skill| (*skill).to_owned()).collect(),
        ..TablePerson::default()
    };
    let mentees = [person("ana", &["ventas", "costos"]), person("eva", &["ventas"])];
    let mentors = [person("luz", &["ventas"]), person("sol", &["marca"])];
    let pairs = |options: &TableOptions, mentees: &[TablePerson]| {
        let matched = match_people(mentees, &mentors, options).unwrap();
        let again = replay_problem(&matched.problem, &matched.record, 1, &Limits::default());
        assert_eq!(again, Ok(ReplayOutcome::Same));
        let pairs: Vec<_> = matched.pairs.iter().map(|pair| format!("{} {}", pair.mentee, pair.mentor)).collect();
        (pairs, matched.record.outside, matched.verdict.hindsight)
    };
    let list = |rows: &[(&str, &str)]| {
        Some(rows.iter().map(|(mentee, mentor)| ((*mentee).to_owned(), (*mentor).to_owned())).collect())
    };
    let options = TableOptions { candidates: list(&[("eva", "sol"), ("eva", "sol")]), ..TableOptions::default() };
    let (made, outside, _) = pairs(&options, &mentees);
    let outside = outside.unwrap();
    assert_eq!((made, outside.given, outside.best, outside.recall.of), (vec!["eva sol".to_owned()], 1, 1, 2));
    let options = TableOptions { candidates: list(&[("luz", "ana")]), ..TableOptions::default() };
    let error = match_people(&mentees, &mentors, &options).unwrap_err();
    let paths: Vec<&str> = error.errors.iter().map(|error| error.path.as_str()).collect();
    assert_eq!(paths, ["/candidates/0/mentee", "/candidates/0/mentor"]);

    let options = TableOptions { strategy: "online".into(), ..TableOptions::default() };
    let first = |rows: &[TablePerson]| pairs(&options, rows).0;
    assert_eq!(first(&mentees), ["ana luz", "eva sol"]);
    let [ana, eva] = mentees.clone();
    assert_eq!(first(&[eva, ana]), ["ana sol", "eva luz"]);
    assert!(pairs(&options, &mentees).2.is_some());
}

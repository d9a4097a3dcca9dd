//! The demonstration: what is in it, and that it is the same everywhere.

#![expect(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

use semillero_core::ecosystem::Ecosystem;
use semillero_core::store::{Filter, MemoryStore, Row, Select, Store, schema};
use semillero_core::{FindCohorts, FindMatchRuns, GetCohortFunnel, GetCohortReport, Who};
use semillero_demo::{Demo, Options, Part, make};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What seed 2026 gives on 25 November 2026, on every platform. A change of the story or of what operations write changes it.
const DIGEST: &str = include_str!("digest.txt");

fn made(options: Options) -> (Arc<MemoryStore>, Demo) {
    let store = Arc::new(MemoryStore::new());
    let demo = pollster::block_on(make(store.clone(), [7; 32], options)).unwrap();
    (store, demo)
}

fn rows(store: &dyn Store, table: &'static semillero_core::store::Table) -> Vec<Row> {
    let select = Select {
        table,
        filter: Filter::All,
        rank: vec![],
        order: vec![],
        direction: semillero_core::store::Direction::Ascending,
        after: None,
        limit: None,
    };
    pollster::block_on(store.rows(&select)).unwrap()
}

#[test]
fn the_whole_ecosystem_is_there_and_the_same_everywhere() {
    let (store, demo) = made(Options::new("2026-11-25".parse().unwrap()));
    let mut hasher = blake3::Hasher::new();
    let mut counts = BTreeMap::new();
    for table in schema::TABLES {
        let rows = rows(store.as_ref(), table);
        counts.insert(table.name, rows.len());
        for row in rows {
            hasher.update(format!("{} {row:?}\n", table.name).as_bytes());
        }
    }
    println!("{counts:#?} {} actions", demo.actions);
    let digest = hasher.finalize().to_hex().to_string();
    if std::env::var_os("UPDATE").is_some() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/digest.txt");
        std::fs::write(path, &digest).unwrap();
    } else {
        assert_eq!(digest, DIGEST.trim(), "run with UPDATE=1 when the story was meant to change");
    }
    assert_eq!((counts["programmes"], counts["cohorts"], counts["ventures"]), (3, 5, 120));
    assert_eq!(counts["ally_profiles"], 90);
    assert_eq!(counts["enrolments"], 390);
    let of = |table: &str, column: &str| {
        let table = schema::TABLES.iter().find(|known| known.name == table).unwrap();
        let at = table.position(column).unwrap();
        let mut states: BTreeMap<String, usize> = BTreeMap::new();
        for row in rows(store.as_ref(), table) {
            *states.entry(format!("{:?}", row[at])).or_default() += 1;
        }
        states
    };
    println!(
        "{:?}\n{:?}\n{:?}\n{:?}",
        of("mentorships", "state"),
        of("mentorships", "origin"),
        of("sessions", "state"),
        of("milestones", "state")
    );
    for zone in [
        "America/Bogota",
        "America/Lima",
        "America/Mexico_City",
        "America/Argentina/Buenos_Aires",
        "Europe/Madrid",
        "America/St_Johns",
    ] {
        assert!(of("users", "time_zone")[&format!("Text({zone:?})")] >= 5, "{zone}");
    }
    assert_eq!(of("users", "time_zone")["Text(\"Asia/Kolkata\")"], 2);
    for state in ["held", "cancelled", "no_show", "confirmed"] {
        assert!(of("sessions", "state")[&format!("Text({state:?})")] > 10, "{state}");
    }
    for state in ["proposed", "active", "completed", "declined", "expired", "superseded", "terminated", "followed_up"] {
        assert!(of("mentorships", "state").contains_key(&format!("Text({state:?})")), "{state}");
    }
    for origin in ["match_run", "request", "cascade"] {
        assert!(of("mentorships", "origin").contains_key(&format!("Text({origin:?})")), "{origin}");
    }
    for part in [Part::Admin, Part::Manager, Part::Ally, Part::Entrepreneur, Part::Client] {
        assert!(demo.accounts.iter().any(|account| account.part == part), "{part:?}");
    }

    let ecosystem = Ecosystem::builder().store(store).build();
    let manager = demo.accounts.iter().find(|account| account.part == Part::Manager).unwrap();
    let manager = ecosystem.acting_as(manager.user_id);
    let cohorts = FindCohorts { programme_id: None, state: None, limit: None, after: None };
    let newest = pollster::block_on(manager.find_cohorts(cohorts)).unwrap().items.remove(0);
    let runs = FindMatchRuns { cohort_id: newest.id, limit: None, after: None };
    assert_eq!(pollster::block_on(manager.find_match_runs(runs)).unwrap().items.len(), 2);
    let host = ecosystem.acting_as(Who::Host);
    for cohort in &demo.cohorts {
        println!("{:?}", pollster::block_on(host.get_cohort_funnel(GetCohortFunnel { cohort_id: *cohort })).unwrap());
        for figure in
            pollster::block_on(host.get_cohort_report(GetCohortReport { cohort_id: *cohort })).unwrap().figures
        {
            println!(
                "  {} {:?} n {:?} [{:?}, {:?}] {:?}",
                figure.name, figure.value, figure.n, figure.low, figure.high, figure.verdict
            );
        }
    }
}

#[test]
fn another_seed_makes_other_people_and_the_same_seed_the_same() {
    let small = Options { cohorts: 1, ..Options::new("2026-11-25".parse().unwrap()) };
    let names = |options| {
        let (store, _) = made(options);
        let users = schema::TABLES.iter().find(|table| table.name == "users").unwrap();
        rows(store.as_ref(), users)
    };
    assert_eq!(names(small), names(small));
    assert_ne!(names(small), names(Options { seed: 1, ..small }));
}

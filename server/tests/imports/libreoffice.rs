//! What LibreOffice saves, in every format: imported once, and as often as one likes without a trace.

use crate::folder::{Folder, counts};
use serde_json::json;
use std::path::{Path, PathBuf};

const ENDINGS: [&str; 6] = ["xlsx", "semicolon.csv", "comma.csv", "tab.csv", "windows1252.csv", "utf16.csv"];

fn file(name: &str, ending: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../spreadsheets/tests/libreoffice").join(format!("{name}.{ending}"))
}

#[test]
fn every_file_is_imported_once_and_then_nothing_is_written() {
    let folder = Folder::new();
    // One of the founders is in none of the sheets of people.
    folder.write("marta.csv", "correo;nombre;rol\nmarta@example.org;Marta Gil;emprendedora\n");
    folder.imported("marta.csv");
    let sheets = [
        ("personas", "people", (3, 0, 0)),
        // Ana is in both sheets, in other words.
        ("people", "people", (1, 1, 0)),
        ("emprendimientos", "ventures", (2, 0, 0)),
        ("mentorias", "mentorships", (2, 0, 0)),
        ("sesiones", "sessions", (4, 0, 0)),
    ];
    for (turn, (name, kind, new)) in sheets.into_iter().enumerate() {
        let before = folder.rows();
        for ending in ENDINGS {
            let report = folder.report(file(name, ending), &[]);
            assert_eq!((&report["applied"], &report["kind"]), (&false.into(), &kind.into()), "{name}.{ending}");
            assert_eq!((counts(&report), report["mistakes"].as_array().unwrap().len()), (new, 0), "{name}.{ending}");
        }
        assert_eq!(folder.rows(), before, "a dry run of {name} wrote something");

        // Every format has its turn of being the first.
        let first = ENDINGS[turn];
        let report = folder.report(file(name, first), &["--apply"]);
        assert_eq!((counts(&report), &report["applied"]), (new, &true.into()), "{name}.{first}");
        let after = folder.rows();
        assert!(after["events"].as_i64() > before["events"].as_i64(), "{name}: {after}");
        for ending in ENDINGS {
            let report = folder.report(file(name, ending), &["--apply"]);
            assert_eq!(counts(&report), (0, 0, new.0 + new.1), "{name}.{ending} again");
        }
        assert_eq!(folder.rows(), after, "{name} again wrote something");
    }
}

#[test]
fn what_was_imported_is_what_stands_in_the_sheets() {
    let folder = Folder::new();
    folder.write("marta.csv", "correo;nombre;rol\nmarta@example.org;Marta Gil;emprendedora\n");
    folder.imported("marta.csv");
    for (name, ending) in [("personas", "windows1252.csv"), ("emprendimientos", "xlsx"), ("mentorias", "utf16.csv")] {
        folder.imported(file(name, ending));
    }
    let said = folder.import(file("sesiones", "semicolon.csv"), &["--apply", "--utc-offset", "-05:00"]);
    assert_eq!(said.code, 0, "{}", said.err);

    let ana = folder.person("ana@example.org");
    assert_eq!(ana["user"]["display_name"], "Ana María Ruiz Ibáñez", "{ana:#}");
    let ventures = folder.call("find_ventures", &json!({}));
    let names: Vec<_> = ventures["items"].as_array().unwrap().iter().map(|venture| &venture["name"]).collect();
    assert_eq!(names, ["Café Altura", "Telar Vivo"]);
    let sessions = folder.call("find_sessions", &json!({ "cohort_id": folder.cohort }));
    let sessions: Vec<_> = sessions["items"].as_array().unwrap().iter().collect();
    // 16:30 in Bogotá, five hours behind.
    let starts: Vec<_> = sessions.iter().map(|session| session["starts_at"].as_str().unwrap()).collect();
    let expected = [
        "2026-05-18T21:30:00.000000Z",
        "2026-06-01T15:15:00.000000Z",
        "2026-06-12T14:00:00.000000Z",
        "2026-06-19T14:05:00.000000Z",
    ];
    assert_eq!(starts, expected);
    assert_eq!(sessions[0]["ends_at"], "2026-05-18T23:00:00.000000Z");
    let states: Vec<_> = sessions.iter().map(|session| session["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["held", "held", "no_show", "cancelled"]);
    let minutes: Vec<_> = sessions.iter().map(|session| session["accounted_minutes"].as_i64()).collect();
    assert_eq!((minutes[0], minutes[1], minutes[3]), (Some(90), Some(45), None));
    assert_eq!(sessions[0]["agenda"], "precios,\nmárgenes y €");
}

#[test]
fn the_clock_of_a_spreadsheet_is_where_it_is_said_to_be() {
    let folder = Folder::new();
    for name in ["personas", "mentorias"] {
        folder.imported(file(name, "xlsx"));
    }
    for (offset, start) in [
        ("+05:30", "2026-05-03T20:00:00.000000Z"),
        ("-03:30", "2026-05-04T05:00:00.000000Z"),
        ("+14:00", "2026-05-03T11:30:00.000000Z"),
        ("+00:00", "2026-05-04T01:30:00.000000Z"),
    ] {
        // Every time another moment: none is the session of a run before.
        folder.write("one.csv", "mentora;emprendedora;fecha;hora\nana@example.org;eva@example.org;04/05/2026;1:30\n");
        let report = folder.report("one.csv", &["--apply", "--utc-offset", offset]);
        assert_eq!(counts(&report), (1, 0, 0), "{offset}");
        let found = folder.call("find_sessions", &json!({ "since": start, "limit": 1 }));
        assert_eq!(found["items"][0]["starts_at"], start, "{offset}");
    }
}

//! Files as nasty as people and programs make them, and what becomes of each.
//!
//! `UPDATE=1 cargo test --test nasty` writes `nasty/expected.txt` anew; read its diff. `SEEDS=folder` also writes the small files there, for
//! the fuzzer.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops where it cannot go on")]

mod support;

#[path = "nasty/delimited.rs"]
mod delimited;
#[path = "nasty/report.rs"]
mod report;
#[path = "nasty/workbooks.rs"]
mod workbooks;

use semillero_spreadsheets::{FileProblem, read_table};
use std::fmt::Write;
use std::path::Path;

#[test]
fn every_nasty_file_has_its_outcome() {
    let files: Vec<_> = delimited::files().into_iter().chain(workbooks::files()).collect();
    let mut outcome = String::new();
    for (name, bytes) in &files {
        write!(outcome, "== {name}\n{}\n", report::of(name, bytes)).unwrap();
    }
    if let Some(folder) = std::env::var_os("SEEDS") {
        std::fs::create_dir_all(&folder).unwrap();
        for (name, bytes) in files.iter().filter(|(_, bytes)| bytes.len() < 8_000) {
            std::fs::write(Path::new(&folder).join(name), bytes).unwrap();
        }
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/nasty/expected.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &outcome).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    for (found, wanted) in outcome.split("== ").zip(expected.split("== ")) {
        assert_eq!(found, wanted);
    }
    assert_eq!(outcome, expected);
}

#[test]
fn a_sheet_is_named_as_people_name_it() {
    let book = workbooks::several_sheets();
    let sheet = |name: &str| read_table(&book, "people.xlsx", Some(name)).map(|table| table.rows[0].cells[0].show());
    assert_eq!(sheet("personas "), Ok("ana@x.org".to_owned()));
    assert_eq!(sheet("Copia"), Ok("old@x.org".to_owned()), "a hidden sheet may be asked for");
    assert!(matches!(sheet("people"), Err(FileProblem::NoSuchSheet { known, .. }) if known.len() == 3));
}

/// With overflow checks calamine panics on these, without them it goes on; neither may reach the caller.
#[test]
fn numbers_out_of_range_take_nobody_down() {
    let data = support::books::row(1, &["correo", "nombre"]);
    for (dimension, place) in
        [("C3:A1", "A2"), ("A1:B2", "AAAAAAAAAA2"), ("A1:B2", "A99999999999"), ("ZZZZZZZZZZ1", "A2")]
    {
        let sheet = format!(
            r#"<worksheet><dimension ref="{dimension}"/><sheetData>{data}<row><c r="{place}"><v>1</v></c></row></sheetData></worksheet>"#
        );
        let book = support::books::workbook_with("", &sheet, &[]);
        let read = read_table(&book, "people.xlsx", None);
        assert!(
            matches!(read, Ok(_) | Err(FileProblem::Damaged { .. } | FileProblem::TooManyColumns { .. })),
            "{read:?}"
        );
    }
}

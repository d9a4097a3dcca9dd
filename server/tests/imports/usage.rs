//! How the command is asked, and how it ends.

use crate::folder::{Folder, counts};

const PEOPLE: &str = "correo,nombre,rol\nana@x.org,Ana,mentora\n";

#[test]
fn exit_codes_tell_a_refusal_from_a_wrong_call_and_a_missing_file() {
    let folder = Folder::new();
    folder.write("people.csv", PEOPLE);
    assert_eq!(folder.import("people.csv", &[]).code, 0);
    folder.write("people.json", "[]");
    assert_eq!(folder.import("people.json", &[]).code, 1);
    let missing = folder.import("nobody.csv", &["--lang", "es"]);
    assert_eq!((missing.code, missing.out.as_str()), (3, ""));
    assert!(missing.err.starts_with("semillero: no se puede usar el archivo `nobody.csv`: "), "{}", missing.err);
    assert_eq!(folder.import(".", &[]).code, 3, "a folder is no file");
    for wrong in [
        &["import"][..],
        &["import", "people.csv", "--kind", "stars"],
        &["import", "people.csv", "--template", "people"],
        &["import", "people.csv", "--utc-offset", "Bogotá"],
        &["import", "people.csv", "--cohort", "first"],
    ] {
        assert_eq!(folder.run(wrong).code, 2, "{wrong:?}");
    }
    let elsewhere = ["import", "people.csv", "--cohort", "00000000-0000-7000-8000-000000000001"];
    assert_eq!(folder.run(&elsewhere).code, 1, "there is no such cohort");
    assert_eq!(folder.run(&["--database", "none.db", "import", "people.csv"]).code, 3);
}

#[test]
fn the_kind_is_guessed_or_given() {
    let folder = Folder::new();
    folder.write("people.csv", PEOPLE);
    let report = folder.report("people.csv", &["--kind", "people", "--apply"]);
    assert_eq!((&report["kind"], counts(&report)), (&"people".into(), (1, 0, 0)));
    // Somebody's name and address may as well be a venture and its founder.
    let report = folder.report("people.csv", &["--kind", "ventures"]);
    assert_eq!(report["kind"], "ventures");
    assert_eq!(report["mistakes"][0]["key"], "not_on_side", "{report:#}");
    let report = folder.report("people.csv", &["--kind", "sessions"]);
    let keys: Vec<_> = report["mistakes"].as_array().unwrap().iter().map(|mistake| &mistake["key"]).collect();
    assert_eq!(keys, ["missing_column", "missing_column", "missing_column"]);
    assert_eq!(folder.report("people.csv", &["--kind", "sessions", "--apply", "--skip-bad"])["applied"], false);

    folder.write("prices.csv", "producto,precio\ncafé,3\n");
    let said = folder.import("prices.csv", &[]);
    assert_eq!(said.code, 1);
    assert!(
        said.err.contains("not those of people, ventures, mentorships or sessions: `producto`, `precio`"),
        "{}",
        said.err
    );
}

#[test]
fn what_belongs_to_a_cohort_is_not_imported_without_one() {
    let folder = Folder::new();
    folder.write("pairs.csv", "mentora,emprendedora,desde\nana@x.org,b@x.org,2026-03-02\n");
    let said = folder.run(&["import", "pairs.csv", "--lang", "es"]);
    assert_eq!(said.code, 1);
    assert_eq!(said.err, "semillero: pairs.csv: las mentorías se importan en una cohorte; indique cuál\n");
    folder.write("people.csv", "correo,nombre\nana@x.org,Ana\n");
    assert_eq!(folder.run(&["import", "people.csv", "--apply"]).code, 0, "people may come without one");
    assert_eq!(folder.rows()["enrolments"], 0);
}

#[test]
fn a_header_without_rows_is_nothing_to_import() {
    let folder = Folder::new();
    folder.write("header.csv", "correo,nombre\n");
    let before = folder.rows();
    for more in [&["--apply"][..], &["--apply", "--skip-bad"], &[]] {
        let said = folder.import("header.csv", more);
        assert_eq!(said.code, 1, "{}", said.out);
        let told = "semillero: header.csv: there are no rows below the names of the columns; ";
        assert!(said.err.starts_with(told), "{}", said.err);
    }
    assert_eq!(folder.rows(), before);
}

#[test]
fn a_sheet_of_a_workbook_is_asked_for_by_name() {
    let folder = Folder::new();
    folder.write("book.xlsx", crate::workbooks::several_sheets());
    let said = folder.run(&["import", "book.xlsx", "--lang", "es"]);
    assert!(said.out.contains("book.xlsx (XLSX, hoja «Personas»)"), "{}", said.out);
    let copy = folder.run(&["import", "book.xlsx", "--sheet", "copia"]);
    assert!(copy.out.contains("(XLSX, sheet «Copia»)"), "{}", copy.out);
    let none = folder.run(&["import", "book.xlsx", "--sheet", "Gente"]);
    assert_eq!(none.code, 1);
    assert!(none.err.contains("there is no sheet `Gente`; use one of: "), "{}", none.err);
}

/// What a terminal shows of the steps never gets into a file or a pipe.
#[test]
fn the_steps_are_for_terminals() {
    let folder = Folder::new();
    folder.write("people.csv", PEOPLE);
    let said = folder.import("people.csv", &["--apply"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert!(!said.out.contains('\u{1b}') && !said.out.contains('\r'), "{:?}", said.out);
}

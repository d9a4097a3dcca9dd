//! The nasty files of `semillero-spreadsheets`: a refusal that helps, or an import; never a crash.

use crate::folder::{Folder, Said};
use crate::{delimited, support, workbooks};
use semillero_spreadsheets::{Kind, parse, read_table, recognise};

/// Whether the file alone shows nothing wrong, and is one of people.
fn is_fine(name: &str, bytes: &[u8]) -> bool {
    let Ok(table) = read_table(bytes, name, None) else { return false };
    let Ok(Kind::People) = recognise(&table) else { return false };
    let sheet = parse(&table, Kind::People);
    sheet.bad_lines.is_empty() && !sheet.rows.is_empty()
}

/// Nothing of the inside of the program is shown.
fn is_no_crash(name: &str, said: &Said) {
    for word in ["panicked", "backtrace", "RUST_", "internal", "unwrap"] {
        assert!(!said.err.contains(word) && !said.out.contains(word), "{name}: {}{}", said.out, said.err);
    }
}

/// Numbers for which the reader of workbooks is not prepared.
fn out_of_range() -> Vec<(&'static str, Vec<u8>)> {
    let data = support::books::row(1, &["correo", "nombre"]);
    let book = |dimension: &str, place: &str| {
        let cell = format!(r#"<row><c r="{place}"><v>1</v></c></row>"#);
        let sheet =
            format!(r#"<worksheet><dimension ref="{dimension}"/><sheetData>{data}{cell}</sheetData></worksheet>"#);
        support::books::workbook_with("", &sheet, &[])
    };
    vec![
        ("dimension.xlsx", book("C3:A1", "A2")),
        ("column.xlsx", book("A1:B2", "AAAAAAAAAA2")),
        ("row.xlsx", book("A1:B2", "A99999999999")),
        ("dimension_column.xlsx", book("ZZZZZZZZZZ1", "A2")),
    ]
}

#[test]
fn every_nasty_file_is_imported_or_refused_and_nothing_crashes() {
    let folder = Folder::new();
    let files = delimited::files().into_iter().chain(workbooks::files()).chain(out_of_range());
    let (mut fine, mut refused) = (0, 0);
    for (name, bytes) in files {
        folder.write(name, &bytes);
        let said = folder.run(&["import", name, "--lang", "es"]);
        is_no_crash(name, &said);
        let expected = if is_fine(name, &bytes) { 0 } else { 1 };
        assert_eq!(said.code, expected, "{name}: {}{}", said.out, said.err);
        if expected == 0 {
            fine += 1;
            assert!(said.out.starts_with("comprobado; con --apply se escribe: "), "{name}: {}", said.out);
        } else {
            refused += 1;
            assert!(said.out.is_empty() && said.err.starts_with("semillero: "), "{name}: {}{}", said.out, said.err);
            // Each says what to do about it.
            assert!(said.err.contains("; "), "{name}: {}", said.err);
        }

        let said = folder.import(name, &["--apply", "--skip-bad", "--json"]);
        is_no_crash(name, &said);
        let printed = if said.code == 0 { &said.out } else { &said.err };
        let value: serde_json::Value = serde_json::from_str(printed).unwrap_or_else(|_| panic!("{name}: {printed}"));
        assert!(said.code == 0 || (said.code == 1 && value["error"]["code"] == "invalid_input"), "{name}: {printed}");
        std::fs::remove_file(folder.path(name)).unwrap();
    }
    assert!(fine >= 20 && refused >= 40, "{fine} and {refused}");
}

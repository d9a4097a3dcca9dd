//! Any bytes as a spreadsheet: nothing panics, and every row is either good or bad.
#![no_main]

use libfuzzer_sys::fuzz_target;

use semillero_spreadsheets::{Kind, Locale, parse, read_table, recognise};

fuzz_target!(|bytes: &[u8]| {
    let table = match read_table(bytes, "file", None) {
        Ok(table) => table,
        Err(problem) => {
            let _ = (problem.text(Locale::Es), problem.remedy(Locale::En));
            return;
        }
    };
    let _ = recognise(&table);
    for kind in Kind::ALL {
        let sheet = parse(&table, kind);
        assert!(sheet.header_is_bad() || sheet.rows.len() + sheet.bad_lines.len() == table.rows.len());
        for mistake in &sheet.mistakes {
            let _ = (mistake.place(), mistake.text(Locale::Es), mistake.remedy(Locale::En));
        }
    }
});

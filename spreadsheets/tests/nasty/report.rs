//! What became of a file, as text.

use semillero_core::values::Locale;
use semillero_spreadsheets::{Kind, Line, Rows, Sheet, parse, read_table, recognise};
use serde::Serialize;
use std::fmt::Write;

/// Reads a file all the way and tells everything there is to tell, in Spanish.
pub(crate) fn of(name: &str, bytes: &[u8]) -> String {
    let table = match read_table(bytes, name, None) {
        Ok(table) => table,
        Err(problem) => {
            return format!(
                "refused {}: {}; {}\n",
                problem.key(),
                problem.text(Locale::Es),
                problem.remedy(Locale::Es)
            );
        }
    };
    let mut text = String::new();
    let mut origin = serde_json::to_value(&table.origin).unwrap();
    let origin = origin.as_object_mut().unwrap();
    origin.remove("file_name");
    origin.retain(|_, value| !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty()));
    writeln!(
        text,
        "{} rows of {} columns, {}",
        table.rows.len(),
        table.columns.len(),
        serde_json::to_string(origin).unwrap()
    )
    .unwrap();
    match recognise(&table) {
        Ok(kind) => text.push_str(&sheet(&parse(&table, kind))),
        Err(problem) => {
            writeln!(text, "refused {}: {}; {}", problem.key(), problem.text(Locale::Es), problem.remedy(Locale::Es))
                .unwrap();
        }
    }
    text
}

/// Tells what a sheet holds.
pub(crate) fn sheet(sheet: &Sheet) -> String {
    let mut text = String::new();
    let kind: Kind = sheet.kind;
    writeln!(
        text,
        "{}: {} good, bad {:?}, left out {}",
        kind.label().0,
        sheet.rows.len(),
        sheet.bad_lines,
        sheet.mistakes_left_out
    )
    .unwrap();
    match &sheet.rows {
        Rows::People(rows) => lines(&mut text, rows),
        Rows::Ventures(rows) => lines(&mut text, rows),
        Rows::Mentorships(rows) => lines(&mut text, rows),
        Rows::Sessions(rows) => lines(&mut text, rows),
    }
    for mistake in sheet.mistakes.iter().take(40) {
        let (what, how) = (mistake.text(Locale::Es), mistake.remedy(Locale::Es));
        writeln!(text, "  {} {} {:?}: {what}; {how}", mistake.place(), mistake.key(), mistake.value).unwrap();
    }
    for warning in &sheet.warnings {
        let message = &warning.message;
        let column = warning.column.as_ref().map_or("", |column| &column.letter);
        writeln!(
            text,
            "  warning {column} {}: {}; {}",
            message.key(),
            message.text(Locale::Es),
            message.remedy(Locale::Es)
        )
        .unwrap();
    }
    text
}

fn lines<T: Serialize>(text: &mut String, rows: &[Line<T>]) {
    for row in rows.iter().take(8) {
        let mut value = serde_json::to_value(&row.value).unwrap();
        value
            .as_object_mut()
            .unwrap()
            .retain(|_, value| !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty()));
        writeln!(text, "  {}: {value}", row.line).unwrap();
    }
}

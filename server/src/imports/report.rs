//! What a person reads before and after an import.

use super::request::{Counts, Request};
use semillero_core::errors::ApiError;
use semillero_core::values::Locale;
use semillero_spreadsheets::{Format, Kind, Limits, Origin, Sheet};
use serde::Serialize;
use std::collections::BTreeSet;

/// One mistake: where it is, what stands there, why it is wrong, what to do.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Mistake {
    /// The row as the spreadsheet numbers it.
    pub(crate) line: u32,
    /// The letter of the column.
    pub(crate) column: Option<String>,
    /// The header of the column.
    pub(crate) header: Option<String>,
    /// What stands in the cell.
    pub(crate) value: Option<String>,
    /// What kind of mistake, for programs.
    pub(crate) key: String,
    /// What is wrong.
    pub(crate) text: String,
    /// What to do about it.
    pub(crate) remedy: String,
}

impl Mistake {
    /// The cell as spreadsheets name it, such as `C7`.
    pub(crate) fn place(&self) -> String {
        format!("{}{}", self.column.as_deref().unwrap_or_default(), self.line)
    }
}

/// What an import found, and what it did or would do.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Report {
    /// The name of the file.
    pub(crate) file: String,
    /// What was found out about it, in words.
    pub(crate) origin: String,
    /// What its lines are.
    pub(crate) kind: Kind,
    /// How many lines were read.
    pub(crate) lines: usize,
    /// Whether it was written.
    pub(crate) applied: bool,
    /// How many of the good lines are new.
    pub(crate) created: i64,
    /// How many were known and change.
    pub(crate) updated: i64,
    /// How many were known and stay as they are.
    pub(crate) unchanged: i64,
    /// Every mistake, by line.
    pub(crate) mistakes: Vec<Mistake>,
    /// How many more there are than fit.
    pub(crate) mistakes_left_out: usize,
    /// The lines with a mistake: what `--skip-bad` leaves out.
    pub(crate) bad: BTreeSet<u32>,
    /// What to look at.
    pub(crate) warnings: Vec<String>,
}

impl Report {
    /// What the file alone tells.
    pub(super) fn of(sheet: &Sheet, locale: Locale) -> Self {
        let mistakes = sheet.mistakes.iter().map(|mistake| Mistake {
            line: mistake.line,
            column: mistake.column.as_ref().map(|column| column.letter.clone()),
            header: mistake.column.as_ref().map(|column| column.header.clone()),
            value: Some(mistake.value.clone()).filter(|value| !value.is_empty()),
            key: mistake.key().to_owned(),
            text: mistake.text(locale),
            remedy: mistake.remedy(locale),
        });
        let warnings = sheet.warnings.iter().map(|warning| {
            let place = warning.column.as_ref().map(|column| format!("{}: ", column.letter)).unwrap_or_default();
            let (text, remedy) = (warning.message.text(locale), warning.message.remedy(locale));
            if remedy.is_empty() { format!("{place}{text}") } else { format!("{place}{text}; {remedy}") }
        });
        Self {
            file: sheet.origin.file_name.clone(),
            origin: origin(&sheet.origin, locale),
            kind: sheet.kind,
            lines: sheet.rows.len() + sheet.bad_lines.len(),
            applied: false,
            created: 0,
            updated: 0,
            unchanged: 0,
            mistakes: mistakes.collect(),
            mistakes_left_out: sheet.mistakes_left_out,
            bad: sheet.bad_lines.iter().copied().collect(),
            warnings: warnings.collect(),
        }
    }

    pub(super) fn count(&mut self, counts: Counts) {
        (self.created, self.updated, self.unchanged) = (counts.created, counts.updated, counts.unchanged);
    }

    /// Adds what the operation found wrong, by line and column; which rows of the request are at fault.
    pub(super) fn add(&mut self, sheet: &Sheet, request: &Request, error: &ApiError) -> BTreeSet<usize> {
        let mut rows = BTreeSet::new();
        for found in &error.errors {
            let mut parts = found.path.split('/').skip(2);
            let Some(row) = parts.next().and_then(|row| row.parse::<usize>().ok()) else { continue };
            let Some(line) = request.line(row) else { continue };
            let field = parts.next().unwrap_or_default();
            self.bad.insert(line);
            rows.insert(row);
            if self.mistakes.len() >= Limits::MISTAKES {
                self.mistakes_left_out += 1;
                continue;
            }
            let column = sheet.columns.iter().find(|used| used.field.is_some_and(|known| stands_for(known, field)));
            self.mistakes.push(Mistake {
                line,
                column: column.map(|used| used.column.letter.clone()),
                header: column.map(|used| used.column.header.clone()),
                value: None,
                key: found.key.clone(),
                text: found.text.clone(),
                remedy: found.remedy.clone(),
            });
        }
        self.mistakes.sort_by(|a, b| (a.line, &a.column).cmp(&(b.line, &b.column)));
        rows
    }

    pub(crate) fn has_mistakes(&self) -> bool {
        !self.bad.is_empty()
    }

    pub(super) fn bad_lines(&self) -> BTreeSet<u32> {
        self.bad.clone()
    }
}

/// Whether a column of a spreadsheet is where a field of the request comes from.
fn stands_for(column: &str, field: &str) -> bool {
    column == field
        || matches!(
            (column, field),
            ("given_name", "display_name") | ("date" | "date_time", "starts_at") | ("hours", "minutes")
        )
}

fn origin(origin: &Origin, locale: Locale) -> String {
    match origin.format {
        Format::Xlsx => {
            let sheet = origin.sheet.as_deref().unwrap_or_default();
            format!("XLSX, {} «{sheet}»", locale.pick("hoja", "sheet"))
        }
        Format::Delimited => {
            let encoding = origin.encoding.and_then(|encoding| serde_json::to_value(encoding).ok());
            let encoding = encoding.as_ref().and_then(|encoding| encoding.as_str()).unwrap_or_default().to_uppercase();
            let delimiter = match origin.delimiter {
                Some('\t') => locale.pick("tabuladores", "tabs").to_owned(),
                Some(other) => format!("`{other}`"),
                None => locale.pick("una sola columna", "a single column").to_owned(),
            };
            format!("CSV, {encoding}, {} {delimiter}", locale.pick("separado por", "separated by"))
        }
    }
}

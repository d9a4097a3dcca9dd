//! What is wrong with a cell, a row, a column.

use crate::file::{Column, Limits};
use crate::message::Message;
use semillero_core::values::Locale;
use std::collections::{BTreeSet, HashMap};

/// One mistake, where it is and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellMistake {
    /// The row, as the spreadsheet numbers it; the header's own for mistakes of columns.
    pub line: u32,
    /// The column; nothing when the row or the header as a whole is wrong.
    pub column: Option<Column>,
    /// What stands in the cell, at most 200 characters of it.
    pub value: String,
    /// What is wrong.
    pub message: Message,
}

impl CellMistake {
    /// The name of the mistake for programs, such as `bad_date`.
    #[must_use]
    pub fn key(&self) -> &'static str {
        self.message.key()
    }

    /// What is wrong.
    #[must_use]
    pub fn text(&self, locale: Locale) -> String {
        self.message.text(locale)
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self, locale: Locale) -> String {
        self.message.remedy(locale)
    }

    /// The cell as spreadsheets name it, `C7`; only the row where no column is at fault.
    #[must_use]
    pub fn place(&self) -> String {
        format!("{}{}", self.column.as_ref().map_or("", |column| &column.letter), self.line)
    }
}

/// Something to look at that does not stop anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The column, if it is about one.
    pub column: Option<Column>,
    /// What to look at.
    pub message: Message,
}

/// The mistakes of a table while it is read. Beyond [`Limits::MISTAKES`] they are only counted.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) mistakes: Vec<CellMistake>,
    pub(super) left_out: usize,
    pub(super) bad_lines: BTreeSet<u32>,
    seen: HashMap<String, u32>,
}

impl Found {
    pub(super) fn add(&mut self, line: u32, column: Option<&Column>, value: &str, message: Message) {
        self.bad_lines.insert(line);
        if self.mistakes.len() < Limits::MISTAKES {
            self.mistakes.push(CellMistake { line, column: column.cloned(), value: shortened(value), message });
        } else {
            self.left_out += 1;
        }
    }

    /// Remembers a key of a line, and gives the line that had it before.
    pub(super) fn repeats(&mut self, key: String, line: u32) -> Option<u32> {
        let first = *self.seen.entry(key).or_insert(line);
        (first != line).then_some(first)
    }
}

/// A text as messages quote it.
pub(super) fn shortened(value: &str) -> String {
    match value.char_indices().nth(200) {
        Some((end, _)) => format!("{}…", value.get(..end).unwrap_or_default()),
        None => value.to_owned(),
    }
}

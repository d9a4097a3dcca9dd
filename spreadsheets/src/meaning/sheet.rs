//! A table read as one kind of line.

use super::columns::{self, ColumnUse};
use super::line_readers;
use super::mistakes::{CellMistake, Found, Warning};
use super::row_reader::RowReader;
use crate::file::{Cell, Format, Origin, Table};
use crate::kinds::{Kind, MentorshipLine, PersonLine, SessionLine, VentureLine};
use crate::message::Message;
use crate::texts;
use serde::Serialize;

/// One good line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line<T> {
    /// Its row in the spreadsheet.
    pub line: u32,
    /// What it says.
    pub value: T,
}

/// The good lines of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rows {
    /// Of people.
    People(Vec<Line<PersonLine>>),
    /// Of ventures.
    Ventures(Vec<Line<VentureLine>>),
    /// Of mentorships.
    Mentorships(Vec<Line<MentorshipLine>>),
    /// Of sessions.
    Sessions(Vec<Line<SessionLine>>),
}

impl Rows {
    /// How many good lines there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        match self {
            Self::People(lines) => lines.len(),
            Self::Ventures(lines) => lines.len(),
            Self::Mentorships(lines) => lines.len(),
            Self::Sessions(lines) => lines.len(),
        }
    }

    /// Whether there is no good line.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A table read as one kind. Every row of the table is either in `rows` or in `bad_lines`; a caller may refuse the whole for one mistake
/// or go on with the good lines.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// What its lines are.
    pub kind: Kind,
    /// What was found out about its file.
    pub origin: Origin,
    /// What every column was read as.
    pub columns: Vec<ColumnUse>,
    /// The lines without mistakes.
    pub rows: Rows,
    /// Every mistake, up to [`crate::Limits::MISTAKES`].
    pub mistakes: Vec<CellMistake>,
    /// How many more mistakes there are.
    pub mistakes_left_out: usize,
    /// The lines with mistakes, in order; when the header is among them, no row was read.
    pub bad_lines: Vec<u32>,
    /// What to look at.
    pub warnings: Vec<Warning>,
}

impl Sheet {
    /// Whether the columns are not those of the kind, so that no row was read.
    #[must_use]
    pub fn header_is_bad(&self) -> bool {
        self.bad_lines.first() == Some(&self.origin.header_line)
    }
}

/// Reads every row of a table as a line of `kind`. Nothing stops at the first mistake, except that rows are not read while the header has
/// one.
#[must_use]
pub fn parse(table: &Table, kind: Kind) -> Sheet {
    let mut found = Found::default();
    let mapping = columns::map(table, kind, &mut found);
    let rows = match kind {
        Kind::People => Rows::People(lines(table, &mapping, &mut found, line_readers::person)),
        Kind::Ventures => Rows::Ventures(lines(table, &mapping, &mut found, line_readers::venture)),
        Kind::Mentorships => Rows::Mentorships(lines(table, &mapping, &mut found, line_readers::mentorship)),
        Kind::Sessions => Rows::Sessions(lines(table, &mapping, &mut found, line_readers::session)),
    };
    Sheet {
        kind,
        origin: table.origin.clone(),
        columns: mapping.uses,
        rows,
        mistakes: found.mistakes,
        mistakes_left_out: found.left_out,
        bad_lines: found.bad_lines.into_iter().collect(),
        warnings: mapping.warnings,
    }
}

fn lines<T>(
    table: &Table,
    mapping: &columns::Mapping,
    found: &mut Found,
    read: fn(&mut RowReader<'_>) -> Option<T>,
) -> Vec<Line<T>> {
    if !found.bad_lines.is_empty() {
        return Vec::new();
    }
    let mut good = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let surplus = row.cells.iter().skip(table.header_width).any(|cell| *cell != Cell::Empty);
        if surplus && table.origin.format == Format::Delimited {
            found.add(row.line, None, "", Message::new(&texts::SURPLUS_CELLS, []));
            continue;
        }
        let mut reader = RowReader { table, mapping, row, found, bad: false };
        let line = read(&mut reader);
        if let Some(value) = line.filter(|_| !reader.bad) {
            good.push(Line { line: row.line, value });
        }
    }
    good
}

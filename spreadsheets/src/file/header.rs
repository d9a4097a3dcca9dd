//! Which row holds the names of the columns.

use super::{Cell, Column, FileProblem, Limits, Origin, Row, Table, column_letter};
use crate::kinds::Kind;
use crate::meaning::Warning;
use semillero_core::values::label_key;

/// How many names of one row are columns of the same kind of table; the best kind counts.
pub(super) fn known_names<'a>(names: impl Iterator<Item = &'a str>) -> usize {
    let mut counts = [0_usize; Kind::ALL.len()];
    for name in names.take(Limits::COLUMNS).filter(|name| name.len() <= 120) {
        let key = label_key(name);
        for (count, kind) in counts.iter_mut().zip(Kind::ALL) {
            *count += usize::from(kind.field_called(&key).is_some());
        }
    }
    counts.into_iter().max().unwrap_or(0)
}

fn known_cells(row: &Row) -> usize {
    known_names(row.cells.iter().filter_map(|cell| match cell {
        Cell::Text(text) => Some(text.as_ref()),
        _ => None,
    }))
}

/// The place of the header among the first rows: most known names, the first of equals; without any, the first row.
pub(super) fn find(rows: &[Row]) -> usize {
    let mut best = (0, 0);
    for (index, row) in rows.iter().enumerate() {
        let known = known_cells(row);
        if known > best.1 {
            best = (index, known);
        }
    }
    best.0
}

/// How much the first rows of a sheet look like one of our tables.
pub(super) fn likeness(rows: &[Row]) -> usize {
    rows.iter().map(known_cells).max().unwrap_or(0)
}

/// Gathers rows and makes a table of them.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    rows: Vec<Row>,
    width: usize,
    /// How wide each of the first rows was with its empty cells: `Nombre;Correo;;` has four columns, two of them without a name.
    widths: Vec<usize>,
}

impl Gathered {
    /// Takes one row unless it is blank.
    pub(super) fn push(&mut self, line: u32, mut cells: Vec<Cell>) -> Result<(), FileProblem> {
        let used = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        if used == 0 {
            return Ok(());
        }
        if used > Limits::COLUMNS {
            return Err(FileProblem::TooManyColumns { line });
        }
        if self.widths.len() < Limits::HEADER_ROWS {
            self.widths.push(cells.len().min(Limits::COLUMNS));
        }
        cells.truncate(used);
        // Spreadsheets write the empty columns of their widest row into every row.
        cells.shrink_to_fit();
        for (index, cell) in cells.iter().enumerate() {
            if let Cell::Text(text) = cell
                && text.len() > Limits::CELL_CHARS
                && text.chars().count() > Limits::CELL_CHARS
            {
                return Err(FileProblem::CellTooLong { line, letter: column_letter(index) });
            }
        }
        // Titles and the header are not data.
        if self.rows.len() > Limits::ROWS + Limits::HEADER_ROWS {
            return Err(FileProblem::TooManyRows);
        }
        self.width = self.width.max(used);
        self.rows.push(Row { line, cells });
        Ok(())
    }

    /// Whether no more rows are needed to find the header.
    pub(super) fn holds_header(&self) -> bool {
        self.rows.len() >= Limits::HEADER_ROWS
    }

    /// The rows so far.
    pub(super) fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Finds the header and makes the table; `origin` learns the row of the header.
    pub(super) fn into_table(mut self, mut origin: Origin, warnings: Vec<Warning>) -> Result<Table, FileProblem> {
        let first = self.rows.get(..self.rows.len().min(Limits::HEADER_ROWS)).unwrap_or_default();
        let at = find(first);
        let rows = self.rows.split_off((at + 1).min(self.rows.len()));
        let header = self.rows.pop().ok_or(FileProblem::NoTable)?;
        if rows.len() > Limits::ROWS {
            return Err(FileProblem::TooManyRows);
        }
        origin.header_line = header.line;
        let header_width = self.widths.get(at).copied().unwrap_or(header.cells.len());
        let columns = (0..self.width)
            .map(|index| Column {
                letter: column_letter(index),
                header: header.cells.get(index).map(Cell::show).unwrap_or_default(),
            })
            .collect();
        Ok(Table { origin, columns, header_width, rows, warnings })
    }
}

//! Cells in rows, with the names their owner knows them by.

use super::{Cell, Origin};
use crate::meaning::Warning;
use serde::Serialize;

/// One column as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its letter: `A`, `B`, … `AA`.
    pub letter: String,
    /// Its header, empty where there is none.
    pub header: String,
}

/// One row that is not blank.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its number in the spreadsheet, the first being 1. Blank rows count, and a cell over several lines is one row.
    pub line: u32,
    /// Its cells from column A; empty ones at the end may be missing.
    pub cells: Vec<Cell>,
}

/// The table of a file: a header and rows of cells. Nothing is interpreted yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What was found out about the file.
    pub origin: Origin,
    /// Every column that has a header or a cell.
    pub columns: Vec<Column>,
    /// How many columns the header row has. A delimited row with more cells has lost its quotation marks.
    pub header_width: usize,
    /// The rows below the header.
    pub rows: Vec<Row>,
    /// What looks wrong in the file as a whole, and does not stop it from being read.
    pub warnings: Vec<Warning>,
}

/// The letters of a column counted from 0: `A`, … `Z`, `AA`, ….
#[must_use]
pub fn column_letter(index: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = index;
    loop {
        letters.push(u8::try_from(rest % 26).map_or('A', |n| char::from(b'A' + n)));
        match (rest / 26).checked_sub(1) {
            Some(next) => rest = next,
            None => return letters.into_iter().rev().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_excel() {
        for (index, letters) in [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(column_letter(index), letters);
        }
    }
}

//! From a table of cells to typed lines, with every mistake on the way.

mod columns;
mod line_readers;
mod mistakes;
mod moments;
mod row_reader;
mod sheet;

pub use columns::{ColumnUse, recognise};
pub use mistakes::{CellMistake, Warning};
pub use row_reader::week_of_words;
pub use sheet::{Line, Rows, Sheet, parse};

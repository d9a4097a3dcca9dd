//! From bytes to a table of cells: what the file is, where its header stands, and what it must not be.

mod cell;
mod delimited;
mod dialect;
mod encoding;
mod header;
mod limits;
mod origin;
mod package;
mod problem;
mod records;
mod sniff;
mod table;
mod workbook;

pub use cell::Cell;
pub use limits::Limits;
pub use origin::{Encoding, Format, Origin};
pub use problem::{FileProblem, OtherFormat};
pub use table::{Column, Row, Table, column_letter};

/// Reads a file into a table of cells.
///
/// What the file is is decided by its bytes; `file_name` only says what a reader will call it. `sheet` names a sheet of a workbook
/// (case and accents do not matter); without it the visible sheet with the most known column names is read. A CSV file has no sheets,
/// and `sheet` is not looked at.
///
/// # Errors
/// When the file is empty, too large, of another format, damaged, or holds no table.
pub fn read_table(bytes: &[u8], file_name: &str, sheet: Option<&str>) -> Result<Table, FileProblem> {
    if bytes.len() > Limits::BYTES {
        return Err(FileProblem::TooLarge { bytes: bytes.len() });
    }
    match sniff::sniff(bytes)? {
        sniff::Sniffed::Workbook => workbook::read(bytes, file_name, sheet),
        sniff::Sniffed::Text => delimited::read(bytes, file_name),
    }
}

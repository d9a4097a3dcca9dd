//! How large a spreadsheet may be.

/// How large a spreadsheet may be; what is larger is refused, never cut off.
#[derive(Debug, Clone, Copy)]
pub struct Limits;

impl Limits {
    /// Bytes of the file: 32 MiB.
    pub const BYTES: usize = 32 << 20;
    /// Rows of data; blank rows do not count.
    pub const ROWS: usize = 50_000;
    /// Columns with anything in them.
    pub const COLUMNS: usize = 200;
    /// Characters of one cell.
    pub const CELL_CHARS: usize = 10_000;
    /// Rows among which the header is looked for.
    pub const HEADER_ROWS: usize = 20;
    /// Bytes of a workbook once it is unpacked: 192 MiB.
    pub const INFLATED_BYTES: u64 = 192 << 20;
    /// How many times its packed size a workbook may have; the tables of real people stay below 100.
    pub const INFLATED_RATIO: u64 = 300;
    /// Unpacked bytes below which the ratio does not matter.
    pub const INFLATED_FREE: u64 = 8 << 20;
    /// Files inside a workbook.
    pub const PACKAGE_FILES: usize = 2_000;
    /// Mistakes and warnings that are kept in full; those beyond are counted.
    pub const MISTAKES: usize = 1_000;
    /// Items of one list in a cell.
    pub const LIST_ITEMS: usize = 100;
}

//! A portable backup of a whole ecosystem: one file for either database, taken while others write.
//!
//! The file is lines of JSON: a header, then per table a line that describes its columns and a line per row, then a trailer with
//! the number of rows per table and a BLAKE3 digest over everything before it. It describes itself, so a newer version restores
//! it: the empty target is brought to the schema of the backup, filled, read back and compared, and only then brought further.
//!
//! Rows of logs keep their places, so every cursor ever given stays good; what is written after the restore is of a later epoch.
//! Only from PostgreSQL to SQLite, which has no transaction numbers, are places counted anew and kept cursors translated.
//!
//! The signing key is not in it: it lies beside the database.

mod error;
mod file;
mod rank;
mod restore;
pub(crate) mod session;
mod sheet;
mod take;
mod write;

pub use error::{BackupError, Refusal};
pub use file::verify;
pub use restore::restore;
pub use take::backup;

use semillero_core::values::Timestamp;

/// The format this build writes, and the newest it reads.
pub(crate) const FORMAT: i64 = 1;

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The schema it was taken at: the number of the newest migration.
    pub schema: i64,
    /// When it was taken.
    pub made_at: Timestamp,
    /// The version of the product that took it.
    pub product: String,
    /// How many rows each table has, in the order of the file.
    pub rows: Vec<(String, u64)>,
    /// BLAKE3 over everything before the trailer, hexadecimal.
    pub digest: String,
    /// How long the file is.
    pub bytes: u64,
}

impl Report {
    /// How many rows there are in all.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.rows.iter().map(|(_, rows)| rows).sum()
    }
}

/// How far a backup or a restore has come.
#[derive(Debug, Clone, Copy)]
pub struct Progress<'a> {
    /// The table at work.
    pub table: &'a str,
    /// How many rows of all tables are done.
    pub rows: u64,
}

/// Called every thousand rows; it must be quick.
pub type Watch<'a> = &'a mut (dyn FnMut(Progress<'_>) + Send);

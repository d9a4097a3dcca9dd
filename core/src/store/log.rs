//! Places in the order of commits.

use super::Row;

/// A place in a log. Opaque to callers: they keep it and give it back.
///
/// Rows are ordered by `(epoch, transaction, sequence)`. PostgreSQL hands out transaction numbers when a transaction first writes,
/// and shows a row only once every older transaction has ended, so no reader skips a row that commits late. A restore raises the
/// epoch, because transaction numbers may start again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
pub struct Cursor {
    /// Raised by every restore.
    pub epoch: i64,
    /// The transaction that wrote the row; 0 where there is one writer.
    pub transaction: i64,
    /// Where the row stands among those of its transaction, or of the log where there is one writer.
    pub sequence: i64,
}

/// A text that is no cursor.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a cursor that this server gave")]
pub struct CursorError(pub String);

impl Cursor {
    /// Before the first row.
    pub const START: Self = Self { epoch: 0, transaction: 0, sequence: 0 };
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:x}.{:x}.{:x}", self.epoch, self.transaction, self.sequence)
    }
}

impl std::str::FromStr for Cursor {
    type Err = CursorError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts: Vec<i64> = text.split('.').map_while(|part| i64::from_str_radix(part, 16).ok()).collect();
        match parts.as_slice() {
            [epoch, transaction, sequence] if text.split('.').count() == 3 && parts.iter().all(|part| *part >= 0) => {
                Ok(Self { epoch: *epoch, transaction: *transaction, sequence: *sequence })
            }
            _ => Err(CursorError(text.to_owned())),
        }
    }
}

/// Some rows of a log in the order of commits.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LogPage {
    /// Each row with its place.
    pub rows: Vec<(Cursor, Row)>,
}

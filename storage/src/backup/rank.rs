//! Places of a database with transaction numbers, counted anew for one without.
//!
//! The rank of a place is the number of rows, of all logs together, that stand at it or before it. Within each log ranks grow as
//! places do, and a cursor of any log, or of none any more, has a rank behind exactly the rows that it stood behind.

use super::BackupError;
use semillero_core::store::Cursor;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

/// Ranks of places that are asked for in their order.
pub(crate) struct Ranks {
    path: PathBuf,
    logs: Vec<Log>,
    passed: i64,
}

/// The rows of one log that are still ahead.
struct Log {
    lines: BufReader<File>,
    buffer: Vec<u8>,
    next: Option<Cursor>,
}

impl Ranks {
    /// Stands before the first row of every log; `at` says where each begins in the file.
    pub(crate) fn of(path: &Path, at: &[u64]) -> Result<Self, BackupError> {
        let failed = |error| BackupError::file(path, error);
        let mut logs = Vec::new();
        for start in at {
            let mut lines = BufReader::with_capacity(1 << 16, File::open(path).map_err(failed)?);
            lines.seek(SeekFrom::Start(*start)).map_err(failed)?;
            let mut log = Log { lines, buffer: Vec::new(), next: None };
            log.advance().map_err(failed)?;
            logs.push(log);
        }
        Ok(Self { path: path.to_owned(), logs, passed: 0 })
    }

    /// The rank of a place not before the one asked for last.
    pub(crate) fn rank(&mut self, place: Cursor) -> Result<i64, BackupError> {
        for log in &mut self.logs {
            while log.next.is_some_and(|next| next <= place) {
                self.passed += 1;
                log.advance().map_err(|error| BackupError::file(&self.path, error))?;
            }
        }
        Ok(self.passed)
    }
}

impl Log {
    fn advance(&mut self) -> std::io::Result<()> {
        self.buffer.clear();
        self.lines.read_until(b'\n', &mut self.buffer)?;
        let row = self.buffer.strip_prefix(b"[\"").and_then(|rest| rest.split(|byte| *byte == b'"').next());
        self.next = row.and_then(|place| std::str::from_utf8(place).ok()?.parse().ok());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_grow_as_places_do_and_count_the_rows_of_every_log() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("copy");
        let one = ["1.5.1", "1.5.2", "1.9.7", "2.3.8"];
        let other = ["1.5.2", "1.6.3"];
        let rows = |places: &[&str]| places.iter().map(|place| format!("[\"{place}\",1]\n")).collect::<String>();
        let (first, second) = (rows(&one), rows(&other));
        std::fs::write(&path, format!("{first}{{}}\n{second}{{}}\n")).unwrap();
        let mut ranks = Ranks::of(&path, &[0, first.len() as u64 + 3]).unwrap();
        let asked = ["0.0.0", "1.5.1", "1.5.2", "1.6.3", "1.7.0", "1.9.7", "2.3.7", "2.3.8", "9.0.0"];
        let found = asked.map(|place| ranks.rank(place.parse().unwrap()).unwrap());
        assert_eq!(found, [0, 1, 3, 4, 4, 5, 5, 6, 6]);
    }
}

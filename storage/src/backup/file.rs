//! Reading the file of a backup: line by line, and never past a digest that does not agree.

use super::sheet::{Line, Sheet};
use super::write::trailer;
use super::{BackupError, FORMAT, Progress, Refusal, Report, Watch};
use semillero_core::store::{Cursor, Value};
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};

/// The longest first line of a backup.
const FIRST: u64 = 1 << 16;

/// What the first line says.
#[derive(Debug, Clone)]
pub(crate) struct Header {
    pub(crate) schema: i64,
    pub(crate) epoch: i64,
    pub(crate) from_postgres: bool,
    made_at: semillero_core::values::Timestamp,
    product: String,
}

/// What comes next in a file.
pub(crate) enum Item {
    /// A table begins.
    Table,
    /// A row of the table that began last.
    Row(Line),
}

/// A file being read. It gives an end only where the trailer agrees with everything before it.
pub(crate) struct Reader {
    path: PathBuf,
    lines: BufReader<File>,
    buffer: Vec<u8>,
    hasher: blake3::Hasher,
    pub(crate) header: Header,
    pub(crate) sheet: Option<Sheet>,
    rows: Vec<(String, u64)>,
    line: u64,
    pub(crate) bytes: u64,
    digest: String,
}

impl Reader {
    /// Opens a backup and reads its first line.
    pub(crate) fn open(path: &Path) -> Result<Self, BackupError> {
        let file = File::open(path).map_err(|error| BackupError::file(path, error))?;
        let mut lines = BufReader::with_capacity(1 << 18, file);
        let mut buffer = Vec::new();
        lines.by_ref().take(FIRST).read_until(b'\n', &mut buffer).map_err(|error| BackupError::file(path, error))?;
        let header = read_header(&buffer)?;
        let mut hasher = blake3::Hasher::new();
        hasher.update(&buffer);
        let bytes = buffer.len() as u64;
        let rows = Vec::new();
        let (path, digest) = (path.to_owned(), String::new());
        Ok(Self { path, lines, buffer, hasher, header, sheet: None, rows, line: 1, bytes, digest })
    }

    /// What comes next; nothing at the end of a backup that is whole.
    pub(crate) fn next(&mut self) -> Result<Option<Item>, BackupError> {
        self.read_line()?;
        if self.buffer.is_empty() {
            return Err(Refusal::CutOff.into());
        }
        if self.buffer.starts_with(b"{\"end\":") {
            return self.end().map(|()| None);
        }
        self.hasher.update(&self.buffer);
        self.bytes += self.buffer.len() as u64;
        match self.understood() {
            Some(item) => Ok(Some(item)),
            None => Err(self.why_not()?.into()),
        }
    }

    fn understood(&mut self) -> Option<Item> {
        let line: Json = serde_json::from_slice(self.buffer.strip_suffix(b"\n")?).ok()?;
        if line.is_object() {
            let sheet = Sheet::read(&line)?;
            self.rows.push((sheet.name.clone(), 0));
            self.sheet = Some(sheet);
            return Some(Item::Table);
        }
        let row = self.sheet.as_ref()?.row(&line)?;
        self.rows.last_mut()?.1 += 1;
        Some(Item::Row(row))
    }

    fn read_line(&mut self) -> Result<(), BackupError> {
        self.buffer.clear();
        self.line += 1;
        self.lines.read_until(b'\n', &mut self.buffer).map_err(|error| BackupError::file(&self.path, error))?;
        Ok(())
    }

    /// The trailer must be the very one that the contents lead to, and nothing may come behind it.
    fn end(&mut self) -> Result<(), BackupError> {
        self.bytes += self.buffer.len() as u64;
        self.digest = self.hasher.finalize().to_hex().to_string();
        let Some(found) = self.buffer.strip_suffix(b"\n") else { return Err(Refusal::CutOff.into()) };
        if found != trailer(&self.rows, &self.digest).as_bytes() {
            return Err(Refusal::Altered.into());
        }
        self.read_line()?;
        if self.buffer.is_empty() { Ok(()) } else { Err(Refusal::Altered.into()) }
    }

    /// Why a line is not understood: the end is missing, the digest does not agree, or it was written so.
    fn why_not(&mut self) -> Result<Refusal, BackupError> {
        let line = self.line;
        let mut last = std::mem::take(&mut self.buffer);
        loop {
            self.read_line()?;
            if self.buffer.is_empty() {
                break;
            }
            if !self.buffer.starts_with(b"{\"end\":") {
                self.hasher.update(&self.buffer);
            }
            std::mem::swap(&mut last, &mut self.buffer);
        }
        let Some(found) = last.strip_suffix(b"\n").filter(|last| last.starts_with(b"{\"end\":")) else {
            return Ok(Refusal::CutOff);
        };
        let digest = self.hasher.finalize().to_hex().to_string();
        let said = serde_json::from_slice::<Json>(found).ok();
        let said = said.as_ref().and_then(|said| said.pointer("/end/blake3")).and_then(Json::as_str);
        Ok(if said == Some(&digest) { Refusal::Broken { line } } else { Refusal::Altered })
    }

    /// What was read; complete after the end.
    pub(crate) fn report(&self) -> Report {
        Report {
            schema: self.header.schema,
            made_at: self.header.made_at,
            product: self.header.product.clone(),
            rows: self.rows.clone(),
            digest: self.digest.clone(),
            bytes: self.bytes,
        }
    }
}

fn read_header(line: &[u8]) -> Result<Header, Refusal> {
    let line: Json = serde_json::from_slice(line).map_err(|_| Refusal::NotABackup)?;
    let number = |name: &str| line.get(name).and_then(Json::as_i64);
    let format = number("semillero_backup").ok_or(Refusal::NotABackup)?;
    if format > FORMAT {
        return Err(Refusal::NewerFormat { found: format });
    }
    let text = |name: &str| line.get(name).and_then(Json::as_str);
    let read = || {
        Some(Header {
            schema: number("schema")?,
            epoch: number("epoch")?,
            from_postgres: text("dialect")? == "postgres",
            made_at: text("made_at")?.parse().ok()?,
            product: text("product")?.to_owned(),
        })
    };
    read().ok_or(Refusal::NotABackup)
}

/// What a first reading tells a restore.
pub(crate) struct Survey {
    pub(crate) report: Report,
    pub(crate) header: Header,
    /// The tables of the file.
    pub(crate) sheets: Vec<Sheet>,
    /// Where the rows of each log begin in the file.
    pub(crate) logs: Vec<u64>,
    /// The cursors that readers and seals hold.
    pub(crate) cursors: BTreeSet<Cursor>,
}

/// Reads a backup to its end.
pub(crate) fn survey(path: &Path, watch: Watch<'_>) -> Result<Survey, BackupError> {
    let mut reader = Reader::open(path)?;
    let (mut sheets, mut logs, mut cursors) = (Vec::new(), Vec::new(), BTreeSet::new());
    let mut done = 0;
    while let Some(item) = reader.next()? {
        let Some(sheet) = &reader.sheet else { continue };
        match item {
            Item::Table => {
                if sheet.log {
                    logs.push(reader.bytes);
                }
                sheets.push(sheet.clone());
            }
            Item::Row(row) => {
                done += 1;
                if done % 1_000 == 0 {
                    watch(Progress { table: &sheet.name, rows: done });
                }
                for at in sheet.cursors() {
                    if let Some(Value::Text(text)) = row.cells.get(at) {
                        cursors.extend(text.parse::<Cursor>());
                    }
                }
            }
        }
    }
    Ok(Survey { report: reader.report(), header: reader.header.clone(), sheets, logs, cursors })
}

/// Checks that a backup is whole: its format, every line, the number of rows per table and the digest.
///
/// # Errors
/// What is wrong with it.
pub fn verify(file: &Path, watch: Watch<'_>) -> Result<Report, BackupError> {
    survey(file, watch).map(|survey| survey.report)
}

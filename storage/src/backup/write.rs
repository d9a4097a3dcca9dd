//! The file of a backup, written beside its name and moved there when it is whole.

use super::{BackupError, FORMAT};
use semillero_core::values::{Timestamp, canonical};
use serde_json::json;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

/// A backup in the making. Dropped before its end it takes its file away.
pub(crate) struct Writer {
    target: PathBuf,
    partial: PathBuf,
    out: Option<BufWriter<File>>,
    hasher: blake3::Hasher,
    bytes: u64,
}

impl Writer {
    /// Begins beside the target, after clearing away what killed processes left there.
    pub(crate) fn begin(target: &Path) -> Result<Self, BackupError> {
        clear(target);
        let partial = beside(target, &std::process::id().to_string());
        let mut options = File::options();
        options.write(true).create(true).truncate(true);
        // It holds addresses of people and digests of secrets.
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&partial).map_err(|error| BackupError::file(&partial, error))?;
        // Whoever clears away leaves a file that is locked; where locks cannot be had nothing is cleared away either.
        drop(file.try_lock());
        let out = Some(BufWriter::with_capacity(1 << 18, file));
        Ok(Self { target: target.to_owned(), partial, out, hasher: blake3::Hasher::new(), bytes: 0 })
    }

    /// Adds a line.
    pub(crate) fn line(&mut self, text: &str) -> Result<(), BackupError> {
        self.hasher.update(text.as_bytes()).update(b"\n");
        self.put(text)
    }

    fn put(&mut self, text: &str) -> Result<(), BackupError> {
        let Some(out) = &mut self.out else { return Ok(()) };
        self.bytes += text.len() as u64 + 1;
        let written = out.write_all(text.as_bytes()).and_then(|()| out.write_all(b"\n"));
        written.map_err(|error| BackupError::file(&self.partial, error))
    }

    /// Adds the trailer, makes everything durable and gives the file its name; its digest and length.
    pub(crate) fn end(mut self, rows: &[(String, u64)]) -> Result<(String, u64), BackupError> {
        let digest = self.hasher.finalize().to_hex().to_string();
        self.put(&trailer(rows, &digest))?;
        let failed = |error| BackupError::file(&self.partial, error);
        if let Some(out) = self.out.take() {
            let file = out.into_inner().map_err(|error| failed(error.into_error()))?;
            file.sync_all().map_err(failed)?;
        }
        std::fs::rename(&self.partial, &self.target).map_err(|error| BackupError::file(&self.target, error))?;
        // The name is durable once the folder is; where folders cannot be opened the system sees to it.
        if let Ok(folder) = File::open(folder_of(&self.target)) {
            folder.sync_all().map_err(|error| BackupError::file(&self.target, error))?;
        }
        Ok((digest, self.bytes))
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        if self.out.take().is_some() {
            drop(std::fs::remove_file(&self.partial));
        }
    }
}

/// The first line.
pub(crate) fn header(schema: i64, epoch: i64, dialect: &str, made_at: Timestamp) -> String {
    canonical(&json!({
        "semillero_backup": FORMAT, "schema": schema, "epoch": epoch, "dialect": dialect,
        "made_at": made_at.to_string(), "product": env!("CARGO_PKG_VERSION"),
    }))
}

/// The last line: exactly this and nothing else ends a whole backup.
pub(crate) fn trailer(rows: &[(String, u64)], digest: &str) -> String {
    let rows: Vec<_> = rows.iter().map(|(table, rows)| json!([table, rows])).collect();
    canonical(&json!({ "end": { "rows": rows, "blake3": digest } }))
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
}

fn beside(target: &Path, middle: &str) -> PathBuf {
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{middle}.partial"));
    target.with_file_name(name)
}

/// Removes halves that no living process holds.
fn clear(target: &Path) {
    let name = target.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let half = |path: &Path| {
        let of = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let middle = of.strip_prefix(&name).and_then(|rest| rest.strip_prefix('.')?.strip_suffix(".partial"));
        middle.is_some_and(|process| !process.is_empty() && process.chars().all(|c| c.is_ascii_digit()))
    };
    let Ok(entries) = std::fs::read_dir(folder_of(target)) else { return };
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| half(path)) {
        if File::open(&path).is_ok_and(|file| file.try_lock().is_ok()) {
            drop(std::fs::remove_file(&path));
        }
    }
}

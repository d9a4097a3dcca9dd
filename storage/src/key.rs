//! The key that signs invitations, in a file beside the database.

use std::io::{Error, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// Where the key of a database is kept when nobody says otherwise: beside a file, in the current folder for a server.
#[must_use]
pub fn key_file(database: &str) -> PathBuf {
    if database.contains("://") || database == "memory:" {
        return PathBuf::from("semillero.key");
    }
    Path::new(database.trim_start_matches("sqlite:")).with_extension("key")
}

/// Reads the key of a file, or makes both. The file is readable by its owner only; keep it out of backups of the database.
///
/// # Errors
/// When the file cannot be read or made, or does not hold 64 hexadecimal digits.
pub fn signing_key(path: &Path) -> Result<[u8; 32], Error> {
    match std::fs::read_to_string(path) {
        Ok(text) => parse(text.trim()).ok_or_else(|| {
            let what = format!("`{}` does not hold a signing key of 64 hexadecimal digits", path.display());
            Error::new(ErrorKind::InvalidData, what)
        }),
        Err(error) if error.kind() == ErrorKind::NotFound => match create(path) {
            // Another process was faster: its key counts.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                parse(std::fs::read_to_string(path)?.trim()).ok_or_else(|| Error::from(ErrorKind::InvalidData))
            }
            made => made,
        },
        Err(error) => Err(error),
    }
}

fn create(path: &Path) -> Result<[u8; 32], Error> {
    let mut key = [0; 32];
    #[expect(clippy::disallowed_methods, reason = "a key of the deployment, drawn once before there is an ecosystem")]
    getrandom::fill(&mut key).map_err(|error| Error::other(error.to_string()))?;
    let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    // Written beside and linked into place, so that nobody ever reads half a key.
    let half = path.with_extension(format!("{}.tmp", std::process::id()));
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&half)?;
    let linked = writeln!(file, "{hex}").and_then(|()| file.sync_all()).and_then(|()| std::fs::hard_link(&half, path));
    std::fs::remove_file(&half)?;
    linked.map(|()| key)
}

fn parse(text: &str) -> Option<[u8; 32]> {
    let bytes: Vec<u8> = (0..text.len())
        .step_by(2)
        .map(|at| text.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok()))
        .collect::<Option<_>>()?;
    bytes.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_and_a_broken_one_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("semillero.key");
        let key = signing_key(&path).unwrap();
        assert_eq!(signing_key(&path).unwrap(), key);
        std::fs::write(&path, "abc").unwrap();
        assert_eq!(signing_key(&path).unwrap_err().kind(), ErrorKind::InvalidData);
    }
}

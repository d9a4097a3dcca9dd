//! What a file is, by its bytes and never by its name.

use super::{FileProblem, OtherFormat};

/// What can be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Sniffed {
    /// A zip file, which `package` looks into.
    Workbook,
    /// Text, as far as one can see.
    Text,
}

const MAGIC: &[(&[u8], OtherFormat)] = &[
    (b"%PDF-", OtherFormat::Pdf),
    (b"\x89PNG\r\n\x1a\n", OtherFormat::Image),
    (b"\xff\xd8\xff", OtherFormat::Image),
    (b"GIF8", OtherFormat::Image),
    (b"{\\rtf", OtherFormat::OfficeDocument),
    (b"\x1f\x8b", OtherFormat::Archive),
    (b"Rar!\x1a", OtherFormat::Archive),
    (b"7z\xbc\xaf\x27\x1c", OtherFormat::Archive),
];

const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Decides what a file is.
pub(super) fn sniff(bytes: &[u8]) -> Result<Sniffed, FileProblem> {
    if bytes.is_empty() {
        return Err(FileProblem::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Sniffed::Workbook);
    }
    if bytes.starts_with(OLE) {
        // A workbook with a password is an OLE file whose only streams hold the encrypted XLSX.
        let locked = contains(bytes, &wide("EncryptedPackage"));
        let other = if locked { OtherFormat::Locked } else { OtherFormat::Xls };
        return Err(FileProblem::OtherFormat(other));
    }
    if let Some((_, other)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(FileProblem::OtherFormat(*other));
    }
    match markup(bytes) {
        Some(other) => Err(FileProblem::OtherFormat(other)),
        None => Ok(Sniffed::Text),
    }
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

/// Markup that is text and no table: web pages named `.xls`, XML spreadsheets, JSON.
fn markup(bytes: &[u8]) -> Option<OtherFormat> {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let head: Vec<u8> = start.iter().take(256).map(u8::to_ascii_lowercase).collect();
    let starts = |prefix: &str| head.starts_with(prefix.as_bytes());
    if ["<!doctype html", "<html", "<table", "<head", "<meta"].iter().any(|tag| starts(tag)) {
        return Some(OtherFormat::Html);
    }
    if starts("<?xml") {
        return Some(if contains(&head, b"<html") { OtherFormat::Html } else { OtherFormat::Xml });
    }
    let json = ["[{", "{\"", "[["].iter().any(|open| {
        let tight: Vec<u8> = head.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).take(2).collect();
        tight == open.as_bytes()
    });
    json.then_some(OtherFormat::Json)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_decide() {
        assert_eq!(sniff(b""), Err(FileProblem::Empty));
        assert_eq!(sniff(b"%PDF-1.7"), Err(FileProblem::OtherFormat(OtherFormat::Pdf)));
        assert_eq!(sniff(b"\n<HTML><table>"), Err(FileProblem::OtherFormat(OtherFormat::Html)));
        assert_eq!(sniff(b"[ {\"email\""), Err(FileProblem::OtherFormat(OtherFormat::Json)));
        assert_eq!(sniff(b"email,nombre"), Ok(Sniffed::Text));
    }

    #[test]
    fn a_locked_workbook_is_not_an_old_one() {
        let mut bytes = OLE.to_vec();
        assert_eq!(sniff(&bytes), Err(FileProblem::OtherFormat(OtherFormat::Xls)));
        bytes.extend(wide("EncryptedPackage"));
        assert_eq!(sniff(&bytes), Err(FileProblem::OtherFormat(OtherFormat::Locked)));
    }
}

//! What is inside a zip file, and whether it may be inflated at all.

use super::{FileProblem, Limits, OtherFormat};
use std::io::{Cursor, Read, Seek, Write};
use zip::ZipArchive;

/// Makes sure that a zip file is a workbook that fits into memory.
///
/// The declared sizes are added up first, so that an honest bomb costs nothing. A declared size may lie, so everything is then
/// inflated into nowhere and counted: what passes can be handed to a reader that does not count.
pub(super) fn check(bytes: &[u8]) -> Result<(), FileProblem> {
    let damaged = |error: zip::result::ZipError| FileProblem::Damaged { detail: error.to_string() };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > Limits::PACKAGE_FILES {
        return Err(FileProblem::InflatesTooMuch);
    }
    if let Some(other) = what_else(&archive) {
        return Err(FileProblem::OtherFormat(other));
    }
    let packed = bytes.len() as u64;
    let allowed = Limits::INFLATED_BYTES.min(Limits::INFLATED_FREE.max(packed.saturating_mul(Limits::INFLATED_RATIO)));
    let mut declared = 0_u64;
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).map_err(damaged)?;
        if file.encrypted() {
            return Err(FileProblem::OtherFormat(OtherFormat::Locked));
        }
        declared = declared.saturating_add(file.size());
    }
    if declared > allowed {
        return Err(FileProblem::InflatesTooMuch);
    }
    let mut count = Count::default();
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(damaged)?;
        let tags = most_tags(file.name().map_err(damaged)?.as_ref());
        let left = allowed.saturating_sub(count.bytes).saturating_add(1);
        count.tags = 0;
        // A part with a wrong checksum may be a picture nobody needs; whoever needs the part will tell.
        let _ = std::io::copy(&mut file.take(left), &mut count);
        if count.bytes > allowed || count.tags > tags {
            return Err(FileProblem::InflatesTooMuch);
        }
    }
    Ok(())
}

/// How many tags a part may have. Cells are streamed, but of texts and styles each becomes a value in memory, far larger than the
/// five bytes of its tag; Excel itself has at most 64,000 styles.
fn most_tags(name: &str) -> u64 {
    let name = name.to_ascii_lowercase();
    if name.ends_with("sharedstrings.xml") {
        6_000_000
    } else if name.ends_with("styles.xml") {
        300_000
    } else if name.ends_with("workbook.xml") || name.ends_with(".rels") {
        50_000
    } else {
        u64::MAX
    }
}

/// Counts what is written, also when the reading breaks off.
#[derive(Default)]
struct Count {
    bytes: u64,
    tags: u64,
}

impl Write for Count {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.bytes = self.bytes.saturating_add(bytes.len() as u64);
        self.tags = self.tags.saturating_add(bytes.iter().filter(|byte| **byte == b'<').count() as u64);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// What a zip file is if it is no workbook. Workbooks of some programs have parts of other names; their relations tell `calamine`.
fn what_else<R: Read + Seek>(archive: &ZipArchive<R>) -> Option<OtherFormat> {
    let mut found = Some(OtherFormat::Archive);
    for name in archive.file_names().filter_map(Result::ok) {
        let name = name.replace('\\', "/").to_ascii_lowercase();
        match name.trim_start_matches('/') {
            "xl/workbook.xml" => return None,
            "xl/workbook.bin" => return Some(OtherFormat::Xlsb),
            "word/document.xml" | "ppt/presentation.xml" => return Some(OtherFormat::OfficeDocument),
            "mimetype" | "content.xml" => found = Some(OtherFormat::Ods),
            name if name.ends_with(".iwa") => found = Some(OtherFormat::Numbers),
            "_rels/.rels" if found == Some(OtherFormat::Archive) => found = None,
            _ => {}
        }
    }
    found
}

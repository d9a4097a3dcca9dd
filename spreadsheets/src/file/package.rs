//! What is inside a zip file, and whether it may be inflated at all.

use super::{FileProblem, Limits, OtherFormat};
use std::io::{Cursor, Read};
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
    what_it_is(&archive)?;
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
    let mut left = allowed;
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(damaged)?;
        // A file with a wrong checksum may be a picture nobody needs; whoever needs it will tell.
        let inflated = std::io::copy(&mut file.take(left.saturating_add(1)), &mut std::io::sink()).unwrap_or(0);
        left = left.checked_sub(inflated).ok_or(FileProblem::InflatesTooMuch)?;
    }
    Ok(())
}

fn what_it_is<R: Read + std::io::Seek>(archive: &ZipArchive<R>) -> Result<(), FileProblem> {
    let mut found = OtherFormat::Archive;
    for name in archive.file_names().filter_map(Result::ok) {
        let name = name.replace('\\', "/").to_ascii_lowercase();
        match name.trim_start_matches('/') {
            "xl/workbook.bin" => return Err(FileProblem::OtherFormat(OtherFormat::Xlsb)),
            "word/document.xml" | "ppt/presentation.xml" => {
                return Err(FileProblem::OtherFormat(OtherFormat::OfficeDocument));
            }
            "xl/workbook.xml" => return Ok(()),
            "content.xml" | "mimetype" => found = OtherFormat::Ods,
            name if name.ends_with(".iwa") => found = OtherFormat::Numbers,
            // Some programs call the workbook otherwise; its relations tell.
            name if name == "[content_types].xml" && found == OtherFormat::Archive => return Ok(()),
            _ => {}
        }
    }
    Err(FileProblem::OtherFormat(found))
}

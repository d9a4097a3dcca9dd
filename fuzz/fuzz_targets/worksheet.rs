//! Any bytes as the parts inside a workbook. A checksum stands before them in a zip file, so bytes changed at random never get this deep.
#![no_main]

use libfuzzer_sys::fuzz_target;
use semillero_spreadsheets::{Kind, parse, read_table};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

const ROOT: &str = r#"<Relationships><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const RELATIONS: &str = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const BOOK: &str = r#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#;

fn workbook(sheet: &[u8], texts: &[u8], styles: &[u8]) -> Option<Vec<u8>> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let parts: [(&str, &[u8]); 6] = [
        ("_rels/.rels", ROOT.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/sharedStrings.xml", texts),
        ("xl/styles.xml", styles),
    ];
    for (name, bytes) in parts {
        zip.start_file(name, stored).ok()?;
        zip.write_all(bytes).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}

fn read(bytes: &[u8]) {
    // A zero byte separates sheet, shared texts and styles.
    let mut parts = bytes.splitn(3, |byte| *byte == 0);
    let mut part = |default: &'static [u8]| parts.next().filter(|part| !part.is_empty()).unwrap_or(default);
    let sheet = part(b"<worksheet><sheetData/></worksheet>");
    let texts = part(b"<sst><si><t>correo</t></si></sst>");
    let styles = part(b"<styleSheet><cellXfs><xf/><xf numFmtId=\"14\"/></cellXfs></styleSheet>");
    let Some(book) = workbook(sheet, texts, styles) else { return };
    if let Ok(table) = read_table(&book, "file", None) {
        for kind in Kind::ALL {
            let _ = parse(&table, kind);
        }
    }
}

// The panics of calamine are caught where it is called; libfuzzer's hook would end the run before. One that nobody catches still does.
fuzz_target!(init: std::panic::set_hook(Box::new(|_| {})), |bytes: &[u8]| read(bytes));

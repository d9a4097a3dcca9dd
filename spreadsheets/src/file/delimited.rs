//! Tables in text files.

use super::header::Gathered;
use super::records::Records;
use super::{Cell, Encoding, FileProblem, Format, Limits, Origin, Table, dialect, encoding};
use crate::meaning::Warning;
use crate::message::Message;
use crate::texts;

/// Reads a delimited text.
pub(super) fn read(bytes: &[u8], file_name: &str) -> Result<Table, FileProblem> {
    let (text, encoding) = encoding::decode(bytes)?;
    let (text, declared) = dialect::declared(text.strip_prefix('\u{feff}').unwrap_or(&text));
    let delimiter = declared.unwrap_or_else(|| dialect::detect(text));
    let (mut records, mut cells, mut gathered) = (Records::new(text, delimiter), Vec::new(), Gathered::default());
    while let Some(line) = records.next(&mut cells)? {
        // What is far too wide would be copied before it is refused.
        let narrow = cells.iter().take(Limits::COLUMNS + 1);
        let beyond = cells.iter().skip(Limits::COLUMNS + 1).any(|cell| !cell.trim().is_empty());
        if beyond {
            return Err(FileProblem::TooManyColumns { line });
        }
        gathered.push(line, narrow.map(|cell| Cell::from_text(cell)).collect())?;
    }
    let mut warnings = Vec::new();
    if encoding == Encoding::Mixed {
        warnings.push(Warning { column: None, message: Message::new(&texts::MIXED_ENCODING, []) });
    }
    if let Some(sample) = encoding::twice_encoded(text) {
        let sample: String = sample.chars().take(60).collect();
        warnings
            .push(Warning { column: None, message: Message::new(&texts::TWICE_ENCODED, [("sample", sample.into())]) });
    }
    let origin = Origin {
        file_name: file_name.to_owned(),
        format: Format::Delimited,
        encoding: Some(encoding),
        delimiter: Some(char::from(delimiter)),
        sheet: None,
        sheets: Vec::new(),
        header_line: 0,
    };
    gathered.into_table(origin, warnings)
}

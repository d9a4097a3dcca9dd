//! What was found out about a file.

use serde::Serialize;

/// What kind of file a table came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Text with a separator.
    Delimited,
    /// A workbook of Excel, LibreOffice or Google Sheets.
    Xlsx,
}

/// How the text of a CSV file is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Encoding {
    /// UTF-8, with or without a byte-order mark.
    #[serde(rename = "utf-8")]
    Utf8,
    /// UTF-16, low byte first: the "Unicode text" of Excel.
    #[serde(rename = "utf-16le")]
    Utf16Le,
    /// UTF-16, high byte first.
    #[serde(rename = "utf-16be")]
    Utf16Be,
    /// Windows-1252: the plain "CSV" of Excel on Windows; some character is outside Latin-1.
    #[serde(rename = "windows-1252")]
    Windows1252,
    /// ISO 8859-1, of which Windows-1252 is a superset.
    #[serde(rename = "iso-8859-1")]
    Latin1,
    /// The plain "CSV" of Excel on a Mac.
    #[serde(rename = "macintosh")]
    MacRoman,
    /// Some lines UTF-8 and some Windows-1252: two files pasted together.
    #[serde(rename = "mixed")]
    Mixed,
}

/// What was found out about a file on the way to its table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Origin {
    /// The name the file was given with.
    pub file_name: String,
    /// What kind of file it is.
    pub format: Format,
    /// How its text is encoded; only of delimited files.
    pub encoding: Option<Encoding>,
    /// What separates its cells; only of delimited files.
    pub delimiter: Option<char>,
    /// The sheet that was read; only of workbooks.
    pub sheet: Option<String>,
    /// All sheets of the workbook in their order.
    pub sheets: Vec<String>,
    /// The row of the header, as the spreadsheet numbers it.
    pub header_line: u32,
}

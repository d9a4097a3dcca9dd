//! Why a file cannot be read as a table.

use super::Limits;
use crate::message::{Arg, Message};
use crate::texts;
use semillero_core::values::Locale;

macro_rules! other_formats {
    ($($(#[$meta:meta])* $variant:ident ($es:literal, $en:literal) ($res:literal, $ren:literal))+) => {
        /// A file that is something else than a CSV file or an XLSX workbook.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum OtherFormat { $($(#[$meta])* $variant),+ }

        impl OtherFormat {
            const fn what(self) -> (&'static str, &'static str) { match self { $(Self::$variant => ($es, $en)),+ } }
            const fn how(self) -> (&'static str, &'static str) { match self { $(Self::$variant => ($res, $ren)),+ } }
        }
    };
}

other_formats! {
    /// A workbook of Excel 97 to 2003 (`.xls`).
    Xls ("un libro antiguo de Excel (.xls)", "an old Excel workbook (.xls)")
        ("ábralo en Excel y guárdelo como libro de Excel (.xlsx)", "open it in Excel and save it as an Excel workbook (.xlsx)")
    /// A workbook locked with a password.
    Locked ("un libro protegido con contraseña", "a workbook locked with a password")
        ("quite la contraseña al guardarlo, o guárdelo como CSV", "save it without a password, or as CSV")
    /// A binary workbook (`.xlsb`).
    Xlsb ("un libro binario de Excel (.xlsb)", "a binary Excel workbook (.xlsb)")
        ("guárdelo como libro de Excel (.xlsx)", "save it as an Excel workbook (.xlsx)")
    /// A workbook of LibreOffice (`.ods`).
    Ods ("un libro de LibreOffice (.ods)", "a LibreOffice workbook (.ods)")
        ("guárdelo como Excel 2007-365 (.xlsx) o como CSV", "save it as Excel 2007-365 (.xlsx) or as CSV")
    /// A workbook of Apple Numbers.
    Numbers ("un libro de Numbers", "a Numbers workbook")
        ("en Numbers elija Archivo, Exportar a, Excel", "in Numbers choose File, Export To, Excel")
    /// A document or a presentation of an office suite.
    OfficeDocument ("un documento o una presentación, no una hoja de cálculo", "a document or a presentation, not a spreadsheet")
        ("copie la tabla a una hoja de cálculo y guárdela como XLSX o CSV", "copy the table into a spreadsheet and save that as XLSX or CSV")
    /// A web page, which some systems export with the name `.xls`.
    Html ("una página web", "a web page")
        ("ábrala en la hoja de cálculo y guárdela como XLSX o CSV", "open it in a spreadsheet program and save it as XLSX or CSV")
    /// XML, such as the XML spreadsheet of Excel 2003.
    Xml ("un archivo XML", "an XML file")
        ("ábralo en la hoja de cálculo y guárdelo como XLSX o CSV", "open it in a spreadsheet program and save it as XLSX or CSV")
    /// JSON.
    Json ("un archivo JSON", "a JSON file")
        ("expórtelo como CSV", "export it as CSV")
    /// A PDF.
    Pdf ("un PDF", "a PDF")
        ("pida la hoja de cálculo de la que salió", "ask for the spreadsheet it was made from")
    /// A picture.
    Image ("una imagen", "a picture")
        ("pida la hoja de cálculo de la que salió", "ask for the spreadsheet it was made from")
    /// An archive with other files inside.
    Archive ("un archivo comprimido", "a compressed archive")
        ("descomprímalo y elija la hoja de cálculo que contiene", "unpack it and choose the spreadsheet inside")
    /// Bytes that are no text.
    Binary ("un archivo binario", "a binary file")
        ("guarde la tabla como XLSX o CSV", "save the table as XLSX or CSV")
}

/// Why a file cannot be read as a table. Text and remedy come in Spanish and English; `Display` is the English text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
pub enum FileProblem {
    /// There is nothing in it.
    Empty,
    /// It has more than [`Limits::BYTES`].
    TooLarge {
        /// How many it has.
        bytes: usize,
    },
    /// It is something else.
    OtherFormat(OtherFormat),
    /// It would take more memory than a table of people ever needs.
    InflatesTooMuch,
    /// It is a workbook, and cannot be read.
    Damaged {
        /// What the reader of workbooks says, in English.
        detail: String,
    },
    /// The sheet that was asked for is not in the workbook.
    NoSuchSheet {
        /// What was asked for.
        sheet: String,
        /// What there is.
        known: Vec<String>,
    },
    /// There is no row with anything in it.
    NoTable,
    /// There are more rows of data than [`Limits::ROWS`].
    TooManyRows,
    /// A row has more columns than [`Limits::COLUMNS`].
    TooManyColumns {
        /// The row.
        line: u32,
    },
    /// A cell has more characters than [`Limits::CELL_CHARS`].
    CellTooLong {
        /// The row.
        line: u32,
        /// The letter of the column.
        letter: String,
    },
    /// A quotation mark opens a cell and nothing closes it.
    OpenQuote {
        /// The row in which it opens.
        line: u32,
    },
    /// The columns are those of no known kind of table.
    UnknownKind {
        /// The headers that were found.
        found: Vec<String>,
    },
}

impl FileProblem {
    /// What to say about it, in Spanish and English.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Empty => Message::new(&texts::EMPTY_FILE, []),
            Self::TooLarge { bytes } => {
                Message::new(&texts::FILE_TOO_LARGE, [("bytes", (*bytes).into()), ("most", Limits::BYTES.into())])
            }
            Self::OtherFormat(other) => {
                Message::new(&texts::OTHER_FORMAT, [("what", other.what().into()), ("how", other.how().into())])
            }
            Self::InflatesTooMuch => Message::new(&texts::INFLATES_TOO_MUCH, []),
            Self::Damaged { detail } => Message::new(&texts::DAMAGED, [("detail", detail.as_str().into())]),
            Self::NoSuchSheet { sheet, known } => {
                Message::new(&texts::NO_SUCH_SHEET, [("sheet", sheet.as_str().into()), ("known", quoted(known))])
            }
            Self::NoTable => Message::new(&texts::NO_TABLE, []),
            Self::TooManyRows => Message::new(&texts::TOO_MANY_ROWS, [("most", Limits::ROWS.into())]),
            Self::TooManyColumns { line } => {
                Message::new(&texts::TOO_MANY_COLUMNS, [("most", Limits::COLUMNS.into()), ("line", (*line).into())])
            }
            Self::CellTooLong { line, letter } => Message::new(
                &texts::CELL_TOO_LONG,
                [("most", Limits::CELL_CHARS.into()), ("line", (*line).into()), ("letter", letter.as_str().into())],
            ),
            Self::OpenQuote { line } => Message::new(&texts::OPEN_QUOTE, [("line", (*line).into())]),
            Self::UnknownKind { found } => Message::new(&texts::UNKNOWN_KIND, [("found", quoted(found))]),
        }
    }

    /// The name of the problem for programs, such as `other_format`.
    #[must_use]
    pub fn key(&self) -> &'static str {
        self.message().key()
    }

    /// What is wrong.
    #[must_use]
    pub fn text(&self, locale: Locale) -> String {
        self.message().text(locale)
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self, locale: Locale) -> String {
        self.message().remedy(locale)
    }
}

fn quoted(names: &[String]) -> Arg {
    let shown: Vec<String> = names.iter().take(12).map(|name| format!("`{name}`")).collect();
    shown.join(", ").into()
}

//! Spreadsheets as people have them, read into people, ventures, mentorships and sessions.
//!
//! Three pure steps on bytes, none of which touches a disk, a clock or a network:
//!
//! 1. [`read_table`] finds out what the file is (CSV in any of its dialects and encodings, or XLSX), refuses what it is not, finds the
//!    header row and gives a [`Table`] of cells, each row with the number its owner sees in the spreadsheet.
//! 2. [`recognise`] guesses from the headers which [`Kind`] of table it is.
//! 3. [`parse`] reads the cells into typed lines. Every mistake of every cell is told at once, in Spanish and English, with a remedy.
//!
//! ```
//! use semillero_spreadsheets::{Rows, parse, read_table, recognise};
//!
//! let bytes = "Correo electrónico;Nombre;Apellidos;Rol\nana@example.org;Ana;Ruiz;Mentora\n".as_bytes();
//! let table = read_table(bytes, "personas.csv", None)?;
//! let sheet = parse(&table, recognise(&table)?);
//! assert!(sheet.mistakes.is_empty());
//! let Rows::People(people) = &sheet.rows else { unreachable!() };
//! assert_eq!(people[0].value.display_name, "Ana Ruiz");
//! assert_eq!(people[0].line, 2);
//! # Ok::<(), semillero_spreadsheets::FileProblem>(())
//! ```
//!
//! # What is decided where a spreadsheet is ambiguous
//!
//! - **Day first.** `04/05/2026` is the 4th of May. `05/23/2026` is a mistake, not the 23rd of May.
//! - **Two-digit years** up to 69 are of this century, the others of the last.
//! - **`1.000` and `1,000`** may be one or a thousand, so they are a mistake; `1,5` and `1.5` are one and a half, `1.234,5` and
//!   `1,234.5` are plain.
//! - **Times have no zone.** A session starts at the local time that was written; the caller knows where.
//! - **A repeated key** (e-mail, venture, pair, session) is a mistake of the later line, which names the earlier one.
//! - **`-`, `n/a` and `s/d`** alone in a cell are the same as an empty cell.
//! - **Hidden rows and columns** are read like the others.

mod file;
mod kinds;
mod meaning;
mod message;
mod template;
mod texts;
mod values;

pub use file::{
    Cell, Column, Encoding, FileProblem, Format, Limits, Origin, OtherFormat, Row, Table, column_letter, read_table,
};
pub use kinds::{
    CellType, Field, Kind, MentorshipLine, Need, PersonLine, SessionLine, SessionOutcome, Side, VentureLine,
};
pub use meaning::{CellMistake, ColumnUse, Line, Rows, Sheet, Warning, parse, recognise, week_of_words};
pub use message::Message;
/// The two languages of every message, as the core has them.
pub use semillero_core::values::Locale;
pub use template::template;
pub use texts::TEXTS;
pub use values::{place_in_words, place_of_words, week_in_words, zone_of_words};

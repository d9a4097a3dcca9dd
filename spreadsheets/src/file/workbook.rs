//! Tables in XLSX workbooks.

use super::header::{self, Gathered};
use super::{Cell, FileProblem, Format, Limits, Origin, Table, package};
use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};
use semillero_core::values::label_key;
use std::io::Cursor;

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Sheets that are looked at when none is named.
const SHEETS_TRIED: usize = 30;

/// Reads one sheet of a workbook.
///
/// `calamine` reckons with unchecked numbers from the file (a `dimension` of `C3:A1`), so that with overflow checks a damaged workbook
/// makes it panic; the fuzzer found that. No file may take a host down, so the panic ends here.
pub(super) fn read(bytes: &[u8], file_name: &str, sheet: Option<&str>) -> Result<Table, FileProblem> {
    package::check(bytes)?;
    // Everything that is half done when a panic comes is dropped with it.
    let guarded = std::panic::AssertUnwindSafe(|| read_book(bytes, file_name, sheet));
    std::panic::catch_unwind(guarded)
        .unwrap_or_else(|_| Err(FileProblem::Damaged { detail: "a number in it is out of range".to_owned() }))
}

fn read_book(bytes: &[u8], file_name: &str, sheet: Option<&str>) -> Result<Table, FileProblem> {
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let sheets = book.sheet_names();
    let name = match sheet {
        Some(wanted) => named(&sheets, wanted)?,
        None => likeliest(&mut book)?,
    };
    let gathered = gather(&mut book, &name, false)?;
    let origin = Origin {
        file_name: file_name.to_owned(),
        format: Format::Xlsx,
        encoding: None,
        delimiter: None,
        sheet: Some(name),
        sheets,
        header_line: 0,
    };
    gathered.into_table(origin, Vec::new())
}

fn damaged(error: &XlsxError) -> FileProblem {
    FileProblem::Damaged { detail: error.to_string() }
}

fn named(sheets: &[String], wanted: &str) -> Result<String, FileProblem> {
    let key = label_key(wanted);
    let same = |name: &&String| label_key(name) == key;
    let found = sheets.iter().find(|name| *name == wanted).or_else(|| sheets.iter().find(same));
    found.cloned().ok_or_else(|| FileProblem::NoSuchSheet { sheet: wanted.to_owned(), known: sheets.to_vec() })
}

/// The visible sheet whose first rows hold the most known column names, the first of equals.
fn likeliest(book: &mut Book<'_>) -> Result<String, FileProblem> {
    let readable =
        |sheet: &&calamine::Sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible;
    let names: Vec<String> =
        book.sheets_metadata().iter().filter(readable).map(|sheet| sheet.name.clone()).take(SHEETS_TRIED).collect();
    if names.len() < 2 {
        return names.into_iter().next().ok_or(FileProblem::NoTable);
    }
    let mut best: Option<(String, usize)> = None;
    for name in names {
        let likeness = gather(book, &name, true).map_or(0, |start| header::likeness(start.rows()));
        if best.as_ref().is_none_or(|(_, most)| likeness > *most) {
            best = Some((name, likeness));
        }
    }
    best.map(|(name, _)| name).ok_or(FileProblem::NoTable)
}

/// Streams the cells of a sheet into rows. A sheet whose only cells are A1 and XFD1048576 costs two cells, not a rectangle.
fn gather(book: &mut Book<'_>, name: &str, only_start: bool) -> Result<Gathered, FileProblem> {
    let mut reader = book.worksheet_cells_reader(name).map_err(|error| damaged(&error))?;
    let mut gathered = Gathered::default();
    let (mut line, mut cells) = (1_u32, Vec::new());
    while let Some(found) = reader.next_cell().map_err(|error| damaged(&error))? {
        let (row, column) = found.get_position();
        let here = row.saturating_add(1);
        if here < line {
            return Err(FileProblem::Damaged { detail: format!("row {here} follows row {line}") });
        }
        if here > line {
            gathered.push(line, std::mem::take(&mut cells))?;
            line = here;
            if only_start && gathered.holds_header() {
                return Ok(gathered);
            }
        }
        let cell = convert(found.get_value());
        if cell.is_empty() {
            continue;
        }
        let at = usize::try_from(column).unwrap_or(usize::MAX);
        if at >= Limits::COLUMNS {
            return Err(FileProblem::TooManyColumns { line });
        }
        if cells.len() <= at {
            cells.resize(at + 1, Cell::Empty);
        }
        if let Some(slot) = cells.get_mut(at) {
            *slot = cell;
        }
    }
    gathered.push(line, cells)?;
    Ok(gathered)
}

fn convert(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::String(text) => text_cell(text),
        DataRef::SharedString(text) => text_cell(text),
        DataRef::Bool(yes) => Cell::Boolean(*yes),
        DataRef::DateTime(serial) => moment(serial),
        DataRef::DateTimeIso(text) => iso(text),
        DataRef::DurationIso(text) => Cell::from_text(text),
        DataRef::Error(error) => Cell::Error(error.to_string().into()),
        DataRef::Empty => Cell::Empty,
    }
}

/// Text of a workbook may hold `_x000D_` and carriage returns of other systems.
fn text_cell(text: &str) -> Cell {
    if text.contains('\r') || text.contains("_x000D_") {
        return Cell::from_text(&text.replace("_x000D_", "\r").replace("\r\n", "\n").replace('\r', "\n"));
    }
    Cell::from_text(text)
}

/// A number in a date format: a whole one is a day, one below 1 a time of day, any other both.
fn moment(serial: &calamine::ExcelDateTime) -> Cell {
    let value = serial.as_f64();
    if serial.is_duration() || (0.0..1.0).contains(&value) {
        return crate::values::time_of_fraction(value).map_or(Cell::Number(value), Cell::Time);
    }
    let Some(moment) = (0.0..2_958_466.0).contains(&value).then(|| serial.as_datetime()).flatten() else {
        return Cell::Number(value);
    };
    of_moment(moment)
}

/// Serial numbers are binary fractions of a day; to the second they are exact.
fn of_moment(moment: NaiveDateTime) -> Cell {
    let rounded = moment.checked_add_signed(TimeDelta::milliseconds(500)).and_then(|moment| moment.with_nanosecond(0));
    let moment = rounded.unwrap_or(moment);
    if moment.time() == NaiveTime::MIN { Cell::Date(moment.date()) } else { Cell::DateTime(moment) }
}

fn iso(text: &str) -> Cell {
    if let Ok(date) = text.parse::<NaiveDate>() {
        return Cell::Date(date);
    }
    text.trim_end_matches('Z').parse::<NaiveDateTime>().map_or_else(|_| Cell::from_text(text), of_moment)
}

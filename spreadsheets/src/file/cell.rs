//! One cell, of the kind its owner gave it.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

/// One cell. In CSV every cell is text; XLSX keeps numbers, dates, booleans and errors apart.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    /// Nothing, or only space.
    #[default]
    Empty,
    /// Text, without the space around it.
    Text(Box<str>),
    /// A number.
    Number(f64),
    /// Yes or no.
    Boolean(bool),
    /// A calendar day.
    Date(NaiveDate),
    /// A day with a time of day.
    DateTime(NaiveDateTime),
    /// A time of day, or a length of time below a day.
    Time(NaiveTime),
    /// A formula that failed, as the spreadsheet shows it: `#REF!`.
    Error(Box<str>),
}

/// What spreadsheets write into the cell of a formula that failed, in English and in Spanish.
const ERRORS: &[&str] = &[
    "#REF!",
    "#N/A",
    "#N/D",
    "#VALUE!",
    "#DIV/0!",
    "#NAME?",
    "#NULL!",
    "#NUM!",
    "#SPILL!",
    "#CALC!",
    "#¡REF!",
    "#¡VALOR!",
    "#¡DIV/0!",
    "#¿NOMBRE?",
    "#¡NULO!",
    "#¡NUM!",
    "#¡DESBORDAMIENTO!",
    "#ERROR!",
    "Err:502",
    "Err:504",
    "Err:508",
    "Err:509",
];

impl Cell {
    /// Makes a cell from text: space around it goes, what spreadsheets show for a failed formula is an error, and `="0012"` (how some
    /// programs keep zeros) is `0012`.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        let text = trimmed(text);
        let text = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')).map_or(text, trimmed);
        if text.is_empty() {
            Self::Empty
        } else if ERRORS.contains(&text) {
            Self::Error(text.into())
        } else {
            Self::Text(text.into())
        }
    }

    /// Whether nothing is in it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// The cell as a person would type it: `3` and not `3.0`, `2026-05-04`, `09:30`, `true`.
    #[must_use]
    pub fn show(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Error(text) => text.to_string(),
            Self::Number(number) if number.abs() >= 1e15 => format!("{number:e}"),
            Self::Number(number) => number.to_string(),
            Self::Boolean(yes) => yes.to_string(),
            Self::Date(date) => date.to_string(),
            Self::DateTime(moment) => moment.format("%Y-%m-%d %H:%M").to_string(),
            Self::Time(time) => time.format("%H:%M").to_string(),
        }
    }
}

/// Space that nobody sees: besides the usual kinds the byte-order mark, zero-width characters and the soft hyphen.
fn invisible(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{ad}' | '\u{202a}'..='\u{202e}')
        || c.is_control()
}

/// A text without what cannot be seen around it.
pub(crate) fn trimmed(text: &str) -> &str {
    text.trim_matches(invisible)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_show_without_decimals() {
        assert_eq!(Cell::Number(3.0).show(), "3");
        assert_eq!(Cell::Number(1.5).show(), "1.5");
    }

    #[test]
    fn invisible_space_is_no_content() {
        assert_eq!(Cell::from_text("\u{a0}\u{200b} \t"), Cell::Empty);
        assert_eq!(Cell::from_text("=\"0012\""), Cell::Text("0012".into()));
        assert_eq!(Cell::from_text("#¡REF!"), Cell::Error("#¡REF!".into()));
    }
}

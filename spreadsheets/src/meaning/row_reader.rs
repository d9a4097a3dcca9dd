//! One row, asked for its fields one by one; every mistake is written down where it is found.

use super::columns::Mapping;
use super::mistakes::{Found, shortened};
use crate::file::{Cell, Column, Limits, Row, Table};
use crate::kinds::Need;
use crate::message::{Arg, Message};
use crate::texts;
use crate::values::{
    Choices, NumberFault, WeekFault, emails, items, number, place_of_words, week, yes_or_no, zone_of_words,
};
use semillero_core::errors::Text;
use semillero_core::people::FreeTime;
use semillero_core::values::{EmailAddress, Place, TimeZone};

/// A row that is being read.
pub(super) struct RowReader<'t> {
    pub(super) table: &'t Table,
    pub(super) mapping: &'t Mapping,
    pub(super) row: &'t Row,
    pub(super) found: &'t mut Found,
    /// Whether a mistake was found in it.
    pub(super) bad: bool,
}

impl<'t> RowReader<'t> {
    fn column(&self, field: &str) -> Option<&'t Column> {
        self.table.columns.get(self.mapping.place(field)?)
    }

    /// Writes a mistake down.
    pub(super) fn mistake<const N: usize>(
        &mut self,
        field: &str,
        value: &str,
        text: &'static Text,
        args: [(&'static str, Arg); N],
    ) {
        self.bad = true;
        let column = self.column(field);
        self.found.add(self.row.line, column, value, Message::new(text, args));
    }

    /// Writes down that a value is not what it should be.
    pub(super) fn wrong(&mut self, field: &str, value: &str, text: &'static Text) {
        self.mistake(field, value, text, [("value", shortened(value).into())]);
    }

    /// The cell of a field, unless it is empty. A failed formula is a mistake, and so is an empty cell that is needed.
    pub(super) fn cell(&mut self, field: &str) -> Option<&'t Cell> {
        let cell = self.mapping.place(field).and_then(|at| self.row.cells.get(at)).unwrap_or(&Cell::Empty);
        match cell {
            Cell::Error(error) => {
                self.wrong(field, error, &texts::ERROR_CELL);
                None
            }
            Cell::Text(text) if is_nothing(text) => self.nothing(field),
            Cell::Empty => self.nothing(field),
            _ => Some(cell),
        }
    }

    fn nothing(&mut self, field: &str) -> Option<&'t Cell> {
        if let Some(known) = self.mapping.kind.field(field).filter(|known| known.need == Need::Always) {
            self.mistake(field, "", &texts::EMPTY_CELL, [("field", known.label.into())]);
        }
        None
    }

    /// The text of a field.
    pub(super) fn text(&mut self, field: &str) -> Option<String> {
        self.cell(field).map(Cell::show)
    }

    /// The text of a field on one line.
    pub(super) fn name(&mut self, field: &str) -> Option<String> {
        self.text(field).map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// The addresses of a field.
    pub(super) fn emails(&mut self, field: &str) -> Option<Vec<EmailAddress>> {
        let text = self.text(field)?;
        match emails(&text) {
            Ok(found) if found.is_empty() => self.wrong(field, &text, &texts::BAD_EMAIL),
            Ok(found) if found.len() > Limits::LIST_ITEMS => self.too_many(field, &text, found.len()),
            Ok(found) => return Some(found),
            Err(part) => self.mistake(field, &text, &texts::BAD_EMAIL, [("value", shortened(&part).into())]),
        }
        None
    }

    /// The one address of a field.
    pub(super) fn email(&mut self, field: &str) -> Option<EmailAddress> {
        let mut found = self.emails(field)?;
        if found.len() > 1 {
            let text = self.text(field).unwrap_or_default();
            self.wrong(field, &text, &texts::TWO_EMAILS);
            return None;
        }
        found.pop()
    }

    /// The items of a list.
    pub(super) fn list(&mut self, field: &str) -> Vec<String> {
        let Some(text) = self.text(field) else { return Vec::new() };
        let found = items(&text);
        if found.len() > Limits::LIST_ITEMS {
            self.too_many(field, &text, found.len());
        }
        found
    }

    fn too_many(&mut self, field: &str, text: &str, length: usize) {
        self.mistake(
            field,
            text,
            &texts::TOO_MANY_ITEMS,
            [("length", length.into()), ("most", Limits::LIST_ITEMS.into())],
        );
    }

    /// The code of a place.
    pub(super) fn place(&mut self, field: &str) -> Option<Place> {
        let shown = self.text(field)?;
        let found = place_of_words(&shown);
        if found.is_none() {
            self.wrong(field, &shown, &texts::BAD_PLACE);
        }
        found
    }

    /// A time zone.
    pub(super) fn time_zone(&mut self, field: &str) -> Option<TimeZone> {
        let shown = self.text(field)?;
        let found = zone_of_words(&shown);
        if found.is_none() {
            self.wrong(field, &shown, &texts::BAD_TIME_ZONE);
        }
        found
    }

    /// Free time of a week.
    pub(super) fn week(&mut self, field: &str) -> Vec<FreeTime> {
        let Some(shown) = self.text(field) else { return Vec::new() };
        match week_of_words(&shown) {
            Ok(times) => times,
            Err(message) => {
                self.bad = true;
                let column = self.column(field);
                self.found.add(self.row.line, column, &shown, message);
                Vec::new()
            }
        }
    }

    /// A whole number between two bounds.
    pub(super) fn whole(&mut self, field: &str, least: u8, most: u8) -> Option<u8> {
        let cell = self.cell(field)?;
        let shown = cell.show();
        let value = match cell {
            Cell::Number(value) => *value,
            _ => match number(&shown) {
                Ok(value) => value,
                Err(fault) => return self.no_number(field, &shown, &fault),
            },
        };
        if value.fract() != 0.0 {
            self.wrong(field, &shown, &texts::NOT_WHOLE);
            return None;
        }
        self.within(field, &shown, value, (least.into(), most.into())).and_then(|value| u8::try_from(value).ok())
    }

    /// A rounded number, if it is between two bounds.
    pub(super) fn within(&mut self, field: &str, shown: &str, value: f64, (least, most): (u32, u32)) -> Option<u16> {
        if (f64::from(least)..=f64::from(most)).contains(&value.round()) {
            return Some(value.round() as u16);
        }
        let args = [("value", shortened(shown).into()), ("least", least.into()), ("most", most.into())];
        self.mistake(field, shown, &texts::OUT_OF_RANGE, args);
        None
    }

    /// Tells why a text is no number.
    pub(super) fn no_number<T>(&mut self, field: &str, shown: &str, fault: &NumberFault) -> Option<T> {
        match fault {
            NumberFault::NotANumber => self.wrong(field, shown, &texts::BAD_NUMBER),
            NumberFault::Ambiguous(small, large) => {
                let args =
                    [("value", shown.into()), ("small", small.to_string().into()), ("large", large.to_string().into())];
                self.mistake(field, shown, &texts::AMBIGUOUS_NUMBER, args);
            }
        }
        None
    }

    /// Yes or no.
    pub(super) fn yes_no(&mut self, field: &str) -> Option<bool> {
        let cell = self.cell(field)?;
        let shown = cell.show();
        let answer = match cell {
            Cell::Boolean(yes) => Some(*yes),
            _ => yes_or_no(&shown),
        };
        if answer.is_none() {
            self.no_choice(field, &shown, ("sí, no".into(), "yes, no".into()));
        }
        answer
    }

    /// One of a few words.
    pub(super) fn choice<T: Copy>(&mut self, field: &str, choices: &Choices<T>) -> Option<T> {
        let shown = self.text(field)?;
        let chosen = choices.choose(&shown);
        if chosen.is_none() {
            let join = |words: Vec<&str>| words.join(", ");
            let es = join(choices.all.iter().map(|choice| choice.label.0).collect());
            let en = join(choices.all.iter().map(|choice| choice.label.1).collect());
            self.no_choice(field, &shown, (es, en));
        }
        chosen
    }

    fn no_choice(&mut self, field: &str, shown: &str, (es, en): (String, String)) {
        let label = self.mapping.kind.field(field).map_or(("", ""), |known| known.label);
        let args = [("value", shortened(shown).into()), ("field", label.into()), ("known", Arg::Each(es, en))];
        self.mistake(field, shown, &texts::NOT_A_CHOICE, args);
    }

    /// Tells when a key was in an earlier line.
    pub(super) fn unique(&mut self, field: &str, key: String, shown: &str) {
        if let Some(line) = self.found.repeats(key, self.row.line) {
            self.mistake(field, shown, &texts::REPEATED, [("value", shortened(shown).into()), ("line", line.into())]);
        }
    }
}

/// The most lines of free time that a person may have.
const MOST_TIMES: usize = 50;

/// Reads free time as people write it, such as `lun-vie 18:00-20:00; sáb 9:00-12:00` or `Mondays and Wednesdays from 6 to 8 pm`, in
/// Spanish and English. What overlaps or touches becomes one, Monday comes first, and an empty text is no time.
///
/// # Errors
/// What is wrong with it and what to do: a part that is neither day nor time, days without hours, hours without a day, hours that end
/// before they begin, more than 50 times.
pub fn week_of_words(text: &str) -> Result<Vec<FreeTime>, Message> {
    let told = |text: &'static Text, part: &str| Message::new(text, [("value", shortened(part).into())]);
    let times = week(text).map_err(|fault| match &fault {
        WeekFault::Unknown(part) => told(&texts::UNKNOWN_IN_WEEK, part),
        WeekFault::NotHours(part) => told(&texts::NOT_HOURS, part),
        WeekFault::NoDay(part) => told(&texts::NO_DAY, part),
        WeekFault::NoHours(part) => told(&texts::NO_HOURS, part),
        WeekFault::EndsTooSoon(part) => told(&texts::ENDS_TOO_SOON, part),
    })?;
    if times.len() > MOST_TIMES {
        let args = [("length", times.len().into()), ("most", MOST_TIMES.into())];
        return Err(Message::new(&texts::TOO_MANY_ITEMS, args));
    }
    Ok(times)
}

/// What people write into a cell to say that nothing belongs there.
fn is_nothing(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '-' | '–' | '—'))
        || matches!(text, "n/a" | "N/A" | "n/d" | "N/D" | "s/d" | "S/D" | "n.a." | "N.A.")
}

//! Days, times and lengths of time in a row.

use super::mistakes::shortened;
use super::row_reader::RowReader;
use crate::file::Cell;
use crate::texts;
use crate::values::{DateFault, YEARS, date_and_time, length_in_minutes, of_serial, time_of_day, time_of_fraction};
use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

impl RowReader<'_> {
    /// A day, with its time if one is written.
    pub(super) fn day(&mut self, field: &str) -> Option<(NaiveDate, Option<NaiveTime>)> {
        let cell = self.cell(field)?;
        let shown = cell.show();
        let read = match cell {
            Cell::Date(date) => in_range(*date).map(|date| (date, None)),
            Cell::DateTime(moment) => in_range(moment.date()).map(|date| (date, Some(moment.time()))),
            Cell::Number(serial) => of_serial(*serial).map_or_else(|| date_and_time(&shown), Ok),
            Cell::Text(text) => date_and_time(text),
            _ => Err(DateFault::NotADate),
        };
        match read {
            Ok(day) => return Some(day),
            Err(DateFault::NotADate) => self.wrong(field, &shown, &texts::BAD_DATE),
            Err(DateFault::Impossible) => self.wrong(field, &shown, &texts::IMPOSSIBLE_DATE),
            Err(DateFault::MonthFirst(date)) => {
                let args = [("value", shortened(&shown).into()), ("iso", date.to_string().into())];
                self.mistake(field, &shown, &texts::MONTH_FIRST, args);
            }
            Err(DateFault::YearOutOfRange) => {
                let bounds = (i64::from(YEARS.0), i64::from(YEARS.1));
                let args = [("value", shortened(&shown).into()), ("least", bounds.0.into()), ("most", bounds.1.into())];
                self.mistake(field, &shown, &texts::YEAR_OUT_OF_RANGE, args);
            }
        }
        None
    }

    /// A time of day.
    pub(super) fn time(&mut self, field: &str) -> Option<NaiveTime> {
        let cell = self.cell(field)?;
        let shown = cell.show();
        let time = match cell {
            Cell::Time(time) => Some(*time),
            Cell::DateTime(moment) => Some(moment.time()),
            Cell::Number(part) => time_of_fraction(*part).or_else(|| time_of_day(&shown)),
            Cell::Text(text) => time_of_day(text).or_else(|| date_and_time(text).ok().and_then(|(_, time)| time)),
            _ => None,
        };
        if time.is_none() {
            self.wrong(field, &shown, &texts::BAD_TIME);
        }
        time
    }

    /// A length of time in minutes, 1 to a day. A bare number counts `unit` minutes.
    pub(super) fn length(&mut self, field: &str, unit: f64) -> Option<u16> {
        let cell = self.cell(field)?;
        let shown = cell.show();
        let minutes = match cell {
            Cell::Time(time) => f64::from(time.num_seconds_from_midnight()) / 60.0,
            Cell::Number(value) => value * unit,
            _ => match length_in_minutes(&shown, unit) {
                Ok(minutes) => minutes,
                Err(fault) => return self.no_number(field, &shown, &fault),
            },
        };
        // A third of an hour is 20 minutes however it is rounded; half a minute is a typing error.
        if unit == 1.0 && minutes.fract() != 0.0 {
            self.wrong(field, &shown, &texts::NOT_WHOLE);
            return None;
        }
        self.within(field, &shown, minutes, (1, 1_440))
    }
}

fn in_range(date: NaiveDate) -> Result<NaiveDate, DateFault> {
    if (YEARS.0..=YEARS.1).contains(&date.year()) { Ok(date) } else { Err(DateFault::YearOutOfRange) }
}

//! Dates as people write them, the day before the month.

use super::time_of_day;
use chrono::{Days, NaiveDate, NaiveTime};
use semillero_core::values::words_of;

/// The years a programme can mean.
pub(crate) const YEARS: (i32, i32) = (1900, 2199);

/// Why a text is no date.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum DateFault {
    /// It does not look like one.
    NotADate,
    /// It is not in the calendar, such as the 31st of February.
    Impossible,
    /// It would be a date with the month first, namely this one.
    MonthFirst(NaiveDate),
    /// It is a date of another age.
    YearOutOfRange,
}

/// Reads a day, and the time behind it if there is one.
pub(crate) fn date_and_time(text: &str) -> Result<(NaiveDate, Option<NaiveTime>), DateFault> {
    let (day, time) = split_time(text.trim());
    let date = date(day)?;
    match time {
        None => Ok((date, None)),
        Some(time) => time_of_day(time).map(|time| (date, Some(time))).ok_or(DateFault::NotADate),
    }
}

/// The day that Excel counts with a number, and the time of its fraction. Numbers of fewer than five digits are years or typing errors.
pub(crate) fn of_serial(serial: f64) -> Option<(NaiveDate, Option<NaiveTime>)> {
    if !(10_000.0..110_000.0).contains(&serial) {
        return None;
    }
    let seconds = (serial * 86_400.0).round();
    let days = (seconds / 86_400.0).floor();
    let date = NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days as u64))?;
    let left = (seconds - days * 86_400.0) as u32;
    let time = if left == 0 { None } else { NaiveTime::from_num_seconds_from_midnight_opt(left, 0) };
    Some((date, time))
}

/// Cuts the time of day off: behind `T`, or from the word that holds the first colon or clock word.
fn split_time(text: &str) -> (&str, Option<&str>) {
    let iso = text.as_bytes().get(10) == Some(&b'T') && text.as_bytes().get(4) == Some(&b'-');
    if iso {
        let time = text.get(11..).unwrap_or_default();
        let time = time.split_once('.').map_or(time, |(whole, _)| whole).trim_end_matches('Z');
        return (text.get(..10).unwrap_or(text), Some(time));
    }
    let Some(colon) = text.find(':') else {
        return (text, None);
    };
    let before = text.get(..colon).unwrap_or_default();
    let Some(space) = before.rfind(|c: char| c.is_whitespace() || c == ',') else {
        return (text, None);
    };
    let day = before.get(..space).unwrap_or_default().trim_end_matches([' ', ',', '-', '\u{a0}']);
    let day = day.strip_suffix(" a las").or_else(|| day.strip_suffix(" at")).unwrap_or(day);
    (day, text.get(space..).map(|time| time.trim_start_matches([',', ' '])))
}

fn date(text: &str) -> Result<NaiveDate, DateFault> {
    if text.len() > 60 {
        return Err(DateFault::NotADate);
    }
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    if digits && text.len() == 8 {
        return day_of(part(text.get(..4))?, part(text.get(4..6))?, part(text.get(6..))?);
    }
    if digits && text.len() >= 5 {
        return text.parse().ok().and_then(of_serial).map(|(date, _)| date).ok_or(DateFault::NotADate);
    }
    let only_numbers = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'/' | b'-' | b'.' | b' '));
    let words: Vec<String> = words_of(text).into_iter().filter(|word| !is_filler(word)).collect();
    let [first, second, third] = words.as_slice() else {
        return Err(DateFault::NotADate);
    };
    if only_numbers {
        return numeric(first, second, third);
    }
    // A month in words stands in the middle, or first in English.
    match (month(first), month(second)) {
        (None, Some(month)) if first.len() == 4 => day_of(part(Some(first))?, month, ordinal(third)?),
        (None, Some(month)) => day_of(year(third)?, month, ordinal(first)?),
        (Some(month), None) => day_of(year(third)?, month, ordinal(second)?),
        _ => Err(DateFault::NotADate),
    }
}

fn numeric(first: &str, second: &str, third: &str) -> Result<NaiveDate, DateFault> {
    if first.len() == 4 {
        return day_of(part(Some(first))?, short(second)?, short(third)?);
    }
    let (day, month, year) = (short(first)?, short(second)?, year(third)?);
    match day_of(year, month, day) {
        Err(DateFault::Impossible) if month > 12 => {
            Err(day_of(year, day, month).map_or(DateFault::Impossible, DateFault::MonthFirst))
        }
        other => other,
    }
}

fn day_of(year: u32, month: u32, day: u32) -> Result<NaiveDate, DateFault> {
    let year = i32::try_from(year).map_err(|_| DateFault::NotADate)?;
    let date = NaiveDate::from_ymd_opt(year, month, day).ok_or(DateFault::Impossible)?;
    if (YEARS.0..=YEARS.1).contains(&year) { Ok(date) } else { Err(DateFault::YearOutOfRange) }
}

fn part(text: Option<&str>) -> Result<u32, DateFault> {
    let text = text.unwrap_or_default();
    if !text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        text.parse().map_err(|_| DateFault::NotADate)
    } else {
        Err(DateFault::NotADate)
    }
}

fn short(text: &str) -> Result<u32, DateFault> {
    if text.len() <= 2 { part(Some(text)) } else { Err(DateFault::NotADate) }
}

/// Two digits up to 69 are of this century, the others of the last.
fn year(text: &str) -> Result<u32, DateFault> {
    match (text.len(), part(Some(text))?) {
        (4, year) => Ok(year),
        (2, year @ 0..70) => Ok(2000 + year),
        (2, year) => Ok(1900 + year),
        _ => Err(DateFault::NotADate),
    }
}

/// `1st`, `4th`, `1º`, `1ro`: only the digits count.
fn ordinal(text: &str) -> Result<u32, DateFault> {
    let number = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let ending = text.strip_prefix(number).unwrap_or_default();
    if matches!(ending, "" | "st" | "nd" | "rd" | "th" | "º" | "o" | "ro" | "ero" | "°") {
        short(number)
    } else {
        Err(DateFault::NotADate)
    }
}

fn is_filler(word: &str) -> bool {
    const WORDS: [&str; 34] = [
        "de",
        "del",
        "of",
        "the",
        "el",
        "lunes",
        "martes",
        "miercoles",
        "jueves",
        "viernes",
        "sabado",
        "domingo",
        "lun",
        "mie",
        "jue",
        "vie",
        "sab",
        "dom",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "dia",
        "a",
    ];
    WORDS.contains(&word)
}

fn month(word: &str) -> Option<u32> {
    const MONTHS: [&[&str]; 12] = [
        &["enero", "ene", "january", "jan"],
        &["febrero", "feb", "february"],
        &["marzo", "mar", "march"],
        &["abril", "abr", "april", "apr"],
        &["mayo", "may"],
        &["junio", "jun", "june"],
        &["julio", "jul", "july"],
        &["agosto", "ago", "august", "aug"],
        &["septiembre", "setiembre", "sep", "sept", "set", "september"],
        &["octubre", "oct", "october"],
        &["noviembre", "nov", "november"],
        &["diciembre", "dic", "december", "dec"],
    ];
    let at = MONTHS.iter().position(|names| names.contains(&word))?;
    u32::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Result<String, DateFault> {
        date_and_time(text)
            .map(|(date, time)| time.map_or(date.to_string(), |time| format!("{date} {}", time.format("%H:%M"))))
    }

    #[test]
    fn the_fourth_of_may_in_every_coat() {
        for text in [
            "2026-05-04",
            "2026/5/4",
            "20260504",
            "04/05/2026",
            "4/5/26",
            "4-5-2026",
            "04.05.2026",
            "4 de mayo de 2026",
            "4 May 2026",
            "May 4, 2026",
            "lunes, 4 de mayo de 2026",
            "4-may-26",
            "4 mayo del 2026",
            "Monday, May 4th, 2026",
            "46146",
            "4 may. 2026",
            "2026-may-04",
        ] {
            assert_eq!(day(text).as_deref(), Ok("2026-05-04"), "{text}");
        }
    }

    #[test]
    fn a_time_may_follow() {
        for text in [
            "2026-05-04T16:30",
            "2026-05-04 16:30:00",
            "04/05/2026 4:30 p. m.",
            "4 de mayo de 2026, 16:30",
            "4 de mayo de 2026 a las 16:30",
            "2026-05-04T16:30:00.000Z",
        ] {
            assert_eq!(day(text).as_deref(), Ok("2026-05-04 16:30"), "{text}");
        }
        assert_eq!(day("04/05/2026 tarde:"), Err(DateFault::NotADate));
    }

    #[test]
    fn what_is_no_date_says_why() {
        assert_eq!(day("31/02/2026"), Err(DateFault::Impossible));
        assert_eq!(day("32/13/2026"), Err(DateFault::Impossible));
        assert_eq!(day("05/23/2026"), Err(DateFault::MonthFirst(NaiveDate::from_ymd_opt(2026, 5, 23).unwrap())));
        assert_eq!(day("04/05/1026"), Err(DateFault::YearOutOfRange));
        for text in ["", "2026", "mayo 2026", "pronto", "4/5", "1.5", "4 de brumario de 2026", "04/05/202", "4 5 6 7"] {
            assert_eq!(day(text), Err(DateFault::NotADate), "{text}");
        }
    }

    #[test]
    fn serial_numbers_keep_their_time() {
        assert_eq!(
            of_serial(46146.6875).map(|(date, time)| (date.to_string(), time)),
            Some(("2026-05-04".into(), NaiveTime::from_hms_opt(16, 30, 0)))
        );
        assert_eq!(of_serial(2026.0), None);
        assert_eq!(of_serial(f64::NAN), None);
    }
}

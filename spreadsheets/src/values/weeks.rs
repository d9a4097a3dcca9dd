//! Free time of a week as people write it: `lun-vie 18:00-20:00; sáb 9:00-12:00`, `Mondays and Wednesdays from 6 to 8 pm`.

use semillero_core::people::{ClockTime, FreeTime, Weekday, merged};
use semillero_core::values::words_of;
use std::collections::BTreeSet;

/// Why a text is no free time. Each holds the part of the text that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum WeekFault {
    /// A part that is neither a day nor a time.
    Unknown(String),
    /// A time that the clock does not show, or that lacks its other end.
    NotHours(String),
    /// Hours before any day.
    NoDay(String),
    /// Days without hours.
    NoHours(String),
    /// Hours that end before they begin.
    EndsTooSoon(String),
}

/// Reads free time. Days come first and hours follow: `lun, mié 9-12, 14-16; sáb 9-12`. A range of days or of hours has a hyphen or a
/// word between its ends; everything else that separates is passed over. The end of a day is `24:00`, and `0:00` as an end means the same.
pub(crate) fn week(text: &str) -> Result<Vec<FreeTime>, WeekFault> {
    let tokens = tokens(text);
    let mut reader =
        Reader { text, tokens: &tokens, at: 0, days: BTreeSet::new(), named: 0..0, timed: false, found: Vec::new() };
    while reader.at < tokens.len() {
        reader.step()?;
    }
    reader.has_hours()?;
    Ok(merged(reader.found))
}

/// One piece of the text and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Token {
    piece: Piece,
    from: usize,
    to: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    /// Letters, without case and accents.
    Word(String),
    /// An hour, and a minute if there is one; nothing where the digits are no time.
    Time(Option<(u16, u16)>),
    /// A hyphen or a dash.
    Dash,
    /// What else separates.
    Gap,
}

fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(rest) = text.get(from..)
        && let Some(first) = rest.chars().next()
    {
        let length = if first.is_ascii_digit() {
            clock_length(rest)
        } else if first.is_alphabetic() {
            rest.find(|c: char| !c.is_alphabetic() && !is_accent(c)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let shown = rest.get(..length).unwrap_or_default();
        let piece = match first {
            '0'..='9' => Some(Piece::Time(time(shown))),
            c if c.is_alphabetic() => Some(Piece::Word(words_of(shown).concat())),
            '-' | '‐' | '‑' | '–' | '—' | '−' | '~' | '→' => Some(Piece::Dash),
            '.' | '\'' | '"' | '(' | ')' => None,
            c if c.is_whitespace() || is_accent(c) => None,
            _ => Some(Piece::Gap),
        };
        found.extend(piece.map(|piece| Token { piece, from, to: from + length }));
        from += length;
    }
    found
}

/// The digits at the beginning, with the colon, point or `h` between them.
fn clock_length(text: &str) -> usize {
    let mut length = 0;
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        let joins = matches!(byte, b':' | b'.' | b'h' | b'H') && bytes.peek().is_some_and(u8::is_ascii_digit);
        if !byte.is_ascii_digit() && !joins {
            break;
        }
        length += 1;
    }
    length
}

/// Accents that stand apart from their letter.
fn is_accent(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// `9`, `930`, `9:30`, `9.30`, `9h30`, `09:30:00`.
fn time(digits: &str) -> Option<(u16, u16)> {
    let mut parts = digits.split([':', '.', 'h', 'H']);
    let number = |text: &str, lengths: &[usize]| lengths.contains(&text.len()).then(|| text.parse::<u16>().ok())?;
    let first = parts.next()?;
    let rest: Vec<&str> = parts.collect();
    match rest.as_slice() {
        [] if first.len() > 2 => number(first, &[3, 4]).map(|both| (both / 100, both % 100)),
        [] => Some((number(first, &[1, 2])?, 0)),
        [minute] | [minute, "00"] => Some((number(first, &[1, 2])?, number(minute, &[2])?)),
        _ => None,
    }
}

/// The days a word means.
fn days_of(word: &str) -> Option<&'static [Weekday]> {
    use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
    Some(match word {
        "l" | "lu" | "lun" | "lunes" | "mo" | "mon" | "monday" | "mondays" => &[Monday],
        "ma" | "mar" | "mart" | "martes" | "tu" | "tue" | "tues" | "tuesday" | "tuesdays" => &[Tuesday],
        "x" | "mi" | "mie" | "mier" | "miercoles" | "we" | "wed" | "weds" | "wednesday" | "wednesdays" => &[Wednesday],
        "j" | "ju" | "jue" | "juev" | "jueves" | "th" | "thu" | "thur" | "thurs" | "thursday" | "thursdays" => {
            &[Thursday]
        }
        "v" | "vi" | "vie" | "vier" | "viernes" | "fr" | "fri" | "friday" | "fridays" => &[Friday],
        "sa" | "sab" | "sabado" | "sabados" | "sat" | "saturday" | "saturdays" => &[Saturday],
        "do" | "dom" | "domingo" | "domingos" | "su" | "sun" | "sunday" | "sundays" => &[Sunday],
        "weekdays" | "laborables" | "habiles" => &[Monday, Tuesday, Wednesday, Thursday, Friday],
        "weekend" | "weekends" | "fin" | "fines" | "finde" => &[Saturday, Sunday],
        "diario" | "daily" | "everyday" => Weekday::ALL,
        _ => return None,
    })
}

/// Words that stand between the ends of a range.
fn is_until(word: &str) -> bool {
    matches!(word, "a" | "al" | "to" | "till" | "til" | "until" | "hasta" | "through" | "thru")
}

/// Words that say nothing.
fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "de" | "del"
            | "desde"
            | "from"
            | "entre"
            | "between"
            | "el"
            | "la"
            | "los"
            | "las"
            | "the"
            | "on"
            | "at"
            | "y"
            | "e"
            | "and"
            | "o"
            | "or"
            | "dia"
            | "dias"
            | "day"
            | "days"
            | "semana"
            | "h"
            | "hs"
            | "hr"
            | "hrs"
            | "hora"
            | "horas"
            | "hour"
            | "hours"
    )
}

struct Reader<'t> {
    text: &'t str,
    tokens: &'t [Token],
    at: usize,
    days: BTreeSet<Weekday>,
    /// Where the days stand that are being read.
    named: std::ops::Range<usize>,
    /// Whether they have hours.
    timed: bool,
    found: Vec<FreeTime>,
}

impl Reader<'_> {
    fn piece(&self, at: usize) -> Option<&Piece> {
        self.tokens.get(at).map(|token| &token.piece)
    }

    fn word(&self, at: usize) -> Option<&str> {
        match self.piece(at)? {
            Piece::Word(word) => Some(word),
            _ => None,
        }
    }

    /// The text from one token up to before another.
    fn part(&self, first: usize, end: usize) -> String {
        let from = self.tokens.get(first).map_or(0, |token| token.from);
        let to = end.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(self.text.len(), |token| token.to);
        self.text.get(from..to).unwrap_or_default().trim().to_owned()
    }

    fn step(&mut self) -> Result<(), WeekFault> {
        match self.piece(self.at) {
            Some(Piece::Time(_)) => self.hours(),
            Some(Piece::Word(word)) => match days_of(word) {
                Some(days) => self.day(days),
                // Of `todos los lunes` only the Mondays are meant.
                None if matches!(word.as_str(), "todos" | "every" | "each") => {
                    let next = self.at + 1;
                    let noun = if matches!(self.word(next), Some("los")) { next + 1 } else { next };
                    if !matches!(self.word(noun), Some("dias" | "day")) {
                        self.at = noun;
                        return Ok(());
                    }
                    self.day(Weekday::ALL)
                }
                None if is_filler(word) => {
                    self.at += 1;
                    Ok(())
                }
                None => Err(WeekFault::Unknown(self.part(self.at, self.at + 1))),
            },
            _ => {
                self.at += 1;
                Ok(())
            }
        }
    }

    /// Days that were read must have hours.
    fn has_hours(&self) -> Result<(), WeekFault> {
        if self.days.is_empty() || self.timed {
            return Ok(());
        }
        Err(WeekFault::NoHours(self.part(self.named.start, self.named.end)))
    }

    /// A day, or a range of days.
    fn day(&mut self, days: &'static [Weekday]) -> Result<(), WeekFault> {
        let first = self.at;
        if self.timed || self.days.is_empty() {
            (self.timed, self.named.start) = (false, first);
            self.days.clear();
        }
        self.at += 1;
        let ranges = match self.piece(self.at) {
            Some(Piece::Dash) => true,
            Some(Piece::Word(word)) => is_until(word),
            _ => false,
        };
        let mut last = self.at + 1;
        while ranges && self.word(last).is_some_and(is_filler) {
            last += 1;
        }
        let end = if ranges { self.word(last).and_then(days_of) } else { None };
        match (days, end) {
            ([from], Some([to])) => {
                self.at = last + 1;
                let week = Weekday::ALL.iter().cycle().skip_while(|day| *day != from).copied();
                for day in week.take(7) {
                    self.days.insert(day);
                    if day == *to {
                        break;
                    }
                }
            }
            _ => self.days.extend(days),
        }
        self.named.end = self.at;
        Ok(())
    }

    /// Hours: two times with a range between them.
    fn hours(&mut self) -> Result<(), WeekFault> {
        let first = self.at;
        let from = self.clock();
        let mut ranges = false;
        loop {
            match self.piece(self.at) {
                Some(Piece::Dash) => ranges = true,
                Some(Piece::Word(word)) if is_until(word) || matches!(word.as_str(), "y" | "and") => ranges = true,
                Some(Piece::Word(word)) if is_filler(word) => {}
                _ => break,
            }
            self.at += 1;
        }
        let to = if ranges && matches!(self.piece(self.at), Some(Piece::Time(_))) { self.clock() } else { None };
        let part = self.part(first, self.at);
        let (Some(from), Some(to)) = (from, to) else { return Err(WeekFault::NotHours(part)) };
        if self.days.is_empty() {
            return Err(WeekFault::NoDay(part));
        }
        let (Some(from), Some(to)) = both(from, to) else { return Err(WeekFault::NotHours(part)) };
        for day in &self.days {
            self.found.push(FreeTime::new(*day, from, to).map_err(|_| WeekFault::EndsTooSoon(part.clone()))?);
        }
        self.timed = true;
        Ok(())
    }

    /// A time and whether it is said to be in the afternoon; goes on behind it.
    fn clock(&mut self) -> Option<(u16, u16, Option<bool>)> {
        let Some(Piece::Time(time)) = self.piece(self.at) else { return None };
        let time = *time;
        self.at += 1;
        let (half, length) = match (self.word(self.at), self.word(self.at + 1)) {
            (Some("am"), _) => (Some(false), 1),
            (Some("pm"), _) => (Some(true), 1),
            (Some("a"), Some("m")) => (Some(false), 2),
            (Some("p"), Some("m")) => (Some(true), 2),
            _ => (None, 0),
        };
        self.at += length;
        time.map(|(hour, minute)| (hour, minute, half))
    }
}

type Said = (u16, u16, Option<bool>);

/// Both ends of some hours. `6-8 pm` means the evening for both, `10-2 pm` does not.
fn both(from: Said, to: Said) -> (Option<ClockTime>, Option<ClockTime>) {
    let end = match clock(to) {
        Some(end) if end.minutes() == 0 => Some(ClockTime::MIDNIGHT),
        end => end,
    };
    let evening = clock((from.0, from.1, Some(true))).filter(|from| Some(*from) < end);
    match (from.2, to.2) {
        (None, Some(true)) if from.0 < 12 && evening.is_some() => (evening, end),
        _ => (clock(from), end),
    }
}

fn clock((hour, minute, half): Said) -> Option<ClockTime> {
    match (half, hour) {
        (None, _) => ClockTime::new(hour, minute),
        (Some(_), 0 | 13..) => None,
        (Some(false), 12) => ClockTime::new(0, minute),
        (Some(true), 12) => ClockTime::new(12, minute),
        (Some(afternoon), _) => ClockTime::new(if afternoon { hour + 12 } else { hour }, minute),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Locale, week_in_words};
    use proptest::prelude::*;

    fn read(text: &str) -> Result<String, WeekFault> {
        week(text).map(|times| week_in_words(&times, Locale::En))
    }

    #[test]
    fn a_week_in_many_coats() {
        let usual = "Mon-Fri 18:00-20:00; Sat 9:00-12:00";
        for text in [
            "lun-vie 18:00-20:00; sáb 9:00-12:00",
            "Mon-Fri 18:00-20:00, Sat 9-12",
            "lunes a viernes de 18:00 a 20:00 y sábados de 9 a 12",
            "L-V 18h-20h / SAB 9h00–12h00",
            "Monday to Friday 6-8pm\nevery Saturday 9am to 12 p.m.",
            "De lunes a viernes entre las 6 p. m. y las 8 p. m.; sabado 9:00 a.m. - 12:00 p.m.",
            "sat 0900-1200 weekdays 1800-2000",
            "Lun, mar, mié, jue, vie: 18 a 20 hs. Sáb: 9 a 12 hs.",
            "mon-fri 18:00-19:00, 19:00-20:00; sat 9:00:00-12:00:00",
        ] {
            assert_eq!(read(text).as_deref(), Ok(usual), "{text}");
        }
        for (text, meant) in [
            ("lun 9-12, 14-16", "Mon 9:00-12:00, 14:00-16:00"),
            ("vie-lun 22:00-24:00", "Mon, Fri-Sun 22:00-24:00"),
            ("dom 20:00-00:00", "Sun 20:00-24:00"),
            ("todos los días 7-8", "Mon-Sun 7:00-8:00"),
            ("todos los lunes 7-8hs", "Mon 7:00-8:00"),
            ("fines de semana 10-2pm", "Sat, Sun 10:00-14:00"),
            ("Tue 12am-12pm", "Tue 0:00-12:00"),
            ("MI\u{301}E 9-10", "Wed 9:00-10:00"),
            ("", ""),
            (" ; ", ""),
        ] {
            assert_eq!(read(text).as_deref(), Ok(meant), "{text}");
        }
    }

    #[test]
    fn what_is_no_week_names_the_part() {
        for (text, fault) in [
            ("por las tardes", WeekFault::Unknown("por".into())),
            ("lun 9-12; m 9-12", WeekFault::Unknown("m".into())),
            ("9-12", WeekFault::NoDay("9-12".into())),
            ("lun-vie", WeekFault::NoHours("lun-vie".into())),
            ("lun 9-12; sáb, dom", WeekFault::NoHours("sáb, dom".into())),
            ("vie 22:00-02:00", WeekFault::EndsTooSoon("22:00-02:00".into())),
            ("lun 9-9", WeekFault::EndsTooSoon("9-9".into())),
            ("lun 25-26", WeekFault::NotHours("25-26".into())),
            ("lun 9:75-10", WeekFault::NotHours("9:75-10".into())),
            ("lun 9", WeekFault::NotHours("9".into())),
            ("lun 9 10", WeekFault::NotHours("9".into())),
            ("lun 9-", WeekFault::NotHours("9-".into())),
            ("lun 13pm-14pm", WeekFault::NotHours("13pm-14pm".into())),
            ("lun 9:5-10", WeekFault::NotHours("9:5-10".into())),
        ] {
            assert_eq!(week(text), Err(fault), "{text}");
        }
    }

    fn any_week() -> impl Strategy<Value = Vec<FreeTime>> {
        let one = (0..7_usize, 0..1_440_u16, 1..=1_440_u16);
        prop::collection::vec(one, 0..12).prop_map(|lines| {
            let clock = |minutes: u16| ClockTime::new(minutes / 60, minutes % 60);
            let free = |(day, one, other): (usize, u16, u16)| {
                FreeTime::new(*Weekday::ALL.get(day)?, clock(one.min(other))?, clock(one.max(other))?).ok()
            };
            merged(lines.into_iter().filter_map(free).collect())
        })
    }

    proptest! {
        /// What is written is read back, in both languages.
        #[test]
        fn what_is_written_is_read_back(times in any_week()) {
            for locale in [Locale::Es, Locale::En] {
                let text = week_in_words(&times, locale);
                prop_assert_eq!(week(&text).as_ref(), Ok(&times), "{}", text);
            }
        }

        /// Nothing that people may type stops the reader.
        #[test]
        fn any_text_is_answered(text in "[a-zé0-9:.,;\\-– ñ\u{301}L-V]{0,40}", wild in ".{0,40}") {
            let (_, _) = (week(&text), week(&wild));
        }
    }
}

//! Free time of a week in words that are read back.

use semillero_core::people::{ClockTime, FreeTime, Weekday};
use semillero_core::values::Locale;

/// Free time as people write it, such as `lun-vie 18:00-20:00; sáb 9:00-12:00`. Days with the same hours stand together. What
/// [`week_of_words`](crate::week_of_words) reads from it is the same free time.
#[must_use]
pub fn week_in_words(times: &[FreeTime], locale: Locale) -> String {
    let mut groups: Vec<(Vec<Weekday>, Vec<(ClockTime, ClockTime)>)> = Vec::new();
    for day in Weekday::ALL {
        let hours: Vec<_> =
            times.iter().filter(|time| time.weekday() == *day).map(|time| (time.from(), time.to())).collect();
        if hours.is_empty() {
            continue;
        }
        match groups.iter_mut().find(|(_, known)| *known == hours) {
            Some((days, _)) => days.push(*day),
            None => groups.push((vec![*day], hours)),
        }
    }
    let group = |(days, hours): &(Vec<Weekday>, Vec<(ClockTime, ClockTime)>)| {
        let hours: Vec<String> = hours.iter().map(|(from, to)| format!("{}-{}", clock(*from), clock(*to))).collect();
        format!("{} {}", days_in_words(days, locale), hours.join(", "))
    };
    groups.iter().map(group).collect::<Vec<_>>().join("; ")
}

/// Three days and more in a row as a range.
fn days_in_words(days: &[Weekday], locale: Locale) -> String {
    let in_a_row = |one: &Weekday, next: &Weekday| *one as u8 + 1 == *next as u8;
    let runs = days.chunk_by(in_a_row).flat_map(|run| match run {
        [first, _, .., last] => vec![format!("{}-{}", day(*first, locale), day(*last, locale))],
        few => few.iter().map(|one| day(*one, locale).to_owned()).collect(),
    });
    runs.collect::<Vec<_>>().join(", ")
}

fn clock(time: ClockTime) -> String {
    format!("{}:{:02}", time.minutes() / 60, time.minutes() % 60)
}

/// The short name of a day.
fn day(day: Weekday, locale: Locale) -> &'static str {
    match day {
        Weekday::Monday => locale.pick("lun", "Mon"),
        Weekday::Tuesday => locale.pick("mar", "Tue"),
        Weekday::Wednesday => locale.pick("mié", "Wed"),
        Weekday::Thursday => locale.pick("jue", "Thu"),
        Weekday::Friday => locale.pick("vie", "Fri"),
        Weekday::Saturday => locale.pick("sáb", "Sat"),
        Weekday::Sunday => locale.pick("dom", "Sun"),
    }
}

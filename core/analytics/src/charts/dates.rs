//! Days and periods as people read them.

use super::words::Locale;
use crate::calendar::{Day, Grain, Period};

const ES: [&str; 12] = ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"];
const EN: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A month of the year, 1 to 12, in three letters.
pub(super) fn month(month: u32, locale: Locale) -> &'static str {
    let names = match locale {
        Locale::Es => ES,
        Locale::En => EN,
    };
    names.get(month.saturating_sub(1) as usize).copied().unwrap_or("?")
}

/// `4 may 2026`.
pub(super) fn day(day: Day, locale: Locale) -> String {
    let (year, _, _) = day.parts();
    format!("{} {year}", day_month(day, locale))
}

/// `4 may`.
pub(super) fn day_month(day: Day, locale: Locale) -> String {
    let (_, month, of_month) = day.parts();
    format!("{of_month} {}", self::month(month, locale))
}

/// The grain whose period this is.
pub(super) fn grain(period: Period) -> Option<Grain> {
    [Grain::Day, Grain::Week, Grain::Month, Grain::Quarter, Grain::Year]
        .into_iter()
        .find(|grain| grain.around(period.from) == period)
}

/// A period by its shortest name; one that is of no grain by its first and last day.
pub(super) fn period(period: Period, locale: Locale) -> String {
    let (year, month, _) = period.from.parts();
    match grain(period) {
        Some(Grain::Day) => day(period.from, locale),
        Some(Grain::Week) => format!("{} {}", locale.pick("semana del", "week of"), day(period.from, locale)),
        Some(Grain::Month) => format!("{} {year}", self::month(month, locale)),
        Some(Grain::Quarter) => format!("{}{} {year}", locale.pick("T", "Q"), month.div_ceil(3)),
        Some(Grain::Year) => year.to_string(),
        None => format!("{} – {}", day(period.from, locale), day(period.to.plus(-1), locale)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_have_short_names() {
        let at: Day = "2026-05-04".parse().unwrap();
        let named = |grain: Grain, locale| period(grain.around(at), locale);
        assert_eq!(named(Grain::Day, Locale::Es), "4 may 2026");
        assert_eq!(named(Grain::Week, Locale::En), "week of 4 May 2026");
        assert_eq!(named(Grain::Month, Locale::Es), "may 2026");
        assert_eq!(named(Grain::Quarter, Locale::Es), "T2 2026");
        assert_eq!(named(Grain::Year, Locale::En), "2026");
        assert_eq!(period(Period { from: at, to: at.plus(28) }, Locale::En), "4 May 2026 – 31 May 2026");
    }
}

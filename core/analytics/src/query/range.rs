//! Which periods a query speaks of.

use super::document::{Align, Compare, CompareTo, Query, RangeEnd};
use crate::calendar::{Day, Grain, Period};
use crate::metrics::months_before;

/// The periods of a query, in order, and whether one that still runs was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Periods {
    pub(crate) periods: Vec<Period>,
    pub(crate) left_out: Option<Period>,
}

/// More periods than this are never made.
const MOST: i32 = 200_000;

/// The periods of a query as of a day; nothing when it speaks of all time. A range is widened to whole periods of its grain, and `last`
/// without `end` ends with the last period that is over. Without a grain the range is one period.
pub(crate) fn resolve(query: &Query, as_of: Day) -> Option<Periods> {
    let range = query.range?;
    let tomorrow = as_of.plus(1);
    let mut left_out = None;
    let (from, to) = match (range.last, range.from, range.to) {
        (Some(last), ..) => {
            let mut end = tomorrow;
            if let Some(grain) = query.grain {
                let running = grain.around(tomorrow);
                if running.from < tomorrow {
                    // So many months are as many rows, with or without the one that still runs.
                    let leaves_out = range.end.unwrap_or_default() == RangeEnd::LastComplete;
                    end = if leaves_out { running.from } else { running.to };
                    left_out = leaves_out.then_some(running);
                }
            }
            let before = last.before(end);
            (before.from, before.to)
        }
        (_, Some(from), Some(to)) => (from, to),
        _ => return None,
    };
    let whole = Period { from, to: to.min(from.plus(MOST)) };
    let periods = match query.grain {
        Some(grain) => grain.periods(whole),
        None => vec![whole],
    };
    Some(Periods { periods, left_out })
}

/// How many days lie between a figure and the one that it is compared with, at least.
pub(crate) fn shift_days(query: &Query, compare: Compare, range: &Periods) -> u32 {
    let Some(first) = range.periods.first() else { return 0 };
    let before = before(query, compare, range, *first);
    u32::try_from(first.from.0.saturating_sub(before.from.0)).unwrap_or(0)
}

/// The period that one is compared with. By weekday the shift is the least whole multiple of 28 days that clears the range, or 364 days
/// for a year, so that the same weekdays meet; months, quarters and years always follow the calendar.
pub(crate) fn before(query: &Query, compare: Compare, range: &Periods, period: Period) -> Period {
    let (Some(first), Some(last)) = (range.periods.first(), range.periods.last()) else { return period };
    let days = last.to.0.saturating_sub(first.from.0).max(1);
    let moved = |by: i32| Period { from: period.from.plus(-by), to: period.to.plus(-by) };
    let by_months =
        |months: u32| Period { from: months_before(period.from, months), to: months_before(period.to, months) };
    let count = u32::try_from(range.periods.len()).unwrap_or(u32::MAX);
    let each = match query.grain {
        Some(Grain::Month) => 1,
        Some(Grain::Quarter) => 3,
        Some(Grain::Year) => 12,
        _ => 0,
    };
    match (compare.to, compare.align) {
        (CompareTo::PreviousPeriod, _) if each > 0 => by_months(count.saturating_mul(each)),
        (CompareTo::PreviousYear, _) if each > 0 => by_months(12),
        (CompareTo::PreviousPeriod, Align::Weekday) => moved((days + 27) / 28 * 28),
        (CompareTo::PreviousPeriod, Align::Calendar) => moved(days),
        (CompareTo::PreviousYear, Align::Calendar) if query.grain != Some(Grain::Week) => by_months(12),
        (CompareTo::PreviousYear, _) => moved(364),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::document::Range;

    fn query(grain: Option<Grain>, last: &str, end: RangeEnd) -> Query {
        let range = Range { last: Some(last.parse().unwrap()), end: Some(end), from: None, to: None };
        Query { grain, range: Some(range), ..Query::default() }
    }

    #[test]
    fn the_running_month_is_left_out_unless_it_is_asked_for() {
        let as_of: Day = "2026-05-14".parse().unwrap();
        let months = |end| resolve(&query(Some(Grain::Month), "3m", end), as_of).unwrap();
        let whole = months(RangeEnd::LastComplete);
        let text = |periods: &Periods| periods.periods.iter().map(|p| p.from.to_string()).collect::<Vec<_>>();
        assert_eq!(text(&whole), ["2026-02-01", "2026-03-01", "2026-04-01"]);
        assert_eq!(whole.left_out.unwrap().from.to_string(), "2026-05-01");
        assert_eq!(text(&months(RangeEnd::Today)), ["2026-03-01", "2026-04-01", "2026-05-01"]);
        let last =
            resolve(&query(Some(Grain::Month), "1m", RangeEnd::LastComplete), "2026-05-31".parse().unwrap()).unwrap();
        assert_eq!((text(&last), last.left_out), (vec!["2026-05-01".to_owned()], None));
    }

    #[test]
    fn the_same_weekdays_meet() {
        let asked = query(Some(Grain::Day), "30d", RangeEnd::Today);
        let range = resolve(&asked, Day(20_000)).unwrap();
        for (to, by) in [(CompareTo::PreviousPeriod, 56), (CompareTo::PreviousYear, 364)] {
            let compare = Compare { to, align: Align::Weekday };
            let period = range.periods[0];
            assert_eq!(period.from.0 - before(&asked, compare, &range, period).from.0, by);
        }
    }
}

//! The axis of time: as many names of days, months or years as fit.

use super::canvas::{Area, Type};
use super::palette::Paint;
use super::sheet::Sheet;
use crate::calendar::{Day, Period};
use crate::charts::dates;
use crate::charts::text::width;
use crate::charts::words::Locale;

/// Days along a level axis.
pub(super) struct Times {
    first: i64,
    days: i64,
    x: i64,
    w: i64,
}

impl Times {
    /// From the first to the last day.
    pub(super) fn new(first: Day, last: Day, x: i64, w: i64) -> Self {
        Self { first: i64::from(first.0), days: i64::from(last.0) - i64::from(first.0), x, w }
    }

    pub(super) fn at(&self, day: Day) -> i64 {
        if self.days <= 0 {
            return self.x + self.w / 2;
        }
        self.x + (i64::from(day.0) - self.first).clamp(0, self.days) * self.w / self.days
    }
}

/// A way to choose which periods get a name.
type Choice = fn(Day) -> bool;

/// Those that choose months only write no day.
const CHOICES: [(Choice, bool); 11] = [
    (|_| true, false),
    (|day| day.weekday() == 0, false),
    (|day| matches!(day.parts(), (_, _, 1 | 8 | 15 | 22)), false),
    (|day| matches!(day.parts(), (_, _, 1 | 15)), false),
    (|day| day.parts().2 == 1, true),
    (|day| matches!(day.parts(), (_, 1 | 3 | 5 | 7 | 9 | 11, 1)), true),
    (|day| matches!(day.parts(), (_, 1 | 4 | 7 | 10, 1)), true),
    (|day| matches!(day.parts(), (_, 1 | 7, 1)), true),
    (|day| matches!(day.parts(), (_, 1, 1)), true),
    (|day| matches!(day.parts(), (year, 1, 1) if year % 2 == 0), true),
    (|day| matches!(day.parts(), (year, 1, 1) if year % 10 == 0), true),
];

/// Draws the names of periods under a plot, each at its own place; the densest choice that fits.
pub(super) fn name(sheet: &mut Sheet, periods: &[(Period, i64)], plot: Area, locale: Locale) {
    let monthly = periods.iter().all(|(period, _)| period.from.parts().2 == 1);
    let yearly = monthly && periods.iter().all(|(period, _)| period.from.parts().1 == 1 && period.days() > 360);
    let fits = |(choice, months): (Choice, bool)| {
        let chosen: Vec<i64> = periods.iter().filter(|(period, _)| choice(period.from)).map(|(_, x)| *x).collect();
        let room = if monthly || months { 420 } else { 580 };
        (chosen.len() > 1 || periods.len() == 1)
            && chosen.windows(2).all(|pair| matches!(pair, [a, b] if b - a >= room))
    };
    // Mondays and halves of months mean nothing where every period begins a month.
    let mut choices = CHOICES.into_iter().enumerate().filter(|(at, choice)| !monthly || *at == 0 || choice.1);
    let found = choices.find(|(_, choice)| fits(*choice)).map(|(_, choice)| choice);
    let months = found.is_some_and(|(_, months)| months);
    // No round days among so few or so many: every second, third and so on.
    let room = |step: usize| {
        periods.iter().step_by(step).zip(periods.iter().step_by(step).skip(1)).all(|(a, b)| b.1 - a.1 >= 580)
    };
    let step = (2..=periods.len()).find(|step| room(*step)).unwrap_or(1);
    let mut year = None;
    let mut free = i64::MIN;
    for (at, (period, x)) in periods.iter().enumerate() {
        let chosen = match found {
            Some((choice, _)) => choice(period.from),
            None => at % step == 0,
        };
        if !chosen {
            continue;
        }
        let (this_year, month, _) = period.from.parts();
        let (upper, lower) = if yearly {
            (this_year.to_string(), None)
        } else if monthly && dates::grain(*period) == Some(crate::Grain::Quarter) {
            (format!("{}{}", locale.pick("T", "Q"), month.div_ceil(3)), Some(this_year))
        } else if monthly || months {
            (dates::month(month, locale).to_owned(), Some(this_year))
        } else {
            (dates::day_month(period.from, locale), Some(this_year))
        };
        let half = width(&upper, 12) / 2;
        let middle = (*x).clamp(half + 40, sheet.width - half - 40);
        if middle - half < free {
            continue;
        }
        free = middle + half + 60;
        sheet.canvas.line((*x, plot.y + plot.h), (*x, plot.y + plot.h + 45), Paint::Part("axis"), "1", "");
        sheet.canvas.text(middle, plot.y + plot.h + 170, Type::QUIET.middle(), &upper);
        if let Some(lower) = lower.filter(|lower| year != Some(*lower)) {
            sheet.canvas.text(middle, plot.y + plot.h + 310, Type::QUIET.middle().bold(), &lower.to_string());
            year = Some(lower);
        }
    }
}

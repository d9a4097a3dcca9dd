//! How one line over time is drawn: its interval, the period before, gaps, dots and the mean of seven days.

use super::canvas::Area;
use super::palette::{Paint, dashes};
use super::scale::Scale;
use super::sheet::{Sheet, Sign};
use super::times::Times;
use crate::answer::{Row, Verdict};
use crate::calendar::Period;
use crate::charts::cells::{self, Cell};
use crate::charts::view::{Line, View};

/// More points than this have no dots.
const DOTTED: usize = 45;

/// One line with its colour; lines that are not named have none.
pub(super) struct Drawn<'v, 'a> {
    pub(super) line: &'v Line<'a>,
    pub(super) rows: Vec<(&'a Row, Period)>,
    pub(super) tone: Option<usize>,
}

impl Drawn<'_, '_> {
    /// The last figure.
    pub(super) fn last(&self) -> Option<(Period, f64)> {
        self.rows.iter().rev().find_map(|(row, period)| Some((*period, cells::shown(row)?)))
    }

    /// The last figure of a period that is over, if there is one: one that still runs says little.
    pub(super) fn last_over(&self) -> Option<(Period, f64)> {
        let mut over = self.rows.iter().rev().filter(|(row, _)| row.complete);
        over.find_map(|(row, period)| Some((*period, cells::shown(row)?))).or_else(|| self.last())
    }
}

/// What every line of a panel is drawn with.
pub(super) struct Pen<'p> {
    pub(super) scale: &'p Scale,
    pub(super) times: &'p Times,
    pub(super) factor: f64,
    pub(super) few: bool,
    pub(super) plot: Area,
}

impl Pen<'_> {
    fn point(&self, row: &Row, period: Period) -> Option<(i64, i64)> {
        Some((self.times.at(period.from), self.scale.at(cells::shown(row)? * self.factor)))
    }

    /// Stretches of points without a gap.
    fn stretches(&self, one: &Drawn<'_, '_>) -> Vec<Vec<((i64, i64), bool)>> {
        let mut stretches = vec![Vec::new()];
        for (row, period) in &one.rows {
            match (self.point(row, *period), stretches.last_mut()) {
                (Some(point), Some(stretch)) => stretch.push((point, row.complete)),
                (None, _) => stretches.push(Vec::new()),
                _ => {}
            }
        }
        stretches
    }

    /// A line among too many to name.
    pub(super) fn plain(&self, sheet: &mut Sheet, one: &Drawn<'_, '_>) {
        for stretch in self.stretches(one) {
            let points: Vec<(i64, i64)> = stretch.into_iter().map(|(point, _)| point).collect();
            sheet.canvas.path(&points, Paint::Part("grid"), "1.2", "");
        }
    }

    pub(super) fn band(&self, view: &View<'_>, sheet: &mut Sheet, one: &Drawn<'_, '_>) {
        let Some(tone) = one.tone.filter(|_| self.few) else { return };
        let mut upper: Vec<(i64, i64)> = Vec::new();
        let mut lower: Vec<(i64, i64)> = Vec::new();
        let mut any = false;
        let mut close = |upper: &mut Vec<(i64, i64)>, lower: &mut Vec<(i64, i64)>| {
            any |= upper.len() > 1;
            upper.extend(lower.drain(..).rev());
            sheet.canvas.shape(upper, Paint::Fill(tone), " fill-opacity=\"0.16\"");
            upper.clear();
        };
        for (row, period) in &one.rows {
            match cells::ends(row) {
                Some((lo, hi)) => {
                    let x = self.times.at(period.from);
                    upper.push((x, self.scale.at(hi * self.factor)));
                    lower.push((x, self.scale.at(lo * self.factor)));
                }
                None => close(&mut upper, &mut lower),
            }
        }
        close(&mut upper, &mut lower);
        if any {
            let level = one
                .rows
                .iter()
                .find_map(|(row, _)| cells::interval(row))
                .map_or(95.0, |interval| interval.level * 100.0);
            let text = view.locale.pick("intervalo al {n} %", "{n}% interval");
            sheet.key(Sign::Band(tone), text.replace("{n}", &crate::charts::numbers::decimal(level, 0, view.locale)));
        }
    }

    /// The period before, each point under the one that it is compared with.
    pub(super) fn previous(&self, view: &View<'_>, sheet: &mut Sheet, one: &Drawn<'_, '_>) {
        let mut points = Vec::new();
        let compared = one.line.compared();
        for (now, row) in &compared {
            let Some(period) = now.period else { continue };
            match self.point(row, period) {
                Some(point) => points.push(point),
                None => {
                    sheet.canvas.path(&points, Paint::Part("axis"), "1.5", "5 4");
                    points.clear();
                }
            }
        }
        sheet.canvas.path(&points, Paint::Part("axis"), "1.5", "5 4");
        if !compared.is_empty() {
            sheet.key(Sign::Previous, view.locale.pick("periodo anterior", "period before"));
        }
    }

    pub(super) fn line(&self, view: &View<'_>, sheet: &mut Sheet, one: &Drawn<'_, '_>) {
        let tone = one.tone.unwrap_or(0);
        let means = if self.few { self.means(one) } else { Vec::new() };
        let daily = means.iter().any(|stretch| stretch.len() > 1);
        let (wide, own) = if daily { ("1", "") } else { ("2", dashes(tone)) };
        for stretch in self.stretches(one) {
            let mut part: Vec<(i64, i64)> = Vec::new();
            let mut open = false;
            for (at, (point, complete)) in stretch.iter().enumerate() {
                let turns = at > 0 && (open == *complete);
                if turns && *complete {
                    // From an open point to the first that is over, still open.
                    part.push(*point);
                    self.ink(sheet, &mut part, tone, wide, "2 3");
                } else if turns {
                    let joint = part.last().copied();
                    self.ink(sheet, &mut part, tone, wide, own);
                    part.extend(joint);
                }
                open = !complete;
                part.push(*point);
            }
            self.ink(sheet, &mut part, tone, wide, if open { "2 3" } else { own });
            if let ([(point, _)], true) = (stretch.as_slice(), one.rows.len() > DOTTED) {
                sheet.canvas.dot(*point, 25, tone, true);
            }
        }
        for mut stretch in means {
            self.ink(sheet, &mut stretch, tone, "2.6", dashes(tone));
        }
        if daily {
            sheet.key(Sign::Heavy(tone), view.locale.pick("media de 7 días", "7-day mean"));
            sheet.key(Sign::Light(tone), view.locale.pick("cada día", "each day"));
        }
        for (row, period) in &one.rows {
            match (cells::cell(row), self.point(row, *period)) {
                (Cell::Hidden, _) => sheet.canvas.hidden((self.times.at(period.from), self.plot.y + self.plot.h - 60)),
                (_, Some(point)) if one.rows.len() <= DOTTED => {
                    sheet.canvas.dot(point, 30, tone, row.verdict != Verdict::Insufficient)
                }
                _ => {}
            }
        }
    }

    fn ink(&self, sheet: &mut Sheet, points: &mut Vec<(i64, i64)>, tone: usize, wide: &str, dashes: &str) {
        sheet.canvas.path(points, Paint::Stroke(tone), wide, dashes);
        points.clear();
    }

    /// Means of seven days in a row, in stretches without a gap; none when figures are not daily or are few.
    fn means(&self, one: &Drawn<'_, '_>) -> Vec<Vec<(i64, i64)>> {
        if one.rows.len() < 14 || one.rows.iter().any(|(_, period)| period.days() != 1) {
            return Vec::new();
        }
        let mut stretches = vec![Vec::new()];
        for week in one.rows.windows(7) {
            let values: Vec<f64> = week.iter().filter_map(|(row, _)| cells::shown(row)).collect();
            let (Some((_, first)), Some((_, last))) = (week.first(), week.last()) else { continue };
            let whole = values.len() == 7 && last.from.0.saturating_sub(first.from.0) == 6;
            match stretches.last_mut() {
                Some(stretch) if whole => {
                    let mean = values.iter().map(|value| value / 7.0).sum::<f64>();
                    stretch.push((self.times.at(last.from), self.scale.at(mean * self.factor)));
                }
                _ => stretches.push(Vec::new()),
            }
        }
        stretches
    }
}

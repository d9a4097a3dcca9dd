//! Step curves of survival or incidence with their bands, and who is at risk in a table below.

use super::canvas::{Area, Type};
use super::palette::{Paint, dashes};
use super::scale::{Scale, marks};
use super::sheet::{MARGIN, Sheet, Sign};
use crate::answer::{Row, Unit};
use crate::charts::cells;
use crate::charts::numbers::{self, Style};
use crate::charts::text::width;
use crate::charts::view::{Line, View};

/// Where fewer are at risk, a curve says more about chance than about anything else and is not drawn.
pub(in crate::charts) const AT_RISK: i64 = 10;
/// More curves than this are left to the table.
const MOST: usize = 8;

/// A point of a curve: the day and its row.
type Point<'a> = (f64, &'a Row);

pub(super) fn draw(view: &View<'_>, sheet: &mut Sheet) {
    let curves: Vec<(&Line<'_>, Vec<Point<'_>>)> =
        view.lines.iter().take(MOST).map(|line| (line, points(view, line))).collect();
    let last = curves.iter().flat_map(|(_, points)| points).map(|(day, _)| *day).fold(0.0, f64::max);
    let share = Style { unit: Unit::Share, currency: None, locale: view.locale };
    let days = Style { unit: Unit::Number, currency: None, locale: view.locale };
    let labels = curves.iter().map(|(line, _)| width(&line.label, 12) + 560).max().unwrap_or(0);
    let narrow = sheet.width < 5200;
    let left = if curves.len() > 1 && !narrow {
        labels.clamp(600, sheet.inner() * 4 / 10)
    } else {
        900.min(sheet.inner() / 4)
    };
    let lines = i64::try_from(curves.len()).unwrap_or(1);
    let height = (sheet.room - 170 * lines - 200).max(1300);
    let plot = Area { x: MARGIN + left, y: sheet.top, w: sheet.inner() - left - 120, h: height };
    let upright = sheet.upright(&marks(0.0, 100.0, 5, true), &share, plot);
    let mut marks = marks(0.0, last.max(1.0), usize::try_from(plot.w / 800).unwrap_or(4).clamp(2, 8), true);
    // The axis ends with the curve, not with the next round day.
    marks.hi = last.max(1.0);
    marks.at.retain(|mark| *mark <= last.max(1.0));
    let level = sheet.level(&marks, &days, plot);
    sheet.canvas.text(
        plot.x + plot.w,
        plot.y + plot.h + 310,
        Type::QUIET.end(),
        view.locale.pick("días desde el comienzo", "days since the start"),
    );
    let mut cut = false;
    for (tone, (_, points)) in curves.iter().enumerate() {
        band(sheet, points, tone, &upright, &level);
    }
    for (tone, (_, points)) in curves.iter().enumerate() {
        cut |= curve(sheet, points, tone, &upright, &level);
    }
    let mut y = plot.y + plot.h + 310;
    sheet.canvas.text(MARGIN, y, Type::LABEL.bold(), view.locale.pick("En riesgo", "At risk"));
    for (tone, (line, points)) in curves.iter().enumerate() {
        y += 180;
        if curves.len() > 1 {
            sheet.canvas.line((MARGIN, y - 40), (MARGIN + 240, y - 40), Paint::Stroke(tone), "2", dashes(tone));
            if narrow {
                sheet.key(Sign::Line(tone), line.label.clone());
            } else {
                sheet.canvas.label(MARGIN + 300, y, Type::QUIET, left - 500, &line.label);
            }
        }
        for mark in &marks.at {
            sheet.canvas.text(level.at(*mark), y, Type::QUIET.middle(), &at_risk(points, *mark, view));
        }
    }
    sheet.bottom = y + 40;
    if curves.iter().any(|(_, points)| points.iter().any(|(_, row)| cells::ends(row).is_some())) {
        let level = view.table.rows.iter().find_map(cells::interval).map_or(95.0, |interval| interval.level * 100.0);
        let text = view.locale.pick("intervalo al {n} %", "{n}% interval");
        sheet.key(Sign::Band(0), text.replace("{n}", &numbers::decimal(level, 0, view.locale)));
    }
    if cut {
        let text = view
            .locale
            .pick("No se dibuja donde quedan menos de {n} en riesgo.", "Not drawn where fewer than {n} are at risk.");
        sheet.note(text.replace("{n}", &AT_RISK.to_string()));
    }
    if view.lines.len() > curves.len() {
        let text = view.locale.pick("{n} curvas más en la tabla", "{n} more curves in the table");
        sheet.note(text.replace("{n}", &(view.lines.len() - curves.len()).to_string()));
    }
    super::draw::explain(view, sheet, None, false);
}

fn points<'a>(view: &View<'_>, line: &Line<'a>) -> Vec<Point<'a>> {
    let mut points: Vec<Point<'a>> = line.rows.iter().filter_map(|row| Some((view.along_number(row)?, *row))).collect();
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    points
}

/// Whether a point is drawn.
fn drawn(row: &Row) -> bool {
    cells::shown(row).is_some() && cells::at_risk(row).is_none_or(|n| n >= AT_RISK)
}

/// Draws a curve; answers whether a part of it is left out.
fn curve(sheet: &mut Sheet, points: &[Point<'_>], tone: usize, upright: &Scale, level: &Scale) -> bool {
    let kept: Vec<&Point<'_>> = points.iter().take_while(|(_, row)| drawn(row)).collect();
    let mut path: Vec<(i64, i64)> = Vec::new();
    for (day, row) in kept.iter().copied() {
        let Some(value) = cells::shown(row) else { continue };
        let (x, y) = (level.at(*day), upright.at(value * 100.0));
        path.extend(path.last().map(|(_, before)| (x, *before)));
        path.push((x, y));
    }
    sheet.canvas.path(&path, Paint::Stroke(tone), "2", dashes(tone));
    if let ([only], true) = (path.as_slice(), kept.len() == 1) {
        sheet.canvas.dot(*only, 30, tone, true);
    }
    kept.len() < points.len()
}

fn band(sheet: &mut Sheet, points: &[Point<'_>], tone: usize, upright: &Scale, level: &Scale) {
    let mut upper: Vec<(i64, i64)> = Vec::new();
    let mut lower: Vec<(i64, i64)> = Vec::new();
    for (day, row) in points.iter().take_while(|(_, row)| drawn(row)) {
        let Some(value) = cells::shown(row) else { continue };
        let (lo, hi) = cells::ends(row).unwrap_or((value, value));
        let x = level.at(*day);
        upper.extend(upper.last().map(|(_, before)| (x, *before)));
        lower.extend(lower.last().map(|(_, before)| (x, *before)));
        upper.push((x, upright.at(hi * 100.0)));
        lower.push((x, upright.at(lo * 100.0)));
    }
    upper.extend(lower.into_iter().rev());
    sheet.canvas.shape(&upper, Paint::Fill(tone), " fill-opacity=\"0.15\"");
}

/// Who is at risk on a day: those of the first row of that day or later, since nobody leaves between two rows without being counted in the second.
fn at_risk(points: &[Point<'_>], day: f64, view: &View<'_>) -> String {
    let found = points.iter().find(|(at, _)| *at >= day);
    match found.map(|(_, row)| (row.suppressed.is_some(), cells::at_risk(row))) {
        Some((false, Some(n))) if n >= AT_RISK => numbers::whole(n, view.locale),
        Some((false, Some(_)) | (true, _)) => format!("<{AT_RISK}"),
        _ => "–".to_owned(),
    }
}

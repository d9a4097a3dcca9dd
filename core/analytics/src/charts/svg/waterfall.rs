//! Parts that add up to a total, one after the other; or what moves a total most, as a tornado.

use super::canvas::{Area, Type};
use super::draw::explain;
use super::palette::Paint;
use super::scale::marks;
use super::sheet::{MARGIN, Sheet, Sign};
use crate::answer::Row;
use crate::charts::cells::{self, Cell};
use crate::charts::text::width;
use crate::charts::view::{Line, View};
use crate::charts::words;

const LINE: i64 = 320;

pub(super) fn draw(view: &View<'_>, sheet: &mut Sheet) {
    let mut y = sheet.top;
    let several = view.lines.len() > 1;
    for line in &view.lines {
        if several {
            let room = sheet.inner();
            sheet.canvas.label(MARGIN, y + 80, Type::LABEL.bold(), room, &line.label);
            y += 180;
        }
        y = if tornado(view, line) { swings(view, sheet, line, y) } else { parts(view, sheet, line, y) } + 200;
    }
    sheet.bottom = y - 200;
    explain(view, sheet, None, false);
}

/// Whether all values are one base and the intervals are what differs.
fn tornado(view: &View<'_>, line: &Line<'_>) -> bool {
    let shown: Vec<(f64, bool)> = line
        .rows
        .iter()
        .filter(|row| !total(view, row))
        .filter_map(|row| Some((cells::shown(row)?, cells::ends(row).is_some())))
        .collect();
    shown.len() > 1 && shown.windows(2).all(|pair| matches!(pair, [a, b] if a.0 == b.0 && a.1 && b.1))
}

fn total(view: &View<'_>, row: &Row) -> bool {
    view.along(row) == Some("total")
}

/// The names on the left and the room for them.
fn labels(view: &View<'_>, sheet: &Sheet, rows: &[&Row]) -> i64 {
    let widest = rows.iter().map(|row| width(view.along(row).unwrap_or_default(), 12)).max().unwrap_or(0);
    (widest + 120).min(sheet.inner() * 36 / 100)
}

fn parts(view: &View<'_>, sheet: &mut Sheet, line: &Line<'_>, top: i64) -> i64 {
    let factor = line.style.factor();
    let rows = &line.rows;
    let mut sum = 0.0_f64;
    let mut spans: Vec<Option<(f64, f64)>> = Vec::new();
    let mut broken = false;
    for row in rows {
        let value = cells::shown(row).map(|value| value * factor);
        spans.push(match value {
            Some(value) if total(view, row) => Some((0.0, value)),
            Some(value) => {
                let span = (sum, (sum + value).clamp(-1e301, 1e301));
                sum = span.1;
                Some(span)
            }
            None => None,
        });
        broken |= value.is_none();
    }
    let (lo, hi) =
        spans.iter().flatten().fold((0.0_f64, 0.0_f64), |(lo, hi), (a, b)| (lo.min(*a).min(*b), hi.max(*a).max(*b)));
    let names = labels(view, sheet, rows);
    let figures =
        rows.iter().map(|row| width(&said(view, line, row), 12)).max().unwrap_or(0).min(sheet.inner() * 3 / 10) + 120;
    let plot = Area {
        x: MARGIN + names,
        y: top,
        w: sheet.inner() - names - figures,
        h: LINE * i64::try_from(rows.len()).unwrap_or(0),
    };
    let marks = marks(lo, hi, usize::try_from(plot.w / 800).unwrap_or(4).clamp(2, 6), false);
    let scale = sheet.level(&marks, &line.style, plot);
    let mut y = top;
    let mut before: Option<i64> = None;
    for (row, span) in rows.iter().zip(&spans) {
        let middle = y + LINE / 2;
        let name = view.along(row).unwrap_or_default();
        let whole = total(view, row);
        let kind = if whole { Type::LABEL.bold().end() } else { Type::LABEL.end() };
        let name = if whole { view.locale.pick("total", "total") } else { name };
        sheet.canvas.beside(plot.x - 90, middle, kind, names - 100, name);
        if let Some((from, to)) = span {
            let (a, b) = (scale.at(*from), scale.at(*to));
            if let Some(before) = before.filter(|_| !whole) {
                sheet.canvas.line((before, y - 70), (before, y + 70), Paint::Part("axis"), "1", "2 2");
            }
            let area = Area { x: a.min(b), y: y + 60, w: (a - b).abs().max(12), h: LINE - 120 };
            let (paint, pattern, sign, text) = match (whole, to >= from) {
                (true, _) => (Paint::Fill(2), "", Sign::Fill(2, ""), view.locale.pick("total", "total")),
                (false, true) => (Paint::Fill(0), "", Sign::Fill(0, ""), view.locale.pick("suma", "adds")),
                (false, false) => {
                    (Paint::Fill(1), "back", Sign::Fill(1, "back"), view.locale.pick("resta", "takes away"))
                }
            };
            sheet.canvas.rect(area, paint, "");
            if !pattern.is_empty() {
                sheet.canvas.pattern(area, pattern);
            }
            sheet.key(sign, text);
            if let Some((lo, hi)) = cells::ends(row).filter(|_| whole) {
                super::bars::whisker(&mut sheet.canvas, scale.at(lo * factor), scale.at(hi * factor), middle);
            }
            before = Some(b);
        } else if cells::cell(row) == Cell::Hidden {
            sheet.canvas.hidden((plot.x + 100, middle));
        }
        let x = plot.x + plot.w + figures;
        let kind = if cells::shown(row).is_some() { kind } else { Type::QUIET.end() };
        sheet.canvas.label(x, middle + 42, kind, figures - 80, &said(view, line, row));
        y += LINE;
    }
    if broken {
        sheet.note(view.locale.pick(
            "Faltan partes: las barras no llegan al total.",
            "Parts are missing: the bars do not reach the total.",
        ));
    }
    plot.y + plot.h + 200
}

fn said(view: &View<'_>, line: &Line<'_>, row: &Row) -> String {
    match (cells::shown(row), cells::cell(row)) {
        (Some(value), _) if total(view, row) => line.style.short(value),
        (Some(value), _) => line.style.signed(value),
        (None, Cell::Hidden) => words::hidden(view.locale).to_owned(),
        (None, _) => cells::absence(view, row),
    }
}

/// Bars from the low to the high outcome around the base, the widest on top.
fn swings(view: &View<'_>, sheet: &mut Sheet, line: &Line<'_>, top: i64) -> i64 {
    let factor = line.style.factor();
    let mut rows: Vec<(&Row, f64, f64, f64)> = Vec::new();
    for row in line.rows.iter().filter(|row| !total(view, row)) {
        if let Some((value, (lo, hi))) = cells::shown(row).zip(cells::ends(row)) {
            rows.push((row, value * factor, lo * factor, hi * factor));
        }
    }
    rows.sort_by(|a, b| (b.3 - b.2).abs().total_cmp(&(a.3 - a.2).abs()));
    let Some(base) = rows.first().map(|row| row.1) else { return top };
    let (lo, hi) = rows.iter().fold((base, base), |(lo, hi), row| (lo.min(row.2).min(row.3), hi.max(row.2).max(row.3)));
    let refs: Vec<&Row> = rows.iter().map(|row| row.0).collect();
    let names = labels(view, sheet, &refs);
    let ends = rows
        .iter()
        .flat_map(|row| [row.2, row.3])
        .map(|end| width(&line.style.bare(end / factor), 11))
        .max()
        .unwrap_or(0)
        + 80;
    let plot = Area {
        x: MARGIN + names + ends,
        y: top + 180,
        w: sheet.inner() - names - 2 * ends,
        h: LINE * i64::try_from(rows.len()).unwrap_or(0),
    };
    let marks = marks(lo, hi, usize::try_from(plot.w / 800).unwrap_or(4).clamp(2, 6), false);
    let scale = sheet.level(&marks, &line.style, plot);
    let middle = scale.at(base);
    for (at, (row, _, lo, hi)) in rows.iter().enumerate() {
        let y = plot.y + LINE * i64::try_from(at).unwrap_or(0);
        let text = y + LINE / 2 + 42;
        let name = view.along(row).unwrap_or_default();
        sheet.canvas.beside(MARGIN + names - 90, text - 42, Type::LABEL, names - 100, name);
        let (a, b) = (scale.at(*lo), scale.at(*hi));
        let low = Area { x: a.min(middle), y: y + 60, w: (middle - a).abs(), h: LINE - 120 };
        let high = Area { x: b.min(middle), y: y + 60, w: (b - middle).abs(), h: LINE - 120 };
        sheet.canvas.rect(low, Paint::Fill(1), "");
        sheet.canvas.pattern(low, "back");
        sheet.canvas.rect(high, Paint::Fill(0), "");
        sheet.canvas.text(a.min(middle) - 50, text, Type::QUIET.size(11).end(), &line.style.bare(lo / factor));
        sheet.canvas.text(b.max(middle) + 50, text, Type::QUIET.size(11), &line.style.bare(hi / factor));
    }
    sheet.canvas.line((middle, plot.y - 40), (middle, plot.y + plot.h), Paint::Part("whisker"), "1.5", "");
    let text = format!("{} {}", view.locale.pick("base", "base"), line.style.short(base / factor));
    sheet.canvas.text(middle, plot.y - 80, Type::LABEL.bold().middle(), &text);
    sheet.key(Sign::Fill(1, "back"), view.locale.pick("supuesto bajo", "low assumption"));
    sheet.key(Sign::Fill(0, ""), view.locale.pick("supuesto alto", "high assumption"));
    plot.y + plot.h + 200
}

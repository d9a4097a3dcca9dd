//! Bars: one per group, from zero, with the figure beside it and a whisker for its interval.

use super::canvas::{Area, Canvas, Type};
use super::draw::explain;
use super::palette::Paint;
use super::scale::{Scale, marks};
use super::sheet::{MARGIN, Sheet, Sign};
use crate::answer::{Row, Unit, Verdict};
use crate::charts::cells::{self, Cell};
use crate::charts::numbers::Style;
use crate::charts::text::width;
use crate::charts::view::View;
use crate::charts::{dates, words};

/// More bars than this are left to the table.
const MOST: usize = 60;
/// How high the line of a bar is.
const LINE: i64 = 280;

/// Title and style of a measure, with its bars.
type Panel<'v> = (&'v str, &'v Style, Vec<(String, &'v Row)>);

pub(super) fn draw(view: &View<'_>, sheet: &mut Sheet) {
    let mut panels: Vec<Panel<'_>> = Vec::new();
    for line in &view.lines {
        for row in &line.rows {
            let label = name(view, row, &line.label);
            match panels.iter_mut().find(|panel| panel.0 == line.title && panel.1 == &line.style) {
                Some(panel) => panel.2.push((label, row)),
                None => panels.push((&line.title, &line.style, vec![(label, row)])),
            }
        }
    }
    let several = panels.len() > 1;
    let mut top = sheet.top;
    for (title, style, rows) in panels {
        if several {
            let room = sheet.inner();
            sheet.canvas.label(MARGIN, top + 80, Type::LABEL.bold(), room, title);
            top += 180;
        }
        panel(view, sheet, style, &rows, top);
        top = sheet.bottom + 200;
    }
    explain(view, sheet, None, false);
}

/// Group and period of a bar; the measure when there is neither.
fn name(view: &View<'_>, row: &Row, fallback: &str) -> String {
    let group = Some(view.group_label(row)).filter(|group| !group.is_empty()).map(|group| view.nice(&group));
    let parts: Vec<String> =
        group.into_iter().chain(row.period.map(|period| dates::period(period, view.locale))).collect();
    if parts.is_empty() { fallback.to_owned() } else { parts.join(" · ") }
}

fn panel(view: &View<'_>, sheet: &mut Sheet, style: &Style, rows: &[(String, &Row)], top: i64) {
    let factor = style.factor();
    let drawn = rows.get(..MOST).unwrap_or(rows);
    let values: Vec<f64> = drawn.iter().filter_map(|(_, row)| cells::shown(row)).map(|value| value * factor).collect();
    let (least, most) = values.iter().fold((0.0_f64, 0.0_f64), |(lo, hi), value| (lo.min(*value), hi.max(*value)));
    let reach = (most - least) * 1.5;
    let ends: Vec<(f64, f64)> =
        drawn.iter().filter_map(|(_, row)| cells::ends(row)).map(|(lo, hi)| (lo * factor, hi * factor)).collect();
    let (lo, hi) =
        ends.iter().fold((least, most), |(lo, hi), (a, b)| (lo.min(a.max(least - reach)), hi.max(b.min(most + reach))));
    let whole = matches!(style.unit, Unit::People | Unit::Projects | Unit::Events);

    let labels =
        (drawn.iter().map(|(label, _)| width(label, 12)).max().unwrap_or(0) + 100).min(sheet.inner() * 36 / 100);
    let texts = drawn.iter().map(|(_, row)| width(&beside(view, style, row), 12)).max().unwrap_or(0) + 120;
    let texts = texts.min(sheet.inner() * 35 / 100);
    let plot = Area {
        x: MARGIN + labels,
        y: top,
        w: sheet.inner() - labels - texts,
        h: LINE * i64::try_from(drawn.len()).unwrap_or(0),
    };
    let marks = marks(lo, hi, usize::try_from(plot.w / 700).unwrap_or(4).clamp(2, 6), whole);
    let scale = sheet.level(&marks, style, plot);
    let pen = Pen { scale: &scale, style, factor, plot, labels };
    let mut y = top;
    for (label, row) in drawn {
        pen.bar(view, sheet, label, row, y);
        y += LINE;
    }
    if !ends.is_empty() {
        let level =
            drawn.iter().find_map(|(_, row)| cells::interval(row)).map_or(95.0, |interval| interval.level * 100.0);
        let level = crate::charts::numbers::decimal(level, 0, view.locale);
        sheet.key(Sign::Range, view.locale.pick("intervalo al {n} %", "{n}% interval").replace("{n}", &level));
    }
    if rows.len() > drawn.len() {
        let text = view.locale.pick("{n} más en la tabla", "{n} more in the table");
        sheet.note(text.replace("{n}", &(rows.len() - drawn.len()).to_string()));
    }
    sheet.bottom = plot.y + plot.h + 200;
}

/// What stands beside a bar.
fn beside(view: &View<'_>, style: &Style, row: &Row) -> String {
    match (cells::shown(row), cells::cell(row)) {
        (Some(value), _) => style.short(value),
        (None, Cell::Hidden) => words::hidden(view.locale).to_owned(),
        (None, _) => cells::absence(view, row),
    }
}

struct Pen<'p> {
    scale: &'p Scale,
    style: &'p Style,
    factor: f64,
    plot: Area,
    labels: i64,
}

impl Pen<'_> {
    fn bar(&self, view: &View<'_>, sheet: &mut Sheet, label: &str, row: &Row, y: i64) {
        let middle = y + LINE / 2;
        sheet.canvas.beside(self.plot.x - 80, middle, Type::LABEL, self.labels - 80, label);
        let zero = self.scale.at(0.0);
        let Some(value) = cells::shown(row) else {
            if cells::cell(row) == Cell::Hidden {
                sheet.canvas.hidden((zero + 80, middle));
                sheet.canvas.text(zero + 160, middle + 42, Type::QUIET, words::hidden(view.locale));
            } else {
                let room = sheet.width - MARGIN - zero - 60;
                sheet.canvas.label(zero + 60, middle + 42, Type::QUIET, room, &cells::absence(view, row));
            }
            return;
        };
        let end = self.scale.at(value * self.factor);
        let area = Area { x: zero.min(end), y: y + 50, w: (end - zero).abs().max(10), h: LINE - 100 };
        let weak = row.verdict == Verdict::Insufficient;
        let below = value < 0.0;
        sheet.canvas.rect(
            area,
            Paint::Fill(usize::from(below)),
            if weak || !row.complete { " fill-opacity=\"0.5\"" } else { "" },
        );
        if below {
            sheet.canvas.pattern(area, "back");
        }
        if !row.complete {
            sheet.canvas.pattern(area, "hatch");
            sheet.key(Sign::Fill(0, "hatch"), view.locale.pick("periodo incompleto", "incomplete period"));
        }
        let mut far = end.max(zero);
        if let Some((lo, hi)) = cells::ends(row) {
            let (lo, hi) = (self.scale.at(lo * self.factor), self.scale.at(hi * self.factor));
            whisker(&mut sheet.canvas, lo, hi, middle);
            far = far.max(hi);
        }
        let weak = if weak { "\u{a0}°" } else { "" };
        if !weak.is_empty() {
            sheet.note(format!("° {}", words::verdict(Verdict::Insufficient, view.locale)));
        }
        sheet.canvas.text(far + 70, middle + 42, Type::LABEL, &format!("{}{weak}", self.style.short(value)));
    }
}

/// An interval with ends.
pub(super) fn whisker(canvas: &mut Canvas, lo: i64, hi: i64, y: i64) {
    let ink = Paint::Part("whisker");
    canvas.line((lo, y), (hi, y), ink, "1.5", "");
    canvas.line((lo, y - 35), (lo, y + 35), ink, "1.5", "");
    canvas.line((hi, y - 35), (hi, y + 35), ink, "1.5", "");
}

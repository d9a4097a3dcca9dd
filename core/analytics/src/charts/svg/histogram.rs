//! How many by value; for an NPS the shares of detractors, passives and promoters, and the score with its interval.

use super::canvas::{Area, Type};
use super::draw::explain;
use super::palette::Paint;
use super::scale::{Scale, marks};
use super::sheet::{MARGIN, Sheet, Sign};
use crate::answer::{Row, Unit};
use crate::charts::cells::{self, Cell};
use crate::charts::numbers::{self, Style};
use crate::charts::text::width;
use crate::charts::view::{Line, View};
use crate::charts::words;

pub(super) fn draw(view: &View<'_>, sheet: &mut Sheet) {
    let score = |line: &&Line<'_>| {
        line.measure.is_some_and(|measure| measure.metric == "nps") && line.style.unit == Unit::Points
    };
    let mut y = sheet.top;
    for line in view.lines.iter().filter(score) {
        for row in &line.rows {
            y = point(view, sheet, line, row, y);
        }
    }
    let nps = y > sheet.top;
    let counted: Vec<&Line<'_>> = view.lines.iter().filter(|line| !score(line)).collect();
    let several = counted.len() > 1;
    for line in counted {
        if several || nps {
            let room = sheet.inner();
            sheet.canvas.label(MARGIN, y + 80, Type::LABEL.bold(), room, &line.label);
            y += 200;
        }
        if line.rows.iter().all(|row| view.along(row).is_none()) {
            for row in &line.rows {
                sheet.canvas.text(MARGIN, y + 80, Type::LABEL, &cells::says(view, row));
                y += 180;
            }
            continue;
        }
        let mut rows = line.rows.clone();
        rows.sort_by(|a, b| {
            view.along_number(a).unwrap_or(f64::MAX).total_cmp(&view.along_number(b).unwrap_or(f64::MAX))
        });
        if nps {
            y = thirds(view, sheet, &rows, y);
        }
        y = upright_bars(view, sheet, line, &rows, y, nps) + 160;
    }
    sheet.bottom = y - 100;
    explain(view, sheet, None, false);
}

/// The score as a dot with its interval from −100 to 100.
fn point(view: &View<'_>, sheet: &mut Sheet, line: &Line<'_>, row: &Row, y: i64) -> i64 {
    let Some(value) = cells::shown(row) else {
        sheet.canvas.text(MARGIN, y + 120, Type::QUIET, &format!("{}: {}", line.label, cells::absence(view, row)));
        return y + 260;
    };
    let text = cells::says(view, row);
    let room = sheet.inner();
    sheet.canvas.label(MARGIN, y + 140, Type::LABEL.size(16).bold(), room, &text);
    let plot = Area { x: MARGIN + 160, y: y + 230, w: sheet.inner() - 320, h: 220 };
    let style = Style { unit: Unit::Number, currency: None, locale: view.locale };
    let scale = sheet.level(&marks(-100.0, 100.0, 4, true), &style, plot);
    let middle = plot.y + plot.h / 2;
    if let Some((lo, hi)) = cells::ends(row) {
        super::bars::whisker(&mut sheet.canvas, scale.at(lo), scale.at(hi), middle);
    }
    sheet.canvas.dot((scale.at(value), middle), 60, 0, row.verdict != crate::Verdict::Insufficient);
    plot.y + plot.h + 380
}

/// Detractors, passives and promoters as one bar around the middle of the passives.
fn thirds(view: &View<'_>, sheet: &mut Sheet, rows: &[&Row], y: i64) -> i64 {
    if rows.iter().any(|row| cells::cell(row) == Cell::Hidden) {
        return y;
    }
    let sum = |from: f64, to: f64| -> f64 {
        let within = rows.iter().filter(|row| view.along_number(row).is_some_and(|at| (from..=to).contains(&at)));
        within.filter_map(|row| cells::shown(row)).sum()
    };
    let (detractors, passives, promoters) = (sum(0.0, 6.0), sum(7.0, 8.0), sum(9.0, 10.0));
    let all = detractors + passives + promoters;
    if all <= 0.0 {
        return y;
    }
    let scale = Scale::new(0.0, 1.0, 0, sheet.inner());
    let share = Style { unit: Unit::Share, currency: None, locale: view.locale };
    let names = [
        (view.locale.pick("detractores 0–6", "detractors 0–6"), detractors, 1, "back"),
        (view.locale.pick("pasivos 7–8", "passives 7–8"), passives, usize::MAX, ""),
        (view.locale.pick("promotores 9–10", "promoters 9–10"), promoters, 0, ""),
    ];
    let mut x = MARGIN;
    for (name, count, tone, pattern) in names {
        let part = count / all;
        let area = Area { x, y: y + 40, w: scale.at(part), h: 220 };
        let paint = if tone == usize::MAX { Paint::Part("grey") } else { Paint::Fill(tone) };
        sheet.canvas.rect(area, paint, "");
        if !pattern.is_empty() {
            sheet.canvas.pattern(area, pattern);
        }
        let sign = if tone == usize::MAX { Sign::Grey } else { Sign::Fill(tone, pattern) };
        sheet.key(sign, format!("{name}: {}", share.short(part)));
        x += area.w;
    }
    y + 380
}

fn upright_bars(view: &View<'_>, sheet: &mut Sheet, line: &Line<'_>, rows: &[&Row], top: i64, nps: bool) -> i64 {
    let factor = line.style.factor();
    let values: Vec<f64> = rows.iter().filter_map(|row| cells::shown(row)).map(|value| value * factor).collect();
    let (lo, hi) = values.iter().fold((0.0_f64, 0.0_f64), |(lo, hi), value| (lo.min(*value), hi.max(*value)));
    let height = if nps { 1300 } else { (sheet.room - (top - sheet.top)).max(1300) };
    let whole = matches!(line.style.unit, Unit::People | Unit::Projects | Unit::Events);
    let marks = marks(lo, hi, usize::try_from(height / 400).unwrap_or(4).clamp(3, 6), whole);
    let left = marks.at.iter().map(|mark| width(&line.style.tick(*mark, marks.step), 12)).max().unwrap_or(0) + 110;
    let plot = Area { x: MARGIN + left, y: top + 120, w: sheet.inner() - left, h: height };
    let scale = sheet.upright(&marks, &line.style, plot);
    let count = i64::try_from(rows.len()).unwrap_or(1).max(1);
    let wide = (plot.w * 8 / 10 / count).clamp(8, 700);
    let texts = rows
        .iter()
        .filter_map(|row| cells::shown(row))
        .map(|value| width(&line.style.short(value), 12))
        .max()
        .unwrap_or(0);
    let mut free = i64::MIN;
    for (at, row) in rows.iter().enumerate() {
        let middle = plot.x + plot.w * (2 * i64::try_from(at).unwrap_or(0) + 1) / (2 * count);
        let zero = scale.at(0.0);
        let tone = match view.along_number(row) {
            Some(at) if nps && at <= 6.0 => Paint::Fill(1),
            Some(at) if nps && at <= 8.0 => Paint::Part("grey"),
            _ => Paint::Fill(0),
        };
        match (cells::cell(row), cells::shown(row)) {
            (_, Some(value)) => {
                let end = scale.at(value * factor);
                let area = Area { x: middle - wide / 2, y: end.min(zero), w: wide, h: (end - zero).abs() };
                sheet.canvas.rect(area, tone, if row.complete { "" } else { " fill-opacity=\"0.5\"" });
                if tone == Paint::Fill(1) {
                    sheet.canvas.pattern(area, "back");
                }
                if !row.complete {
                    sheet.canvas.pattern(area, "hatch");
                    sheet.key(Sign::Fill(0, "hatch"), view.locale.pick("periodo incompleto", "incomplete period"));
                }
                if texts + 60 <= plot.w / count {
                    let y = if value < 0.0 { end + 140 } else { end - 50 };
                    sheet.canvas.text(middle, y, Type::LABEL.middle(), &line.style.short(value));
                }
            }
            (Cell::Hidden, None) => {
                sheet.canvas.hidden((middle, zero - 70));
                if width(words::hidden(view.locale), 11) + 60 <= plot.w / count {
                    sheet.canvas.text(middle, zero - 150, Type::QUIET.size(11).middle(), words::hidden(view.locale));
                }
            }
            _ => sheet.canvas.text(middle, zero - 50, Type::QUIET.middle(), "–"),
        }
        let name = view.along(row).unwrap_or("?");
        let half = width(name, 12).min(plot.w / count * 3 / 2) / 2;
        if middle - half >= free {
            sheet.canvas.label(middle, plot.y + plot.h + 160, Type::QUIET.middle(), half * 2 + 10, name);
            free = middle + half + 70;
        }
    }
    let n: Option<i64> = rows.iter().find_map(|row| cells::n(row));
    if let Some(n) = n.filter(|_| !nps) {
        sheet.note(format!("n\u{a0}=\u{a0}{}", numbers::whole(n, view.locale)));
    }
    plot.y + plot.h + 260
}

//! How many by value; for an NPS the shares of detractors, passives and promoters, and the score with its interval.

use super::canvas::{Area, Type};
use super::draw::explain;
use super::palette::Paint;
use super::scale::marks;
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
    let nps = view.lines.iter().any(|line| score(&line));
    let alone = |line: &Line<'_>| line.rows.iter().all(|row| view.along(row).is_none());
    let others: Vec<&Line<'_>> = view.lines.iter().filter(|line| !score(line)).collect();
    for line in others.iter().filter(|line| alone(line)) {
        for row in &line.rows {
            let room = sheet.inner();
            let text = format!("{}: {}", line.label, cells::says(view, row));
            sheet.canvas.label(MARGIN, y + 80, Type::LABEL, room, &text);
            y += 220;
        }
    }
    let counted: Vec<&Line<'_>> = others.iter().filter(|line| !alone(line)).copied().collect();
    for line in &counted {
        if counted.len() > 1 || nps {
            let room = sheet.inner();
            sheet.canvas.label(MARGIN, y + 80, Type::LABEL.bold(), room, &line.label);
            y += 200;
        }
        // All together is no value of its own.
        let mut rows: Vec<&Row> = line.rows.iter().copied().filter(|row| view.along(row).is_some()).collect();
        rows.sort_by(|a, b| along(view, a).total_cmp(&along(view, b)));
        y = upright_bars(view, sheet, line, &rows, y, nps) + 160;
    }
    sheet.bottom = y - 100;
    explain(view, sheet, None, false);
}

fn along(view: &View<'_>, row: &Row) -> f64 {
    view.along_number(row).unwrap_or(f64::MAX)
}

/// The score as a dot with its interval from −100 to 100, above the shares that it is the difference of.
fn point(view: &View<'_>, sheet: &mut Sheet, line: &Line<'_>, row: &Row, y: i64) -> i64 {
    let Some(value) = cells::shown(row) else {
        let text = format!("{}: {}", line.label, cells::absence(view, row));
        sheet.canvas.text(MARGIN, y + 120, Type::QUIET, &text);
        return y + 260;
    };
    let group = Some(view.group_label(row)).filter(|group| !group.is_empty()).map(|group| format!("{group}: "));
    let of = cells::of(view, row).map(|of| format!(" · {of}"));
    let text = format!("{}{}{}", group.unwrap_or_default(), cells::says(view, row), of.unwrap_or_default());
    let room = sheet.inner();
    sheet.canvas.label(MARGIN, y + 140, Type::LABEL.size(16).bold(), room, &text);
    let shares = thirds(view, row);
    let height = if shares.is_some() { 460 } else { 220 };
    let plot = Area { x: MARGIN + 160, y: y + 230, w: sheet.inner() - 320, h: height };
    let style = Style { unit: Unit::Number, currency: None, locale: view.locale };
    let scale = sheet.level(&marks(-100.0, 100.0, 4, true), &style, plot);
    if let Some([detractors, passives, promoters]) = shares {
        let zero = scale.at(0.0);
        let share = Style { unit: Unit::Share, ..style };
        let left = scale.at(-detractors * 100.0);
        let area = Area { x: left, y: plot.y + 220, w: zero - left, h: 200 };
        sheet.canvas.rect(area, Paint::Fill(1), "");
        sheet.canvas.pattern(area, "back");
        let right = Area { x: zero, w: scale.at(promoters * 100.0) - zero, ..area };
        sheet.canvas.rect(right, Paint::Fill(0), "");
        let names = [
            (Sign::Fill(1, "back"), view.locale.pick("detractores 0–6", "detractors 0–6"), detractors),
            (Sign::Grey, view.locale.pick("pasivos 7–8", "passives 7–8"), passives),
            (Sign::Fill(0, ""), view.locale.pick("promotores 9–10", "promoters 9–10"), promoters),
        ];
        for (sign, name, part) in names {
            sheet.key(sign, format!("{name}: {}", share.short(part)));
        }
    }
    let middle = plot.y + 110;
    if let Some((lo, hi)) = cells::ends(row) {
        super::bars::whisker(&mut sheet.canvas, scale.at(lo), scale.at(hi), middle);
    }
    sheet.canvas.dot((scale.at(value), middle), 60, 0, row.verdict != crate::Verdict::Insufficient);
    plot.y + plot.h + 340
}

/// The shares of detractors, passives and promoters among the counts of the same group; nothing when one of them is hidden.
fn thirds(view: &View<'_>, score: &Row) -> Option<[f64; 3]> {
    let group = view.group_label(score);
    let rows = view.lines.iter().flat_map(|line| &line.rows);
    let mut sums = [0.0_f64; 3];
    for row in rows.filter(|row| view.along(row).is_some() && view.group_label(row) == group) {
        let value = match cells::cell(row) {
            Cell::Shown(value) => value,
            Cell::Hidden => return None,
            Cell::Missing => 0.0,
        };
        let [detractors, passives, promoters] = &mut sums;
        match view.along_number(row)? {
            ..7.0 => *detractors += value,
            ..9.0 => *passives += value,
            _ => *promoters += value,
        }
    }
    let all: f64 = sums.iter().sum();
    (all > 0.0).then(|| sums.map(|sum| sum / all))
}

fn upright_bars(view: &View<'_>, sheet: &mut Sheet, line: &Line<'_>, rows: &[&Row], top: i64, nps: bool) -> i64 {
    let factor = line.style.factor();
    let values: Vec<f64> = rows.iter().filter_map(|row| cells::shown(row)).map(|value| value * factor).collect();
    let (lo, hi) = values.iter().fold((0.0_f64, 0.0_f64), |(lo, hi), value| (lo.min(*value), hi.max(*value)));
    let height = if nps { 1300 } else { (sheet.room - (top - sheet.top)).max(1300) };
    let whole = matches!(line.style.unit, Unit::People | Unit::Projects | Unit::Events);
    let marks = marks(lo, hi, usize::try_from(height / 400).unwrap_or(4).clamp(3, 6), whole);
    let left = marks.at.iter().map(|mark| width(&marks.text(*mark, &line.style), 12)).max().unwrap_or(0) + 110;
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
        let name = view.along(row).unwrap_or_default();
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

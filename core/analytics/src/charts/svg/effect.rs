//! Differences between two arms as a forest plot: the line of no difference, intervals, the size of both arms.

use super::canvas::{Area, Type};
use super::palette::Paint;
use super::scale::{Scale, marks};
use super::sheet::{MARGIN, Sheet, Sign};
use crate::answer::{Row, Unit, Verdict};
use crate::charts::cells::{self, Cell};
use crate::charts::numbers::{self, Style};
use crate::charts::text::width;
use crate::charts::view::{Line, View};
use crate::charts::words;

/// A row of the plot with its line.
type Mark<'v> = (&'v Line<'v>, &'v Row);

pub(super) fn draw(view: &View<'_>, sheet: &mut Sheet) {
    let mut panels: Vec<(&Style, Vec<Mark<'_>>)> = Vec::new();
    for line in &view.lines {
        let rows = line.rows.iter().map(|row| (line, *row));
        match panels.iter_mut().find(|panel| panel.0 == &line.style) {
            Some(panel) => panel.1.extend(rows),
            None => panels.push((&line.style, rows.collect())),
        }
    }
    let mut y = sheet.top;
    for (style, rows) in panels {
        y = panel(view, sheet, style, &rows, y) + 200;
    }
    sheet.bottom = y - 200;
    let locale = view.locale;
    let any =
        |verdict: Verdict| view.table.rows.iter().any(|row| row.verdict == verdict && cells::shown(row).is_some());
    if any(Verdict::Association) {
        sheet.note(locale.pick(
            "Asociación: sin grupo de comparación no se sabe si lo uno causa lo otro.",
            "Association: without a comparison group nobody knows whether one causes the other.",
        ));
    }
    if any(Verdict::Good) {
        sheet.note(
            locale
                .pick("Efecto: diferencia con un grupo de comparación.", "Effect: difference from a comparison group."),
        );
    }
    super::draw::explain(view, sheet, Some(0), false);
}

fn panel(view: &View<'_>, sheet: &mut Sheet, style: &Style, rows: &[Mark<'_>], top: i64) -> i64 {
    let locale = view.locale;
    let factor = style.factor();
    let values = rows.iter().filter_map(|(_, row)| cells::shown(row)).map(|value| value * factor);
    let (least, most) = values.fold((0.0_f64, 0.0_f64), |(lo, hi), value| (lo.min(value), hi.max(value)));
    let reach = (most - least).max(1e-9) * 3.0;
    let ends = rows.iter().filter_map(|(_, row)| cells::ends(row));
    let (lo, hi) = ends.fold((least, most), |(lo, hi), (a, b)| {
        (lo.min((a * factor).max(least - reach)), hi.max((b * factor).min(most + reach)))
    });

    let texts: Vec<String> = rows.iter().map(|(_, row)| figure(view, style, row)).collect();
    let narrow = sheet.width < 5200;
    let height_of = if narrow { 520 } else { 420 };
    let labels = (rows.iter().map(|(line, _)| width(&line.label, 12)).max().unwrap_or(0).max(1000) + 120)
        .min(sheet.inner() * 34 / 100);
    let right = if narrow {
        0
    } else {
        (texts.iter().map(|text| width(text, 12)).max().unwrap_or(0) + 160).min(sheet.inner() * 36 / 100)
    };
    let height = height_of * i64::try_from(rows.len()).unwrap_or(0);
    let plot = Area {
        x: MARGIN + labels,
        y: top,
        w: sheet.inner() - labels - right - if narrow { 100 } else { 0 },
        h: height,
    };
    let marks = marks(lo, hi, usize::try_from(plot.w / 650).unwrap_or(4).clamp(2, 6), false);
    let scale = sheet.level(&marks, style, plot);
    let zero = scale.at(0.0);
    sheet.canvas.line((zero, plot.y - 40), (zero, plot.y + plot.h + 40), Paint::Part("whisker"), "1.5", "");
    for (at, ((of, row), text)) in rows.iter().zip(&texts).enumerate() {
        let label = &of.label;
        let y = top + height_of * i64::try_from(at).unwrap_or(0) + height_of / 2;
        let lifted = if width(label, 12) > labels - 100 { 100 } else { 62 };
        sheet.canvas.beside(plot.x - 100, y - lifted, Type::LABEL, labels - 100, label);
        sheet.canvas.label(plot.x - 100, y + 140, Type::QUIET.size(11).end(), labels - 100, &arms(view, row));
        mark(sheet, row, &scale, factor, y);
        match (cells::shown(row), cells::cell(row)) {
            (None, Cell::Hidden) => {
                sheet.canvas.hidden((plot.x + 100, y));
                sheet.canvas.text(plot.x + 180, y + 42, Type::QUIET, words::hidden(locale));
            }
            (None, _) => {
                sheet.canvas.over(plot.x + 60, y + 42, Type::QUIET, &cells::absence(view, row));
            }
            _ if narrow => sheet.canvas.over(plot.x + plot.w, y - 90, Type::LABEL.size(11).end(), text),
            _ => {
                let x = plot.x + plot.w + 100;
                sheet.canvas.label(x, y - 20, Type::LABEL, right - 100, text);
                sheet.canvas.label(x, y + 130, Type::QUIET.size(11), right - 100, &under(view, of, row));
            }
        }
    }
    if rows.iter().any(|(_, row)| cells::ends(row).is_some()) {
        let level =
            rows.iter().find_map(|(_, row)| cells::interval(row)).map_or(95.0, |interval| interval.level * 100.0);
        let text = locale.pick("diferencia e intervalo al {n} %", "difference and {n}% interval");
        sheet.key(Sign::Whisker(0), text.replace("{n}", &numbers::decimal(level, 0, locale)));
    }
    plot.y + plot.h + 240
}

fn mark(sheet: &mut Sheet, row: &Row, scale: &Scale, factor: f64, y: i64) {
    let Some(value) = cells::shown(row) else { return };
    let tone = if row.verdict == Verdict::Association { 2 } else { 0 };
    if let Some((lo, hi)) = cells::ends(row) {
        let (lo, hi) = (scale.at(lo * factor), scale.at(hi * factor));
        let dashes = if row.verdict == Verdict::Association { "4 3" } else { "" };
        sheet.canvas.line((lo, y), (hi, y), Paint::Stroke(tone), "2", dashes);
        for end in [lo, hi] {
            sheet.canvas.line((end, y - 45), (end, y + 45), Paint::Stroke(tone), "2", "");
        }
    }
    sheet.canvas.dot((scale.at(value * factor), y), 55, tone, row.verdict != Verdict::Insufficient);
}

/// The difference with its sign and interval, or why there is none.
pub(in crate::charts) fn figure(view: &View<'_>, style: &Style, row: &Row) -> String {
    let Some(value) = cells::shown(row) else {
        return cells::absence(view, row);
    };
    let value = points(view, style, value, true);
    let ends = cells::interval(row).and_then(|found| style.interval(found.lo, found.hi));
    ends.map_or(value.clone(), |ends| format!("{value} {ends}"))
}

/// The sizes of both arms, else of all.
pub(in crate::charts) fn arms(view: &View<'_>, row: &Row) -> String {
    match (cells::ratio(row), cells::n(row)) {
        (Some((one, other)), _) => {
            let versus = view.locale.pick("n {a} y {b}", "n {a} vs {b}");
            versus.replace("{a}", &numbers::whole(one, view.locale)).replace("{b}", &numbers::whole(other, view.locale))
        }
        (None, Some(n)) => format!("n {}", numbers::whole(n, view.locale)),
        (None, None) => String::new(),
    }
}

/// What to make of a difference, and the least that so many could show.
pub(in crate::charts) fn under(view: &View<'_>, line: &Line<'_>, row: &Row) -> String {
    let verdict = verdict(row.verdict, view);
    match line.detectable.and_then(cells::shown) {
        Some(least) => format!(
            "{verdict} · {}\u{a0}{}",
            view.locale.pick("se vería desde", "would show from"),
            points(view, &line.style, least, false)
        ),
        None => verdict.to_owned(),
    }
}

/// A difference; of shares in points of a hundred.
fn points(view: &View<'_>, style: &Style, value: f64, signed: bool) -> String {
    match (style.unit, signed) {
        (Unit::Share, true) => {
            format!("{} {}", style.signed(value).trim_end_matches(['%', '\u{a0}']), view.locale.pick("p. p.", "pp"))
        }
        (Unit::Share, false) => format!("{} {}", style.bare(value), view.locale.pick("p. p.", "pp")),
        (_, true) => style.signed(value),
        (_, false) => style.short(value),
    }
}

/// Whether it is an effect.
fn verdict(verdict: Verdict, view: &View<'_>) -> &'static str {
    match verdict {
        Verdict::Good => view.locale.pick("efecto", "effect"),
        other => words::verdict(other, view.locale),
    }
}

//! Steps from top to bottom: who took each, who dropped out between, and in grey who may still take it.

use super::canvas::{Area, Type};
use super::draw::explain;
use super::palette::Paint;
use super::sheet::{MARGIN, Sheet, Sign};
use crate::answer::{Row, Unit};
use crate::charts::cells::{self, Cell};
use crate::charts::numbers::{self, Style};
use crate::charts::text::width;
use crate::charts::view::{Line, View};
use crate::charts::words::Locale;

/// How high a step is with its name.
const STEP: i64 = 520;

pub(super) fn draw(view: &View<'_>, sheet: &mut Sheet) {
    let main = view.lines.iter().find(|line| !line.is_of("open")).map(|line| line.title.clone()).unwrap_or_default();
    let groups: Vec<&Line<'_>> = view.lines.iter().filter(|line| line.title == main && !line.is_of("open")).collect();
    let most = groups
        .iter()
        .flat_map(|line| &line.rows)
        .filter_map(|row| count(view.style(row).unit, row))
        .max()
        .unwrap_or(0)
        .max(1);
    let mut y = sheet.top;
    for line in &groups {
        if groups.len() > 1 {
            let room = sheet.inner();
            sheet.canvas.label(MARGIN, y + 80, Type::LABEL.bold(), room, &line.label);
            y += 180;
        }
        let open = view.lines.iter().find(|other| other.is_of("open") && same_group(view, line, other));
        y = steps(view, sheet, line, open, most, y) + 200;
    }
    sheet.bottom = y - 200;
    explain(view, sheet, None, false);
}

/// How many took a step.
fn count(unit: Unit, row: &Row) -> Option<i64> {
    let value = cells::shown(row)?;
    if unit == Unit::Share { row.numerator } else { Some(value.round().clamp(0.0, 1e15) as i64) }
}

fn same_group(view: &View<'_>, a: &Line<'_>, b: &Line<'_>) -> bool {
    let label = |line: &Line<'_>| line.rows.first().map(|row| view.group_label(row));
    label(a) == label(b)
}

/// Draws the steps of one group; answers where they end.
fn steps(view: &View<'_>, sheet: &mut Sheet, line: &Line<'_>, open: Option<&Line<'_>>, most: i64, top: i64) -> i64 {
    let locale = view.locale;
    let mut rows: Vec<&Row> = line.rows.clone();
    rows.sort_by(|a, b| view.along_number(a).unwrap_or(f64::MAX).total_cmp(&view.along_number(b).unwrap_or(f64::MAX)));
    let texts = 1500.min(sheet.inner() * 35 / 100);
    let plot = Area { x: MARGIN, y: top, w: sheet.inner() - texts, h: 0 };
    let unit = line.style.unit;
    let first = rows.first().and_then(|row| count(unit, row));
    let wide = |count: i64| {
        i64::try_from(i128::from(count) * i128::from(plot.w) / i128::from(most)).unwrap_or(0).clamp(0, plot.w)
    };
    let mut before: Option<i64> = None;
    let mut y = top;
    for (at, row) in rows.iter().enumerate() {
        let name = view.along(row).unwrap_or_default();
        let name = crate::charts::alt::step(name, locale);
        sheet.canvas.label(plot.x, y + 110, Type::LABEL, plot.w, &name);
        let bar = Area { x: plot.x, y: y + 160, w: plot.w, h: 240 };
        sheet.canvas.rect(bar, Paint::Part("shade"), " rx=\"3\"");
        let here = count(unit, row);
        match (here, cells::cell(row)) {
            (Some(here), _) => {
                let taken = Area { w: wide(here), ..bar };
                sheet.canvas.rect(taken, Paint::Fill(0), " rx=\"3\"");
                let may = open.and_then(|open| open.rows.iter().find(|other| view.along(other) == view.along(row)));
                if let Some(may) = may.and_then(|may| count(view.style(may).unit, may)).filter(|may| *may > 0) {
                    let grey = Area { x: bar.x + taken.w, w: wide(may).min(plot.w - taken.w), ..bar };
                    sheet.canvas.rect(grey, Paint::Part("grey"), "");
                    sheet.canvas.pattern(grey, "hatch");
                    sheet.key(
                        Sign::Open,
                        locale.pick("abierto: aún puede dar el paso", "open: may still take the step"),
                    );
                }
                let x = plot.x + plot.w + 120;
                sheet.canvas.text(x, bar.y + 115, Type::LABEL.size(14).bold(), &numbers::whole(here, locale));
                if let Some(share) = share(row, &line.style, here, first, at, texts - 120) {
                    sheet.canvas.label(x, bar.y + 255, Type::QUIET, texts - 120, &share);
                }
                if let Some(lost) = before.map(|before| before - here).filter(|lost| *lost > 0) {
                    let rate = before
                        .filter(|before| *before > 0)
                        .map(|before| percent(lost, before, locale))
                        .unwrap_or_default();
                    let short = format!("−{} ({rate})", numbers::whole(lost, locale));
                    let long = format!("{} {short}", locale.pick("caída", "drop"));
                    let free = plot.w - width(&name, 12) - 120;
                    if let Some(text) = [long, short].iter().find(|text| width(text, 12) <= free) {
                        sheet.canvas.text(plot.x + plot.w, y + 110, Type::QUIET.end(), text);
                    }
                }
            }
            (None, Cell::Hidden) => {
                sheet.canvas.pattern(bar, "veil");
                sheet.canvas.hidden((plot.x + plot.w + 160, bar.y + 120));
                sheet.canvas.text(
                    plot.x + plot.w + 240,
                    bar.y + 162,
                    Type::QUIET,
                    crate::charts::words::hidden(locale),
                );
            }
            (None, _) => {
                sheet.canvas.label(
                    plot.x + plot.w + 120,
                    bar.y + 162,
                    Type::QUIET,
                    texts - 120,
                    &cells::absence(view, row),
                );
            }
        }
        before = here;
        y += STEP;
    }
    y
}

/// The share of the first step, with its interval where the figure has one.
fn share(row: &Row, style: &Style, here: i64, first: Option<i64>, at: usize, room: i64) -> Option<String> {
    if style.unit == Unit::Share {
        let value = cells::shown(row)?;
        let ends =
            cells::interval(row).and_then(|found| style.interval(found.lo, found.hi)).map(|ends| format!(" {ends}"));
        let long = format!("{}{}", style.short(value), ends.unwrap_or_default());
        return Some(if width(&long, 12) <= room { long } else { style.short(value) });
    }
    let first = first.filter(|first| *first > 0 && at > 0)?;
    Some(percent(here, first, style.locale))
}

/// A count of another, in per cent.
fn percent(part: i64, whole: i64, locale: Locale) -> String {
    Style { unit: Unit::Share, currency: None, locale }.short(part as f64 / whole as f64)
}

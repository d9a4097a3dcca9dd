//! Cohorts from top to bottom, time since their start from left to right: the darker, the more came back.

use super::canvas::{Area, Type};
use super::draw::explain;
use super::palette::Paint;
use super::sheet::{MARGIN, Sheet, Sign};
use crate::answer::{Row, Verdict};
use crate::charts::cells::{self, Cell};
use crate::charts::numbers;
use crate::charts::text::width;
use crate::charts::view::{Line, View};

const ROW: i64 = 280;

pub(super) fn draw(view: &View<'_>, sheet: &mut Sheet) {
    let mut offsets: Vec<(f64, &str)> = Vec::new();
    for row in view.lines.iter().flat_map(|line| &line.rows) {
        if let Some(name) = view.along(row).filter(|name| !offsets.iter().any(|known| known.1 == *name)) {
            offsets.push((view.along_number(row).unwrap_or(f64::MAX), name));
        }
    }
    offsets.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(b.1)));
    let names = |line: &Line<'_>| (view.nice(&line.label), size(view, line));
    let labels =
        view.lines.iter().map(|line| width(&names(line).0, 12) + width(&names(line).1, 12) + 120).max().unwrap_or(0);
    let labels = (labels + 60).min(sheet.inner() * 45 / 100);
    let count = i64::try_from(offsets.len()).unwrap_or(1).max(1);
    let wide = ((sheet.inner() - labels) / count).clamp(30, 700);
    let legible = wide >= 330;
    let top = sheet.top + 330;
    let left = MARGIN + labels;
    let mut free = i64::MIN;
    for (at, (_, name)) in offsets.iter().enumerate() {
        let x = left + wide * i64::try_from(at).unwrap_or(0) + wide / 2;
        let half = width(name, 12) / 2;
        if x - half >= free {
            sheet.canvas.text(x, top - 60, Type::QUIET.middle(), name);
            free = x + half + 60;
        }
    }
    sheet.canvas.text(
        left,
        top - 220,
        Type::QUIET,
        view.locale.pick("tiempo desde el comienzo →", "time since the start →"),
    );
    sheet.canvas.text(MARGIN, top - 60, Type::QUIET, view.locale.pick("cohorte", "cohort"));
    // The first column is nearly always 1 and would leave no shade for the others.
    let strongest = view
        .lines
        .iter()
        .flat_map(|line| &line.rows)
        .filter_map(|row| cells::shown(row))
        .filter(|value| *value < 1.0)
        .fold(0.0, f64::max);
    let pen = Pen { view, strongest, wide, legible };
    for (down, line) in view.lines.iter().enumerate() {
        let y = top + ROW * i64::try_from(down).unwrap_or(0);
        let (name, size) = names(line);
        let size_wide = width(&size, 12);
        sheet.canvas.label(MARGIN, y + 180, Type::LABEL, labels - size_wide - 120, &name);
        sheet.canvas.text(left - 80, y + 180, Type::QUIET.end(), &size);
        for row in &line.rows {
            let at = offsets.iter().position(|(_, name)| view.along(row) == Some(*name));
            if let Some(at) = at.and_then(|at| i64::try_from(at).ok()) {
                pen.cell(sheet, row, Area { x: left + wide * at, y, w: wide, h: ROW });
            }
        }
    }
    sheet.bottom = top + ROW * i64::try_from(view.lines.len()).unwrap_or(0);
    sheet.note(view.locale.pick("Cifras en %; más color es más.", "Figures in %; more colour is more."));
    explain(view, sheet, None, false);
}

/// The size of a cohort.
fn size(view: &View<'_>, line: &Line<'_>) -> String {
    let sizes = line.rows.iter().filter(|row| cells::cell(row) != Cell::Hidden);
    let most = sizes.filter_map(|row| row.denominator.or(row.n)).max();
    most.map(|n| format!("n\u{a0}{}", numbers::whole(n, view.locale))).unwrap_or_default()
}

struct Pen<'p, 'a> {
    view: &'p View<'a>,
    strongest: f64,
    wide: i64,
    legible: bool,
}

impl Pen<'_, '_> {
    fn cell(&self, sheet: &mut Sheet, row: &Row, area: Area) {
        let inner = Area { x: area.x + 8, y: area.y + 8, w: area.w - 16, h: area.h - 16 };
        let (x, y) = (area.x + area.w / 2, area.y + 182);
        let star = if row.complete { "" } else { "*" };
        match cells::cell(row) {
            Cell::Shown(value) => {
                let share = if self.strongest > 0.0 { (value / self.strongest).clamp(0.0, 1.0) } else { 0.0 };
                // Up to a half, so that the figure stays readable on it in light and dark.
                let hundredths = (4.0 + share * 46.0).round() as i64;
                sheet.canvas.rect(inner, Paint::Part("shade"), " rx=\"3\"");
                sheet.canvas.rect(inner, Paint::Fill(0), &format!(" fill-opacity=\"0.{hundredths:02}\" rx=\"3\""));
                if self.legible {
                    let text = numbers::decimal(value * 100.0, 0, self.view.locale);
                    let weak = if row.verdict == Verdict::Insufficient { "°" } else { "" };
                    sheet.canvas.text(x, y, Type::LABEL.middle(), &format!("{text}{star}{weak}"));
                    if !weak.is_empty() {
                        sheet.note(format!("° {}", crate::charts::words::verdict(row.verdict, self.view.locale)));
                    }
                } else if !star.is_empty() && self.wide >= 80 {
                    sheet.canvas.text(x, y, Type::LABEL.middle(), star);
                }
                if !star.is_empty() {
                    sheet.key(
                        Sign::Star,
                        self.view.locale.pick("incompleta: aún puede subir", "incomplete: may still rise"),
                    );
                }
            }
            Cell::Hidden => {
                sheet.canvas.rect(inner, Paint::Part("shade"), " rx=\"3\"");
                sheet.canvas.pattern(inner, "veil");
                sheet.canvas.hidden((x, area.y + area.h / 2));
            }
            Cell::Missing => sheet.canvas.text(x, y, Type::QUIET.middle(), if self.legible { "–" } else { "" }),
        }
    }
}

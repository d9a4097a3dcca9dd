//! Who came, stayed, came back and left: stacked above zero, the dormant below, and the net of them as a line.

use super::canvas::Area;
use super::draw::explain;
use super::palette::Paint;
use super::scale::marks;
use super::sheet::{MARGIN, Sheet, Sign};
use super::times;
use crate::answer::Row;
use crate::calendar::Period;
use crate::charts::cells::{self, Cell};
use crate::charts::text::width;
use crate::charts::view::{Line, View};
use std::collections::{BTreeMap, BTreeSet};

/// The parts that are known, from zero outwards: the word in their name, Spanish, English, colour, pattern.
const PARTS: [(&str, &str, &str, usize, &str); 4] = [
    ("returning", "siguen", "returning", 2, ""),
    ("resurrecting", "vuelven", "resurrecting", 4, "dots"),
    ("new", "nuevas", "new", 0, "hatch"),
    ("dormant", "se duermen", "dormant", 1, "back"),
];

struct Part<'v, 'a> {
    rows: BTreeMap<Period, &'v &'a Row>,
    order: usize,
    below: bool,
    tone: usize,
    pattern: &'static str,
    name: String,
}

pub(super) fn draw(view: &View<'_>, sheet: &mut Sheet) {
    let mut parts: Vec<Part<'_, '_>> = view.lines.iter().enumerate().map(|(at, line)| part(view, line, at)).collect();
    parts.sort_by_key(|part| part.order);
    let periods: BTreeSet<Period> = parts.iter().flat_map(|part| part.rows.keys().copied()).collect();
    let Some(style) = view.lines.first().map(|line| line.style.clone()).filter(|_| !periods.is_empty()) else {
        return super::bars::draw(view, sheet);
    };
    let sum = |period: &Period, below: bool| -> f64 {
        parts
            .iter()
            .filter(|part| part.below == below)
            .filter_map(|part| cells::shown(part.rows.get(period)?))
            .map(f64::abs)
            .sum()
    };
    let most = periods.iter().map(|period| sum(period, false)).fold(0.0, f64::max);
    let least = periods.iter().map(|period| sum(period, true)).fold(0.0, f64::max);
    let height = sheet.room;
    let marks = marks(
        -least * style.factor(),
        most * style.factor(),
        usize::try_from(height / 400).unwrap_or(5).clamp(3, 7),
        true,
    );
    let left = marks.at.iter().map(|mark| width(&marks.text(*mark, &style), 12)).max().unwrap_or(0) + 110;
    let plot = Area { x: MARGIN + left, y: sheet.top, w: sheet.inner() - left, h: height };
    let scale = sheet.upright(&marks, &style, plot);
    let count = i64::try_from(periods.len()).unwrap_or(1).max(1);
    let wide = (plot.w * 7 / 10 / count).clamp(8, 640);
    let mut places = Vec::new();
    // Stretches without a gap.
    let mut net: Vec<Vec<(i64, i64)>> = vec![Vec::new()];
    for (at, period) in periods.iter().enumerate() {
        let middle = plot.x + plot.w * (2 * i64::try_from(at).unwrap_or(0) + 1) / (2 * count);
        places.push((*period, middle));
        let (mut up, mut down) = (0.0_f64, 0.0_f64);
        let mut hidden = 0;
        for part in &parts {
            let Some(row) = part.rows.get(period) else { continue };
            if cells::cell(row) == Cell::Hidden {
                let y = if part.below { plot.y + plot.h - 60 } else { plot.y + 60 + hidden * 100 };
                sheet.canvas.hidden((middle, y));
                hidden += i64::from(!part.below);
            }
            let Some(value) = cells::shown(row).map(|value| value.abs() * style.factor()) else { continue };
            let (from, to) = if part.below { (-down, -down - value) } else { (up, up + value) };
            if part.below {
                down += value
            } else {
                up += value
            }
            let (from, to) = (scale.at(from), scale.at(to));
            let area = Area { x: middle - wide / 2, y: from.min(to), w: wide, h: (from - to).abs() };
            sheet.canvas.rect(area, Paint::Fill(part.tone), if row.complete { "" } else { " fill-opacity=\"0.45\"" });
            if !part.pattern.is_empty() && wide >= 40 {
                sheet.canvas.pattern(area, part.pattern);
            }
        }
        match (balance(&parts, period), net.last_mut()) {
            (Some(value), Some(stretch)) => stretch.push((middle, scale.at(value * style.factor()))),
            _ => net.push(Vec::new()),
        }
        veil(sheet, &parts, period, Area { x: middle - plot.w / (2 * count), y: plot.y, w: plot.w / count, h: plot.h });
    }
    times::name(sheet, &places, plot, view.locale);
    for stretch in &net {
        sheet.canvas.path(stretch, Paint::Part("edge"), "4", "");
        sheet.canvas.path(stretch, Paint::Part("whisker"), "1.8", "");
        for point in stretch.iter().filter(|_| periods.len() <= 40) {
            sheet.canvas.net(*point);
        }
    }
    if net.iter().any(|stretch| !stretch.is_empty()) {
        sheet.key(
            Sign::Net,
            view.locale.pick("neto: nuevas + vuelven − se duermen", "net: new + resurrecting − dormant"),
        );
    }
    for part in parts.iter().rev() {
        sheet.key(Sign::Fill(part.tone, part.pattern), part.name.clone());
    }
    sheet.bottom = plot.y + plot.h + 330;
    explain(view, sheet, None, true);
}

/// Which of the known parts a line is.
pub(in crate::charts) fn role(view: &View<'_>, line: &Line<'_>) -> Option<&'static str> {
    let state = line.rows.first().and_then(|row| view.dimension(row, "state")).unwrap_or_default();
    PARTS.iter().map(|part| part.0).find(|word| state == *word || line.is_of(word))
}

fn part<'v, 'a>(view: &View<'_>, line: &'v Line<'a>, at: usize) -> Part<'v, 'a> {
    let state = line.rows.first().and_then(|row| view.dimension(row, "state")).unwrap_or_default();
    let found = PARTS.iter().enumerate().find(|(_, part)| Some(part.0) == role(view, line));
    let rows = line.rows.iter().filter_map(|row| Some((row.period?, row))).collect();
    match found {
        Some((order, (word, es, en, tone, pattern))) => {
            let name = if state.is_empty() { line.label.clone() } else { view.locale.pick(es, en).to_owned() };
            Part { rows, order, below: *word == "dormant", tone: *tone, pattern, name }
        }
        None => Part {
            rows,
            order: PARTS.len() + at,
            below: false,
            tone: 3 + at,
            pattern: "bars",
            name: line.label.clone(),
        },
    }
}

/// How many more there are than before, when all three parts of it are shown.
fn balance(parts: &[Part<'_, '_>], period: &Period) -> Option<f64> {
    let of = |order: usize| {
        parts.iter().find(|part| part.order == order).and_then(|part| cells::shown(part.rows.get(period)?))
    };
    Some(of(2)? + of(1)? - of(3)?.abs())
}

/// Hatches a period that is not over.
fn veil(sheet: &mut Sheet, parts: &[Part<'_, '_>], period: &Period, area: Area) {
    if parts
        .iter()
        .filter_map(|part| part.rows.get(period))
        .any(|row| !row.complete && cells::cell(row) != Cell::Hidden)
    {
        sheet.canvas.pattern(area, "veil");
    }
}

//! One figure, large, with its interval as a bar: a tile per measure and group.

use super::canvas::{Area, Type};
use super::palette::Paint;
use super::scale::Scale;
use super::sheet::{MARGIN, Sheet};
use crate::answer::{Row, Unit, Verdict};
use crate::charts::text::{shorten, width, wrap};
use crate::charts::view::{Line, View};
use crate::charts::{alt, cells, dates, words};

/// The least width of a tile.
const TILE: i64 = 2100;

pub(super) fn draw(view: &View<'_>, sheet: &mut Sheet) {
    let tiles: Vec<(&Line<'_>, &Row)> =
        view.lines.iter().flat_map(|line| line.rows.iter().map(move |row| (line, *row))).collect();
    let most = usize::try_from(sheet.inner() / TILE).unwrap_or(1).max(1);
    let columns = tiles.len().clamp(1, most);
    let alone = tiles.len() == 1;
    let gap = 240;
    let wide = (sheet.inner() + gap) / i64::try_from(columns).unwrap_or(1) - gap;
    let mut y = sheet.top;
    for of_row in tiles.chunks(columns) {
        let mut x = MARGIN;
        let mut deepest = y;
        for (line, row) in of_row {
            let area = Area { x, y, w: if alone { wide.min(4200) } else { wide }, h: 0 };
            deepest = deepest.max(tile(view, sheet, line, row, area, alone));
            x += wide + gap;
        }
        y = deepest + 260;
    }
    sheet.bottom = y - 160;
}

/// Draws one tile; answers where it ends.
fn tile(view: &View<'_>, sheet: &mut Sheet, line: &Line<'_>, row: &Row, area: Area, alone: bool) -> i64 {
    let locale = view.locale;
    let Area { x, mut y, w, .. } = area;
    if !alone {
        sheet.canvas.line((x, y - 40), (x + w, y - 40), Paint::Part("grid"), "1", "");
        for part in wrap(&line.label, 12, w, 2) {
            y += 130;
            sheet.canvas.text(x, y, Type::LABEL, &part);
            y += 30;
        }
        y += 60;
    }
    let size = if alone { 44 } else { 28 };
    y += size * 8;
    let Some(value) = cells::shown(row) else {
        let text = cells::absence(view, row);
        sheet.canvas.text(x, y, Type::QUIET.size(size).bold(), "—");
        for part in wrap(&text, 12, w, 2) {
            y += 200;
            sheet.canvas.text(x, y, Type::QUIET, &part);
        }
        return y;
    };
    let long = line.style.long(value);
    let short = line.style.short(value);
    let (figure, word) = if width(&long, size) <= w {
        (long.as_str(), "")
    } else {
        (short.as_str(), long.strip_prefix(&short).unwrap_or("").trim())
    };
    let fitted = (1..=size).rev().find(|size| width(figure, *size) <= w).unwrap_or(12).max(14);
    sheet.canvas.text(x, y, Type::LABEL.size(fitted).bold(), &shorten(figure, fitted, w));
    let mut under: Vec<String> = Vec::new();
    if let Some((lo, hi)) = cells::ends(row) {
        y += 180;
        range(sheet, line, row, value, (lo, hi), Area { x, y, w, h: 0 });
        y += 40;
    }
    if !word.is_empty() {
        under.push(word.to_owned());
    }
    if let Some(ends) = cells::interval(row).and_then(|found| line.style.interval(found.lo, found.hi)) {
        under.push(ends);
    }
    under.extend(cells::ratio(row).map(|(counted, of)| {
        let number = |count| crate::charts::numbers::whole(count, locale);
        format!("{} {} {}", number(counted), locale.pick("de", "of"), number(of))
    }));
    if cells::ratio(row).is_none() {
        under.extend(cells::of(view, row));
    }
    under.extend(row.period.map(|period| dates::period(period, locale)));
    let mut texts = vec![under.join(" · ")];
    if alone {
        // The change of a figure that stands alone is said under the title.
    } else if let Some(change) = alt::change(view, line) {
        texts.push(change.strip_prefix(&line.title).unwrap_or(&change).trim().to_owned());
    }
    if row.verdict != Verdict::Good {
        texts.push(words::verdict(row.verdict, locale).to_owned());
    }
    if !row.complete {
        texts.push(locale.pick("periodo incompleto", "incomplete period").to_owned());
    }
    for text in texts.iter().filter(|text| !text.is_empty()) {
        for part in wrap(text, 12, w, 2) {
            y += 175;
            sheet.canvas.text(x, y, Type::QUIET, &part);
        }
    }
    y
}

/// From where to where a figure with this interval could be.
pub(in crate::charts) fn reach(line: &Line<'_>, (lo, hi): (f64, f64)) -> (f64, f64) {
    let nps = line.measure.is_some_and(|measure| measure.metric == "nps");
    match line.style.unit {
        Unit::Share if lo >= 0.0 && hi <= 1.0 => (0.0, 1.0),
        Unit::Points if nps => (-100.0, 100.0),
        _ => (lo.min(0.0), hi.max(0.0) + (hi - lo).abs() * 0.1),
    }
}

/// The figure as a dot in its interval, on the whole of what it could be.
fn range(sheet: &mut Sheet, line: &Line<'_>, row: &Row, value: f64, (lo, hi): (f64, f64), area: Area) {
    let (from, to) = reach(line, (lo, hi));
    let scale = Scale::new(from, to, area.x, area.x + area.w);
    let tone = 0;
    sheet.canvas.rect(Area { x: area.x, y: area.y - 30, w: area.w, h: 60 }, Paint::Part("shade"), " rx=\"3\"");
    let (left, right) = (scale.at(lo), scale.at(hi));
    sheet.canvas.rect(
        Area { x: left, y: area.y - 30, w: (right - left).max(10), h: 60 },
        Paint::Fill(tone),
        " fill-opacity=\"0.35\" rx=\"3\"",
    );
    if from < 0.0 && to > 0.0 {
        sheet.canvas.line((scale.at(0.0), area.y - 60), (scale.at(0.0), area.y + 60), Paint::Part("axis"), "1", "");
    }
    sheet.canvas.dot((scale.at(value), area.y), 50, tone, row.verdict != Verdict::Insufficient);
}

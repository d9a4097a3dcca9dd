//! From a table to a picture.

use super::canvas::{Area, Type};
use super::palette::Paint;
use super::sheet::{MARGIN, Sheet, Sign};
use crate::answer::{Shape, Table, Unit, Verdict};
use crate::charts::alt;
use crate::charts::cells::{self, Cell};
use crate::charts::view::View;
use crate::charts::words::{self, Locale};
use crate::gate::{Gated, WireTable};
use serde::{Deserialize, Serialize};

/// How large a chart is wished, in pixels. Width is kept between 280 and 2000; height between 160 and 2000, but charts with a line per group
/// or cohort grow as high as they need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Size {
    /// Across.
    pub width: u16,
    /// Down.
    pub height: u16,
}

impl Default for Size {
    fn default() -> Self {
        Self { width: 680, height: 380 }
    }
}

/// The chart of a table as an SVG document, the same bytes on every platform.
///
/// It has `role="img"`, a `title`, and the [alternative text](crate::charts::alt_text) as `desc`; labels are escaped; it paints its own ground and turns dark
/// where the reader prefers that, but not on paper. Where style sheets are forbidden it stays light.
///
/// ```
/// # use semillero_analytics::{Day, Shape, Table};
/// use semillero_analytics::charts::{Locale, Size, svg};
/// # let table = Table { query: "mau".into(), shape: Shape::Number, dimensions: vec![], measures: vec![], rows: vec![], as_of: Day(0), notes: vec![] };
/// # let table = semillero_analytics::Gated::rows_are_readable(table, semillero_analytics::Readable::OwnersOfTheFacts);
/// assert!(svg(&table, Locale::Es, Size::default()).starts_with("<svg "));
/// ```
#[must_use]
pub fn svg(table: &Gated<Table>, locale: Locale, size: Size) -> String {
    let table = table.get();
    svg_of(&View::new(table, locale), size)
}

pub(in crate::charts) fn svg_of(view: &View<'_>, size: Size) -> String {
    let (width, height) = (i64::from(size.width.clamp(280, 2000)) * 10, i64::from(size.height.clamp(160, 2000)) * 10);
    let (title, description) = (view.title(), alt::sentences(view));
    let mut sheet = Sheet::new(&id(view, size), width, height, &title, &under(view));
    if view.lines.iter().flat_map(|line| &line.rows).any(|row| cells::shown(row).is_some()) {
        match view.table.shape {
            Shape::Number => super::number::draw(view, &mut sheet),
            Shape::Series => super::series::draw(view, &mut sheet),
            Shape::Bars => super::bars::draw(view, &mut sheet),
            Shape::Lifecycle => super::lifecycle::draw(view, &mut sheet),
            Shape::Funnel => super::funnel::draw(view, &mut sheet),
            Shape::Retention => super::retention::draw(view, &mut sheet),
            Shape::Survival => super::survival::draw(view, &mut sheet),
            Shape::Histogram => super::histogram::draw(view, &mut sheet),
            Shape::Effect => super::effect::draw(view, &mut sheet),
            Shape::Waterfall => super::waterfall::draw(view, &mut sheet),
        }
    } else {
        nothing(view, &mut sheet);
    }
    for note in &view.table.notes {
        sheet.note(view.locale.of(note));
    }
    sheet.finish(view.locale.tag(), &title, &description)
}

/// Names for what the picture refers to, which differ between the pictures of one page and never change.
fn id(view: &View<'_>, size: Size) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&serde_json::to_vec(&(WireTable::from(view.table), view.locale, size)).unwrap_or_default());
    let hash = hasher.finalize().to_hex();
    format!("sm-{}", hash.get(..10).unwrap_or_default())
}

/// What stands under the title: unit, the change, and as of when.
fn under(view: &View<'_>) -> String {
    let mut parts: Vec<String> = Vec::new();
    let units: std::collections::BTreeSet<Unit> = view.lines.iter().map(|line| line.style.unit).collect();
    if let (Some(unit), 1) = (units.first(), units.len()) {
        match unit {
            Unit::Share | Unit::Number => {}
            Unit::MinorUnits => parts.extend(view.lines.iter().filter_map(|line| line.style.currency.clone()).take(1)),
            unit => parts.push(words::unit(*unit, view.locale).to_owned()),
        }
    }
    if let [line] = view.lines.as_slice() {
        parts.extend(
            alt::change(view, line).map(|change| change.strip_prefix(&line.title).unwrap_or(&change).trim().to_owned()),
        );
    }
    parts.push(view.as_of());
    parts.join(" · ")
}

/// The picture of a table without a figure: it says why.
fn nothing(view: &View<'_>, sheet: &mut Sheet) {
    let area = Area { x: MARGIN, y: sheet.top, w: sheet.inner(), h: sheet.room.min(1400) };
    sheet.canvas.rect(area, Paint::Part("shade"), " rx=\"8\"");
    sheet.canvas.pattern(area, "veil");
    let rows = &view.table.rows;
    let hidden = rows.iter().find(|row| cells::cell(row) == Cell::Hidden);
    let no_facts = rows.iter().find(|row| row.verdict == Verdict::NoFacts);
    let text = match hidden.or(no_facts).or(rows.first()) {
        Some(row) => cells::absence(view, row),
        None => view.locale.pick("no hay cifras", "there are no figures").to_owned(),
    };
    let wide = (crate::charts::text::width(&text, 14) + 400).min(area.w);
    let (x, y) = (area.x + area.w / 2, area.y + area.h / 2);
    sheet.canvas.rect(Area { x: x - wide / 2, y: y - 200, w: wide, h: 400 }, Paint::Part("ground"), " rx=\"6\"");
    sheet.canvas.label(x, y + 50, Type::LABEL.size(14).middle(), area.w - 200, &text);
    sheet.bottom = area.y + area.h;
}

/// Explains the signs that rows of a table need: hidden, not over, too little.
pub(super) fn explain(view: &View<'_>, sheet: &mut Sheet, hollow: Option<usize>, veil: bool) {
    let rows = || view.lines.iter().flat_map(|line| &line.rows);
    if veil && rows().any(|row| !row.complete && cells::shown(row).is_some()) {
        sheet.key(Sign::Veil, view.locale.pick("periodo incompleto", "incomplete period"));
    }
    if let Some(tone) =
        hollow.filter(|_| rows().any(|row| row.verdict == Verdict::Insufficient && cells::shown(row).is_some()))
    {
        sheet.key(Sign::Hollow(tone), words::verdict(Verdict::Insufficient, view.locale));
    }
    let whys: std::collections::BTreeSet<&str> =
        rows().filter_map(|row| row.suppressed).map(|why| words::suppression(why, view.locale)).collect();
    if rows().any(|row| cells::cell(row) == Cell::Hidden) {
        let hidden = words::hidden(view.locale);
        let why = whys.into_iter().collect::<Vec<_>>().join(locale_or(view.locale));
        sheet.key(Sign::Hidden, if why.is_empty() { hidden.to_owned() } else { format!("{hidden}: {why}") });
    }
}

fn locale_or(locale: Locale) -> &'static str {
    locale.pick(" o ", " or ")
}

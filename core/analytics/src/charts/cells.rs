//! What one row says: a figure, or why there is none.

use super::numbers;
use super::view::View;
use super::words;
use crate::answer::{Interval, Row, Verdict};

/// Further out nothing can be drawn; values are cut here so that no difference of two overflows.
const FAR: f64 = 1e300;

/// A row as it may be shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Cell {
    /// There is a figure.
    Shown(f64),
    /// The gate hid it.
    Hidden,
    /// There is none.
    Missing,
}

/// Reads a row. What is suppressed counts as hidden even if its value were still there.
pub(super) fn cell(row: &Row) -> Cell {
    if row.suppressed.is_some() || row.verdict == Verdict::Suppressed {
        return Cell::Hidden;
    }
    match row.value {
        Some(value) if value.is_finite() => Cell::Shown(value.clamp(-FAR, FAR)),
        _ => Cell::Missing,
    }
}

/// The figure, if it is shown.
pub(super) fn shown(row: &Row) -> Option<f64> {
    match cell(row) {
        Cell::Shown(value) => Some(value),
        Cell::Hidden | Cell::Missing => None,
    }
}

/// The interval of a figure that is shown, with finite ends only.
pub(super) fn interval(row: &Row) -> Option<Interval> {
    shown(row)?;
    let finite = |end: Option<f64>| end.filter(|end| end.is_finite()).map(|end| end.clamp(-FAR, FAR));
    let found = row.interval?;
    let (lo, hi) = (finite(found.lo), finite(found.hi));
    (lo.is_some() || hi.is_some()).then_some(Interval { lo, hi, ..found })
}

/// Both ends of an interval that has both.
pub(super) fn ends(row: &Row) -> Option<(f64, f64)> {
    let found = interval(row)?;
    found.lo.zip(found.hi)
}

/// Of how many a figure speaks, where it is shown.
pub(super) fn n(row: &Row) -> Option<i64> {
    if cell(row) == Cell::Hidden { None } else { row.n }
}

/// Who is at risk at a point of a survival curve.
pub(super) fn at_risk(row: &Row) -> Option<i64> {
    if cell(row) == Cell::Hidden { None } else { row.denominator.or(row.n) }
}

/// The count and out of how many, where the figure is shown.
pub(super) fn ratio(row: &Row) -> Option<(i64, i64)> {
    if cell(row) == Cell::Hidden { None } else { row.numerator.zip(row.denominator) }
}

/// Why there is no figure, in words: `oculto: muy pocas personas`, `sin definir`.
pub(super) fn absence(view: &View<'_>, row: &Row) -> String {
    let locale = view.locale;
    match (cell(row), row.suppressed) {
        (Cell::Hidden, Some(why)) => format!("{}: {}", words::hidden(locale), words::suppression(why, locale)),
        (Cell::Hidden, None) => words::hidden(locale).to_owned(),
        // A verdict that promises a figure is not believed when there is none.
        _ if matches!(row.verdict, Verdict::Good | Verdict::Association) => {
            words::verdict(Verdict::Undefined, locale).to_owned()
        }
        _ => words::verdict(row.verdict, locale).to_owned(),
    }
}

/// A figure in full, `128 personas [120–136]`, or why there is none.
pub(super) fn says(view: &View<'_>, row: &Row) -> String {
    let Some(value) = shown(row) else {
        return absence(view, row);
    };
    let style = view.style(row);
    match interval(row).and_then(|found| style.interval(found.lo, found.hi)) {
        Some(ends) => format!("{} {ends}", style.long(value)),
        None => style.long(value),
    }
}

/// `n = 128`.
pub(super) fn of(view: &View<'_>, row: &Row) -> Option<String> {
    n(row).map(|n| format!("n\u{a0}=\u{a0}{}", numbers::whole(n, view.locale)))
}

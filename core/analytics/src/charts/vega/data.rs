//! The rows of a table as the data of a specification.

use crate::answer::{Row, Shape, Unit, Verdict};
use crate::charts::cells::{self, Cell};
use crate::charts::numbers::{self, Style};
use crate::charts::svg;
use crate::charts::view::{Line, View};
use crate::charts::{dates, words};
use serde_json::{Map, Value, json};

/// One datum per row, in the order of the table's lines. Its fields: `series`, `previous`, `from` and `to` (ISO days), `period` (in words),
/// `along` and `number` (where it stands in the shape, as text and as a number), `value`, `lo`, `hi` (shares in parts of one, money in
/// whole units), `n`, `numerator`, `denominator`, `text` and `short` (the figure in words), `reading`, `complete`, `state` (`shown`,
/// `hidden` or `missing`), `weak`, `association`, `order`, and what the shape needs besides.
pub(super) fn values(view: &View<'_>) -> Vec<Value> {
    let mut values = Vec::new();
    for line in &view.lines {
        // Who may still take a step stands in the datum of the step.
        if view.table.shape == Shape::Funnel && line.is_of("open") {
            continue;
        }
        for (at, row) in line.rows.iter().enumerate() {
            let mut datum = datum(view, line, row, None, at);
            datum.extend(more(view, line, row));
            values.push(Value::Object(datum));
        }
        // A point of the period before stands where the point is that it is compared with.
        for (at, (beside, row)) in line.compared().into_iter().enumerate() {
            values.push(Value::Object(datum(view, line, row, Some(beside), at)));
        }
    }
    values
}

/// The units of the table, one after the other.
pub(super) fn panels(view: &View<'_>) -> Vec<Style> {
    let mut styles: Vec<Style> = Vec::new();
    for line in &view.lines {
        if !styles.contains(&line.style) {
            styles.push(line.style.clone());
        }
    }
    styles
}

/// The name of a line in the data.
pub(super) fn name(view: &View<'_>, line: &Line<'_>) -> String {
    view.nice(&line.label)
}

fn fields<const N: usize>(fields: [(&str, Value); N]) -> Map<String, Value> {
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn datum(view: &View<'_>, line: &Line<'_>, row: &Row, beside: Option<&Row>, order: usize) -> Map<String, Value> {
    // Money is in minor units, which nobody reads.
    let factor = if line.style.unit == Unit::Share { 1.0 } else { line.style.factor() };
    let scaled = |value: Option<f64>| json!(value.map(|value| value * factor));
    let interval = cells::interval(row);
    let period = beside.unwrap_or(row).period;
    let counts = cells::ratio(row);
    let state = match cells::cell(row) {
        Cell::Shown(_) => "shown",
        Cell::Hidden => "hidden",
        Cell::Missing => "missing",
    };
    fields([
        ("series", json!(name(view, line))),
        ("previous", json!(beside.is_some())),
        ("from", json!(period.map(|period| period.from.to_string()))),
        ("to", json!(period.map(|period| period.to.to_string()))),
        ("period", json!(row.period.map(|period| dates::period(period, view.locale)))),
        ("along", json!(view.along(row))),
        ("number", json!(view.along_number(row))),
        ("value", scaled(cells::shown(row))),
        ("lo", scaled(interval.and_then(|interval| interval.lo))),
        ("hi", scaled(interval.and_then(|interval| interval.hi))),
        ("n", json!(cells::n(row))),
        ("numerator", json!(counts.map(|counts| counts.0))),
        ("denominator", json!(counts.map(|counts| counts.1))),
        ("text", json!(cells::says(view, row))),
        ("short", json!(short(view, line, row))),
        ("reading", json!(words::verdict(row.verdict, view.locale))),
        ("complete", json!(row.complete)),
        ("weak", json!(row.verdict == Verdict::Insufficient)),
        ("association", json!(row.verdict == Verdict::Association)),
        ("state", json!(state)),
        ("order", json!(order)),
        ("panel", json!(panels(view).iter().position(|style| *style == line.style))),
    ])
}

/// The figure without words, with a star where it is not over; why there is none otherwise.
fn short(view: &View<'_>, line: &Line<'_>, row: &Row) -> String {
    let star = if row.complete { "" } else { "*" };
    match cells::shown(row) {
        Some(value) => format!("{}{star}", line.style.short(value)),
        None if cells::cell(row) == Cell::Hidden => words::hidden(view.locale).to_owned(),
        None => "–".to_owned(),
    }
}

/// What the shape needs besides.
fn more(view: &View<'_>, line: &Line<'_>, row: &Row) -> Map<String, Value> {
    let value = cells::shown(row);
    match view.table.shape {
        Shape::Number => {
            // Each figure has a scale of its own, from 0 to 1.
            let ends = cells::ends(row);
            let place = |at: Option<f64>| {
                let (from, to) = svg::reach(line, ends?);
                at.filter(|_| to > from).map(|at| ((at - from) / (to - from)).clamp(0.0, 1.0))
            };
            fields([
                ("at_lo", json!(place(ends.map(|ends| ends.0)))),
                ("at_hi", json!(place(ends.map(|ends| ends.1)))),
                ("at_value", json!(place(value))),
            ])
        }
        Shape::Lifecycle => {
            let role = svg::role(view, line);
            let rank = ["returning", "resurrecting", "new"].iter().position(|known| Some(*known) == role);
            let signed = value.map(|value| if role == Some("dormant") { -value.abs() } else { value.abs() });
            fields([("role", json!(role)), ("signed", json!(signed)), ("rank", json!(rank.unwrap_or(3)))])
        }
        Shape::Funnel => {
            let count =
                if line.style.unit == Unit::Share { value.and(row.numerator).map(|count| count as f64) } else { value };
            let same =
                |other: &&Row| view.along(other) == view.along(row) && view.group_label(other) == view.group_label(row);
            let opens = view.lines.iter().filter(|line| line.is_of("open")).flat_map(|line| &line.rows).copied();
            let open = opens.into_iter().find(same).and_then(cells::shown).filter(|open| *open > 0.0);
            let end = count.zip(open).map(|(count, open)| count + open);
            let number = count.map(|count| numbers::decimal(count, 0, view.locale));
            let share = (line.style.unit == Unit::Share).then(|| short(view, line, row));
            let label: Vec<String> = number.into_iter().chain(share.filter(|_| count.is_some())).collect();
            fields([("count", json!(count)), ("end", json!(end)), ("label", json!(label.join(" · ")))])
        }
        Shape::Effect => {
            let figure = svg::figure(view, &line.style, row);
            let verdict = value.map(|_| svg::under(view, line, row));
            let under: Vec<String> =
                [svg::arms(view, row)].into_iter().chain(verdict).filter(|part| !part.is_empty()).collect();
            fields([("label", json!(figure)), ("under", json!(under.join(" · ")))])
        }
        Shape::Waterfall => fields([("total", json!(view.along(row) == Some("total")))]),
        Shape::Survival => {
            let few = cells::at_risk(row).is_some_and(|n| n < svg::AT_RISK);
            let label = if few {
                Some(format!("<{}", svg::AT_RISK))
            } else {
                cells::at_risk(row).map(|n| numbers::whole(n, view.locale))
            };
            fields([("label", json!(label)), ("few", json!(few))])
        }
        Shape::Histogram => fields([("unit", json!(words::unit_code(line.style.unit)))]),
        Shape::Series | Shape::Bars | Shape::Retention => Map::new(),
    }
}

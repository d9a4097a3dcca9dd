//! What all specifications share.

use super::{cohorts, data, groups, times};
use crate::answer::{Shape, Table};
use crate::charts::svg::tone;
use crate::charts::view::View;
use crate::charts::words::{self, Locale};
use crate::charts::{alt, cells};
use crate::gate::Gated;
use serde_json::{Value, json};

/// The chart of a table as a Vega-Lite specification (written for version 5, which 6 reads as well) with its data inside.
///
/// `description` is the [alternative text](crate::charts::alt_text); numbers and dates of axes are in the language asked for; colours are
/// those of [`svg`](crate::charts::svg), with dashes beside them. Hidden figures are in the data without a value, `state` being `hidden`.
///
/// ```
/// # use semillero_analytics::{Day, Shape, Table};
/// use semillero_analytics::charts::{Locale, vega_lite};
/// # let table = Table { query: "mau".into(), shape: Shape::Number, dimensions: vec![], measures: vec![], rows: vec![], as_of: Day(0), notes: vec![] };
/// # let table = semillero_analytics::Gated::rows_are_readable(table, semillero_analytics::Readable::OwnersOfTheFacts);
/// assert_eq!(vega_lite(&table, Locale::Es)["$schema"], "https://vega.github.io/schema/vega-lite/v5.json");
/// ```
#[must_use]
pub fn vega_lite(table: &Gated<Table>, locale: Locale) -> Value {
    let table = table.get();
    let view = View::new(table, locale);
    let drawn = view.lines.iter().flat_map(|line| &line.rows).any(|row| cells::shown(row).is_some());
    let mut spec = match table.shape {
        _ if !drawn => nothing(&view),
        Shape::Number => groups::number(&view),
        Shape::Series => panels(&view, times::series),
        Shape::Bars => panels(&view, groups::bars),
        Shape::Lifecycle => times::lifecycle(&view),
        Shape::Funnel => groups::funnel(&view),
        Shape::Retention => cohorts::retention(&view),
        Shape::Survival => cohorts::survival(&view),
        Shape::Histogram => groups::histogram(&view),
        Shape::Effect => groups::effect(&view),
        Shape::Waterfall => groups::waterfall(&view),
    };
    if let Some(fields) = spec.as_object_mut() {
        fields.insert("$schema".into(), json!("https://vega.github.io/schema/vega-lite/v5.json"));
        fields.insert("description".into(), json!(alt::sentences(&view)));
        fields.insert("title".into(), json!({"text": view.title(), "subtitle": subtitle(&view), "anchor": "start"}));
        fields.insert("data".into(), json!({"values": data::values(&view)}));
        fields.insert("config".into(), config(locale));
        fields.insert("usermeta".into(), meta(&view));
    }
    spec
}

/// One panel per unit, since different units share no axis.
fn panels(view: &View<'_>, draw: fn(&View<'_>) -> Value) -> Value {
    let units = data::panels(view);
    if units.len() < 2 {
        return draw(view);
    }
    let panel = |(at, style)| {
        let mut part = View::new(view.table, view.locale);
        part.lines.retain(|line| line.style == style);
        let titles: std::collections::BTreeSet<&str> = part.lines.iter().map(|line| line.title.as_str()).collect();
        let title = titles.into_iter().collect::<Vec<_>>().join(" · ");
        let filter = json!([{"filter": format!("datum.panel === {at}")}]);
        super::parts::with(
            draw(&part),
            json!({"title": {"text": title, "anchor": "start", "fontSize": 13}, "transform": filter}),
        )
    };
    let all: Vec<Value> = units.into_iter().enumerate().map(panel).collect();
    json!({"vconcat": all, "resolve": {"scale": {"color": "independent", "stroke": "independent", "strokeDash": "independent"}}})
}

/// As of when, what is hidden, and the notes.
fn subtitle(view: &View<'_>) -> Vec<String> {
    let mut lines = vec![view.as_of()];
    let hidden: std::collections::BTreeSet<&str> = view
        .table
        .rows
        .iter()
        .filter_map(|row| row.suppressed)
        .map(|why| words::suppression(why, view.locale))
        .collect();
    if !hidden.is_empty() {
        let why: Vec<&str> = hidden.into_iter().collect();
        lines.push(format!("◇ {}: {}", words::hidden(view.locale), why.join(" · ")));
    }
    lines.extend(view.table.notes.iter().map(|note| view.locale.of(note).to_owned()));
    lines
}

fn meta(view: &View<'_>) -> Value {
    let hashes: serde_json::Map<String, Value> =
        view.table.measures.iter().map(|measure| (measure.name.clone(), json!(measure.definition_hash))).collect();
    json!({"query": view.table.query, "as_of": view.table.as_of, "definitions": hashes})
}

/// A table without a figure: it says why.
fn nothing(view: &View<'_>) -> Value {
    let rows = &view.table.rows;
    let hidden = rows.iter().find(|row| cells::cell(row) == cells::Cell::Hidden).or(rows.first());
    let text = match hidden {
        Some(row) => cells::absence(view, row),
        None => view.locale.pick("no hay cifras", "there are no figures").to_owned(),
    };
    json!({"width": 400, "height": 80, "mark": {"type": "text", "fontSize": 15},
        "transform": [{"aggregate": [{"op": "count", "as": "rows"}]}], "encoding": {"text": {"value": text}}})
}

fn config(locale: Locale) -> Value {
    let colors: Vec<&str> = (0..8).map(|at| tone(at).0).collect();
    json!({
        "font": "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
        "background": "#ffffff",
        "padding": 16,
        "view": {"stroke": null},
        "range": {"category": colors, "ramp": ["#eef5f0", "#1d6b43"], "heatmap": ["#eef5f0", "#1d6b43"]},
        "style": {"guide-label": {"fontSize": 12, "fill": "#55615a"}, "guide-title": {"fontSize": 12, "fill": "#55615a", "fontWeight": "normal"}},
        "axis": {"domain": false, "gridColor": "#e3e7e0", "tickColor": "#7d8982", "labelLimit": 320},
        "legend": {"orient": "bottom", "title": null, "labelLimit": 260, "columns": 4, "symbolType": "stroke", "symbolStrokeWidth": 2.5, "symbolSize": 200},
        "title": {"fontSize": 16, "subtitleFontSize": 12, "subtitleColor": "#55615a", "color": "#1f2a24", "offset": 14},
        "locale": numbers_and_dates(locale)
    })
}

/// The locale of d3.
fn numbers_and_dates(locale: Locale) -> Value {
    let months: Vec<&str> = (1..=12).map(|month| crate::charts::dates::month(month, locale)).collect();
    let (days, short): ([&str; 7], [&str; 7]) = match locale {
        Locale::Es => (
            ["domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"],
            ["dom", "lun", "mar", "mié", "jue", "vie", "sáb"],
        ),
        Locale::En => (
            ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
            ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
        ),
    };
    json!({
        "number": {
            "decimal": locale.pick(",", "."), "thousands": locale.pick(".", ","), "grouping": [3], "currency": ["", ""],
            "percent": locale.pick("\u{a0}%", "%"), "minus": "−"
        },
        "time": {
            "dateTime": "%e %b %Y %X", "date": "%e %b %Y", "time": "%H:%M", "periods": ["AM", "PM"],
            "days": days, "shortDays": short, "months": months, "shortMonths": months
        }
    })
}

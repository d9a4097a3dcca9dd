//! What the specifications of several shapes are made of.

use super::data;
use crate::answer::Unit;
use crate::charts::numbers::Style;
use crate::charts::svg::{dashes, tone};
use crate::charts::view::View;
use crate::charts::words;
use serde_json::{Value, json};

pub(super) const WIDTH: u32 = 560;
pub(super) const SHOWN: &str = "datum.state === 'shown'";
pub(super) const HIDDEN: &str = "datum.state === 'hidden'";

/// The style of the first line, and what its axis is called.
pub(super) fn first(view: &View<'_>) -> (Style, Value) {
    let style = view.lines.first().map(|line| line.style.clone());
    let style = style.unwrap_or(Style { unit: Unit::Number, currency: None, locale: view.locale });
    let title = match style.unit {
        Unit::Share | Unit::Number => Value::Null,
        Unit::MinorUnits => json!(style.currency),
        unit => json!(words::unit(unit, view.locale)),
    };
    (style, title)
}

/// Colours and dashes by series, in the order of the table; without a legend when there is one or there are too many.
pub(super) fn by_series(view: &View<'_>) -> (Value, Value) {
    let mut names: Vec<String> = Vec::new();
    for line in &view.lines {
        let name = data::name(view, line);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let legend = if names.len() > 1 && names.len() <= 16 { json!({"symbolOpacity": 1}) } else { Value::Null };
    let colors: Vec<&str> = (0..names.len()).map(|at| tone(at).0).collect();
    let dash = |at: usize| -> Vec<u32> {
        let parts: Vec<u32> = dashes(at).split(' ').filter_map(|part| part.parse().ok()).collect();
        if parts.is_empty() { vec![1, 0] } else { parts }
    };
    let dashes: Vec<Vec<u32>> = (0..names.len()).map(dash).collect();
    let scale = |range: Value| json!({"field": "series", "type": "nominal", "scale": {"domain": names, "range": range}, "legend": legend});
    (scale(json!(colors)), scale(json!(dashes)))
}

/// The mark of hidden figures at the foot of the chart.
pub(super) fn hidden(x: Value, across: bool) -> Value {
    let mark = json!({"type": "point", "shape": "diamond", "size": 60, "color": "#7d8982", "strokeWidth": 1.4});
    let foot = if across { json!({"x": {"value": 8}, "y": x}) } else { json!({"y": {"value": "height"}, "x": x}) };
    json!({"transform": [{"filter": HIDDEN}], "mark": mark, "encoding": with(foot, json!({"tooltip": [{"field": "text"}]}))})
}

/// An object with the fields of another.
pub(super) fn with(mut base: Value, more: Value) -> Value {
    if let (Some(base), Value::Object(more)) = (base.as_object_mut(), more) {
        base.extend(more);
    }
    base
}

/// Layers without those that are not needed.
pub(super) fn layers(all: Vec<(bool, Value)>) -> Value {
    Value::Array(all.into_iter().filter(|(needed, _)| *needed).map(|(_, layer)| layer).collect())
}

/// What is shown when a mark is pointed at.
pub(super) fn tooltip(view: &View<'_>) -> Value {
    let say = |es: &str, en: &str| view.locale.pick(es, en).to_owned();
    json!([
        {"field": "series", "title": say("serie", "series")},
        {"field": "period", "title": say("periodo", "period")},
        {"field": "along", "title": say("valor", "value")},
        {"field": "text", "title": say("cifra", "figure")},
        {"field": "n", "title": "n"},
        {"field": "reading", "title": say("lectura", "reading")},
    ])
}

/// How axes write a unit: the format of d3.
pub(super) fn format(style: &Style) -> &'static str {
    match style.unit {
        Unit::Share => ".0%",
        Unit::MinorUnits => "~s",
        _ => ",~f",
    }
}

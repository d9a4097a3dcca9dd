//! Shapes over time since a start.

use super::parts::{HIDDEN, SHOWN, WIDTH, by_series, layers, tooltip};
use crate::charts::cells::{self, Cell};
use crate::charts::view::View;
use serde_json::{Value, json};

pub(super) fn retention(view: &View<'_>) -> Value {
    let values = view.lines.iter().flat_map(|line| &line.rows).filter_map(|row| cells::shown(row));
    let most = values.filter(|value| *value < 1.0).fold(0.0, f64::max);
    let most = if most > 0.0 { most } else { 1.0 };
    let x = json!({"field": "along", "type": "ordinal", "sort": {"field": "number", "op": "min"},
        "title": view.locale.pick("tiempo desde el comienzo", "time since the start"), "axis": {"orient": "top", "labelAngle": 0}});
    let y = json!({"field": "series", "type": "ordinal", "sort": null, "title": null});
    let color = json!({"field": "value", "type": "quantitative", "legend": null,
        "scale": {"domain": [0, most], "range": ["#eef5f0", "#8fb8a1"], "clamp": true}});
    let any_hidden = view.table.rows.iter().any(|row| cells::cell(row) == Cell::Hidden);
    json!({"width": {"step": 54}, "height": {"step": 28}, "encoding": {"x": x, "y": y}, "layer": layers(vec![
        (true, json!({"transform": [{"filter": SHOWN}], "mark": {"type": "rect", "stroke": "white", "cornerRadius": 3},
            "encoding": {"color": color, "tooltip": tooltip(view)}})),
        (any_hidden, json!({"transform": [{"filter": HIDDEN}], "mark": {"type": "rect", "color": "#eef0ec", "stroke": "white"},
            "encoding": {"tooltip": [{"field": "text"}]}})),
        (any_hidden, json!({"transform": [{"filter": HIDDEN}], "mark": {"type": "point", "shape": "diamond", "color": "#7d8982", "size": 60}})),
        (true, json!({"transform": [{"filter": "datum.state !== 'hidden'"}], "mark": {"type": "text", "color": "#1f2a24", "fontSize": 11},
            "encoding": {"text": {"field": "short"}}})),
    ])})
}

pub(super) fn survival(view: &View<'_>) -> Value {
    let (color, dash) = by_series(view);
    // Nothing is drawn where few are at risk.
    let kept = json!([{"filter": format!("{SHOWN} && !datum.few")}]);
    let x = json!({"field": "number", "type": "quantitative", "scale": {"nice": false}, "axis": {"grid": false},
        "title": view.locale.pick("días desde el comienzo", "days since the start")});
    let y = |field: &str| json!({"field": field, "type": "quantitative", "title": null, "axis": {"format": ".0%"}, "scale": {"domain": [0, 1]}});
    let band = view.table.rows.iter().any(|row| cells::ends(row).is_some());
    let curve = json!({"width": WIDTH, "height": 260, "transform": kept, "layer": layers(vec![
        (band, json!({"transform": [{"filter": "isValid(datum.lo) && isValid(datum.hi)"}], "mark": {"type": "area", "interpolate": "step-after", "opacity": 0.15},
            "encoding": {"x": x, "y": y("lo"), "y2": {"field": "hi"}, "color": color}})),
        (true, json!({"mark": {"type": "line", "interpolate": "step-after", "strokeWidth": 2},
            "encoding": {"x": x, "y": y("value"), "color": color, "strokeDash": dash}})),
        (true, json!({"mark": {"type": "point", "opacity": 0, "size": 120}, "encoding": {"x": x, "y": y("value"), "tooltip": tooltip(view)}})),
    ])});
    let at_risk = json!({
        "width": WIDTH, "height": {"step": 18},
        "title": {"text": view.locale.pick("En riesgo", "At risk"), "anchor": "start", "fontSize": 12},
        "transform": [
            {"filter": "isValid(datum.label)"},
            {"window": [{"op": "row_number", "as": "at"}, {"op": "count", "as": "points"}], "frame": [null, null], "groupby": ["series"], "sort": [{"field": "number"}]},
            {"filter": "(datum.at - 1) % max(1, ceil(datum.points / 8)) === 0"}
        ],
        "mark": {"type": "text", "fontSize": 11, "color": "#55615a"},
        "encoding": {
            "x": {"field": "number", "type": "quantitative", "axis": null, "scale": {"nice": false}},
            "y": {"field": "series", "type": "nominal", "sort": null, "title": null, "axis": {"labelPadding": 18, "ticks": false}},
            "text": {"field": "label"}
        }
    });
    json!({"vconcat": [curve, at_risk], "resolve": {"scale": {"x": "shared"}}})
}

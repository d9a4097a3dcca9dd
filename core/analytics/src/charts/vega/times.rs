//! Shapes over time.

use super::parts::{HIDDEN, SHOWN, WIDTH, by_series, first, format, hidden, layers, tooltip, with};
use crate::charts::cells::{self, Cell};
use crate::charts::svg::{role, tone};
use crate::charts::view::View;
use serde_json::{Value, json};

pub(super) fn series(view: &View<'_>) -> Value {
    let rows = || view.lines.iter().flat_map(|line| &line.rows);
    if rows().all(|row| row.period.is_none()) {
        return super::groups::bars(view);
    }
    let (style, title) = first(view);
    let (color, dash) = by_series(view);
    let x = json!({"field": "from", "type": "temporal", "title": null, "axis": {"grid": false, "labelOverlap": true}});
    let y = |field: &str| json!({"field": field, "type": "quantitative", "title": title, "axis": {"format": format(&style), "tickCount": 6}});
    let few = view.lines.len() <= 3;
    let daily = few
        && view.lines.iter().any(|line| {
            line.rows.len() >= 14 && line.rows.iter().all(|row| row.period.is_some_and(|period| period.days() == 1))
        });
    let base = json!({"x": x, "color": color, "tooltip": tooltip(view)});
    let own = if daily { json!({"value": [1, 0]}) } else { dash.clone() };
    let faint = json!({"condition": {"test": "datum.weak || !datum.complete", "value": 0}, "value": 1});
    let any = |test: &dyn Fn(&crate::Row) -> bool| rows().any(|row| test(row));
    let layers = layers(vec![
        (
            any(&|row| !row.complete && cells::cell(row) != Cell::Hidden),
            json!({
                "transform": [{"filter": "!datum.complete && datum.state !== 'hidden' && !datum.previous"}],
                "mark": {"type": "rect", "color": "#7d8982", "opacity": 0.12},
                "encoding": {"x": x, "x2": {"field": "to"}}
            }),
        ),
        (
            few && any(&|row| cells::ends(row).is_some()),
            json!({
                "transform": [{"filter": "!datum.previous"}],
                "mark": {"type": "area", "opacity": 0.16},
                "encoding": with(base.clone(), json!({"y": y("lo"), "y2": {"field": "hi"}}))
            }),
        ),
        (
            view.lines.iter().any(|line| !line.compared().is_empty()),
            json!({
                "transform": [{"filter": "datum.previous"}],
                "mark": {"type": "line", "strokeDash": [5, 4], "color": "#7d8982", "strokeWidth": 1.5},
                "encoding": {"x": x, "y": y("value"), "detail": {"field": "series"}, "tooltip": tooltip(view)}
            }),
        ),
        (
            true,
            json!({
                "transform": [{"filter": "!datum.previous"}],
                "mark": {"type": "line", "strokeWidth": if daily { 1.0 } else { 2.0 }},
                "encoding": with(base.clone(), json!({"y": y("value"), "strokeDash": own}))
            }),
        ),
        (
            daily,
            json!({
                "transform": [
                    {"filter": "!datum.previous"},
                    {"window": [{"op": "mean", "field": "value", "as": "mean"}, {"op": "valid", "field": "value", "as": "days"}],
                        "frame": [-6, 0], "groupby": ["series"], "sort": [{"field": "from"}]},
                    {"calculate": "datum.days === 7 ? datum.mean : null", "as": "mean"}
                ],
                "mark": {"type": "line", "strokeWidth": 2.6},
                "encoding": with(base.clone(), json!({"y": y("mean"), "strokeDash": dash}))
            }),
        ),
        (
            !daily,
            json!({
                "transform": [{"filter": format!("!datum.previous && {SHOWN}")}],
                "mark": {"type": "point", "filled": true, "size": 36, "opacity": 1, "strokeWidth": 1.5},
                "encoding": with(base, json!({"y": y("value"), "stroke": color, "fillOpacity": faint}))
            }),
        ),
        (any(&|row| cells::cell(row) == Cell::Hidden), hidden(x, false)),
    ]);
    json!({"width": WIDTH, "height": 260, "layer": layers})
}

pub(super) fn lifecycle(view: &View<'_>) -> Value {
    let (style, title) = first(view);
    let names: Vec<&str> = view.lines.iter().map(|line| line.label.as_str()).collect();
    let colors: Vec<&str> = view
        .lines
        .iter()
        .enumerate()
        .map(|(at, line)| match role(view, line) {
            Some("new") => tone(0).0,
            Some("dormant") => tone(1).0,
            Some("returning") => tone(2).0,
            Some("resurrecting") => tone(4).0,
            _ => tone(at + 3).0,
        })
        .collect();
    let x = json!({"field": "from", "type": "ordinal", "timeUnit": "yearmonthdate", "title": null,
        "axis": {"format": "%b %Y", "labelOverlap": true, "grid": false, "labelAngle": 0}});
    let y = json!({"field": "signed", "type": "quantitative", "title": title, "axis": {"format": format(&style)}});
    let net = json!([
        {"filter": "datum.role === 'new' || datum.role === 'resurrecting' || datum.role === 'dormant'"},
        {"aggregate": [{"op": "sum", "field": "signed", "as": "net"}, {"op": "valid", "field": "signed", "as": "known"}], "groupby": ["from"]},
        {"calculate": "datum.known === 3 ? datum.net : null", "as": "net"}
    ]);
    let net_title = view.locale.pick("neto", "net");
    let any_hidden = view.table.rows.iter().any(|row| cells::cell(row) == Cell::Hidden);
    json!({"width": WIDTH, "height": 280, "layer": layers(vec![
        (true, json!({
            "mark": {"type": "bar", "stroke": "white", "strokeWidth": 0.5},
            "encoding": {"x": x, "y": y, "order": {"field": "rank"},
                "color": {"field": "series", "type": "nominal", "scale": {"domain": names, "range": colors}, "legend": {"symbolType": "square"}},
                "opacity": {"condition": {"test": "!datum.complete", "value": 0.45}, "value": 1}, "tooltip": tooltip(view)}
        })),
        (true, json!({"mark": {"type": "rule", "color": "#7d8982"}, "encoding": {"y": {"datum": 0}}})),
        (true, json!({
            "transform": net,
            "mark": {"type": "line", "color": "#1f2a24", "strokeWidth": 1.8, "point": {"shape": "square", "color": "#1f2a24", "size": 40}},
            "encoding": {"x": x, "y": {"field": "net", "type": "quantitative"}, "tooltip": [{"field": "net", "title": net_title}]}
        })),
        (any_hidden, json!({
            "transform": [{"filter": HIDDEN}],
            "mark": {"type": "point", "shape": "diamond", "color": "#7d8982", "size": 60},
            "encoding": {"x": x, "y": {"value": 8}, "tooltip": [{"field": "text"}]}
        })),
    ])})
}

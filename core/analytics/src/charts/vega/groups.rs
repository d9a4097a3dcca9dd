//! Shapes over groups and parts.

use super::parts::{SHOWN, WIDTH, first, format, hidden, layers, tooltip, with};
use crate::answer::{Row, Unit};
use crate::charts::cells::{self, Cell};
use crate::charts::numbers::Style;
use crate::charts::svg::tone;
use crate::charts::view::View;
use crate::charts::words;
use serde_json::{Value, json};

const BOTH_ENDS: &str = "isValid(datum.lo) && isValid(datum.hi)";

fn any(view: &View<'_>, test: impl Fn(&Row) -> bool) -> bool {
    view.lines.iter().flat_map(|line| &line.rows).any(|row| test(row))
}

fn any_hidden(view: &View<'_>) -> bool {
    any(view, |row| cells::cell(row) == Cell::Hidden)
}

fn any_ends(view: &View<'_>) -> bool {
    any(view, |row| cells::ends(row).is_some())
}

pub(super) fn number(view: &View<'_>) -> Value {
    let y = json!({"field": "series", "type": "nominal", "sort": null, "axis": null});
    let text = |size: u32, weight: &str, dy: i32, field: &str, color: &str| {
        json!({"mark": {"type": "text", "align": "left", "fontSize": size, "fontWeight": weight, "dy": dy, "color": color},
            "encoding": {"x": {"value": 0}, "y": y, "text": {"field": field}, "tooltip": tooltip(view)}})
    };
    let place =
        |field: &str| json!({"field": field, "type": "quantitative", "axis": null, "scale": {"domain": [0, 1]}});
    let green = tone(0).0;
    let bar = |color: &str, opacity: f64| json!({"type": "bar", "height": 6, "yOffset": 14, "opacity": opacity, "color": color});
    json!({"width": 320, "height": {"step": 112}, "layer": layers(vec![
        (true, text(12, "normal", -38, "series", "#1f2a24")),
        (true, text(28, "bold", -12, "short", "#1f2a24")),
        (true, text(12, "normal", 34, "text", "#55615a")),
        (any_ends(view), json!({"transform": [{"filter": BOTH_ENDS}, {"calculate": "0", "as": "none"}, {"calculate": "1", "as": "all"}], "layer": [
            {"mark": bar("#7d8982", 0.15), "encoding": {"y": y, "x": place("none"), "x2": {"field": "all"}}},
            {"mark": bar(green, 0.4), "encoding": {"y": y, "x": place("at_lo"), "x2": {"field": "at_hi"}}},
            {"mark": {"type": "point", "filled": true, "size": 90, "yOffset": 14, "color": green, "opacity": 1},
                "encoding": {"y": y, "x": place("at_value"), "tooltip": tooltip(view)}}
        ]})),
    ])})
}

pub(super) fn bars(view: &View<'_>) -> Value {
    let (style, title) = first(view);
    let by = if view.lines.iter().any(|line| line.rows.len() > 1) { "period" } else { "series" };
    let y = json!({"field": by, "type": "nominal", "sort": null, "title": null});
    let x = |field: &str| json!({"field": field, "type": "quantitative", "title": title, "axis": {"format": format(&style), "tickCount": 5}});
    json!({"width": WIDTH, "height": {"step": 28}, "layer": layers(vec![
        (true, json!({
            "mark": {"type": "bar", "height": 18, "color": tone(0).0},
            "encoding": {"y": y, "x": x("value"), "tooltip": tooltip(view),
                "color": {"condition": {"test": "datum.value < 0", "value": tone(1).0}, "value": tone(0).0},
                "opacity": {"condition": {"test": "datum.weak || !datum.complete", "value": 0.5}, "value": 1}}
        })),
        (any_ends(view), json!({
            "transform": [{"filter": BOTH_ENDS}],
            "mark": {"type": "errorbar", "ticks": {"size": 8}, "color": "#1f2a24"},
            "encoding": {"y": y, "x": x("lo"), "x2": {"field": "hi"}}
        })),
        (true, json!({
            "transform": [{"filter": SHOWN}, {"calculate": "isValid(datum.hi) ? max(datum.hi, datum.value, 0) : max(datum.value, 0)", "as": "far"}],
            "mark": {"type": "text", "align": "left", "dx": 6, "color": "#1f2a24"},
            "encoding": {"y": y, "x": x("far"), "text": {"field": "short"}}
        })),
        (any(view, |row| cells::shown(row).is_none()), json!({
            "transform": [{"filter": "datum.state !== 'shown'"}],
            "mark": {"type": "text", "align": "left", "dx": 22, "color": "#55615a"},
            "encoding": {"y": y, "x": {"value": 0}, "text": {"field": "text"}}
        })),
        (any_hidden(view), hidden(y, true)),
    ])})
}

pub(super) fn funnel(view: &View<'_>) -> Value {
    let groups = view.lines.iter().filter(|line| !line.is_of("open")).count();
    let open = view.lines.iter().any(|line| line.is_of("open"));
    let y = json!({"field": "along", "type": "nominal", "sort": {"field": "order", "op": "min"}, "title": null});
    let x = json!({"field": "count", "type": "quantitative", "title": null, "stack": null, "axis": {"tickCount": 5, "format": ",~f"}});
    let open_title = view.locale.pick("abierto: aún puede dar el paso", "open: may still take the step");
    let inner = json!({"width": WIDTH, "height": {"step": 46}, "layer": layers(vec![
        (true, json!({"mark": {"type": "bar", "height": 22, "color": tone(0).0}, "encoding": {"y": y, "x": x, "tooltip": tooltip(view)}})),
        (open, json!({
            "transform": [{"filter": "isValid(datum.end)"}, {"calculate": "datum.end - datum.count", "as": "open"}],
            "mark": {"type": "bar", "height": 22, "color": "#b9c1bb"},
            "encoding": {"y": y, "x": x, "x2": {"field": "end"}, "tooltip": [{"field": "open", "title": open_title}]}
        })),
        (true, json!({
            "transform": [{"filter": SHOWN}],
            "mark": {"type": "text", "align": "left", "dy": -17, "color": "#1f2a24"},
            "encoding": {"y": y, "x": {"value": 2}, "text": {"field": "label"}}
        })),
        (any(view, |row| cells::shown(row).is_none()), json!({
            "transform": [{"filter": "datum.state !== 'shown'"}],
            "mark": {"type": "text", "align": "left", "color": "#55615a"},
            "encoding": {"y": y, "x": {"value": 2}, "text": {"field": "text"}}
        })),
    ])});
    if groups > 1 {
        let header = json!({"labelAngle": 0, "labelAlign": "left", "labelOrient": "top", "labelAnchor": "start", "labelFontWeight": "bold"});
        json!({"facet": {"row": {"field": "series", "type": "nominal", "sort": null, "title": null, "header": header}}, "spec": inner})
    } else {
        inner
    }
}

pub(super) fn histogram(view: &View<'_>) -> Value {
    let score = view
        .lines
        .iter()
        .any(|line| line.measure.is_some_and(|measure| measure.metric == "nps") && line.style.unit == Unit::Points);
    let counted = view.lines.iter().find(|line| line.rows.iter().any(|row| view.along(row).is_some()));
    let people = Style { unit: Unit::People, currency: None, locale: view.locale };
    let style = counted.map_or(people, |line| line.style.clone());
    let x = json!({"field": "along", "type": "ordinal", "sort": {"field": "number", "op": "min"}, "title": null, "axis": {"labelAngle": 0, "labelOverlap": true}});
    let y = json!({"field": "value", "type": "quantitative", "title": words::unit(style.unit, view.locale), "axis": {"format": format(&style), "tickCount": 6}});
    let nps = json!({"condition": [{"test": "datum.number <= 6", "value": tone(1).0}, {"test": "datum.number <= 8", "value": "#b9c1bb"}], "value": tone(0).0});
    let color = if score { nps } else { json!({"value": tone(0).0}) };
    let bars = json!({"width": WIDTH, "height": 240, "transform": [{"filter": "isValid(datum.along)"}], "layer": layers(vec![
        (true, json!({"mark": {"type": "bar"}, "encoding": {"x": x, "y": y, "color": color, "tooltip": tooltip(view),
            "opacity": {"condition": {"test": "!datum.complete", "value": 0.5}, "value": 1}}})),
        (any_hidden(view), hidden(x, false)),
    ])});
    if !score {
        return bars;
    }
    let at = |field: &str| json!({"field": field, "type": "quantitative", "title": null, "scale": {"domain": [-100, 100]}, "axis": {"tickCount": 5}});
    let line = json!({"field": "series", "type": "nominal", "sort": null, "title": null});
    let scores = json!([{"filter": "!isValid(datum.along) && datum.unit === 'points' && datum.state === 'shown'"}]);
    let point = json!({"width": WIDTH, "height": {"step": 44}, "transform": scores, "layer": [
        {"mark": {"type": "rule", "color": "#7d8982"}, "encoding": {"x": {"datum": 0, "type": "quantitative"}}},
        {"mark": {"type": "rule", "strokeWidth": 2, "color": tone(0).0}, "encoding": {"y": line, "x": at("lo"), "x2": {"field": "hi"}}},
        {"mark": {"type": "point", "filled": true, "size": 110, "opacity": 1, "color": tone(0).0}, "encoding": {"y": line, "x": at("value"), "tooltip": tooltip(view)}},
        {"mark": {"type": "text", "dy": -15, "fontWeight": "bold", "color": "#1f2a24"}, "encoding": {"y": line, "x": at("value"), "text": {"field": "text"}}}
    ]});
    json!({"vconcat": [point, bars]})
}

pub(super) fn effect(view: &View<'_>) -> Value {
    let (style, _) = first(view);
    let y = json!({"field": "series", "type": "nominal", "sort": null, "title": null});
    let x = |field: &str| json!({"field": field, "type": "quantitative", "title": null, "axis": {"format": format(&style), "tickCount": 6}});
    let (green, blue) = (tone(0).0, tone(2).0);
    let color = json!({"condition": {"test": "datum.association", "value": blue}, "value": green});
    let fill = json!({"condition": [{"test": "datum.weak", "value": "white"}, {"test": "datum.association", "value": blue}], "value": green});
    json!({"width": 380, "height": {"step": 44}, "layer": layers(vec![
        (true, json!({"mark": {"type": "rule", "color": "#1f2a24", "strokeWidth": 1.5}, "encoding": {"x": {"datum": 0, "type": "quantitative"}}})),
        (any_ends(view), json!({
            "transform": [{"filter": BOTH_ENDS}],
            "mark": {"type": "rule", "strokeWidth": 2},
            "encoding": {"y": y, "x": x("lo"), "x2": {"field": "hi"}, "color": color,
                "strokeDash": {"condition": {"test": "datum.association", "value": [4, 3]}, "value": [1, 0]}}
        })),
        (true, json!({
            "transform": [{"filter": SHOWN}],
            "mark": {"type": "point", "size": 90, "strokeWidth": 2, "opacity": 1},
            "encoding": {"y": y, "x": x("value"), "color": color, "fill": fill, "tooltip": tooltip(view)}
        })),
        (true, json!({"mark": {"type": "text", "align": "left", "dy": -5, "color": "#1f2a24"}, "encoding": {"y": y, "x": {"value": 396}, "text": {"field": "label"}}})),
        (true, json!({"mark": {"type": "text", "align": "left", "dy": 11, "fontSize": 11, "color": "#55615a"}, "encoding": {"y": y, "x": {"value": 396}, "text": {"field": "under"}}})),
    ])})
}

pub(super) fn waterfall(view: &View<'_>) -> Value {
    let (style, title) = first(view);
    let x = |field: &str| json!({"field": field, "type": "quantitative", "title": title, "axis": {"format": format(&style), "tickCount": 6}});
    let rows: Vec<&Row> = view.lines.iter().flat_map(|line| line.rows.iter().copied()).collect();
    let base = rows.first().and_then(|row| cells::shown(row));
    if rows.len() > 1 && rows.iter().all(|row| cells::ends(row).is_some() && cells::shown(row) == base) {
        let y = json!({"field": "along", "type": "nominal", "sort": {"field": "swing", "op": "max", "order": "descending"}, "title": null});
        let low = with(x("lo"), json!({"scale": {"zero": false}}));
        return json!({"width": WIDTH, "height": {"step": 32}, "transform": [{"calculate": "abs(datum.hi - datum.lo)", "as": "swing"}], "layer": [
            {"mark": {"type": "bar", "height": 20, "color": tone(1).0}, "encoding": {"y": y, "x": low, "x2": {"field": "value"}, "tooltip": tooltip(view)}},
            {"mark": {"type": "bar", "height": 20, "color": tone(0).0}, "encoding": {"y": y, "x": x("value"), "x2": {"field": "hi"}, "tooltip": tooltip(view)}},
            {"transform": [{"filter": "datum.order === 0"}], "mark": {"type": "rule", "strokeWidth": 1.5, "color": "#1f2a24"}, "encoding": {"x": x("value")}}
        ]});
    }
    let y = json!({"field": "along", "type": "nominal", "sort": {"field": "order", "op": "min"}, "title": null});
    let color = json!({"condition": [{"test": "datum.total", "value": tone(2).0}, {"test": "datum.value < 0", "value": tone(1).0}], "value": tone(0).0});
    json!({"width": WIDTH, "height": {"step": 32}, "transform": [
        {"calculate": "datum.total ? 0 : datum.value", "as": "part"},
        {"window": [{"op": "sum", "field": "part", "as": "after"}], "frame": [null, 0], "groupby": ["series"], "sort": [{"field": "order"}]},
        {"calculate": "datum.total ? 0 : datum.after - datum.value", "as": "start"},
        {"calculate": "datum.total ? datum.value : datum.after", "as": "end"},
        {"calculate": "max(datum.start, datum.end, isValid(datum.hi) ? datum.hi : datum.end)", "as": "far"}
    ], "layer": layers(vec![
        (true, json!({"transform": [{"filter": SHOWN}], "mark": {"type": "bar", "height": 20},
            "encoding": {"y": y, "x": x("start"), "x2": {"field": "end"}, "color": color, "tooltip": tooltip(view)}})),
        (any_ends(view), json!({"transform": [{"filter": BOTH_ENDS}], "mark": {"type": "errorbar", "ticks": {"size": 8}, "color": "#1f2a24"},
            "encoding": {"y": y, "x": x("lo"), "x2": {"field": "hi"}}})),
        (true, json!({"transform": [{"filter": SHOWN}], "mark": {"type": "text", "align": "left", "dx": 6, "color": "#1f2a24"},
            "encoding": {"y": y, "x": x("far"), "text": {"field": "short"}}})),
        (any(view, |row| cells::shown(row).is_none()), json!({"transform": [{"filter": "datum.state !== 'shown'"}],
            "mark": {"type": "text", "align": "left", "dx": 22, "color": "#55615a"}, "encoding": {"y": y, "x": {"value": 0}, "text": {"field": "text"}}})),
        (any_hidden(view), hidden(y, true)),
    ])})
}

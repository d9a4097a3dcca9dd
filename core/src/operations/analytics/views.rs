//! Tables as they leave: only what came through the gate, or whose rows the caller may read.

use crate::analytics::engine::charts::{self, Locale as Tongue};
use crate::analytics::engine::{Day, Gated, Interval, Measure, Row, Table};
use crate::api::{
    MetricChartView, MetricGroupView, MetricIntervalView, MetricMeasureView, MetricRowView, MetricTableView,
};
use crate::values::{CivilDate, Json, Locale};
use serde::Serialize;
use std::collections::BTreeMap;

/// How people call the values of dimensions that are identities, such as cohorts.
pub(super) type Labels = BTreeMap<String, String>;

pub(super) const fn tongue(locale: Locale) -> Tongue {
    match locale {
        Locale::Es => Tongue::Es,
        Locale::En => Tongue::En,
    }
}

/// The word that an enumeration has on the wire.
pub(super) fn word(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| Some(value.as_str()?.to_owned())).unwrap_or_default()
}

pub(super) fn date(day: Day) -> CivilDate {
    let (year, month, day) = day.parts();
    CivilDate::new(year, month, day).unwrap_or_else(|| CivilDate::of(crate::values::Timestamp::from_micros(0)))
}

/// One table in the caller's language.
pub(super) fn table_view(
    gated: &Gated<Table>,
    title: String,
    labels: &Labels,
    locale: Locale,
    with_chart: bool,
) -> MetricTableView {
    let table = gated.get();
    let shown = gated.relabelled(labels);
    let tongue = tongue(locale);
    let chart = with_chart.then(|| MetricChartView {
        vega_lite: Json(charts::vega_lite(&shown, tongue)),
        svg: charts::svg(&shown, tongue, charts::Size::default()),
        html: charts::html_table(&shown, tongue),
    });
    MetricTableView {
        query: table.query.clone(),
        title,
        shape: word(&table.shape),
        dimensions: table.dimensions.clone(),
        measures: table.measures.iter().map(|measure| measure_view(measure, locale)).collect(),
        rows: table.rows.iter().map(|row| row_view(row, &table.dimensions, labels)).collect(),
        as_of: date(table.as_of),
        notes: table.notes.iter().map(|[es, en]| locale.pick(es, en).to_owned()).collect(),
        alt_text: charts::alt_text(&shown, tongue),
        chart,
    }
}

fn measure_view(measure: &Measure, locale: Locale) -> MetricMeasureView {
    let [es, en] = &measure.title;
    MetricMeasureView {
        name: measure.name.clone(),
        metric: measure.metric.clone(),
        title: locale.pick(es, en).to_owned(),
        unit: word(&measure.unit),
        definition_hash: measure.definition_hash.clone(),
    }
}

fn row_view(row: &Row, dimensions: &[String], labels: &Labels) -> MetricRowView {
    let group = dimensions.iter().zip(&row.group).map(|(dimension, value)| MetricGroupView {
        dimension: dimension.clone(),
        value: value.clone(),
        label: value.as_ref().and_then(|value| labels.get(value).cloned()),
    });
    MetricRowView {
        measure: row.measure.clone(),
        first_day: row.period.map(|period| date(period.from)),
        end_day: row.period.map(|period| date(period.to)),
        group: group.collect(),
        value: row.value,
        n: row.n,
        numerator: row.numerator,
        denominator: row.denominator,
        interval: row.interval.as_ref().map(interval_view),
        complete: row.complete,
        suppressed: row.suppressed.as_ref().map(word),
        verdict: word(&row.verdict),
    }
}

fn interval_view(interval: &Interval) -> MetricIntervalView {
    MetricIntervalView { lo: interval.lo, hi: interval.hi, level: interval.level, method: word(&interval.method) }
}

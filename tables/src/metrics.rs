//! The table of figures of an answer as a record batch in long form.

use arrow_array::{ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::{ArrowError, Field, Schema};
use semillero_core::values::CivilDate;
use semillero_core::{MetricRowView, MetricTableView};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::Arc;

/// The columns around the dimensions; a dimension called like one of them becomes `dimension_…`.
const AROUND: [&str; 15] = [
    "measure",
    "first_day",
    "end_day",
    "value",
    "unit",
    "n",
    "numerator",
    "denominator",
    "lo",
    "hi",
    "level",
    "method",
    "complete",
    "suppressed",
    "verdict",
];
const MICROS_OF_A_DAY: i64 = 86_400_000_000;

/// A row per figure: `measure`, `first_day`, `end_day` (the day after the last), a text per dimension (null is all together) and, where
/// people call its values otherwise, `…_label`; `value`, `unit`, `n`, `numerator`, `denominator`, the interval as `lo`, `hi`, `level`,
/// `method`; `complete`, `suppressed`, `verdict`. What is hidden or undefined is null.
///
/// The metadata of the schema holds `query`, `title`, `shape`, `as_of`, `definitions` (JSON: measure to hash) and `notes` (JSON).
///
/// # Errors
/// Only Arrow's own, should a column not fit its field.
pub fn metric_batch(table: &MetricTableView) -> Result<RecordBatch, ArrowError> {
    let rows = &table.rows;
    let mut columns = Columns { rows, fields: Vec::new(), arrays: Vec::new() };
    columns.texts("measure", |row| Some(row.measure.as_str()));
    columns.days("first_day", |row| row.first_day);
    columns.days("end_day", |row| row.end_day);
    for (at, dimension) in table.dimensions.iter().enumerate() {
        let taken = AROUND.contains(&dimension.as_str());
        let name = if taken { format!("dimension_{dimension}") } else { dimension.clone() };
        columns.texts(&name, |row| row.group.get(at)?.value.as_deref());
        if rows.iter().any(|row| row.group.get(at).is_some_and(|group| group.label.is_some())) {
            columns.texts(&format!("{name}_label"), |row| row.group.get(at)?.label.as_deref());
        }
    }
    let units: HashMap<&str, &str> =
        table.measures.iter().map(|measure| (measure.name.as_str(), measure.unit.as_str())).collect();
    columns.numbers("value", |row| row.value);
    columns.texts("unit", |row| units.get(row.measure.as_str()).copied());
    columns.counts("n", |row| row.n);
    columns.counts("numerator", |row| row.numerator);
    columns.counts("denominator", |row| row.denominator);
    columns.numbers("lo", |row| row.interval.as_ref()?.lo);
    columns.numbers("hi", |row| row.interval.as_ref()?.hi);
    columns.numbers("level", |row| Some(row.interval.as_ref()?.level));
    columns.texts("method", |row| Some(row.interval.as_ref()?.method.as_str()));
    let complete: BooleanArray = rows.iter().map(|row| Some(row.complete)).collect();
    columns.put("complete", Arc::new(complete));
    columns.texts("suppressed", |row| row.suppressed.as_deref());
    columns.texts("verdict", |row| Some(row.verdict.as_str()));
    let schema = Schema::new_with_metadata(columns.fields, metadata(table));
    RecordBatch::try_new(Arc::new(schema), columns.arrays)
}

struct Columns<'a> {
    rows: &'a [MetricRowView],
    fields: Vec<Field>,
    arrays: Vec<ArrayRef>,
}

impl<'a> Columns<'a> {
    fn put(&mut self, name: &str, array: ArrayRef) {
        self.fields.push(Field::new(name, array.data_type().clone(), true));
        self.arrays.push(array);
    }

    fn texts(&mut self, name: &str, read: impl Fn(&'a MetricRowView) -> Option<&'a str>) {
        self.put(name, Arc::new(self.rows.iter().map(read).collect::<StringArray>()));
    }

    fn numbers(&mut self, name: &str, read: impl Fn(&'a MetricRowView) -> Option<f64>) {
        self.put(name, Arc::new(self.rows.iter().map(read).collect::<Float64Array>()));
    }

    fn counts(&mut self, name: &str, read: impl Fn(&'a MetricRowView) -> Option<i64>) {
        self.put(name, Arc::new(self.rows.iter().map(read).collect::<Int64Array>()));
    }

    fn days(&mut self, name: &str, read: impl Fn(&'a MetricRowView) -> Option<CivilDate>) {
        let day = |date: CivilDate| i32::try_from(date.start().as_micros().div_euclid(MICROS_OF_A_DAY)).ok();
        self.put(name, Arc::new(self.rows.iter().map(|row| read(row).and_then(day)).collect::<Date32Array>()));
    }
}

fn metadata(table: &MetricTableView) -> HashMap<String, String> {
    let hash = |measure: &semillero_core::MetricMeasureView| (measure.name.clone(), json!(measure.definition_hash));
    let definitions = Value::Object(table.measures.iter().map(hash).collect());
    let entries = [
        ("query", table.query.clone()),
        ("title", table.title.clone()),
        ("shape", table.shape.clone()),
        ("as_of", table.as_of.to_string()),
        ("definitions", definitions.to_string()),
        ("notes", json!(table.notes).to_string()),
    ];
    entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

//! A table as an Arrow batch in long form.

use super::{cells, columns, words};
use crate::answer::{Row, Table};
use crate::gate::Gated;
use arrow_array::{ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::{ArrowError, DataType, Field, Schema};
use std::collections::HashMap;
use std::sync::Arc;

/// The table as one batch: a row per figure with `measure`, `first_day`, `end_day` (days; the second is the day after the last), a text
/// column per dimension, `value`, `unit`, `n`, `numerator`, `denominator`, `lo`, `hi`, `level`, `method`, `complete`, `suppressed` and
/// `verdict`. A dimension whose name is one of these is called `dimension_…`. What is hidden is null.
///
/// The metadata of the schema holds `query`, `shape`, `as_of`, `definitions` (JSON: measure to hash) and `notes` (JSON: pairs of Spanish
/// and English).
///
/// ```
/// # use semillero_analytics::{Day, Shape, Table};
/// # let table = Table { query: "mau".into(), shape: Shape::Number, dimensions: vec!["sector".into()], measures: vec![], rows: vec![], as_of: Day(0), notes: vec![] };
/// # let table = semillero_analytics::Gated::rows_are_readable(table, semillero_analytics::Readable::OwnersOfTheFacts);
/// let batch = semillero_analytics::charts::record_batch(&table)?;
/// assert_eq!(batch.schema().metadata()["as_of"], "1970-01-01");
/// assert!(batch.column_by_name("sector").is_some());
/// # Ok::<(), arrow_schema::ArrowError>(())
/// ```
///
/// # Errors
/// Only Arrow's own, should a column not fit its field.
pub fn record_batch(table: &Gated<Table>) -> Result<RecordBatch, ArrowError> {
    let table = table.get();
    let rows = &table.rows;
    let interval = |part: fn(crate::Interval) -> Option<f64>| floats(rows, |row| cells::interval(row).and_then(part));
    let unit = |row: &Row| {
        table.measures.iter().find(|measure| measure.name == row.measure).map(|measure| words::unit_code(measure.unit))
    };
    let mut columns: Vec<(String, ArrayRef, bool)> = Vec::new();
    let mut add = |name: &str, array: ArrayRef, nullable: bool| columns.push((name.to_owned(), array, nullable));
    add("measure", texts(rows, |row| Some(row.measure.as_str())), false);
    add("first_day", days(rows, |row| row.period.map(|period| period.from.0)), true);
    add("end_day", days(rows, |row| row.period.map(|period| period.to.0)), true);
    for (at, name) in columns::dimensions(table).iter().enumerate() {
        add(name, texts(rows, |row| row.group.get(at).and_then(|value| value.as_deref())), true);
    }
    add("value", floats(rows, cells::shown), true);
    add("unit", texts(rows, unit), true);
    add("n", counts(rows, |row| row.n), true);
    add("numerator", counts(rows, |row| row.numerator), true);
    add("denominator", counts(rows, |row| row.denominator), true);
    add("lo", interval(|interval| interval.lo), true);
    add("hi", interval(|interval| interval.hi), true);
    add("level", interval(|interval| Some(interval.level)), true);
    add("method", texts(rows, |row| cells::interval(row).map(|interval| words::method_code(interval.method))), true);
    add("complete", Arc::new(BooleanArray::from(rows.iter().map(|row| row.complete).collect::<Vec<_>>())), false);
    add("suppressed", texts(rows, |row| row.suppressed.map(words::suppression_code)), true);
    add("verdict", texts(rows, |row| Some(words::verdict_code(row.verdict))), false);
    let field =
        |(name, array, nullable): &(String, ArrayRef, bool)| Field::new(name, array.data_type().clone(), *nullable);
    let fields: Vec<Field> = columns.iter().map(field).collect();
    debug_assert!(fields.iter().all(|field| *field.data_type() != DataType::Null));
    let schema = Schema::new_with_metadata(fields, metadata(table));
    RecordBatch::try_new(Arc::new(schema), columns.into_iter().map(|(_, array, _)| array).collect())
}

fn metadata(table: &Table) -> HashMap<String, String> {
    let hashes = table.measures.iter().map(|measure| (measure.name.clone(), measure.definition_hash.clone().into()));
    let definitions = serde_json::Value::Object(hashes.collect());
    let shape = serde_json::to_value(table.shape).ok();
    let entries = [
        ("query", table.query.clone()),
        ("shape", shape.as_ref().and_then(|shape| shape.as_str()).unwrap_or_default().to_owned()),
        ("as_of", table.as_of.to_string()),
        ("definitions", definitions.to_string()),
        ("notes", serde_json::json!(table.notes).to_string()),
    ];
    entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

fn texts<'a>(rows: &'a [Row], read: impl Fn(&'a Row) -> Option<&'a str>) -> ArrayRef {
    Arc::new(rows.iter().map(read).collect::<StringArray>())
}

fn floats(rows: &[Row], read: impl Fn(&Row) -> Option<f64>) -> ArrayRef {
    Arc::new(rows.iter().map(read).collect::<Float64Array>())
}

fn days(rows: &[Row], read: impl Fn(&Row) -> Option<i32>) -> ArrayRef {
    Arc::new(rows.iter().map(read).collect::<Date32Array>())
}

fn counts(rows: &[Row], read: impl Fn(&Row) -> Option<i64>) -> ArrayRef {
    let seen = |row: &Row| read(row).filter(|_| cells::cell(row) != cells::Cell::Hidden);
    Arc::new(rows.iter().map(seen).collect::<Int64Array>())
}

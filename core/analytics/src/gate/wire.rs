//! The wire form of a table, known to the gate alone.

use crate::answer::{Interval, Measure, Row, Shape, Suppression, Table, Verdict};
use crate::calendar::{Day, Period};
use serde::Serialize;

#[derive(Serialize)]
pub(crate) struct WireTable<'a> {
    query: &'a str,
    shape: Shape,
    dimensions: &'a [String],
    measures: &'a [Measure],
    rows: Vec<WireRow<'a>>,
    as_of: Day,
    notes: &'a [[String; 2]],
}

#[derive(Serialize)]
struct WireRow<'a> {
    measure: &'a str,
    period: Option<Period>,
    group: &'a [Option<String>],
    value: Option<f64>,
    n: Option<i64>,
    numerator: Option<i64>,
    denominator: Option<i64>,
    interval: Option<Interval>,
    complete: bool,
    suppressed: Option<Suppression>,
    verdict: Verdict,
}

impl<'a> From<&'a Table> for WireTable<'a> {
    fn from(table: &'a Table) -> Self {
        Self {
            query: &table.query,
            shape: table.shape,
            dimensions: &table.dimensions,
            measures: &table.measures,
            rows: table.rows.iter().map(WireRow::from).collect(),
            as_of: table.as_of,
            notes: &table.notes,
        }
    }
}

// Row by row and field by field, so that a field added to `Row` leaves only when somebody writes it here.
impl<'a> From<&'a Row> for WireRow<'a> {
    fn from(row: &'a Row) -> Self {
        Self {
            measure: &row.measure,
            period: row.period,
            group: &row.group,
            value: row.value,
            n: row.n,
            numerator: row.numerator,
            denominator: row.denominator,
            interval: row.interval,
            complete: row.complete,
            suppressed: row.suppressed,
            verdict: row.verdict,
        }
    }
}

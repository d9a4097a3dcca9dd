//! The charts of tables whose facts are the test's own.

use arrow_array::RecordBatch;
use semillero_analytics::charts::{self, ByteOrderMark, Locale, Size};
use semillero_analytics::{Gated, Readable, Table};

fn open(table: &Table) -> Gated<Table> {
    Gated::rows_are_readable(table.clone(), Readable::OwnersOfTheFacts)
}

pub(super) fn alt_text(table: &Table, locale: Locale) -> String {
    charts::alt_text(&open(table), locale)
}

pub(super) fn csv(table: &Table, locale: Locale, mark: ByteOrderMark) -> String {
    charts::csv(&open(table), locale, mark)
}

pub(super) fn html(table: &Table, locale: Locale) -> String {
    charts::html(&open(table), locale)
}

pub(super) fn html_table(table: &Table, locale: Locale) -> String {
    charts::html_table(&open(table), locale)
}

pub(super) fn svg(table: &Table, locale: Locale, size: Size) -> String {
    charts::svg(&open(table), locale, size)
}

pub(super) fn vega_lite(table: &Table, locale: Locale) -> serde_json::Value {
    charts::vega_lite(&open(table), locale)
}

pub(super) fn record_batch(table: &Table) -> RecordBatch {
    charts::record_batch(&open(table)).unwrap()
}

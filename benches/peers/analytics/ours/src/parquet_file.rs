//! Columns of a Parquet file as batches with the names that the engine gives them.

use arrow_array::{ArrayRef, RecordBatch, UInt64Array};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::error::Error;
use std::fs::File;
use std::sync::Arc;

/// Each batch of some columns, `(name in the file, name for the engine)`, with a column `seq` where asked for.
pub fn each(
    file: &str,
    columns: &[(&str, &str)],
    seq: Seq,
    mut take: impl FnMut(RecordBatch) -> Result<(), Box<dyn Error>>,
) -> Result<(), Box<dyn Error>> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(File::open(file)?)?;
    let mask = ProjectionMask::columns(builder.parquet_schema(), columns.iter().map(|(name, _)| *name));
    let mut rows = 0_u64;
    for batch in builder.with_projection(mask).with_batch_size(8192).build()? {
        let batch = batch?;
        let there =
            |(name, ours): &(&str, &str)| batch.column_by_name(name).map(|array| ((*ours).to_owned(), array.clone()));
        let mut all: Vec<(String, ArrayRef)> = columns.iter().filter_map(there).collect();
        let next = rows + batch.num_rows() as u64;
        if seq == Seq::Rows {
            all.push(("seq".to_owned(), Arc::new(UInt64Array::from_iter_values(rows..next))));
        }
        rows = next;
        take(RecordBatch::try_from_iter(all)?)?;
    }
    Ok(())
}

#[derive(Clone, Copy, PartialEq)]
pub enum Seq {
    None,
    Rows,
}

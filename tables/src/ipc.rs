//! Arrow's own bytes: the stream and the file format, uncompressed.

use crate::Table;
use arrow_array::RecordBatch;
use arrow_ipc::reader::{FileReader, StreamReader};
use arrow_ipc::writer::StreamWriter;
use arrow_schema::ArrowError;
use std::io::Cursor;

/// Reads a stream or a file.
///
/// # Errors
/// When the bytes are neither.
pub fn read(bytes: &[u8]) -> Result<Table, ArrowError> {
    if bytes.starts_with(b"ARROW1") {
        let reader = FileReader::try_new(Cursor::new(bytes), None)?;
        return Ok(Table { schema: reader.schema(), batches: reader.collect::<Result<_, _>>()? });
    }
    let reader = StreamReader::try_new(bytes, None)?;
    Ok(Table { schema: reader.schema(), batches: reader.collect::<Result<_, _>>()? })
}

/// Writes a stream of one batch.
///
/// # Errors
/// When there is no memory for it.
pub fn write(batch: &RecordBatch) -> Result<Vec<u8>, ArrowError> {
    let mut bytes = Vec::new();
    let mut writer = StreamWriter::try_new(&mut bytes, &batch.schema())?;
    writer.write(batch)?;
    writer.finish()?;
    drop(writer);
    Ok(bytes)
}

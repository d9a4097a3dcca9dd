//! Taking a backup.

use super::session::Session;
use super::sheet::Sheet;
use super::write::{Writer, header};
use super::{BackupError, Progress, Refusal, Report, Watch};
use crate::dialect::Dialect;
use crate::open;
use semillero_core::values::Timestamp;
use std::path::Path;

/// Writes everything that a database holds at one moment to a file. Others may read and write meanwhile.
///
/// The file has its name only once it is whole and durable; a file of that name is replaced.
///
/// # Errors
/// When the database cannot be read or the file cannot be written; then there is no new file.
pub async fn backup(url: &str, file: &Path, now: Timestamp, watch: Watch<'_>) -> Result<Report, BackupError> {
    let pool = open::existing(url).await?.ok_or(Refusal::InMemory)?;
    open::check(&pool).await?;
    let mut writer = Writer::begin(file)?;
    let mut session = Session::reading(&pool).await?;
    // The first read fixes the moment.
    let epoch = session.number("SELECT CAST(value AS BIGINT) FROM store_meta WHERE key = 'epoch'").await?.unwrap_or(1);
    let schema = session.number("SELECT max(version) FROM semillero_migrations WHERE success").await?.unwrap_or(0);
    let dialect = match session.dialect() {
        Dialect::Sqlite => "sqlite",
        Dialect::Postgres => "postgres",
    };
    writer.line(&header(schema, epoch, dialect, now))?;
    let mut rows = Vec::new();
    let mut done = 0;
    for sheet in Sheet::all() {
        writer.line(&sheet.header())?;
        let before = done;
        let mut take = |row| {
            writer.line(&sheet.line(&row))?;
            done += 1;
            if done % 1_000 == 0 {
                watch(Progress { table: &sheet.name, rows: done });
            }
            Ok(())
        };
        session.each(&sheet, &mut take).await?;
        rows.push((sheet.name, done - before));
    }
    drop(session);
    let (digest, bytes) = writer.end(&rows)?;
    pool.close().await;
    Ok(Report { schema, made_at: now, product: env!("CARGO_PKG_VERSION").to_owned(), rows, digest, bytes })
}

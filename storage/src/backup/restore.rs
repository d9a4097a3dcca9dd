//! Restoring a backup: checked before, compared after, and whole or not at all.

use super::file::{Item, Reader, Survey, survey};
use super::rank::Ranks;
use super::session::{Session, places};
use super::sheet::{Line, Sheet};
use super::{BackupError, Progress, Refusal, Report, Watch};
use crate::dialect::Dialect;
use crate::open;
use sea_query::{Expr, OnConflict, Query};
use semillero_core::store::{Cursor, Value};
use semillero_core::values::Timestamp;
use std::collections::BTreeMap;
use std::path::Path;

/// How much of a file goes into one statement at most.
const PORTION: usize = 1 << 20;

/// Brings a backup into an empty database, which is made where there is none.
///
/// Everything is written in one transaction, read back in it and compared with what was to be written, table by table; a process
/// that is killed leaves the target empty. What happens after the restore is of a later epoch than any before it, in whatever
/// database: its number is at least the second of `now`.
///
/// # Errors
/// When the backup is not whole or too new, the target is not empty, or what is read back differs; then nothing is kept.
pub async fn restore(url: &str, file: &Path, now: Timestamp, watch: Watch<'_>) -> Result<Report, BackupError> {
    let survey = survey(file, watch)?;
    let known = open::known();
    if survey.header.schema > known {
        return Err(Refusal::NewerSchema { found: survey.header.schema, known }.into());
    }
    let pool = open::made(url).await?.ok_or(Refusal::InMemory)?;
    let found = open::found(&pool).await?;
    if found != 0 && found != survey.header.schema {
        return Err(Refusal::TargetSchema { found, needed: survey.header.schema }.into());
    }
    open::bring_to(&pool, survey.header.schema).await?;
    let mut session = Session::writing(&pool).await?;
    for sheet in survey.sheets.iter().filter(|sheet| sheet.name != "store_meta") {
        if session.number(&format!("SELECT CAST(1 AS BIGINT) FROM \"{}\" LIMIT 1", sheet.name)).await?.is_some() {
            return Err(Refusal::NotEmpty { table: sheet.name.clone() }.into());
        }
    }
    let epoch = (survey.header.epoch + 1).max(now.as_micros() / 1_000_000);
    let written = fill(&mut session, file, &survey, epoch, watch).await?;
    compare(&mut session, &survey.sheets, &written, watch).await?;
    session.commit().await?;
    open::bring_to(&pool, known).await?;
    pool.close().await;
    Ok(survey.report)
}

/// What becomes of the rows of a file on their way into the target.
struct Moved<'a> {
    epoch: i64,
    /// Where each cursor that somebody holds stands in the target; nothing where places stay as they are.
    cursors: Option<BTreeMap<Cursor, Cursor>>,
    file: &'a Path,
    logs: &'a [u64],
    ranks: Option<Ranks>,
}

impl<'a> Moved<'a> {
    fn new(file: &'a Path, survey: &'a Survey, target: Dialect, epoch: i64) -> Result<Self, BackupError> {
        let mut moved = Self { epoch, cursors: None, file, logs: &survey.logs, ranks: None };
        if survey.header.from_postgres && target == Dialect::Sqlite {
            let mut ranks = Ranks::of(file, &survey.logs)?;
            let mut cursors = BTreeMap::new();
            for cursor in &survey.cursors {
                let sequence = ranks.rank(*cursor)?;
                // A cursor before the first row stays before it.
                let epoch = if sequence == 0 { 0 } else { cursor.epoch };
                cursors.insert(*cursor, Cursor { epoch, transaction: 0, sequence });
            }
            moved.cursors = Some(cursors);
        }
        Ok(moved)
    }

    fn begin(&mut self) -> Result<(), BackupError> {
        if self.cursors.is_some() {
            self.ranks = Some(Ranks::of(self.file, self.logs)?);
        }
        Ok(())
    }

    fn row(&mut self, sheet: &Sheet, mut row: Line) -> Result<Line, BackupError> {
        if let (Some(place), Some(ranks)) = (&mut row.place, &mut self.ranks) {
            *place = Cursor { epoch: place.epoch, transaction: 0, sequence: ranks.rank(*place)? };
        }
        if let Some(cursors) = &self.cursors {
            for at in sheet.cursors() {
                if let Some(Value::Text(text)) = row.cells.get_mut(at)
                    && let Some(there) = text.parse().ok().and_then(|cursor: Cursor| cursors.get(&cursor))
                {
                    *text = there.to_string();
                }
            }
        }
        if sheet.name == "store_meta"
            && let [Value::Text(key), Value::Text(value)] = row.cells.as_mut_slice()
            && key == "epoch"
        {
            *value = self.epoch.to_string();
        }
        Ok(row)
    }
}

/// Writes every row and gives the digest of what each table must now hold.
async fn fill(
    session: &mut Session,
    file: &Path,
    survey: &Survey,
    epoch: i64,
    watch: Watch<'_>,
) -> Result<BTreeMap<String, blake3::Hasher>, BackupError> {
    let mut moved = Moved::new(file, survey, session.dialect(), epoch)?;
    let mut written = BTreeMap::new();
    // The file is checked once more while it is read: what is written is what its digest vouches for.
    let mut reader = Reader::open(file)?;
    let mut sheet: Option<Sheet> = None;
    let (mut portion, mut size, mut done) = (Vec::new(), 0, 0);
    loop {
        let item = reader.next()?;
        let full = match (&item, &sheet) {
            (Some(Item::Row(_)), Some(sheet)) => {
                size >= PORTION || (portion.len() + 1) * (sheet.columns.len() + 3) > session.dialect().parameters()
            }
            _ => true,
        };
        if let (true, Some(sheet)) = (full, &sheet) {
            insert(session, sheet, &portion).await?;
            portion.clear();
            size = 0;
        }
        match item {
            None => break,
            Some(Item::Table) => {
                sheet.clone_from(&reader.sheet);
                moved.begin()?;
                if let Some(sheet) = &sheet {
                    written.insert(sheet.name.clone(), blake3::Hasher::new());
                }
            }
            Some(Item::Row(row)) => {
                let Some(sheet) = &sheet else { continue };
                let row = moved.row(sheet, row)?;
                let line = sheet.line(&row);
                size += line.len();
                if let Some(hasher) = written.get_mut(&sheet.name) {
                    hasher.update(line.as_bytes()).update(b"\n");
                }
                portion.push(row);
                done += 1;
                if done % 1_000 == 0 {
                    watch(Progress { table: &sheet.name, rows: done });
                }
            }
        }
    }
    if session.dialect() == Dialect::Postgres {
        for sheet in survey.sheets.iter().filter(|sheet| sheet.log) {
            let name = &sheet.name;
            let go_on = format!(
                "SELECT setval(pg_get_serial_sequence('\"{name}\"', 'seq'), \
                 (SELECT coalesce(max(seq), 0) + 1 FROM \"{name}\"), false)"
            );
            session.number(&go_on).await?;
        }
    }
    Ok(written)
}

async fn insert(session: &mut Session, sheet: &Sheet, rows: &[Line]) -> Result<(), BackupError> {
    if rows.is_empty() {
        return Ok(());
    }
    let dialect = session.dialect();
    let columns = sheet.columns.iter().map(|column| column.name.clone());
    let places = places(dialect).iter().filter(|_| sheet.log).map(|name| (*name).to_owned());
    let mut statement = Query::insert().into_table(sheet.name.clone()).columns(columns.chain(places)).take();
    for row in rows {
        let cells = sheet.columns.iter().zip(&row.cells);
        let cells = cells.map(|(column, cell)| Expr::val(dialect.parameter(column.kind, cell)));
        let place = row.place.map_or_else(Vec::new, |place| match dialect {
            Dialect::Sqlite => vec![place.epoch, place.sequence],
            Dialect::Postgres => vec![place.epoch, place.transaction, place.sequence],
        });
        statement.values_panic(cells.chain(place.into_iter().map(Expr::val)));
    }
    if sheet.name == "store_meta" {
        statement.on_conflict(OnConflict::column("key").update_column("value").to_owned());
    }
    let (mut sql, values) = dialect.build(&statement);
    if sheet.log && dialect == Dialect::Postgres {
        // Names of columns have no blanks: the first of these words is the statement's own.
        sql = sql.replacen(" VALUES ", " OVERRIDING SYSTEM VALUE VALUES ", 1);
    }
    session.execute(sql, values).await?;
    Ok(())
}

/// Reads everything back and compares.
async fn compare(
    session: &mut Session,
    sheets: &[Sheet],
    written: &BTreeMap<String, blake3::Hasher>,
    watch: Watch<'_>,
) -> Result<(), BackupError> {
    let mut done = 0;
    for sheet in sheets {
        let mut found = blake3::Hasher::new();
        let mut take = |row| {
            found.update(sheet.line(&row).as_bytes()).update(b"\n");
            done += 1;
            if done % 1_000 == 0 {
                watch(Progress { table: &sheet.name, rows: done });
            }
            Ok(())
        };
        session.each(sheet, &mut take).await?;
        if written.get(&sheet.name).map(blake3::Hasher::finalize) != Some(found.finalize()) {
            return Err(Refusal::Differs { table: sheet.name.clone() }.into());
        }
    }
    Ok(())
}

//! A backup of the schema before the newest one, whatever that is.

use super::Kind;
use super::world::{backup, happens, lived_in, opened, restore, rows};
use libtest_mimic::Failed;
use semillero_core::store::schema::TABLES;
use serde_json::Value;
use sqlx::Row as _;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The columns of every table.
type Schema = BTreeMap<String, BTreeSet<String>>;

/// The target is filled at the schema of the backup and brought up then.
pub(crate) async fn brought_up(kind: &Kind) -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let source = kind.fresh(folder.path(), "source.db").await?;
    let store = opened(&source).await?;
    lived_in(store.clone()).await?;
    let file = folder.path().join("copy");
    let known = backup(&source, &file).await?.schema;
    let (before, schema) = schema_before(known, folder.path()).await?;
    bring_down(&file, before, &schema)?;

    let target = kind.fresh(folder.path(), "target.db").await?;
    assert_eq!(restore(&target, &file).await?.schema, before);
    let restored = semillero_storage::open(&target).await?;
    let (expected, found) = (rows(&store).await?, rows(&restored).await?);
    for table in TABLES.iter().filter(|table| expected.contains_key(table.name)) {
        let (expected, found) = (&expected[table.name], &found[table.name]);
        match schema.get(table.name) {
            None => assert!(found.is_empty(), "{} is new", table.name),
            Some(columns) if table.columns.iter().all(|column| columns.contains(column.name)) => {
                assert_eq!(found, expected, "{}", table.name);
            }
            // A new column has what its migration gave it.
            Some(_) => assert_eq!(found.len(), expected.len(), "{}", table.name),
        }
    }
    happens(&restored, 1).await?;

    let empty = kind.fresh(folder.path(), "empty.db").await?;
    semillero_storage::migrate(&empty).await?;
    let refused = restore(&empty, &file).await.err().ok_or("restored")?.to_string();
    let why = format!("already has schema {known}, the backup is of {before}");
    assert!(refused.contains(&why), "{refused}");
    Ok(())
}

/// The newest but one schema: its number, tables and columns. They are the same in both databases; another test compares them.
async fn schema_before(known: i64, folder: &Path) -> Result<(i64, Schema), Failed> {
    let mut migrator = semillero_migrations::sqlite();
    migrator.migrations.to_mut().retain(|migration| migration.version < known);
    let before = migrator.iter().map(|migration| migration.version).max().ok_or("one migration only")?;
    let url = format!("sqlite:{}?mode=rwc", folder.join("before.db").display());
    let pool = sqlx::SqlitePool::connect(&url).await?;
    migrator.run(&pool).await?;
    let columns = "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table'";
    let mut schema = Schema::new();
    for row in sqlx::query(columns).fetch_all(&pool).await? {
        schema.entry(row.try_get(0)?).or_default().insert(row.try_get(1)?);
    }
    pool.close().await;
    Ok((before, schema))
}

/// Takes out of a backup what an older schema does not have.
fn bring_down(file: &Path, number: i64, schema: &Schema) -> Result<(), Failed> {
    let text = std::fs::read_to_string(file)?;
    let mut lines = text.lines().map(serde_json::from_str::<Value>).collect::<Result<Vec<_>, _>>()?.into_iter();
    let mut header = lines.next().ok_or("no header")?;
    header["schema"] = number.into();
    let mut body = format!("{header}\n");
    // Which cells of the rows of a table are kept; nothing for a table that is not there yet.
    let mut kept: Option<Vec<bool>> = None;
    for mut line in lines {
        if line.get("end").is_some() {
            let rows = line["end"]["rows"].as_array_mut().ok_or("no rows")?;
            rows.retain(|row| row[0].as_str().is_some_and(|table| schema.contains_key(table)));
            line["end"]["blake3"] = blake3::hash(body.as_bytes()).to_hex().as_str().into();
        } else if let Some(table) = line["table"].as_str().map(str::to_owned) {
            let log = line["log"] == true;
            let columns = line["columns"].as_array_mut().ok_or("no columns")?;
            kept = schema.get(&table).map(|known| {
                let keep = columns.iter().map(|column| column[0].as_str().is_some_and(|name| known.contains(name)));
                // The place of a row of a log stands before its cells.
                let keep: Vec<bool> = log.then_some(true).into_iter().chain(keep).collect();
                let mut of_columns = keep.iter().skip(usize::from(log));
                columns.retain(|_| of_columns.next() == Some(&true));
                keep
            });
        } else if let (Some(kept), Some(cells)) = (&kept, line.as_array_mut()) {
            let mut kept = kept.iter();
            cells.retain(|_| kept.next() == Some(&true));
        }
        if kept.is_some() || line.get("end").is_some() {
            body += &format!("{line}\n");
        }
    }
    Ok(std::fs::write(file, body)?)
}

//! The migrations say what the entities say, and unsuitable databases are told apart.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where it cannot go on")]

use semillero_core::store::{Keeping, StoreError, schema};
use sqlx::Row;
use std::collections::BTreeMap;

fn columns_of(dialect: &str) -> BTreeMap<String, Vec<String>> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../migrations").join(dialect);
    let mut names: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    let mut tables = BTreeMap::new();
    for path in names {
        let text = std::fs::read_to_string(path).unwrap();
        for part in text.split("CREATE TABLE ").skip(1) {
            let (name, body) = part.split_once(" (\n").unwrap();
            let body = body.split("\n)").next().unwrap();
            let columns = body.lines().map(|line| line.trim().split(' ').next().unwrap().to_owned());
            let columns = columns.filter(|word| word.chars().all(|c| c.is_ascii_lowercase() || c == '_'));
            tables.insert(name.to_owned(), columns.collect());
        }
        for line in text.lines().filter_map(|line| line.strip_prefix("ALTER TABLE ")) {
            if let Some((name, column)) = line.split_once(" ADD COLUMN ") {
                let added = column.split(' ').next().unwrap().to_owned();
                tables.entry(name.to_owned()).or_insert_with(Vec::new).push(added);
            }
        }
    }
    tables
}

#[test]
fn both_dialects_have_the_tables_and_columns_of_the_entities() {
    for (dialect, own) in [("sqlite", &["seq", "epoch"][..]), ("postgres", &["seq", "xid", "epoch"])] {
        let mut tables = columns_of(dialect);
        for table in schema::TABLES {
            let mut found = tables.remove(table.name).unwrap_or_else(|| panic!("{dialect} lacks {}", table.name));
            let mut expected: Vec<String> = table.columns.iter().map(|column| column.name.to_owned()).collect();
            if table.keeping == Keeping::Log {
                expected.splice(0..0, own.iter().map(|name| (*name).to_owned()));
            }
            // Rows are read by name, and a column of a later migration stands behind those before.
            found.sort();
            expected.sort();
            assert_eq!(found, expected, "{dialect} {}", table.name);
        }
        let rest: Vec<String> = tables.into_keys().collect();
        assert_eq!(rest, ["guards", "store_meta"], "{dialect}");
    }
    let numbers = |migrator: sqlx::migrate::Migrator| migrator.iter().map(|m| m.version).collect::<Vec<_>>();
    assert_eq!(numbers(semillero_migrations::sqlite()), numbers(semillero_migrations::postgres()));
}

async fn refused(path: &std::path::Path) -> String {
    match semillero_storage::open(&path.to_string_lossy()).await {
        Err(StoreError::Unsuitable(what)) => what.to_string(),
        other => panic!("{:?}", other.err()),
    }
}

#[tokio::test]
async fn files_that_are_no_database_are_refused_with_a_remedy() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("semillero.db");
    assert!(
        refused(&path).await.contains("run `semillero migrate`") || refused(&path).await.contains("semillero migrate")
    );
    assert!(!path.exists(), "opening makes no file");
    std::fs::write(
        &path,
        "this is a letter, not a database; it is longer than a header of one hundred bytes ....................",
    )
    .unwrap();
    assert!(refused(&path).await.contains("not a database"), "{}", refused(&path).await);
    assert!(std::fs::read_to_string(&path).unwrap().starts_with("this is a letter"), "the file is left as it was");
}

#[tokio::test]
async fn older_and_newer_schemas_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("semillero.db");
    let url = path.to_string_lossy().into_owned();
    semillero_storage::migrate(&url).await.unwrap();
    semillero_storage::migrate(&url).await.unwrap();
    let store = semillero_storage::open(&url).await.unwrap();
    store.check().await.unwrap();
    let pool = sqlx::SqlitePool::connect(&format!("sqlite:{url}")).await.unwrap();
    let tables: i64 = sqlx::query("SELECT count(*) FROM sqlite_master").fetch_one(&pool).await.unwrap().get(0);
    assert!(tables > 20);
    sqlx::query("UPDATE semillero_migrations SET version = 9999 WHERE version = (SELECT max(version) FROM semillero_migrations)").execute(&pool).await.unwrap();
    assert!(refused(&path).await.contains("use a newer version"));
    assert!(matches!(semillero_storage::migrate(&url).await, Err(StoreError::Unsuitable(_))));
    sqlx::query("DELETE FROM semillero_migrations WHERE version = 9999").execute(&pool).await.unwrap();
    assert!(refused(&path).await.contains("run `semillero migrate`"));
}

#[tokio::test]
async fn a_server_that_is_not_there_is_unavailable() {
    let outcome = semillero_storage::open("postgres://nobody@127.0.0.1:9/none").await;
    assert!(matches!(outcome, Err(StoreError::Unavailable(_))), "{:?}", outcome.err());
}

//! Every row of one store as the change set that writes it into another.

use semillero_core::store::{
    ChangeSet, Cursor, Direction, Filter, Keeping, Row, Select, Store, StoreError, Table, schema,
};

/// How many entries of a log are read at once.
const PAGE: u32 = 10_000;

/// The rows of every table, those of logs in the order of commits.
pub(crate) async fn everything(store: &dyn Store) -> Result<ChangeSet, StoreError> {
    let mut changes = ChangeSet::new();
    for table in schema::TABLES.iter().copied() {
        let rows = match table.keeping {
            Keeping::Log => log(store, table).await?,
            Keeping::Versioned | Keeping::AppendOnly => rows(store, table).await?,
        };
        for row in rows {
            changes.insert_row(table, row);
        }
    }
    Ok(changes)
}

async fn rows(store: &dyn Store, table: &'static Table) -> Result<Vec<Row>, StoreError> {
    let select = Select {
        table,
        filter: Filter::All,
        rank: Vec::new(),
        order: Vec::new(),
        direction: Direction::Ascending,
        after: None,
        limit: None,
    };
    store.rows(&select).await
}

async fn log(store: &dyn Store, table: &'static Table) -> Result<Vec<Row>, StoreError> {
    let (mut all, mut after) = (Vec::new(), Cursor::START);
    loop {
        let page = store.log(table, after, &Filter::All, PAGE).await?;
        let Some((last, _)) = page.rows.last() else { return Ok(all) };
        after = *last;
        all.extend(page.rows.into_iter().map(|(_, row)| row));
    }
}

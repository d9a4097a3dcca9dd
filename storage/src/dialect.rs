//! Where SQLite and PostgreSQL differ in what they are sent and what they give back.

use sea_query::{Expr, ExprTrait, Func, PostgresQueryBuilder, Query, SelectStatement, SqliteQueryBuilder};
use sea_query_sqlx::{SqlxBinder, SqlxValues};
use semillero_core::store::{Column, Kind, Row, StoreError, Table, Value, id_of};
use semillero_core::values::Timestamp;
use sqlx::Row as _;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use uuid::Uuid;

/// Which SQL is spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// SQLite.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

impl Dialect {
    /// A statement as text with its parameters.
    pub(crate) fn build(self, statement: &impl SqlxBinder) -> (String, SqlxValues) {
        match self {
            Self::Sqlite => statement.build_sqlx(SqliteQueryBuilder),
            Self::Postgres => statement.build_sqlx(PostgresQueryBuilder),
        }
    }

    /// A cell as a parameter.
    pub(crate) fn parameter(self, kind: Kind, value: &Value) -> sea_query::Value {
        match (self, value) {
            (_, Value::Null) => null(self, kind),
            (_, Value::Bool(value)) => (*value).into(),
            (_, Value::Int(value)) => (*value).into(),
            (_, Value::Text(value)) => value.as_str().into(),
            (_, Value::Id(value)) => (*value).into(),
            (Self::Sqlite, Value::Time(value)) => value.as_micros().into(),
            (Self::Postgres, Value::Time(value)) => value.to_chrono().into(),
            (Self::Sqlite, Value::Json(value)) => value.to_string().into(),
            (Self::Postgres, Value::Json(value)) => value.clone().into(),
            (_, Value::Bytes(value)) => value.clone().into(),
        }
    }

    /// Whether a text column holds a text, byte for byte.
    pub(crate) fn contains(self, column: Expr, text: &str) -> Expr {
        let position = match self {
            Self::Sqlite => Func::cust("instr"),
            Self::Postgres => Func::cust("strpos"),
        };
        Expr::from(position.arg(column).arg(text)).gt(0)
    }

    /// An identity written into the statement: for lists longer than a statement has parameters.
    pub(crate) fn literal(self, id: Uuid) -> Expr {
        match self {
            Self::Sqlite => Expr::cust(format!("x'{}'", id.simple())),
            Self::Postgres => Expr::cust(format!("'{id}'::uuid")),
        }
    }

    /// The epoch of a row written now.
    pub(crate) fn epoch(self) -> SelectStatement {
        let value = Expr::col("value").cast_as(match self {
            Self::Sqlite => "INTEGER",
            Self::Postgres => "BIGINT",
        });
        Query::select().expr(value).from("store_meta").and_where(Expr::col("key").eq("epoch")).take()
    }

    /// The most parameters of one statement, with room to spare.
    pub(crate) const fn parameters(self) -> usize {
        match self {
            Self::Sqlite => 30_000,
            Self::Postgres => 60_000,
        }
    }
}

fn null(dialect: Dialect, kind: Kind) -> sea_query::Value {
    match (dialect, kind) {
        (_, Kind::Bool) => None::<bool>.into(),
        (_, Kind::Int) | (Dialect::Sqlite, Kind::Time) => None::<i64>.into(),
        (_, Kind::Text) | (Dialect::Sqlite, Kind::Json) => None::<String>.into(),
        (_, Kind::Id) => None::<Uuid>.into(),
        (Dialect::Postgres, Kind::Time) => None::<chrono::DateTime<chrono::Utc>>.into(),
        (Dialect::Postgres, Kind::Json) => None::<serde_json::Value>.into(),
        (_, Kind::Bytes) => None::<Vec<u8>>.into(),
    }
}

/// A row as a database gives it.
pub(crate) trait Given {
    /// The cell of a column; nothing when it is not what the column promises.
    fn cell(&self, at: usize, kind: Kind) -> Option<Value>;
    /// A whole number beside the columns of the table.
    fn number(&self, at: usize) -> Option<i64>;
}

impl Given for SqliteRow {
    fn cell(&self, at: usize, kind: Kind) -> Option<Value> {
        let value = match kind {
            Kind::Bool => self.try_get::<Option<bool>, _>(at).ok()?.map(Value::Bool),
            Kind::Int => self.try_get::<Option<i64>, _>(at).ok()?.map(Value::Int),
            Kind::Text => self.try_get::<Option<String>, _>(at).ok()?.map(Value::Text),
            Kind::Id => self.try_get::<Option<Uuid>, _>(at).ok()?.map(Value::Id),
            Kind::Time => {
                self.try_get::<Option<i64>, _>(at).ok()?.map(|micros| Value::Time(Timestamp::from_micros(micros)))
            }
            Kind::Json => match self.try_get::<Option<String>, _>(at).ok()? {
                Some(text) => Some(Value::Json(serde_json::from_str(&text).ok()?)),
                None => None,
            },
            Kind::Bytes => self.try_get::<Option<Vec<u8>>, _>(at).ok()?.map(Value::Bytes),
        };
        Some(value.unwrap_or(Value::Null))
    }

    fn number(&self, at: usize) -> Option<i64> {
        self.try_get(at).ok()
    }
}

impl Given for PgRow {
    fn cell(&self, at: usize, kind: Kind) -> Option<Value> {
        let value = match kind {
            Kind::Bool => self.try_get::<Option<bool>, _>(at).ok()?.map(Value::Bool),
            Kind::Int => self.try_get::<Option<i64>, _>(at).ok()?.map(Value::Int),
            Kind::Text => self.try_get::<Option<String>, _>(at).ok()?.map(Value::Text),
            Kind::Id => self.try_get::<Option<Uuid>, _>(at).ok()?.map(Value::Id),
            Kind::Time => {
                let time = self.try_get::<Option<chrono::DateTime<chrono::Utc>>, _>(at).ok()?;
                time.map(|time| Value::Time(Timestamp::from_chrono(time)))
            }
            Kind::Json => self.try_get::<Option<serde_json::Value>, _>(at).ok()?.map(Value::Json),
            Kind::Bytes => self.try_get::<Option<Vec<u8>>, _>(at).ok()?.map(Value::Bytes),
        };
        Some(value.unwrap_or(Value::Null))
    }

    fn number(&self, at: usize) -> Option<i64> {
        self.try_get(at).ok()
    }
}

/// Reads the columns of a table from a given row.
pub(crate) fn read_row(table: &'static Table, given: &dyn Given) -> Result<Row, StoreError> {
    let mut row = Row::with_capacity(table.columns.len());
    for (at, column) in table.columns.iter().enumerate() {
        let cell = given.cell(at, column.kind).filter(|cell| column.nullable || !cell.is_null());
        let corrupt = || StoreError::Corrupt { table: table.name, row: id_of(&row), column: column.name };
        row.push(cell.ok_or_else(corrupt)?);
    }
    Ok(row)
}

/// The kind of a column; text for one that the table does not have, which the database then refuses.
pub(crate) fn kind_of(table: &Table, name: &str) -> (Kind, bool) {
    let column: Option<&Column> = table.columns.iter().find(|column| column.name == name);
    column.map_or((Kind::Text, true), |column| (column.kind, column.nullable))
}

//! Typed reads over any store.

use super::{Claim, Field, Kind};
use super::{Cursor, Entity, Filter, GuardKey, Place, Row, Select, Store, StoreError, Value};
use crate::values::{Id, Timestamp};

/// Some things in order, and where to go on.
#[derive(Debug, Clone)]
pub struct Page<T> {
    /// The things.
    pub items: Vec<T>,
    /// What to ask next for the page after this one; nothing on the last page.
    pub next: Option<String>,
}

/// Typed reads; every [`Store`] has them.
#[async_trait::async_trait]
pub trait Reading: Store {
    /// Reads one thing.
    async fn get<E: Entity>(&self, id: E::Id) -> Result<Option<E>, StoreError> {
        self.row(E::TABLE, id.uuid()).await?.map(E::from_row).transpose()
    }

    /// Reads every thing that passes a filter, by identity.
    async fn find<E: Entity>(&self, filter: Filter) -> Result<Vec<E>, StoreError> {
        self.select(&Select::of::<E>(filter)).await
    }

    /// Reads the first thing that passes a filter.
    async fn first<E: Entity>(&self, filter: Filter) -> Result<Option<E>, StoreError> {
        Ok(self.select::<E>(&Select::of::<E>(filter).limit(1)).await?.pop())
    }

    /// Reads things in an order.
    async fn select<E: Entity>(&self, select: &Select) -> Result<Vec<E>, StoreError> {
        self.rows(select).await?.into_iter().map(E::from_row).collect()
    }

    /// Reads one page of things; `after` is what the page before gave as `next`.
    async fn page<E: Entity>(&self, mut select: Select, limit: u32) -> Result<Page<E>, StoreError> {
        select.limit = Some(limit.saturating_add(1));
        let mut rows = self.rows(&select).await?;
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        let next = if more { rows.last().map(|row| encode(&place_of(&select, row))) } else { None };
        Ok(Page { items: rows.into_iter().map(E::from_row).collect::<Result<_, _>>()?, next })
    }

    /// Counts the things that pass a filter.
    async fn count_of<E: Entity>(&self, filter: Filter) -> Result<u64, StoreError> {
        self.count(E::TABLE, &filter).await
    }

    /// Reads guards so that they can be claimed; call it before reading the rows they protect.
    async fn claims(&self, mut guards: Vec<GuardKey>) -> Result<Vec<Claim>, StoreError> {
        guards.sort();
        guards.dedup();
        let versions = self.guards(&guards).await?;
        Ok(guards.into_iter().zip(versions).map(|(guard, expected)| Claim { guard, expected }).collect())
    }

    /// Reads things of a log in the order of commits.
    async fn follow<E: Entity>(
        &self,
        after: Cursor,
        filter: &Filter,
        limit: u32,
    ) -> Result<Vec<(Cursor, E)>, StoreError> {
        let page = self.log(E::TABLE, after, filter, limit).await?;
        page.rows.into_iter().map(|(cursor, row)| Ok((cursor, E::from_row(row)?))).collect()
    }
}

impl<S: Store + ?Sized> Reading for S {}

/// Where a row stands in the order of a select.
#[must_use]
pub fn place_of(select: &Select, row: &Row) -> Place {
    let cell = |column: &str| select.table.position(column).and_then(|at| row.get(at)).cloned().unwrap_or(Value::Null);
    let rank = select.rank.iter().filter(|filter| super::memory::passes_alone(select.table, row, filter)).count();
    Place {
        rank: i64::try_from(rank).unwrap_or(i64::MAX),
        order: select.order.iter().map(|column| cell(column)).collect(),
        id: super::id_of(row),
    }
}

/// Writes a place as an opaque text.
fn encode(place: &Place) -> String {
    let cells: Vec<serde_json::Value> = place
        .order
        .iter()
        .map(|value| match value {
            Value::Text(text) => serde_json::json!(text),
            Value::Int(n) => serde_json::json!(n),
            Value::Time(time) => serde_json::json!(time.as_micros()),
            Value::Bool(b) => serde_json::json!(b),
            Value::Id(id) => serde_json::json!(id),
            Value::Null | Value::Json(_) | Value::Bytes(_) => serde_json::Value::Null,
        })
        .collect();
    let text = serde_json::json!([place.rank, cells, place.id]).to_string();
    text.bytes().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads a place back for a select; nothing when the text is not one that `next` of a page gave for the same order.
#[must_use]
pub fn decode(select: &Select, text: &str) -> Option<Place> {
    let bytes: Vec<u8> = (0..text.len())
        .step_by(2)
        .map(|at| text.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok()))
        .collect::<Option<_>>()?;
    let (rank, cells, id): (i64, Vec<serde_json::Value>, uuid::Uuid) = serde_json::from_slice(&bytes).ok()?;
    if cells.len() != select.order.len() {
        return None;
    }
    let order = select
        .order
        .iter()
        .zip(cells)
        .map(|(column, cell)| {
            let kind = select.table.columns.get(select.table.position(column)?)?.kind;
            Some(match (kind, cell) {
                (_, serde_json::Value::Null) => Value::Null,
                (Kind::Text, serde_json::Value::String(text)) => Value::Text(text),
                (Kind::Int, cell) => Value::Int(cell.as_i64()?),
                (Kind::Time, cell) => Timestamp::from_micros(cell.as_i64()?).to_value(),
                (Kind::Bool, cell) => Value::Bool(cell.as_bool()?),
                (Kind::Id, serde_json::Value::String(text)) => Value::Id(text.parse().ok()?),
                _ => return None,
            })
        })
        .collect::<Option<_>>()?;
    Some(Place { rank, order, id })
}

//! What to read: filters, order and pages as data, so that every store reads the same.

use super::{Entity, Table, Value};
use uuid::Uuid;

/// Which rows to take.
#[derive(Debug, Clone, PartialEq)]
pub enum Filter {
    /// Every row.
    All,
    /// No row.
    Nothing,
    /// The column holds this value.
    Equals(&'static str, Value),
    /// The column holds one of these values.
    In(&'static str, Vec<Value>),
    /// The column is less than this value.
    Less(&'static str, Value),
    /// The column is greater than this value.
    Greater(&'static str, Value),
    /// The text column contains this text, byte for byte.
    Contains(&'static str, String),
    /// The column is empty.
    Empty(&'static str),
    /// The column holds what another table's column holds in one of its rows that pass a filter.
    InOther(&'static str, &'static Table, &'static str, Box<Filter>),
    /// All of these hold.
    And(Vec<Filter>),
    /// One of these holds.
    Or(Vec<Filter>),
    /// This does not hold.
    Not(Box<Filter>),
}

impl Filter {
    /// The column holds this field's value.
    pub fn equals(column: &'static str, field: impl super::Field) -> Self {
        Self::Equals(column, field.to_value())
    }

    /// The column holds one of these fields' values.
    pub fn any_of<T: super::Field>(column: &'static str, fields: impl IntoIterator<Item = T>) -> Self {
        Self::In(column, fields.into_iter().map(|field| field.to_value()).collect())
    }

    /// The column holds what `column_of` holds in a row of `E` that passes `filter`.
    #[must_use]
    pub fn in_other<E: Entity>(column: &'static str, column_of: &'static str, filter: Self) -> Self {
        Self::InOther(column, E::TABLE, column_of, Box::new(filter))
    }

    /// Both hold.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::All, kept) | (kept, Self::All) => kept,
            (Self::And(mut all), more) => {
                all.push(more);
                Self::And(all)
            }
            (one, more) => Self::And(vec![one, more]),
        }
    }
}

/// Which way the sorted columns run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Direction {
    /// The least first.
    #[default]
    Ascending,
    /// The greatest first.
    Descending,
}

/// One read of one table.
///
/// Rows come by rank (how many of `rank` hold, most first), then by the `order` columns, then by `id`.
#[derive(Debug, Clone, PartialEq)]
pub struct Select {
    /// The table.
    pub table: &'static Table,
    /// Which rows.
    pub filter: Filter,
    /// Conditions to count; rows for which more of them hold come first.
    pub rank: Vec<Filter>,
    /// The columns to sort by; `id` always follows.
    pub order: Vec<&'static str>,
    /// Which way `order` and `id` run.
    pub direction: Direction,
    /// Only rows that come after the row with this place.
    pub after: Option<Place>,
    /// At most so many rows.
    pub limit: Option<u32>,
}

/// Where a row stands in the order of a [`Select`]: what a page cursor carries.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// How many of the rank conditions hold.
    pub rank: i64,
    /// The cells of the `order` columns.
    pub order: Vec<Value>,
    /// The identity.
    pub id: Uuid,
}

impl Select {
    /// Every row of an entity that passes a filter, by `id`.
    #[must_use]
    pub fn of<E: Entity>(filter: Filter) -> Self {
        Self {
            table: E::TABLE,
            filter,
            rank: Vec::new(),
            order: Vec::new(),
            direction: Direction::Ascending,
            after: None,
            limit: None,
        }
    }

    /// Sorted by these columns.
    #[must_use]
    pub fn by(mut self, order: &[&'static str]) -> Self {
        self.order = order.to_vec();
        self
    }

    /// The greatest first.
    #[must_use]
    pub fn descending(mut self) -> Self {
        self.direction = Direction::Descending;
        self
    }

    /// At most so many.
    #[must_use]
    pub fn limit(mut self, limit: u32) -> Self {
        self.limit = Some(limit);
        self
    }
}

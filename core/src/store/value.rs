//! What a column holds.

use crate::values::{Json, Timestamp};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

/// One cell of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A text.
    Text(String),
    /// An identity.
    Id(Uuid),
    /// An instant.
    Time(Timestamp),
    /// A list or document that is read whole.
    Json(serde_json::Value),
    /// Bytes that only their reader understands.
    Bytes(Vec<u8>),
}

/// The type of a column; both SQL dialects derive theirs from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Yes or no.
    Bool,
    /// A whole number.
    Int,
    /// A text.
    Text,
    /// An identity.
    Id,
    /// An instant.
    Time,
    /// A list or document that is read whole.
    Json,
    /// Bytes that only their reader understands.
    Bytes,
}

impl Value {
    /// Whether the cell is empty.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The order in which every store sorts and compares: bytes for text, nothing before everything.
    ///
    /// Cells of different types never meet in one column; the order among the types is arbitrary.
    #[must_use]
    pub fn compare(&self, other: &Self) -> std::cmp::Ordering {
        match (self, other) {
            (Self::Bool(a), Self::Bool(b)) => a.cmp(b),
            (Self::Int(a), Self::Int(b)) => a.cmp(b),
            (Self::Text(a), Self::Text(b)) => a.as_bytes().cmp(b.as_bytes()),
            (Self::Id(a), Self::Id(b)) => a.cmp(b),
            (Self::Time(a), Self::Time(b)) => a.cmp(b),
            (Self::Json(a), Self::Json(b)) => a.to_string().cmp(&b.to_string()),
            (Self::Bytes(a), Self::Bytes(b)) => a.cmp(b),
            (a, b) => a.rank().cmp(&b.rank()),
        }
    }

    /// Where values of a kind stand among those of others. No column holds two kinds, but a filter may name a wrong one, and sorting
    /// panics without a total order.
    const fn rank(&self) -> u8 {
        match self {
            Self::Null => 0,
            Self::Bool(_) => 1,
            Self::Int(_) => 2,
            Self::Text(_) => 3,
            Self::Id(_) => 4,
            Self::Time(_) => 5,
            Self::Json(_) => 6,
            Self::Bytes(_) => 7,
        }
    }
}

/// A Rust type that fits one column.
pub trait Field: Sized {
    /// The type of the column.
    const KIND: Kind;
    /// Whether the column may be empty.
    const NULLABLE: bool = false;
    /// The cell for this value.
    fn to_value(&self) -> Value;
    /// The value of a cell, or nothing when the cell cannot hold one.
    fn from_value(value: Value) -> Option<Self>;
}

macro_rules! plain_field {
    ($($type:ty: $kind:ident),+) => { $(
        impl Field for $type {
            const KIND: Kind = Kind::$kind;
            fn to_value(&self) -> Value { Value::$kind(self.clone().into()) }
            fn from_value(value: Value) -> Option<Self> {
                match value { Value::$kind(inner) => inner.try_into().ok(), _ => None }
            }
        }
    )+ };
}
plain_field!(bool: Bool, i64: Int, i32: Int, String: Text, Timestamp: Time);

impl<T: crate::values::Id> Field for T {
    const KIND: Kind = Kind::Id;
    fn to_value(&self) -> Value {
        Value::Id(self.uuid())
    }
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Id(id) => Some(Self::from_uuid(id)),
            _ => None,
        }
    }
}

impl<T: Field> Field for Option<T> {
    const KIND: Kind = T::KIND;
    const NULLABLE: bool = true;
    fn to_value(&self) -> Value {
        self.as_ref().map_or(Value::Null, T::to_value)
    }
    fn from_value(value: Value) -> Option<Self> {
        if value.is_null() { Some(None) } else { T::from_value(value).map(Some) }
    }
}

impl Field for Json {
    const KIND: Kind = Kind::Json;
    fn to_value(&self) -> Value {
        Value::Json(self.0.clone())
    }
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Json(json) => Some(Self(json)),
            _ => None,
        }
    }
}

impl Field for Vec<u8> {
    const KIND: Kind = Kind::Bytes;
    fn to_value(&self) -> Value {
        Value::Bytes(self.clone())
    }
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }
}

/// A list or record that is only ever read whole, kept as one JSON column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Whole<T>(pub T);

impl<T: Serialize + DeserializeOwned> Field for Whole<T> {
    const KIND: Kind = Kind::Json;
    fn to_value(&self) -> Value {
        // Only types whose keys are texts are kept this way, so writing cannot fail; if it did, reading would report the row.
        Value::Json(serde_json::to_value(&self.0).unwrap_or_default())
    }
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Json(json) => serde_json::from_value(json).ok().map(Self),
            _ => None,
        }
    }
}

impl<T> std::ops::Deref for Whole<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

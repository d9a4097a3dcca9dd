//! One description per entity: it drives the row mapping of every store.

use super::{Kind, StoreError, Value};
use uuid::Uuid;

/// A column: its name is the field's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name in SQL.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether it may be empty.
    pub nullable: bool,
}

/// What becomes of the rows of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// Rows change; column `version` counts the changes and guards against lost updates.
    Versioned,
    /// Rows are added and never changed.
    AppendOnly,
    /// As append-only, and readable in the order of commits through [`Store::log`](super::Store::log).
    Log,
}

/// A table. The first column is always `id`.
#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name in SQL.
    pub name: &'static str,
    /// What people call one of its rows, in Spanish and English.
    pub noun: (&'static str, &'static str),
    /// What becomes of its rows.
    pub keeping: Keeping,
    /// Every column, `id` first; a versioned table's second is `version`.
    pub columns: &'static [Column],
    /// Sets of columns of which no two rows may hold the same values (rows with an empty cell among them do not count).
    pub unique: &'static [&'static [&'static str]],
}

impl Table {
    /// Where a column stands in a row.
    #[must_use]
    pub fn position(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|c| c.name == column)
    }
}

/// The cells of one row in the order of [`Table::columns`].
pub type Row = Vec<Value>;

/// A thing that is kept as one row.
pub trait Entity: Clone + Send + Sync + 'static {
    /// Its identity.
    type Id: crate::values::Id;
    /// Where it is kept.
    const TABLE: &'static Table;
    /// Its identity.
    fn id(&self) -> Self::Id;
    /// Its version; 1 for rows that never change.
    fn version(&self) -> i64;
    /// Its row.
    fn to_row(&self) -> Row;
    /// The thing of a row.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when a cell cannot be what the column promises.
    fn from_row(row: Row) -> Result<Self, StoreError>;
}

/// The identity in a row, for messages.
#[must_use]
pub fn id_of(row: &[Value]) -> Uuid {
    match row.first() {
        Some(Value::Id(id)) => *id,
        _ => Uuid::nil(),
    }
}

/// Defines an entity: its struct, its table and the mapping between them.
///
/// `versioned` adds the column `version` behind `id`; `append_only` and `log` do not.
macro_rules! entity {
    (@keeping versioned) => { $crate::store::Keeping::Versioned };
    (@keeping append_only) => { $crate::store::Keeping::AppendOnly };
    (@keeping log) => { $crate::store::Keeping::Log };

    ($(#[$meta:meta])* pub struct $name:ident($id:ty): $table:literal, $es:literal / $en:literal, versioned
        $(, unique [$([$($unique:literal),+]),+])? {
        $($(#[$fmeta:meta])* $field:ident: $type:ty),+ $(,)?
    }) => {
        $crate::store::entity!(@define $(#[$meta])* $name, $id, $table, $es, $en, versioned, [$($([$($unique),+]),+)?],
            {
                /// Counts the changes; 1 when new.
                version: i64,
                $($(#[$fmeta])* $field: $type),+
            }, |this| this.version);
    };
    ($(#[$meta:meta])* pub struct $name:ident($id:ty): $table:literal, $es:literal / $en:literal, $keeping:ident
        $(, unique [$([$($unique:literal),+]),+])? {
        $($(#[$fmeta:meta])* $field:ident: $type:ty),+ $(,)?
    }) => {
        $crate::store::entity!(@define $(#[$meta])* $name, $id, $table, $es, $en, $keeping, [$($([$($unique),+]),+)?],
            { $($(#[$fmeta])* $field: $type),+ }, |_this| 1);
    };
    (@define $(#[$meta:meta])* $name:ident, $id:ty, $table:literal, $es:literal, $en:literal, $keeping:ident, [$([$($unique:literal),+]),*],
        { $($(#[$fmeta:meta])* $field:ident: $type:ty),+ }, |$this:ident| $version:expr) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name {
            /// Its identity.
            pub id: $id,
            $($(#[$fmeta])* pub $field: $type),+
        }

        impl $crate::store::Entity for $name {
            type Id = $id;
            const TABLE: &'static $crate::store::Table = &$crate::store::Table {
                name: $table,
                noun: ($es, $en),
                keeping: $crate::store::entity!(@keeping $keeping),
                columns: &[
                    $crate::store::Column { name: "id", kind: $crate::store::Kind::Id, nullable: false },
                    $($crate::store::Column {
                        name: stringify!($field),
                        kind: <$type as $crate::store::Field>::KIND,
                        nullable: <$type as $crate::store::Field>::NULLABLE,
                    }),+
                ],
                unique: &[$(&[$($unique),+]),*],
            };
            fn id(&self) -> $id { self.id }
            fn version(&self) -> i64 { let $this = self; $version }
            fn to_row(&self) -> $crate::store::Row {
                vec![
                    $crate::store::Field::to_value(&self.id),
                    $($crate::store::Field::to_value(&self.$field)),+
                ]
            }
            fn from_row(row: $crate::store::Row) -> Result<Self, $crate::store::StoreError> {
                let row_id = $crate::store::id_of(&row);
                let mut cells = row.into_iter();
                Ok(Self {
                    id: $crate::store::read_cell(&mut cells, $table, row_id, "id")?,
                    $($field: $crate::store::read_cell(&mut cells, $table, row_id, stringify!($field))?),+
                })
            }
        }
    };
}
pub(crate) use entity;

/// Reads the next cell of a row; used by `entity!`.
pub(crate) fn read_cell<T: super::Field>(
    cells: &mut std::vec::IntoIter<Value>,
    table: &'static str,
    row: Uuid,
    column: &'static str,
) -> Result<T, StoreError> {
    cells.next().and_then(T::from_value).ok_or(StoreError::Corrupt { table, row, column })
}

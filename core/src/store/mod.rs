//! Storage traits: what a database must do for the domain.
//!
//! A store knows tables, rows, filters and change sets, and nothing of the domain; [`Entity`] maps between rows and things.
//! So a store is one object-safe trait of seven methods, and a new entity touches no store
//! (see decision 0001 in [`docs::adr`](crate::docs::adr)).
//!
//! Rules every store keeps, proved by `testing::conformance`:
//! * [`Store::commit`] writes all of a change set or nothing, and refuses it when a version or a claim is outdated.
//! * Text is matched and sorted byte by byte; `sort_key` and `stems` are made for that by the core.
//! * [`Store::log`] never shows a row before one that may still come before it.

mod change;
mod entity;
mod error;
mod log;
mod memory;
mod reading;
pub mod schema;
mod select;
mod value;

pub use change::{ChangeSet, Claim, GuardKey, Write};
pub use entity::{Column, Entity, Keeping, Row, Table, id_of};
pub(crate) use entity::{entity, read_cell};
pub use error::{StoreError, Unsuitable};
pub use log::{Cursor, CursorError, LogPage};
pub use memory::MemoryStore;
pub use reading::{Page, Reading, decode as decode_place, place_of};
pub use select::{Direction, Filter, Place, Select};
pub use value::{Field, Kind, Value, Whole};

use uuid::Uuid;

/// Where an ecosystem is kept.
#[async_trait::async_trait]
pub trait Store: Send + Sync + 'static {
    /// Reads one row by identity.
    async fn row(&self, table: &'static Table, id: Uuid) -> Result<Option<Row>, StoreError>;

    /// Reads rows.
    async fn rows(&self, select: &Select) -> Result<Vec<Row>, StoreError>;

    /// Counts the rows that pass a filter.
    async fn count(&self, table: &'static Table, filter: &Filter) -> Result<u64, StoreError>;

    /// Reads the versions of guards, from the primary; 0 for one that nobody claimed yet. The answer is in the order asked.
    async fn guards(&self, guards: &[GuardKey]) -> Result<Vec<i64>, StoreError>;

    /// Reads a log in the order of commits, after a place.
    async fn log(
        &self,
        table: &'static Table,
        after: Cursor,
        filter: &Filter,
        limit: u32,
    ) -> Result<LogPage, StoreError>;

    /// Writes a change set, whole or not at all.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when a version or a claim is outdated or a unique value is taken; then nothing is written.
    async fn commit(&self, changes: &ChangeSet) -> Result<(), StoreError>;

    /// Whether the store answers and has the schema that this build needs.
    async fn check(&self) -> Result<(), StoreError>;
}

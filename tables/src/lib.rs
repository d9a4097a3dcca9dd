//! Arrow tables in and out of matching and analytics: columns to [`TablePerson`]s, [`PairColumns`] and books of facts, and answers to
//! record batches.
//!
//! Only the bindings depend on this crate; the core knows no Arrow.
//!
//! [`TablePerson`]: semillero_core::matching::table::TablePerson
//! [`PairColumns`]: semillero_core::matching::table::PairColumns

mod answer;
mod call;
mod cells;
mod facts;
#[cfg(feature = "ipc")]
mod ipc;
mod metrics;
mod pairs;
mod people;

pub use arrow_array::RecordBatch;
pub use call::{Answer, Asked, match_pairs, match_people, unreadable};
pub use facts::{Facts, digest, fold};
#[cfg(feature = "ipc")]
pub use ipc::{read, write};
pub use metrics::metric_batch;

use arrow_schema::SchemaRef;

/// A table as a binding hands it over.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its columns.
    pub schema: SchemaRef,
    /// Its rows.
    pub batches: Vec<RecordBatch>,
}

//! What has left: the tables of a release, its digest, and what of it stays frozen.

use super::gated::Gated;
use super::wire::WireTable;
use crate::answer::Table;
use crate::calendar::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The tables that the gate let out together, audited together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Release {
    /// Facts up to the end of this day are in it.
    pub as_of: Day,
    /// BLAKE3 of the policy that it was made by.
    pub policy: String,
    /// The tables.
    pub tables: Vec<Gated<Table>>,
    /// Those that did not leave at all.
    pub withheld: Vec<Withheld>,
    #[serde(skip)]
    pub(super) cells: BTreeMap<String, String>,
}

/// A table that did not leave.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Withheld {
    /// The name of its query.
    pub query: String,
    /// Why.
    pub reason: WithheldReason,
}

/// Why a table did not leave.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WithheldReason {
    /// The policy does not release one of its dimensions.
    Dimension(String),
    /// The policy declares no filter by one of its dimensions.
    Filter(String),
    /// Its last day is not the last day of a period that the policy releases.
    OpenPeriod,
    /// Its figures are as of another day than those of the tables before it.
    OtherDay,
    /// Its rows are not as its header says: a measure or a group too many or too few, or one figure twice.
    Malformed,
}

/// What must be kept of a release so that a later one cannot be compared with it: which figures were shown, as what, and which hidden.
/// It tells no more than the release itself did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frozen {
    /// Facts up to the end of this day were in it.
    pub as_of: Day,
    /// The digest of the release.
    pub digest: String,
    /// Each figure by what it is of, and what was shown of it; empty text for a hidden one.
    pub cells: BTreeMap<String, String>,
}

/// Why a release must not leave beside an earlier one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReleaseError {
    /// The period is released already, in other tables.
    #[error(
        "the period up to {as_of} is released already as `{digest}`; serve that release, it is frozen ({first} differs)"
    )]
    Frozen {
        /// The last day of the period.
        as_of: Day,
        /// The digest of the release that stands.
        digest: String,
        /// A figure that is new or different.
        first: String,
    },
    /// A figure that an earlier release showed or hid would now be shown otherwise.
    #[error(
        "a figure of the release `{digest}` up to {as_of} would change ({first}); give that release to the gate as frozen"
    )]
    Differs {
        /// The last day of the earlier release.
        as_of: Day,
        /// Its digest.
        digest: String,
        /// The first such figure.
        first: String,
    },
}

impl Release {
    /// BLAKE3 of its canonical JSON, in hex: the same figures give the same digest, in whatever order their rows stand.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(format!("semillero release 1\n{}\n{}\n", self.as_of, self.policy).as_bytes());
        let mut tables: Vec<Vec<u8>> = self.tables.iter().map(|table| canonical(table.get())).collect();
        tables.sort();
        tables.extend(self.withheld.iter().map(|withheld| serde_json::to_vec(withheld).unwrap_or_default()));
        for bytes in tables {
            hasher.update(&u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_le_bytes());
            hasher.update(&bytes);
        }
        hasher.finalize().to_hex().to_string()
    }

    /// What must be kept of it.
    #[must_use]
    pub fn frozen(&self) -> Frozen {
        Frozen { as_of: self.as_of, digest: self.digest(), cells: self.cells.clone() }
    }

    /// Whether this release may leave beside an earlier one. For the same day that is so only if it shows nothing that the earlier one
    /// did not show in the same way; for another day, if the figures that both have are the same in both, shown or hidden.
    ///
    /// # Errors
    /// Why not, and which figure stands in the way.
    pub fn check_against(&self, earlier: &Frozen) -> Result<(), ReleaseError> {
        let (as_of, digest) = (earlier.as_of, earlier.digest.clone());
        for (cell, shown) in &self.cells {
            match earlier.cells.get(cell) {
                Some(before) if before == shown => {}
                None if self.as_of != earlier.as_of => {}
                // A hidden figure of a new table shows nothing.
                None if shown.is_empty() => {}
                _ if self.as_of == earlier.as_of => {
                    return Err(ReleaseError::Frozen { as_of, digest, first: cell.clone() });
                }
                _ => return Err(ReleaseError::Differs { as_of, digest, first: cell.clone() }),
            }
        }
        Ok(())
    }
}

/// The bytes of a table with its rows in the order of their own bytes.
fn canonical(table: &Table) -> Vec<u8> {
    let value = serde_json::to_value(WireTable::from(table)).unwrap_or_default();
    let mut rows: Vec<String> = Vec::new();
    let mut header = value;
    if let Some(list) = header.get_mut("rows").and_then(serde_json::Value::as_array_mut) {
        rows = list.drain(..).map(|row| row.to_string()).collect();
    }
    rows.sort();
    let mut bytes = header.to_string().into_bytes();
    for row in rows {
        bytes.push(b'\n');
        bytes.extend(row.into_bytes());
    }
    bytes
}

//! The proof that nobody rewrote the audit log.

use super::{AuditEntry, AuditSeal, seal};
use crate::store::{Cursor, Filter, Reading, Select, Store, StoreError};

/// What was found wrong with the audit log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AuditFault {
    /// An entry does not match its own digest: it was altered.
    Altered {
        /// The entry.
        entry: String,
    },
    /// The entries of a batch do not give its root: one was altered together with its digest, removed or added.
    Batch {
        /// The number of the batch.
        number: i64,
    },
    /// A batch does not follow from the one before it.
    Chain {
        /// The number of the batch.
        number: i64,
    },
    /// The log ends before a head that was exported: its end was cut off.
    CutOff,
}

/// What a verification of the audit log found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditReport {
    /// How many entries there are.
    pub entries: i64,
    /// How many of them are sealed.
    pub sealed: i64,
    /// The head of the last batch: keep it elsewhere, and nothing before it can be cut off unseen. Empty before the first seal.
    pub head: String,
    /// Everything wrong; empty when the log is whole.
    pub faults: Vec<AuditFault>,
}

/// Reads the whole log and checks every digest, every batch and the chain of heads; `exported` is a head kept elsewhere.
///
/// # Errors
/// When the store fails.
pub async fn verify(store: &dyn Store, exported: Option<&str>) -> Result<AuditReport, StoreError> {
    let seals: Vec<AuditSeal> = store.select(&Select::of::<AuditSeal>(Filter::All).by(&["number"])).await?;
    let mut report = AuditReport { entries: 0, sealed: 0, head: String::new(), faults: Vec::new() };
    let mut cursor = Cursor::START;
    let mut found_exported = exported.is_none();
    for (expected, batch) in (1..).zip(&seals) {
        let mut digests = Vec::new();
        while let Ok(missing @ 1..) = u32::try_from(batch.entries - digests.len() as i64) {
            let page = store.follow::<AuditEntry>(cursor, &Filter::All, missing).await?;
            let Some(last) = page.last() else { break };
            cursor = last.0;
            digests.extend(page.iter().map(|(_, entry)| check(entry, &mut report)));
        }
        report.sealed += batch.entries;
        let root = seal::root(&digests);
        if root != batch.root || cursor.to_string() != batch.last_cursor {
            report.faults.push(AuditFault::Batch { number: batch.number });
        }
        let head = seal::head(&report.head, &batch.root, batch.entries);
        if batch.number != expected || head != batch.head {
            report.faults.push(AuditFault::Chain { number: batch.number });
        }
        report.head.clone_from(&batch.head);
        found_exported |= exported == Some(batch.head.as_str());
    }
    loop {
        let page = store.follow::<AuditEntry>(cursor, &Filter::All, 1_000).await?;
        let Some(last) = page.last() else { break };
        cursor = last.0;
        for (_, entry) in &page {
            check(entry, &mut report);
        }
    }
    if !found_exported {
        report.faults.push(AuditFault::CutOff);
    }
    Ok(report)
}

/// Checks one entry and gives the digest that its contents have.
fn check(entry: &AuditEntry, report: &mut AuditReport) -> String {
    report.entries += 1;
    let digest = seal::digest(entry);
    if digest != entry.digest {
        report.faults.push(AuditFault::Altered { entry: entry.id.to_string() });
    }
    digest
}

//! The consent ledger.

use crate::store::entity;
use crate::values::{ConsentId, Timestamp, UserId, words};

words! {
    /// What a person agrees to.
    pub enum Purpose {
        /// Being matched by a profile of their data.
        Matching = "matching",
        /// Being counted in analytics.
        Analytics = "analytics",
        /// Being shown in the directory.
        Directory = "directory",
        /// Receiving news.
        Marketing = "marketing",
    }
}

words! {
    /// What a person decided.
    pub enum ConsentDecision {
        /// They agree.
        Given = "given",
        /// They no longer agree, or object.
        Withdrawn = "withdrawn",
    }
}

entity! {
    /// One decision in the ledger; the newest of a purpose counts.
    pub struct Consent(ConsentId): "consents", "consentimiento" / "consent", append_only {
        /// Whose decision.
        user_id: UserId,
        /// On what.
        purpose: Purpose,
        /// What they decided.
        decision: ConsentDecision,
        /// Which version of the text they read.
        text_version: String,
        /// Who wrote it down; nobody when the host did.
        recorded_by: Option<UserId>,
        /// When.
        at: Timestamp,
    }
}

//! What people prefer.

use crate::programmes::Side;
use crate::store::{Whole, entity};
use crate::values::{CohortId, PreferencesId, Timestamp, UserId};

entity! {
    /// What one person prefers on one side of a cohort.
    pub struct Preferences(PreferencesId): "preferences", "preferencias" / "preferences", versioned, unique [["cohort_id", "user_id", "side"]] {
        /// The cohort.
        cohort_id: CohortId,
        /// Who prefers.
        user_id: UserId,
        /// On which side they stand.
        side: Side,
        /// Best first; people in one group are tied.
        ranked: Whole<Vec<Vec<UserId>>>,
        /// With whom they will not be paired.
        vetoes: Whole<Vec<UserId>>,
        /// When they said so.
        updated_at: Timestamp,
    }
}

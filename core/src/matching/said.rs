//! Changes that a run is told of beside what the cohort says.

use crate::values::{UserId, words};
use serde::{Deserialize, Serialize};

words! {
    /// What changed since a run.
    pub enum RunChangeKind {
        /// Somebody can be matched who could not before.
        Joined = "joined",
        /// Somebody takes part no more.
        Left = "left",
        /// Somebody, or an organisation, takes more or fewer than before.
        Capacity = "capacity",
        /// Two people may not be paired any more.
        Declined = "declined",
        /// What somebody's pairs score.
        Rescored = "rescored",
    }
}

/// A change that a run is to follow. A change of one person names a mentee or a mentor, `declined` names both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct RunChange {
    /// What.
    pub kind: RunChangeKind,
    /// The mentee.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub mentee_id: Option<UserId>,
    /// The mentor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub mentor_id: Option<UserId>,
    /// With `capacity`, and only there: how many they take in this run, 0 to 1,000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub capacity: Option<i32>,
}

/// What holds for an amendment: what the run before was told, as far as nobody says otherwise now, and what is said now and no
/// cohort knows.
pub(crate) fn what_holds(before: Vec<RunChange>, now: &[RunChange]) -> Vec<RunChange> {
    let said_anew = |old: &RunChange| {
        now.iter().any(|new| {
            let same_people = (new.mentee_id, new.mentor_id) == (old.mentee_id, old.mentor_id);
            same_people && new.kind != RunChangeKind::Rescored
        })
    };
    let holds = |change: &&RunChange| !matches!(change.kind, RunChangeKind::Joined | RunChangeKind::Rescored);
    let kept = before.into_iter().filter(|old| !said_anew(old));
    kept.chain(now.iter().filter(holds).cloned()).collect()
}

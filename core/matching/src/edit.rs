//! Changes a programme manager makes by hand.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Assigned, Instance, Solution, Unmatched, Why};

/// One change by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Edit {
    /// Puts the two together, eligible or not, room or not.
    Add {
        /// The index of the mentee.
        mentee: u32,
        /// The index of the mentor.
        mentor: u32,
    },
    /// Takes the two apart.
    Remove {
        /// The index of the mentee.
        mentee: u32,
        /// The index of the mentor.
        mentor: u32,
    },
}

/// Why an edit could not be made; `edit` is its place in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum EditError {
    /// There is no such mentee.
    #[error("edit {edit} names mentee {mentee}, which is not in the instance")]
    UnknownMentee {
        /// The edit.
        edit: usize,
        /// What it names.
        mentee: u32,
    },
    /// There is no such mentor.
    #[error("edit {edit} names mentor {mentor}, which is not in the instance")]
    UnknownMentor {
        /// The edit.
        edit: usize,
        /// What it names.
        mentor: u32,
    },
    /// The two to add are together already.
    #[error("edit {edit} adds mentee {mentee} to mentor {mentor}, who has them already")]
    AlreadyTogether {
        /// The edit.
        edit: usize,
        /// The mentee.
        mentee: u32,
        /// The mentor.
        mentor: u32,
    },
    /// The two to take apart are not together.
    #[error("edit {edit} takes mentee {mentee} from mentor {mentor}, who does not have them")]
    NotTogether {
        /// The edit.
        edit: usize,
        /// The mentee.
        mentee: u32,
        /// The mentor.
        mentor: u32,
    },
}

/// Makes edits in their order and gives the new solution in canonical order.
///
/// Nothing is refused for being unwise: a pair that is not eligible gets no pair index, capacities may overflow, and
/// [`verify`](fn@crate::verify) counts what that breaks. The certificate stays, see
/// [`certificate_gap`](crate::certificate_gap).
///
/// # Errors
/// Every edit that makes no sense; then no edit is made.
pub fn apply_edits(instance: &Instance, solution: &Solution, edits: &[Edit]) -> Result<Solution, Vec<EditError>> {
    let mut pairs: BTreeSet<(u32, u32)> = solution.pairs.iter().map(|line| (line.mentee, line.mentor)).collect();
    let mut errors = Vec::new();
    for (edit, &change) in edits.iter().enumerate() {
        let (Edit::Add { mentee, mentor } | Edit::Remove { mentee, mentor }) = change;
        let known_mentee = (mentee as usize) < instance.mentees().len();
        let known_mentor = (mentor as usize) < instance.mentors().len();
        if !known_mentee {
            errors.push(EditError::UnknownMentee { edit, mentee });
        }
        if !known_mentor {
            errors.push(EditError::UnknownMentor { edit, mentor });
        }
        if !(known_mentee && known_mentor) {
            continue;
        }
        match change {
            Edit::Add { .. } if !pairs.insert((mentee, mentor)) => {
                errors.push(EditError::AlreadyTogether { edit, mentee, mentor });
            }
            Edit::Remove { .. } if !pairs.remove(&(mentee, mentor)) => {
                errors.push(EditError::NotTogether { edit, mentee, mentor });
            }
            Edit::Add { .. } | Edit::Remove { .. } => {}
        }
    }
    if errors.is_empty() { Ok(rebuilt(instance, solution, &pairs)) } else { Err(errors) }
}

fn rebuilt(instance: &Instance, solution: &Solution, pairs: &BTreeSet<(u32, u32)>) -> Solution {
    let reasons: BTreeMap<u32, Why> = solution.unmatched.iter().map(|line| (line.mentee, line.why)).collect();
    let matched: BTreeSet<u32> = pairs.iter().map(|&(mentee, _)| mentee).collect();
    let unmatched =
        (0_u32..).zip(instance.mentees()).map(|(mentee, _)| mentee).filter(|mentee| !matched.contains(mentee));
    Solution {
        strategy: solution.strategy,
        pairs: pairs
            .iter()
            .map(|&(mentee, mentor)| Assigned { mentee, mentor, pair: instance.pair_index(mentee, mentor) })
            .collect(),
        unmatched: unmatched
            .map(|mentee| Unmatched { mentee, why: reasons.get(&mentee).copied().unwrap_or(Why::RemovedByHand) })
            .collect(),
        certificate: solution.certificate.clone(),
        stopped: solution.stopped,
    }
}

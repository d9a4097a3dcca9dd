//! How far a run may go, and why it gave no answer.

use std::fmt;

use thiserror::Error;

use crate::{Floor, Id, Instance};

/// Bounds of a run. The crate reads no clock: who wants a deadline gives a question that turns true when it is over.
#[derive(Clone, Copy, Default)]
pub struct Limits<'a> {
    /// Asked now and then; when it says yes, the run ends with the best it has and what is proven of that.
    pub stop: Option<&'a (dyn Fn() -> bool + Sync)>,
    /// How many eligible pairs an instance may have.
    pub pairs: Option<usize>,
}

impl Limits<'_> {
    /// Whether the run has to end.
    pub fn stopped(&self) -> bool {
        self.stop.is_some_and(|stop| stop())
    }

    pub(crate) fn check_size(&self, instance: &Instance) -> Result<(), SolveError> {
        match self.pairs {
            Some(limit) if instance.pairs().len() > limit => {
                Err(SolveError::TooLarge { pairs: instance.pairs().len(), limit })
            }
            _ => Ok(()),
        }
    }
}

impl fmt::Debug for Limits<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Limits").field("stop", &self.stop.is_some()).field("pairs", &self.pairs).finish()
    }
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SolveError {
    /// More eligible pairs than the limits allow.
    #[error("{pairs} eligible pairs, of which the limits allow {limit}")]
    TooLarge {
        /// How many there are.
        pairs: usize,
        /// How many may be.
        limit: usize,
    },
    /// The rules contradict each other on this instance.
    #[error("these rules cannot be kept together: {0}")]
    Infeasible(Conflict),
    /// The run was stopped before there was anything to give.
    #[error("stopped before there was an answer")]
    Stopped,
    /// The strategy does not take the rules of this instance.
    #[error("the strategy `{strategy}` cannot keep the rules of this instance")]
    NotSupported {
        /// Its name.
        strategy: &'static str,
    },
}

/// Rules that cannot be kept together, none of which can be left out of the list: without it, the others can be kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Conflict {
    /// The floors.
    pub floors: Vec<Floor>,
    /// The groups, by their ids.
    pub groups: Vec<Id>,
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} floors and {} groups", self.floors.len(), self.groups.len())
    }
}

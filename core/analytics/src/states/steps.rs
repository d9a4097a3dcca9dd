//! The steps of people over time: the state that funnels are read from, and how they are walked.

use super::funnel::{Funnel, FunnelError};
use super::walk::walk;
use crate::calendar::{Day, Period};
use crate::facts::Ordinal;

/// One event of somebody, as a funnel sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// Who did it.
    pub who: Ordinal,
    /// When, in microseconds.
    pub at: i64,
    /// Its place in the log.
    pub seq: u64,
    /// On which civil day.
    pub day: Day,
    /// What all steps of a chain must share.
    pub held: Option<Ordinal>,
    /// Which steps it may be, as bits.
    pub steps: u32,
    /// Which exclusions it is, as bits.
    pub marks: u32,
}

impl Hit {
    pub(super) fn moment(&self) -> (i64, u64) {
        (self.at, self.seq)
    }
}

/// Everybody's hits by time, each once: a state that merges in any order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Steps {
    hits: Vec<Hit>,
}

/// How far somebody came: the chain that counts.
///
/// It is the longest; of those the one that got there first; of those the one that started last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walk {
    /// Who.
    pub who: Ordinal,
    /// On which day it began.
    pub began: Day,
    /// When each step was taken that was, in microseconds.
    pub times: Vec<i64>,
    /// What the chain was about, where that is held.
    pub held: Option<Ordinal>,
    /// Whether its time is over; if not, the figure may still change and no rate counts it.
    pub settled: bool,
    /// Whether something happened on the way that leaves whoever did it out.
    pub excluded: bool,
}

impl Walk {
    /// How many steps were taken.
    #[must_use]
    pub fn level(&self) -> usize {
        self.times.len()
    }
}

impl From<Vec<Hit>> for Steps {
    fn from(mut hits: Vec<Hit>) -> Self {
        hits.sort_unstable();
        hits.dedup();
        Self { hits }
    }
}

impl FromIterator<Hit> for Steps {
    fn from_iter<I: IntoIterator<Item = Hit>>(hits: I) -> Self {
        Vec::from_iter(hits).into()
    }
}

impl Steps {
    /// Takes others in.
    pub fn merge(&mut self, other: &Self) {
        self.hits.extend_from_slice(&other.hits);
        // Two sorted runs, which the stable sort merges in one pass.
        self.hits.sort();
        self.hits.dedup();
    }

    /// All hits, by who and when.
    pub fn hits(&self) -> impl Iterator<Item = &Hit> {
        self.hits.iter()
    }

    /// How far everybody came; see [`Book::funnel`](super::Book::funnel).
    ///
    /// # Errors
    /// When the funnel cannot be walked.
    pub fn walks(&self, funnel: &Funnel, starts: Period, as_of: Day) -> Result<Vec<Walk>, FunnelError> {
        funnel.check()?;
        let people = self.hits.chunk_by(|a, b| a.who == b.who);
        Ok(people.filter_map(|hits| walk(funnel, hits, starts, as_of)).collect())
    }
}

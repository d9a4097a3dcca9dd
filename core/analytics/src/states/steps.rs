//! The steps of people over time: the state that funnels are read from, and how they are walked.

use super::funnel::{Funnel, FunnelError};
use super::walk::walk;
use crate::calendar::{Day, Period};
use crate::facts::Ordinal;
use std::collections::BTreeMap;

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

/// How many ordinals share a part.
const PART: u32 = 1024;

/// Everybody's hits by time, each once: a state that merges in any order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Steps {
    /// Sorted hits by ranges of ordinals: small parts sort fast, and are read without the others.
    parts: BTreeMap<u32, Vec<Hit>>,
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

impl FromIterator<Hit> for Steps {
    fn from_iter<I: IntoIterator<Item = Hit>>(hits: I) -> Self {
        let mut gather = Gather::default();
        hits.into_iter().for_each(|hit| gather.put(hit));
        gather.finish()
    }
}

/// Hits in any order on their way into steps.
#[derive(Debug, Default)]
pub(crate) struct Gather {
    /// Parts by their number, up to a number that keeps the list small.
    near: Vec<Vec<Hit>>,
    far: BTreeMap<u32, Vec<Hit>>,
}

const NEAR: usize = 4096;

impl Gather {
    #[inline]
    pub(crate) fn put(&mut self, hit: Hit) {
        let part = hit.who / PART;
        let at = usize::try_from(part).unwrap_or(usize::MAX);
        match self.near.get_mut(at) {
            Some(part) => part.push(hit),
            None if at < NEAR => {
                self.near.resize_with(at + 1, Vec::new);
                self.put(hit);
            }
            None => self.far.entry(part).or_default().push(hit),
        }
    }

    pub(crate) fn finish(self) -> Steps {
        let mut parts: BTreeMap<u32, Vec<Hit>> =
            (0..).zip(self.near).filter(|(_, hits)| !hits.is_empty()).chain(self.far).collect();
        parts.values_mut().for_each(tidy);
        Steps { parts }
    }
}

fn tidy(hits: &mut Vec<Hit>) {
    hits.sort_unstable();
    hits.dedup();
}

impl Steps {
    /// Takes others in.
    pub fn merge(&mut self, other: &Self) {
        for (part, hits) in &other.parts {
            let mine = self.parts.entry(*part).or_default();
            mine.extend_from_slice(hits);
            tidy(mine);
        }
    }

    /// All hits, by who and when.
    pub fn hits(&self) -> impl Iterator<Item = &Hit> {
        self.parts.values().flatten()
    }

    /// How far everybody came; see [`Book::funnel`](super::Book::funnel).
    ///
    /// # Errors
    /// When the funnel cannot be walked.
    pub fn walks(&self, funnel: &Funnel, starts: Period, as_of: Day) -> Result<Vec<Walk>, FunnelError> {
        funnel.check()?;
        let people = self.parts.values().flat_map(|hits| hits.chunk_by(|a, b| a.who == b.who));
        Ok(people.filter_map(|hits| walk(funnel, hits, starts, as_of)).collect())
    }
}

//! The best pairs of everybody.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::compile::Scorer;
use crate::Two;
use crate::kernels::{Checked, LANES, Path};
use crate::scan::{ByMentee, ByMentor, MENTOR_ROWS, in_parallel, sweep};

/// How many mentees make one task of a thread; never depends on the number of threads.
const TASK: usize = 256;

/// Pairs with scores, row by row (compressed sparse rows): the entries of row `i` are those from `starts[i]` to
/// `starts[i + 1]` of the two other lists, by ascending index.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Candidates {
    /// Where each row starts; one longer than there are rows.
    pub starts: Vec<u32>,
    /// The index of the other person of each pair.
    pub others: Vec<u32>,
    /// The score of each pair.
    pub scores: Vec<u16>,
}

/// What a scan looks for and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScanOptions {
    /// How many of the best to keep for everybody; nothing keeps all eligible pairs.
    pub k: Option<u32>,
    /// Decides ties, see [`lottery`](fn@crate::lottery).
    pub seed: u64,
    /// How many threads work; the result is the same.
    pub threads: usize,
    /// Which instructions to use; nothing takes the fastest the machine has. The result is the same. One that the
    /// machine lacks is replaced by the portable one.
    pub path: Option<Path>,
    /// How many pairs may be returned.
    pub most: u32,
}

impl Default for ScanOptions {
    fn default() -> Self {
        Self { k: None, seed: 0, threads: 1, path: None, most: u32::MAX }
    }
}

impl ScanOptions {
    pub(crate) fn path(&self) -> Checked {
        self.path.unwrap_or_else(Path::best).or_portable()
    }
}

/// Why a scan has no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ScanError {
    /// More pairs than [`ScanOptions::most`].
    #[error("more than {most} pairs are eligible; keep the best of everybody or raise the limit")]
    TooMany {
        /// The limit.
        most: u32,
    },
    /// The caller asked to stop.
    #[error("the scan was stopped")]
    Stopped,
    /// A listed pair names nobody.
    #[error("pair {at} of the list names somebody who does not exist")]
    NoSuchPerson {
        /// Which pair.
        at: usize,
    },
    /// There is not one price per person.
    #[error("there must be one price for each person")]
    WrongPrices,
}

/// How much of the exact answer a list from elsewhere has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recall {
    /// Pairs of the exact answer that the list has too.
    pub hits: u64,
    /// Pairs of the exact answer.
    pub of: u64,
}

impl Candidates {
    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The other person and the score of each entry of a row; empty for an unknown row.
    pub fn row(&self, row: u32) -> impl ExactSizeIterator<Item = (u32, u16)> + '_ {
        let at = row as usize;
        let range = match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(&start), Some(&end)) => start as usize..end as usize,
            _ => 0..0,
        };
        let others = self.others.get(range.clone()).unwrap_or_default();
        others.iter().copied().zip(self.scores.get(range).unwrap_or_default().iter().copied())
    }

    /// How many pairs of `exact` are in here too.
    pub fn recall(&self, exact: &Self) -> Recall {
        let mut hits = 0;
        for row in 0..exact.rows() as u32 {
            let mut mine = self.row(row).peekable();
            for (other, _) in exact.row(row) {
                while mine.next_if(|&(candidate, _)| candidate < other).is_some() {}
                hits += u64::from(mine.next_if(|&(candidate, _)| candidate == other).is_some());
            }
        }
        Recall { hits, of: exact.others.len() as u64 }
    }

    fn with_room(rows: usize, pairs: usize) -> Self {
        let mut starts = Vec::with_capacity(rows + 1);
        starts.push(0);
        Self { starts, others: Vec::with_capacity(pairs), scores: Vec::with_capacity(pairs) }
    }

    fn check_room(&self, more: usize, most: u32) -> Result<(), ScanError> {
        if self.others.len() + more > most as usize { Err(ScanError::TooMany { most }) } else { Ok(()) }
    }

    /// Ends a row whose entries are there.
    pub(crate) fn end_row(&mut self, most: u32) -> Result<(), ScanError> {
        self.check_room(0, most)?;
        self.starts.push(self.others.len() as u32);
        Ok(())
    }

    /// Takes a row, which comes in any order and is emptied.
    pub(crate) fn push_row(&mut self, row: &mut Vec<(u32, u16)>, most: u32) -> Result<(), ScanError> {
        self.check_room(row.len(), most)?;
        row.sort_unstable();
        self.others.extend(row.iter().map(|&(other, _)| other));
        self.scores.extend(row.iter().map(|&(_, score)| score));
        self.starts.push(self.others.len() as u32);
        row.clear();
        Ok(())
    }

    fn append(&mut self, part: Self, most: u32) -> Result<(), ScanError> {
        let base = self.others.len();
        self.check_room(part.others.len(), most)?;
        self.starts.extend(part.starts.iter().skip(1).map(|&start| base as u32 + start));
        self.others.extend(part.others);
        self.scores.extend(part.scores);
        Ok(())
    }
}

impl Scorer {
    /// The best `k` mentors of every mentee, or all eligible ones: exactly those of all pairs, and in bounded memory.
    ///
    /// Better is the higher score, then the higher score of the mentor's side, then the smaller lottery number.
    ///
    /// # Errors
    /// [`ScanError::TooMany`].
    pub fn candidates(&self, options: &ScanOptions) -> Result<Candidates, ScanError> {
        self.candidates_while(options, &|_| true)
    }

    /// Like [`Self::candidates`]; `watch` hears how many mentees are done and says whether to go on.
    ///
    /// # Errors
    /// [`ScanError::TooMany`], and [`ScanError::Stopped`] when `watch` says so.
    pub fn candidates_while(
        &self,
        options: &ScanOptions,
        watch: &(dyn Fn(u32) -> bool + Sync),
    ) -> Result<Candidates, ScanError> {
        let (layout, path) = (self.layout(), options.path());
        let mentees = self.mentees.ids.len();
        let tasks = mentees.div_ceil(TASK);
        let parts = in_parallel(tasks, options.threads, &|done| watch((done * TASK) as u32), |task| {
            let mut sink = ByMentee::new(self, layout, options);
            let range = task * TASK..mentees.min((task + 1) * TASK);
            sweep(self, layout, path, range, 0..layout.blocks, &mut sink)?;
            Ok(sink.found)
        })?;
        let mut found = Candidates::with_room(mentees, parts.iter().map(|part| part.others.len()).sum());
        for part in parts {
            found.append(part, options.most)?;
        }
        Ok(found)
    }

    /// The best `k` mentees of every mentor, likewise; ties go to the higher score of the mentee's side.
    ///
    /// # Errors
    /// [`ScanError::TooMany`].
    pub fn mentor_candidates(&self, options: &ScanOptions) -> Result<Candidates, ScanError> {
        let (layout, path) = (self.layout(), options.path());
        // Each task compiles every mentee anew, so there should be few, but each holds what it found in memory.
        let share = (MENTOR_ROWS / LANES).max(layout.blocks.div_ceil(options.threads.max(1) * 2));
        let parts = in_parallel(layout.blocks.div_ceil(share), options.threads, &|_| true, |task| {
            let blocks = task * share..layout.blocks.min((task + 1) * share);
            let mut sink = ByMentor::new(self, layout, options, &blocks);
            sweep(self, layout, path, 0..self.mentees.ids.len(), blocks, &mut sink)?;
            Ok(sink.into_rows())
        })?;
        let mut rows: Vec<(u32, Vec<(u32, u16)>)> = parts.into_iter().flatten().collect();
        rows.sort_unstable_by_key(|&(mentor, _)| mentor);
        let mut found = Candidates::with_room(rows.len(), rows.iter().map(|(_, row)| row.len()).sum());
        for (_, mut row) in rows {
            found.push_row(&mut row, options.most)?;
        }
        Ok(found)
    }

    /// Scores pairs that somebody else proposed, such as a search index; pairs that are not eligible are left out.
    ///
    /// # Errors
    /// [`ScanError::NoSuchPerson`].
    pub fn from_list(&self, pairs: &[Two]) -> Result<Candidates, ScanError> {
        if let Some(at) = pairs.iter().position(|two| self.sides(two.mentee, two.mentor).is_none()) {
            return Err(ScanError::NoSuchPerson { at });
        }
        let mut pairs = pairs.to_vec();
        pairs.sort_unstable();
        pairs.dedup();
        pairs.retain(|two| self.is_eligible(two.mentee, two.mentor));
        let mut pairs = pairs.into_iter().peekable();
        let mut found = Candidates { starts: vec![0], ..Candidates::default() };
        let mut row = vec![];
        for mentee in 0..self.mentee_count() {
            while let Some(two) = pairs.next_if(|two| two.mentee == mentee) {
                row.extend(self.sides(two.mentee, two.mentor).map(|sides| (two.mentor, sides.score as u16)));
            }
            found.push_row(&mut row, u32::MAX)?;
        }
        Ok(found)
    }
}

//! The best pairs of everybody.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::compile::Scorer;
use super::key::{key, rank_of, score_of};
use super::select::Best;
use crate::{Two, lottery};

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
    /// How many pairs may be returned.
    pub most: u32,
}

impl Default for ScanOptions {
    fn default() -> Self {
        Self { k: None, seed: 0, threads: 1, most: u32::MAX }
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

    pub(super) fn push_row(&mut self, mut row: Vec<(u32, u16)>, most: u32) -> Result<(), ScanError> {
        row.sort_unstable();
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        if self.others.len() + row.len() > most as usize {
            return Err(ScanError::TooMany { most });
        }
        self.others.extend(row.iter().map(|&(other, _)| other));
        self.scores.extend(row.iter().map(|&(_, score)| score));
        self.starts.push(self.others.len() as u32);
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
        let mut found = Candidates { starts: vec![0], ..Candidates::default() };
        for mentee in 0..self.mentee_count() {
            let keys = (0..self.mentor_count()).filter(|&mentor| self.is_eligible(mentee, mentor));
            let keys = keys.filter_map(|mentor| {
                let sides = self.sides(mentee, mentor)?;
                let draw = self.draw(options.seed, mentee, mentor);
                Some(key(sides.score, sides.mentor_side, draw, *self.mentors.id_ranks.get(mentor as usize)?))
            });
            found.push_row(unpacked(&self.mentors.by_id, options.k, keys), options.most)?;
        }
        Ok(found)
    }

    /// The best `k` mentees of every mentor, likewise; ties go to the higher score of the mentee's side.
    ///
    /// # Errors
    /// [`ScanError::TooMany`].
    pub fn mentor_candidates(&self, options: &ScanOptions) -> Result<Candidates, ScanError> {
        let mut found = Candidates { starts: vec![0], ..Candidates::default() };
        for mentor in 0..self.mentor_count() {
            let keys = (0..self.mentee_count()).filter(|&mentee| self.is_eligible(mentee, mentor));
            let keys = keys.filter_map(|mentee| {
                let sides = self.sides(mentee, mentor)?;
                let draw = self.draw(options.seed, mentee, mentor);
                Some(key(sides.score, sides.mentee_side, draw, *self.mentees.id_ranks.get(mentee as usize)?))
            });
            found.push_row(unpacked(&self.mentees.by_id, options.k, keys), options.most)?;
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
        for mentee in 0..self.mentee_count() {
            let mut row = vec![];
            while let Some(two) = pairs.next_if(|two| two.mentee == mentee) {
                row.extend(self.sides(two.mentee, two.mentor).map(|sides| (two.mentor, sides.score as u16)));
            }
            found.push_row(row, u32::MAX)?;
        }
        Ok(found)
    }

    fn draw(&self, seed: u64, mentee: u32, mentor: u32) -> u64 {
        match (self.mentees.ids.get(mentee as usize), self.mentors.ids.get(mentor as usize)) {
            (Some(mentee), Some(mentor)) => lottery(seed, mentee.as_bytes(), mentor.as_bytes()),
            _ => 0,
        }
    }
}

fn unpacked(by_id: &[u32], k: Option<u32>, keys: impl Iterator<Item = u128>) -> Vec<(u32, u16)> {
    let mut best = Best::new(k.map_or(usize::MAX, |k| k as usize));
    keys.for_each(|key| best.push(key));
    let other = |key| by_id.get(rank_of(key) as usize).copied().unwrap_or_default();
    best.into_keys().into_iter().map(|key| (other(key), score_of(key))).collect()
}

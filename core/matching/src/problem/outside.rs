//! Candidates from somebody else, and how much of the exact answer they have.

use serde::{Deserialize, Serialize};

use crate::{Candidates, Recall, ScanError, ScanOptions, Scorer, Two};

/// What a list of candidates from outside is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outside {
    /// How many pairs it has; repetitions count once.
    pub given: u64,
    /// How many of them are eligible.
    pub eligible: u64,
    /// As many of the best mentors of each mentee it is held against: the number of eligible pairs of the mentee who has most.
    pub best: u32,
    /// How many of these the list has.
    pub recall: Recall,
}

impl Outside {
    /// Scores the listed pairs and holds them against the scan of all pairs.
    pub(super) fn score(
        scorer: &Scorer,
        pairs: &[Two],
        seed: u64,
        threads: usize,
        going: &(dyn Fn(u32) -> bool + Sync),
    ) -> Result<(Candidates, Self), ScanError> {
        let mut given = pairs.to_vec();
        given.sort_unstable();
        given.dedup();
        let listed = scorer.from_list(&given)?;
        let rows = u32::try_from(listed.rows()).unwrap_or(u32::MAX);
        let longest = (0..rows).map(|row| listed.row(row).len()).max().unwrap_or_default();
        let best = u32::try_from(longest).unwrap_or(u32::MAX);
        let exact = match best {
            0 => Candidates::default(),
            best => {
                let options = ScanOptions { k: Some(best), seed, threads, ..ScanOptions::default() };
                scorer.candidates_while(&options, going)?
            }
        };
        let outside = Self {
            given: given.len() as u64,
            eligible: listed.others.len() as u64,
            best,
            recall: listed.recall(&exact),
        };
        Ok((listed, outside))
    }
}

//! The same pairs by mentor.

#![expect(clippy::indexing_slicing, reason = "indices of a checked graph point into its own lists")]

use crate::Graph;

/// The pairs of mentor `j` are `starts[j]..starts[j + 1]`, ascending by mentee.
pub(super) struct Transposed {
    pub(super) starts: Vec<u32>,
    /// The mentee and the score of each.
    pub(super) packed: Vec<[u32; 2]>,
}

impl Transposed {
    /// Sorts by counting.
    pub(super) fn of(graph: &Graph<'_>) -> Self {
        let input = graph.input();
        let mut starts = vec![0_u32; input.mentor_ids.len() + 1];
        for &mentor in input.mentors {
            starts[mentor as usize + 1] += 1;
        }
        for mentor in 1..starts.len() {
            starts[mentor] += starts[mentor - 1];
        }
        let mut next = starts.clone();
        let mut packed = vec![[0; 2]; input.mentors.len()];
        for mentee in 0..input.mentee_ids.len() {
            let row = input.starts[mentee] as usize..input.starts[mentee + 1] as usize;
            for (&mentor, &score) in input.mentors[row.clone()].iter().zip(&input.scores[row]) {
                let at = &mut next[mentor as usize];
                packed[*at as usize] = [mentee as u32, score];
                *at += 1;
            }
        }
        Self { starts, packed }
    }
}

//! The same pairs by mentor.

#![expect(clippy::indexing_slicing, reason = "indices of a checked graph point into its own lists")]

use crate::Graph;

/// The pairs of mentor `j` are `starts[j]..starts[j + 1]`, ascending by mentee.
pub(super) struct Transposed {
    pub(super) starts: Vec<u32>,
    pub(super) mentees: Vec<u32>,
    pub(super) scores: Vec<u32>,
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
        let mut mentees = vec![0; input.mentors.len()];
        let mut scores = vec![0; input.mentors.len()];
        for mentee in 0..input.mentee_ids.len() {
            for pair in input.starts[mentee] as usize..input.starts[mentee + 1] as usize {
                let at = &mut next[input.mentors[pair] as usize];
                mentees[*at as usize] = mentee as u32;
                scores[*at as usize] = input.scores[pair];
                *at += 1;
            }
        }
        Self { starts, mentees, scores }
    }
}

#![expect(clippy::indexing_slicing, reason = "rows are made with one start more than there are mentees")]
//! Sparse facts about pairs, by mentee.

/// Values of some pairs, row by row.
#[derive(Debug, Clone)]
pub(crate) struct Relation<T> {
    starts: Vec<usize>,
    entries: Vec<(u32, T)>,
}

impl<T: Copy> Relation<T> {
    /// Keeps the first of equal pairs. All mentees are below `mentees`.
    pub(crate) fn new(mentees: usize, mut facts: Vec<(u32, u32, T)>) -> Self {
        facts.sort_by_key(|&(mentee, mentor, _)| (mentee, mentor));
        facts.dedup_by_key(|&mut (mentee, mentor, _)| (mentee, mentor));
        let mut starts = vec![0; mentees + 1];
        for &(mentee, ..) in &facts {
            starts[mentee as usize + 1] += 1;
        }
        for at in 0..mentees {
            starts[at + 1] += starts[at];
        }
        Self { starts, entries: facts.into_iter().map(|(_, mentor, value)| (mentor, value)).collect() }
    }

    /// The facts of one mentee by mentor.
    pub(crate) fn row(&self, mentee: usize) -> &[(u32, T)] {
        &self.entries[self.starts[mentee]..self.starts[mentee + 1]]
    }

    pub(crate) fn get(&self, mentee: usize, mentor: usize) -> Option<T> {
        let row = self.row(mentee);
        let at = row.binary_search_by_key(&mentor, |&(mentor, _)| mentor as usize).ok()?;
        Some(row[at].1)
    }
}

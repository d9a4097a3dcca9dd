//! The pairs of a network and what they are worth, in the forms that the levels have them.

use std::ops::Range;

/// The pairs, by their places; those of one row are next to each other and ascend by column.
pub(super) trait Pairs<C> {
    /// How many there are.
    fn len(&self) -> usize;

    /// The column of a pair.
    fn column(&self, pair: usize) -> u32;

    /// The worth of a pair.
    fn of(&self, pair: usize) -> C;

    /// Looks at some pairs one after the other: their column, worth and place.
    fn scan(&self, pairs: Range<usize>, look: impl FnMut(u32, C, usize));

    /// The place of the pair that has this column, among those of a row.
    fn find(&self, pairs: Range<usize>, column: u32) -> Option<usize> {
        let (mut start, mut end) = (pairs.start, pairs.end);
        while start < end {
            let middle = start + (end - start) / 2;
            if self.column(middle) < column {
                start = middle + 1;
            } else {
                end = middle;
            }
        }
        (start < pairs.end && self.column(start) == column).then_some(start)
    }
}

/// Worths as they are; what level 2 and the search for conflicts use.
#[derive(Clone, Copy)]
pub(super) struct Plain<'a, C> {
    pub(super) columns: &'a [u32],
    /// Empty when every pair is worth nothing.
    pub(super) worths: &'a [C],
}

impl<C: Copy + Default> Pairs<C> for Plain<'_, C> {
    fn len(&self) -> usize {
        self.columns.len()
    }

    #[inline]
    fn column(&self, pair: usize) -> u32 {
        self.columns.get(pair).copied().unwrap_or_default()
    }

    #[inline]
    fn of(&self, pair: usize) -> C {
        self.worths.get(pair).copied().unwrap_or_default()
    }

    #[inline]
    fn scan(&self, pairs: Range<usize>, mut look: impl FnMut(u32, C, usize)) {
        for (&column, pair) in self.columns.get(pairs.clone()).unwrap_or_default().iter().zip(pairs) {
            look(column, self.of(pair), pair);
        }
    }
}

/// How a score becomes a worth.
#[derive(Clone, Copy)]
pub(super) struct Line {
    pub(super) multiply: i64,
    pub(super) add: i64,
}

impl Line {
    #[inline]
    fn at(self, score: u32) -> i64 {
        i64::from(score) * self.multiply + self.add
    }
}

/// Scores by mentee, as a graph has them.
#[derive(Clone, Copy)]
pub(super) struct ByMentee<'a> {
    pub(super) mentors: &'a [u32],
    pub(super) scores: &'a [u32],
    pub(super) line: Line,
}

impl Pairs<i64> for ByMentee<'_> {
    fn len(&self) -> usize {
        self.mentors.len()
    }

    #[inline]
    fn column(&self, pair: usize) -> u32 {
        self.mentors.get(pair).copied().unwrap_or_default()
    }

    #[inline]
    fn of(&self, pair: usize) -> i64 {
        self.line.at(self.scores.get(pair).copied().unwrap_or_default())
    }

    #[inline]
    fn scan(&self, pairs: Range<usize>, mut look: impl FnMut(u32, i64, usize)) {
        let (Some(mentors), Some(scores)) = (self.mentors.get(pairs.clone()), self.scores.get(pairs.clone())) else {
            return;
        };
        for (at, (&mentor, &score)) in mentors.iter().zip(scores).enumerate() {
            look(mentor, self.line.at(score), pairs.start + at);
        }
    }
}

/// Scores by mentor, a pair in one word so that sorting writes to one place.
#[derive(Clone, Copy)]
pub(super) struct ByMentor<'a> {
    pub(super) packed: &'a [[u32; 2]],
    pub(super) line: Line,
}

impl Pairs<i64> for ByMentor<'_> {
    fn len(&self) -> usize {
        self.packed.len()
    }

    #[inline]
    fn column(&self, pair: usize) -> u32 {
        self.packed.get(pair).map_or(0, |&[mentee, _]| mentee)
    }

    #[inline]
    fn of(&self, pair: usize) -> i64 {
        self.line.at(self.packed.get(pair).map_or(0, |&[_, score]| score))
    }

    #[inline]
    fn scan(&self, pairs: Range<usize>, mut look: impl FnMut(u32, i64, usize)) {
        for (at, &[mentee, score]) in self.packed.get(pairs.clone()).unwrap_or_default().iter().enumerate() {
            look(mentee, self.line.at(score), pairs.start + at);
        }
    }
}

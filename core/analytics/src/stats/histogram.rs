//! Counts by value, in rising order: what quantiles and concentrations are read from, exactly.

/// How often each whole number occurs.
///
/// ```
/// # use semillero_analytics::stats::Histogram;
/// let ratings = Histogram::of([5, 4, 5]);
/// assert_eq!(ratings.counts(), [(4, 1), (5, 2)]);
/// assert_eq!(ratings.n(), 3);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Histogram {
    counts: Vec<(i64, u64)>,
    n: u64,
}

impl Histogram {
    /// Of single numbers, in any order.
    #[must_use]
    pub fn of(values: impl IntoIterator<Item = i64>) -> Self {
        Self::from_counts(values.into_iter().map(|value| (value, 1)))
    }

    /// Of counts by value, in any order; counts of the same value add up, zeros are left out. All together stay below 2⁶⁴.
    #[must_use]
    pub fn from_counts(counts: impl IntoIterator<Item = (i64, u64)>) -> Self {
        let mut all: Vec<(i64, u64)> = counts.into_iter().filter(|(_, count)| *count > 0).collect();
        all.sort_unstable();
        let (mut merged, mut n): (Vec<(i64, u64)>, u64) = (Vec::with_capacity(all.len()), 0);
        for (value, count) in all {
            let count = count.min(u64::MAX - n);
            n += count;
            match merged.last_mut() {
                Some((last, so_far)) if *last == value => *so_far += count,
                _ => merged.push((value, count)),
            }
        }
        Self { counts: merged, n }
    }

    /// The counts by value, in rising order, none of them 0.
    #[must_use]
    pub fn counts(&self) -> &[(i64, u64)] {
        &self.counts
    }

    /// How many numbers.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.n
    }

    /// The number of a rank from 1; the greatest one beyond the last.
    pub(super) fn ranked(&self, rank: u64) -> Option<i64> {
        let mut before = 0;
        for (value, count) in &self.counts {
            before += count;
            if rank <= before {
                return Some(*value);
            }
        }
        self.counts.last().map(|(value, _)| *value)
    }
}

//! Places in a league table, as far as they are known.

use crate::answer::Interval;

/// The best and the worst place that each unit may have, 1 for the greatest figure, so far as intervals that do not overlap tell them apart. A
/// unit without an interval has no place and takes none.
///
/// With intervals at a level of `1 − α/k` for k units all places hold together with probability 1 − α.
///
/// Source: M. Klein, T. Wright and J. Wieczorek, *A joint confidence region for an overall ranking of populations*, Journal of the Royal Statistical
/// Society C 69 (2020).
///
/// ```
/// # use semillero_analytics::stats::{Level, places, wilson};
/// let intervals = [(90, 100), (85, 100), (10, 100)].map(|(hits, n)| wilson(hits, n, Level::default()).unwrap().interval);
/// assert_eq!(places(&intervals), [Some((1, 2)), Some((1, 2)), Some((3, 3))]);
/// ```
#[must_use]
pub fn places(intervals: &[Option<Interval>]) -> Vec<Option<(usize, usize)>> {
    let ends = |interval: &Interval| (interval.lo.unwrap_or(f64::NEG_INFINITY), interval.hi.unwrap_or(f64::INFINITY));
    let (mut los, mut his): (Vec<f64>, Vec<f64>) = intervals.iter().flatten().map(ends).unzip();
    los.sort_by(f64::total_cmp);
    his.sort_by(f64::total_cmp);
    let place = |interval: &Interval| {
        let (lo, hi) = ends(interval);
        let above = los.len() - los.partition_point(|other| *other <= hi);
        let below = his.partition_point(|other| *other < lo);
        (above + 1, his.len() - below)
    };
    intervals.iter().map(|interval| interval.as_ref().map(place)).collect()
}

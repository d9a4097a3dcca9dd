#![expect(clippy::indexing_slicing, reason = "the rows and columns of a square matrix that is made here")]
//! Whether groups last differently long.

use super::table::LifeTable;
use crate::stats::chi_square::chi_square_tail;
use crate::stats::estimate::{finite, natural};

/// So many groups at most: a test of more compares nothing that anybody could read.
const MOST: usize = 100;

/// The log-rank test of some groups.
#[derive(Debug, Clone, PartialEq)]
pub struct LogRank {
    /// χ².
    pub statistic: f64,
    /// Its degrees of freedom: one less than the groups of which something was expected.
    pub degrees: u32,
    /// How likely so large a statistic is where all groups are alike.
    pub p: f64,
    /// How many ended, by group.
    pub observed: Vec<u64>,
    /// How many would have, were all groups alike.
    pub expected: Vec<f64>,
}

/// Tests whether all groups follow one survival curve. Nothing for fewer than two groups (or more than 100), or where no two of them were ever
/// at risk together when something ended.
///
/// Sources: N. Mantel, Cancer Chemotherapy Reports 50 (1966); R. Peto and J. Peto, Journal of the Royal Statistical Society A 135 (1972).
///
/// ```
/// # use semillero_analytics::stats::{LifeTable, Observed, log_rank};
/// let group = |from| LifeTable::of(&[from, from + 1, from + 2].map(|exit| Observed { entry: 0, exit, end: Some(0), count: 4 }));
/// let test = log_rank(&[group(1)?, group(20)?]).unwrap();
/// assert!(test.degrees == 1 && test.p < 0.001);
/// # Ok::<(), semillero_analytics::stats::ObservedError>(())
/// ```
#[must_use]
pub fn log_rank(groups: &[LifeTable]) -> Option<LogRank> {
    let k = groups.len();
    if !(2..=MOST).contains(&k) {
        return None;
    }
    let mut times: Vec<i64> =
        groups.iter().flat_map(|group| group.rows().iter().filter(|row| row.ended > 0).map(|row| row.time)).collect();
    times.sort_unstable();
    times.dedup();
    let (mut expected, mut variance) = (vec![0.0; k], vec![vec![0.0; k]; k]);
    let mut cursors: Vec<Cursor<'_>> = groups.iter().map(Cursor::new).collect();
    for time in times {
        let at: Vec<(u64, u64)> = cursors.iter_mut().map(|cursor| cursor.at(time)).collect();
        let risk = natural(at.iter().map(|(risk, _)| risk).sum());
        let ended = natural(at.iter().map(|(_, ended)| ended).sum());
        let share: Vec<f64> = at.iter().map(|(at_risk, _)| natural(*at_risk) / risk).collect();
        let spread = if risk > 1.0 { ended * (risk - ended) / (risk - 1.0) } else { 0.0 };
        for i in 0..k {
            expected[i] += ended * share[i];
            for j in 0..k {
                let same = if i == j { 1.0 } else { 0.0 };
                variance[i][j] += spread * share[i] * (same - share[j]);
            }
        }
    }
    let observed: Vec<u64> = groups.iter().map(LifeTable::ended).collect();
    let difference: Vec<f64> = observed.iter().zip(&expected).map(|(o, e)| natural(*o) - e).collect();
    let (statistic, degrees) = quadratic(variance, difference);
    let p = chi_square_tail(finite(statistic)?, degrees)?;
    Some(LogRank { statistic, degrees, p, observed, expected })
}

/// `x' V⁻ x` and the rank of V, by elimination with the greatest pivot of the diagonal: V is never negative, so that is enough.
fn quadratic(mut v: Vec<Vec<f64>>, mut x: Vec<f64>) -> (f64, u32) {
    let k = x.len();
    let scale = (0..k).map(|i| v[i][i]).fold(0.0, f64::max);
    let (mut left, mut sum, mut rank): (Vec<usize>, f64, u32) = ((0..k).collect(), 0.0, 0);
    while let Some((place, pivot)) = left.iter().copied().enumerate().max_by(|a, b| v[a.1][a.1].total_cmp(&v[b.1][b.1]))
    {
        if v[pivot][pivot] <= 1e-11 * scale {
            break;
        }
        left.swap_remove(place);
        rank += 1;
        sum += x[pivot] * x[pivot] / v[pivot][pivot];
        for &i in &left {
            let factor = v[i][pivot] / v[pivot][pivot];
            x[i] -= factor * x[pivot];
            for &j in &left {
                v[i][j] -= factor * v[pivot][j];
            }
        }
    }
    (sum, rank)
}

/// Reads one table at rising times.
struct Cursor<'a> {
    table: &'a LifeTable,
    next: usize,
}

impl<'a> Cursor<'a> {
    fn new(table: &'a LifeTable) -> Self {
        Self { table, next: 0 }
    }

    /// How many were at risk, and how many ended.
    fn at(&mut self, time: i64) -> (u64, u64) {
        let rows = self.table.rows();
        while rows.get(self.next).is_some_and(|row| row.time < time) {
            self.next += 1;
        }
        match rows.get(self.next) {
            Some(row) if row.time == time => (row.at_risk, row.ended),
            Some(_) => (self.table.at_risk(time), 0),
            None => (0, 0),
        }
    }
}

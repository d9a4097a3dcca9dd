//! How often one arm is above the other, for answers that only have an order.

use super::estimate::{Estimate, Level, natural, real, real128};
use super::histogram::Histogram;
use crate::answer::IntervalMethod;

/// Cliff's delta: how much more often somebody of the first arm is above somebody of the second than below, −1 to 1, with an interval that is
/// not symmetric near the ends. Nothing where an arm is empty; no interval for fewer than two in an arm.
///
/// Sources: N. Cliff, *Dominance statistics*, Psychological Bulletin 114 (1993), for the variance; D. Feng and N. Cliff, Journal of Modern
/// Applied Statistical Methods 3 (2004), for the interval. Where every pair points the same way that
/// variance is 0: then the far end is the one that Wilson's interval gives as many independent pairs as the smaller arm has members, none of
/// which points the other way.
///
/// ```
/// # use semillero_analytics::stats::{Histogram, Level, cliffs_delta};
/// let delta = cliffs_delta(&Histogram::of([4, 5, 5]), &Histogram::of([3, 4, 2]), Level::default()).unwrap();
/// assert_eq!(delta.value, 8.0 / 9.0);
/// ```
#[must_use]
pub fn cliffs_delta(first: &Histogram, second: &Histogram, level: Level) -> Option<Estimate> {
    let (n1, n2) = (first.n(), second.n());
    if n1 == 0 || n2 == 0 || n1 > 1 << 31 || n2 > 1 << 31 {
        return None;
    }
    let (rows, columns) = (dominance(first, second), dominance(second, first));
    let sum: i128 = rows.iter().map(|row| i128::from(row.count) * i128::from(row.above - row.below)).sum();
    let (pairs, a, b) = (natural(n1) * natural(n2), natural(n1), natural(n2));
    let d = real128(sum) / pairs;
    if n1 < 2 || n2 < 2 {
        return Estimate::new(d, None, level, IntervalMethod::Normal);
    }
    // Σ over the arm of (mean dominance of one − d)², and over pairs of (±1 or 0 − d)².
    let of_arm = |rows: &[Row], other: f64, d: f64| -> f64 {
        rows.iter().map(|row| natural(row.count) * square(real(row.above - row.below) / other - d)).sum()
    };
    let untied: f64 = rows.iter().map(|row| natural(row.count) * real(row.above + row.below)).sum();
    let (of_rows, of_columns) = (of_arm(&rows, b, d), of_arm(&columns, a, -d));
    let of_pairs = untied - pairs * d * d;
    let unbiased = (b * b * of_rows + a * a * of_columns - of_pairs) / (pairs * (a - 1.0) * (b - 1.0));
    let variance = unbiased.max((1.0 - d * d) / (pairs - 1.0));
    let z = level.z();
    let below_one = 1.0 - d * d;
    if below_one <= 0.0 {
        let other = 1.0 - 2.0 * (z * z / (a.min(b) + z * z));
        let ends = if d > 0.0 { (other, 1.0) } else { (-1.0, -other) };
        return Estimate::new(d, Some(ends), level, IntervalMethod::Normal);
    }
    let spread = z * variance.sqrt() * (below_one * below_one + z * z * variance).sqrt();
    let scale = below_one + z * z * variance;
    let centre = d - d * d * d;
    let ends = (((centre - spread) / scale).max(-1.0), ((centre + spread) / scale).min(1.0));
    Estimate::new(d, Some(ends), level, IntervalMethod::Normal)
}

fn square(value: f64) -> f64 {
    value * value
}

/// How many of the other arm each value is above and below.
struct Row {
    count: u64,
    above: i64,
    below: i64,
}

fn dominance(arm: &Histogram, other: &Histogram) -> Vec<Row> {
    let total = i64::try_from(other.n()).unwrap_or(i64::MAX);
    let (mut rest, mut below) = (other.counts().iter().peekable(), 0_i64);
    let mut rows = Vec::with_capacity(arm.counts().len());
    for (value, count) in arm.counts() {
        while let Some((_, less)) = rest.next_if(|(against, _)| against < value) {
            below += i64::try_from(*less).unwrap_or(i64::MAX);
        }
        let same = rest.peek().filter(|(against, _)| against == value).map_or(0, |(_, same)| *same);
        let same = i64::try_from(same).unwrap_or(i64::MAX);
        rows.push(Row { count: *count, above: below, below: total - below - same });
    }
    rows
}

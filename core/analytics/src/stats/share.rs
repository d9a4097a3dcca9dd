//! Shares of counts and how two of them differ.

use super::estimate::{Estimate, Level, real};
use super::normal::normal_tail;
use crate::answer::IntervalMethod;

/// The share `hits` out of `n` with Wilson's score interval; nothing unless 0 ≤ `hits` ≤ `n` and `n` > 0.
///
/// Source: E. B. Wilson, *Probable inference, the law of succession, and statistical inference*, JASA 22 (1927).
///
/// ```
/// # use semillero_analytics::stats::{Level, wilson};
/// let share = wilson(15, 20, Level::default()).unwrap();
/// assert_eq!(share.value, 0.75);
/// assert!((share.interval.unwrap().lo.unwrap() - 0.5313).abs() < 1e-4);
/// assert_eq!(wilson(0, 0, Level::default()), None);
/// ```
#[must_use]
pub fn wilson(hits: i64, n: i64, level: Level) -> Option<Estimate> {
    let (lo, hi) = wilson_ends(hits, n, level.z())?;
    Estimate::new(real(hits) / real(n), Some((lo, hi)), level, IntervalMethod::Wilson)
}

/// The ends solve `(1 + z²/n) x² − (2p + z²/n) x + p² = 0`; the lower one by the product of both roots, which keeps its digits
/// when it is small.
pub(super) fn wilson_ends(hits: i64, n: i64, z: f64) -> Option<(f64, f64)> {
    if n <= 0 || hits < 0 || hits > n {
        return None;
    }
    let (p, part) = (real(hits) / real(n), z * z / real(n));
    let spread = (part * (4.0 * p * (real(n - hits) / real(n)) + part)).sqrt();
    let hi = (2.0 * p + part + spread) / (2.0 * (1.0 + part));
    let lo = p * p / ((1.0 + part) * hi);
    // What is lost to rounding must not put the share outside, nor an end beyond 0 or 1.
    Some((lo.min(p), hi.max(p).min(1.0)))
}

/// The difference of two shares, the first minus the second, with Newcombe's interval; nothing where either is undefined.
///
/// Source: R. G. Newcombe, *Interval estimation for the difference between independent proportions*, Statistics in Medicine 17 (1998),
/// method 10.
///
/// ```
/// # use semillero_analytics::stats::{Level, newcombe};
/// let difference = newcombe(56, 70, 48, 80, Level::default()).unwrap();
/// let ends = difference.interval.unwrap();
/// assert!((difference.value - 0.2).abs() < 1e-15);
/// assert!((ends.lo.unwrap() - 0.0524).abs() < 1e-4 && (ends.hi.unwrap() - 0.3339).abs() < 1e-4);
/// ```
#[must_use]
pub fn newcombe(hits1: i64, n1: i64, hits2: i64, n2: i64, level: Level) -> Option<Estimate> {
    let z = level.z();
    let (lo1, hi1) = wilson_ends(hits1, n1, z)?;
    let (lo2, hi2) = wilson_ends(hits2, n2, z)?;
    let (p1, p2) = (real(hits1) / real(n1), real(hits2) / real(n2));
    let down = libm::hypot(p1 - lo1, hi2 - p2);
    let up = libm::hypot(hi1 - p1, p2 - lo2);
    let difference = p1 - p2;
    let ends = ((difference - down).max(-1.0), (difference + up).min(1.0));
    Estimate::new(difference, Some(ends), level, IntervalMethod::Newcombe)
}

/// The odds ratio of the first share to the second with Woolf's interval on the logarithm; nothing where a share is undefined, or where
/// both are 0 or both 1.
///
/// Where one of the four cells is 0, ½ is added to each, for the ratio too, which would be 0 or infinite.
///
/// Sources: B. Woolf, Annals of Human Genetics 19 (1955); J. B. S. Haldane, ibid. 20 (1956); F. J. Anscombe, Biometrika 43 (1956).
///
/// ```
/// # use semillero_analytics::stats::{Level, odds_ratio};
/// assert_eq!(odds_ratio(6, 8, 3, 6, Level::default()).unwrap().value, 3.0);
/// assert_eq!(odds_ratio(0, 8, 0, 6, Level::default()), None);
/// ```
#[must_use]
pub fn odds_ratio(hits1: i64, n1: i64, hits2: i64, n2: i64, level: Level) -> Option<Estimate> {
    let in_range = |hits: i64, n: i64| n > 0 && (0..=n).contains(&hits);
    if !in_range(hits1, n1) || !in_range(hits2, n2) {
        return None;
    }
    let cells = [hits1, n1 - hits1, hits2, n2 - hits2];
    if (hits1 == 0 && hits2 == 0) || (hits1 == n1 && hits2 == n2) {
        return None;
    }
    let half = if cells.contains(&0) { 0.5 } else { 0.0 };
    let [a, b, c, d] = cells.map(|cell| real(cell) + half);
    let value = (a / b) * (d / c);
    let half = level.z() * (1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d).sqrt();
    let ends = (value * libm::exp(-half), value * libm::exp(half));
    Estimate::new(value, Some(ends), level, IntervalMethod::Normal)
}

/// How likely two shares differ as much by chance: the two-sided p value of the score test, which takes both as one under the hypothesis (the χ²
/// test of the table, without a correction). Nothing where a share is undefined, or where both are 0 or both 1.
///
/// Source: K. Pearson, Philosophical Magazine 50 (1900).
///
/// ```
/// # use semillero_analytics::stats::shares_differ_p;
/// assert!(shares_differ_p(56, 70, 48, 80).unwrap() < 0.01);
/// assert_eq!(shares_differ_p(10, 20, 5, 10), Some(1.0));
/// ```
#[must_use]
pub fn shares_differ_p(hits1: i64, n1: i64, hits2: i64, n2: i64) -> Option<f64> {
    let in_range = |hits: i64, n: i64| n > 0 && (0..=n).contains(&hits);
    if !in_range(hits1, n1) || !in_range(hits2, n2) {
        return None;
    }
    let n = real(n1) + real(n2);
    let (p, q) = ((real(hits1) + real(hits2)) / n, (real(n1 - hits1) + real(n2 - hits2)) / n);
    let error = (p * q * (1.0 / real(n1) + 1.0 / real(n2))).sqrt();
    let difference = (real(hits1) / real(n1) - real(hits2) / real(n2)).abs();
    (error > 0.0).then(|| (2.0 * normal_tail(difference / error)).min(1.0))
}

//! Quantiles of whole numbers with an interval that assumes nothing about their distribution.

use super::estimate::{Estimate, Level, finite, natural, real128};
use super::histogram::Histogram;
use crate::answer::{Interval, IntervalMethod};

/// Up to so many numbers the ranks of the interval come from the binomial distribution itself.
const EXACT: u64 = 1_000_000;

/// The quantile at `q_bp` ten-thousandths (5,000 is the median) between the two nearest ranks, with the interval of its order statistics;
/// nothing of no numbers or beyond 10,000.
///
/// The quantile is type 7 of R. J. Hyndman and Y. Fan, *Sample quantiles in statistical packages*, The American Statistician 50 (1996), in
/// integers up to one last division. The interval covers with at least the level (W. J. Conover, *Practical Nonparametric Statistics*, 3rd
/// ed., 1999, section 3.2): its ends are numbers that occur, no
/// nearer than the two ranks that the quantile lies between, and an end is open where no rank is far enough out. Above a million numbers the
/// binomial distribution is taken as normal.
///
/// ```
/// # use semillero_analytics::stats::{Histogram, Level, quantile};
/// let days = Histogram::of([2, 3, 5, 8, 13, 21, 34, 55]);
/// let median = quantile(&days, 5_000, Level::default()).unwrap();
/// assert_eq!(median.value, 10.5);
/// assert_eq!(median.interval.unwrap().lo, Some(2.0));
/// ```
#[must_use]
pub fn quantile(numbers: &Histogram, q_bp: u32, level: Level) -> Option<Estimate> {
    let n = numbers.n();
    if n == 0 || q_bp > 10_000 {
        return None;
    }
    let place = u128::from(n - 1) * u128::from(q_bp);
    let (below, part) = (u64::try_from(place / 10_000).ok()?, i128::try_from(place % 10_000).ok()?);
    let (from, to) = (below + 1, if part == 0 { below + 1 } else { below + 2 });
    let (low, high) = (i128::from(numbers.ranked(from)?), i128::from(numbers.ranked(to)?));
    // Numbers beyond 2⁵³ are rounded twice here, which must not carry them past their neighbours.
    let value = (real128(low * 10_000 + (high - low) * part) / 10_000.0).clamp(real128(low), real128(high));
    let (lo, hi) = ranks(n, q_bp, level);
    let at = |rank: u64| numbers.ranked(rank).map(|value| real128(i128::from(value)));
    let (lo, hi) = (lo.and_then(|rank| at(rank.min(from))), hi.and_then(|rank| at(rank.max(to))));
    let interval = (lo.is_some() || hi.is_some()).then_some(Interval {
        lo,
        hi,
        level: level.get(),
        method: IntervalMethod::OrderStatistics,
    });
    Some(Estimate { value: finite(value)?, interval })
}

/// The greatest rank `l` with P(B < l) ≤ tail and the least `u` with P(B ≥ u) ≤ tail, B binomial with `n` and `q`.
fn ranks(n: u64, q_bp: u32, level: Level) -> (Option<u64>, Option<u64>) {
    if q_bp == 0 || q_bp == 10_000 {
        return (None, None);
    }
    let q = f64::from(q_bp) / 10_000.0;
    if n > EXACT {
        let (mean, half) = (natural(n) * q, level.z() * (natural(n) * q * (1.0 - q)).sqrt());
        let (lo, hi) = (whole((mean - half).floor()), whole((mean + half).ceil()).saturating_add(1));
        return ((lo >= 1).then_some(lo), (hi <= n).then_some(hi));
    }
    let (first, weights) = binomial(n, q);
    // A tail that is exactly as large as it may be must not fail by rounding.
    let most = level.tail() * weights.iter().sum::<f64>() * (1.0 + 1e-12);
    (lower(first, &weights, most), upper(first, &weights, most).filter(|rank| *rank <= n))
}

fn lower(first: u64, weights: &[f64], most: f64) -> Option<u64> {
    let (mut rank, mut sum) = (first, 0.0);
    for weight in weights {
        sum += weight;
        if sum > most {
            break;
        }
        rank += 1;
    }
    (rank >= 1).then_some(rank)
}

fn upper(first: u64, weights: &[f64], most: f64) -> Option<u64> {
    let (mut rank, mut sum) = (first + u64::try_from(weights.len()).ok()?, 0.0);
    for weight in weights.iter().rev() {
        sum += weight;
        if sum > most {
            break;
        }
        rank -= 1;
    }
    Some(rank)
}

/// Binomial weights, 1 at the most likely number, from the first that counts on: both ways by the ratio of neighbours, until they vanish.
fn binomial(n: u64, q: f64) -> (u64, Vec<f64>) {
    const VANISHING: f64 = 1e-30;
    let mode = whole((natural(n + 1) * q).floor()).min(n);
    let odds = q / (1.0 - q);
    let (mut down, mut weight, mut k) = (Vec::new(), 1.0, mode);
    while k > 0 && weight > VANISHING {
        weight *= natural(k) / (natural(n - k + 1) * odds);
        k -= 1;
        down.push(weight);
    }
    down.reverse();
    let first = k;
    down.push(1.0);
    let (mut weight, mut k) = (1.0, mode);
    while k < n && weight > VANISHING {
        weight *= natural(n - k) * odds / natural(k + 1);
        k += 1;
        down.push(weight);
    }
    (first, down)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cast of a float saturates, and 0 is the least rank"
)]
fn whole(value: f64) -> u64 {
    value as u64
}

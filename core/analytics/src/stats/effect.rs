//! How far apart two arms are: mentored and not, say. An effect only where one arm is a comparison group; else an association.

use super::estimate::{Estimate, Level, real};
use super::moments::Moments;
use super::student::{student_tail, student_upper};
use crate::answer::{IntervalMethod, Verdict};

/// An arm of fewer concludes nothing, and of fewer than so many no single figure is compared.
pub const LEAST_PER_ARM: i64 = 10;

/// What to make of a figure by how many stand behind it: [`Verdict::Undefined`] for nobody, [`Verdict::Insufficient`] below
/// [`LEAST_PER_ARM`].
#[must_use]
pub fn verdict(n: i64) -> Verdict {
    match n {
        ..=0 => Verdict::Undefined,
        1..LEAST_PER_ARM => Verdict::Insufficient,
        _ => Verdict::Good,
    }
}

/// What to make of a difference by how many are in each arm: the worse of both verdicts.
#[must_use]
pub fn verdict_of_arms(n1: i64, n2: i64) -> Verdict {
    verdict(n1.min(n2))
}

/// A difference with how likely one so large is by chance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tested {
    /// The difference and its interval.
    pub estimate: Estimate,
    /// The two-sided p value.
    pub p: f64,
}

/// The difference of two means, the first minus the second, with Welch's interval and test, which let the arms vary differently. Nothing for
/// fewer than two in an arm, or where nobody differs from anybody in either arm.
///
/// Source: B. L. Welch, Biometrika 34 (1947), degrees of freedom after F. E. Satterthwaite (1946).
///
/// ```
/// # use semillero_analytics::stats::{Level, Moments, welch};
/// let test = welch(Moments::of(&[7, 9, 8, 9]), Moments::of(&[5, 6, 7]), Level::default()).unwrap();
/// assert_eq!(test.estimate.value, 2.25);
/// assert!(test.p < 0.05);
/// ```
#[must_use]
pub fn welch(first: Moments, second: Moments, level: Level) -> Option<Tested> {
    let difference = first.mean()? - second.mean()?;
    let (n1, n2) = (real(first.n), real(second.n));
    let (part1, part2) = (first.variance()? / n1, second.variance()? / n2);
    let both = part1 + part2;
    if both <= 0.0 {
        return None;
    }
    // Shares of the variance, not squares of it: those may be too small or too large for a number.
    let (share1, share2) = (part1 / both, part2 / both);
    let degrees = (1.0 / (share1 * share1 / (n1 - 1.0) + share2 * share2 / (n2 - 1.0))).max(1.0);
    let error = both.sqrt();
    let half = student_upper(level.tail(), degrees) * error;
    let ends = (difference - half, difference + half);
    let p = (2.0 * student_tail((difference / error).abs(), degrees)?).min(1.0);
    Some(Tested { estimate: Estimate::new(difference, Some(ends), level, IntervalMethod::StudentT)?, p })
}

/// Hedges's g: the difference of two means in standard deviations, first minus second, pooled and corrected for small samples by
/// J = 1 − 3/(4ν − 1), with a normal interval. Nothing for fewer than two in an arm, or where nobody differs from anybody.
///
/// The variance is `1/n₁ + 1/n₂ + g² / (2(n₁ + n₂ − 3.94))`.
///
/// Sources: L. V. Hedges, Journal of Educational Statistics 6 (1981); H. Cooper and L. V. Hedges, *The Handbook of Research Synthesis* (1994),
/// p. 238, for the variance.
///
/// ```
/// # use semillero_analytics::stats::{Level, Moments, hedges_g};
/// let g = hedges_g(Moments::of(&[7, 9, 8, 9]), Moments::of(&[5, 6, 7]), Level::default()).unwrap();
/// assert!((g.value - 1.944).abs() < 1e-3);
/// ```
#[must_use]
pub fn hedges_g(first: Moments, second: Moments, level: Level) -> Option<Estimate> {
    let (n1, n2) = (real(first.n), real(second.n));
    let degrees = n1 + n2 - 2.0;
    let pooled = ((n1 - 1.0) * first.variance()? + (n2 - 1.0) * second.variance()?) / degrees;
    let g = (1.0 - 3.0 / (4.0 * degrees - 1.0)) * (first.mean()? - second.mean()?) / pooled.sqrt();
    let variance = 1.0 / n1 + 1.0 / n2 + g * g / (2.0 * (n1 + n2 - 3.94));
    let half = level.z() * variance.sqrt();
    Estimate::new(g, Some((g - half, g + half)), level, IntervalMethod::Normal)
}

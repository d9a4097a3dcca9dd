//! Sums of numbers and of their squares, and the mean that they give.

use super::estimate::{Estimate, Level, real, real128};
use super::student::student_upper;
use super::wide::spread;
use crate::answer::IntervalMethod;

/// How many numbers, their sum and the sum of their squares: enough for means and variances, exact, and mergeable by adding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Moments {
    /// How many.
    pub n: i64,
    /// Σx.
    pub sum: i128,
    /// Σx².
    pub squares: i128,
}

impl Moments {
    /// The moments of some numbers.
    #[must_use]
    pub fn of(values: &[i64]) -> Self {
        values.iter().fold(Self::default(), |all, value| all.with(*value, 1))
    }

    /// With a number so many times more; at the ends of 128 bits it stays there.
    #[must_use]
    pub fn with(self, value: i64, times: u32) -> Self {
        let (value, times) = (i128::from(value), i128::from(times));
        Self {
            n: self.n.saturating_add(i64::try_from(times).unwrap_or(i64::MAX)),
            sum: self.sum.saturating_add(value * times),
            squares: self.squares.saturating_add((value * value).saturating_mul(times)),
        }
    }

    /// Those of both.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            n: self.n.saturating_add(other.n),
            sum: self.sum.saturating_add(other.sum),
            squares: self.squares.saturating_add(other.squares),
        }
    }

    /// The mean; nothing of nothing.
    #[must_use]
    pub fn mean(self) -> Option<f64> {
        (self.n > 0).then(|| real128(self.sum) / real(self.n))
    }

    /// The variance of the population that they are a sample of, `(Σx² − (Σx)²/n) / (n − 1)`, from an exact numerator; nothing of fewer than
    /// two, or where the sums belong to no numbers.
    #[must_use]
    pub fn variance(self) -> Option<f64> {
        let (n, squares) = (u128::try_from(self.n).ok()?, u128::try_from(self.squares).ok()?);
        let spread = spread(n, squares, self.sum.unsigned_abs())?;
        (n > 1).then(|| spread / real(self.n) / real(self.n - 1))
    }
}

/// The mean with Student's interval; nothing of nothing, and no interval of one number.
///
/// Source: Student, *The probable error of a mean*, Biometrika 6 (1908).
///
/// ```
/// # use semillero_analytics::stats::{Level, Moments, mean_t};
/// let mean = mean_t(Moments::of(&[4, 5, 3, 5, 4]), Level::default()).unwrap();
/// assert_eq!(mean.value, 4.2);
/// assert!((mean.interval.unwrap().lo.unwrap() - 3.161).abs() < 1e-3);
/// ```
#[must_use]
pub fn mean_t(moments: Moments, level: Level) -> Option<Estimate> {
    let mean = moments.mean()?;
    let ends = moments.variance().map(|variance| {
        let half = student_upper(level.tail(), real(moments.n - 1)) * (variance / real(moments.n)).sqrt();
        (mean - half, mean + half)
    });
    Estimate::new(mean, ends, level, IntervalMethod::StudentT)
}

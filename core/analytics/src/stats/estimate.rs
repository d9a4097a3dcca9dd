//! What every figure here is made with: a level of confidence, and a value with its interval.

use crate::answer::{Interval, IntervalMethod};
use crate::stats::normal::normal_upper;

/// The confidence of an interval, 0.95 unless said otherwise.
///
/// ```
/// # use semillero_analytics::stats::Level;
/// assert_eq!(Level::default().get(), 0.95);
/// assert_eq!(Level::new(0.9)?.get(), 0.9);
/// assert!(Level::new(95.0).is_err());
/// # Ok::<(), semillero_analytics::stats::LevelError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Level(f64);

/// Why a number is no [`Level`].
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("`level` is `{0}`; it lies above 0 and is at most 0.999999999, such as 0.95")]
pub struct LevelError(f64);

impl Level {
    /// A level above 0 and at most 1 − 10⁻⁹; beyond that an interval says nothing about data of this size.
    ///
    /// # Errors
    /// Any other number.
    pub fn new(level: f64) -> Result<Self, LevelError> {
        if level > 0.0 && level <= 0.999_999_999 { Ok(Self(level)) } else { Err(LevelError(level)) }
    }

    /// As a number.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0
    }

    /// What is left out on either side: 0.025 for 0.95.
    pub(crate) fn tail(self) -> f64 {
        (1.0 - self.0) / 2.0
    }

    /// The normal quantile that leaves out [`Self::tail`]: 1.96 for 0.95.
    pub(crate) fn z(self) -> f64 {
        normal_upper(self.tail())
    }
}

impl Default for Level {
    fn default() -> Self {
        Self(0.95)
    }
}

/// A figure and where the true value lies. Neither is ever infinite or not a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The figure.
    pub value: f64,
    /// Its interval; nothing where there is too little to tell.
    pub interval: Option<Interval>,
}

impl Estimate {
    /// A value with an interval, if the value is a number; ends that are none are left open, and two open ends are no interval.
    pub(crate) fn new(value: f64, ends: Option<(f64, f64)>, level: Level, method: IntervalMethod) -> Option<Self> {
        let value = finite(value)?;
        Some(Self { value, interval: ends.and_then(|(lo, hi)| interval(lo, hi, level, method)) })
    }
}

pub(crate) fn interval(lo: f64, hi: f64, level: Level, method: IntervalMethod) -> Option<Interval> {
    let (lo, hi) = (finite(lo), finite(hi));
    (lo.is_some() || hi.is_some()).then_some(Interval { lo, hi, level: level.get(), method })
}

/// The number, if it is one. A negative zero becomes a plain one, so that it prints as 0.
pub(crate) fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value + 0.0)
}

/// The nearest number to a count.
#[expect(clippy::cast_precision_loss, reason = "a figure has 53 bits")]
pub(crate) const fn real(count: i64) -> f64 {
    count as f64
}

/// The nearest number to a sum.
#[expect(clippy::cast_precision_loss, reason = "a figure has 53 bits")]
pub(crate) const fn real128(sum: i128) -> f64 {
    sum as f64
}

/// The nearest number to a count that is never negative.
#[expect(clippy::cast_precision_loss, reason = "a figure has 53 bits")]
pub(crate) const fn natural(count: u64) -> f64 {
    count as f64
}

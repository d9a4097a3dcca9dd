//! The net promoter score.

use super::estimate::{Estimate, Level, real};
use crate::answer::IntervalMethod;

/// The answers of one wave to "how likely are you to recommend us", one per person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wave {
    /// Who answered 9 or 10.
    pub promoters: i64,
    /// Who answered 0 to 6.
    pub detractors: i64,
    /// All who answered.
    pub n: i64,
}

impl Wave {
    fn is_sound(self) -> bool {
        self.n > 0 && self.promoters >= 0 && self.detractors >= 0 && self.promoters <= self.n - self.detractors
    }

    fn score(self) -> f64 {
        100.0 * real(self.promoters - self.detractors) / real(self.n)
    }

    /// Mean and variance after Rocks's adjustment: three more answers, a quarter of them on either end.
    fn adjusted(self) -> (f64, f64) {
        let n = real(self.n) + 3.0;
        let (p, d) = ((real(self.promoters) + 0.75) / n, (real(self.detractors) + 0.75) / n);
        (p - d, (p + d - (p - d) * (p - d)) / n)
    }
}

/// The net promoter score, −100 to 100, with its adjusted Wald interval; nothing of no answers.
///
/// The interval is drawn towards 0, so that of one or two answers that agree it need not contain the score.
///
/// Source: B. Rocks, *Interval estimation for the "net promoter score"*, The American Statistician 70 (2016).
///
/// ```
/// # use semillero_analytics::stats::{Level, Wave, nps};
/// let score = nps(Wave { promoters: 60, detractors: 20, n: 100 }, Level::default()).unwrap();
/// assert_eq!(score.value, 40.0);
/// assert!((score.interval.unwrap().lo.unwrap() - 23.38).abs() < 0.01);
/// ```
#[must_use]
pub fn nps(wave: Wave, level: Level) -> Option<Estimate> {
    if !wave.is_sound() {
        return None;
    }
    let (centre, variance) = wave.adjusted();
    let half = level.z() * variance.sqrt();
    let ends = ((100.0 * (centre - half)).max(-100.0), (100.0 * (centre + half)).min(100.0));
    Estimate::new(wave.score(), Some(ends), level, IntervalMethod::AdjustedWald)
}

/// How much the score has risen from one wave to a later one, in points, with the adjusted variances of both; nothing where either wave
/// has no answers. It takes the waves as independent.
///
/// ```
/// # use semillero_analytics::stats::{Level, Wave, nps_difference};
/// let (spring, autumn) = (Wave { promoters: 30, detractors: 30, n: 100 }, Wave { promoters: 50, detractors: 20, n: 100 });
/// assert_eq!(nps_difference(spring, autumn, Level::default()).unwrap().value, 30.0);
/// ```
#[must_use]
pub fn nps_difference(earlier: Wave, later: Wave, level: Level) -> Option<Estimate> {
    if !earlier.is_sound() || !later.is_sound() {
        return None;
    }
    let ((before, variance), (after, more)) = (earlier.adjusted(), later.adjusted());
    let half = level.z() * (variance + more).sqrt();
    let ends = ((100.0 * (after - before - half)).max(-200.0), (100.0 * (after - before + half)).min(200.0));
    Estimate::new(later.score() - earlier.score(), Some(ends), level, IntervalMethod::AdjustedWald)
}

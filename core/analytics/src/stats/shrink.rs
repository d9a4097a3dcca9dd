//! Means per unit, such as per mentor, drawn towards the mean of all by as much as little data deserves.

use super::estimate::{Estimate, Level, natural, real};
use super::moments::Moments;
use crate::answer::IntervalMethod;

/// The shrunk means of some units.
#[derive(Debug, Clone, PartialEq)]
pub struct Shrunk {
    /// The mean of all values.
    pub mean: f64,
    /// How many values the mean of all counts as, `m`: the variance within units over that between them. Nothing where units do not differ by
    /// more than chance makes them: then every unit gets the mean of all.
    pub strength: Option<f64>,
    /// The mean of each unit, with an interval that takes the two variances as known; no interval where units do not differ.
    pub units: Vec<Estimate>,
}

/// The means `(Σy + m·μ) / (n + m)` of some units, m by the method of moments: from the mean squares within and between units, as they differ in
/// size. A unit without values has the mean of all. Nothing where fewer than two units have values, or none has two.
///
/// Sources: W. G. Cochran, Biometrics 10 (1954), for unequal sizes; B. Efron and C. Morris, JASA 70 (1975), for shrinking.
///
/// ```
/// # use semillero_analytics::stats::{Level, Moments, shrunk_means};
/// let units = [Moments::of(&[5]), Moments::of(&[3, 4, 3, 4, 3, 4]), Moments::of(&[5, 4, 5, 5, 5, 4])];
/// let shrunk = shrunk_means(&units, Level::default()).unwrap();
/// assert!(shrunk.units[0].value < 5.0 && shrunk.units[0].value > shrunk.mean);
/// ```
#[must_use]
pub fn shrunk_means(units: &[Moments], level: Level) -> Option<Shrunk> {
    let all = units.iter().copied().fold(Moments::default(), Moments::plus);
    let mean = all.mean()?;
    let used: Vec<Moments> = units.iter().copied().filter(|unit| unit.n > 0).collect();
    let (n, k) = (real(all.n), natural(u64::try_from(used.len()).ok()?));
    if k < 2.0 || n <= k {
        return None;
    }
    let (mut within, mut between, mut sizes) = (0.0, 0.0, 0.0);
    for unit in &used {
        within += unit.variance().unwrap_or(0.0) * (real(unit.n) - 1.0);
        let off = unit.mean()? - mean;
        between += real(unit.n) * off * off;
        sizes += real(unit.n) * (real(unit.n) / n);
    }
    let within = within / (n - k);
    let size = (n - sizes) / (k - 1.0);
    let among = (between / (k - 1.0) - within) / size;
    let strength = (among > 0.0).then_some(within / among).filter(|strength| strength.is_finite());
    let shrunk = |unit: &Moments| {
        let Some(m) = strength else { return Estimate::new(mean, None, level, IntervalMethod::Normal) };
        let n = real(unit.n.max(0));
        let own = unit.mean().unwrap_or(mean);
        let weight = if n > 0.0 { n / (n + m) } else { 0.0 };
        let variance = if n > 0.0 { within / (n + m) } else { among };
        let (value, half) = (mean + weight * (own - mean), level.z() * variance.sqrt());
        Estimate::new(value, Some((value - half, value + half)), level, IntervalMethod::Normal)
    };
    Some(Shrunk { mean, strength, units: units.iter().map(shrunk).collect::<Option<_>>()? })
}

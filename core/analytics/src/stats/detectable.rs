//! How small a difference could have been seen at all.

use super::estimate::{Level, finite, natural, real};
use super::moments::Moments;
use super::normal::normal_upper;

/// The smallest difference of two means that these arms would show with a probability of `power_bp` ten-thousandths (8,000 is usual), in
/// the unit of the values: `(z_α/2 + z_power) √(s₁²/n₁ + s₂²/n₂)`. Nothing for fewer than two in an arm or a power of 0 or 1.
///
/// Beside a difference that is not significant it says how much that means.
///
/// Source: J. Cohen, *Statistical Power Analysis for the Behavioral Sciences*, 2nd ed. (1988), with normal quantiles.
///
/// ```
/// # use semillero_analytics::stats::{Level, Moments, detectable_mean};
/// let arm = Moments::of(&[1, 2, 3, 4, 5]);
/// assert!((detectable_mean(arm, arm, Level::default(), 8_000).unwrap() - 2.8016).abs() < 1e-4);
/// ```
#[must_use]
pub fn detectable_mean(first: Moments, second: Moments, level: Level, power_bp: u32) -> Option<f64> {
    let error = (first.variance()? / real(first.n) + second.variance()? / real(second.n)).sqrt();
    finite(multiple(level, power_bp)? * error)
}

/// The smallest difference of two shares that arms of `n1` and `n2` would show, around the share of both together, `hits` of `n`. At most 1.
///
/// ```
/// # use semillero_analytics::stats::{Level, detectable_share};
/// assert!((detectable_share(50, 100, 50, 50, Level::default(), 8_000).unwrap() - 0.28016).abs() < 1e-5);
/// ```
#[must_use]
pub fn detectable_share(hits: u64, n: u64, n1: u64, n2: u64, level: Level, power_bp: u32) -> Option<f64> {
    if n == 0 || n1 == 0 || n2 == 0 || hits > n {
        return None;
    }
    let spread = natural(hits) / natural(n) * (natural(n - hits) / natural(n));
    let error = (spread / natural(n1) + spread / natural(n2)).sqrt();
    finite((multiple(level, power_bp)? * error).min(1.0))
}

fn multiple(level: Level, power_bp: u32) -> Option<f64> {
    let power = f64::from(power_bp) / 10_000.0;
    let by_power = match power_bp {
        5_000..10_000 => normal_upper(f64::from(10_000 - power_bp) / 10_000.0),
        1..5_000 => -normal_upper(power),
        _ => return None,
    };
    // Below the level of chance even no difference is shown as often.
    Some((level.z() + by_power).max(0.0))
}

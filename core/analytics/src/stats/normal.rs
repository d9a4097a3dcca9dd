//! The normal distribution.

use std::f64::consts::{PI, SQRT_2};

/// How likely a standard normal number is above `z`.
///
/// ```
/// # use semillero_analytics::stats::normal_tail;
/// assert_eq!(normal_tail(0.0), 0.5);
/// assert!((normal_tail(1.959_963_984_540_054) - 0.025).abs() < 1e-15);
/// ```
#[must_use]
pub fn normal_tail(z: f64) -> f64 {
    if z.is_nan() { 0.5 } else { 0.5 * libm::erfc(z / SQRT_2) }
}

/// The number that a standard normal one stays below with probability `p`; nothing unless 0 < p < 1.
///
/// ```
/// # use semillero_analytics::stats::normal_quantile;
/// assert!((normal_quantile(0.975).unwrap() - 1.959_963_984_540_054).abs() < 1e-14);
/// assert_eq!(normal_quantile(1.0), None);
/// ```
#[must_use]
pub fn normal_quantile(p: f64) -> Option<f64> {
    if !(p > 0.0 && p < 1.0) {
        return None;
    }
    Some(if p < 0.5 { -normal_upper(p) } else { normal_upper(1.0 - p) })
}

/// The quantile by its upper tail `q`, 0 < q ≤ ½: nothing is lost to `1 − q` there.
///
/// The start is formula 26.2.23 of M. Abramowitz and I. Stegun (1964), off by less than 4.5·10⁻⁴; Halley's steps on the tail triple
/// the digits, so three are one more than needed.
pub(crate) fn normal_upper(q: f64) -> f64 {
    if q >= 0.5 {
        return 0.0;
    }
    let q = q.max(1e-300);
    let t = (-2.0 * libm::log(q)).sqrt();
    let above = 2.515_517 + t * (0.802_853 + t * 0.010_328);
    let below = 1.0 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308));
    let mut z = t - above / below;
    for _ in 0..3 {
        let density = libm::exp(-0.5 * z * z) / (2.0 * PI).sqrt();
        let off = (normal_tail(z) - q) / density;
        z += off / (1.0 - 0.5 * off * z);
    }
    z
}

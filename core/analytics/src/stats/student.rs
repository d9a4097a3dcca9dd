//! Student's t distribution, for any number of degrees of freedom of at least 1.

use super::normal::{normal_tail, normal_upper};
use std::f64::consts::PI;

/// From so many degrees of freedom on expansions around the normal distribution are exact to the last digits, and cheaper.
const MANY: f64 = 1e4;

/// How likely Student's t with `degrees` of freedom is above `t`; nothing unless `degrees` ≥ 1.
///
/// By the continued fraction of the incomplete beta function, and from 10⁴ degrees on by G. W. Hill's expansion ("Algorithm 395",
/// CACM 13, 1970).
///
/// ```
/// # use semillero_analytics::stats::student_tail;
/// assert_eq!(student_tail(0.0, 5.0), Some(0.5));
/// assert!((student_tail(1.0, 1.0).unwrap() - 0.25).abs() < 1e-15);
/// ```
#[must_use]
pub fn student_tail(t: f64, degrees: f64) -> Option<f64> {
    if t.is_nan() || !(degrees >= 1.0 && degrees.is_finite()) {
        return None;
    }
    let upper = tail(t.abs(), degrees);
    Some(if t < 0.0 { 1.0 - upper } else { upper })
}

/// The number that Student's t with `degrees` of freedom stays below with probability `p`; nothing unless 0 < p < 1 and `degrees` ≥ 1.
///
/// ```
/// # use semillero_analytics::stats::student_quantile;
/// assert!((student_quantile(0.975, 4.0).unwrap() - 2.776_445_105_197_793).abs() < 1e-12);
/// ```
#[must_use]
pub fn student_quantile(p: f64, degrees: f64) -> Option<f64> {
    if !(p > 0.0 && p < 1.0 && degrees >= 1.0 && degrees.is_finite()) {
        return None;
    }
    Some(if p < 0.5 { -student_upper(p, degrees) } else { student_upper(1.0 - p, degrees) })
}

/// The quantile by its upper tail, 0 < q ≤ ½.
///
/// The tail falls and is convex, and the normal quantile lies below the root, so Newton's steps never pass it.
pub(crate) fn student_upper(q: f64, degrees: f64) -> f64 {
    let z = normal_upper(q);
    if degrees > MANY {
        return expanded(z, degrees);
    }
    let mut t = z;
    // Each step doubles the digits once it is near; far out in a heavy tail it about doubles t.
    for _ in 0..1_100 {
        let step = (tail(t, degrees) - q) / density(t, degrees);
        t += step;
        if step.abs() <= 1e-9 * t {
            break;
        }
    }
    t
}

/// M. Abramowitz and I. Stegun (1964), formula 26.7.5.
fn expanded(z: f64, degrees: f64) -> f64 {
    let s = z * z;
    let first = z * (s + 1.0) / 4.0;
    let second = z * ((5.0 * s + 16.0) * s + 3.0) / 96.0;
    let third = z * (((3.0 * s + 19.0) * s + 17.0) * s - 15.0) / 384.0;
    let fourth = z * ((((79.0 * s + 776.0) * s + 1482.0) * s - 1920.0) * s - 945.0) / 92_160.0;
    z + (first + (second + (third + fourth / degrees) / degrees) / degrees) / degrees
}

fn density(t: f64, degrees: f64) -> f64 {
    let scale = gamma_half(0.5 * degrees) / (PI * degrees).sqrt();
    scale * libm::exp(-0.5 * (degrees + 1.0) * libm::log1p(t * t / degrees))
}

/// For `t` ≥ 0.
fn tail(t: f64, degrees: f64) -> f64 {
    let square = t * t;
    if square.is_infinite() {
        return 0.0;
    }
    if degrees > MANY {
        let a = degrees - 0.5;
        let b = 48.0 * a * a;
        let y = a * libm::log1p(square / degrees);
        let inner = ((-0.4 * y - 3.3) * y - 24.0) * y - 85.5;
        return normal_tail(((inner / (0.8 * y * y + 100.0 + b) + y + 3.0) / b + 1.0) * y.sqrt());
    }
    let (a, x, y) = (0.5 * degrees, degrees / (degrees + square), square / (degrees + square));
    // x^a y^½ / B(a, ½).
    let front = libm::exp(-a * libm::log1p(square / degrees)) * y.sqrt() * gamma_half(a) / PI.sqrt();
    if x < (a + 1.0) / (a + 2.5) {
        0.5 * front * fraction(a, 0.5, x) / a
    } else {
        0.5 - 0.5 * front * fraction(0.5, a, y) / 0.5
    }
}

/// Γ(a + ½) / Γ(a), without the cancellation of a difference of logarithms: upwards by Γ(a + 1) = a Γ(a), then by the asymptotic series
/// of F. G. Tricomi and A. Erdélyi (1951).
fn gamma_half(mut a: f64) -> f64 {
    let mut scale = 1.0;
    while a < 30.0 {
        scale *= a / (a + 0.5);
        a += 1.0;
    }
    let i = 1.0 / a;
    let s = i * i;
    let log = i * (-1.0 / 8.0 + s * (1.0 / 192.0 + s * (-1.0 / 640.0 + s * (17.0 / 14_336.0))));
    scale * a.sqrt() * libm::exp(log)
}

/// The continued fraction of the incomplete beta function by W. J. Lentz's method (1976).
fn fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away = |v: f64| if v.abs() < TINY { TINY } else { v };
    let (mut c, mut d) = (1.0, 1.0 / away(1.0 - (a + b) * x / (a + 1.0)));
    let mut value = d;
    for step in 1..10_000 {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away(1.0 + even * d);
        c = away(1.0 + even / c);
        value *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away(1.0 + odd * d);
        c = away(1.0 + odd / c);
        let factor = d * c;
        value *= factor;
        if (factor - 1.0).abs() < 1e-16 {
            break;
        }
    }
    value
}

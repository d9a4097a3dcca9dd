//! The χ² distribution with whole degrees of freedom.

/// How likely χ² with `degrees` of freedom is above `x`; nothing unless `degrees` is 1 to 10,000 and `x` ≥ 0.
///
/// With whole degrees of freedom it is a finite sum of positive terms: Q(a + 1, y) = Q(a, y) + yᵃ e⁻ʸ / Γ(a + 1), from Q(½, y) = erfc √y or
/// Q(1, y) = e⁻ʸ.
///
/// ```
/// # use semillero_analytics::stats::chi_square_tail;
/// assert!((chi_square_tail(3.841_458_820_694_124, 1).unwrap() - 0.05).abs() < 1e-15);
/// ```
#[must_use]
pub fn chi_square_tail(x: f64, degrees: u32) -> Option<f64> {
    if !(1..=10_000).contains(&degrees) || x.is_nan() || x < 0.0 {
        return None;
    }
    if x == 0.0 || x.is_infinite() {
        return Some(if x == 0.0 { 1.0 } else { 0.0 });
    }
    let y = 0.5 * x;
    let odd = degrees % 2 == 1;
    let mut sum = if odd { libm::erfc(y.sqrt()) } else { libm::exp(-y) };
    let mut a = if odd { 0.5 } else { 1.0 };
    let ln_y = libm::log(y);
    for _ in 0..(degrees - 1) / 2 {
        sum += libm::exp(a * ln_y - y - libm::lgamma(a + 1.0));
        a += 1.0;
    }
    Some(sum.min(1.0))
}

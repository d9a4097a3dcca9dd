//! How unequally something is shared out.

use super::estimate::{finite, real128};
use super::histogram::Histogram;

/// The Gini coefficient with its small-sample correction: 0 when all have the same, 1 when one of many has all. Who has nothing counts.
///
/// `Σ(2i − n − 1)xᵢ / ((n − 1) Σx)` over rising x, exact up to the one division. Nothing for fewer than two numbers, a sum of 0, a negative
/// number, or sums beyond 128 bits.
///
/// Sources: C. Gini, *Variabilità e mutabilità* (1912); G. Deltas, *The small-sample bias of the Gini coefficient*, Review of Economics and
/// Statistics 85 (2003).
///
/// ```
/// # use semillero_analytics::stats::{Histogram, gini};
/// assert_eq!(gini(&Histogram::of([3, 3, 3])), Some(0.0));
/// assert_eq!(gini(&Histogram::of([0, 0, 0, 7])), Some(1.0));
/// assert_eq!(gini(&Histogram::of([0, 0])), None);
/// ```
#[must_use]
pub fn gini(numbers: &Histogram) -> Option<f64> {
    let n = i128::from(numbers.n());
    let (mut before, mut above, mut total) = (0_i128, 0_i128, 0_i128);
    for (value, count) in numbers.counts() {
        let (value, count) = (not_negative(*value)?, i128::from(*count));
        let all = value.checked_mul(count)?;
        total = total.checked_add(all)?;
        // Σ (2i − n − 1) over the ranks of this value.
        above = above.checked_add(all.checked_mul(2 * before + count - n)?)?;
        before += count;
    }
    if n < 2 || total == 0 {
        return None;
    }
    finite(real128(above) / real128((n - 1).checked_mul(total)?))
}

/// The share of the whole that the top `top_bp` ten-thousandths have (1,000 is the top tenth); of somebody who is only partly among them
/// that part counts. Nothing where [`gini`] has no sum to speak of.
///
/// ```
/// # use semillero_analytics::stats::{Histogram, top_share};
/// let load = Histogram::of([0, 0, 0, 0, 0, 1, 1, 1, 2, 5]);
/// assert_eq!(top_share(&load, 1_000), Some(0.5));
/// ```
#[must_use]
pub fn top_share(numbers: &Histogram, top_bp: u32) -> Option<f64> {
    if top_bp > 10_000 {
        return None;
    }
    // In ten-thousandths of a person.
    let mut places = i128::from(numbers.n()) * i128::from(top_bp);
    let (mut top, mut total) = (0_i128, 0_i128);
    for (value, count) in numbers.counts().iter().rev() {
        let (value, people) = (not_negative(*value)?, i128::from(*count) * 10_000);
        let taken = people.min(places);
        places -= taken;
        top = top.checked_add(value.checked_mul(taken)?)?;
        total = total.checked_add(value.checked_mul(people)?)?;
    }
    if total == 0 { None } else { finite(real128(top) / real128(total)) }
}

fn not_negative(value: i64) -> Option<i128> {
    (value >= 0).then(|| i128::from(value))
}

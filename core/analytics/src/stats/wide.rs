//! Exact products of 128-bit sums.

use super::estimate::real128;

/// `n · squares − sum²` as the nearest number; nothing when it is negative, which no numbers have.
pub(super) fn spread(n: u128, squares: u128, sum: u128) -> Option<f64> {
    let ((high, low), (less_high, less_low)) = (product(n, squares), product(sum, sum));
    let (low, borrow) = low.overflowing_sub(less_low);
    let high = high.checked_sub(less_high)?.checked_sub(u128::from(borrow))?;
    // 2¹²⁸
    Some(unsigned(high) * 340_282_366_920_938_463_463_374_607_431_768_211_456.0 + unsigned(low))
}

fn unsigned(value: u128) -> f64 {
    // Half of it and what is left over: a 128-bit number that may be above i128::MAX.
    i128::try_from(value).map_or_else(|_| 2.0 * real128(i128::try_from(value >> 1).unwrap_or(i128::MAX)), real128)
}

/// Both halves of a product, high then low, by 64-bit digits.
fn product(a: u128, b: u128) -> (u128, u128) {
    const LOW: u128 = u64::MAX as u128;
    let (a1, a0, b1, b0) = (a >> 64, a & LOW, b >> 64, b & LOW);
    let (high, middle, other, low) = (a1 * b1, a1 * b0, a0 * b1, a0 * b0);
    let carry = (low >> 64) + (middle & LOW) + (other & LOW);
    (high + (middle >> 64) + (other >> 64) + (carry >> 64), (carry << 64) | (low & LOW))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_have_all_their_digits() {
        assert_eq!(product(u128::MAX, u128::MAX), (u128::MAX - 1, 1));
        assert_eq!(product(1 << 127, 6), (3, 0));
        assert_eq!(spread(3, 14, 6), Some(6.0));
        assert_eq!(spread(1, 1, 2), None);
        // 2¹²⁸ − (2⁶⁴ − 1)², which borrows.
        assert_eq!(spread(4, 1 << 126, (1 << 64) - 1), Some(36_893_488_147_419_103_232.0));
        assert_eq!(spread(4, 1 << 100, 1 << 51), Some(0.0));
    }
}

//! Inverse document frequency in integers.

/// The natural logarithm of 2 in units of 1/65,536.
const LN_2: u64 = 45_426;

/// The binary logarithm of `x` in units of 1/65,536, rounded down; 0 for 0.
///
/// Squares the mantissa once per binary digit (Knuth, *The Art of Computer Programming* 1.2.2, exercise 25), so it is the
/// same on every machine.
///
/// ```
/// use semillero_matching::log2_q16;
/// assert_eq!(log2_q16(8), 3 << 16);
/// assert_eq!(log2_q16(10), 217_705); // 3.32193 * 65,536
/// ```
pub const fn log2_q16(x: u32) -> u32 {
    if x == 0 {
        return 0;
    }
    let whole = 31 - x.leading_zeros();
    let mut mantissa = (x as u64) << (31 - whole); // 1.31 fixed point, 1 <= mantissa < 2
    let mut digits = 0;
    let mut digit = 0;
    while digit < 16 {
        mantissa = (mantissa * mantissa) >> 31;
        digits <<= 1;
        if mantissa >= 1 << 32 {
            mantissa >>= 1;
            digits |= 1;
        }
        digit += 1;
    }
    (whole << 16) | digits
}

/// How much a category counts that `having` of `people` have: `1 + ln((people + 1) / (having + 1))` in 1/65,536.
///
/// ```
/// use semillero_matching::rarity;
/// assert_eq!(rarity(300, 300), 65_536);
/// assert!(rarity(300, 2) > rarity(300, 40));
/// ```
pub const fn rarity(people: u32, having: u32) -> u32 {
    let all = log2_q16(people.saturating_add(1));
    let few = log2_q16(having.saturating_add(1));
    let ratio = all.saturating_sub(few) as u64;
    65_536 + ((ratio * LN_2 + 32_768) >> 16) as u32
}

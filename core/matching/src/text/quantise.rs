//! The one door through which floats come in, and the rounding both doors share.

use thiserror::Error;

use super::vector::{DIMS, NORM_BITS, Vector};
use crate::lottery::mix;

/// The longest embedding that [`quantise`] takes.
pub const MAX_EMBEDDING: usize = 16_384;

/// Why an embedding is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum QuantiseError {
    /// A number is NaN or infinite.
    #[error("number {index} of the embedding is not finite")]
    NotFinite {
        /// Where it stands.
        index: usize,
    },
    /// The embedding has too many numbers.
    #[error("embedding of {length} numbers, at most {MAX_EMBEDDING}")]
    TooLong {
        /// How many it has.
        length: usize,
    },
}

/// Makes the vector of an embedding: the largest number, signs aside, becomes ±127, the others in proportion, rounded half
/// to even.
///
/// Numbers are read as what they are, a whole number times a power of two, so nothing depends on how a machine rounds.
/// A shorter embedding is filled up with zeros. A longer one is first folded to [`DIMS`] dimensions, which
/// keeps angles up to about 1/√DIMS (Achlioptas, 2003): number `i`, in fixed point with 24 bits below the unit of the
/// largest, is added to dimension `j` or taken from it as bit `j mod 64` of word `j / 64` is 0 or 1, where word `w` is
/// SplitMix64 of `i · 2^16 + w`. Cut embeddings that are made to be cut yourself; it loses less.
///
/// # Errors
/// On the first number that is not finite, and beyond [`MAX_EMBEDDING`] numbers.
///
/// ```
/// use semillero_matching::{QuantiseError, Vector, quantise};
/// assert_eq!(quantise(&[1.0, -0.5, 0.25])?.values()[..4], [127, -64, 32, 0]);
/// assert_eq!(quantise(&[])?, Vector::ZERO);
/// assert_eq!(quantise(&[0.0, f32::NAN]), Err(QuantiseError::NotFinite { index: 1 }));
/// assert_eq!(quantise(&[1e-45, 0.0])?, quantise(&[3e38, 0.0])?, "only the direction counts");
/// # Ok::<(), QuantiseError>(())
/// ```
pub fn quantise(embedding: &[f32]) -> Result<Vector, QuantiseError> {
    if embedding.len() > MAX_EMBEDDING {
        return Err(QuantiseError::TooLong { length: embedding.len() });
    }
    if let Some(index) = embedding.iter().position(|number| !number.is_finite()) {
        return Err(QuantiseError::NotFinite { index });
    }
    let parts: Vec<Parts> = embedding.iter().copied().map(Parts::of).collect();
    let Some(largest) = parts.iter().max_by_key(|parts| parts.size()).filter(|parts| parts.significand > 0) else {
        return Ok(Vector::ZERO);
    };
    let mut values = [0; DIMS];
    if parts.len() <= DIMS {
        for (value, parts) in values.iter_mut().zip(&parts) {
            *value = parts.signed(parts.ratio(largest, 127));
        }
        Ok(Vector::made(values, 0))
    } else {
        let folded = fold(&parts, largest);
        Ok(scaled(&folded, 0))
    }
}

/// A finite float: ± significand · 2^exponent.
struct Parts {
    negative: bool,
    significand: u32,
    exponent: u32,
}

impl Parts {
    fn of(number: f32) -> Self {
        let bits = number.to_bits();
        let (biased, fraction) = (bits >> 23 & 0xff, bits & 0x7f_ffff);
        // IEEE 754: a subnormal has no hidden bit and the exponent of the smallest normal.
        let (significand, exponent) = if biased == 0 { (fraction, 1) } else { (fraction | 0x80_0000, biased) };
        Self { negative: bits >> 31 == 1, significand, exponent }
    }

    /// Orders by absolute value.
    fn size(&self) -> (u32, u32) {
        (if self.significand == 0 { 0 } else { self.exponent }, self.significand)
    }

    /// |self| · `times` / |largest|, rounded half to even; `times` is less than 2^24.
    fn ratio(&self, largest: &Self, times: u64) -> u64 {
        // A zero has the exponent of a subnormal; nothing else has a larger one than the largest.
        let shift = largest.exponent.saturating_sub(self.exponent);
        if shift > 60 {
            return 0;
        }
        half_even(u128::from(self.significand) * u128::from(times), u128::from(largest.significand) << shift)
    }

    fn signed<T: TryFrom<i64> + Default>(&self, size: u64) -> T {
        let size = size as i64;
        T::try_from(if self.negative { -size } else { size }).unwrap_or_default()
    }
}

/// Projects on random signs; sums stay below 2^24 · 2^14.
fn fold(parts: &[Parts], largest: &Parts) -> [i64; DIMS] {
    let mut sums = [0_i64; DIMS];
    for (index, parts) in (0_u64..).zip(parts) {
        let number: i64 = parts.signed(parts.ratio(largest, 1 << 24));
        for (word, sums) in (0_u64..).zip(sums.chunks_mut(64)) {
            let signs = mix((index << 16) + word);
            for (bit, sum) in sums.iter_mut().enumerate() {
                *sum += if signs >> bit & 1 == 0 { number } else { -number };
            }
        }
    }
    sums
}

/// Scales so that the largest number becomes ±127; `norm` is the length of the whole in the unit of `numbers`, or less.
pub(super) fn scaled(numbers: &[i64; DIMS], norm: u64) -> Vector {
    let largest = numbers.iter().map(|number| number.unsigned_abs()).max().unwrap_or(0);
    if largest == 0 {
        return Vector::ZERO;
    }
    let mut values = [0; DIMS];
    for (value, number) in values.iter_mut().zip(numbers) {
        let size = half_even(u128::from(number.unsigned_abs()) * 127, u128::from(largest)) as i8;
        *value = if *number < 0 { -size } else { size };
    }
    let norm = (u128::from(norm) * (127 << NORM_BITS)) / u128::from(largest);
    Vector::made(values, u32::try_from(norm).unwrap_or(u32::MAX))
}

/// `a / b`, rounded half to even; `b` is not zero.
fn half_even(a: u128, b: u128) -> u64 {
    let (whole, rest) = (a.checked_div(b).unwrap_or(0), a.checked_rem(b).unwrap_or(0));
    let up = match (2 * rest).cmp(&b) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => whole % 2 == 1,
        std::cmp::Ordering::Greater => true,
    };
    whole as u64 + u64::from(up)
}

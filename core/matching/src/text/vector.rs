//! The vector of a text, and the cosine of two.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// How many dimensions a [`Vector`] has.
pub const DIMS: usize = 256;

/// The unit of [`Vector::norm`]: 256ths of the unit of the values.
pub(super) const NORM_BITS: u32 = 8;

/// The vector of a text: 256 whole numbers, the largest ±127, and a length.
///
/// The length may exceed that of the values: it is that of the whole text, of which the values keep the part that tells
/// texts apart. Two texts with much that is not kept are less alike than their values alone would say.
///
/// On the wire the values are hex text, two digits each:
///
/// ```
/// use semillero_matching::{Vector, quantise};
/// let vector = quantise(&[0.5, -0.25])?;
/// assert_eq!(vector.values()[..3], [127, -64, 0]);
/// let text = serde_json::to_string(&vector)?;
/// assert!(text.starts_with(r#"{"values":"7fc00000"#));
/// assert_eq!(serde_json::from_str::<Vector>(&text)?, vector);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Vector {
    values: [i8; DIMS],
    norm: u32,
}

/// Why numbers are no [`Vector`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum VectorError {
    /// The text of the values is not two hex digits for each dimension.
    #[error("expected {} hex digits", DIMS * 2)]
    Hex,
    /// The values are neither all zero nor scaled so that the largest is ±127.
    #[error("the largest value is {largest}, expected 127 or all zero")]
    Scale {
        /// The largest value, signs aside.
        largest: u8,
    },
    /// The length is shorter than the values make it, or not zero where they are.
    #[error("norm {norm} does not fit the values, which make {least}")]
    Norm {
        /// What was given.
        norm: u32,
        /// What the values alone make.
        least: u32,
    },
}

impl Vector {
    /// The vector of a text that says nothing; it is like no other.
    pub const ZERO: Self = Self { values: [0; DIMS], norm: 0 };

    /// Takes values and a norm in 256ths.
    ///
    /// # Errors
    /// When the values are not scaled to ±127, or the norm is less than theirs.
    ///
    /// ```
    /// use semillero_matching::{DIMS, Vector, VectorError};
    /// let mut values = [0; DIMS];
    /// values[7] = -127;
    /// assert!(Vector::new(values, 127 * 256).is_ok());
    /// assert!(matches!(Vector::new(values, 126 * 256), Err(VectorError::Norm { .. })));
    /// ```
    pub fn new(values: [i8; DIMS], norm: u32) -> Result<Self, VectorError> {
        let largest = values.iter().map(|value| value.unsigned_abs()).max().unwrap_or(0);
        if !matches!(largest, 0 | 127) {
            return Err(VectorError::Scale { largest });
        }
        let least = norm_of(&values);
        if norm < least || (largest == 0 && norm != 0) {
            return Err(VectorError::Norm { norm, least });
        }
        Ok(Self { values, norm })
    }

    /// Trusts its maker that the values are scaled and no longer than the norm.
    pub(super) fn made(values: [i8; DIMS], norm: u32) -> Self {
        let norm = norm.max(norm_of(&values));
        Self { values, norm }
    }

    /// Gives the values.
    ///
    /// ```
    /// assert_eq!(semillero_matching::Vector::ZERO.values(), &[0; semillero_matching::DIMS]);
    /// ```
    pub const fn values(&self) -> &[i8; DIMS] {
        &self.values
    }

    /// Gives the length in 256ths of the unit of the values.
    ///
    /// ```
    /// assert_eq!(semillero_matching::quantise(&[1.0])?.norm(), 127 * 256);
    /// # Ok::<(), semillero_matching::QuantiseError>(())
    /// ```
    pub const fn norm(&self) -> u32 {
        self.norm
    }

    /// Gives the inner product of the values.
    ///
    /// ```
    /// use semillero_matching::quantise;
    /// assert_eq!(quantise(&[1.0, 0.0])?.dot(&quantise(&[-1.0, 1.0])?), -127 * 127);
    /// # Ok::<(), semillero_matching::QuantiseError>(())
    /// ```
    pub fn dot(&self, other: &Self) -> i32 {
        self.values.iter().zip(&other.values).map(|(&a, &b)| i32::from(a) * i32::from(b)).sum()
    }
}

/// The integer part of the length of the values, in 256ths.
fn norm_of(values: &[i8; DIMS]) -> u32 {
    let square: u64 = values.iter().map(|&value| u64::from(value.unsigned_abs()).pow(2)).sum();
    (square << (2 * NORM_BITS)).isqrt() as u32
}

/// Gives the cosine of two vectors in ten-thousandths, 0 to 10,000; a negative one is 0, and so is that of [`Vector::ZERO`].
///
/// It is `dot / (norm · norm)`, rounded half up, in whole numbers all the way.
///
/// ```
/// use semillero_matching::{cosine, quantise};
/// let (a, b) = (quantise(&[3.0, 4.0])?, quantise(&[4.0, 3.0])?);
/// assert_eq!(cosine(&a, &a), 10_000);
/// assert_eq!(cosine(&a, &b), 9_593, "24/25 up to what an i8 holds");
/// assert_eq!(cosine(&a, &quantise(&[-3.0, -4.0])?), 0);
/// # Ok::<(), semillero_matching::QuantiseError>(())
/// ```
pub fn cosine(a: &Vector, b: &Vector) -> u16 {
    let norms = u64::from(a.norm) * u64::from(b.norm);
    let dot = u64::try_from(a.dot(b)).unwrap_or(0);
    // At most 127² · 256 · 10,000 · 2^16, less than 2^52.
    let scaled = dot * (10_000 << (2 * NORM_BITS));
    let (whole, rest) = (scaled.checked_div(norms).unwrap_or(0), scaled.checked_rem(norms).unwrap_or(0));
    let up = u64::from(norms > 0 && rest >= norms - rest);
    (whole + up).min(10_000) as u16
}

impl fmt::Debug for Vector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vector").field("values", &self.values.as_slice()).field("norm", &self.norm).finish()
    }
}

/// [`Vector`] as written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    values: String,
    norm: u32,
}

impl From<Vector> for Written {
    fn from(vector: Vector) -> Self {
        let values = vector.values.iter().map(|value| format!("{:02x}", value.cast_unsigned())).collect();
        Self { values, norm: vector.norm }
    }
}

impl TryFrom<Written> for Vector {
    type Error = VectorError;

    fn try_from(written: Written) -> Result<Self, VectorError> {
        let mut digits = written.values.chars().map(|c| c.to_digit(16).map(|digit| digit as u8));
        let mut values = [0; DIMS];
        for value in &mut values {
            let (Some(Some(high)), Some(Some(low))) = (digits.next(), digits.next()) else {
                return Err(VectorError::Hex);
            };
            *value = ((high << 4) | low).cast_signed();
        }
        if digits.next().is_some() {
            return Err(VectorError::Hex);
        }
        Self::new(values, written.norm)
    }
}

//! Sums of whole numbers, from which means, variances and slopes are made.

use super::bytes::{Reader, StateError, Writer};

const TALLY: [u8; 4] = *b"STLY";
const MOMENTS: [u8; 4] = *b"SMOM";
const VERSION: u8 = 1;

/// How many, how much together, the least and the greatest. Merging adds.
///
/// ```
/// # use semillero_analytics::Tally;
/// let tally: Tally = [5, -3, 10].into_iter().collect();
/// assert_eq!((tally.count, tally.sum, tally.least, tally.greatest), (3, 12, Some(-3), Some(10)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// How many.
    pub count: u64,
    /// How much together; 2⁶⁴ of the largest values do not overflow it.
    pub sum: i128,
    /// The least; nothing where there are none.
    pub least: Option<i64>,
    /// The greatest.
    pub greatest: Option<i64>,
}

impl Tally {
    /// Takes one more in.
    pub fn add(&mut self, value: i64) {
        self.merge(&Self { count: 1, sum: value.into(), least: Some(value), greatest: Some(value) });
    }

    /// Takes another one in.
    pub fn merge(&mut self, other: &Self) {
        self.count = self.count.saturating_add(other.count);
        self.sum = self.sum.saturating_add(other.sum);
        self.least = self.least.into_iter().chain(other.least).min();
        self.greatest = self.greatest.max(other.greatest);
    }

    /// A tag, a version, the count, and where it is not 0 the others.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::tagged(TALLY, VERSION);
        writer.unsigned(self.count);
        if let (Some(least), Some(greatest)) = (self.least, self.greatest) {
            writer.wide(self.sum);
            writer.signed(least);
            writer.signed(greatest);
        }
        writer.0
    }

    /// What [`to_bytes`](Self::to_bytes) wrote.
    ///
    /// # Errors
    /// When the bytes are none, or say what no values make.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, StateError> {
        let mut reader = Reader::new("tally", bytes);
        reader.tag(TALLY, VERSION)?;
        let count = reader.unsigned()?;
        let mut tally = Self { count, ..Self::default() };
        if count > 0 {
            tally.sum = reader.wide()?;
            (tally.least, tally.greatest) = (Some(reader.signed()?), Some(reader.signed()?));
            let bound = |value: Option<i64>| value.map_or(0, i128::from).saturating_mul(i128::from(count));
            if tally.least > tally.greatest || tally.sum < bound(tally.least) || tally.sum > bound(tally.greatest) {
                return Err(reader.fails("a sum that no values between the least and the greatest make"));
            }
        }
        reader.end()?;
        Ok(tally)
    }
}

impl FromIterator<i64> for Tally {
    fn from_iter<I: IntoIterator<Item = i64>>(values: I) -> Self {
        let mut tally = Self::default();
        values.into_iter().for_each(|value| tally.add(value));
        tally
    }
}

/// Sums of pairs and of their products, whole numbers in a unit that the caller chooses (such as hundredths). Merging adds.
///
/// For one variable leave `y` at 0. Products of values below 2⁴⁶ can be summed 2³⁴ times; beyond, sums stay at the largest number.
///
/// ```
/// # use semillero_analytics::Moments;
/// let mut moments = Moments::default();
/// [(1, 2), (2, 4), (3, 6)].into_iter().for_each(|(x, y)| moments.add(x, y));
/// // n² times the covariance and the variance of x: their ratio is the slope.
/// assert_eq!((moments.scaled_xy(), moments.scaled_xx()), (Some(12), Some(6)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Moments {
    /// How many pairs.
    pub count: u64,
    /// Σx.
    pub x: i128,
    /// Σy.
    pub y: i128,
    /// Σx².
    pub xx: i128,
    /// Σxy.
    pub xy: i128,
    /// Σy².
    pub yy: i128,
}

impl Moments {
    /// Takes a pair in.
    pub fn add(&mut self, x: i64, y: i64) {
        let [x, y] = [x, y].map(i128::from);
        self.merge(&Self { count: 1, x, y, xx: x * x, xy: x * y, yy: y * y });
    }

    /// Takes another one in.
    pub fn merge(&mut self, other: &Self) {
        self.count = self.count.saturating_add(other.count);
        let sums = [
            (&mut self.x, other.x),
            (&mut self.y, other.y),
            (&mut self.xx, other.xx),
            (&mut self.xy, other.xy),
            (&mut self.yy, other.yy),
        ];
        sums.into_iter().for_each(|(mine, other)| *mine = mine.saturating_add(other));
    }

    /// n·Σx² − (Σx)², which is n² times the variance, exactly; nothing where it does not fit.
    #[must_use]
    pub fn scaled_xx(&self) -> Option<i128> {
        self.scaled(self.xx, self.x, self.x)
    }

    /// n·Σxy − Σx·Σy, which is n² times the covariance.
    #[must_use]
    pub fn scaled_xy(&self) -> Option<i128> {
        self.scaled(self.xy, self.x, self.y)
    }

    /// n·Σy² − (Σy)².
    #[must_use]
    pub fn scaled_yy(&self) -> Option<i128> {
        self.scaled(self.yy, self.y, self.y)
    }

    fn scaled(&self, products: i128, a: i128, b: i128) -> Option<i128> {
        products.checked_mul(self.count.into())?.checked_sub(a.checked_mul(b)?)
    }

    /// A tag, a version, and the sums.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::tagged(MOMENTS, VERSION);
        writer.unsigned(self.count);
        [self.x, self.y, self.xx, self.xy, self.yy].into_iter().for_each(|sum| writer.wide(sum));
        writer.0
    }

    /// What [`to_bytes`](Self::to_bytes) wrote.
    ///
    /// # Errors
    /// When the bytes are none.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, StateError> {
        let mut reader = Reader::new("moments", bytes);
        reader.tag(MOMENTS, VERSION)?;
        let count = reader.unsigned()?;
        let mut sum = || reader.wide();
        let moments = Self { count, x: sum()?, y: sum()?, xx: sum()?, xy: sum()?, yy: sum()? };
        if moments.xx < 0 || moments.yy < 0 || (count == 0 && moments != Self::default()) {
            return Err(reader.fails("sums that no values make"));
        }
        reader.end()?;
        Ok(moments)
    }
}

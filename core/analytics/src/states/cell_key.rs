//! Keys of cells: numbers that look random and are the same for everybody.

use crate::facts::Ordinal;

/// Mixes a number so that every bit hangs on every other (the finaliser of SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom
/// number generators", 2014).
fn mix(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// The sum of the record keys of those behind a figure, modulo 2⁶⁴. The same people have the same sum in whatever table, so they get the
/// same noise (Office for National Statistics and Australian Bureau of Statistics, cell key method). Merging disjoint groups adds.
///
/// ```
/// # use semillero_analytics::CellKey;
/// let all = CellKey::of(1, [4, 7, 9]);
/// assert_eq!(CellKey::of(1, [9, 4]).and(CellKey::of(1, [7])), all);
/// assert_ne!(CellKey::of(2, [4, 7, 9]), all);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct CellKey(pub u64);

impl CellKey {
    /// The key of a group of people, each named once; the seed is a secret of the host, without which keys could be guessed.
    #[must_use]
    pub fn of(seed: u64, people: impl IntoIterator<Item = Ordinal>) -> Self {
        let secret = mix(seed.wrapping_add(STEP));
        let key = |person: Ordinal| mix(secret ^ mix(u64::from(person).wrapping_add(1).wrapping_mul(STEP)));
        Self(people.into_iter().fold(0, |sum, person| sum.wrapping_add(key(person))))
    }

    /// The key of two groups that share nobody.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0.wrapping_add(other.0))
    }
}

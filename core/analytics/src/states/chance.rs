//! Numbers that look random and are the same for everybody: weights of bootstrap replicates and keys of cells.

use crate::facts::Ordinal;

/// P(X ≤ k) of a Poisson variable of mean 1 for k = 0, 1, …, in units of 2⁻⁶⁴, rounded down: e⁻¹ Σ 1/i!. The chance of 13 or more is
/// below 2⁻³³ and goes to 13.
const POISSON: [u64; 13] = [
    6_786_177_901_268_885_274,
    13_572_355_802_537_770_549,
    16_965_444_753_172_213_186,
    18_096_474_403_383_694_065,
    18_379_231_815_936_564_285,
    18_435_783_298_447_138_329,
    18_445_208_545_532_234_003,
    18_446_555_009_401_533_385,
    18_446_723_317_385_195_808,
    18_446_742_018_272_269_410,
    18_446_743_888_360_976_771,
    18_446_744_058_369_041_076,
    18_446_744_072_536_379_768,
];

/// Mixes a number so that every bit hangs on every other (the finaliser of SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom
/// number generators", 2014).
fn mix(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// How often a unit counts in a replicate of a bootstrap: a Poisson number of mean 1 that depends on seed, replicate and unit alone, so that
/// every shard gives the same unit the same weight and the sums of shards add (the Poisson bootstrap; Chamandy and others, "Estimating
/// uncertainty for massive data streams", 2012).
///
/// ```
/// # use semillero_analytics::boot_weight;
/// let mean = |replicate| (0..10_000).map(|unit| u64::from(boot_weight(7, replicate, unit))).sum::<u64>();
/// assert!((9_700..10_300).contains(&mean(0)) && mean(0) != mean(1));
/// ```
#[must_use]
pub fn boot_weight(seed: u64, replicate: u32, unit: Ordinal) -> u32 {
    let place = u64::from(replicate) << 32 | u64::from(unit);
    let number = mix(mix(seed.wrapping_add(STEP)).wrapping_add(place.wrapping_mul(STEP)));
    POISSON.iter().zip(0..).find(|(bound, _)| number < **bound).map_or(13, |(_, weight)| weight)
}

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

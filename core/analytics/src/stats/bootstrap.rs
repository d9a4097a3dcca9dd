//! Intervals of whatever has no formula: what would come out if other people had come.

use super::estimate::{Estimate, Level, interval, real128};
use crate::answer::IntervalMethod;

/// A deterministic Poisson bootstrap. In each replicate every unit (a person, a pair) counts as often as a hash of seed, replicate and unit
/// says, distributed as Poisson with mean 1: so shards that hold different units make parts of the same replicates, and sums merge.
///
/// The hash is SplitMix64's finaliser, two rounds: all that it must do is to look random, since the seed is no secret and nobody gains by
/// choosing units. BLAKE3 would cost many times as much for each of the thousand weights of a unit. Weights are compared as integers, so
/// they are the same everywhere.
///
/// Sources: B. Efron, Annals of Statistics 7 (1979); N. Chamandy et al., *Estimating uncertainty for massive data streams* (Google, 2012); G. L.
/// Steele, D. Lea and C. H. Flood, *Fast splittable pseudorandom number generators* (2014).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bootstrap {
    /// Chooses among the possible replicates; the same seed gives the same.
    pub seed: u64,
    /// How many replicates, 1,000 unless said otherwise; of more than 2²⁰ so many are made.
    pub replicates: u32,
}

impl Default for Bootstrap {
    fn default() -> Self {
        Self { seed: 0, replicates: 1_000 }
    }
}

/// 2⁶⁴ times the probability that a Poisson number with mean 1 is at most 0, 1, 2, …, rounded down.
const AT_MOST: [u64; 21] = [
    0x5E2D_58D8_B3BC_DF1A,
    0xBC5A_B1B1_6779_BE35,
    0xEB71_5E1D_C158_2DC2,
    0xFB23_9797_34A2_52F1,
    0xFF10_25F5_9174_DC3D,
    0xFFD9_0F3B_A405_5E19,
    0xFFFA_8B71_FC72_C913,
    0xFFFF_540C_0914_B3C9,
    0xFFFF_ED1F_4AA8_F120,
    0xFFFF_FE21_6E64_1462,
    0xFFFF_FFD4_D85D_3183,
    0xFFFF_FFFC_6DA2_62B4,
    0xFFFF_FFFF_BA12_D178,
    0xFFFF_FFFF_FB07_C64C,
    0xFFFF_FFFF_FFAB_8EA5,
    0xFFFF_FFFF_FFFA_BE22,
    0xFFFF_FFFF_FFFF_B11A,
    0xFFFF_FFFF_FFFF_FBA1,
    0xFFFF_FFFF_FFFF_FFC5,
    0xFFFF_FFFF_FFFF_FFFD,
    0xFFFF_FFFF_FFFF_FFFF,
];

const MOST: u32 = 1 << 20;

/// So many replicates in a hundred may be undefined before the interval is.
const UNDEFINED_PERCENT: usize = 5;

impl Bootstrap {
    /// How often a unit counts in a replicate.
    ///
    /// ```
    /// # use semillero_analytics::stats::Bootstrap;
    /// let weights: Vec<u32> = (0..6).map(|unit| Bootstrap::default().weight(0, unit)).collect();
    /// assert_eq!(weights, [1, 3, 0, 1, 2, 1]);
    /// ```
    #[must_use]
    pub fn weight(&self, replicate: u32, unit: u64) -> u32 {
        poisson(mix(self.key(replicate) ^ mix(unit)))
    }

    fn key(&self, replicate: u32) -> u64 {
        mix(mix(self.seed).wrapping_add(u64::from(replicate)))
    }

    /// The ratio of two sums over units, each `(unit, numerator, denominator)`, with the percentile interval of its replicates; nothing where the
    /// denominators add up to 0 or below. Units that belong together (the sessions of a pair) are one unit.
    ///
    /// ```
    /// # use semillero_analytics::stats::{Bootstrap, Level};
    /// let pairs: Vec<_> = (0..40).map(|pair| (pair, i64::from(pair % 4 != 0), 1)).collect();
    /// let completed = Bootstrap::default().ratio(&pairs, Level::default()).unwrap();
    /// assert_eq!(completed.value, 0.75);
    /// assert!(completed.interval.unwrap().lo.unwrap() > 0.5);
    /// ```
    #[must_use]
    pub fn ratio(&self, units: &[(u64, i64, i64)], level: Level) -> Option<Estimate> {
        let mut sums = RatioSums::new(*self);
        units.iter().for_each(|(unit, numerator, denominator)| sums.add(*unit, *numerator, *denominator));
        sums.estimate(level)
    }

    /// Any statistic of units with the percentile interval of its replicates: it gets the units with how often each counts, none of which is 0.
    /// Nothing where it is undefined on the units as they are.
    ///
    /// ```
    /// # use semillero_analytics::stats::{Bootstrap, Histogram, Level, gini};
    /// let load = [(1, 0), (2, 1), (3, 1), (4, 2), (5, 6), (6, 0), (7, 3), (8, 2)];
    /// let of = |counted: &[(i64, u32)]| gini(&Histogram::from_counts(counted.iter().map(|(load, times)| (*load, u64::from(*times)))));
    /// let inequality = Bootstrap::default().statistic(&load, of, Level::default()).unwrap();
    /// assert!(inequality.interval.is_some());
    /// ```
    #[must_use]
    pub fn statistic<T: Copy>(
        &self,
        units: &[(u64, T)],
        of: impl Fn(&[(T, u32)]) -> Option<f64>,
        level: Level,
    ) -> Option<Estimate> {
        let mut counted: Vec<(T, u32)> = units.iter().map(|(_, value)| (*value, 1)).collect();
        let value = of(&counted)?;
        let mut replicates = Vec::new();
        for replicate in 0..self.replicates.min(MOST) {
            let key = self.key(replicate);
            counted.clear();
            let weighted = units.iter().map(|(unit, value)| (*value, poisson(mix(key ^ mix(*unit)))));
            counted.extend(weighted.filter(|(_, weight)| *weight > 0));
            replicates.push(of(&counted));
        }
        Estimate::new(value, None, level, IntervalMethod::Bootstrap)
            .map(|estimate| Estimate { interval: percentile(&replicates, units.len(), level), ..estimate })
    }
}

/// The sums of every replicate of a ratio: a mergeable state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatioSums {
    bootstrap: Bootstrap,
    units: usize,
    total: (i128, i128),
    keys: Vec<u64>,
    replicates: Vec<(i128, i128)>,
}

impl RatioSums {
    /// Of no units yet.
    #[must_use]
    pub fn new(bootstrap: Bootstrap) -> Self {
        let replicates = bootstrap.replicates.min(MOST);
        let keys: Vec<u64> = (0..replicates).map(|replicate| bootstrap.key(replicate)).collect();
        let sums = vec![(0, 0); keys.len()];
        Self { bootstrap: Bootstrap { replicates, ..bootstrap }, units: 0, total: (0, 0), keys, replicates: sums }
    }

    /// Takes in a unit, each only once.
    pub fn add(&mut self, unit: u64, numerator: i64, denominator: i64) {
        let (numerator, denominator) = (i128::from(numerator), i128::from(denominator));
        let unit = mix(unit);
        self.units += 1;
        self.total.0 += numerator;
        self.total.1 += denominator;
        for (key, sums) in self.keys.iter().zip(&mut self.replicates) {
            let weight = i128::from(poisson(mix(key ^ unit)));
            sums.0 += weight * numerator;
            sums.1 += weight * denominator;
        }
    }

    /// Takes in the sums of other units with the same seed and number of replicates; `false`, and nothing is taken in, where these differ.
    pub fn merge(&mut self, other: &Self) -> bool {
        if self.bootstrap != other.bootstrap {
            return false;
        }
        self.units += other.units;
        self.total.0 += other.total.0;
        self.total.1 += other.total.1;
        for (mine, theirs) in self.replicates.iter_mut().zip(&other.replicates) {
            mine.0 += theirs.0;
            mine.1 += theirs.1;
        }
        true
    }

    /// The ratio with its interval.
    #[must_use]
    pub fn estimate(&self, level: Level) -> Option<Estimate> {
        let ratio = |(numerator, denominator): (i128, i128)| {
            (denominator > 0).then(|| real128(numerator) / real128(denominator))
        };
        let value = ratio(self.total)?;
        let replicates: Vec<Option<f64>> = self.replicates.iter().map(|sums| ratio(*sums)).collect();
        Estimate::new(value, None, level, IntervalMethod::Bootstrap)
            .map(|estimate| Estimate { interval: percentile(&replicates, self.units, level), ..estimate })
    }

    /// The sums of each replicate, `(numerator, denominator)`.
    #[must_use]
    pub fn replicates(&self) -> &[(i128, i128)] {
        &self.replicates
    }
}

/// What lies between the outer tails of the replicates; nothing for fewer than two units, or where more than a few replicates are
/// undefined.
fn percentile(replicates: &[Option<f64>], units: usize, level: Level) -> Option<crate::answer::Interval> {
    let mut defined: Vec<f64> = replicates.iter().filter_map(|value| value.filter(|value| value.is_finite())).collect();
    let undefined = replicates.len() - defined.len();
    if units < 2 || defined.len() < 2 || undefined * 100 > replicates.len() * UNDEFINED_PERCENT {
        return None;
    }
    defined.sort_by(f64::total_cmp);
    let last = super::estimate::natural(u64::try_from(defined.len() - 1).ok()?);
    let at = |share: f64| {
        let place = share * last;
        let (below, part) = (place.floor(), place - place.floor());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in the list")]
        let low = defined.get(below as usize).copied()?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in the list")]
        let high = defined.get(below as usize + 1).copied().unwrap_or(low);
        Some(low + (high - low) * part)
    };
    interval(at(level.tail())?, at(1.0 - level.tail())?, level, IntervalMethod::Bootstrap)
}

/// The Poisson number with mean 1 that a uniform one stands for: nearly always less than 4, which is told without a branch.
fn poisson(uniform: u64) -> u32 {
    let (few, many) = AT_MOST.split_at(4);
    let over = |bounds: &[u64]| bounds.iter().map(|bound| u32::from(uniform >= *bound)).sum::<u32>();
    let number = over(few);
    if number < 4 { number } else { number + over(many) }
}

/// SplitMix64: the next step from `state`.
fn mix(state: u64) -> u64 {
    let z = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

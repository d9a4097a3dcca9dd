//! Rounding and the noise of cell keys.

use crate::answer::{Row, Unit};

/// The secret of the noise of an ecosystem; its host keeps it, and it is the same for every release.
#[derive(Clone, PartialEq, Eq)]
pub struct NoiseKey([u8; 32]);

impl NoiseKey {
    /// A key from 32 random bytes of the host.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// −most to most, each as likely, and the same for the same people. Nobody gets none, so that 0 stays 0.
    fn noise(&self, people: u64, most: u64) -> i64 {
        if people == 0 {
            return 0;
        }
        let hash = blake3::keyed_hash(&self.0, &people.to_le_bytes());
        let word = hash.as_bytes().iter().take(8).rev().fold(0_u64, |word, byte| (word << 8) | u64::from(*byte));
        // 2⁶⁴ is so much more than 21 that the modulus favours nothing that could be noticed.
        let (span, most) = (2 * most + 1, i64::try_from(most).unwrap_or(0));
        i64::try_from(word % span).unwrap_or(0) - most
    }
}

impl std::fmt::Debug for NoiseKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NoiseKey(..)")
    }
}

/// Moves and rounds the counts of a figure that is shown, and recomputes the share that is made of them. What is moved is the people that
/// the key is of: of a share those who were counted, not those out of whom. An interval leads back to the counts that it was made from,
/// so it goes.
pub(super) fn perturb(row: &mut Row, unit: Option<Unit>, round: u64, noise: Option<(&NoiseKey, u64)>) {
    if round <= 1 && noise.is_none() {
        return;
    }
    let moved = noise.map_or(0, |(key, most)| key.noise(row.behind.cell_key, most));
    let rounded = |count: i64| nearest(count, round);
    let blurred = |count: i64| if count <= 0 { rounded(count) } else { rounded(count.saturating_add(moved).max(0)) };
    row.interval = None;
    match unit {
        Some(Unit::Share) => {
            row.n = row.n.map(rounded);
            row.denominator = row.denominator.map(rounded);
            let most = row.denominator.unwrap_or(i64::MAX);
            row.numerator =
                row.numerator.map(|part| if part <= most { blurred(part).min(most) } else { blurred(part) });
            // A share whose counts are not told stays what it is made of: the rounding of `n` is all that it can hide.
            if let (Some(part), Some(of)) = (row.numerator, row.denominator) {
                row.value = (of != 0).then(|| float(part) / float(of));
            }
        }
        Some(Unit::People | Unit::Projects | Unit::Events) => {
            row.n = row.n.map(blurred);
            row.value = super::primary::whole_number(row.value).map(blurred).map(float).or(row.value);
        }
        _ => row.n = row.n.map(blurred),
    }
}

/// The nearest multiple; halves go up.
fn nearest(count: i64, multiple: u64) -> i64 {
    let multiple = i64::try_from(multiple).unwrap_or(1).max(1);
    count.saturating_add(multiple / 2).div_euclid(multiple).saturating_mul(multiple)
}

#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
fn float(count: i64) -> f64 {
    count as f64
}

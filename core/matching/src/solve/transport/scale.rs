//! Two levels of worth in one 64-bit number.

use super::network::Worths;
use crate::{Amount, Goal, Graph, MAX_SCORE};

/// How worths are packed, and prices unpacked.
///
/// Let L ≤ 2^32 be the most pairs any matching has and S = [`MAX_SCORE`] < 2^20. A simple path or cycle of the residual
/// network makes and gives up at most L + 1 pairs each and changes the size by −1, 0 or 1, so its score changes by at most
/// (L + 1) S, and each price, being the length of such a path, has such a second part.
///
/// * Size first: a pair is worth `unit + score` with `unit = 4 (L + 2) (S + 1) < 2^55`, four times what scores can change.
/// * Score first, or a blend: `16 (score + per_pair) + 1`, since sizes change by one; less than 2^37.
///
/// So the larger part always wins, and rounding a price to the nearest multiple of `unit` separates the two parts even
/// where three prices are added. What a path can gain is below `swing ≤ 2^57`; a floor counts `bonus = 4 swing ≤ 2^59`, so
/// that no gain outweighs one; prices stay within two of them, and every sum of three prices, a distance and a worth
/// within 2^62.
pub(super) struct Scale {
    pub(super) multiply: i64,
    pub(super) add: i64,
    unit: i64,
    pub(super) bonus: i64,
    /// More than any pair is worth.
    pub(super) dear: i64,
}

impl Scale {
    pub(super) fn new(graph: &Graph<'_>, goal: Goal) -> Self {
        let sum = |list: &[u32]| list.iter().map(|&capacity| u64::from(capacity)).sum::<u64>();
        let input = graph.input();
        let most = sum(input.mentee_capacities).min(sum(input.mentor_capacities)).min(input.mentors.len() as u64);
        let scores = (most as i64 + 2) * (i64::from(MAX_SCORE) + 1);
        let (multiply, add, unit, swing) = match goal {
            Goal::SizeFirst => (1, 4 * scores, 4 * scores, 8 * scores),
            Goal::ScoreFirst => (16, 1, 16, 16 * scores),
            Goal::Blend { per_pair } => {
                let per_pair = 16 * i64::from(per_pair);
                (16, per_pair + 1, 16, 16 * scores + per_pair)
            }
        };
        Self { multiply, add, unit, bonus: 4 * swing, dear: multiply * i64::from(MAX_SCORE) + add }
    }

    pub(super) fn amount(&self, price: i64) -> Amount {
        let first = (price + self.unit / 2).div_euclid(self.unit);
        Amount { first, second: price - first * self.unit, lottery: 0 }
    }
}

/// The worth of pairs on level 1.
#[derive(Clone, Copy)]
pub(super) struct Scaled<'a> {
    pub(super) scores: &'a [u32],
    pub(super) multiply: i64,
    pub(super) add: i64,
}

impl<'a> Scaled<'a> {
    pub(super) fn new(scores: &'a [u32], scale: &Scale) -> Self {
        Self { scores, multiply: scale.multiply, add: scale.add }
    }
}

impl Worths<i64> for Scaled<'_> {
    #[inline]
    fn of(&self, pair: usize) -> i64 {
        self.scores.get(pair).map_or(0, |&score| i64::from(score) * self.multiply + self.add)
    }
}

//! Lexicographic amounts packed for speed.

use std::ops::{Add, AddAssign, Neg, Sub};

use crate::{Amount, SizeOrScore, Strategy};

/// An [`Amount`] as two numbers: `first · 2^64 + second`, and the lottery. Compares and adds like the three, as long as
/// `second` fits 63 bits, which paths of at most 2^33 people with scores below 2^21 keep.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Value {
    points: i128,
    luck: i128,
}

impl Value {
    pub(crate) const ZERO: Self = Self { points: 0, luck: 0 };

    pub(crate) fn to_amount(self) -> Amount {
        let second = self.points as i64; // the low half, signed
        Amount { first: ((self.points - i128::from(second)) >> 64) as i64, second, lottery: self.luck }
    }

    pub(crate) fn is_negative(self) -> bool {
        self < Self::ZERO
    }

    pub(crate) fn is_positive(self) -> bool {
        self > Self::ZERO
    }
}

impl From<Amount> for Value {
    fn from(amount: Amount) -> Self {
        Self { points: (i128::from(amount.first) << 64) + i128::from(amount.second), luck: amount.lottery }
    }
}

impl Add for Value {
    type Output = Self;

    #[inline]
    fn add(self, other: Self) -> Self {
        Self { points: self.points + other.points, luck: self.luck + other.luck }
    }
}

impl Sub for Value {
    type Output = Self;

    #[inline]
    fn sub(self, other: Self) -> Self {
        Self { points: self.points - other.points, luck: self.luck - other.luck }
    }
}

impl Neg for Value {
    type Output = Self;

    fn neg(self) -> Self {
        Self::ZERO - self
    }
}

impl AddAssign for Value {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

/// What a pair is worth: so much for being one, so much a point.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Objective {
    base: i128,
    shift: u32,
}

impl Objective {
    /// Nothing for strategies that maximise no sum.
    pub(crate) fn of(strategy: &Strategy) -> Option<Self> {
        match *strategy {
            Strategy::MaxWeight { first: SizeOrScore::Size } => Some(Self { base: 1 << 64, shift: 0 }),
            Strategy::MaxWeight { first: SizeOrScore::Score } => Some(Self { base: 1, shift: 64 }),
            Strategy::Blend { per_pair } => Some(Self { base: (i128::from(per_pair) << 64) + 1, shift: 64 }),
            _ => None,
        }
    }

    #[inline]
    pub(crate) fn worth(self, score: u32, luck: u64) -> Value {
        Value { points: self.base + (i128::from(score) << self.shift), luck: -i128::from(luck) }
    }

    /// Whether a point of the score is what is compared first.
    pub(crate) fn score_is_first(self) -> bool {
        self.shift == 64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packs_like_the_three_numbers() {
        let amounts = [-3, -1, 0, 2].map(|first| [-5, 0, 7].map(|second| Amount { first, second, lottery: 1 }));
        let amounts: Vec<Amount> = amounts.into_iter().flatten().collect();
        for pair in amounts.windows(2) {
            assert!(Value::from(pair[0]) < Value::from(pair[1]));
        }
        for amount in amounts {
            assert_eq!(Value::from(amount).to_amount(), amount);
        }
    }
}

//! What prices prove: no matching that keeps the rules has a larger total.

use crate::{Amount, Duals, Goal, Id, lottery};

/// How many pairs somebody may have, and must.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limit {
    pub(super) most: u32,
    pub(super) least: u32,
}

impl Limit {
    pub(super) fn take_one(&mut self) {
        self.most = self.most.saturating_sub(1);
        self.least = self.least.saturating_sub(1);
    }

    /// How often a price counts. Whoever has a price below zero takes as few as the floor allows.
    fn times(self, price: &Amount) -> Option<i128> {
        if *price >= Amount::default() {
            Some(i128::from(self.most))
        } else if self.least > 0 {
            Some(i128::from(self.least))
        } else {
            None
        }
    }
}

/// Prices beyond these are refused, so that no sum of three of them and a worth overflows.
const MOST: u64 = 1 << 60;
const MOST_LOTTERY: u128 = 1 << 120;

fn fits(price: &Amount) -> bool {
    price.first.unsigned_abs() <= MOST
        && price.second.unsigned_abs() <= MOST
        && price.lottery.unsigned_abs() <= MOST_LOTTERY
}

/// A bound in the making.
pub(super) struct Bound<'a> {
    goal: Goal,
    seed: u64,
    duals: &'a Duals,
    /// The first two parts of the price of each mentor with its organisation, and the third.
    asked: Vec<(i64, i64)>,
    asked_lottery: Vec<i128>,
    sum: Wide,
}

impl<'a> Bound<'a> {
    /// Starts with Σ limit × price over mentees, mentors and organisations.
    pub(super) fn new(
        goal: Goal,
        seed: u64,
        duals: &'a Duals,
        limits: [&[Limit]; 3],
        organisation_of: impl Fn(usize) -> Option<u32>,
    ) -> Option<Self> {
        let mut sum = Wide::default();
        for (prices, limits) in [&duals.mentees, &duals.mentors, &duals.organisations].into_iter().zip(limits) {
            if prices.len() != limits.len() || !prices.iter().all(fits) {
                return None;
            }
            for (price, limit) in prices.iter().zip(limits) {
                sum.add(&Wide::from(*price), limit.times(price)?)?;
            }
        }
        let mut asked = Vec::with_capacity(duals.mentors.len());
        let mut asked_lottery = Vec::with_capacity(duals.mentors.len());
        for (mentor, price) in duals.mentors.iter().enumerate() {
            let above = match organisation_of(mentor) {
                Some(organisation) => *duals.organisations.get(organisation as usize)?,
                None => Amount::default(),
            };
            asked.push((price.first + above.first, price.second + above.second));
            asked_lottery.push(price.lottery + above.lottery);
        }
        Some(Self { goal, seed, duals, asked, asked_lottery, sum })
    }

    /// Adds what the worth of each pair of a mentee exceeds the prices by.
    pub(super) fn add_row(
        &mut self,
        mentee: usize,
        mentee_id: &Id,
        pairs: impl Iterator<Item = (u32, u32)>,
        mentor_id: impl Fn(usize) -> Option<Id>,
    ) -> Option<()> {
        let price = *self.duals.mentees.get(mentee)?;
        let (times, add_first, add_second) = match self.goal {
            Goal::SizeFirst => (0, 1, 0),
            Goal::ScoreFirst => (1, 0, 1),
            Goal::Blend { per_pair } => (1, i64::from(per_pair), 1),
        };
        let (base_first, base_second) = (add_first - price.first, add_second - price.second);
        for (mentor, score) in pairs {
            let &(asked_first, asked_second) = self.asked.get(mentor as usize)?;
            let score = i64::from(score);
            let first = base_first + score * times - asked_first;
            let second = base_second + score * (1 - times) - asked_second;
            if first < 0 || (first == 0 && second < 0) {
                continue; // the price is high enough, whatever the lottery says
            }
            let number = lottery(self.seed, mentee_id.as_bytes(), mentor_id(mentor as usize)?.as_bytes());
            let asked_lottery = *self.asked_lottery.get(mentor as usize)?;
            let excess =
                Wide([i128::from(first), i128::from(second), -i128::from(number) - price.lottery - asked_lottery]);
            if excess > Wide::default() {
                self.sum.add(&excess, 1)?;
            }
        }
        Some(())
    }

    pub(super) fn total(self) -> Wide {
        self.sum
    }
}

/// An [`Amount`] with room for sums, compared in the same order. A certificate is input like any other, so every sum is
/// checked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Wide([i128; 3]);

impl Wide {
    pub(super) fn worth(goal: Goal, seed: u64, score: u32, mentee: &Id, mentor: &Id) -> Self {
        let score = i128::from(score);
        let luck = -i128::from(lottery(seed, mentee.as_bytes(), mentor.as_bytes()));
        Self(match goal {
            Goal::SizeFirst => [1, score, luck],
            Goal::ScoreFirst => [score, 1, luck],
            Goal::Blend { per_pair } => [score + i128::from(per_pair), 1, luck],
        })
    }

    pub(super) fn add(&mut self, other: &Self, times: i128) -> Option<()> {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine = mine.checked_add(theirs.checked_mul(times)?)?;
        }
        Some(())
    }

    pub(super) fn narrow(self) -> Option<Amount> {
        let [first, second, lottery] = self.0;
        Some(Amount { first: i64::try_from(first).ok()?, second: i64::try_from(second).ok()?, lottery })
    }
}

impl From<Amount> for Wide {
    fn from(amount: Amount) -> Self {
        Self([i128::from(amount.first), i128::from(amount.second), amount.lottery])
    }
}

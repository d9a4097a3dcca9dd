//! Checking a certificate of optimality: the total of the solution against the bound its prices give.

use super::held::Held;
use crate::{Amount, Certificate, Duals, Instance, Pair, SizeOrScore, Solution, Strategy, lottery};

/// Computes how far a [`Strategy::MaxWeight`] solution is from the bound that its certificate proves for every matching.
///
/// Zero proves the solution optimal. After manual edits it tells what they cost at most. Nothing when there is no
/// certificate, it does not fit the instance, has a price below zero, or does not fit into the numbers.
pub fn certificate_gap(instance: &Instance, seed: u64, solution: &Solution) -> Option<Amount> {
    let Strategy::MaxWeight { first } = solution.strategy else { return None };
    let Some(Certificate::Prices(duals)) = &solution.certificate else { return None };
    let (held, _) = Held::read(instance, solution);
    let mut gap = bound(instance, first, seed, duals)?;
    for &(mentee, mentor) in &held.pairs {
        if let Some(pair) = held.eligible(mentee, mentor) {
            gap.add(&worth(instance, first, seed, pair)?, -1)?;
        }
    }
    gap.narrow()
}

fn bound(instance: &Instance, first: SizeOrScore, seed: u64, duals: &Duals) -> Option<Wide> {
    let lengths = [
        (duals.mentees.len(), instance.mentees().len()),
        (duals.mentors.len(), instance.mentors().len()),
        (duals.organisations.len(), instance.organisations().len()),
    ];
    let prices = duals.mentees.iter().chain(&duals.mentors).chain(&duals.organisations);
    if lengths.iter().any(|(given, needed)| given != needed) || prices.clone().any(|price| *price < Amount::default()) {
        return None;
    }
    let capacities = (instance.mentees().iter().map(|mentee| mentee.capacity))
        .chain(instance.mentors().iter().map(|mentor| mentor.capacity))
        .chain(instance.organisations().iter().map(|organisation| organisation.capacity));
    let mut bound = Wide::default();
    for (price, capacity) in prices.zip(capacities) {
        bound.add(&Wide::from(*price), i128::from(capacity))?;
    }
    for pair in instance.pairs() {
        let organisation = instance.mentors().get(pair.mentor as usize)?.organisation;
        let mut excess = worth(instance, first, seed, pair)?;
        excess.add(&Wide::from(*duals.mentees.get(pair.mentee as usize)?), -1)?;
        excess.add(&Wide::from(*duals.mentors.get(pair.mentor as usize)?), -1)?;
        if let Some(organisation) = organisation {
            excess.add(&Wide::from(*duals.organisations.get(organisation as usize)?), -1)?;
        }
        if excess > Wide::default() {
            bound.add(&excess, 1)?;
        }
    }
    Some(bound)
}

fn worth(instance: &Instance, first: SizeOrScore, seed: u64, pair: &Pair) -> Option<Wide> {
    let mentee = instance.mentees().get(pair.mentee as usize)?.id;
    let mentor = instance.mentors().get(pair.mentor as usize)?.id;
    let luck = -i128::from(lottery(seed, mentee.as_bytes(), mentor.as_bytes()));
    Some(match first {
        SizeOrScore::Size => Wide([1, i128::from(pair.score), luck]),
        SizeOrScore::Score => Wide([i128::from(pair.score), 1, luck]),
    })
}

/// An [`Amount`] with room for sums, compared in the same order. A certificate is input like any other, so every step
/// is checked.
#[derive(Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Wide([i128; 3]);

impl Wide {
    fn add(&mut self, other: &Self, times: i128) -> Option<()> {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine = mine.checked_add(theirs.checked_mul(times)?)?;
        }
        Some(())
    }

    fn narrow(self) -> Option<Amount> {
        let [first, second, lottery] = self.0;
        Some(Amount { first: i64::try_from(first).ok()?, second: i64::try_from(second).ok()?, lottery })
    }
}

impl From<Amount> for Wide {
    fn from(amount: Amount) -> Self {
        Self([i128::from(amount.first), i128::from(amount.second), amount.lottery])
    }
}

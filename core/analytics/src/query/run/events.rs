//! Figures about what happened: counts and sums.

use super::figure::{Fig, Groups, Sample, distinct, float, whole};
use super::world::{Happened, View};
use crate::calendar::Period;
use crate::facts::Ordinal;
use crate::metrics::{About, Sign};
use std::collections::BTreeMap;

impl View<'_, '_> {
    pub(super) fn count(&self, events: &[String], about: About, period: Period) -> Groups {
        let complete = self.is_over(period);
        let figure = |things: Vec<Happened<'_>>| {
            let n = whole(u64::try_from(things.len()).unwrap_or(u64::MAX));
            Fig::count(i128::from(n), n, Some(distinct(things.iter().map(Happened::whose)))).complete(complete)
        };
        let things = self.happened(events, about, period);
        self.sort(things, self.world.last(period)).into_iter().map(|(group, things)| (group, figure(things))).collect()
    }

    /// The sum of numbers with a unit, or of money, where the unit is a currency: any text of three capital letters.
    pub(super) fn sum(
        &self,
        (events, unit, about): (&[String], Option<&str>, About),
        (sign, per): (Sign, u32),
        period: Period,
    ) -> Groups {
        let complete = self.is_over(period);
        let fits = |one: &Happened<'_>| {
            one.entry.value.is_some()
                && unit.map_or_else(|| is_currency(&one.entry.unit), |unit| &*one.entry.unit == unit)
        };
        let amount = |one: &Happened<'_>| {
            let value = i128::from(one.entry.value.unwrap_or(0));
            match sign {
                Sign::Any => value,
                Sign::Positive => value.max(0),
                Sign::Negative => (-value).max(0),
            }
        };
        let figure = |things: Vec<Happened<'_>>| {
            let sum: i128 = things.iter().map(amount).sum();
            let n = whole(u64::try_from(things.len()).unwrap_or(u64::MAX));
            let mut figure = Fig::count(sum, n, Some(distinct(things.iter().map(Happened::whose)))).complete(complete);
            figure.value = Some(float(sum) / f64::from(per.max(1)));
            if unit.is_none() {
                figure.behind.largest_bp = largest(things.iter().map(|one| (one.whose(), amount(one))));
            }
            figure
        };
        let things = self.happened(events, about, period).filter(fits);
        self.sort(things, self.world.last(period)).into_iter().map(|(group, things)| (group, figure(things))).collect()
    }
}

pub(super) fn is_currency(unit: &str) -> bool {
    unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The share of the largest contributor in all that is contributed, in ten-thousandths, rounded up; signs aside.
pub(super) fn largest(amounts: impl Iterator<Item = (Ordinal, i128)>) -> Option<u64> {
    let mut by: BTreeMap<Ordinal, i128> = BTreeMap::new();
    amounts.for_each(|(who, amount)| *by.entry(who).or_default() += amount);
    let total: i128 = by.values().map(|amount| amount.abs()).sum();
    let largest = by.values().map(|amount| amount.abs()).max()?;
    (total > 0).then(|| u64::try_from((largest.saturating_mul(10_000) + total - 1) / total).unwrap_or(10_000))
}

/// Money and numbers alike: what stands behind a ratio of two figures.
pub(super) fn ratio(numerator: &Fig, denominator: Option<&Fig>) -> Fig {
    let exact = |figure: &Fig| match figure.sample {
        Sample::Count(value) => Some(value),
        _ => None,
    };
    let small = |value: Option<i128>| value.and_then(|value| i64::try_from(value).ok());
    let below = denominator.and_then(|figure| figure.value);
    let value = numerator.value.zip(below.filter(|below| *below != 0.0)).map(|(above, below)| above / below);
    let people = |figure: &Fig| figure.behind.people;
    Fig {
        value: value.filter(|value| value.is_finite()),
        n: denominator.and_then(|figure| figure.n),
        numerator: small(exact(numerator)),
        denominator: small(denominator.and_then(exact)),
        behind: crate::answer::Behind {
            people: people(numerator).min(denominator.and_then(people)),
            largest_bp: numerator.behind.largest_bp.max(denominator.and_then(|figure| figure.behind.largest_bp)),
            ..Default::default()
        },
        complete: numerator.complete && denominator.is_none_or(|figure| figure.complete),
        ..Fig::default()
    }
}

//! One figure with what it was made from, before it becomes a row.

use crate::answer::{Behind, Interval, Verdict};
use crate::calendar::Period;
use crate::facts::Ordinal;
use crate::states::Users;
use crate::stats::{Estimate, Level, Moments, Wave, wilson};
use std::collections::BTreeMap;

/// A value per dimension; nothing means all together.
pub(crate) type Group = Vec<Option<String>>;

/// Figures by group.
pub(crate) type Groups = BTreeMap<Group, Fig>;

/// What a figure is made from, exactly, so that two can be compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Sample {
    None,
    /// A count or sum.
    Count(i128),
    /// So many out of so many, drawn on their own.
    Share(i64, i64),
    /// Numbers.
    Numbers(Moments),
    /// Answers of an NPS.
    Wave(Wave),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Fig {
    pub(crate) value: Option<f64>,
    pub(crate) n: Option<i64>,
    pub(crate) numerator: Option<i64>,
    pub(crate) denominator: Option<i64>,
    pub(crate) interval: Option<Interval>,
    pub(crate) complete: bool,
    pub(crate) verdict: Option<Verdict>,
    pub(crate) behind: Behind,
    pub(crate) sample: Sample,
    /// Of a survival curve how many are still watched.
    pub(crate) at_risk: Option<i64>,
}

impl Default for Fig {
    fn default() -> Self {
        Self {
            value: None,
            n: None,
            numerator: None,
            denominator: None,
            interval: None,
            complete: true,
            verdict: None,
            behind: Behind::default(),
            sample: Sample::None,
            at_risk: None,
        }
    }
}

pub(crate) fn whole(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// An exact whole number as a float, nearest where it is too large.
#[expect(clippy::cast_precision_loss, reason = "the nearest float is what is meant")]
pub(crate) fn float(number: i128) -> f64 {
    number as f64
}

impl Fig {
    /// A count of people.
    pub(crate) fn people(users: &Users) -> Self {
        let count = users.count();
        Self::count(i128::from(count), whole(count), Some(count))
    }

    /// An exact count or sum, made from `n` things, with so many people behind it.
    pub(crate) fn count(value: i128, n: i64, people: Option<u64>) -> Self {
        Self {
            value: Some(float(value)),
            n: Some(n),
            behind: Behind { people, ..Behind::default() },
            sample: Sample::Count(value),
            ..Self::default()
        }
    }

    /// A share of things that are drawn on their own, with Wilson's interval; undefined of nothing.
    pub(crate) fn share(numerator: i64, denominator: i64, people: u64, rest: u64) -> Self {
        let estimate = wilson(numerator, denominator, Level::default());
        Self {
            n: Some(denominator),
            numerator: Some(numerator),
            denominator: Some(denominator),
            behind: Behind { people: Some(people), rest: Some(rest), ..Behind::default() },
            sample: Sample::Share(numerator, denominator),
            ..Self::default()
        }
        .with(estimate)
    }

    /// A share of people.
    pub(crate) fn share_of(some: &Users, all: &Users) -> Self {
        let (hits, n) = (some.and(all).count(), all.count());
        Self::share(whole(hits), whole(n), hits, n - hits)
    }

    /// With a value and its interval.
    pub(crate) fn with(mut self, estimate: Option<Estimate>) -> Self {
        self.value = estimate.map(|estimate| estimate.value);
        self.interval = estimate.and_then(|estimate| estimate.interval);
        self
    }

    pub(crate) fn complete(mut self, complete: bool) -> Self {
        self.complete &= complete;
        self
    }
}

/// How many different ones.
pub(crate) fn distinct(ordinals: impl Iterator<Item = Ordinal>) -> u64 {
    ordinals.collect::<Users>().count()
}

/// Whether two periods meet or overlap is nobody's business here; this one ends where another begins.
pub(crate) fn just_before(period: Period) -> Period {
    Period { from: period.from.plus(-period.days()), to: period.from }
}

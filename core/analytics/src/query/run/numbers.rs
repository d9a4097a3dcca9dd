//! Figures about collections of numbers: means, quantiles, how they spread.

use super::figure::{Fig, Group, Groups, Sample, distinct, whole};
use super::people::latest;
use super::world::{Happened, View};
use crate::answer::{Behind, Verdict};
use crate::calendar::{Day, Period};
use crate::facts::Ordinal;
use crate::metrics::{Due, Numbers, When, Window};
use crate::states::Users;
use crate::stats::{Bootstrap, Histogram, Level, Moments, gini, mean_t, quantile, shrunk_means, top_share};
use std::collections::BTreeMap;

/// A number, whose it is, and who stands behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Num {
    pub(super) value: i64,
    /// To whom it belongs: the mentor of a rating.
    pub(super) owner: Ordinal,
    /// Whose answer or deed it is: the mentee of a rating.
    pub(super) by: Ordinal,
}

/// Above so many owners a bootstrap of them is as narrow as it takes long.
const BOOTSTRAPPED: usize = 20_000;

/// Numbers by group.
type Sorted = BTreeMap<Group, Vec<Num>>;

impl View<'_, '_> {
    pub(super) fn numbers(&self, of: &Numbers, period: Period) -> (Sorted, bool) {
        let day = self.world.last(period);
        let over = self.is_over(period);
        match of {
            Numbers::Values { events, unit, about, latest: last } => {
                let happened = self.happened(events, *about, period);
                let fits = happened.filter(|one| one.entry.value.is_some() && &*one.entry.unit == unit.as_str());
                let sorted = self.sort(fits, day);
                let numbers = |things: Vec<Happened<'_>>| {
                    let number = |one: Happened<'_>| {
                        Some(Num { value: one.entry.value?, owner: one.whose(), by: one.entry.actor })
                    };
                    let things = if *last { latest(things) } else { things };
                    things.into_iter().filter_map(number).collect()
                };
                (sorted.into_iter().map(|(group, things)| (group, numbers(things))).collect(), over)
            }
            Numbers::Totals { events, unit, about } => {
                let happened = self.happened(events, *about, period);
                let fits = happened.filter(|one| one.entry.value.is_some() && &*one.entry.unit == unit.as_str());
                let totals = |things: Vec<Happened<'_>>| {
                    let mut by: BTreeMap<Ordinal, i64> = BTreeMap::new();
                    for one in things {
                        let total = by.entry(one.whose()).or_default();
                        *total = total.saturating_add(one.entry.value.unwrap_or(0));
                    }
                    by.into_iter().map(|(owner, value)| Num { value, owner, by: owner }).collect()
                };
                (self.sort(fits, day).into_iter().map(|(group, things)| (group, totals(things))).collect(), over)
            }
            Numbers::ActiveDays { events, over: span } => {
                let reads = self.window(Some(Window::Trailing(*span)), period);
                let mut days: BTreeMap<Ordinal, i64> = BTreeMap::new();
                for at in reads.from.0..reads.to.0 {
                    let active = self.active(events, Period { from: Day(at), to: Day(at).plus(1) }, day);
                    active.iter().for_each(|who| *days.entry(who).or_default() += 1);
                }
                (self.by_owner(&days, day), self.is_whole(period, reads.from))
            }
            Numbers::Loads { entity, among } => {
                let (loads, _) = self.loads(entity, among, period);
                (self.by_owner(&loads, day), over)
            }
            Numbers::Durations { entity, ends } => {
                let lasted = |spell: &crate::states::Spell<'_>| {
                    spell.ended.map(|(_, ended, _)| i64::from(ended.0) - i64::from(spell.began.0))
                };
                (self.of_spells(entity, ends, &lasted, period), over)
            }
            Numbers::Slips { entity, ends } => {
                let slip = |spell: &crate::states::Spell<'_>| {
                    let ((_, ended, _), (first, _)) = spell.ended.zip(spell.due)?;
                    Some(i64::from(ended.0) - i64::from(first.0))
                };
                (self.of_spells(entity, ends, &slip, period), over)
            }
        }
    }

    fn by_owner(&self, numbers: &BTreeMap<Ordinal, i64>, day: Day) -> Sorted {
        let all: Users = numbers.keys().copied().collect();
        let number = |owner: Ordinal| numbers.get(&owner).map(|value| Num { value: *value, owner, by: owner });
        let groups = self.split(&all, day);
        groups.into_iter().map(|(group, people)| (group, people.iter().filter_map(number).collect())).collect()
    }

    fn of_spells(
        &self,
        entity: &str,
        ends: &[String],
        of: &dyn Fn(&crate::states::Spell<'_>) -> Option<i64>,
        period: Period,
    ) -> Sorted {
        let ends = super::spells::set(ends);
        let fits = |spell: &crate::states::Spell<'_>| {
            of(spell).is_some() && (ends.is_empty() || spell.ended.is_some_and(|(_, _, end)| ends.contains(end)))
        };
        let spells = self.spells(entity, When::Ended, Due::Latest, period).filter(fits);
        let sorted = self.sort(spells, self.world.last(period));
        let numbers = |spells: Vec<crate::states::Spell<'_>>| {
            let number = |spell: &crate::states::Spell<'_>| {
                Some(Num { value: of(spell)?, owner: spell.subject, by: spell.subject })
            };
            spells.iter().filter_map(number).collect()
        };
        sorted.into_iter().map(|(group, spells)| (group, numbers(spells))).collect()
    }

    fn each(&self, of: &Numbers, period: Period, figure: impl Fn(&[Num]) -> Fig) -> Groups {
        let (sorted, complete) = self.numbers(of, period);
        sorted.into_iter().map(|(group, numbers)| (group, figure(&numbers).complete(complete))).collect()
    }

    pub(super) fn quantile(&self, of: &Numbers, percent: u32, period: Period) -> Groups {
        self.each(of, period, |numbers| {
            let histogram = histogram(numbers);
            based_on(numbers).with(quantile(&histogram, percent.saturating_mul(100), Level::default()))
        })
    }

    pub(super) fn mean(&self, of: &Numbers, period: Period) -> Groups {
        self.each(of, period, |numbers| {
            let moments = moments(numbers);
            let figure = based_on(numbers).with(mean_t(moments, Level::default()));
            let sum = i64::try_from(moments.sum).ok();
            Fig { numerator: sum, denominator: Some(moments.n), sample: Sample::Numbers(moments), ..figure }
        })
    }

    pub(super) fn gini(&self, of: &Numbers, period: Period) -> Groups {
        self.each(of, period, |numbers| {
            let units: Vec<(u64, i64)> = numbers.iter().map(|one| (one.owner.into(), one.value)).collect();
            let of = |counted: &[(i64, u32)]| {
                gini(&Histogram::from_counts(counted.iter().map(|(value, times)| (*value, u64::from(*times)))))
            };
            if units.len() > BOOTSTRAPPED {
                return Fig { value: gini(&histogram(numbers)), ..based_on(numbers) };
            }
            based_on(numbers).with(Bootstrap::default().statistic(&units, of, Level::default()))
        })
    }

    pub(super) fn top_share(&self, of: &Numbers, percent: u32, period: Period) -> Groups {
        self.each(of, period, |numbers| Fig {
            value: top_share(&histogram(numbers), percent.saturating_mul(100)),
            denominator: i64::try_from(moments(numbers).sum).ok(),
            ..based_on(numbers)
        })
    }

    pub(super) fn top_box(&self, of: &Numbers, least: i64, period: Period) -> Groups {
        self.each(of, period, |numbers| {
            let (some, rest): (Vec<Num>, Vec<Num>) = numbers.iter().partition(|one| one.value >= least);
            let n = |numbers: &[Num]| whole(u64::try_from(numbers.len()).unwrap_or(u64::MAX));
            let behind = |numbers: &[Num]| distinct(numbers.iter().map(|one| one.by));
            Fig::share(n(&some), n(numbers), behind(&some), behind(&rest))
        })
    }

    /// A row for each value that occurs, and for those between where they are few.
    pub(super) fn distribution(&self, of: &Numbers, period: Period) -> Groups {
        let (sorted, complete) = self.numbers(of, period);
        let mut groups = Groups::new();
        for (group, numbers) in sorted {
            let mut by: BTreeMap<i64, Vec<Num>> = BTreeMap::new();
            numbers.iter().for_each(|one| by.entry(one.value).or_default().push(*one));
            if let (Some((least, _)), Some((most, _))) = (by.first_key_value(), by.last_key_value())
                && most.saturating_sub(*least) <= 60
            {
                (*least..=*most).for_each(|value| {
                    by.entry(value).or_default();
                });
            }
            let keyed = |value: Option<String>| group.iter().cloned().chain([value]).collect::<Group>();
            let count = |numbers: &[Num]| {
                let n = whole(u64::try_from(numbers.len()).unwrap_or(u64::MAX));
                Fig::count(n.into(), n, Some(distinct(numbers.iter().map(|one| one.by)))).complete(complete)
            };
            groups.insert(keyed(None), count(&numbers));
            groups.extend(by.iter().map(|(value, numbers)| (keyed(Some(value.to_string())), count(numbers))));
        }
        groups
    }

    /// A row for each owner, and the mean of all together.
    pub(super) fn shrunk(&self, of: &Numbers, period: Period) -> Groups {
        let (sorted, complete) = self.numbers(of, period);
        let mut groups = Groups::new();
        for (group, numbers) in sorted {
            let mut by: BTreeMap<Ordinal, Vec<Num>> = BTreeMap::new();
            numbers.iter().for_each(|one| by.entry(one.owner).or_default().push(*one));
            let units: Vec<Moments> = by.values().map(|numbers| moments(numbers)).collect();
            let keyed = |value: Option<String>| group.iter().cloned().chain([value]).collect::<Group>();
            let all = based_on(&numbers).with(mean_t(moments(&numbers), Level::default())).complete(complete);
            groups.insert(keyed(None), all);
            let shrunk = shrunk_means(&units, Level::default());
            for (at, (owner, numbers)) in by.iter().enumerate() {
                let estimate = shrunk.as_ref().and_then(|shrunk| shrunk.units.get(at)).copied();
                let mut figure = based_on(numbers).with(estimate).complete(complete);
                if figure.value.is_some() {
                    // Nobody is to be ranked by fewer than five.
                    figure.verdict = Some(if numbers.len() < 5 { Verdict::Insufficient } else { Verdict::Good });
                }
                groups.insert(keyed(Some(owner.to_string())), figure);
            }
        }
        groups
    }
}

pub(super) fn histogram(numbers: &[Num]) -> Histogram {
    Histogram::of(numbers.iter().map(|one| one.value))
}

pub(super) fn moments(numbers: &[Num]) -> Moments {
    let values: Vec<i64> = numbers.iter().map(|one| one.value).collect();
    Moments::of(&values)
}

fn based_on(numbers: &[Num]) -> Fig {
    let people = distinct(numbers.iter().map(|one| one.by));
    Fig {
        n: Some(whole(u64::try_from(numbers.len()).unwrap_or(u64::MAX))),
        behind: Behind { people: Some(people), ..Behind::default() },
        ..Fig::default()
    }
}

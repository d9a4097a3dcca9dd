//! Who comes back after how long, by cohort.

use super::figure::{Fig, Group, Groups, whole};
use super::world::View;
use crate::calendar::{Day, Grain, Period};
use crate::query::document::{Buckets, Kept, Retention};
use crate::states::Users;
use std::collections::BTreeMap;

/// The end of so many intervals from a day on.
fn after(day: Day, every: Grain, count: u32) -> Day {
    let fixed = match every {
        Grain::Day => Some(1),
        Grain::Week => Some(7),
        // People's own months have 28 days, so that weekdays stay alike; quarters and years follow.
        Grain::Month => Some(28),
        Grain::Quarter => Some(84),
        Grain::Year => Some(364),
    };
    day.plus(fixed.unwrap_or(1) * i32::try_from(count).unwrap_or(i32::MAX / 400))
}

impl View<'_, '_> {
    /// For each cohort and interval how many came back, of those for whom the interval is over. Interval 0 is the one of the first day.
    pub(super) fn retention_table(&self, asked: &Retention, period: Period) -> Groups {
        let day = self.world.last(period);
        let tomorrow = self.world.as_of.plus(1);
        let mut births = self.births(&asked.start, day);
        births.retain(|_, birth| period.has(*birth));
        let days = self.days_of(&asked.back, &births);
        let interval = |birth: Day, k: u32| match asked.buckets {
            Buckets::Rolling => Period { from: after(birth, asked.every, k), to: after(birth, asked.every, k + 1) },
            Buckets::Calendar => {
                let mut at = asked.every.around(birth);
                (0..k).for_each(|_| at = asked.every.around(at.to));
                at
            }
        };
        let came = |who: u32, within: Period| {
            let days = days.get(&who).map(Vec::as_slice).unwrap_or_default();
            let first = days.partition_point(|day| *day < within.from);
            days.get(first).is_some_and(|day| within.has(*day))
        };
        let kept = |who: u32, birth: Day, k: u32| match asked.mode {
            Kept::On => came(who, interval(birth, k)),
            Kept::OnOrAfter => came(who, Period { from: interval(birth, k).from, to: tomorrow }),
            Kept::Streak => (1..=k).all(|k| came(who, interval(birth, k))),
        };
        let mut cohorts: BTreeMap<Option<String>, Users> = BTreeMap::new();
        for (who, birth) in &births {
            cohorts.entry(None).or_default().insert(*who);
            cohorts.entry(Some(asked.cohort.around(*birth).from.to_string())).or_default().insert(*who);
        }
        let mut groups = Groups::new();
        for k in 0..=asked.count {
            let eligible: Users =
                births.iter().filter(|(_, birth)| interval(**birth, k).to <= tomorrow).map(|(who, _)| *who).collect();
            let back: Users =
                births.iter().filter(|(who, birth)| kept(**who, **birth, k)).map(|(who, _)| *who).collect();
            for (cohort, members) in &cohorts {
                for (group, people) in self.split(members, day) {
                    let some = people.and(&eligible);
                    if some.is_empty() {
                        continue;
                    }
                    let mut key: Group = group;
                    key.push(cohort.clone());
                    key.push(Some(k.to_string()));
                    let whole_cohort = whole(some.count()) == whole(people.count());
                    groups.insert(key, Fig::share_of(&back, &some).complete(whole_cohort));
                }
            }
        }
        groups
    }
}

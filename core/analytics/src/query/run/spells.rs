//! Figures about spells: how many, how they ended, by when.

use super::figure::{Fig, Groups, distinct, float, whole};
use super::world::View;
use crate::answer::Behind;
use crate::calendar::{Day, Period};
use crate::metrics::{Due, Span, When};
use crate::standard::spell::SESSION;
use crate::states::{Spell, Users};
use crate::stats::{Bootstrap, Level};
use std::collections::{BTreeMap, BTreeSet};

fn count(spells: &[Spell<'_>]) -> i64 {
    whole(u64::try_from(spells.len()).unwrap_or(u64::MAX))
}

fn people(spells: &[Spell<'_>]) -> u64 {
    distinct(spells.iter().map(|spell| spell.subject))
}

/// The day by which a spell was to be over: as it stands now or as it was first said. What ended without such a day was over when it ended.
fn due(spell: &Spell<'_>, which: Due) -> Option<Day> {
    match (spell.due, which) {
        (Some((_, latest)), Due::Latest) => Some(latest),
        (Some((first, _)), Due::Baseline | Due::Moved) => Some(first),
        (None, Due::Latest) => spell.ended.map(|(_, day, _)| day),
        (None, _) => None,
    }
}

fn ended_so(spell: &Spell<'_>, ends: &[String]) -> bool {
    spell.ended.is_some_and(|(_, _, end)| ends.iter().any(|one| one == end))
}

impl<'a> View<'_, 'a> {
    /// The spells of an entity that a period asks for. Open and overdue ones are those that were so at its end; of all others the state as
    /// of the day asked about counts.
    pub(super) fn spells(
        &self,
        entity: &str,
        when: When,
        which: Due,
        period: Period,
    ) -> impl Iterator<Item = Spell<'a>> {
        let (as_of, last) = (self.world.as_of, self.world.last(period));
        let state = if matches!(when, When::Open | When::Overdue) { last } else { as_of };
        let spells: Vec<Spell<'a>> = self.world.book.spells(entity, state).collect();
        spells.into_iter().filter(move |spell| match when {
            When::Began => period.has(spell.began),
            When::Ended => spell.ended.is_some_and(|(_, day, _)| period.has(day)),
            // A day is over when the day after it is known to have begun.
            When::Due => due(spell, which).is_some_and(|day| period.has(day) && day <= as_of),
            When::Open => spell.ended.is_none(),
            When::Overdue => spell.ended.is_none() && due(spell, Due::Latest).is_some_and(|day| day < last),
        })
    }

    pub(super) fn spell_count(&self, entity: &str, when: When, ends: &[String], period: Period) -> Groups {
        let spells =
            self.spells(entity, when, Due::Latest, period).filter(|spell| ends.is_empty() || ended_so(spell, ends));
        let complete = self.is_over(period);
        let figure = |spells: Vec<Spell<'_>>| {
            Fig::count(i128::from(count(&spells)), count(&spells), Some(people(&spells))).complete(complete)
        };
        self.sort(spells, self.world.last(period)).into_iter().map(|(group, spells)| (group, figure(spells))).collect()
    }

    pub(super) fn subject_count(
        &self,
        entity: &str,
        when: When,
        (ends, first): (&[String], bool),
        period: Period,
    ) -> Groups {
        let mut firsts: BTreeMap<u32, (i64, u32)> = BTreeMap::new();
        if first {
            for spell in self.world.book.spells(entity, self.world.as_of) {
                let known = firsts.entry(spell.subject).or_insert((spell.began_at, spell.id));
                *known = (*known).min((spell.began_at, spell.id));
            }
        }
        let spells = self
            .spells(entity, when, Due::Latest, period)
            .filter(|spell| ends.is_empty() || ended_so(spell, ends))
            .filter(|spell| !first || firsts.get(&spell.subject) == Some(&(spell.began_at, spell.id)));
        let complete = self.is_over(period);
        let figure = |spells: Vec<Spell<'_>>| {
            Fig::people(&spells.iter().map(|spell| spell.subject).collect::<Users>()).complete(complete)
        };
        self.sort(spells, self.world.last(period)).into_iter().map(|(group, spells)| (group, figure(spells))).collect()
    }

    pub(super) fn spell_share(
        &self,
        entity: &str,
        when: When,
        ends: &[String],
        (within, which): (Option<Span>, Due),
        period: Period,
    ) -> Groups {
        let as_of = self.world.as_of;
        let length = within.and_then(Span::days).and_then(|days| i32::try_from(days).ok());
        let hits = |spell: &Spell<'_>| match which {
            Due::Moved => spell.due.is_some_and(|(first, latest)| first != latest),
            _ if ends.is_empty() => spell.ended.is_none(),
            Due::Baseline => {
                ended_so(spell, ends)
                    && spell.ended.zip(spell.due).is_some_and(|((_, day, _), (first, _))| day <= first)
            }
            Due::Latest => {
                let in_time = |day: Day| length.is_none_or(|length| day <= spell.began.plus(length));
                ended_so(spell, ends) && spell.ended.is_some_and(|(_, day, _)| in_time(day))
            }
        };
        let spells: Vec<Spell<'_>> = self.spells(entity, when, which, period).collect();
        // Those too young to know are left out, whether they have ended or not.
        let young = |spell: &Spell<'_>| length.is_some_and(|length| spell.began.plus(length) > as_of);
        let over = self.is_over(period);
        let any_young = self.sort(spells.iter().copied().filter(|spell| young(spell)), self.world.last(period));
        let sorted = self.sort(spells.into_iter().filter(|spell| !young(spell)), self.world.last(period));
        let figure = |group: &super::figure::Group, spells: &[Spell<'_>]| {
            let (some, rest): (Vec<Spell<'_>>, Vec<Spell<'_>>) = spells.iter().partition(|spell| hits(spell));
            let waiting = any_young.get(group).is_some_and(|young| !young.is_empty());
            let unsettled =
                length.is_none() && which == Due::Latest && spells.iter().any(|spell| spell.ended.is_none());
            let mut figure = Fig::share(count(&some), count(spells), people(&some), people(&rest));
            if entity == SESSION {
                // Sessions of one pair are alike, so the pair is drawn and not the session.
                figure.interval = pairs(spells, &hits);
            }
            figure.complete(over && !waiting && !unsettled)
        };
        sorted.iter().map(|(group, spells)| (group.clone(), figure(group, spells))).collect()
    }

    /// Weight earned out of weight planned by the end of the period.
    pub(super) fn earned(&self, entity: &str, ends: &[String], period: Period) -> Groups {
        let last = self.world.last(period);
        let known: Vec<Spell<'a>> = self.world.book.spells(entity, last).collect();
        let planned = |spell: &Spell<'_>| spell.due.is_some_and(|(first, _)| first <= last);
        let complete = self.is_over(period);
        let figure = |spells: Vec<Spell<'_>>| {
            let weight = |some: &[Spell<'_>]| some.iter().map(|spell| i128::from(spell.weight)).sum::<i128>();
            let done: Vec<_> = spells.iter().copied().filter(|spell| ended_so(spell, ends)).collect();
            let due: Vec<_> = spells.iter().copied().filter(planned).collect();
            let (earned, to_earn) = (weight(&done), weight(&due));
            let undone: Vec<_> = due.iter().copied().filter(|spell| !ended_so(spell, ends)).collect();
            Fig {
                value: (to_earn > 0).then(|| float(earned) / float(to_earn)),
                n: Some(count(&due)),
                numerator: i64::try_from(earned).ok(),
                denominator: i64::try_from(to_earn).ok(),
                behind: Behind { people: Some(people(&done)), rest: Some(people(&undone)), ..Behind::default() },
                ..Fig::default()
            }
            .complete(complete)
        };
        let spells = known.into_iter().filter(|spell| planned(spell) || ended_so(spell, ends));
        self.sort(spells, last).into_iter().map(|(group, spells)| (group, figure(spells))).collect()
    }

    /// Open spells by who carries them, out of the room of everybody who has any.
    pub(super) fn load(&self, entity: &str, capacity: &str, period: Period) -> Groups {
        let last = self.world.last(period);
        let (loads, carriers) = self.loads(entity, capacity, period);
        let room: BTreeMap<u32, i64> = self
            .world
            .values(capacity, last)
            .iter()
            .filter_map(|(text, users)| text.parse::<i64>().ok().map(|room| (room.max(0), users)))
            .flat_map(|(room, users)| users.iter().map(move |who| (who, room)).collect::<Vec<_>>())
            .collect();
        let complete = self.is_over(period);
        self.split(&carriers, last)
            .iter()
            .map(|(group, who)| {
                let sum = |of: &BTreeMap<u32, i64>| who.iter().filter_map(|one| of.get(&one)).sum::<i64>();
                let (carried, places) = (sum(&loads), sum(&room));
                let figure = Fig {
                    value: (places > 0).then(|| float(carried.into()) / float(places.into())),
                    n: Some(whole(who.count())),
                    numerator: Some(carried),
                    denominator: Some(places),
                    behind: Behind { people: Some(who.count()), ..Behind::default() },
                    ..Fig::default()
                };
                (group.clone(), figure.complete(complete))
            })
            .collect()
    }

    /// How many open spells each carries who has a value of an attribute, none included.
    pub(super) fn loads(&self, entity: &str, among: &str, period: Period) -> (BTreeMap<u32, i64>, Users) {
        let last = self.world.last(period);
        let mut carriers = Users::default();
        self.world.values(among, last).values().for_each(|users| carriers.add(users));
        let carriers = self.people(carriers, last);
        let mut loads: BTreeMap<u32, i64> = carriers.iter().map(|who| (who, 0)).collect();
        for spell in self.world.book.spells(entity, last).filter(|spell| spell.ended.is_none()) {
            if let Some(load) = spell.cluster.and_then(|who| loads.get_mut(&who)) {
                *load += 1;
            }
        }
        (loads, carriers)
    }
}

/// The bootstrap over clusters.
fn pairs(spells: &[Spell<'_>], hits: &dyn Fn(&Spell<'_>) -> bool) -> Option<crate::answer::Interval> {
    let mut by: BTreeMap<u32, (i64, i64)> = BTreeMap::new();
    for spell in spells {
        let sums = by.entry(spell.cluster.unwrap_or(spell.id)).or_default();
        sums.0 += i64::from(hits(spell));
        sums.1 += 1;
    }
    let units: Vec<(u64, i64, i64)> = by.into_iter().map(|(pair, (hit, all))| (pair.into(), hit, all)).collect();
    Bootstrap::default().ratio(&units, Level::default())?.interval
}

/// What ends in a list of names; used where order does not matter.
pub(super) fn set(ends: &[String]) -> BTreeSet<&str> {
    ends.iter().map(String::as_str).collect()
}

//! All states of an ecosystem.

use super::attributes::Attributes;
use super::log::{Entry, Month, month_of};
use super::spells::{Spell, Spells};
use super::users::Users;
use crate::calendar::{Day, Period};
use crate::facts::Fact;
use std::collections::BTreeMap;

/// The states that facts fold into. The same facts give the same book, in whatever order, however often and in however many parts.
///
/// ```
/// # use semillero_analytics::{Book, Day, Event, Fact, Period};
/// let day: Day = "2026-05-04".parse()?;
/// let event = |seq, actor| {
///     let kind = "session_completed".into();
///     Fact::Event(Event { seq, at: 0, day, kind, actor, subject: None, value: None, unit: String::new() })
/// };
/// let book = Book::of(&[event(1, 7), event(2, 8), event(3, 7)]);
/// assert_eq!(book.users("session_completed", Period { from: day, to: day.plus(1) }).count(), 2);
/// # Ok::<(), semillero_analytics::DayError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Book {
    pub(super) users: BTreeMap<String, BTreeMap<Day, Users>>,
    pub(super) log: BTreeMap<String, BTreeMap<i32, Month>>,
    pub(super) attributes: BTreeMap<String, Attributes>,
    pub(super) spells: BTreeMap<String, Spells>,
}

/// Changes what stands under a name, which is made if need be; the name is copied only then.
pub(super) fn under<T: Default>(map: &mut BTreeMap<String, T>, name: &str, change: impl FnOnce(&mut T)) {
    match map.get_mut(name) {
        Some(there) => change(there),
        None => change(map.entry(name.to_owned()).or_default()),
    }
}

impl Book {
    /// The book of some facts.
    #[must_use]
    pub fn of<'a>(facts: impl IntoIterator<Item = &'a Fact>) -> Self {
        let mut book = Self::default();
        facts.into_iter().for_each(|fact| book.apply(fact));
        book
    }

    /// Takes one more fact in; one that is in already changes nothing.
    pub fn apply(&mut self, fact: &Fact) {
        match fact {
            Fact::Event(event) => {
                under(&mut self.users, &event.kind, |days| days.entry(event.day).or_default().insert(event.actor));
                under(&mut self.log, &event.kind, |months| {
                    months.entry(month_of(event.day)).or_default().insert(event.into());
                });
            }
            Fact::Spell(change) => under(&mut self.spells, &change.entity, |spells| {
                spells.entry(change.id).or_default().apply(change.seq, &change.what);
            }),
            Fact::Attribute(change) => under(&mut self.attributes, &change.attribute, |values| values.apply(change)),
        }
    }

    /// Takes in who did something of a kind on a day.
    #[cfg(feature = "arrow")]
    pub(crate) fn add_users(&mut self, kind: &str, day: Day, users: &Users) {
        under(&mut self.users, kind, |days| days.entry(day).or_default().add(users));
    }

    /// Takes in events of a kind in a month.
    #[cfg(feature = "arrow")]
    pub(crate) fn add_entries(&mut self, kind: &str, month: i32, entries: Vec<Entry>) {
        under(&mut self.log, kind, |months| {
            // Made from a sorted list at once, which is several times faster than one by one.
            months.entry(month).or_default().append(&mut entries.into_iter().collect());
        });
    }

    /// Takes another book in.
    pub fn merge(&mut self, other: &Self) {
        for (kind, days) in &other.users {
            under(&mut self.users, kind, |mine| {
                days.iter().for_each(|(day, users)| mine.entry(*day).or_default().add(users))
            });
        }
        for (kind, months) in &other.log {
            under(&mut self.log, kind, |mine| {
                months
                    .iter()
                    .for_each(|(month, entries)| mine.entry(*month).or_default().extend(entries.iter().cloned()));
            });
        }
        for (attribute, changes) in &other.attributes {
            under(&mut self.attributes, attribute, |mine| mine.merge(changes));
        }
        for (entity, spells) in &other.spells {
            under(&mut self.spells, entity, |mine| {
                spells.iter().for_each(|(id, known)| mine.entry(*id).or_default().merge(known));
            });
        }
    }

    /// The kinds of events that it has facts of.
    pub fn kinds(&self) -> impl Iterator<Item = &str> {
        self.users.keys().map(String::as_str)
    }

    /// The entities that it has spells of.
    pub fn entities(&self) -> impl Iterator<Item = &str> {
        self.spells.keys().map(String::as_str)
    }

    /// The attributes that it has values of.
    pub fn attribute_names(&self) -> impl Iterator<Item = &str> {
        self.attributes.keys().map(String::as_str)
    }

    /// Who did something of a kind on a day of a period.
    #[must_use]
    pub fn users(&self, kind: &str, period: Period) -> Users {
        let mut all = Users::default();
        self.days(kind, period).for_each(|(_, users)| all.add(users));
        all
    }

    /// Who did something of a kind on each day of a period on which anybody did, in order.
    pub fn days(&self, kind: &str, period: Period) -> impl Iterator<Item = (Day, &Users)> {
        let days = self.users.get(kind).filter(|_| period.days() > 0).into_iter();
        days.flat_map(move |days| days.range(period.from..period.to)).map(|(day, users)| (*day, users))
    }

    /// The events of a kind on the days of a period, by time.
    pub fn entries(&self, kind: &str, period: Period) -> impl Iterator<Item = &Entry> {
        let months = self.log.get(kind).filter(|_| period.days() > 0).into_iter();
        let months = months.flat_map(move |months| months.range(month_of(period.from)..=month_of(period.to.plus(-1))));
        let entries = months.clone().flat_map(|(_, month)| month).filter(move |entry| period.has(entry.day));
        // Days may disagree with instants where a zone changed, so months need not follow each other in time.
        let ends = months.map(|(_, month)| (month.first(), month.last()));
        let sorted = (!ends.is_sorted_by(|(_, last), (first, _)| last <= first)).then(|| {
            let mut entries: Vec<&Entry> = entries.clone().collect();
            entries.sort_unstable();
            entries
        });
        let lazy = sorted.is_none().then_some(entries);
        lazy.into_iter().flatten().chain(sorted.into_iter().flatten())
    }

    /// The last day on which something happened, or a spell began or ended; nothing when there is no such fact.
    #[must_use]
    pub fn last_day(&self) -> Option<Day> {
        let events = self.users.values().filter_map(|days| days.keys().next_back().copied());
        let spells = self.entities().flat_map(|entity| self.spells(entity, Day(i32::MAX)));
        let spells = spells.map(|spell| spell.ended.map_or(spell.began, |(_, ended, _)| ended.max(spell.began)));
        events.chain(spells).max()
    }

    /// An attribute.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&Attributes> {
        self.attributes.get(name)
    }

    /// The spells of an entity as they stood at the end of a day, by id.
    pub fn spells(&self, entity: &str, as_of: Day) -> impl Iterator<Item = Spell<'_>> {
        self.spells.get(entity).into_iter().flatten().filter_map(move |(id, known)| known.at(*id, as_of))
    }
}

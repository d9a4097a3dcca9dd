//! All states of an ecosystem.

use super::attributes::Attributes;
use super::log::Entry;
use super::spells::{Spell, Spells};
use super::users::Users;
use crate::calendar::{Day, Period};
use crate::facts::Fact;
use std::collections::{BTreeMap, BTreeSet};

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
    users: BTreeMap<String, BTreeMap<Day, Users>>,
    log: BTreeMap<String, BTreeSet<Entry>>,
    attributes: BTreeMap<String, Attributes>,
    spells: BTreeMap<String, Spells>,
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
                let users = self.users.entry(event.kind.clone()).or_default();
                users.entry(event.day).or_default().insert(event.actor);
                self.log.entry(event.kind.clone()).or_default().insert(event.into());
            }
            Fact::Spell(change) => {
                let spells = self.spells.entry(change.entity.clone()).or_default();
                spells.entry(change.id).or_default().apply(change.seq, &change.what);
            }
            Fact::Attribute(change) => self.attributes.entry(change.attribute.clone()).or_default().apply(change),
        }
    }

    /// Takes another book in.
    pub fn merge(&mut self, other: &Self) {
        for (kind, days) in &other.users {
            let mine = self.users.entry(kind.clone()).or_default();
            for (day, users) in days {
                mine.entry(*day).or_default().add(users);
            }
        }
        for (kind, entries) in &other.log {
            self.log.entry(kind.clone()).or_default().extend(entries.iter().cloned());
        }
        for (attribute, changes) in &other.attributes {
            self.attributes.entry(attribute.clone()).or_default().merge(changes);
        }
        for (entity, spells) in &other.spells {
            let mine = self.spells.entry(entity.clone()).or_default();
            for (id, known) in spells {
                mine.entry(*id).or_default().merge(known);
            }
        }
    }

    /// The kinds of events that it has facts of.
    pub fn kinds(&self) -> impl Iterator<Item = &str> {
        self.log.keys().map(String::as_str)
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
        if period.days() > 0 {
            let days = self.users.get(kind).into_iter().flat_map(|days| days.range(period.from..period.to));
            days.for_each(|(_, users)| all.add(users));
        }
        all
    }

    /// The events of a kind on the days of a period, by time.
    pub fn entries(&self, kind: &str, period: Period) -> impl Iterator<Item = &Entry> {
        self.log.get(kind).into_iter().flatten().filter(move |entry| period.has(entry.day))
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

//! Who is counted, and in which group: staff, scope, filters and dimensions over a book.

use super::figure::Group;
use super::windows::Windows;
use crate::calendar::{Day, Period};
use crate::facts::Ordinal;
use crate::metrics::About;
use crate::query::filter::Filter;
use crate::query::scope::Scope;
use crate::query::vocabulary::{CURRENCY, END, SUBJECT};
use crate::standard::attribute;
use crate::states::{Book, Entry, Spell, Users};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

type Values = Rc<BTreeMap<String, Users>>;

/// A book as of a day, for one caller.
pub(crate) struct World<'a> {
    pub(crate) book: &'a Book,
    pub(crate) as_of: Day,
    pub(crate) scope: &'a Scope,
    /// The day of the first event.
    pub(crate) first: Option<Day>,
    days: RefCell<BTreeMap<String, Rc<BTreeSet<Day>>>>,
    values: RefCell<BTreeMap<(String, Day), Values>>,
    pub(super) windows: Windows,
}

/// All days that there are.
pub(crate) const ALWAYS: Period = Period { from: Day(i32::MIN), to: Day(i32::MAX) };

impl<'a> World<'a> {
    pub(crate) fn new(book: &'a Book, as_of: Day, scope: &'a Scope) -> Self {
        let first = book.kinds().filter_map(|kind| book.entries(kind, ALWAYS).next()).map(|entry| entry.day).min();
        Self {
            book,
            as_of,
            scope,
            first,
            days: RefCell::default(),
            values: RefCell::default(),
            windows: Windows::default(),
        }
    }

    /// The last day of a period that is known.
    pub(crate) fn last(&self, period: Period) -> Day {
        period.to.plus(-1).min(self.as_of)
    }

    /// The days of a period that are known.
    pub(crate) fn known(&self, period: Period) -> Period {
        Period { from: period.from, to: period.to.min(self.as_of.plus(1)) }
    }

    /// Who has which value on a day; computed once between two changes.
    pub(crate) fn values(&self, dimension: &str, day: Day) -> Values {
        let Some(attribute) = self.book.attribute(dimension) else { return Values::default() };
        let known = self.days.borrow().get(dimension).cloned();
        let days = known.unwrap_or_else(|| {
            let days = Rc::new(attribute.days());
            self.days.borrow_mut().insert(dimension.to_owned(), Rc::clone(&days));
            days
        });
        let Some(since) = days.range(..=day).next_back() else { return Values::default() };
        let key = (dimension.to_owned(), *since);
        if let Some(values) = self.values.borrow().get(&key) {
            return Rc::clone(values);
        }
        let values: Values =
            Rc::new(attribute.values(day).into_iter().map(|(value, users)| (value.to_owned(), users)).collect());
        self.values.borrow_mut().insert(key, Rc::clone(&values));
        values
    }

    /// Staff, test accounts, and who does not agree to be counted.
    fn left_out(&self, day: Day) -> Option<Users> {
        let mut out = self.values(attribute::STAFF, day).get("yes").cloned();
        if let Some(unwilling) = self.values(attribute::COUNTED, day).get("no") {
            out.get_or_insert_default().add(unwilling);
        }
        out
    }

    fn attribute(&self, dimension: &str, chain: &[Option<Ordinal>], day: Day) -> Option<&'a str> {
        let attribute = self.book.attribute(dimension)?;
        chain.iter().flatten().find_map(|ordinal| attribute.at(*ordinal, day))
    }
}

/// A thing that is counted: an event or a spell.
pub(crate) trait Thing: Copy {
    /// Whose it is, then whose attributes count where it has none of its own.
    fn chain(&self) -> [Option<Ordinal>; 3];
    /// Whose being staff leaves it out.
    fn concerned(&self) -> [Option<Ordinal>; 2];
    /// Whether it lies in a set of ordinals.
    fn within(&self, only: &Users) -> bool;
    /// Dimensions that come with it.
    fn own(&self, dimension: &str) -> Option<Cow<'_, str>>;
}

/// An event, and whose it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Happened<'a> {
    pub(crate) entry: &'a Entry,
    pub(crate) about: About,
}

impl Happened<'_> {
    /// To whom it belongs.
    pub(crate) fn whose(&self) -> Ordinal {
        match self.about {
            About::Actor => self.entry.actor,
            About::Subject => self.entry.subject.unwrap_or(self.entry.actor),
        }
    }
}

impl Thing for Happened<'_> {
    fn chain(&self) -> [Option<Ordinal>; 3] {
        match self.about {
            About::Actor => [Some(self.entry.actor), self.entry.subject, None],
            About::Subject => [self.entry.subject, Some(self.entry.actor), None],
        }
    }

    fn concerned(&self) -> [Option<Ordinal>; 2] {
        // Money is entered by staff and still counts: it is the venture's.
        [Some(self.whose()), None]
    }

    fn within(&self, only: &Users) -> bool {
        only.has(self.entry.subject.unwrap_or(self.entry.actor))
    }

    fn own(&self, dimension: &str) -> Option<Cow<'_, str>> {
        match dimension {
            CURRENCY => Some(Cow::Borrowed(&*self.entry.unit)),
            SUBJECT => self.entry.subject.map(|subject| Cow::Owned(subject.to_string())),
            _ => None,
        }
    }
}

impl Thing for Spell<'_> {
    fn chain(&self) -> [Option<Ordinal>; 3] {
        [Some(self.id), Some(self.subject), self.cluster]
    }

    fn concerned(&self) -> [Option<Ordinal>; 2] {
        [Some(self.subject), self.cluster]
    }

    fn within(&self, only: &Users) -> bool {
        only.has(self.id) || (only.has(self.subject) && self.cluster.is_none_or(|cluster| only.has(cluster)))
    }

    fn own(&self, dimension: &str) -> Option<Cow<'_, str>> {
        match dimension {
            END => self.ended.map(|(_, _, end)| Cow::Borrowed(end)),
            SUBJECT => Some(Cow::Owned(self.subject.to_string())),
            _ => None,
        }
    }
}

fn is_own(dimension: &str) -> bool {
    [CURRENCY, END, SUBJECT].contains(&dimension)
}

/// A world through the filters and dimensions of one measure.
pub(crate) struct View<'w, 'a> {
    pub(crate) world: &'w World<'a>,
    pub(crate) filters: Option<Filter>,
    pub(crate) dimensions: &'w [String],
}

impl<'a> View<'_, 'a> {
    /// The group of all together.
    pub(crate) fn total(&self) -> Group {
        vec![None; self.dimensions.len()]
    }

    /// Of some people those who count on a day.
    pub(crate) fn people(&self, mut people: Users, day: Day) -> Users {
        if let Some(staff) = self.world.left_out(day) {
            people = people.without(&staff);
        }
        if let Some(only) = &self.world.scope.only {
            people = people.and(only);
        }
        for filter in self.world.scope.condition.iter().chain(&self.filters) {
            people = self.passing(&people, filter, day);
        }
        people
    }

    fn passing(&self, people: &Users, filter: &Filter, day: Day) -> Users {
        match filter {
            Filter::All { all } => all.iter().fold(people.clone(), |left, one| self.passing(&left, one, day)),
            Filter::Any { any } => {
                let mut passing = Users::default();
                any.iter().for_each(|one| passing.add(&self.passing(people, one, day)));
                passing
            }
            Filter::Not { not } => people.without(&self.passing(people, not, day)),
            Filter::Is(condition) => {
                let values = self.world.values(&condition.dim, day);
                let mut passing = Users::default();
                let mut known = Users::default();
                for (value, users) in values.iter() {
                    known.add(users);
                    if condition.holds(Some(value)) {
                        passing.add(&people.and(users));
                    }
                }
                if condition.holds(None) {
                    passing.add(&people.without(&known));
                }
                passing
            }
        }
    }

    /// All together, then by group; who has no value of a dimension is in the group of the empty text.
    pub(crate) fn split(&self, people: &Users, day: Day) -> BTreeMap<Group, Users> {
        let mut groups = BTreeMap::from([(self.total(), people.clone())]);
        if self.dimensions.is_empty() {
            return groups;
        }
        let mut parts: Vec<(Group, Users)> = vec![(Vec::new(), people.clone())];
        for dimension in self.dimensions {
            let values = self.world.values(dimension, day);
            let mut next = Vec::new();
            for (group, people) in parts {
                let mut rest = people.clone();
                let mut push = |value: &str, some: Users| {
                    if !some.is_empty() {
                        let mut group = group.clone();
                        group.push(Some(value.to_owned()));
                        next.push((group, some));
                    }
                };
                for (value, users) in values.iter() {
                    let some = people.and(users);
                    rest.take_out(&some);
                    push(value, some);
                }
                push("", rest);
            }
            parts = next;
        }
        // A value that is the empty text itself and no value at all are one group.
        for (group, some) in parts {
            groups.entry(group).or_default().add(&some);
        }
        groups
    }

    fn value<T: Thing>(&self, thing: &T, dimension: &str, day: Day) -> Option<String> {
        if is_own(dimension) {
            return thing.own(dimension).map(Cow::into_owned);
        }
        self.world.attribute(dimension, &thing.chain(), day).map(str::to_owned)
    }

    /// Whether a thing counts on a day.
    pub(crate) fn counts<T: Thing>(&self, thing: &T, day: Day) -> bool {
        let has = |name: &str, ordinal: Ordinal, value: &str| {
            self.world.book.attribute(name).and_then(|values| values.at(ordinal, day)) == Some(value)
        };
        let is_left_out =
            |ordinal: &Ordinal| has(attribute::STAFF, *ordinal, "yes") || has(attribute::COUNTED, *ordinal, "no");
        let mut look = |dimension: &str| -> Option<Cow<'_, str>> {
            if is_own(dimension) {
                return thing.own(dimension);
            }
            self.world.attribute(dimension, &thing.chain(), day).map(Cow::Borrowed)
        };
        !thing.concerned().iter().flatten().any(is_left_out)
            && self.world.scope.only.as_ref().is_none_or(|only| thing.within(only))
            && self.world.scope.condition.iter().chain(&self.filters).all(|filter| filter.holds(&mut look))
    }

    /// The things that count, all together and by group.
    pub(crate) fn sort<T: Thing>(&self, things: impl Iterator<Item = T>, day: Day) -> BTreeMap<Group, Vec<T>> {
        let mut groups: BTreeMap<Group, Vec<T>> = BTreeMap::from([(self.total(), Vec::new())]);
        for thing in things.filter(|thing| self.counts(thing, day)) {
            groups.entry(self.total()).or_default().push(thing);
            if !self.dimensions.is_empty() {
                let value = |dimension: &String| Some(self.value(&thing, dimension, day).unwrap_or_default());
                groups.entry(self.dimensions.iter().map(value).collect()).or_default().push(thing);
            }
        }
        groups
    }

    /// Who did something of these kinds in a period and counts on a day.
    pub(crate) fn active(&self, events: &[String], period: Period, day: Day) -> Users {
        let mut all = Users::default();
        let known = self.world.known(period);
        events.iter().for_each(|kind| all.add(&self.world.book.users(kind, known)));
        self.people(all, day)
    }

    /// What happened of these kinds in a period.
    pub(crate) fn happened(
        &self,
        events: &[String],
        about: About,
        period: Period,
    ) -> impl Iterator<Item = Happened<'a>> {
        let known = self.world.known(period);
        let book = self.world.book;
        let kinds: BTreeSet<String> = events.iter().cloned().collect();
        let entries: Vec<&'a Entry> =
            kinds.iter().flat_map(|kind| book.entries(kind, known).collect::<Vec<_>>()).collect();
        entries.into_iter().map(move |entry| Happened { entry, about })
    }
}

//! A book as if somebody had never been.

use super::book::Book;
use super::key::Key;
use super::users::Users;
use crate::calendar::Period;
use crate::facts::Ordinal;
use std::collections::BTreeSet;

impl Book {
    /// Drops everything that these ordinals have a part in, as if they had never been: events that they did or that are about them, their
    /// values of attributes, and the spells that are they, are theirs or go together with them. Says which rows have changed; those of
    /// which [`row`](Self::row) has nothing any more are to go.
    ///
    /// The book must be whole: who did something on a day is made anew from the log. Where users stand without a log, only those
    /// themselves go that are to be forgotten.
    ///
    /// ```
    /// # use semillero_analytics::{Book, Day, Event, Fact};
    /// # let event = |seq, actor, subject| {
    /// #     let kind = "session_rated".into();
    /// #     Fact::Event(Event { seq, at: 0, day: Day(0), kind, actor, subject, value: Some(5), unit: "rating".into() })
    /// # };
    /// let mut book = Book::of(&[event(1, 7, Some(8)), event(2, 8, Some(9)), event(3, 1, Some(9))]);
    /// book.forget([8]);
    /// assert_eq!(book, Book::of(&[event(3, 1, Some(9))]));
    /// ```
    pub fn forget(&mut self, ordinals: impl IntoIterator<Item = Ordinal>) -> BTreeSet<Key> {
        let gone: Users = ordinals.into_iter().collect();
        let mut touched = self.forget_events(&gone);
        for (name, values) in &mut self.attributes {
            touched.extend(values.forget(&gone).iter().map(|ordinal| Key::attributes(name, ordinal)));
        }
        self.attributes.retain(|_, values| !values.is_empty());
        for (name, spells) in &mut self.spells {
            spells.retain(|id, known| {
                let goes = gone.has(*id) || known.is_of(&gone);
                goes.then(|| touched.insert(Key::spells(name, *id)));
                !goes
            });
        }
        self.spells.retain(|_, spells| !spells.is_empty());
        touched
    }

    fn forget_events(&mut self, gone: &Users) -> BTreeSet<Key> {
        let mut touched = BTreeSet::new();
        for (name, days) in &mut self.users {
            for (day, users) in days {
                let before = users.count();
                users.take_out(gone);
                if users.count() != before {
                    touched.insert(Key::users(name, *day));
                }
            }
        }
        let mut others = BTreeSet::new();
        for (name, months) in &mut self.log {
            for entries in months.values_mut() {
                entries.retain(|entry| {
                    let goes = gone.has(entry.actor) || entry.subject.is_some_and(|subject| gone.has(subject));
                    if goes {
                        touched.insert(Key::log(name, entry.day));
                        others.insert((name.clone(), entry.day));
                    }
                    !goes
                });
            }
        }
        // Whoever did something to a forgotten one may have done nothing else that day.
        for (name, day) in others {
            let left =
                self.entries(&name, Period { from: day, to: day.plus(1) }).map(|entry| entry.actor).collect::<Users>();
            touched.insert(Key::users(&name, day));
            self.users.entry(name).or_default().insert(day, left);
        }
        for months in self.log.values_mut() {
            months.retain(|_, entries| !entries.is_empty());
        }
        self.log.retain(|_, months| !months.is_empty());
        for days in self.users.values_mut() {
            days.retain(|_, users| !users.is_empty());
        }
        self.users.retain(|_, days| !days.is_empty());
        touched
    }
}

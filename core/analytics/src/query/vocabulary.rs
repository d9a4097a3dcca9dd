//! The names that a document may use.

use crate::standard::{attribute, event, spell};
use crate::states::Book;
use std::collections::{BTreeMap, BTreeSet};

/// The kinds of events, entities with their ends, and attributes that a document may speak of: the standard ones and those of a book.
///
/// ```
/// # use semillero_analytics::{Book, Vocabulary};
/// let names = Vocabulary::standard().and(&Book::default());
/// assert!(names.events().any(|kind| kind == "session_completed"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vocabulary {
    events: BTreeSet<String>,
    entities: BTreeMap<String, BTreeSet<String>>,
    attributes: BTreeSet<String>,
}

/// Dimensions that come with facts themselves.
pub(crate) const CURRENCY: &str = "currency";
/// How a spell ended.
pub(crate) const END: &str = "end";
/// About whom or what, as the number of the ecosystem's own.
pub(crate) const SUBJECT: &str = "subject";

impl Vocabulary {
    /// The standard names alone.
    #[must_use]
    pub fn standard() -> Self {
        let entities: [(&str, &[&str]); 6] = [
            (spell::WAIT, &["matched", "withdrawn"]),
            (spell::REQUEST, &["accepted", "declined", "expired", "withdrawn", "superseded"]),
            (spell::MENTORSHIP, &["completed", "terminated"]),
            (spell::SESSION, &["held", "no_show_mentee", "no_show_mentor", "cancelled_late", "cancelled"]),
            (spell::PROJECT, &["succeeded", "failed", "merged"]),
            (spell::MILESTONE, &["reached", "missed"]),
        ];
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Self {
            events: owned(event::ALL),
            entities: entities.iter().map(|(entity, ends)| ((*entity).to_owned(), owned(ends))).collect(),
            attributes: owned(attribute::ALL),
        }
    }

    /// These names and those of a book; entities that are not standard may end in any way.
    #[must_use]
    pub fn and(mut self, book: &Book) -> Self {
        self.events.extend(book.kinds().map(str::to_owned));
        self.attributes.extend(book.attribute_names().map(str::to_owned));
        for entity in book.entities() {
            self.entities.entry(entity.to_owned()).or_default();
        }
        self
    }

    /// Kinds of events, in order.
    pub fn events(&self) -> impl Iterator<Item = &str> {
        self.events.iter().map(String::as_str)
    }

    /// Entities with spells, in order.
    pub fn entities(&self) -> impl Iterator<Item = &str> {
        self.entities.keys().map(String::as_str)
    }

    /// How spells of an entity end; nothing when any end may be.
    #[must_use]
    pub fn ends(&self, entity: &str) -> Option<impl Iterator<Item = &str>> {
        self.entities.get(entity).filter(|ends| !ends.is_empty()).map(|ends| ends.iter().map(String::as_str))
    }

    /// Attributes, in order.
    pub fn attributes(&self) -> impl Iterator<Item = &str> {
        self.attributes.iter().map(String::as_str)
    }

    /// What figures may be broken down by: attributes, and `currency`, `end` and `subject`, which come with the facts.
    pub fn dimensions(&self) -> impl Iterator<Item = &str> {
        self.attributes().chain([CURRENCY, END, SUBJECT])
    }
}

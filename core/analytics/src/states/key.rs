//! Which state is where: a host stores one row per key.

use super::attributes;
use super::log::month_of;
use super::spells;
use crate::calendar::Day;
use crate::facts::Fact;

/// What kind of state a row holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// The values of one attribute over time; a part has 1,024 ordinals.
    Attributes,
    /// The events of one kind in a calendar month.
    Log,
    /// The spells of one entity; a part has 1,024 of them.
    Spells,
    /// Who did something of one kind on a day.
    Users,
}

impl Family {
    /// All of them, in the order of their rows.
    pub const ALL: [Self; 4] = [Self::Attributes, Self::Log, Self::Spells, Self::Users];

    /// Its name in a table.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Attributes => "attributes",
            Self::Log => "log",
            Self::Spells => "spells",
            Self::Users => "users",
        }
    }

    /// The one of that name.
    ///
    /// ```
    /// # use semillero_analytics::Family;
    /// assert!(Family::ALL.into_iter().all(|family| Family::named(family.as_str()) == Some(family)));
    /// assert_eq!(Family::named("heat"), None);
    /// ```
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|family| family.as_str() == name)
    }
}

/// The key of a row: the family, the kind, entity or attribute, which range of ordinals, and which day or month.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// What kind of state.
    pub family: Family,
    /// The kind of event, the entity or the attribute.
    pub name: String,
    /// Ordinals from 1,024 × this on, of spells and attributes; 0 for the others.
    pub part: u32,
    /// The day of users (days since 1970), the month of a log (months since January 1970); 0 for the others.
    pub bucket: i32,
}

impl Key {
    /// The rows that a fact changes: whoever stores rows loads these, applies the fact, and writes them back.
    ///
    /// ```
    /// # use semillero_analytics::{Book, Day, Event, Fact, Family, Key};
    /// let (kind, day) = ("signed_in".to_owned(), Day(400));
    /// let fact = Fact::Event(Event { seq: 1, at: 0, day, kind, actor: 7, subject: None, value: None, unit: String::new() });
    /// let keys: Vec<Key> = Key::of(&fact).collect();
    /// assert_eq!(keys.iter().map(|key| (key.family, key.bucket)).collect::<Vec<_>>(), [(Family::Log, 13), (Family::Users, 400)]);
    /// let book = Book::of([&fact]);
    /// assert!(book.rows().map(|(key, _)| key).eq(keys));
    /// ```
    pub fn of(fact: &Fact) -> impl Iterator<Item = Self> + use<> {
        let (first, second) = match fact {
            Fact::Event(event) => {
                let [log, users] = [Self::log(&event.kind, event.day), Self::users(&event.kind, event.day)];
                (log, Some(users))
            }
            Fact::Spell(change) => (Self::spells(&change.entity, change.id), None),
            Fact::Attribute(change) => (Self::attributes(&change.attribute, change.ordinal), None),
        };
        [first].into_iter().chain(second)
    }

    /// Where it stands who did something of a kind on a day.
    #[must_use]
    pub fn users(kind: &str, day: Day) -> Self {
        Self { family: Family::Users, name: kind.to_owned(), part: 0, bucket: day.0 }
    }

    /// Where the events of a kind stand that fall on a day, with those of its whole month.
    #[must_use]
    pub fn log(kind: &str, day: Day) -> Self {
        Self { family: Family::Log, name: kind.to_owned(), part: 0, bucket: month_of(day) }
    }

    /// Where a spell stands.
    #[must_use]
    pub fn spells(entity: &str, id: u32) -> Self {
        Self { family: Family::Spells, name: entity.to_owned(), part: id / spells::PART, bucket: 0 }
    }

    /// Where the values of somebody's attribute stand.
    #[must_use]
    pub fn attributes(attribute: &str, ordinal: u32) -> Self {
        Self { family: Family::Attributes, name: attribute.to_owned(), part: ordinal / attributes::PART, bucket: 0 }
    }
}

impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {} {}", self.family.as_str(), self.name, self.part, self.bucket)
    }
}

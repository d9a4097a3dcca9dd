//! What happened, in the plainest form: events, spells, attributes. The domain maps its own events to these.

#[cfg(feature = "arrow")]
mod arrow;
mod ordinals;
pub mod standard;

#[cfg(feature = "arrow")]
pub use arrow::{
    Fold, FoldError, HistFold, LogKinds, StepsFold, attribute_schema, event_schema, money_schema, spell_schema,
};
pub use ordinals::{Id, Ordinals, OrdinalsFull};

use crate::calendar::Day;

/// A person, a project, a session: whoever or whatever facts speak of, by a number of the ecosystem's own that leads back to nobody.
pub type Ordinal = u32;

/// One fact. Facts may come in any order and more than once: [`seq`](Event::seq) tells them apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    /// Something happened.
    Event(Event),
    /// A stretch of time began or came to an end.
    Spell(SpellChange),
    /// Somebody or something has a value of an attribute from a day on.
    Attribute(AttributeChange),
}

/// Something that happened at an instant.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Event {
    /// Where the event stands in the log; the same number is the same event.
    pub seq: u64,
    /// When, in microseconds since 1970 UTC.
    pub at: i64,
    /// On which civil day, in the zone of the programme.
    pub day: Day,
    /// What, such as `session_completed`.
    pub kind: String,
    /// Who did it.
    pub actor: Ordinal,
    /// About whom or what, such as the mentor whom a rating is of, or the project that money is for.
    pub subject: Option<Ordinal>,
    /// A number that came with it: a rating, minutes, minor units of a currency.
    pub value: Option<i64>,
    /// What the number counts, such as `minutes` or `COP`; empty without a number.
    pub unit: String,
}

/// A change of a stretch of time: of a request, a mentorship, a session, a project, a milestone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SpellChange {
    /// Where it stands in the log.
    pub seq: u64,
    /// What kind of stretch, such as `project`.
    pub entity: String,
    /// Which.
    pub id: Ordinal,
    /// What became of it.
    pub what: SpellStep,
}

/// A step of a spell. Of several of one kind the one with the greatest `seq` counts, so that a correction wins.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum SpellStep {
    /// It began.
    Began {
        /// When, in microseconds since 1970 UTC.
        at: i64,
        /// On which civil day.
        day: Day,
        /// Whose it is: the mentee of a request, the venture of a project.
        subject: Ordinal,
        /// With what it goes together: the mentor of a mentorship, the mentorship of a session, the project of a milestone.
        cluster: Option<Ordinal>,
    },
    /// It is to end by a day; the first such day is the baseline, whatever comes later.
    Due {
        /// The civil day.
        day: Day,
        /// What it weighs in an average, 1 if nothing better is known.
        weight: i64,
    },
    /// It ended.
    Ended {
        /// When, in microseconds since 1970 UTC.
        at: i64,
        /// On which civil day.
        day: Day,
        /// How, such as `succeeded`.
        end: String,
    },
    /// It is open again, as if the end before had not been.
    Reopened,
}

/// An attribute has a value from a day on, until a later change.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct AttributeChange {
    /// Where it stands in the log.
    pub seq: u64,
    /// Of whom or what.
    pub ordinal: Ordinal,
    /// Which attribute, such as `person.role`.
    pub attribute: String,
    /// Its value; nothing takes it away.
    pub value: Option<String>,
    /// From this civil day on.
    pub from: Day,
}

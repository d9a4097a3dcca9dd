//! What happened of one kind in one month, each event once: what funnels, quantiles and latest answers are made from.

use crate::calendar::Day;
use crate::facts::{Event, Ordinal};

/// One event of a kind. Entries order by time, then by their place in the log.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// When, in microseconds since 1970 UTC.
    pub at: i64,
    /// Its place in the log.
    pub seq: u64,
    /// On which civil day.
    pub day: Day,
    /// Who.
    pub actor: Ordinal,
    /// About whom or what.
    pub subject: Option<Ordinal>,
    /// The number that came with it.
    pub value: Option<i64>,
    /// What the number counts.
    pub unit: String,
}

impl From<&Event> for Entry {
    fn from(event: &Event) -> Self {
        Self {
            at: event.at,
            seq: event.seq,
            day: event.day,
            actor: event.actor,
            subject: event.subject,
            value: event.value,
            unit: event.unit.clone(),
        }
    }
}

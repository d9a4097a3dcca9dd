//! Stretches of time: when they began, when they were to end, when and how they ended.

use crate::calendar::Day;
use crate::facts::{Ordinal, SpellStep};
use std::collections::BTreeMap;

/// A stretch of time as it stood at the end of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spell<'a> {
    /// Which.
    pub id: Ordinal,
    /// Whose.
    pub subject: Ordinal,
    /// With what it goes together; without anything it stands alone.
    pub cluster: Option<Ordinal>,
    /// When it began, in microseconds.
    pub began_at: i64,
    /// On which day.
    pub began: Day,
    /// The first day by which it was to end, and the latest such day.
    pub due: Option<(Day, Day)>,
    /// What it weighs.
    pub weight: i64,
    /// When (microseconds), on which day and how it ended; nothing while it is open.
    pub ended: Option<(i64, Day, &'a str)>,
}

/// What is known of one spell. Each part keeps the step with the greatest `seq`, the first due day the one with the least.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Known {
    began: Option<(u64, i64, Day, Ordinal, Option<Ordinal>)>,
    first_due: Option<(u64, Day, i64)>,
    last_due: Option<(u64, Day, i64)>,
    ended: Option<(u64, Option<(i64, Day, String)>)>,
}

impl Known {
    pub(super) fn apply(&mut self, seq: u64, step: &SpellStep) {
        let one = match step {
            SpellStep::Began { at, day, subject, cluster } => {
                Self { began: Some((seq, *at, *day, *subject, *cluster)), ..Self::default() }
            }
            SpellStep::Due { day, weight } => {
                let due = Some((seq, *day, *weight));
                Self { first_due: due, last_due: due, ..Self::default() }
            }
            SpellStep::Ended { at, day, end } => {
                Self { ended: Some((seq, Some((*at, *day, end.clone())))), ..Self::default() }
            }
            SpellStep::Reopened => Self { ended: Some((seq, None)), ..Self::default() },
        };
        self.merge(&one);
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.began = self.began.max(other.began);
        self.first_due = match (self.first_due, other.first_due) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        self.last_due = self.last_due.max(other.last_due);
        if self.ended < other.ended {
            self.ended.clone_from(&other.ended);
        }
    }

    /// As it stood at the end of a day; nothing before it began.
    pub(super) fn at(&self, id: Ordinal, day: Day) -> Option<Spell<'_>> {
        let (_, began_at, began, subject, cluster) = self.began?;
        let ended = match &self.ended {
            Some((_, Some((at, ended, end)))) if *ended <= day => Some((*at, *ended, end.as_str())),
            _ => None,
        };
        (began <= day).then_some(Spell {
            id,
            subject,
            cluster,
            began_at,
            began,
            due: self.first_due.zip(self.last_due).map(|((_, first, _), (_, last, _))| (first, last)),
            weight: self.last_due.map_or(1, |(_, _, weight)| weight),
            ended,
        })
    }
}

/// The spells of one entity.
pub(super) type Spells = BTreeMap<Ordinal, Known>;

//! Stretches of time: when they began, when they were to end, when and how they ended.

use super::bytes::{Reader, StateError, Writer};
use super::name::Name;
use super::users::Users;
use crate::calendar::Day;
use crate::facts::{Ordinal, SpellStep};
use std::collections::{BTreeMap, BTreeSet};

const TAG: [u8; 4] = *b"SSPL";
const VERSION: u8 = 1;
/// How many spells share a row.
pub(super) const PART: u32 = 1024;

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

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Began {
    seq: u64,
    at: i64,
    day: Day,
    subject: Ordinal,
    cluster: Option<Ordinal>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Due {
    seq: u64,
    day: Day,
    weight: i64,
}

/// Nothing in `how` means that it is open again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Ended {
    seq: u64,
    how: Option<(i64, Day, Name)>,
}

/// What is known of one spell. Each part keeps the step with the greatest `seq`, the first due day the one with the least.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Known {
    began: Option<Began>,
    first_due: Option<Due>,
    last_due: Option<Due>,
    ended: Option<Ended>,
}

impl Known {
    pub(super) fn apply(&mut self, seq: u64, step: &SpellStep) {
        let one = match step {
            SpellStep::Began { at, day, subject, cluster } => {
                let began = Began { seq, at: *at, day: *day, subject: *subject, cluster: *cluster };
                Self { began: Some(began), ..Self::default() }
            }
            SpellStep::Due { day, weight } => {
                let due = Some(Due { seq, day: *day, weight: *weight });
                Self { first_due: due, last_due: due, ..Self::default() }
            }
            SpellStep::Ended { at, day, end } => {
                Self { ended: Some(Ended { seq, how: Some((*at, *day, end.as_str().into())) }), ..Self::default() }
            }
            SpellStep::Reopened => Self { ended: Some(Ended { seq, how: None }), ..Self::default() },
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
        let began = self.began?;
        let ended = match self.ended.as_ref().and_then(|ended| ended.how.as_ref()) {
            Some((at, ended, end)) if *ended <= day => Some((*at, *ended, end.as_str())),
            _ => None,
        };
        (began.day <= day).then_some(Spell {
            id,
            subject: began.subject,
            cluster: began.cluster,
            began_at: began.at,
            began: began.day,
            due: self.first_due.zip(self.last_due).map(|(first, last)| (first.day, last.day)),
            weight: self.last_due.map_or(1, |due| due.weight),
            ended,
        })
    }

    /// Whether it is the spell of one of these, or goes together with one.
    pub(super) fn is_of(&self, some: &Users) -> bool {
        self.began
            .is_some_and(|began| some.has(began.subject) || began.cluster.is_some_and(|cluster| some.has(cluster)))
    }

    fn end(&self) -> Option<&str> {
        self.ended.as_ref().and_then(|ended| ended.how.as_ref()).map(|(_, _, end)| end.as_str())
    }
}

/// The spells of one entity.
pub(super) type Spells = BTreeMap<Ordinal, Known>;

const BEGAN: u64 = 1;
const CLUSTER: u64 = 2;
const DUE: u64 = 4;
const ENDED: u64 = 8;
const CLOSED: u64 = 16;

/// The ends in order, then each spell with its id as a difference to the one before; nothing when the part is empty.
pub(super) fn to_bytes(spells: &Spells, part: u32) -> Option<Vec<u8>> {
    let first = part.checked_mul(PART)?;
    let some = || spells.range(first..=first.saturating_add(PART - 1));
    some().next()?;
    let mut writer = Writer::tagged(TAG, VERSION);
    let ends: BTreeSet<&str> = some().filter_map(|(_, known)| known.end()).collect();
    writer.names(&ends);
    let places: BTreeMap<&str, u64> = ends.into_iter().zip(0..).collect();
    writer.length(some().count());
    let mut before = first;
    for (id, known) in some() {
        writer.unsigned((id - before).into());
        before = *id;
        let flag = |set: bool, flag: u64| if set { flag } else { 0 };
        let flags = flag(known.began.is_some(), BEGAN)
            | flag(known.began.is_some_and(|began| began.cluster.is_some()), CLUSTER)
            | flag(known.first_due.is_some(), DUE)
            | flag(known.ended.is_some(), ENDED)
            | flag(known.end().is_some(), CLOSED);
        writer.unsigned(flags);
        if let Some(began) = known.began {
            writer.unsigned(began.seq);
            writer.signed(began.at);
            writer.signed(began.day.0.into());
            writer.unsigned(began.subject.into());
            began.cluster.into_iter().for_each(|cluster| writer.unsigned(cluster.into()));
        }
        for due in known.first_due.into_iter().chain(known.last_due) {
            writer.unsigned(due.seq);
            writer.signed(due.day.0.into());
            writer.signed(due.weight);
        }
        if let Some(ended) = &known.ended {
            writer.unsigned(ended.seq);
            if let Some((at, day, end)) = &ended.how {
                writer.signed(*at);
                writer.signed(day.0.into());
                writer.unsigned(places.get(end.as_str()).copied().unwrap_or_default());
            }
        }
    }
    Some(writer.0)
}

pub(super) fn read(mut reader: Reader<'_>, part: u32) -> Result<Spells, StateError> {
    let all = reader.clone().rest();
    reader.tag(TAG, VERSION)?;
    let ends = reader.names()?;
    let count = reader.length()?;
    let mut spells = Spells::new();
    let mut id = part.checked_mul(PART).ok_or_else(|| reader.fails("a part beyond all ordinals"))?;
    for _ in 0..count {
        id = id.checked_add(reader.small()?).ok_or_else(|| reader.fails("a number too large"))?;
        let flags = reader.unsigned()?;
        let has = |flag: u64| flags & flag != 0;
        let mut known = Known::default();
        if has(BEGAN) {
            let (seq, at, day, subject) =
                (reader.unsigned()?, reader.signed()?, Day(reader.small_signed()?), reader.small()?);
            let cluster = has(CLUSTER).then(|| reader.small()).transpose()?;
            known.began = Some(Began { seq, at, day, subject, cluster });
        }
        if has(DUE) {
            let mut due =
                || Ok(Due { seq: reader.unsigned()?, day: Day(reader.small_signed()?), weight: reader.signed()? });
            let (first, last) = (due()?, due()?);
            if first > last {
                return Err(reader.fails("a first due day after the last"));
            }
            (known.first_due, known.last_due) = (Some(first), Some(last));
        }
        if has(ENDED) {
            let seq = reader.unsigned()?;
            let how = has(CLOSED).then(|| {
                let (at, day) = (reader.signed()?, Day(reader.small_signed()?));
                let end = usize::try_from(reader.unsigned()?).ok().and_then(|place| ends.get(place)).cloned();
                Ok((at, day, end.ok_or_else(|| reader.fails("an end that is not listed"))?))
            });
            known.ended = Some(Ended { seq, how: how.transpose()? });
        }
        if known == Known::default() {
            return Err(reader.fails("a spell of which nothing is known"));
        }
        spells.insert(id, known);
    }
    reader.end()?;
    if to_bytes(&spells, part).as_deref() == Some(all) {
        Ok(spells)
    } else {
        Err(reader.fails("spells in another form than ours"))
    }
}

//! What a funnel asks, and the funnel of a book.

use super::book::Book;
use super::log::Entry;
use super::steps::{Hit, Steps, Walk};
use crate::calendar::{Day, Period};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Steps that people take one after the other within a time.
///
/// A chain is events of the same actor, one per step and each truly later than the one before by `(time, place in the log)`, the last at
/// most `within` after the first. The same event never is two steps, so a step named twice needs two events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Funnel {
    /// The kinds of the steps, 1 to 32.
    pub steps: Vec<String>,
    /// How long after the first step the last may be, in microseconds.
    pub within: i64,
    /// Which chains count.
    pub mode: FunnelMode,
    /// What all events of a chain share.
    pub hold: Hold,
    /// What must not happen in between.
    pub exclusions: Vec<Exclusion>,
}

/// Which chains of a person count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FunnelMode {
    /// Every first step may open a chain; the longest counts.
    #[default]
    ReEntry,
    /// Only the earliest first step in the period opens one.
    FirstEntry,
    /// As re-entry, and nothing of any kind that the book has a log of lies between the steps. What happens at the very same place of the
    /// log as a step does not lie between.
    Strict,
    /// The steps may come in any order; any of them may be the first.
    AnyOrder,
}

/// What all events of a chain share, beside their actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hold {
    /// Nothing.
    #[default]
    Nothing,
    /// The subject, such as the mentorship that was asked for, accepted and met in. Events without one are no steps, and in strict mode
    /// what is about another subject does not lie between.
    Subject,
}

/// Whoever does this after one step of the chain that counts and before another is left out of the whole funnel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exclusion {
    /// The kind of event.
    pub kind: String,
    /// After this step, counted from 1; who does not reach it is not left out.
    pub after: usize,
    /// And before this one; where it is not reached, until the time is over.
    pub before: usize,
}

/// Why a funnel cannot be walked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FunnelError {
    /// None or too many.
    #[error("steps: a funnel has 1 to 32 steps, this one {0}")]
    Steps(usize),
    /// Too many.
    #[error("exclusions: a funnel has at most 31 exclusions, this one {0}")]
    Exclusions(usize),
    /// Negative.
    #[error("within: `{0}` microseconds are no length of time; give 0 or more")]
    Within(i64),
    /// Out of order or beyond the steps.
    #[error(
        "exclusions/{at}: after step {after} and before step {before} is nothing; steps count from 1, here to {steps}"
    )]
    Exclusion {
        /// Which exclusion, from 0.
        at: usize,
        /// As given.
        after: usize,
        /// As given.
        before: usize,
        /// How many steps there are.
        steps: usize,
    },
}

impl Funnel {
    /// A funnel of some steps with nothing held and nothing excluded, in the mode [`FunnelMode::ReEntry`].
    ///
    /// ```
    /// # use semillero_analytics::Funnel;
    /// let funnel = Funnel::new(["match_requested", "match_accepted"], 14 * 86_400_000_000);
    /// assert!(funnel.check().is_ok());
    /// assert!(Funnel::new([], 1).check().is_err());
    /// ```
    #[must_use]
    pub fn new<const N: usize>(steps: [&str; N], within: i64) -> Self {
        let steps = steps.into_iter().map(str::to_owned).collect();
        Self { steps, within, mode: FunnelMode::default(), hold: Hold::default(), exclusions: Vec::new() }
    }

    /// Whether it can be walked.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn check(&self) -> Result<(), FunnelError> {
        let steps = self.steps.len();
        if !(1..=32).contains(&steps) {
            return Err(FunnelError::Steps(steps));
        }
        if self.within < 0 {
            return Err(FunnelError::Within(self.within));
        }
        // One mark is left for whatever else lies between the steps of strict mode.
        if self.exclusions.len() > 31 {
            return Err(FunnelError::Exclusions(self.exclusions.len()));
        }
        let bad = |each: &Exclusion| each.after == 0 || each.after >= each.before || each.before > steps;
        match self.exclusions.iter().enumerate().find(|(_, each)| bad(each)) {
            Some((at, each)) => Err(FunnelError::Exclusion { at, after: each.after, before: each.before, steps }),
            None => Ok(()),
        }
    }

    /// Which steps a kind of event is, and which exclusions, as bits from the lowest on.
    #[must_use]
    pub fn bits(&self, kind: &str) -> (u32, u32) {
        let bits = |is: &mut dyn Iterator<Item = bool>| {
            is.zip(0_u32..32).filter(|(is, _)| *is).fold(0, |all, (_, at)| all | 1 << at)
        };
        let steps = bits(&mut self.steps.iter().map(|step| step == kind));
        (steps, bits(&mut self.exclusions.iter().map(|each| each.kind == kind)))
    }

    fn hit(&self, (steps, marks): (u32, u32), entry: &Entry) -> Hit {
        let held = if self.hold == Hold::Subject { entry.subject } else { None };
        let steps = if self.hold == Hold::Subject && held.is_none() { 0 } else { steps };
        Hit { who: entry.actor, at: entry.at, seq: entry.seq, day: entry.day, held, steps, marks }
    }
}

impl Book {
    /// How far everybody came who took the first step on a day of a period, by ordinal; see [`Walk`].
    ///
    /// What happened after the day `as_of` is not looked at. A start is settled when its time was over by the end of that day (counted in
    /// days of 24 hours, so up to an hour off where a clock change lies in it). Of whoever has a settled start, only those starts count;
    /// the others are still open and belong in neither part of a rate, whether or not they have come through already.
    ///
    /// ```
    /// # use semillero_analytics::{Book, Day, Event, Fact, Funnel, Period};
    /// let event = |seq, kind: &str, actor| {
    ///     let (at, day) = (seq as i64, Day(0));
    ///     Fact::Event(Event { seq, at, day, kind: kind.into(), actor, subject: None, value: None, unit: String::new() })
    /// };
    /// let book = Book::of(&[event(1, "asked", 7), event(2, "got", 7), event(3, "got", 8), event(4, "asked", 8)]);
    /// let walks = book.funnel(&Funnel::new(["asked", "got"], 10), Period { from: Day(0), to: Day(1) }, Day(1))?;
    /// assert_eq!(walks.iter().map(|walk| (walk.who, walk.level())).collect::<Vec<_>>(), [(7, 2), (8, 1)]);
    /// # Ok::<(), semillero_analytics::FunnelError>(())
    /// ```
    ///
    /// # Errors
    /// When the funnel cannot be walked.
    pub fn funnel(&self, funnel: &Funnel, starts: Period, as_of: Day) -> Result<Vec<Walk>, FunnelError> {
        funnel.check()?;
        let seen = Period { from: starts.from, to: as_of.plus(1) };
        let kinds: BTreeMap<&str, (u32, u32)> = self.kinds().map(|kind| (kind, funnel.bits(kind))).collect();
        let wanted = kinds.into_iter().filter(|(_, bits)| funnel.mode == FunnelMode::Strict || *bits != (0, 0));
        let hits = wanted.flat_map(|(kind, bits)| self.entries(kind, seen).map(move |entry| funnel.hit(bits, entry)));
        let steps: Steps = hits.collect();
        steps.walks(funnel, starts, as_of)
    }
}

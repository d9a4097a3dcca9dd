//! Tables of facts into a book.

use super::column::{Cells, Column};
use super::error::FoldError;
use super::gather::Gather;
use crate::calendar::Day;
use crate::facts::Ordinals;
use crate::states::{Book, Entry, Name, month_of};
use arrow_array::RecordBatch;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Sets in the making may take this much room before they go into the book.
const PENDING: usize = 16 << 20;
const TEXT_KIND: &str = "name what happened, or give all rows one kind with `Fold::of_kind`";

/// Which kinds keep a log of their events, which funnels, quantiles and amounts are made from; who did something when is kept of all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum LogKinds {
    /// All, as a [`Book`] does with facts one by one.
    #[default]
    All,
    /// Only these.
    Only(BTreeSet<String>),
}

/// Folds tables of facts into a book, column by column. The result is that of the same facts one by one.
///
/// ```
/// # use semillero_analytics::{Book, Day, Fold, Period, event_schema};
/// use arrow_array::{ArrayRef, Date32Array, Int64Array, RecordBatch, StringArray, TimestampMillisecondArray, UInt32Array};
/// use std::sync::Arc;
///
/// let columns: [(&str, ArrayRef); 5] = [
///     ("seq", Arc::new(Int64Array::from(vec![1, 2, 3]))),
///     ("ts", Arc::new(TimestampMillisecondArray::from(vec![10, 20, 30]))),
///     ("day", Arc::new(Date32Array::from(vec![0, 0, 1]))),
///     ("kind", Arc::new(StringArray::from(vec!["signed_in"; 3]))),
///     ("actor", Arc::new(UInt32Array::from(vec![7, 8, 7]))),
/// ];
/// let mut fold = Fold::default();
/// fold.events(&RecordBatch::try_from_iter(columns)?)?;
/// let (book, _) = fold.finish();
/// assert_eq!(book.users("signed_in", Period { from: Day(0), to: Day(2) }).count(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Default)]
pub struct Fold {
    pub(super) book: Book,
    pub(super) ordinals: Option<Ordinals>,
    log: LogKinds,
    only_kind: Option<String>,
    pub(super) kinds: Kinds,
    sets: Vec<Gather>,
    names: BTreeSet<Name>,
}

/// Kinds by the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Kinds {
    places: HashMap<String, usize>,
    kinds: Vec<Kind>,
}

#[derive(Debug)]
struct Kind {
    name: String,
    logged: bool,
    /// The set of each day, and that of the last one looked up.
    days: BTreeMap<i32, usize>,
    last: Option<(i32, usize)>,
    months: BTreeMap<i32, Vec<Entry>>,
}

impl Kinds {
    pub(super) fn place(&mut self, name: &str, log: &LogKinds) -> usize {
        if let Some(place) = self.places.get(name) {
            return *place;
        }
        let logged = match log {
            LogKinds::All => true,
            LogKinds::Only(some) => some.contains(name),
        };
        self.insert(name, logged)
    }

    /// As `place`, of a kind whose log is kept from now on in any case.
    pub(super) fn logged_place(&mut self, name: &str) -> usize {
        let place = self.places.get(name).copied().unwrap_or_else(|| self.insert(name, true));
        if let Some(kind) = self.kinds.get_mut(place) {
            kind.logged = true;
        }
        place
    }

    fn insert(&mut self, name: &str, logged: bool) -> usize {
        let place = self.kinds.len();
        let name = name.to_owned();
        self.places.insert(name.clone(), place);
        self.kinds.push(Kind { name, logged, days: BTreeMap::new(), last: None, months: BTreeMap::new() });
        place
    }
}

/// What only kinds with a log need.
pub(super) struct Logged {
    pub(super) seqs: Vec<u64>,
    pub(super) micros: Vec<i64>,
    pub(super) subjects: Cells<u32>,
    pub(super) values: Cells<i64>,
    pub(super) units: Vec<Option<usize>>,
    pub(super) names: Vec<Name>,
}

impl Logged {
    fn entry(&self, row: usize, day: i32, actor: u32) -> Option<Entry> {
        let unit = self.units.get(row).copied().flatten().and_then(|unit| self.names.get(unit));
        Some(Entry {
            at: *self.micros.get(row)?,
            seq: *self.seqs.get(row)?,
            day: Day(day),
            actor,
            subject: self.subjects.get(row),
            value: self.values.get(row),
            unit: unit.cloned().unwrap_or_default(),
        })
    }
}

impl Fold {
    /// A fold that takes ids of any form and gives them ordinals. Ids of people, projects and whatever else share one map, so numbers and
    /// texts must not mean one thing here and another there.
    #[must_use]
    pub fn with_ordinals(mut self, ordinals: Ordinals) -> Self {
        self.ordinals = Some(ordinals);
        self
    }

    /// A fold that keeps the log of some kinds only.
    #[must_use]
    pub fn with_log(mut self, log: LogKinds) -> Self {
        self.log = log;
        self
    }

    /// A fold of events that all are of one kind; a column `kind` is not looked at.
    #[must_use]
    pub fn of_kind(mut self, kind: impl Into<String>) -> Self {
        self.only_kind = Some(kind.into());
        self
    }

    /// Folds events; see [`event_schema`](super::event_schema).
    ///
    /// # Errors
    /// Names the column, the row and what to do; nothing of the batch is folded then, though ordinals may have been given.
    pub fn events(&mut self, batch: &RecordBatch) -> Result<(), FoldError> {
        let (kinds, log) = (&mut self.kinds, &self.log);
        let places = match &self.only_kind {
            Some(kind) => vec![kinds.place(kind, log); batch.num_rows()],
            None => Column::required(batch, "kind", TEXT_KIND)?.all_texts(|kind| Ok(kinds.place(kind, log)))?,
        };
        let days =
            Column::required(batch, "day", "give the civil day in the zone of the programme as date32")?.days()?;
        let actors = Column::required(batch, "actor", "say who did it")?.all_ordinals(self.ordinals.as_mut())?;
        let logged = self.kinds.kinds.iter().any(|kind| kind.logged).then(|| self.logged(batch)).transpose()?;
        self.gather(&places, &days, &actors);
        if let Some(logged) = logged {
            self.enter(&places, &days, &actors, &logged);
        }
        Ok(())
    }

    fn logged(&mut self, batch: &RecordBatch) -> Result<Logged, FoldError> {
        let seq =
            "give the place of each row in the log, which tells equal rows apart; or keep no log: `Fold::with_log`";
        let seqs = Column::required(batch, "seq", seq)?.seqs()?;
        let micros = Column::required(batch, "ts", "say when; or keep no log: `Fold::with_log`")?.all_micros()?;
        let subjects = Cells::of(batch, "subject", |column| column.ordinals(self.ordinals.as_mut()))?;
        let values = Cells::of(batch, "value", |column| column.numbers())?;
        let mut names = Vec::new();
        let units = Column::of(batch, "unit").map(|column| {
            column.texts(|unit| {
                names.push(self.name(unit));
                Ok(names.len() - 1)
            })
        });
        Ok(Logged { seqs, micros, subjects, values, units: units.transpose()?.unwrap_or_default(), names })
    }

    /// A text that all batches share.
    pub(super) fn name(&mut self, text: &str) -> Name {
        let name = Name::from(text);
        match self.names.get(&name) {
            Some(known) => known.clone(),
            None => {
                self.names.insert(name.clone());
                name
            }
        }
    }

    pub(super) fn gather(&mut self, places: &[usize], days: &[i32], actors: &[u32]) {
        for ((place, day), actor) in places.iter().zip(days).zip(actors) {
            let Some(kind) = self.kinds.kinds.get_mut(*place) else { continue };
            let set = match kind.last {
                Some((last, set)) if last == *day => set,
                _ => {
                    let set = *kind.days.entry(*day).or_insert_with(|| {
                        self.sets.push(Gather::default());
                        self.sets.len() - 1
                    });
                    kind.last = Some((*day, set));
                    set
                }
            };
            if let Some(set) = self.sets.get_mut(set) {
                set.put(*actor);
            }
        }
        if self.sets.iter().map(Gather::size).sum::<usize>() > PENDING {
            self.settle();
        }
    }

    pub(super) fn enter(&mut self, places: &[usize], days: &[i32], actors: &[u32], logged: &Logged) {
        let mut last = None;
        for (row, ((place, day), actor)) in places.iter().zip(days).zip(actors).enumerate() {
            let Some(kind) = self.kinds.kinds.get_mut(*place).filter(|kind| kind.logged) else { continue };
            let month = match last {
                Some((known, month)) if known == *day => month,
                _ => month_of(Day(*day)),
            };
            last = Some((*day, month));
            kind.months.entry(month).or_default().extend(logged.entry(row, *day, *actor));
        }
    }

    /// Puts what was gathered into the book.
    fn settle(&mut self) {
        let mut sets: Vec<Option<Gather>> = std::mem::take(&mut self.sets).into_iter().map(Some).collect();
        for kind in &mut self.kinds.kinds {
            kind.last = None;
            for (day, set) in std::mem::take(&mut kind.days) {
                if let Some(set) = sets.get_mut(set).and_then(Option::take) {
                    self.book.add_users(&kind.name, Day(day), &set.into_users());
                }
            }
        }
    }

    /// The book of all that was folded, and the map of ids if there is one.
    #[must_use]
    pub fn finish(mut self) -> (Book, Option<Ordinals>) {
        self.settle();
        for kind in self.kinds.kinds {
            for (month, entries) in kind.months {
                self.book.add_entries(&kind.name, month, entries);
            }
        }
        (self.book, self.ordinals)
    }
}

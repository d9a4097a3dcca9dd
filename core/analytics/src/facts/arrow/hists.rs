//! The values of events by kind and month, for kinds that keep no log.

use super::column::{Cells, Column};
use super::error::FoldError;
use crate::calendar::Day;
use crate::states::{Hist, month_of};
use arrow_array::RecordBatch;
use std::collections::HashMap;
use std::collections::btree_map::{BTreeMap, Entry};

/// Values below this are counted in a list, the others in a map.
const SMALL: usize = 1 << 15;

/// Folds the column `value` of events into a [`Hist`] for each kind and month (months since January 1970).
///
/// ```
/// # use semillero_analytics::{Hist, HistFold};
/// # use arrow_array::{ArrayRef, Date32Array, Int32Array, RecordBatch, StringArray};
/// # use std::sync::Arc;
/// let columns: [(&str, ArrayRef); 3] = [
///     ("kind", Arc::new(StringArray::from(vec!["session_completed"; 3]))),
///     ("day", Arc::new(Date32Array::from(vec![0, 1, 31]))),
///     ("value", Arc::new(Int32Array::from(vec![45, 60, 30]))),
/// ];
/// let mut fold = HistFold::default();
/// fold.events(&RecordBatch::try_from_iter(columns)?)?;
/// let hists = fold.finish();
/// assert_eq!(hists[&("session_completed".to_owned(), 0)], [45, 60].into_iter().collect());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Default)]
pub struct HistFold {
    kinds: Vec<String>,
    places: HashMap<String, usize>,
    done: BTreeMap<(String, i32), Hist>,
    /// The month that is being counted, and the counts of each kind in it.
    month: i32,
    counts: Vec<Counts>,
}

#[derive(Debug, Default, Clone)]
struct Counts {
    small: Vec<u32>,
    other: Hist,
}

impl Counts {
    #[inline]
    fn add(&mut self, value: i64) {
        let place = usize::try_from(value).ok();
        match place.and_then(|place| self.small.get_mut(place)) {
            // A count that is about to overflow goes on in the map.
            Some(count) if *count < u32::MAX => *count += 1,
            _ => self.grow(value, place),
        }
    }

    #[cold]
    fn grow(&mut self, value: i64, place: Option<usize>) {
        match place {
            Some(place) if place < SMALL && place >= self.small.len() => {
                self.small.resize((place + 1).next_power_of_two(), 0);
                self.add(value);
            }
            _ => self.other.add(value),
        }
    }

    fn take(&mut self) -> Hist {
        let mut hist = Hist::from_sorted(
            (0..).zip(&self.small).filter(|(_, count)| **count > 0).map(|(value, count)| (value, u64::from(*count))),
        );
        self.small.fill(0);
        hist.merge(&std::mem::take(&mut self.other));
        hist
    }
}

impl HistFold {
    /// Folds events, of which it needs `kind`, `day` and `value`; rows without a value are not counted.
    ///
    /// # Errors
    /// Names the column, the row and what to do; nothing of the batch is folded then.
    pub fn events(&mut self, batch: &RecordBatch) -> Result<(), FoldError> {
        let kind = Column::required(batch, "kind", "name what happened")?.all_texts(|kind| {
            let next = self.kinds.len();
            let place = *self.places.entry(kind.to_owned()).or_insert(next);
            if place == next {
                self.kinds.push(kind.to_owned());
            }
            Ok(place)
        })?;
        let days =
            Column::required(batch, "day", "give the civil day in the zone of the programme as date32")?.days()?;
        Column::required(batch, "value", "give the numbers that are to be counted")?;
        let values = Cells::of(batch, "value", |column| column.numbers())?;
        self.counts.resize(self.kinds.len(), Counts::default());
        let mut last = None;
        for (row, ((kind, day), value)) in kind.into_iter().zip(days).zip(values.all()).enumerate() {
            if last != Some(day) {
                last = Some(day);
                let month = month_of(Day(day));
                if month != self.month {
                    self.settle();
                    self.month = month;
                }
            }
            if let Some(counts) = self.counts.get_mut(kind).filter(|_| !values.is_null(row)) {
                counts.add(*value);
            }
        }
        Ok(())
    }

    fn settle(&mut self) {
        for (kind, counts) in self.kinds.iter().zip(&mut self.counts) {
            let hist = counts.take();
            if hist.is_empty() {
                continue;
            }
            match self.done.entry((kind.clone(), self.month)) {
                Entry::Vacant(place) => drop(place.insert(hist)),
                Entry::Occupied(mut there) => there.get_mut().merge(&hist),
            }
        }
    }

    /// The values by kind and month.
    #[must_use]
    pub fn finish(mut self) -> BTreeMap<(String, i32), Hist> {
        self.settle();
        self.done
    }
}

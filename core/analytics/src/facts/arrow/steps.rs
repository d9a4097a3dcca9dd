//! The steps of one funnel, for kinds that keep no log.

use super::column::{Cells, Column};
use super::error::FoldError;
use crate::calendar::Day;
use crate::facts::Ordinals;
use crate::states::{Funnel, FunnelMode, Hit, Hold, Steps};
use arrow_array::RecordBatch;

/// Folds events into the [`Steps`] of a funnel; events that are no part of it take no room.
#[derive(Debug)]
pub struct StepsFold {
    funnel: Funnel,
    ordinals: Option<Ordinals>,
    hits: Vec<Hit>,
}

impl StepsFold {
    /// For a funnel, with ids that are ordinals.
    #[must_use]
    pub fn new(funnel: Funnel) -> Self {
        Self { funnel, ordinals: None, hits: Vec::new() }
    }

    /// With ids of any form.
    #[must_use]
    pub fn with_ordinals(mut self, ordinals: Ordinals) -> Self {
        self.ordinals = Some(ordinals);
        self
    }

    /// Folds events, of which it needs `kind`, `actor`, `ts`, `day`, `seq`, and `subject` where the funnel holds it.
    ///
    /// # Errors
    /// Names the column, the row and what to do; nothing of the batch is folded then.
    pub fn events(&mut self, batch: &RecordBatch) -> Result<(), FoldError> {
        let bits =
            Column::required(batch, "kind", "name what happened")?.all_texts(|kind| Ok(self.funnel.bits(kind)))?;
        let actors = Column::required(batch, "actor", "say who did it")?.all_ordinals(self.ordinals.as_mut())?;
        let days =
            Column::required(batch, "day", "give the civil day in the zone of the programme as date32")?.days()?;
        let micros = Column::required(batch, "ts", "say when")?.all_micros()?;
        let seqs = Column::required(
            batch,
            "seq",
            "give the place of each row in the log, which orders what has the same time",
        )?
        .seqs()?;
        let holds = self.funnel.hold == Hold::Subject;
        let subjects = if holds {
            Cells::of(batch, "subject", |column| column.ordinals(self.ordinals.as_mut()))?
        } else {
            Cells::none()
        };
        let all = self.funnel.mode == FunnelMode::Strict;
        let rows = bits.into_iter().zip(actors).zip(days).zip(micros).zip(seqs).enumerate();
        for (row, ((((bits, who), day), at), seq)) in rows {
            if all || bits != (0, 0) {
                let held = subjects.get(row);
                let (steps, marks) = if holds && held.is_none() { (0, bits.1) } else { bits };
                self.hits.push(Hit { who, at, seq, day: Day(day), held, steps, marks });
            }
        }
        Ok(())
    }

    /// The steps, and the map of ids if there is one.
    #[must_use]
    pub fn finish(self) -> (Steps, Option<Ordinals>) {
        (self.hits.into(), self.ordinals)
    }
}

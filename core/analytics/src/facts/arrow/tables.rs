//! Tables of spells, attributes and money into a book.

use super::column::{Cells, Column, Listed};
use super::error::FoldError;
use super::fold::{Fold, Logged};
use crate::calendar::Day;
use crate::facts::{AttributeChange, Fact, SpellChange, SpellStep};
use crate::states::Name;
use arrow_array::RecordBatch;

const SEQ: &str = "give the place of each row in the log, which tells corrections from what they correct";
const STEP: &str = "a step is `began`, `due`, `ended` or `reopened`";
const DAY: i64 = 86_400_000_000;

impl Fold {
    /// Folds steps of spells; see [`spell_schema`](super::spell_schema).
    ///
    /// # Errors
    /// As [`events`](Self::events).
    pub fn spells(&mut self, batch: &RecordBatch) -> Result<(), FoldError> {
        let seqs = Column::required(batch, "seq", SEQ)?.seqs()?;
        let (mut entities, mut steps, mut ends) = (Listed::default(), Listed::default(), Listed::default());
        let entity = Column::required(batch, "entity", "say what kind of stretch it is, such as `project`")?;
        let entity = entity.all_texts(|text| entities.meet(text))?;
        let ids = Column::required(batch, "id", "say which one it is")?.all_ordinals(self.ordinals.as_mut())?;
        let step = Column::required(batch, "step", STEP)?.all_texts(|text| steps.meet(text))?;
        let micros = Cells::of(batch, "ts", |column| column.micros())?;
        let days = Cells::of(batch, "day", |column| column.some_days())?;
        let subjects = Cells::of(batch, "subject", |column| column.ordinals(self.ordinals.as_mut()))?;
        let clusters = Cells::of(batch, "cluster", |column| column.ordinals(self.ordinals.as_mut()))?;
        let weights = Cells::of(batch, "weight", |column| column.numbers())?;
        let end = Column::of(batch, "end")
            .map(|column| column.texts(|text| ends.meet(text)))
            .transpose()?
            .unwrap_or_default();
        let what = |row: usize, step: &str| {
            let missing = |column| FoldError::null(column, row, "a step of this sort needs it");
            let day = || days.get(row).map(Day).ok_or_else(|| missing("day"));
            let at = || micros.get(row).ok_or_else(|| missing("ts"));
            Ok(match step {
                "began" => {
                    let subject = subjects.get(row).ok_or_else(|| missing("subject"))?;
                    SpellStep::Began { at: at()?, day: day()?, subject, cluster: clusters.get(row) }
                }
                "due" => SpellStep::Due { day: day()?, weight: weights.get(row).unwrap_or(1) },
                "ended" => {
                    let end = end.get(row).copied().flatten().ok_or_else(|| missing("end"))?;
                    SpellStep::Ended { at: at()?, day: day()?, end: ends.get(end).to_owned() }
                }
                "reopened" => SpellStep::Reopened,
                other => {
                    let what = format!("`{other}` is none");
                    return Err(FoldError::Value { column: "step", row, what, remedy: STEP });
                }
            })
        };
        let rows = seqs.into_iter().zip(entity).zip(ids).zip(step).enumerate();
        let changes: Result<Vec<Fact>, FoldError> = rows
            .map(|(row, (((seq, entity), id), step))| {
                let entity = entities.get(entity).to_owned();
                Ok(Fact::Spell(SpellChange { seq, entity, id, what: what(row, steps.get(step))? }))
            })
            .collect();
        changes?.iter().for_each(|change| self.book.apply(change));
        Ok(())
    }

    /// Folds values of attributes; see [`attribute_schema`](super::attribute_schema).
    ///
    /// # Errors
    /// As [`events`](Self::events).
    pub fn attributes(&mut self, batch: &RecordBatch) -> Result<(), FoldError> {
        let seqs = Column::required(batch, "seq", SEQ)?.seqs()?;
        let ordinals = Column::required(batch, "ordinal", "say whose it is")?.all_ordinals(self.ordinals.as_mut())?;
        let (mut names, mut texts) = (Listed::default(), Listed::default());
        let attribute = Column::required(batch, "attribute", "say which one, such as `person.role`")?;
        let attribute = attribute.all_texts(|text| names.meet(text))?;
        let value =
            Column::required(batch, "value", "give its value, null where it ends")?.texts(|text| texts.meet(text))?;
        let from = Column::required(batch, "from", "give the first civil day of the value as date32")?.days()?;
        let rows = seqs.into_iter().zip(ordinals).zip(attribute).zip(value).zip(from);
        for ((((seq, ordinal), attribute), value), from) in rows {
            let attribute = names.get(attribute).to_owned();
            let value = value.map(|value| texts.get(value).to_owned());
            self.book.apply(&Fact::Attribute(AttributeChange { seq, ordinal, attribute, value, from: Day(from) }));
        }
        Ok(())
    }

    /// Folds money, whose log is kept whatever [`with_log`](Self::with_log) says; see [`money_schema`](super::money_schema).
    ///
    /// # Errors
    /// As [`events`](Self::events).
    pub fn money(&mut self, batch: &RecordBatch) -> Result<(), FoldError> {
        let seqs = Column::required(batch, "seq", SEQ)?.seqs()?;
        let kinds = Column::required(batch, "kind", "say what it was, such as `cost`")?;
        let days =
            Column::required(batch, "day", "give the civil day in the zone of the programme as date32")?.days()?;
        let subjects =
            Column::required(batch, "subject", "say what the money is for")?.all_ordinals(self.ordinals.as_mut())?;
        let values = Column::required(batch, "minor", "give whole minor units of the currency")?.all_numbers()?;
        let mut names = Vec::new();
        let units = Column::required(batch, "currency", "name it by its ISO 4217 code")?.all_texts(|unit| {
            names.push(Name::from(unit));
            Ok(names.len() - 1)
        })?;
        let actors = Cells::of(batch, "actor", |column| column.ordinals(self.ordinals.as_mut()))?;
        let micros = Cells::of(batch, "ts", |column| column.micros())?;
        let actors: Vec<u32> =
            subjects.iter().enumerate().map(|(row, subject)| actors.get(row).unwrap_or(*subject)).collect();
        let midnight = |day: &i32| i64::from(*day) * DAY;
        let micros =
            days.iter().enumerate().map(|(row, day)| micros.get(row).unwrap_or_else(|| midnight(day))).collect();
        let places = kinds.all_texts(|kind| Ok(self.kinds.logged_place(kind)))?;
        let (subjects, values) = (Cells::full(subjects), Cells::full(values));
        let logged = Logged { seqs, micros, subjects, values, units: units.into_iter().map(Some).collect(), names };
        self.gather(&places, &days, &actors);
        self.enter(&places, &days, &actors, &logged);
        Ok(())
    }
}

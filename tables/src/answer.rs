//! Answers as record batches.

use crate::pairs::{Ids, Pairs};
use arrow_array::builder::{Int32Builder, ListBuilder, StringBuilder, StructBuilder};
use arrow_array::{ArrayRef, Int32Array, Int64Array, RecordBatch, StringArray, UInt32Array};
use arrow_schema::{ArrowError, DataType, Field, Fields};
use semillero_core::matching::UnmatchedWhy;
use semillero_core::matching::table::{PairMatch, TableMatch};
use std::sync::Arc;

/// Ids as they came: numbers where the column held numbers.
fn ids<'a>(ids: impl Iterator<Item = &'a str> + Clone, numbers: bool) -> ArrayRef {
    let whole: Option<Vec<i64>> = numbers.then(|| ids.clone().map(|id| id.parse().ok()).collect()).flatten();
    match whole {
        Some(numbers) => Arc::new(Int64Array::from(numbers)),
        None => Arc::new(StringArray::from_iter_values(ids)),
    }
}

pub(crate) fn people(
    matched: &TableMatch,
    (mentee_numbers, mentor_numbers): (bool, bool),
) -> Result<(RecordBatch, RecordBatch), ArrowError> {
    let pairs = &matched.pairs;
    let fields: Fields = vec![
        Field::new("factor", DataType::Utf8, true),
        Field::new("points", DataType::Int32, true),
        Field::new("text", DataType::Utf8, true),
    ]
    .into();
    let mut reasons = ListBuilder::new(StructBuilder::from_fields(fields, pairs.len()));
    for pair in pairs {
        for reason in &pair.reasons {
            let row = reasons.values();
            if let Some(factor) = row.field_builder::<StringBuilder>(0) {
                factor.append_value(reason.factor.word());
            }
            if let Some(points) = row.field_builder::<Int32Builder>(1) {
                points.append_value(reason.points);
            }
            if let Some(text) = row.field_builder::<StringBuilder>(2) {
                text.append_value(&reason.text);
            }
            row.append(true);
        }
        reasons.append(true);
    }
    let made = RecordBatch::try_from_iter_with_nullable([
        ("mentee", ids(pairs.iter().map(|pair| pair.mentee.as_str()), mentee_numbers), false),
        ("mentor", ids(pairs.iter().map(|pair| pair.mentor.as_str()), mentor_numbers), false),
        ("score", Arc::new(Int32Array::from_iter_values(pairs.iter().map(|pair| pair.score))) as ArrayRef, false),
        ("mentee_rank", Arc::new(pairs.iter().map(|pair| pair.mentee_rank).collect::<Int32Array>()), true),
        ("mentor_rank", Arc::new(pairs.iter().map(|pair| pair.mentor_rank).collect::<Int32Array>()), true),
        ("reasons", Arc::new(reasons.finish()), false),
    ])?;
    let alone = &matched.unmatched;
    let unmatched = RecordBatch::try_from_iter_with_nullable([
        ("mentee", ids(alone.iter().map(|line| line.mentee.as_str()), mentee_numbers), false),
        ("why", Arc::new(StringArray::from_iter_values(alone.iter().map(|line| line.why.word()))) as ArrayRef, false),
        ("text", Arc::new(StringArray::from_iter_values(alone.iter().map(|line| line.text.as_str()))), false),
    ])?;
    Ok((made, unmatched))
}

pub(crate) fn pairs(asked: &Pairs, matched: &PairMatch) -> Result<(RecordBatch, RecordBatch), ArrowError> {
    let at = |column: &[u32]| -> Vec<u32> {
        matched.rows.iter().filter_map(|row| column.get(*row as usize).copied()).collect()
    };
    let named = |ids_of: &Ids, which: &[u32]| {
        let text = |index: &u32| ids_of.texts.get(*index as usize).map(String::as_str).unwrap_or_default();
        ids(which.iter().map(text), !ids_of.worded)
    };
    let mut columns: Vec<(&str, ArrayRef)> = vec![
        ("mentee", named(&asked.mentees, &at(&asked.mentee))),
        ("mentor", named(&asked.mentors, &at(&asked.mentor))),
        ("score", Arc::new(UInt32Array::from(at(&asked.score)))),
    ];
    for (name, ranks) in [("mentee_rank", &asked.mentee_rank), ("mentor_rank", &asked.mentor_rank)] {
        if let Some(ranks) = ranks {
            columns.push((name, Arc::new(UInt32Array::from(at(ranks)))));
        }
    }
    columns.push(("row", Arc::new(UInt32Array::from(matched.rows.clone()))));
    let made = RecordBatch::try_from_iter(columns)?;
    let who: Vec<u32> = matched.unmatched.iter().map(|(mentee, _)| *mentee).collect();
    let why = matched.unmatched.iter().map(|(_, why): &(u32, UnmatchedWhy)| why.word());
    let unmatched = RecordBatch::try_from_iter([
        ("mentee", named(&asked.mentees, &who)),
        ("why", Arc::new(StringArray::from_iter_values(why)) as ArrayRef),
    ])?;
    Ok((made, unmatched))
}

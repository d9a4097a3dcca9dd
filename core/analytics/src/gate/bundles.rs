//! Figures that are hidden together, because one gives the other away in a way that whole numbers do not show.

#![expect(clippy::indexing_slicing, reason = "indices are those of the rows given")]

use super::candidate::Candidate;
use super::sheet::SheetRow;
use super::union::Union;
use crate::answer::Shape;
use std::collections::BTreeMap;

/// Gives each row the number of its bundle; one hidden for its own sake hides all.
pub(super) fn bundles(rows: &mut [SheetRow<'_>], candidates: &[Candidate]) {
    let mut union = Union::new(rows.len());
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    let mut together = |union: &mut Union, key: String, at: usize| {
        let with = *first.entry(key).or_insert(at);
        union.join(with, at);
    };
    for (at, row) in rows.iter().enumerate() {
        let candidate = &candidates[row.table];
        let table = row.table;
        let here = format!("{:?}", row.place);
        // Now and before and the change between them are made from one metric.
        together(&mut union, format!("metric {table} {here} {}", row.measure.metric), at);
        for (set, linked) in candidate.linked.iter().enumerate() {
            if linked.contains(&row.row.measure) {
                together(&mut union, format!("linked {table} {here} {set}"), at);
            }
        }
        let line = format!("{:?}", row.place.1);
        let whole_line = match candidate.table.shape {
            // new + returning + resurrecting = returning + dormant of the period after: all periods hang together.
            Shape::Lifecycle => Some(format!("lifecycle {table} {line}")),
            // A ratio or a balance of the parts stands elsewhere.
            Shape::Waterfall => {
                let mut group = row.place.1.clone();
                group.remove("part");
                Some(format!("waterfall {table} {:?} {group:?}", row.place.0))
            }
            _ if candidate.windowed => Some(format!("windowed {table} {line} {}", row.row.measure)),
            _ => None,
        };
        if let Some(key) = whole_line {
            together(&mut union, key, at);
        }
    }
    // A figure that shows no whole number is made from others: with all of its own group, since which ones is not known here.
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        groups.entry(format!("{} {:?}", row.table, row.place)).or_default().push(at);
    }
    for group in groups.values() {
        if group.iter().any(|at| rows[*at].quantities.is_empty() && rows[*at].row.value.is_some()) {
            group.windows(2).for_each(|pair| union.join(pair[0], pair[1]));
        }
    }
    overlapping(rows, &mut union);
    let names: Vec<usize> = (0..rows.len()).map(|at| union.find(at)).collect();
    let mut hidden = vec![false; rows.len()];
    for (row, name) in rows.iter_mut().zip(&names) {
        row.bundle = *name;
        hidden[*name] |= row.hidden;
    }
    for row in rows.iter_mut() {
        row.hidden = hidden[row.bundle];
    }
}

/// Periods of a line that overlap without one being within the other can be subtracted from each other: whole lines.
fn overlapping(rows: &[SheetRow<'_>], union: &mut Union) {
    let mut lines: BTreeMap<(usize, &str, String), Vec<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        lines.entry((row.table, row.row.measure.as_str(), format!("{:?}", row.place.1))).or_default().push(at);
    }
    for line in lines.into_values() {
        let mut periods: Vec<_> = line.iter().filter_map(|at| rows[*at].place.0).collect();
        periods.sort_unstable();
        let across = periods
            .windows(2)
            .any(|pair| pair[0].from < pair[1].from && pair[1].from < pair[0].to && pair[0].to < pair[1].to);
        if across {
            line.windows(2).for_each(|pair| union.join(pair[0], pair[1]));
        }
    }
}

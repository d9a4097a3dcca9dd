//! Totals that nobody is shown and everybody can add up, and the one group that is left when all others are shown.
//!
//! Sums of different measures and tables meet in such totals: members by stage and members by role add up to the same, and the share of a
//! group is out of the members of that group, whether or not a table says how many these are.

#![expect(clippy::indexing_slicing, reason = "indices are those of the lists given")]

use super::relations::ORDERED;
use super::sheet::{Group, Kind, Place, Quantity, Series};
use std::collections::{BTreeMap, BTreeSet};

/// With more dimensions than this in one table only the totals over one of them and over all are implied.
const MOST_DIMENSIONS: usize = 5;

/// Adds the implied cells to each series.
pub(super) fn imply(series: &mut [Series], quantities: &mut Vec<Quantity>) {
    let mut values: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (name, value) in series.iter().flat_map(|one| one.cells.keys()).flat_map(|(_, group)| group) {
        values.entry(name.clone()).or_default().insert(value.clone());
    }
    for one in series.iter_mut() {
        totals(one, quantities);
        if last_groups(one, quantities, &values) {
            totals(one, quantities);
        }
    }
}

fn summed(name: &str) -> bool {
    !ORDERED.contains(&name)
}

/// By total and dimension, its parts.
fn parents(series: &Series) -> BTreeMap<(Place, String), Vec<usize>> {
    let mut parents: BTreeMap<(Place, String), Vec<usize>> = BTreeMap::new();
    for ((period, group), at) in &series.cells {
        for dimension in group.keys().filter(|name| summed(name)) {
            let mut above = group.clone();
            above.remove(dimension);
            parents.entry(((*period, above), dimension.clone())).or_default().push(*at);
        }
    }
    parents
}

fn totals(series: &mut Series, quantities: &mut Vec<Quantity>) {
    let sums = |cells: &BTreeMap<Place, usize>| {
        cells.values().all(|at| matches!(quantities[*at].kind, Kind::Count | Kind::Amount))
    };
    if !sums(&series.cells) {
        return;
    }
    let deepest = series.cells.keys().map(|(_, group)| group.len()).max().unwrap_or(0);
    if deepest > MOST_DIMENSIONS {
        return;
    }
    // From the finest groups up, so that totals of totals are there.
    for depth in (1..=deepest).rev() {
        let mut missing: BTreeMap<Place, i64> = BTreeMap::new();
        for ((place, _), parts) in parents(series) {
            if place.1.len() + 1 == depth && !series.cells.contains_key(&place) {
                let sum = parts.iter().fold(0, |sum: i64, at| sum.saturating_add(quantities[*at].truth));
                // The breakdown that leaves out fewest says most.
                missing.entry(place).and_modify(|most| *most = sum.max(*most)).or_insert(sum);
            }
        }
        for (place, truth) in missing {
            add(series, quantities, place, truth);
        }
    }
}

/// Where all groups of a dimension but one stand beside their total, the last one is what is left.
fn last_groups(
    series: &mut Series,
    quantities: &mut Vec<Quantity>,
    values: &BTreeMap<String, BTreeSet<String>>,
) -> bool {
    let mut found: Vec<(Place, i64, bool)> = Vec::new();
    for ((place, dimension), parts) in parents(series) {
        let (Some(total), Some(values)) = (series.cells.get(&place), values.get(&dimension)) else { continue };
        let with = |value: &String| {
            let mut group: Group = place.1.clone();
            group.insert(dimension.clone(), value.clone());
            (place.0, group)
        };
        let mut missing = values.iter().map(with).filter(|place| !series.cells.contains_key(place));
        let left = parts.iter().fold(quantities[*total].truth, |left, at| left.saturating_sub(quantities[*at].truth));
        if let (Some(last), None) = (missing.next(), missing.next())
            && left > 0
            && quantities[*total].kind == Kind::Count
        {
            // What is left tells of people as any group does, where it is what is left of figures.
            let secret = parts.iter().chain([total]).all(|at| quantities[*at].secret);
            found.push((last, left, secret));
        }
    }
    let any = !found.is_empty();
    for (place, truth, secret) in found {
        if !series.cells.contains_key(&place) {
            add(series, quantities, place, truth);
            if let Some(last) = quantities.last_mut() {
                last.secret = secret;
            }
        }
    }
    any
}

fn add(series: &mut Series, quantities: &mut Vec<Quantity>, place: Place, truth: i64) {
    let (kind, k) =
        series.cells.values().next().map_or((Kind::Slack, 0), |at| (quantities[*at].kind, quantities[*at].k));
    quantities.push(Quantity { truth, kind, k, rows: Vec::new(), principal: false, secret: false });
    series.cells.insert(place, quantities.len() - 1);
}

//! Numbers that are the same number: the denominator of a share and the count beside it, the base of a funnel at each of its steps.
//!
//! Definitions would tell, but only of measures that the gate knows. So equality is read off the figures: two series that agree wherever
//! both have a figure are one. By chance that hides a little more than needed, never less.

#![expect(clippy::indexing_slicing, reason = "indices are those of the lists given")]

use super::candidate::Candidate;
use super::relations::{ORDERED, lines};
use super::sheet::{Component, Kind, Quantity, Series, SheetRow};
use super::union::Union;

/// Makes one quantity of those that are one, in series and rows alike.
pub(super) fn unify(
    series: &mut [Series],
    quantities: &mut [Quantity],
    rows: &mut [SheetRow<'_>],
    candidates: &[Candidate],
) {
    let mut union = Union::new(quantities.len());
    same_everywhere(series, quantities, &mut union);
    same_along(series, quantities, &mut union);
    one_step_later(series, quantities, &mut union, candidates);
    for at in (0..quantities.len()).rev() {
        let into = union.find(at);
        if into != at {
            let (rows, principal, k) =
                (std::mem::take(&mut quantities[at].rows), quantities[at].principal, quantities[at].k);
            quantities[into].rows.extend(rows);
            quantities[into].principal |= principal;
            quantities[into].k = quantities[into].k.max(k);
            if quantities[at].kind == Kind::Count {
                quantities[into].kind = Kind::Count;
            }
        }
    }
    for quantity in quantities.iter_mut() {
        quantity.rows.sort_unstable();
        quantity.rows.dedup();
    }
    for series in series.iter_mut() {
        series.cells.values_mut().for_each(|at| *at = union.find(*at));
    }
    for row in rows {
        row.quantities.iter_mut().for_each(|at| *at = union.find(*at));
        row.quantities.sort_unstable();
        row.quantities.dedup();
    }
}

fn same_everywhere(series: &[Series], quantities: &[Quantity], union: &mut Union) {
    for (at, a) in series.iter().enumerate() {
        for b in series.iter().skip(at + 1) {
            let (small, large) = if a.cells.len() <= b.cells.len() { (a, b) } else { (b, a) };
            let both = || small.cells.iter().filter_map(|(place, x)| Some((*x, *large.cells.get(place)?)));
            if both().all(|(x, y)| quantities[x].truth == quantities[y].truth) {
                both().for_each(|(x, y)| union.join(x, y));
            }
        }
    }
}

/// What is the same for all values of a dimension belongs to all of them together: the base of each share of a whole.
fn same_along(series: &[Series], quantities: &[Quantity], union: &mut Union) {
    for one in series.iter().filter(|one| one.is(&[Component::N, Component::Denominator])) {
        let dimensions: std::collections::BTreeSet<&String> =
            one.cells.keys().flat_map(|(_, group)| group.keys()).collect();
        for dimension in dimensions {
            let lines = lines(one, dimension);
            let constant = |line: &[(String, usize)]| {
                line.windows(2).all(|pair| quantities[pair[0].1].truth == quantities[pair[1].1].truth)
            };
            if lines.values().any(|line| line.len() > 1) && lines.values().all(|line| constant(line)) {
                for (place, line) in &lines {
                    line.windows(2).for_each(|pair| union.join(pair[0].1, pair[1].1));
                    if let (Some(total), Some((_, first))) = (one.cells.get(place), line.first())
                        && quantities[*total].truth == quantities[*first].truth
                    {
                        union.join(*total, *first);
                    }
                }
            }
        }
    }
}

/// What one step counts is out of how many the next one does; the same along time, for figures of the period before.
fn one_step_later(series: &[Series], quantities: &[Quantity], union: &mut Union, candidates: &[Candidate]) {
    for (a, b) in series.iter().flat_map(|a| series.iter().map(move |b| (a, b))) {
        if std::ptr::eq(a, b) || !a.tables.iter().any(|table| b.tables.contains(table)) {
            continue;
        }
        let ordered = ORDERED
            .iter()
            .filter(|name| a.tables.iter().any(|at| candidates[*at].table.dimensions.iter().any(|one| one == *name)));
        for dimension in ordered.copied().map(Some).chain([None]) {
            let (before, after) = match dimension {
                Some(name) => (lines(a, name), lines(b, name)),
                None => (super::relations::times(a), super::relations::times(b)),
            };
            let mut pairs = Vec::new();
            let mut bases = Vec::new();
            for (place, line) in &before {
                let Some(later) = after.get(place) else { continue };
                for pair in line.windows(2) {
                    let then = later.iter().find(|(name, _)| *name == pair[1].0);
                    pairs.extend(then.map(|(_, then)| (pair[0].1, *then)));
                }
                if let (Some((_, first)), Some(_)) = (line.first(), dimension) {
                    bases.extend(later.iter().map(|(_, then)| (*first, *then)));
                }
            }
            for found in [pairs, bases] {
                if found.iter().all(|(x, y)| quantities[*x].truth == quantities[*y].truth) {
                    found.iter().for_each(|(x, y)| union.join(*x, *y));
                }
            }
        }
    }
}

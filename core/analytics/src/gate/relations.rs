//! What follows from what: sums that whoever reads a release can take, as equations between whole numbers.
//!
//! Which sums hold is read off the figures: a total is the sum of its parts where it is so in truth, the parts and an unnamed rest where
//! they fall short, and a union where they overlap. More equations than a reader knows hide more, never less.

#![expect(clippy::indexing_slicing, reason = "indices are those of the lists given")]

use super::candidate::Candidate;
use super::sheet::{Component, Group, Kind, Place, Quantity, Series};
use crate::calendar::Period;
use std::collections::{BTreeMap, BTreeSet};

/// Numbers with signs that add up to 0, by quantity.
pub(super) type Relation = Vec<(usize, i64)>;

/// The dimensions that count on instead of telling groups apart.
pub(super) const ORDERED: [&str; 3] = ["step", "offset", "day"];

/// The most measures of a table among which identities are looked for, subset by subset.
const MOST_MEASURES: usize = 9;

pub(super) fn relations(series: &[Series], quantities: &mut Vec<Quantity>, candidates: &[Candidate]) -> Vec<Relation> {
    let mut all = Relations { quantities, found: BTreeSet::new(), parts: BTreeSet::new() };
    for one in series {
        all.groups(one);
        all.periods(one);
        all.steps(one);
    }
    for (part, of) in series.iter().flat_map(|part| series.iter().map(move |of| (part, of))) {
        if part.within.contains(&of.of)
            && part.population == of.population
            && of.is(&[Component::Value, Component::Numerator, Component::Denominator])
        {
            all.part_of(part, of, Kind::Count);
        }
    }
    for (at, candidate) in candidates.iter().enumerate() {
        let of_table: Vec<&Series> = series.iter().filter(|one| one.tables.contains(&at)).collect();
        all.shares(&of_table);
        all.wholes(&of_table, &candidate.table.dimensions);
        all.identities(&of_table);
    }
    all.found.into_iter().collect()
}

struct Relations<'a> {
    quantities: &'a mut Vec<Quantity>,
    found: BTreeSet<Relation>,
    /// Which is known already to be a part of which.
    parts: BTreeSet<(usize, usize)>,
}

impl Relations<'_> {
    fn truth(&self, at: usize) -> i64 {
        self.quantities[at].truth
    }

    fn sum(&self, parts: &[usize]) -> i64 {
        parts.iter().fold(0, |sum: i64, at| sum.saturating_add(self.truth(*at)))
    }

    fn rest(&mut self, truth: i64, kind: Kind, of: &[usize]) -> usize {
        let k = of.iter().map(|at| self.quantities[*at].k).max().unwrap_or(0);
        let secret = kind != Kind::Slack;
        self.quantities.push(Quantity { truth, kind, k, rows: Vec::new(), principal: false, secret });
        self.quantities.len() - 1
    }

    /// total = Σ parts + rest
    fn equal(&mut self, total: usize, parts: &[usize], rest: Option<usize>) {
        let mut signs: BTreeMap<usize, i64> = BTreeMap::new();
        *signs.entry(total).or_default() -= 1;
        for part in parts.iter().chain(&rest) {
            *signs.entry(*part).or_default() += 1;
        }
        let relation: Relation = signs.into_iter().filter(|(_, sign)| *sign != 0).collect();
        if !relation.is_empty() {
            self.found.insert(relation);
        }
    }

    /// A total and what it is made of, as far as the figures show. `rest` is what an unnamed rest is.
    fn total(&mut self, total: usize, parts: &[usize], rest: Option<Kind>) {
        let (whole, sum) = (self.truth(total), self.sum(parts));
        if whole == sum {
            self.equal(total, parts, None);
        } else if self.quantities[total].kind == Kind::Count && whole < sum {
            // A union: no part is more than all, and all are no more than the parts.
            if parts.iter().all(|part| self.truth(*part) <= whole) {
                for part in parts {
                    self.at_most(*part, total);
                }
                let slack = self.rest(sum.saturating_sub(whole), Kind::Slack, parts);
                // total = Σ parts − slack
                let mut relation: BTreeMap<usize, i64> = BTreeMap::from([(total, -1), (slack, -1)]);
                for part in parts {
                    *relation.entry(*part).or_default() += 1;
                }
                self.found.insert(relation.into_iter().filter(|(_, sign)| *sign != 0).collect());
            }
        } else if let Some(kind) = rest
            && whole > sum
            && parts.iter().all(|part| self.truth(*part) >= 0)
        {
            let rest = self.rest(whole.saturating_sub(sum), kind, parts);
            self.equal(total, parts, Some(rest));
        }
    }

    fn at_most(&mut self, small: usize, large: usize) {
        if small != large {
            let slack = self.rest(self.truth(large).saturating_sub(self.truth(small)), Kind::Slack, &[small]);
            self.equal(large, &[small], Some(slack));
        }
    }

    /// Groups and the totals over them, one dimension at a time: the totals in between are there, shown or implied.
    fn groups(&mut self, series: &Series) {
        let mut parents: BTreeMap<Place, BTreeMap<&String, Vec<usize>>> = BTreeMap::new();
        for ((period, group), at) in &series.cells {
            for dimension in group.keys().filter(|name| !ORDERED.contains(&name.as_str())) {
                let mut above = group.clone();
                above.remove(dimension);
                parents.entry((*period, above)).or_default().entry(dimension).or_default().push(*at);
            }
        }
        for (place, breakdowns) in parents {
            let Some(total) = series.cells.get(&place) else { continue };
            for parts in breakdowns.values() {
                // What an implied part lacks may just not have been asked for.
                let shown = parts.iter().chain([total]).all(|at| self.quantities[*at].secret);
                let rest = match self.quantities[*total].kind {
                    Kind::Count if shown => Some(Kind::Count),
                    Kind::Count | Kind::Amount => Some(Kind::Slack),
                    Kind::Other | Kind::Slack => None,
                };
                self.total(*total, parts, rest);
            }
        }
    }

    /// Periods and the shorter ones within them.
    fn periods(&mut self, series: &Series) {
        let mut lines: BTreeMap<&Group, BTreeMap<Option<Period>, usize>> = BTreeMap::new();
        for ((period, group), at) in &series.cells {
            lines.entry(group).or_default().insert(*period, *at);
        }
        for line in lines.into_values() {
            let mut layers: BTreeMap<i32, Vec<(Period, usize)>> = BTreeMap::new();
            for (period, at) in &line {
                if let Some(period) = period {
                    layers.entry(length(*period)).or_default().push((*period, *at));
                }
            }
            for (period, total) in &line {
                for layer in layers.values() {
                    self.within(*period, *total, layer, series.additive);
                }
            }
        }
    }

    fn within(&mut self, period: Option<Period>, total: usize, layer: &[(Period, usize)], additive: bool) {
        let inside =
            |part: &Period| period.is_none_or(|whole| *part != whole && whole.from <= part.from && part.to <= whole.to);
        let parts: Vec<(Period, usize)> = layer.iter().filter(|(part, _)| inside(part)).copied().collect();
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return };
        let apart = parts.windows(2).all(|pair| pair[0].0.to <= pair[1].0.from);
        if !apart {
            return;
        }
        let seamless = parts.windows(2).all(|pair| pair[0].0.to == pair[1].0.from);
        let covers = seamless && period.is_none_or(|whole| whole.from == first.0.from && whole.to == last.0.to);
        let numbers: Vec<usize> = parts.iter().map(|(_, at)| *at).collect();
        let count = self.quantities[total].kind == Kind::Count;
        if self.truth(total) == self.sum(&numbers) {
            self.equal(total, &numbers, None);
        } else if additive && period.is_some() {
            let kind = if count { Kind::Count } else { Kind::Slack };
            self.total(total, &numbers, Some(kind));
        } else if covers && period.is_some() {
            self.total(total, &numbers, None);
        } else if count && numbers.iter().all(|part| self.truth(*part) <= self.truth(total)) {
            numbers.iter().for_each(|part| self.at_most(*part, total));
        }
    }

    /// Steps of which each is a part of the one before: of a funnel, of those still at risk, of those who ever came back. What falls away
    /// in between are people too.
    fn steps(&mut self, series: &Series) {
        for dimension in ORDERED {
            let lines = lines(series, dimension);
            let ordered = |wanted: std::cmp::Ordering| {
                let fits = |a: usize, b: usize| {
                    [wanted, std::cmp::Ordering::Equal].contains(&self.truth(a).cmp(&self.truth(b)))
                };
                lines.values().all(|line| line.windows(2).all(|pair| fits(pair[0].1, pair[1].1)))
            };
            let falls = ordered(std::cmp::Ordering::Greater);
            if !falls && !ordered(std::cmp::Ordering::Less) {
                continue;
            }
            for line in lines.values() {
                for pair in line.windows(2).filter(|pair| pair[0].1 != pair[1].1) {
                    let (large, small) = if falls { (pair[0].1, pair[1].1) } else { (pair[1].1, pair[0].1) };
                    if self.quantities[large].kind == Kind::Count {
                        let between =
                            self.rest(self.truth(large).saturating_sub(self.truth(small)), Kind::Count, &[small]);
                        self.equal(large, &[small], Some(between));
                    }
                }
            }
        }
    }

    /// Out of how many is those who were counted and those who were not.
    fn shares(&mut self, of_table: &[&Series]) {
        for part in of_table {
            for of in of_table.iter().filter(|of| !std::ptr::eq(*part, **of)) {
                let shown_together = part.cells.iter().any(|(place, part)| {
                    let rows = of.cells.get(place).map_or(&[][..], |of| &self.quantities[*of].rows);
                    rows.iter().any(|row| self.quantities[*part].rows.contains(row))
                });
                if part.is(&[Component::Numerator]) && of.is(&[Component::Denominator]) && shown_together {
                    self.part_of(part, of, Kind::Count);
                } else if part.is(&[Component::Value]) && of.is(&[Component::Value]) {
                    // Side by side, and never more: the active may well be among the members.
                    let never_more = |(place, part): (&Place, &usize)| {
                        of.cells.get(place).is_none_or(|of| self.truth(*part) <= self.truth(*of))
                    };
                    if part.cells.iter().all(never_more) {
                        self.part_of(part, of, Kind::Slack);
                    }
                }
            }
        }
    }

    fn part_of(&mut self, part: &Series, of: &Series, rest: Kind) {
        for (place, part) in &part.cells {
            let Some(of) = of.cells.get(place) else { continue };
            let counts = [*part, *of].iter().all(|at| self.quantities[*at].kind == Kind::Count);
            if part != of && counts && self.truth(*part) <= self.truth(*of) && self.parts.insert((*part, *of)) {
                // The rest of an implied total may be of another whole, of which only a part is asked for.
                let shown = self.quantities[*part].secret && self.quantities[*of].secret;
                let rest = self.rest(
                    self.truth(*of).saturating_sub(self.truth(*part)),
                    if shown { rest } else { Kind::Slack },
                    &[*part],
                );
                self.equal(*of, &[*part], Some(rest));
            }
        }
    }

    /// Shares of one whole along a dimension, and bins of a histogram: together they are what each is out of.
    fn wholes(&mut self, of_table: &[&Series], dimensions: &[String]) {
        for dimension in dimensions.iter().filter(|name| !ORDERED.contains(&name.as_str())) {
            for part in of_table.iter().filter(|one| one.is(&[Component::Numerator, Component::Value])) {
                for whole in of_table.iter().filter(|one| one.is(&[Component::Denominator, Component::N])) {
                    let wholes = lines(whole, dimension);
                    for (place, parts) in lines(part, dimension) {
                        let Some(of) = wholes.get(&place) else { continue };
                        let one = of.first().map(|(_, at)| *at).filter(|one| of.iter().all(|(_, at)| at == one));
                        let parts: Vec<usize> = parts.iter().map(|(_, at)| *at).collect();
                        if let Some(of) = one.filter(|of| parts.len() > 1 && self.truth(*of) == self.sum(&parts)) {
                            self.equal(of, &parts, None);
                        }
                    }
                }
            }
        }
    }

    /// Measures of a table of which one is the sum of others wherever they stand together: new, returning and resurrecting are the active.
    fn identities(&mut self, of_table: &[&Series]) {
        let mut distinct: Vec<&Series> = Vec::new();
        for one in of_table {
            if !distinct.iter().any(|other| other.cells == one.cells) {
                distinct.push(one);
            }
        }
        let every: Vec<usize> = (0..distinct.len()).collect();
        for total in 0..distinct.len() {
            let others: Vec<usize> = every.iter().copied().filter(|at| *at != total).collect();
            if others.len() < MOST_MEASURES {
                for chosen in 0_u32..1 << others.len() {
                    if chosen.count_ones() > 1 {
                        let parts: Vec<usize> = others
                            .iter()
                            .enumerate()
                            .filter(|(bit, _)| chosen >> bit & 1 == 1)
                            .map(|(_, at)| *at)
                            .collect();
                        self.identity(&distinct, total, &parts);
                    }
                }
            } else {
                self.identity(&distinct, total, &others);
            }
        }
    }

    fn identity(&mut self, series: &[&Series], total: usize, parts: &[usize]) {
        let mut sums: Vec<(usize, Vec<usize>)> = Vec::new();
        for (place, total) in &series[total].cells {
            let found: Option<Vec<usize>> = parts.iter().map(|at| series[*at].cells.get(place).copied()).collect();
            let Some(found) = found else { continue };
            if self.truth(*total) != self.sum(&found) {
                return;
            }
            if found.iter().any(|at| self.truth(*at) != 0) {
                sums.push((*total, found));
            }
        }
        for (total, parts) in sums {
            self.equal(total, &parts, None);
        }
    }
}

/// How long a period is, as calendars have it.
fn length(period: Period) -> i32 {
    match period.days() {
        28..=31 => 30,
        89..=92 => 91,
        365 | 366 => 365,
        days => days,
    }
}

/// The numbers of a series along a dimension, by everything else; in the order of numbers where the values are numbers.
pub(super) fn lines(series: &Series, dimension: &str) -> BTreeMap<Place, Vec<(String, usize)>> {
    let mut lines: BTreeMap<Place, Vec<(String, usize)>> = BTreeMap::new();
    for ((period, group), at) in &series.cells {
        let mut rest = group.clone();
        if let Some(value) = rest.remove(dimension) {
            lines.entry((*period, rest)).or_default().push((value, *at));
        }
    }
    for line in lines.values_mut() {
        line.sort_by_cached_key(|(value, _)| (value.parse::<i64>().unwrap_or(i64::MAX), value.clone()));
    }
    lines
}

/// The numbers of a series along time, by everything else.
pub(super) fn times(series: &Series) -> BTreeMap<Place, Vec<(String, usize)>> {
    let mut lines: BTreeMap<Place, Vec<(String, usize)>> = BTreeMap::new();
    for ((period, group), at) in &series.cells {
        if let Some(period) = period {
            lines.entry((None, group.clone())).or_default().push((format!("{} {}", period.from, period.to), *at));
        }
    }
    lines
}

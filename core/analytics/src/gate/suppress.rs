//! Hides more until nothing that is hidden follows from what is shown.

#![expect(clippy::indexing_slicing, reason = "indices are those of the sheet's own lists")]

use super::audit::{Audit, Verdicts};
use super::policy::GatePolicy;
use super::sheet::Sheet;
use std::collections::{BTreeMap, BTreeSet};

/// Rounds of hiding more after which everything that hangs together is hidden instead.
const MOST_ROUNDS: usize = 400;

/// Which rows are hidden, in the order in which they came.
pub(super) fn suppress(sheet: &Sheet<'_>, policy: &GatePolicy) -> Vec<bool> {
    let mut hiding = Hiding::new(sheet, policy);
    hiding.by_lines();
    hiding.until_audited();
    hiding.show_what_need_not_be_hidden();
    sheet.order.iter().map(|at| hiding.hidden[sheet.rows[*at].bundle]).collect()
}

struct Hiding<'a> {
    sheet: &'a Sheet<'a>,
    policy: &'a GatePolicy,
    /// By bundle.
    hidden: Vec<bool>,
    own: Vec<bool>,
    known: Vec<bool>,
    /// By bundle, its rows.
    members: BTreeMap<usize, Vec<usize>>,
    /// By quantity, the relations that it is in.
    of: Vec<Vec<usize>>,
}

impl<'a> Hiding<'a> {
    fn new(sheet: &'a Sheet<'a>, policy: &'a GatePolicy) -> Self {
        let mut hidden = vec![false; sheet.rows.len()];
        let mut known = vec![false; sheet.rows.len()];
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, row) in sheet.rows.iter().enumerate() {
            hidden[row.bundle] |= row.hidden;
            known[row.bundle] |= row.known;
            members.entry(row.bundle).or_default().push(at);
        }
        let mut of = vec![Vec::new(); sheet.quantities.len()];
        for (at, relation) in sheet.relations.iter().enumerate() {
            relation.iter().for_each(|(quantity, _)| of[*quantity].push(at));
        }
        Self { sheet, policy, own: hidden.clone(), hidden, known, members, of }
    }

    fn row_hidden(&self, row: usize) -> bool {
        self.hidden[self.sheet.rows[row].bundle] && !self.sheet.rows[row].known
    }

    /// Whether nobody is shown a quantity: a remainder, or one all of whose rows are hidden.
    fn unseen(&self, quantity: usize) -> bool {
        self.sheet.quantities[quantity].rows.iter().all(|row| self.row_hidden(*row))
    }

    fn audit(&self) -> Verdicts {
        let unseen: Vec<bool> = (0..self.sheet.quantities.len()).map(|at| self.unseen(at)).collect();
        Audit { sheet: self.sheet, policy: self.policy, unseen: &unseen }.run()
    }

    /// Whether a quantity is one whose value must not be known.
    fn secret(&self, at: usize) -> bool {
        Audit::secret(&self.sheet.quantities[at], self.policy).is_some()
    }

    /// The classic first step: where all but one of a sum are shown, one more must go.
    fn by_lines(&mut self) {
        loop {
            let mut changed = false;
            for relation in &self.sheet.relations {
                let unseen: Vec<usize> = relation.iter().map(|(at, _)| *at).filter(|at| self.unseen(*at)).collect();
                if let [only] = unseen[..]
                    && self.secret(only)
                {
                    changed |= self.hide_cheapest(&[only], relation.iter().map(|(at, _)| *at));
                }
            }
            if !changed {
                return;
            }
        }
    }

    /// Hides the cheapest quantity of some that are shown: what hides the fewest people, and best where other sums have hidden ones already.
    fn hide_cheapest(&mut self, for_the_sake_of: &[usize], among: impl Iterator<Item = usize>) -> bool {
        let shown: BTreeSet<usize> = among.filter(|at| !self.unseen(*at)).collect();
        let able = shown.into_iter().filter(|at| {
            let quantity = &self.sheet.quantities[*at];
            quantity.truth != 0
                && !for_the_sake_of.contains(at)
                && quantity.rows.iter().all(|row| !self.known[self.sheet.rows[*row].bundle])
        });
        let Some((_, cheapest)) = able.map(|at| (self.cost(at), at)).min() else { return false };
        self.hide(cheapest);
        true
    }

    fn hide(&mut self, quantity: usize) {
        for row in &self.sheet.quantities[quantity].rows {
            self.hidden[self.sheet.rows[*row].bundle] = true;
        }
    }

    fn cost(&self, at: usize) -> (usize, u64) {
        // A sum in which it would be the only hidden one asks for another, which asks for another.
        let alone = |relation: &&usize| {
            !self.sheet.relations[**relation].iter().any(|(other, _)| *other != at && self.unseen(*other))
        };
        let opens = self.of[at].iter().filter(alone).count();
        let bundles: BTreeSet<usize> =
            self.sheet.quantities[at].rows.iter().map(|row| self.sheet.rows[*row].bundle).collect();
        let rows = bundles.iter().filter(|bundle| !self.hidden[**bundle]).flat_map(|bundle| &self.members[bundle]);
        let weight = rows
            .flat_map(|row| &self.sheet.rows[*row].quantities)
            .map(|at| self.sheet.quantities[*at].truth.unsigned_abs());
        (opens, weight.fold(0, u64::saturating_add))
    }

    fn until_audited(&mut self) {
        for round in 0.. {
            let verdicts = self.audit();
            if verdicts.known.is_empty() {
                return;
            }
            let mut changed = false;
            if round < MOST_ROUNDS && !verdicts.gave_up {
                let mut together: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
                for known in &verdicts.known {
                    together.entry(verdicts.component[*known]).or_default().push(*known);
                }
                for known in together.values() {
                    // One more for a few of those that hang together: it often helps the others too.
                    let some = 1 + known.len() / 4;
                    for known in known.iter().take(some) {
                        changed |= self.widen(*known);
                    }
                }
                if changed {
                    self.by_lines();
                }
            }
            if !changed && !self.hide_all_around(&verdicts.known) {
                // Nothing is left to hide: what is known now was known before.
                return;
            }
        }
    }

    /// Hides one more quantity near one that is not hidden well enough.
    fn widen(&mut self, known: usize) -> bool {
        let mut seen = BTreeSet::from([known]);
        let mut edge = vec![known];
        while !edge.is_empty() {
            let relations: BTreeSet<usize> = edge.iter().flat_map(|at| self.of[*at].iter().copied()).collect();
            let around: BTreeSet<usize> =
                relations.iter().flat_map(|at| self.sheet.relations[*at].iter().map(|(at, _)| *at)).collect();
            if self.hide_cheapest(&[known], around.iter().copied()) {
                return true;
            }
            edge = around.into_iter().filter(|at| self.unseen(*at) && seen.insert(*at)).collect();
        }
        false
    }

    /// Fails closed: hides everything that hangs together with these by sums of any kind.
    fn hide_all_around(&mut self, known: &[usize]) -> bool {
        let mut seen: BTreeSet<usize> = known.iter().copied().collect();
        let mut edge: Vec<usize> = known.to_vec();
        let mut changed = false;
        while let Some(at) = edge.pop() {
            for row in &self.sheet.quantities[at].rows {
                let bundle = self.sheet.rows[*row].bundle;
                changed |= !self.hidden[bundle];
                self.hidden[bundle] = true;
                let with = self.members[&bundle].iter().flat_map(|row| &self.sheet.rows[*row].quantities);
                edge.extend(with.copied().filter(|at| seen.insert(*at)));
            }
            for relation in &self.of[at] {
                edge.extend(self.sheet.relations[*relation].iter().map(|(at, _)| *at).filter(|at| seen.insert(*at)));
            }
        }
        changed
    }

    /// Greedy choices hide more than they must: shows again, the greatest first, what can be shown.
    fn show_what_need_not_be_hidden(&mut self) {
        let mut extra: Vec<usize> =
            self.members.keys().copied().filter(|at| self.hidden[*at] && !self.own[*at]).collect();
        if extra.is_empty() || extra.len() > 40 || self.sheet.quantities.len() > 600 {
            return;
        }
        let weight = |bundle: &usize| {
            let numbers = self.members[bundle].iter().flat_map(|row| &self.sheet.rows[*row].quantities);
            numbers.map(|at| self.sheet.quantities[*at].truth.unsigned_abs()).max().unwrap_or(0)
        };
        extra.sort_by_key(|at| (std::cmp::Reverse(weight(at)), *at));
        let failed_before = self.audit().known.len();
        for bundle in extra {
            self.hidden[bundle] = false;
            let verdicts = self.audit();
            if verdicts.gave_up || verdicts.known.len() > failed_before {
                self.hidden[bundle] = true;
            }
        }
    }
}

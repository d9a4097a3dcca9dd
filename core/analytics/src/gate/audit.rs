//! Whether what is hidden can be bounded from what is shown.
//!
//! For each hidden number that must not be known, the audit looks for whole tables that agree with everything shown and in which the
//! number is another: as small and as large as the rule asks. Each such table is a proof, checked in whole numbers; where none is found
//! the number counts as known. So a search that gives up too early hides more, never less.

#![expect(clippy::indexing_slicing, reason = "indices are those of the sheet's own lists")]

use super::policy::GatePolicy;
use super::sheet::{Kind, Quantity, Sheet};
use super::system::System;
use super::union::Union;
use std::collections::BTreeMap;

pub(super) struct Audit<'a> {
    pub(super) sheet: &'a Sheet<'a>,
    pub(super) policy: &'a GatePolicy,
    /// By quantity, whether nobody is shown it.
    pub(super) unseen: &'a [bool],
}

pub(super) struct Verdicts {
    /// The quantities that are bounded too tightly.
    pub(super) known: Vec<usize>,
    /// By quantity, the name of those that hang together with it.
    pub(super) component: Vec<usize>,
    /// Whether some set of sums was too large to search.
    pub(super) gave_up: bool,
}

/// What the values must span in which a hidden number may lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// At most the first and at least the second.
    Span(i64, i64),
    /// At least so much from the least to the greatest.
    Width(i64),
}

impl Need {
    pub(super) fn is_met(self, least: i64, most: i64) -> bool {
        match self {
            Self::Span(low, high) => least <= low && most >= high,
            Self::Width(width) => most.saturating_sub(least) >= width,
        }
    }
}

impl Audit<'_> {
    /// What a hidden number needs, if it is a secret at all.
    pub(super) fn secret(quantity: &Quantity, policy: &GatePolicy) -> Option<Need> {
        let shown_somewhere = quantity.principal && !quantity.rows.is_empty();
        match quantity.kind {
            Kind::Slack => None,
            _ if !quantity.secret => None,
            Kind::Count if (1..quantity.k).contains(&quantity.truth) => Some(Need::Span(1, quantity.k - 1)),
            Kind::Count => (shown_somewhere && quantity.truth >= quantity.k).then_some(Need::Width(quantity.k)),
            Kind::Amount | Kind::Other => (shown_somewhere && quantity.truth != 0).then(|| {
                // No closer than the part that the largest contributor may not exceed leaves open, on both sides.
                let open = i64::try_from(100 - policy.dominance.min(99)).unwrap_or(1);
                let margin = (quantity.truth.saturating_abs() / 100).saturating_mul(open).max(1);
                Need::Span(quantity.truth.saturating_sub(margin), quantity.truth.saturating_add(margin))
            }),
        }
    }

    pub(super) fn run(&self) -> Verdicts {
        let quantities = &self.sheet.quantities;
        let mut union = Union::new(quantities.len());
        let mut relations: Vec<Vec<(usize, i64)>> = Vec::new();
        for relation in &self.sheet.relations {
            let open: Vec<(usize, i64)> = relation.iter().copied().filter(|(at, _)| self.unseen[*at]).collect();
            open.windows(2).for_each(|pair| union.join(pair[0].0, pair[1].0));
            if !open.is_empty() {
                relations.push(open);
            }
        }
        let component: Vec<usize> = (0..quantities.len()).map(|at| union.find(at)).collect();
        let mut parts: BTreeMap<usize, Vec<Vec<(usize, i64)>>> = BTreeMap::new();
        for relation in relations {
            if let Some((first, _)) = relation.first() {
                parts.entry(component[*first]).or_default().push(relation);
            }
        }
        let mut verdicts = Verdicts { known: Vec::new(), component, gave_up: false };
        for relations in parts.values() {
            self.component(relations, &mut verdicts);
        }
        verdicts.known.sort_unstable();
        verdicts.known.dedup();
        verdicts
    }

    fn component(&self, relations: &[Vec<(usize, i64)>], verdicts: &mut Verdicts) {
        let mut numbers: Vec<usize> = relations.iter().flatten().map(|(at, _)| *at).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let mut needs: Vec<(usize, usize, Need)> = Vec::new();
        for (local, at) in numbers.iter().enumerate() {
            if let Some(need) = Self::secret(&self.sheet.quantities[*at], self.policy) {
                needs.push((local, *at, need));
            }
        }
        if needs.is_empty() {
            return;
        }
        let local: BTreeMap<usize, usize> = numbers.iter().enumerate().map(|(local, at)| (*at, local)).collect();
        let rows: Vec<Vec<(usize, i64)>> =
            relations.iter().map(|relation| relation.iter().map(|(at, sign)| (local[at], *sign)).collect()).collect();
        // That a hidden figure is of somebody, since one of nobody is shown, narrows what the others can be; so everybody is taken to know
        // it. But it tells of a hidden total at once that it is no less than its hidden parts are many, which nothing but hiding all zeros
        // would change; so the least that a number may be is looked for among all tables.
        let mut failed = self.search(&rows, &numbers, &needs, 1, verdicts);
        if failed.iter().any(|(.., need)| matches!(need, Need::Span(1, _))) {
            let high = |(local, at, need): &(usize, usize, Need)| match need {
                Need::Span(1, high) => (*local, *at, Need::Span(i64::MAX, *high)),
                _ => (*local, *at, *need),
            };
            let low: Vec<_> = failed.iter().copied().filter(|(.., need)| matches!(need, Need::Span(1, _))).collect();
            let tried: Vec<_> = failed.iter().map(high).collect();
            failed = self.search(&rows, &numbers, &tried, 1, verdicts);
            let low: Vec<_> = low.into_iter().map(|(local, at, _)| (local, at, Need::Span(1, i64::MIN))).collect();
            failed.extend(self.search(&rows, &numbers, &low, 0, verdicts));
        }
        verdicts.known.extend(failed.into_iter().map(|(_, at, _)| at));
    }

    /// The needs that no table is found for where hidden figures are at least so much.
    fn search(
        &self,
        rows: &[Vec<(usize, i64)>],
        numbers: &[usize],
        needs: &[(usize, usize, Need)],
        least: i64,
        verdicts: &mut Verdicts,
    ) -> Vec<(usize, usize, Need)> {
        let bounds: Vec<_> = numbers.iter().map(|at| self.bounds(*at, least)).collect();
        let Some(mut system) = System::new(rows, &bounds) else {
            verdicts.gave_up = true;
            return needs.to_vec();
        };
        let failed = needs.iter().copied().filter(|(local, _, need)| !system.reaches(*local, *need)).collect();
        verdicts.gave_up |= system.exhausted();
        failed
    }

    /// The truth of a number, and the least and most that whoever reads the release may take it for.
    fn bounds(&self, at: usize, least: i64) -> (i64, Option<i64>, Option<i64>) {
        let quantity = &self.sheet.quantities[at];
        let truth = quantity.truth;
        match quantity.kind {
            Kind::Count if !quantity.rows.is_empty() && truth > 0 => (truth, Some(least), None),
            _ if truth < 0 => (truth, None, Some(0)),
            _ => (truth, Some(0), None),
        }
    }
}

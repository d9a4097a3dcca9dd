//! What it costs to force or to forbid a pair.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::explainer::Priced;
use super::{ExplainError, Explainer};
use crate::residual::Network;
use crate::{Amount, Assigned};

/// What a wish costs and what happens when it is granted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Regret {
    /// What the best plan with the wish is worth less than the best plan.
    pub cost: Amount,
    /// How the one becomes the other, by mentee.
    pub plan: Vec<Step>,
}

/// One change for one mentee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The mentee.
    pub mentee: u32,
    /// The mentor it leaves, if any.
    pub leaves: Option<u32>,
    /// The mentor it takes, if any.
    pub takes: Option<u32>,
}

impl Explainer<'_> {
    /// Computes what it costs to force an eligible pair, and the best plan with it: its reduced cost and the shortest
    /// residual path from the mentor to the mentee. A matched pair costs nothing.
    ///
    /// # Errors
    /// When the pair is not eligible, somebody it needs has capacity 0 or is kept for others by floors, or the plan has no prices.
    pub fn regret(&mut self, mentee: u32, mentor: u32) -> Result<Regret, ExplainError> {
        let pair = self.pair(mentee, mentor)?;
        if self.is_must(mentee, mentor) {
            return self.priced().map(|_| Regret::default());
        }
        self.without_capacity(pair)?;
        let priced = self.priced()?;
        let (from, to) = (priced.numbers.mentee(mentee), priced.numbers.mentor(mentor));
        let Some(&link) = priced.network.link(from, to).filter(|link| !link.is_closed()) else {
            return Ok(Regret::default());
        };
        let reduced = priced.network.reduced_cost(from, &link);
        // Everybody has capacity, so there is a way: somebody of the mentor, or its free place, to the hub. Only floors bar it.
        let Some((length, mut toggles)) = priced.way(to, from) else { return Err(self.kept_by_floors(pair)) };
        toggles.push((from, to));
        Ok(Regret { cost: (reduced + length).to_amount(), plan: priced.steps(&toggles) })
    }

    /// Computes what it costs to forbid a matched pair, and the best plan without it.
    ///
    /// # Errors
    /// When the two are not matched, or must be (for floors, too), or the plan has no prices.
    pub fn regret_without(&mut self, mentee: u32, mentor: u32) -> Result<Regret, ExplainError> {
        let pair = self.pair(mentee, mentor)?;
        if self.is_must(mentee, mentor) {
            let (mentee, mentor) = self.ids(mentee, mentor)?;
            return Err(ExplainError::MustBeMade { mentee, mentor });
        }
        let not_matched = self.not_matched(pair);
        let priced = self.priced()?;
        let (from, to) = (priced.numbers.mentee(mentee), priced.numbers.mentor(mentor));
        let link = *priced.network.link(from, to).filter(|link| link.is_closed()).ok_or(not_matched)?;
        let reduced = priced.network.reduced_cost(from, &link);
        // The mentee can stay without anybody, so there is a way. Only floors bar it.
        let Some((length, mut toggles)) = priced.way(from, to) else {
            let (mentee, mentor) = self.ids(mentee, mentor)?;
            return Err(ExplainError::MustBeMade { mentee, mentor });
        };
        toggles.push((from, to));
        Ok(Regret { cost: (length - reduced).to_amount(), plan: priced.steps(&toggles) })
    }

    /// Computes for every pair of the plan but those that must be made, or that floors need, what it would cost to be without it, in the plan's
    /// order.
    ///
    /// # Errors
    /// When the plan has no prices.
    pub fn regrets_of_plan(&mut self) -> Result<Vec<(Assigned, Regret)>, ExplainError> {
        let solution = self.solution;
        let musts = self.instance.rules().must.iter().map(|pair| (pair.mentee, pair.mentor)).collect::<BTreeSet<_>>();
        let lines = solution.pairs.iter().filter(|line| !musts.contains(&(line.mentee, line.mentor)));
        lines
            .filter_map(|&line| match self.regret_without(line.mentee, line.mentor) {
                Err(ExplainError::MustBeMade { .. }) => None,
                regret => Some(regret.map(|regret| (line, regret))),
            })
            .collect()
    }
}

impl Priced {
    /// What toggled pairs mean for each mentee; pairs are (mentee, mentor) nodes.
    pub(super) fn steps(&self, toggles: &[(u32, u32)]) -> Vec<Step> {
        let mut changes: Vec<(u32, bool, u32)> = toggles
            .iter()
            .map(|&(mentee, mentor)| {
                let leaves = self.network.holds(mentee, mentor);
                (self.numbers.mentee_of(mentee), leaves, self.numbers.mentor_of(mentor))
            })
            .collect();
        changes.sort_unstable();
        let mut steps = Vec::with_capacity(changes.len());
        for of_one in changes.chunk_by(|a, b| a.0 == b.0) {
            let mut takes = of_one.iter().filter(|change| !change.1).map(|change| change.2);
            let mut leaves = of_one.iter().filter(|change| change.1).map(|change| change.2);
            while let (Some(mentee), step) = (of_one.first().map(|change| change.0), (leaves.next(), takes.next())) {
                match step {
                    (None, None) => break,
                    (leaves, takes) => steps.push(Step { mentee, leaves, takes }),
                }
            }
        }
        steps
    }
}

impl Network {
    /// The two of an arc as (mentee, mentor), when the arc is a pair.
    pub(super) fn pair_between(&self, from: u32, to: u32) -> Option<(u32, u32)> {
        use crate::residual::Kind::{Mentee, Mentor};
        match (self.kind(from), self.kind(to)) {
            (Mentee, Mentor) => Some((from, to)),
            (Mentor, Mentee) => Some((to, from)),
            _ => None,
        }
    }
}

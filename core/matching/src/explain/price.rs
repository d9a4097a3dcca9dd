//! What a place with a mentor is worth.

use serde::{Deserialize, Serialize};

use super::explainer::Priced;
use super::{ExplainError, Explainer, Step};
use crate::residual::Value;
use crate::{Amount, What};

/// The price of a place with a mentor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlacePrice {
    /// The lowest optimal price of a place, that of its organisation included. Below zero it is what a floor costs; where nobody
    /// but those who are there can keep the floor, there is no lowest one, and this is one that is low enough.
    pub price: Amount,
    /// The part of it that is in points of the score.
    pub points: i64,
    /// How many mentees have a place with the mentor.
    pub held: u32,
    /// How many mentees have one or would rather have one than a slot as it is, were it free.
    pub wanted_by: u32,
    /// What one more place with this mentor, everything else as it is, adds to the total.
    pub one_more: Amount,
    /// Who would then have whom; empty when nobody would use the place.
    pub serves: Vec<Step>,
}

impl Explainer<'_> {
    /// Computes what a place with a mentor costs, who wants one, and what one more would do.
    ///
    /// # Errors
    /// When there is no such mentor or the plan has no prices.
    pub fn price_of(&mut self, mentor: u32) -> Result<PlacePrice, ExplainError> {
        if mentor as usize >= self.instance.mentors().len() {
            return Err(ExplainError::Unknown { what: What::Mentor, index: mentor });
        }
        let musts = self.instance.rules().must.iter().filter(|pair| pair.mentor == mentor).count();
        let priced = self.priced()?;
        let node = priced.numbers.mentor(mentor);
        let above = priced.network.above(node);
        let price = -priced.network.potential(node);
        let musts = u32::try_from(musts).unwrap_or(u32::MAX);
        let (mut held, mut wanted_by) = (musts, musts);
        for link in priced.network.links(node) {
            let pays = priced.network.worth(link) > priced.network.potential(link.other);
            held += u32::from(link.is_closed());
            wanted_by += u32::from(link.is_closed() || (pays && priced.network.capacity(link.other) > 0));
        }
        let (one_more, toggles) = priced.one_more(node, above);
        let amount = price.to_amount();
        Ok(PlacePrice {
            price: amount,
            points: if priced.network.objective.score_is_first() { amount.first } else { amount.second },
            held,
            wanted_by,
            one_more: one_more.to_amount(),
            serves: priced.steps(&toggles),
        })
    }
}

impl Priced {
    /// What one more unit from a mentor to what is above it gains, and the pairs that change for it.
    fn one_more(&mut self, node: u32, above: u32) -> (Value, Vec<(u32, u32)>) {
        let own = self.network.potential(above) - self.network.potential(node);
        let Some((length, toggles)) = self.way(above, node) else { return (Value::ZERO, Vec::new()) };
        let gain = own - length;
        if gain.is_positive() { (gain, toggles) } else { (Value::ZERO, Vec::new()) }
    }
}

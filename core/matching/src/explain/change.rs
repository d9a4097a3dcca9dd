//! What would bring two people together.

use serde::{Deserialize, Serialize};

use super::{ExplainError, Explainer};
use crate::{Amount, MAX_SCORE};

/// The least that brings a pair into the plan, each alone; zeros for a pair that is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WouldChange {
    /// By how many points the pair's score would have to rise to make it part of an optimum; nothing when no score that a
    /// pair may have does.
    pub more_score: Option<u32>,
    /// How many more places the mentor would need, everything else as it is, to make it part of the optimum; nothing
    /// when no number does.
    pub more_places: Option<u32>,
}

impl Explainer<'_> {
    /// Computes what would bring an eligible pair into the plan.
    ///
    /// # Errors
    /// When the pair is not eligible or the plan has no prices.
    pub fn what_would_change(&mut self, mentee: u32, mentor: u32) -> Result<WouldChange, ExplainError> {
        let pair = self.pair(mentee, mentor)?;
        if self.is_must(mentee, mentor) {
            return self.priced().map(|_| WouldChange { more_score: Some(0), more_places: Some(0) });
        }
        let more_score = match self.regret(mentee, mentor) {
            Ok(regret) => self.more_score(regret.cost, pair.score)?,
            Err(ExplainError::NoCapacity { .. }) => None,
            Err(error) => return Err(error),
        };
        Ok(WouldChange { more_score, more_places: self.more_places(mentee, mentor)? })
    }

    /// The least number of points that outweighs a cost.
    fn more_score(&mut self, cost: Amount, score: u32) -> Result<Option<u32>, ExplainError> {
        let Amount { first, second, lottery } = cost;
        let points = if self.priced()?.network.objective.score_is_first() {
            first + i64::from((second, lottery) > (0, 0))
        } else if first > 0 {
            return Ok(None); // no score is worth a pair
        } else {
            second + i64::from(lottery > 0)
        };
        Ok(u32::try_from(points).ok().filter(|&points| points <= MAX_SCORE.saturating_sub(score)))
    }

    /// Adds places one by one, looks, and takes all back.
    fn more_places(&mut self, mentee: u32, mentor: u32) -> Result<Option<u32>, ExplainError> {
        let priced = self.priced()?;
        let (from, to) = (priced.numbers.mentee(mentee), priced.numbers.mentor(mentor));
        let network = &mut priced.network;
        network.begin();
        let (places, useful) = (network.capacity(to), network.links(to).len());
        let mut more = 0;
        let found = loop {
            if network.holds(from, to) {
                break Some(more);
            }
            // A place that stays free tells that no further one is of use.
            let free = more > 0 && network.has_room(to);
            if free || more as usize > useful || places.checked_add(more + 1).is_none() {
                break None;
            }
            more += 1;
            network.change_capacity(to, places + more);
        };
        network.undo();
        Ok(found)
    }
}

//! Why two people are not together.

use serde::{Deserialize, Serialize};

use super::{ExplainError, Explainer, rank};
use crate::{Amount, Id, What};

/// Why a pair is not in the plan, or that it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum WhyNot {
    /// The two are matched.
    Matched,
    /// The pair is not eligible.
    NotEligible,
    /// Somebody it needs takes nobody at all.
    NoCapacity {
        /// Whose capacity is 0, or kept by floors for others.
        of: What,
        /// Who.
        id: Id,
    },
    /// A place with the mentor is worth more to others than the pair is worth.
    PriceTooHigh {
        /// The lowest optimal price of a place, that of the organisation included.
        price: Amount,
        /// What the pair is worth.
        worth: Amount,
        /// What it costs to force the pair: by so much it would have to be worth more.
        needed_more: Amount,
    },
    /// The pair is worth its price, but the mentee's slots gain more where they are.
    BetterElsewhere {
        /// The mentor with whom the mentee gains least of those it has.
        instead: u32,
        /// What the mentee gains there beyond the price, at least.
        gain_there: Amount,
        /// What it would gain here beyond the price.
        gain_here: Amount,
        /// What it costs to force the pair.
        needed_more: Amount,
    },
    /// The mentor, or its organisation, is full with mentees it ranks at least as high (ties by lottery).
    OutrankedBy {
        /// The one among them it ranks lowest.
        mentee: u32,
        /// The rank of that one.
        rank: u32,
        /// The rank of the mentee that was asked about.
        own_rank: u32,
    },
    /// The mentee's slots are full with mentors it ranks at least as high (ties by lottery).
    Prefers {
        /// The one among them it ranks lowest.
        mentor: u32,
        /// The rank of that one.
        rank: u32,
        /// The rank of the mentor that was asked about.
        own_rank: u32,
    },
    /// Both sides would rather have each other: the plan is not stable.
    Blocks,
}

impl Explainer<'_> {
    /// Tells why a pair is not in the plan, with exact numbers.
    ///
    /// # Errors
    /// When there is no such mentee or mentor.
    pub fn why_not(&mut self, mentee: u32, mentor: u32) -> Result<WhyNot, ExplainError> {
        let pair = match self.pair(mentee, mentor) {
            Err(ExplainError::NotEligible { .. }) => return Ok(WhyNot::NotEligible),
            result => result?,
        };
        if self.is_must(mentee, mentor) {
            return Ok(WhyNot::Matched);
        }
        if let Err(ExplainError::NoCapacity { what, id }) = self.without_capacity(pair) {
            return Ok(WhyNot::NoCapacity { of: what, id });
        }
        let regret = self.priced.is_some().then(|| self.regret(mentee, mentor));
        if let Some(Err(ExplainError::NoCapacity { what, id })) = regret {
            return Ok(WhyNot::NoCapacity { of: what, id });
        }
        let (Some(priced), Some(regret)) = (&self.priced, regret) else {
            return Ok(rank::why_not(self.instance, self.solution, self.seed, pair));
        };
        let (from, to) = (priced.numbers.mentee(mentee), priced.numbers.mentor(mentor));
        let network = &priced.network;
        let Some(&link) = network.link(from, to).filter(|link| !link.is_closed()) else { return Ok(WhyNot::Matched) };
        let (worth, price) = (network.worth(&link), -network.potential(to));
        let least = network
            .held(from)
            .iter()
            .min_by_key(|link| (network.worth(link) + network.potential(link.other), link.other));
        let instead = least
            .map(|link| (priced.numbers.mentor_of(link.other), network.worth(link) + network.potential(link.other)));
        let needed_more = regret?.cost;
        Ok(match instead {
            Some((instead, gain_there)) if worth > price => WhyNot::BetterElsewhere {
                instead,
                gain_there: gain_there.to_amount(),
                gain_here: (worth - price).to_amount(),
                needed_more,
            },
            _ => WhyNot::PriceTooHigh { price: price.to_amount(), worth: worth.to_amount(), needed_more },
        })
    }
}

//! A market that takes mentees as they come.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Amount, Assigned, Duals, Instance, Pair, SizeOrScore, lottery};

/// A market that takes mentees as they come and never moves anybody: each gets, on arrival, the free places that are worth
/// most to it beyond their prices.
///
/// Prices that stem from a solved instance (of last year, or of those who are expected) keep places for who needs
/// them more; with no prices it is first come, first served. Whatever the prices, [`Online::standing`] compares the result with a
/// bound of what could be reached by matching all who are here today at once.
///
/// ```
/// use semillero_matching::*;
///
/// let id = Id::from_u128;
/// let pair = |mentee, score| PairInput {
///     mentee, mentor: 0, mentee_rank: 1, mentor_rank: 1, score, terms: vec![],
/// };
/// let instance = Instance::new(InstanceInput {
///     mentees: vec![Mentee { id: id(1), capacity: 1 }, Mentee { id: id(2), capacity: 1 }],
///     mentors: vec![Mentor { id: id(11), capacity: 1, organisation: None }],
///     pairs: vec![pair(0, 500_000), pair(1, 900_000)],
///     ..InstanceInput::default()
/// }).expect("a sound instance");
///
/// let mut open = Online::new(&instance, 7);
/// assert_eq!(open.arrive(0)?.len(), 1); // first come, first served
/// assert!(open.arrive(1)?.is_empty());
/// let standing = open.standing();
/// assert_eq!((standing.score, standing.at_most, standing.share_bp()), (500_000, 900_000, 5_555));
///
/// let best = solve(&instance, &Strategy::MaxWeight { first: SizeOrScore::Score }, 7).expect("no rules to break");
/// let Some(Certificate::Prices(prices)) = best.certificate else { unreachable!() };
/// let mut priced = Online::with_prices(&instance, 7, &prices, SizeOrScore::Score)?;
/// assert!(priced.arrive(0)?.is_empty()); // the place is kept for who is worth more
/// assert_eq!(priced.arrive(1)?.len(), 1);
/// assert_eq!(priced.standing().share_bp(), 10_000);
/// # Ok::<(), OnlineError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Online<'a> {
    instance: &'a Instance,
    seed: u64,
    /// What a place costs who arrives, compared in the order of `first`.
    asked: Vec<Amount>,
    first: SizeOrScore,
    /// The points in it.
    prices: Prices,
    seats: Vec<u32>,
    organisation_seats: Vec<u32>,
    here: Vec<Option<Here>>,
    score: u64,
    /// What the mentees who are here gain at most from places at these prices, and from free ones.
    gain_at_prices: i128,
    gain_if_free: i128,
}

/// A mentee who is here.
#[derive(Debug, Clone)]
struct Here {
    pairs: Vec<u32>,
    gain_at_prices: i128,
    gain_if_free: i128,
}

#[derive(Debug, Clone)]
struct Prices {
    mentors: Vec<i64>,
    organisations: Vec<i64>,
}

/// Why the market cannot do what is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum OnlineError {
    /// There is no such mentee.
    #[error("mentee {mentee} is not in the instance")]
    UnknownMentee {
        /// The mentee.
        mentee: u32,
    },
    /// The mentee has arrived before and not left.
    #[error("mentee {mentee} is here already")]
    AlreadyHere {
        /// The mentee.
        mentee: u32,
    },
    /// The mentee has not arrived, or has left.
    #[error("mentee {mentee} is not here")]
    NotHere {
        /// The mentee.
        mentee: u32,
    },
    /// The prices are those of another instance.
    #[error("the prices do not fit the mentors and organisations of the instance")]
    PricesDoNotFit,
}

/// How the market stands today.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standing {
    /// The total score of the pairs that are made.
    pub score: u64,
    /// What no matching of the mentees who are here today exceeds.
    pub at_most: u64,
}

impl Standing {
    /// The share of today's best total that is reached for sure, in basis points rounded down.
    pub fn share_bp(&self) -> u32 {
        let share = (u128::from(self.score) * 10_000).checked_div(self.at_most.into());
        share.map_or(10_000, |share| u32::try_from(share).unwrap_or(u32::MAX))
    }
}

impl<'a> Online<'a> {
    /// Opens a market without prices; the seed decides between equals.
    pub fn new(instance: &'a Instance, seed: u64) -> Self {
        let prices = Prices {
            mentors: vec![0; instance.mentors().len()],
            organisations: vec![0; instance.organisations().len()],
        };
        Self {
            instance,
            seed,
            asked: vec![Amount::default(); instance.mentors().len()],
            first: SizeOrScore::Score,
            prices,
            seats: instance.mentors().iter().map(|mentor| mentor.capacity).collect(),
            organisation_seats: instance.organisations().iter().map(|organisation| organisation.capacity).collect(),
            here: vec![None; instance.mentees().len()],
            score: 0,
            gain_at_prices: 0,
            gain_if_free: 0,
        }
    }

    /// Opens a market with the prices of a solved instance with the same mentors and organisations; `first` is what that
    /// solution maximised first.
    ///
    /// # Errors
    /// When there is not one price for each mentor and organisation, or they are too large to be added.
    pub fn with_prices(
        instance: &'a Instance,
        seed: u64,
        duals: &Duals,
        first: SizeOrScore,
    ) -> Result<Self, OnlineError> {
        let fits = duals.mentors.len() == instance.mentors().len()
            && duals.organisations.len() == instance.organisations().len();
        if !fits {
            return Err(OnlineError::PricesDoNotFit);
        }
        let points = |amount: &Amount| match first {
            SizeOrScore::Score => amount.first.max(0),
            SizeOrScore::Size => amount.second.max(0),
        };
        let prices = Prices {
            mentors: duals.mentors.iter().map(points).collect(),
            organisations: duals.organisations.iter().map(points).collect(),
        };
        let asked = |(mentor, own): (&crate::Mentor, &Amount)| {
            let above = mentor.organisation.and_then(|at| duals.organisations.get(at as usize));
            let above = above.copied().unwrap_or_default();
            Some(Amount {
                first: own.first.checked_add(above.first)?,
                second: own.second.checked_add(above.second)?,
                lottery: own.lottery.checked_add(above.lottery)?,
            })
        };
        let asked = instance.mentors().iter().zip(&duals.mentors).map(asked).collect::<Option<_>>();
        let asked = asked.ok_or(OnlineError::PricesDoNotFit)?;
        Ok(Self { asked, first, prices, ..Self::new(instance, seed) })
    }

    /// Lets a mentee in and gives it the best free places, as many as it takes, that are worth more than their price.
    ///
    /// # Errors
    /// When there is no such mentee or it is here already.
    pub fn arrive(&mut self, mentee: u32) -> Result<Vec<Assigned>, OnlineError> {
        let instance = self.instance;
        let person = instance.mentees().get(mentee as usize).ok_or(OnlineError::UnknownMentee { mentee })?;
        if self.here.get(mentee as usize).is_some_and(Option::is_some) {
            return Err(OnlineError::AlreadyHere { mentee });
        }
        let free = Prices { mentors: Vec::new(), organisations: Vec::new() };
        let mut here = Here {
            pairs: Vec::new(),
            gain_at_prices: self.gain(mentee, &self.prices),
            gain_if_free: self.gain(mentee, &free),
        };
        let mut offers: Vec<(Amount, u32)> =
            instance.pairs_of(mentee).filter_map(|at| Some((self.margin(at)?, at))).collect();
        offers.sort_unstable_by(|a, b| b.cmp(a));
        for (_, at) in offers {
            if here.pairs.len() < person.capacity as usize && self.take(at) {
                here.pairs.push(at);
            }
        }
        here.pairs.sort_unstable();
        self.gain_at_prices += here.gain_at_prices;
        self.gain_if_free += here.gain_if_free;
        let given = self.assigned(&here.pairs);
        if let Some(place) = self.here.get_mut(mentee as usize) {
            *place = Some(here);
        }
        Ok(given)
    }

    /// Lets a mentee go and gives back its places, which are free for the next who arrives.
    ///
    /// # Errors
    /// When there is no such mentee or it is not here.
    pub fn leave(&mut self, mentee: u32) -> Result<Vec<Assigned>, OnlineError> {
        let place = self.here.get_mut(mentee as usize).ok_or(OnlineError::UnknownMentee { mentee })?;
        let here = place.take().ok_or(OnlineError::NotHere { mentee })?;
        self.gain_at_prices -= here.gain_at_prices;
        self.gain_if_free -= here.gain_if_free;
        for &at in &here.pairs {
            self.give_back(at);
        }
        Ok(self.assigned(&here.pairs))
    }

    /// All pairs that are made, by (mentee, mentor).
    pub fn pairs(&self) -> Vec<Assigned> {
        let mut all: Vec<u32> = self.here.iter().flatten().flat_map(|here| here.pairs.iter().copied()).collect();
        all.sort_unstable();
        self.assigned(&all)
    }

    /// Compares the total of today with a bound for everybody who is here, the best one of three, each from prices: every seat
    /// at its price, and what each mentee gains beyond prices. The prices are those of the market, none, and those of
    /// today: a mentor or organisation that is full costs as much as the worst pair it has. Reads every pair of
    /// who is here.
    pub fn standing(&self) -> Standing {
        let here = self.here.iter().zip(0_u32..).filter(|(here, _)| here.is_some());
        let today = self.prices_of_today();
        let gains: i128 = here.map(|(_, mentee)| self.gain(mentee, &today)).sum();
        let at_prices = self.worth_of_seats(&self.prices) + self.gain_at_prices;
        let bound = at_prices.min(self.gain_if_free).min(self.worth_of_seats(&today) + gains);
        Standing { score: self.score, at_most: u64::try_from(bound).unwrap_or(u64::MAX) }
    }

    fn worth_of_seats(&self, prices: &Prices) -> i128 {
        let mentors = self.instance.mentors().iter().map(|mentor| mentor.capacity).zip(&prices.mentors);
        let above = self.instance.organisations().iter().map(|at| at.capacity).zip(&prices.organisations);
        mentors.chain(above).map(|(capacity, &price)| i128::from(capacity) * i128::from(price)).sum()
    }

    /// What the best places bring a mentee beyond these prices, free or not.
    fn gain(&self, mentee: u32, prices: &Prices) -> i128 {
        let pairs = self.instance.pairs_of(mentee).filter_map(|at| self.instance.pairs().get(at as usize));
        let margin = |pair: &Pair| i64::from(pair.score).saturating_sub(self.price(pair.mentor, prices));
        let mut margins: Vec<i64> = pairs.map(margin).filter(|&margin| margin > 0).collect();
        let slots = self.instance.mentees().get(mentee as usize).map_or(0, |mentee| mentee.capacity as usize);
        margins.sort_unstable_by(|a, b| b.cmp(a));
        margins.iter().take(slots).map(|&margin| i128::from(margin)).sum()
    }

    fn prices_of_today(&self) -> Prices {
        let (mut mentors, mut organisations) =
            (vec![i64::MAX; self.seats.len()], vec![i64::MAX; self.organisation_seats.len()]);
        for &at in self.here.iter().flatten().flat_map(|here| &here.pairs) {
            let Some(pair) = self.instance.pairs().get(at as usize) else { continue };
            let above = self.organisation_of(pair.mentor).and_then(|at| organisations.get_mut(at));
            for price in mentors.get_mut(pair.mentor as usize).into_iter().chain(above) {
                *price = (*price).min(i64::from(pair.score));
            }
        }
        // A price of MAX is left only where there never was a seat, and seats that do not exist cost nothing at any price.
        let full = |(price, &left): (&mut i64, &u32)| {
            *price = if left == 0 { (*price).min(crate::MAX_SCORE.into()) } else { 0 };
        };
        mentors.iter_mut().zip(&self.seats).for_each(full);
        organisations.iter_mut().zip(&self.organisation_seats).for_each(full);
        for (price, mentor) in mentors.iter_mut().zip(self.instance.mentors()) {
            let above = mentor.organisation.and_then(|at| organisations.get(at as usize));
            *price = (*price - above.copied().unwrap_or_default()).max(0);
        }
        Prices { mentors, organisations }
    }

    /// What a pair is worth beyond its price; nothing if it is not.
    fn margin(&self, at: u32) -> Option<Amount> {
        let pair = self.instance.pairs().get(at as usize)?;
        let mentee = self.instance.mentees().get(pair.mentee as usize)?.id;
        let mentor = self.instance.mentors().get(pair.mentor as usize)?.id;
        let asked = self.asked.get(pair.mentor as usize)?;
        let luck = i128::from(lottery(self.seed, mentee.as_bytes(), mentor.as_bytes()));
        let (first, second) = match self.first {
            SizeOrScore::Size => (1, i64::from(pair.score)),
            SizeOrScore::Score => (i64::from(pair.score), 1),
        };
        let margin = Amount {
            first: first.checked_sub(asked.first)?,
            second: second.checked_sub(asked.second)?,
            lottery: (-luck).checked_sub(asked.lottery)?,
        };
        (margin > Amount::default()).then_some(margin)
    }

    fn organisation_of(&self, mentor: u32) -> Option<usize> {
        self.instance.mentors().get(mentor as usize)?.organisation.map(|at| at as usize)
    }

    fn price(&self, mentor: u32, prices: &Prices) -> i64 {
        let above = self.organisation_of(mentor).and_then(|at| prices.organisations.get(at));
        let own = prices.mentors.get(mentor as usize);
        own.copied().unwrap_or_default().saturating_add(above.copied().unwrap_or_default())
    }

    fn take(&mut self, at: u32) -> bool {
        let Some(pair) = self.instance.pairs().get(at as usize) else { return false };
        let organisation = self.organisation_of(pair.mentor);
        let Some(seats) = self.seats.get_mut(pair.mentor as usize).filter(|seats| **seats > 0) else { return false };
        if let Some(organisation) = organisation {
            let above = self.organisation_seats.get_mut(organisation).filter(|seats| **seats > 0);
            let Some(above) = above else { return false };
            *above -= 1;
        }
        *seats -= 1;
        self.score += u64::from(pair.score);
        true
    }

    fn give_back(&mut self, at: u32) {
        let Some(pair) = self.instance.pairs().get(at as usize) else { return };
        let organisation = self.organisation_of(pair.mentor);
        let above = organisation.and_then(|at| self.organisation_seats.get_mut(at));
        above.into_iter().chain(self.seats.get_mut(pair.mentor as usize)).for_each(|seats| *seats += 1);
        self.score -= u64::from(pair.score);
    }

    fn assigned(&self, pairs: &[u32]) -> Vec<Assigned> {
        let with_people = |&at: &u32| {
            let pair = self.instance.pairs().get(at as usize)?;
            Some(Assigned { mentee: pair.mentee, mentor: pair.mentor, pair: Some(at) })
        };
        pairs.iter().filter_map(with_people).collect()
    }
}

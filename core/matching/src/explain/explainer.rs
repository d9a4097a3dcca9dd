//! What all questions need, made once.

use super::ExplainError;
use crate::residual::{HUB, Lowest, Network, Numbers, Objective, Search, ToHub, Value};
use crate::{Id, Instance, Pair, Solution, What};

/// How many of a mentee's links, the cheapest, a search looks at before it asks whether the others can matter: a few are enough
/// nearly always (measured: 6 beats 12 at 1,000 × 300).
const FRONT: usize = 6;

/// Answers questions about one plan. Made in one pass over the pairs; each question is then one search that stops early.
///
/// Indices are those of the instance. Pairs that must be made stand outside: they have no regret, and the places they take
/// are nobody else's.
///
/// ```
/// use semillero_matching::*;
///
/// let id = Id::from_u128;
/// let pair = |mentee, score| PairInput { mentee, mentor: 0, mentee_rank: 1, mentor_rank: 1, score, terms: vec![] };
/// let instance = Instance::new(InstanceInput {
///     mentees: vec![Mentee { id: id(1), capacity: 1 }, Mentee { id: id(2), capacity: 1 }],
///     mentors: vec![Mentor { id: id(11), capacity: 1, organisation: None }],
///     pairs: vec![pair(0, 900_000), pair(1, 600_000)],
///     ..InstanceInput::default()
/// }).expect("a sound instance");
/// let solution = solve(&instance, &Strategy::MaxWeight { first: SizeOrScore::Size }, 7)?;
/// let mut explainer = Explainer::new(&instance, &solution, 7)?;
///
/// let regret = explainer.regret(1, 0)?;
/// assert_eq!((regret.cost.first, regret.cost.second), (0, 300_000));
/// assert_eq!(regret.plan, [
///     Step { mentee: 0, leaves: Some(0), takes: None },
///     Step { mentee: 1, leaves: None, takes: Some(0) },
/// ]);
/// let price = explainer.price_of(0)?;
/// assert_eq!((price.price.first, price.price.second, price.wanted_by), (1, 600_000, 2));
/// assert_eq!(explainer.what_would_change(1, 0)?.more_places, Some(1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Explainer<'a> {
    pub(super) instance: &'a Instance,
    pub(super) solution: &'a Solution,
    pub(super) seed: u64,
    /// Nothing for strategies of ranks, whose pairs [`Explainer::why_not`] explains without prices.
    pub(super) priced: Option<Priced>,
}

/// The residual network at the lowest optimal prices.
#[derive(Debug, Clone)]
pub(super) struct Priced {
    pub(super) network: Network,
    pub(super) numbers: Numbers,
    /// The node before each on a way from the hub that costs nothing.
    pub(super) from_hub: Vec<u32>,
    /// Whether there is one; without floors there always is.
    pub(super) reached: Vec<bool>,
    pub(super) to_hub: ToHub,
    pub(super) search: Search,
}

impl<'a> Explainer<'a> {
    /// Reads a solution; `seed` is the one its ties were broken with.
    ///
    /// # Errors
    /// When the solution is neither proven optimal by its prices nor of a strategy of ranks.
    pub fn new(instance: &'a Instance, solution: &'a Solution, seed: u64) -> Result<Self, ExplainError> {
        let priced = match Objective::of(&solution.strategy) {
            None if super::rank::explains(&solution.strategy) => None,
            None => return Err(ExplainError::Strategy { strategy: solution.strategy.name() }),
            Some(_) => {
                let numbers = Numbers::of(instance).ok_or(ExplainError::TooMany)?;
                let mut network = Network::of_solution(instance, solution, seed).ok_or(ExplainError::NotOptimal)?;
                let Lowest { potential, via: from_hub, reached } = network.lowest();
                network.potential = potential;
                let to_hub = network.work_out_to_hub(FRONT);
                Some(Priced { network, numbers, from_hub, reached, to_hub, search: Search::default() })
            }
        };
        Ok(Self { instance, solution, seed, priced })
    }

    pub(super) fn priced(&mut self) -> Result<&mut Priced, ExplainError> {
        let strategy = self.solution.strategy.name();
        self.priced.as_mut().ok_or(ExplainError::Strategy { strategy })
    }

    pub(super) fn ids(&self, mentee: u32, mentor: u32) -> Result<(Id, Id), ExplainError> {
        let unknown = |what, index| ExplainError::Unknown { what, index };
        let mentee = self.instance.mentees().get(mentee as usize).ok_or(unknown(What::Mentee, mentee))?.id;
        let mentor = self.instance.mentors().get(mentor as usize).ok_or(unknown(What::Mentor, mentor))?.id;
        Ok((mentee, mentor))
    }

    /// The eligible pair of the two.
    pub(super) fn pair(&self, mentee: u32, mentor: u32) -> Result<&'a Pair, ExplainError> {
        let ids = self.ids(mentee, mentor)?;
        let at = self.instance.pair_index(mentee, mentor);
        at.and_then(|at| self.instance.pairs().get(at as usize))
            .ok_or(ExplainError::NotEligible { mentee: ids.0, mentor: ids.1 })
    }

    pub(super) fn not_matched(&self, pair: &Pair) -> ExplainError {
        match self.ids(pair.mentee, pair.mentor) {
            Ok((mentee, mentor)) => ExplainError::NotMatched { mentee, mentor },
            Err(error) => error,
        }
    }

    /// Whether the two must be together.
    pub(super) fn is_must(&self, mentee: u32, mentor: u32) -> bool {
        self.instance.rules().must.iter().any(|pair| (pair.mentee, pair.mentor) == (mentee, mentor))
    }

    /// Whose places floors keep for others, for a pair that no plan has for their sake.
    pub(super) fn kept_by_floors(&self, pair: &Pair) -> ExplainError {
        let no_capacity = |what, id| ExplainError::NoCapacity { what, id };
        let ids = self.ids(pair.mentee, pair.mentor);
        let (Ok((mentee, mentor)), Some(priced)) = (ids, &self.priced) else { return ExplainError::TooMany };
        let node = priced.numbers.mentor(pair.mentor);
        let above = self.instance.mentors().get(pair.mentor as usize).and_then(|mentor| mentor.organisation);
        match above.and_then(|at| self.instance.organisations().get(at as usize)) {
            _ if !priced.is_reached(priced.numbers.mentee(pair.mentee)) => no_capacity(What::Mentee, mentee),
            Some(organisation) if priced.network.has_room(node) => no_capacity(What::Organisation, organisation.id),
            _ => no_capacity(What::Mentor, mentor),
        }
    }

    /// Who of the three that a pair needs takes nobody at all besides those that must be.
    pub(super) fn without_capacity(&self, pair: &Pair) -> Result<(), ExplainError> {
        let musts = &self.instance.rules().must;
        let organisation_of = |at: u32| self.instance.mentors().get(at as usize).and_then(|mentor| mentor.organisation);
        let none = |what, capacity: u32, id, taken: usize| match capacity as usize > taken {
            false => Err(ExplainError::NoCapacity { what, id }),
            true => Ok(()),
        };
        if let Some(mentee) = self.instance.mentees().get(pair.mentee as usize) {
            let taken = musts.iter().filter(|must| must.mentee == pair.mentee).count();
            none(What::Mentee, mentee.capacity, mentee.id, taken)?;
        }
        let Some(mentor) = self.instance.mentors().get(pair.mentor as usize) else { return Ok(()) };
        let taken = musts.iter().filter(|must| must.mentor == pair.mentor).count();
        none(What::Mentor, mentor.capacity, mentor.id, taken)?;
        let Some(at) = mentor.organisation else { return Ok(()) };
        let taken = musts.iter().filter(|must| organisation_of(must.mentor) == Some(at)).count();
        let organisation = self.instance.organisations().get(at as usize);
        organisation.map_or(Ok(()), |above| none(What::Organisation, above.capacity, above.id, taken))
    }
}

impl Priced {
    pub(super) fn is_reached(&self, node: u32) -> bool {
        self.reached.get(node as usize) == Some(&true)
    }

    /// The length of the shortest way from `start` to `goal`, which is reached from the hub at no cost or, for floors, not at
    /// all, and the pairs on it; nothing when there is no way.
    pub(super) fn way(&mut self, start: u32, goal: u32) -> Option<(Value, Vec<(u32, u32)>)> {
        let mut pairs = Pairs { network: &self.network, toggled: Vec::new() };
        let from_hub = self.is_reached(goal);
        let ends = (start, goal);
        if let Some(length) = self.network.search_direct(&mut self.search, ends, from_hub, &self.to_hub) {
            let mut node = goal;
            while node != start {
                let before = self.search.via(node);
                pairs.walk(before, node);
                node = before;
            }
            return Some((length, pairs.toggled));
        }
        if !from_hub {
            return None;
        }
        let length = if start == HUB { Value::ZERO } else { self.to_hub.distance.get(start as usize).copied()?? };
        let mut node = start;
        while node != HUB {
            let after = self.to_hub.via.get(node as usize).copied().unwrap_or(HUB);
            pairs.walk(node, after);
            node = after;
        }
        let mut node = goal;
        while node != HUB {
            let before = self.from_hub.get(node as usize).copied().unwrap_or(HUB);
            pairs.walk(before, node);
            node = before;
        }
        Some((length, pairs.toggled))
    }
}

/// Collects the pairs of a walk; those walked there and back drop out.
struct Pairs<'a> {
    network: &'a Network,
    toggled: Vec<(u32, u32)>,
}

impl Pairs<'_> {
    fn walk(&mut self, from: u32, to: u32) {
        if let Some(pair) = self.network.pair_between(from, to) {
            match self.toggled.iter().position(|&known| known == pair) {
                Some(at) => drop(self.toggled.swap_remove(at)),
                None => self.toggled.push(pair),
            }
        }
    }
}

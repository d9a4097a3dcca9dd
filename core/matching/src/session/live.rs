//! The session itself.

use std::collections::BTreeMap;

use super::apply::Rest;
use super::limited::{Difference, toggle};
use super::pool::Pool;
use super::{Delta, Event, Moved, SessionError};
use crate::residual::{Network, Objective};
use crate::{Amount, Id, Instance, Solution, SolveError, Strategy, solve};

/// A plan kept at its optimum while people come and go: each event is one shortest augmentation for every unit it frees
/// or adds, not a new run, and gives what a new run would give.
///
/// ```
/// use semillero_matching::*;
///
/// let id = Id::from_u128;
/// let offer = |with, score| Offer { with: id(with), mentee_rank: 1, mentor_rank: 1, score, terms: vec![] };
/// let empty = Instance::new(InstanceInput::default()).expect("nobody is fine");
/// let strategy = Strategy::MaxWeight { first: SizeOrScore::Size };
/// let mut session = Session::start(empty, strategy, 2026)?;
///
/// session.apply(Event::Join(Newcomer::Mentor { id: id(11), capacity: 1, organisation: None, pairs: vec![] }))?;
/// let ana = Newcomer::Mentee { id: id(1), capacity: 1, pairs: vec![offer(11, 400_000)] };
/// assert_eq!(session.apply(Event::Join(ana))?.gained.len(), 1);
///
/// // A better pair would take the only place; looking at it changes nothing.
/// let luz = Newcomer::Mentee { id: id(2), capacity: 1, pairs: vec![offer(11, 900_000)] };
/// let delta = session.preview(&Event::Join(luz))?;
/// assert_eq!((delta.gained[0].mentee, delta.lost[0].mentee, delta.score), (id(2), id(1), 900_000));
/// assert_eq!(session.score(), 400_000);
/// # Ok::<(), SessionError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Session {
    pub(super) strategy: Strategy,
    pub(super) seed: u64,
    pub(super) pool: Pool,
    /// At the optimum, always.
    pub(super) network: Network,
    /// Where the plan is not at the optimum.
    pub(super) difference: Difference,
}

impl Session {
    /// Solves an instance and goes on from there.
    ///
    /// # Errors
    /// When the strategy maximises no sum ([`Strategy::MaxWeight`] and [`Strategy::Blend`] do), the instance has rules, or
    /// it cannot be solved.
    pub fn start(instance: Instance, strategy: Strategy, seed: u64) -> Result<Self, SessionError> {
        let objective = Objective::of(&strategy).ok_or(SessionError::Strategy { strategy: strategy.name() })?;
        if !instance.rules().is_empty() {
            return Err(SessionError::Rules);
        }
        match solve(&instance, &strategy, seed) {
            Ok(solution) => Self::resume(instance, &solution, seed),
            Err(SolveError::NotSupported { .. }) => {
                let network = Network::solved(&instance, objective, seed).ok_or(SessionError::TooMany)?;
                let pool = Pool::new(instance).ok_or(SessionError::TooMany)?;
                Ok(Self { strategy, seed, pool, network, difference: Difference::new() })
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Goes on from a solution that its prices prove optimal.
    ///
    /// # Errors
    /// When they do not, when the strategy maximises no sum, or the instance has rules.
    pub fn resume(instance: Instance, solution: &Solution, seed: u64) -> Result<Self, SessionError> {
        let strategy = solution.strategy;
        Objective::of(&strategy).ok_or(SessionError::Strategy { strategy: strategy.name() })?;
        if !instance.rules().is_empty() {
            return Err(SessionError::Rules);
        }
        let network = Network::of_solution(&instance, solution, seed).ok_or(SessionError::NotOptimal)?;
        let pool = Pool::new(instance).ok_or(SessionError::TooMany)?;
        Ok(Self { strategy, seed, pool, network, difference: Difference::new() })
    }

    /// Starts without any solver: everybody joins one after the other.
    ///
    /// # Errors
    /// As for [`Session::start`].
    pub fn grow(instance: Instance, strategy: Strategy, seed: u64) -> Result<Self, SessionError> {
        let objective = Objective::of(&strategy).ok_or(SessionError::Strategy { strategy: strategy.name() })?;
        if !instance.rules().is_empty() {
            return Err(SessionError::Rules);
        }
        let network = Network::solved(&instance, objective, seed).ok_or(SessionError::TooMany)?;
        let pool = Pool::new(instance).ok_or(SessionError::TooMany)?;
        Ok(Self { strategy, seed, pool, network, difference: Difference::new() })
    }

    /// Makes a change and restores the optimum.
    ///
    /// # Errors
    /// When the event makes no sense in this session, which is then as it was.
    pub fn apply(&mut self, event: Event) -> Result<Delta, SessionError> {
        self.make(&event, None)
    }

    /// Makes a change and goes as far towards the optimum as it can when at most `max_moves` mentees lose a mentor they could
    /// keep, the mentee that the event is about not counted. [`Delta::gap`] tells how far it got.
    ///
    /// The way to the optimum falls into independent pieces; the best set of pieces within the limit is taken, then free
    /// places are given to whom they suit best. A plan with a smaller gap may exist that is on no such way.
    ///
    /// # Errors
    /// When the event makes no sense in this session, which is then as it was.
    pub fn apply_within(&mut self, event: Event, max_moves: u32) -> Result<Delta, SessionError> {
        self.make(&event, Some(max_moves))
    }

    /// Tells what [`apply`](Self::apply) would do, and takes it back.
    ///
    /// # Errors
    /// When the event makes no sense in this session.
    pub fn preview(&mut self, event: &Event) -> Result<Delta, SessionError> {
        self.look_at(event, None)
    }

    /// Tells what [`apply_within`](Self::apply_within) would do, and takes it back.
    ///
    /// # Errors
    /// When the event makes no sense in this session.
    pub fn preview_within(&mut self, event: &Event, max_moves: u32) -> Result<Delta, SessionError> {
        self.look_at(event, Some(max_moves))
    }

    /// Goes to the optimum, however many people that moves.
    pub fn settle(&mut self) -> Delta {
        self.network.begin();
        let delta = self.delta(None, &Difference::new());
        self.difference.clear();
        delta
    }

    /// How many pairs the plan has.
    pub fn size(&self) -> u64 {
        self.totals(&self.difference).0
    }

    /// The sum of their scores.
    pub fn score(&self) -> u64 {
        self.totals(&self.difference).1
    }

    /// What the plan is worth less than the optimum; zero unless a limit on moves held it back.
    pub fn gap(&self) -> Amount {
        self.totals(&self.difference).2.to_amount()
    }

    fn make(&mut self, event: &Event, max_moves: Option<u32>) -> Result<Delta, SessionError> {
        let rest = self.follow(event)?;
        let difference = self.difference_after(&rest, max_moves);
        let delta = self.delta(rest.newcomer.map(|(party, node)| (node, party.parts().1)), &difference);
        self.difference = difference;
        self.commit(rest);
        Ok(delta)
    }

    fn look_at(&mut self, event: &Event, max_moves: Option<u32>) -> Result<Delta, SessionError> {
        let rest = self.follow(event)?;
        let difference = self.difference_after(&rest, max_moves);
        let delta = self.delta(rest.newcomer.map(|(party, node)| (node, party.parts().1)), &difference);
        self.network.undo();
        Ok(delta)
    }

    /// Where the plan will differ from the optimum that the network has just found.
    fn difference_after(&self, rest: &Rest, max_moves: Option<u32>) -> Difference {
        let Some(most) = max_moves else { return Difference::new() };
        let mut difference = self.difference.clone();
        for (mentee, mentor, _) in self.network.changed_pairs() {
            toggle(&mut difference, (mentee, mentor));
        }
        self.approach(difference, rest, most)
    }

    /// Whom a mentee has in the plan.
    pub(super) fn planned(&self, mentee: u32, difference: &Difference) -> Vec<u32> {
        let mut mentors: Vec<u32> =
            self.network.holders(mentee).filter(|&mentor| !difference.contains(&(mentee, mentor))).collect();
        let others = difference.range((mentee, 0)..=(mentee, u32::MAX)).map(|pair| pair.1);
        mentors.extend(others.filter(|&mentor| !self.network.holds(mentee, mentor)));
        mentors
    }

    /// Whom a mentee or mentor has in the plan or in the optimum.
    pub(super) fn planned_partners(&self, node: u32) -> Vec<u32> {
        let of_plan = self.difference.iter().filter(|pair| pair.0 == node || pair.1 == node);
        let others = of_plan.map(|&(mentee, mentor)| if mentee == node { mentor } else { mentee });
        self.network.holders(node).chain(others).collect()
    }

    /// Tells who has somebody else than before, the journal being that of the event and `difference` what is left to do.
    pub(super) fn delta(&self, newcomer: Option<(u32, Id)>, difference: &Difference) -> Delta {
        let id = |node: u32| match newcomer {
            Some((new, id)) if new == node => id,
            _ => self.pool.id(node),
        };
        let mut toggles: Difference = self.difference.symmetric_difference(difference).copied().collect();
        for (mentee, mentor, _) in self.network.changed_pairs() {
            toggle(&mut toggles, (mentee, mentor));
        }
        let mut changes: BTreeMap<Id, (u32, Vec<u32>)> = BTreeMap::new();
        for (mentee, mentor) in toggles {
            changes.entry(id(mentee)).or_insert((mentee, Vec::new())).1.push(mentor);
        }
        let (size, score, gap) = self.totals(difference);
        let mut delta = Delta { size, score, gap: gap.to_amount(), ..Delta::default() };
        for (mentee, (node, toggles)) in changes {
            let planned = self.planned(node, difference);
            let sorted = |nodes: &mut dyn Iterator<Item = u32>| {
                let mut ids: Vec<Id> = nodes.map(id).collect();
                ids.sort_unstable();
                ids
            };
            let stayed = planned.iter().filter(|mentor| !toggles.contains(mentor));
            let left = toggles.iter().filter(|mentor| !planned.contains(mentor));
            let before = sorted(&mut stayed.chain(left).copied());
            let after = sorted(&mut planned.iter().copied());
            let list = match (before.is_empty(), after.is_empty()) {
                (true, _) => &mut delta.gained,
                (_, true) => &mut delta.lost,
                _ => &mut delta.moved,
            };
            list.push(Moved { mentee, before, after });
        }
        delta
    }
}

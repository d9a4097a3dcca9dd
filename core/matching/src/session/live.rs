//! The session itself.

use std::collections::BTreeMap;

use super::pool::Pool;
use super::{Delta, Event, Moved, SessionError};
use crate::residual::{Network, Objective};
use crate::{Id, Instance, Solution, SolveError, Strategy, solve};

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
    pub(super) network: Network,
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
                Ok(Self { strategy, seed, pool, network })
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
        Ok(Self { strategy, seed, pool, network })
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
        Ok(Self { strategy, seed, pool, network })
    }

    /// Makes a change and restores the optimum.
    ///
    /// # Errors
    /// When the event makes no sense in this session, which is then as it was.
    pub fn apply(&mut self, event: Event) -> Result<Delta, SessionError> {
        let rest = self.follow(&event)?;
        let delta = self.delta(rest.newcomer.map(|(party, node)| (node, party.parts().1)));
        self.commit(rest);
        Ok(delta)
    }

    /// Tells what [`apply`](Self::apply) would do, and takes it back.
    ///
    /// # Errors
    /// When the event makes no sense in this session.
    pub fn preview(&mut self, event: &Event) -> Result<Delta, SessionError> {
        let rest = self.follow(event)?;
        let delta = self.delta(rest.newcomer.map(|(party, node)| (node, party.parts().1)));
        self.network.undo();
        Ok(delta)
    }

    /// How many pairs the plan has.
    pub fn size(&self) -> u64 {
        self.network.size
    }

    /// The sum of their scores.
    pub fn score(&self) -> u64 {
        self.network.score
    }

    /// Reads off the journal who has somebody else than before.
    fn delta(&self, newcomer: Option<(u32, Id)>) -> Delta {
        let id = |node: u32| match newcomer {
            Some((new, id)) if new == node => id,
            _ => self.pool.id(node),
        };
        let mut changes: BTreeMap<Id, (u32, Vec<(Id, bool)>)> = BTreeMap::new();
        for (mentee, mentor, matched) in self.network.changed_pairs() {
            changes.entry(id(mentee)).or_insert((mentee, Vec::new())).1.push((id(mentor), matched));
        }
        let mut delta = Delta { size: self.network.size, score: self.network.score, ..Delta::default() };
        for (mentee, (node, toggles)) in changes {
            let mut after: Vec<Id> = self.network.holders(node).map(id).collect();
            after.sort_unstable();
            let mut before: Vec<Id> =
                after.iter().copied().filter(|mentor| !toggles.contains(&(*mentor, true))).collect();
            before.extend(toggles.iter().filter(|(_, matched)| !matched).map(|(mentor, _)| *mentor));
            before.sort_unstable();
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

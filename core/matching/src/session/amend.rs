//! From the answer of one question to the answer of a later one, change by change.

use std::collections::BTreeMap;

use super::{Delta, Event, Newcomer, Offer, Party, Session, SessionError};
use crate::{Id, Instance, Solution, What};

/// A change and whom it moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amended {
    /// What happened.
    pub event: Event,
    /// Whom it moved.
    pub delta: Delta,
}

/// A plan brought up to a later question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    /// Every difference of the two questions, in the order in which they were made, which depends on the questions only.
    pub changes: Vec<Amended>,
    /// Whom the rest of the way to the optimum moved: what `max_moves` allows, or, without a limit, what an earlier limit had
    /// held back.
    pub settled: Delta,
    /// The plan, in indices of the later question.
    pub solution: Solution,
    /// Whom it would move to go on to the optimum. Nobody, unless `max_moves` held the plan back.
    pub left: Delta,
    /// The optimum, as [`solution`](Self::solution) has the plan.
    pub best: Solution,
}

/// Brings a plan for `before` up to `after`: as many of its pairs stay as the optimum of `after` and its lottery allow.
///
/// Without a limit, the plan is what a full run of `after` gives. With `max_moves`, at most so many mentees lose a mentor they
/// could keep: first everybody whose mentor is gone, and every newcomer, gets what is free; then the best changes within the
/// limit are made, all of them considered at once.
///
/// # Errors
/// When the strategy has no sessions, an instance has rules, or the plan does not fit `before`.
pub fn amend(
    before: Instance,
    plan: &Solution,
    after: &Instance,
    seed: u64,
    max_moves: Option<u32>,
) -> Result<Amendment, SessionError> {
    if !after.rules().is_empty() {
        return Err(SessionError::Rules);
    }
    let events = differences(&before, after);
    let mut session = Session::start_from(before, plan, seed)?;
    let mut settled = match max_moves {
        None => session.settle(),
        Some(_) => Delta::default(),
    };
    let mut changes = Vec::with_capacity(events.len());
    for event in events {
        let delta = match max_moves {
            None => session.apply(event.clone())?,
            Some(_) => session.apply_within(event.clone(), 0)?,
        };
        changes.push(Amended { event, delta });
    }
    if let Some(most) = max_moves {
        settled = session.settle_within(most);
    }
    let solution = session.solution_for(after);
    let left = session.settle();
    let best = session.solution_for(after);
    Ok(Amendment { changes, settled, solution, left, best })
}

/// What makes `after` of `before`, as events in an order in which each makes sense.
///
/// First who is gone, then places, then pairs among those who stay, then newcomers, mentors before mentees. A mentor of another
/// organisation than before goes and comes again.
pub fn differences(before: &Instance, after: &Instance) -> Vec<Event> {
    let sides = Sides { before, after };
    let mut events = Vec::new();
    let organisations = |instance: &Instance| -> BTreeMap<Id, u32> {
        instance.organisations().iter().map(|organisation| (organisation.id, organisation.capacity)).collect()
    };
    let (old, new) = (organisations(before), organisations(after));
    let joined = new.iter().filter(|(id, _)| !old.contains_key(id));
    events.extend(joined.map(|(&id, &capacity)| Event::Join(Newcomer::Organisation { id, capacity })));
    let left = before.mentors().iter().filter(|mentor| !sides.stays(Party::Mentor(mentor.id)));
    events.extend(left.map(|mentor| Event::Leave(Party::Mentor(mentor.id))));
    let left = before.mentees().iter().filter(|mentee| !sides.stays(Party::Mentee(mentee.id)));
    events.extend(left.map(|mentee| Event::Leave(Party::Mentee(mentee.id))));
    let places = |id: &Id, capacity: u32| new.get(id).filter(|now| **now != capacity).copied();
    events.extend(old.iter().filter_map(|(&id, &capacity)| {
        Some(Event::CapacityChange { of: Party::Organisation(id), capacity: places(&id, capacity)? })
    }));
    events.extend(sides.capacities());
    events.extend(sides.pairs());
    for mentor in after.mentors().iter().filter(|mentor| !sides.stays(Party::Mentor(mentor.id))) {
        let organisation = mentor.organisation.and_then(|at| after.organisations().get(at as usize));
        events.push(Event::Join(Newcomer::Mentor {
            id: mentor.id,
            capacity: mentor.capacity,
            organisation: organisation.map(|organisation| organisation.id),
            pairs: sides.offers_of_mentor(mentor.id),
        }));
    }
    for (at, mentee) in (0..).zip(after.mentees()) {
        if !sides.stays(Party::Mentee(mentee.id)) {
            let pairs = offers_of(after, at).collect();
            events.push(Event::Join(Newcomer::Mentee { id: mentee.id, capacity: mentee.capacity, pairs }));
        }
    }
    let gone = old.keys().filter(|id| !new.contains_key(id));
    events.extend(gone.map(|&id| Event::Leave(Party::Organisation(id))));
    events
}

struct Sides<'a> {
    before: &'a Instance,
    after: &'a Instance,
}

impl Sides<'_> {
    /// Whether somebody is in both.
    fn stays(&self, party: Party) -> bool {
        match party {
            Party::Mentee(id) => self.before.mentee_index(&id).is_some() && self.after.mentee_index(&id).is_some(),
            Party::Mentor(id) => match (organisation_of(self.before, id), organisation_of(self.after, id)) {
                (Some(before), Some(after)) => before == after,
                _ => false,
            },
            Party::Organisation(_) => true,
        }
    }

    fn capacities(&self) -> Vec<Event> {
        let mut events = Vec::new();
        let mut compare = |of: Party, before: Option<u32>, capacity: u32| {
            if self.stays(of) && before.is_some_and(|before| before != capacity) {
                events.push(Event::CapacityChange { of, capacity });
            }
        };
        for mentor in self.after.mentors() {
            let at = self.before.mentor_index(&mentor.id);
            let before = at.and_then(|at| Some(self.before.mentors().get(at as usize)?.capacity));
            compare(Party::Mentor(mentor.id), before, mentor.capacity);
        }
        for mentee in self.after.mentees() {
            let at = self.before.mentee_index(&mentee.id);
            let before = at.and_then(|at| Some(self.before.mentees().get(at as usize)?.capacity));
            compare(Party::Mentee(mentee.id), before, mentee.capacity);
        }
        events
    }

    /// Pairs among those who stay: what is closed only, or all pairs of a mentee anew.
    fn pairs(&self) -> Vec<Event> {
        let mut events = Vec::new();
        for (now, mentee) in (0..).zip(self.after.mentees()) {
            let Some(then) = self.before.mentee_index(&mentee.id) else { continue };
            let stays = |offer: &Offer| self.stays(Party::Mentor(offer.with));
            let old: Vec<Offer> = offers_of(self.before, then).filter(stays).collect();
            let new: Vec<Offer> = offers_of(self.after, now).filter(stays).collect();
            if old == new {
                continue;
            }
            let kept: BTreeMap<Id, &Offer> = new.iter().map(|offer| (offer.with, offer)).collect();
            let mut closed = Vec::new();
            let mut same = 0;
            for offer in &old {
                match kept.get(&offer.with) {
                    None => closed.push(Event::Decline { mentee: mentee.id, mentor: offer.with }),
                    Some(now) => same += usize::from(*now == offer),
                }
            }
            if same == new.len() {
                events.append(&mut closed);
            } else {
                events.push(Event::Rescore { of: Party::Mentee(mentee.id), pairs: new });
            }
        }
        events
    }

    /// The pairs of a mentor with mentees who stay.
    fn offers_of_mentor(&self, mentor: Id) -> Vec<Offer> {
        let mut offers = Vec::new();
        let Some(at) = self.after.mentor_index(&mentor) else { return offers };
        for (index, mentee) in (0..).zip(self.after.mentees()) {
            if self.stays(Party::Mentee(mentee.id))
                && let Some(pair) = self.after.pair_index(index, at)
            {
                offers.extend(offer(self.after, pair, mentee.id));
            }
        }
        offers
    }
}

/// The organisation of a mentor; nothing for one who is not there.
fn organisation_of(instance: &Instance, mentor: Id) -> Option<Option<Id>> {
    let mentor = instance.mentors().get(instance.mentor_index(&mentor)? as usize)?;
    Some(mentor.organisation.and_then(|at| Some(instance.organisations().get(at as usize)?.id)))
}

fn offers_of(instance: &Instance, mentee: u32) -> impl Iterator<Item = Offer> + '_ {
    instance.pairs_of(mentee).filter_map(move |at| {
        let pair = instance.pairs().get(at as usize)?;
        offer(instance, at, instance.mentors().get(pair.mentor as usize)?.id)
    })
}

fn offer(instance: &Instance, at: u32, with: Id) -> Option<Offer> {
    let pair = instance.pairs().get(at as usize)?;
    let (mentee_rank, mentor_rank, score) = (pair.mentee_rank, pair.mentor_rank, pair.score);
    Some(Offer { with, mentee_rank, mentor_rank, score, terms: instance.terms_of(at).to_vec() })
}

impl Session {
    /// Starts from a plan that need not be the optimum, such as one that a limit on moves had held back.
    ///
    /// # Errors
    /// As for [`Session::start`], and when the plan does not fit the instance.
    pub fn start_from(instance: Instance, plan: &Solution, seed: u64) -> Result<Self, SessionError> {
        let ids: Vec<(Id, Id)> = (plan.pairs.iter())
            .map(|line| {
                let mentee = instance.mentees().get(line.mentee as usize);
                let mentor = instance.mentors().get(line.mentor as usize);
                Some((mentee?.id, mentor?.id))
            })
            .collect::<Option<_>>()
            .ok_or(SessionError::NoPlan)?;
        let mut session = Self::start(instance, plan.strategy, seed)?;
        let mut taken: BTreeMap<u32, u32> = BTreeMap::new();
        let mut planned = super::limited::Difference::new();
        for (mentee, mentor) in ids {
            let pair = (session.pool.node(What::Mentee, mentee)?, session.pool.node(What::Mentor, mentor)?);
            let fits = session.network.link(pair.0, pair.1).is_some() && planned.insert(pair);
            for node in [pair.0, pair.1, session.network.above(pair.1)] {
                *taken.entry(node).or_default() += 1;
            }
            if !fits {
                return Err(SessionError::NoPlan);
            }
        }
        taken.remove(&crate::residual::HUB);
        if taken.iter().any(|(&node, &count)| count > session.network.capacity(node)) {
            return Err(SessionError::NoPlan);
        }
        let mut held = super::limited::Difference::new();
        for &node in session.pool.mentees.values() {
            held.extend(session.network.holders(node).map(|mentor| (node, mentor)));
        }
        session.difference = held.symmetric_difference(&planned).copied().collect();
        Ok(session)
    }

    /// Goes towards the optimum as far as it can when at most `max_moves` mentees lose a mentor they could keep.
    pub fn settle_within(&mut self, max_moves: u32) -> Delta {
        self.network.begin();
        let difference = self.approach(self.difference.clone(), &super::apply::Rest::default(), max_moves);
        let delta = self.delta(None, &difference);
        self.difference = difference;
        delta
    }
}

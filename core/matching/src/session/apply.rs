//! How each event becomes changes of the network.
//!
//! First everything is checked, then the network follows, and last, unless the event was only looked at, what is gone is
//! removed and the pool is told.

use super::pool::Details;
use super::{Event, Newcomer, Offer, Party, Session, SessionError};
use crate::residual::{HUB, Kind};
use crate::{Id, What, lottery};

/// What is left to do once an event is to stay.
#[derive(Debug, Default)]
pub(super) struct Rest {
    /// The newcomer and its node.
    pub(super) newcomer: Option<(Party, u32)>,
    /// Who is gone.
    pub(super) gone: Option<(Party, u32)>,
    /// Pairs that are gone, as (mentee, mentor) nodes.
    pub(super) closed: Vec<(u32, u32)>,
    /// Pairs that are new or changed, by ids of mentee and mentor.
    pub(super) changed: Vec<(Id, Id, Details)>,
    /// The mentee that the event is about, whose moves count for no limit.
    pub(super) subject: Option<u32>,
    /// Those who may have a free place or slot through the event.
    pub(super) near: Vec<u32>,
}

impl Session {
    /// Makes the network follow an event; on an error, nothing has changed.
    pub(super) fn follow(&mut self, event: &Event) -> Result<Rest, SessionError> {
        self.network.begin();
        match event {
            Event::Join(newcomer) => self.join(newcomer),
            Event::Leave(party) => self.leave(*party),
            Event::CapacityChange { of, capacity } => {
                let node = self.pool.node_of(*of)?;
                self.network.change_capacity(node, *capacity);
                Ok(self.about(node))
            }
            &Event::Decline { mentee, mentor } => {
                let nodes = (self.pool.node(What::Mentee, mentee)?, self.pool.node(What::Mentor, mentor)?);
                if self.network.link(nodes.0, nodes.1).is_none() {
                    return Err(SessionError::NotEligible { mentee, mentor });
                }
                self.network.forbid(nodes.0, nodes.1);
                Ok(Rest { closed: vec![nodes], near: vec![nodes.0, nodes.1], ..self.about(nodes.0) })
            }
            Event::Rescore { of, pairs } => self.rescore(*of, pairs),
        }
    }

    fn join(&mut self, newcomer: &Newcomer) -> Result<Rest, SessionError> {
        let (party, capacity, organisation, offers) = match newcomer {
            Newcomer::Mentee { id, capacity, pairs } => (Party::Mentee(*id), *capacity, None, pairs.as_slice()),
            Newcomer::Mentor { id, capacity, organisation, pairs } => {
                (Party::Mentor(*id), *capacity, *organisation, pairs.as_slice())
            }
            Newcomer::Organisation { id, capacity } => (Party::Organisation(*id), *capacity, None, &[][..]),
        };
        let (what, id) = party.parts();
        self.pool.expect_absent(what, id)?;
        let above = organisation.map_or(Ok(HUB), |id| self.pool.node(What::Organisation, id))?;
        let (kind, other_side) = sides(what);
        let others = self.pool.resolve(other_side, offers)?;
        let node = self.network.add(kind, above).ok_or(SessionError::TooMany)?;
        let mut rest = Rest { newcomer: Some((party, node)), ..self.about(node) };
        for (offer, &other) in offers.iter().zip(&others) {
            let (mentee, mentor) = in_order(party, id, offer.with);
            let (from, to) = in_order(party, node, other);
            self.network.add_link(from, to, offer.score, self.luck(mentee, mentor));
            rest.changed.push((mentee, mentor, offer.into()));
        }
        self.network.price_newcomer(node);
        self.network.change_capacity(node, capacity);
        Ok(rest)
    }

    fn leave(&mut self, party: Party) -> Result<Rest, SessionError> {
        let node = self.pool.node_of(party)?;
        if let Party::Organisation(id) = party {
            let mentors = self.network.members(node);
            if mentors > 0 {
                return Err(SessionError::HasMentors { id, mentors });
            }
        }
        let near = self.planned_partners(node);
        self.network.change_capacity(node, 0);
        Ok(Rest { gone: Some((party, node)), near, ..self.about(node) })
    }

    fn rescore(&mut self, party: Party, offers: &[Offer]) -> Result<Rest, SessionError> {
        let (what, id) = party.parts();
        let node = self.pool.node_of(party)?;
        if what == What::Organisation {
            return Err(SessionError::NoPairs { id });
        }
        let others = self.pool.resolve(sides(what).1, offers)?;
        let mut rest = self.about(node);
        rest.near.extend(self.planned_partners(node));
        for other in self.network.partners(node) {
            if !others.contains(&other) {
                let (mentee, mentor) = in_order(party, node, other);
                self.network.forbid(mentee, mentor);
                rest.closed.push((mentee, mentor));
            }
        }
        for (offer, &other) in offers.iter().zip(&others) {
            let (mentee, mentor) = in_order(party, node, other);
            let ids = in_order(party, id, offer.with);
            if self.network.link(mentee, mentor).is_some() {
                self.network.set_score(mentee, mentor, offer.score);
            } else {
                self.network.add_link(mentee, mentor, offer.score, self.luck(ids.0, ids.1));
            }
            self.network.settle_pair(mentee, mentor);
            rest.changed.push((ids.0, ids.1, offer.into()));
        }
        Ok(rest)
    }

    fn about(&self, node: u32) -> Rest {
        let subject = (self.network.kind(node) == Kind::Mentee).then_some(node);
        let near = match self.network.kind(node) {
            Kind::Organisation => self.network.members_of(node).to_vec(),
            _ => vec![node],
        };
        Rest { subject, near, ..Rest::default() }
    }

    /// Removes what is gone and writes down what is new.
    pub(super) fn commit(&mut self, rest: Rest) {
        for (mentee, mentor) in rest.closed {
            self.network.remove_link(mentee, mentor);
            self.pool.change(self.pool.id(mentee), self.pool.id(mentor), None);
        }
        if let Some((party, node)) = rest.gone {
            let id = self.pool.id(node);
            for other in self.network.partners(node) {
                let (mentee, mentor) = in_order(party, id, self.pool.id(other));
                self.pool.change(mentee, mentor, None);
            }
            self.network.remove(node);
            self.pool.remove(party);
        }
        if let Some((party, node)) = rest.newcomer {
            self.pool.insert(party, node);
        }
        for (mentee, mentor, details) in rest.changed {
            self.pool.change(mentee, mentor, Some(details));
        }
    }

    fn luck(&self, mentee: Id, mentor: Id) -> u64 {
        lottery(self.seed, mentee.as_bytes(), mentor.as_bytes())
    }
}

fn sides(what: What) -> (Kind, What) {
    match what {
        What::Mentee => (Kind::Mentee, What::Mentor),
        What::Mentor => (Kind::Mentor, What::Mentee),
        _ => (Kind::Organisation, What::Organisation),
    }
}

/// The two with the mentee first.
fn in_order<T>(party: Party, one: T, other: T) -> (T, T) {
    match party {
        Party::Mentee(_) => (one, other),
        _ => (other, one),
    }
}

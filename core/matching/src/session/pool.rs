//! Who is in the session, by id, and the details of pairs that no search needs.

use std::collections::{BTreeMap, BTreeSet};

use super::SessionError;
use crate::residual::{HUB, Numbers};
use crate::{Id, Instance, InstanceInput, Mentee, Mentor, Offer, Organisation, PairInput, Party, Term, What};

/// The details of a pair that is not as the first instance had it.
#[derive(Debug, Clone)]
pub(super) struct Details {
    pub(super) mentee_rank: u32,
    pub(super) mentor_rank: u32,
    pub(super) score: u32,
    pub(super) terms: Vec<Term>,
}

impl From<&Offer> for Details {
    fn from(offer: &Offer) -> Self {
        let Offer { mentee_rank, mentor_rank, score, ref terms, .. } = *offer;
        Self { mentee_rank, mentor_rank, score, terms: terms.clone() }
    }
}

#[derive(Debug, Clone)]
pub(super) struct Pool {
    /// The instance the session started with; most pairs are as it has them.
    first: Instance,
    pub(super) mentees: BTreeMap<Id, u32>,
    pub(super) mentors: BTreeMap<Id, u32>,
    pub(super) organisations: BTreeMap<Id, u32>,
    /// The id of every node.
    pub(super) ids: Vec<Id>,
    /// Pairs that changed by (mentee, mentor); nothing for those that are gone.
    changed: BTreeMap<(Id, Id), Option<Details>>,
}

impl Pool {
    pub(super) fn new(instance: Instance) -> Option<Self> {
        let numbers = Numbers::of(&instance)?;
        let mut ids = vec![Id::from_u128(0)];
        ids.extend(instance.mentees().iter().map(|mentee| mentee.id));
        ids.extend(instance.mentors().iter().map(|mentor| mentor.id));
        ids.extend(instance.organisations().iter().map(|organisation| organisation.id));
        let by_id = |list: &mut dyn Iterator<Item = Id>, node: &dyn Fn(u32) -> u32| {
            list.zip(0_u32..).map(|(id, index)| (id, node(index))).collect()
        };
        Some(Self {
            mentees: by_id(&mut instance.mentees().iter().map(|mentee| mentee.id), &|index| numbers.mentee(index)),
            mentors: by_id(&mut instance.mentors().iter().map(|mentor| mentor.id), &|index| numbers.mentor(index)),
            organisations: by_id(&mut instance.organisations().iter().map(|organisation| organisation.id), &|index| {
                numbers.organisation(index)
            }),
            ids,
            changed: BTreeMap::new(),
            first: instance,
        })
    }

    pub(super) fn id(&self, node: u32) -> Id {
        self.ids.get(node as usize).copied().unwrap_or(Id::from_u128(0))
    }

    fn side(&self, what: What) -> &BTreeMap<Id, u32> {
        match what {
            What::Mentee => &self.mentees,
            What::Mentor => &self.mentors,
            _ => &self.organisations,
        }
    }

    pub(super) fn node(&self, what: What, id: Id) -> Result<u32, SessionError> {
        self.side(what).get(&id).copied().ok_or(SessionError::Unknown { what, id })
    }

    pub(super) fn node_of(&self, party: Party) -> Result<u32, SessionError> {
        let (what, id) = party.parts();
        self.node(what, id)
    }

    pub(super) fn expect_absent(&self, what: What, id: Id) -> Result<(), SessionError> {
        if self.side(what).contains_key(&id) { Err(SessionError::AlreadyIn { what, id }) } else { Ok(()) }
    }

    pub(super) fn insert(&mut self, party: Party, node: u32) {
        let (what, id) = party.parts();
        if self.ids.len() <= node as usize {
            self.ids.resize(node as usize + 1, id);
        }
        if let Some(slot) = self.ids.get_mut(node as usize) {
            *slot = id;
        }
        match what {
            What::Mentee => self.mentees.insert(id, node),
            What::Mentor => self.mentors.insert(id, node),
            _ => self.organisations.insert(id, node),
        };
    }

    pub(super) fn remove(&mut self, party: Party) {
        let (what, id) = party.parts();
        match what {
            What::Mentee => self.mentees.remove(&id),
            What::Mentor => self.mentors.remove(&id),
            _ => self.organisations.remove(&id),
        };
    }

    /// Writes down what a pair is from now on.
    pub(super) fn change(&mut self, mentee: Id, mentor: Id, details: Option<Details>) {
        self.changed.insert((mentee, mentor), details);
    }

    /// Checks offers and finds whom they name.
    pub(super) fn resolve(&self, other_side: What, offers: &[Offer]) -> Result<Vec<u32>, SessionError> {
        let mut seen = BTreeSet::new();
        let mut nodes = Vec::with_capacity(offers.len());
        for offer in offers {
            let &Offer { with, mentee_rank, mentor_rank, score, ref terms } = offer;
            nodes.push(self.node(other_side, with)?);
            if !seen.insert(with) {
                return Err(SessionError::RepeatedPair { with });
            }
            if score > crate::MAX_SCORE {
                return Err(SessionError::ScoreOutOfRange { with, score });
            }
            if mentee_rank == 0 || mentor_rank == 0 {
                return Err(SessionError::RankZero { with });
            }
            let sum: i128 = terms.iter().map(|term| i128::from(term.points)).sum();
            if !terms.is_empty() && sum != i128::from(score) {
                return Err(SessionError::TermsDoNotSum { with, sum, score });
            }
        }
        Ok(nodes)
    }

    /// The instance as it is now.
    pub(super) fn instance(&self, capacity: &dyn Fn(u32) -> u32, above: &dyn Fn(u32) -> u32) -> InstanceInput {
        let index = |side: &BTreeMap<Id, u32>| -> BTreeMap<Id, u32> { side.keys().copied().zip(0..).collect() };
        let (mentees, mentors, organisations) =
            (index(&self.mentees), index(&self.mentors), index(&self.organisations));
        let mut pairs = Vec::with_capacity(self.first.pairs().len());
        let mut put = |ids: (Id, Id), details: Details| {
            if let (Some(&mentee), Some(&mentor)) = (mentees.get(&ids.0), mentors.get(&ids.1)) {
                let Details { mentee_rank, mentor_rank, score, terms } = details;
                pairs.push(PairInput { mentee, mentor, mentee_rank, mentor_rank, score, terms });
            }
        };
        for (at, pair) in (0..).zip(self.first.pairs()) {
            let (Some(mentee), Some(mentor)) =
                (self.first.mentees().get(pair.mentee as usize), self.first.mentors().get(pair.mentor as usize))
            else {
                continue;
            };
            if !self.changed.contains_key(&(mentee.id, mentor.id)) {
                let terms = self.first.terms_of(at).to_vec();
                let (mentee_rank, mentor_rank, score) = (pair.mentee_rank, pair.mentor_rank, pair.score);
                put((mentee.id, mentor.id), Details { mentee_rank, mentor_rank, score, terms });
            }
        }
        for (&ids, details) in &self.changed {
            if let Some(details) = details {
                put(ids, details.clone());
            }
        }
        let organisation_of = |node: u32| match above(node) {
            HUB => None,
            organisation => organisations.get(&self.id(organisation)).copied(),
        };
        InstanceInput {
            mentees: self.mentees.iter().map(|(&id, &node)| Mentee { id, capacity: capacity(node) }).collect(),
            mentors: (self.mentors.iter())
                .map(|(&id, &node)| Mentor { id, capacity: capacity(node), organisation: organisation_of(node) })
                .collect(),
            organisations: (self.organisations.iter())
                .map(|(&id, &node)| Organisation { id, capacity: capacity(node) })
                .collect(),
            pairs,
            ..InstanceInput::default()
        }
    }
}

impl Party {
    pub(super) fn parts(self) -> (What, Id) {
        match self {
            Self::Mentee(id) => (What::Mentee, id),
            Self::Mentor(id) => (What::Mentor, id),
            Self::Organisation(id) => (What::Organisation, id),
        }
    }
}

//! What the rules leave to decide, as a network that keeps them.

#![expect(clippy::indexing_slicing, reason = "indices of a checked instance point into its own lists")]

use super::network::{Network, Room};
use super::ranked::{Ranked, number};
use crate::{Conflict, Floor, Instance, Member, SolveError};

/// Room and pairs besides the pairs that must be made.
pub(super) struct Left {
    pub(super) must: Vec<u32>,
    /// The different ranks by which mentees rank the pairs in play; a class is an index into this.
    pub(super) ranks: Vec<u32>,
    mentees: Vec<u32>,
    mentors: Vec<u32>,
    organisations: Vec<u32>,
    open: Vec<(u32, u32)>,
}

impl Left {
    pub(super) fn new(instance: &Instance) -> Self {
        let room = Ranked::with_room(instance);
        let is_open = room.open_pairs(instance);
        let rank = |pair: u32| instance.pairs()[pair as usize].mentee_rank;
        let in_play = || (0..number(is_open.len())).filter(|&pair| is_open[pair as usize]);
        let mut ranks: Vec<u32> = in_play().map(rank).collect();
        ranks.sort_unstable();
        ranks.dedup();
        let class = |pair: u32| number(ranks.partition_point(|&other| other < rank(pair)));
        let open = in_play().map(|pair| (pair, class(pair))).collect();
        Self {
            must: room.must,
            mentees: room.mentee_room,
            mentors: room.mentor_room,
            organisations: room.organisation_room,
            open,
            ranks,
        }
    }

    /// A network with the seats of these floors filled and everything else waiting, or nothing when they cannot be filled.
    pub(super) fn network(&self, instance: &Instance, floors: &[Floor]) -> Option<Network> {
        let room = Room {
            mentees: &self.mentees,
            mentors: &self.mentors,
            organisations: &self.organisations,
            open: &self.open,
        };
        let mut network = Network::new(instance, &room);
        for floor in floors {
            let (place, made) = match floor.of {
                Member::Mentor(mentor) => (mentor as usize, self.made_by_mentor(instance, mentor)),
                Member::Organisation(at) => (network.mentors + at as usize, self.made_by_organisation(instance, at)),
            };
            network.seats[place].least = floor.least.saturating_sub(made);
        }
        if network.seats.iter().all(|seats| seats.least == 0) || network.fill_floors() { Some(network) } else { None }
    }

    fn made_by_mentor(&self, instance: &Instance, mentor: u32) -> u32 {
        instance.mentors()[mentor as usize].capacity - self.mentors[mentor as usize]
    }

    fn made_by_organisation(&self, instance: &Instance, organisation: u32) -> u32 {
        instance.organisations()[organisation as usize].capacity - self.organisations[organisation as usize]
    }

    /// Floors that cannot be kept together although each of them can be left out: for each one in turn, a search for the
    /// shortest list of floors that is too much tells the last one of it.
    pub(super) fn smallest_conflict(&self, instance: &Instance) -> SolveError {
        let mut floors = instance.rules().floors.clone();
        let mut conflict: Vec<Floor> = Vec::new();
        let too_much =
            |conflict: &[Floor], more: &[Floor]| self.network(instance, &[conflict, more].concat()).is_none();
        while !too_much(&conflict, &[]) && !floors.is_empty() {
            // Too much up to `high`, not too much up to `low`.
            let (mut low, mut high) = (0, floors.len());
            while high - low > 1 {
                let middle = low + (high - low) / 2;
                if too_much(&conflict, &floors[..middle]) {
                    high = middle;
                } else {
                    low = middle;
                }
            }
            floors.truncate(high);
            conflict.extend(floors.pop());
        }
        conflict.sort_unstable();
        SolveError::Infeasible(Conflict { floors: conflict, ..Conflict::default() })
    }
}

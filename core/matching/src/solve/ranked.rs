//! The orders of both sides as plain numbers: strict, ties broken by the lottery, without the pairs that must be made
//! (they are made) and the room they take.

#![expect(clippy::indexing_slicing, reason = "indices of a checked instance point into its own lists")]

use std::ops::Range;

use crate::{Instance, MENTEE_TIES, lottery};

/// What is left to decide once the pairs that must be made are made.
pub(super) struct Ranked {
    /// The pairs that must be made.
    pub(super) must: Vec<u32>,
    /// How many more each mentee takes.
    pub(super) mentee_room: Vec<u32>,
    /// How many more each mentor takes.
    pub(super) mentor_room: Vec<u32>,
    /// How many more each organisation takes.
    pub(super) organisation_room: Vec<u32>,
    /// The open pairs of each mentee, best first, one mentee after the other.
    pub(super) list: Vec<u32>,
    /// Where the list of each mentee starts; one longer than there are mentees.
    pub(super) list_starts: Vec<u32>,
    /// The open pairs of each side, best first, one side after the other. A side decides over pairs: an organisation
    /// for all its mentors, a mentor without one for itself.
    pub(super) order: Vec<u32>,
    /// Where the order of each side starts: organisations first, then mentors; one longer than there are sides.
    pub(super) order_starts: Vec<u32>,
}

impl Ranked {
    pub(super) fn new(instance: &Instance, seed: u64) -> Self {
        let mut ranked = Self::with_room(instance);
        let open = ranked.open_pairs(instance);
        ranked.list_mentees(instance, seed, &open);
        ranked.order_sides(instance, seed);
        ranked
    }

    /// The side that decides over a mentor's seats.
    pub(super) fn side_of(instance: &Instance, mentor: u32) -> usize {
        match instance.mentors()[mentor as usize].organisation {
            Some(organisation) => organisation as usize,
            None => instance.organisations().len() + mentor as usize,
        }
    }

    pub(super) fn list_of(&self, mentee: usize) -> Range<usize> {
        self.list_starts[mentee] as usize..self.list_starts[mentee + 1] as usize
    }

    pub(super) fn order_of(&self, side: usize) -> Range<usize> {
        self.order_starts[side] as usize..self.order_starts[side + 1] as usize
    }

    /// What the pairs that must be made leave, without any order.
    pub(super) fn with_room(instance: &Instance) -> Self {
        let mut ranked = Self {
            must: Vec::new(),
            mentee_room: instance.mentees().iter().map(|mentee| mentee.capacity).collect(),
            mentor_room: instance.mentors().iter().map(|mentor| mentor.capacity).collect(),
            organisation_room: instance.organisations().iter().map(|organisation| organisation.capacity).collect(),
            list: Vec::new(),
            list_starts: Vec::new(),
            order: Vec::new(),
            order_starts: Vec::new(),
        };
        for pair in &instance.rules().must {
            // A checked instance has the pair and the room.
            ranked.must.extend(instance.pair_index(pair.mentee, pair.mentor));
            ranked.mentee_room[pair.mentee as usize] -= 1;
            ranked.mentor_room[pair.mentor as usize] -= 1;
            if let Some(organisation) = instance.mentors()[pair.mentor as usize].organisation {
                ranked.organisation_room[organisation as usize] -= 1;
            }
        }
        ranked
    }

    /// Which pairs could be made besides those that must.
    pub(super) fn open_pairs(&self, instance: &Instance) -> Vec<bool> {
        let has_room = |mentor: &crate::Mentor, room: u32| {
            room > 0 && mentor.organisation.is_none_or(|at| self.organisation_room[at as usize] > 0)
        };
        let mentors: Vec<bool> =
            instance.mentors().iter().zip(&self.mentor_room).map(|(mentor, &room)| has_room(mentor, room)).collect();
        let mut open: Vec<bool> = (instance.pairs().iter())
            .map(|pair| self.mentee_room[pair.mentee as usize] > 0 && mentors[pair.mentor as usize])
            .collect();
        for &pair in &self.must {
            open[pair as usize] = false;
        }
        open
    }

    fn list_mentees(&mut self, instance: &Instance, seed: u64, open: &[bool]) {
        self.list.reserve(open.len());
        self.list_starts.push(0);
        let mut row = Vec::new();
        for (mentee, person) in (0_u32..).zip(instance.mentees()) {
            row.clear();
            let pairs = instance.pairs_of(mentee).filter(|&pair| open[pair as usize]);
            row.extend(pairs.map(|pair| (instance.pairs()[pair as usize].mentee_rank, 0, pair)));
            // Pairs of one mentee are in the order of their mentors' ids, the last thing to decide.
            break_ties(&mut row, |pair| {
                let mentor = instance.pairs()[pair as usize].mentor;
                lottery(seed ^ MENTEE_TIES, person.id.as_bytes(), instance.mentors()[mentor as usize].id.as_bytes())
            });
            self.list.extend(row.iter().map(|&(_, _, pair)| pair));
            self.list_starts.push(number(self.list.len()));
        }
    }

    /// A side orders pairs by rank, lottery and mentee; two pairs of one mentee that are equal in all this fall as the
    /// mentee likes, to which the side is equal.
    fn order_sides(&mut self, instance: &Instance, seed: u64) {
        let sides = instance.organisations().len() + instance.mentors().len();
        let side_of: Vec<u32> =
            (0..number(instance.mentors().len())).map(|mentor| number(Self::side_of(instance, mentor))).collect();
        let mut starts = vec![0_u32; sides + 1];
        for &pair in &self.list {
            starts[side_of[instance.pairs()[pair as usize].mentor as usize] as usize + 1] += 1;
        }
        for side in 0..sides {
            starts[side + 1] += starts[side];
        }
        let mut next = starts.clone();
        self.order = vec![0; self.list.len()];
        // Mentee by mentee and best first, which is what decides last.
        for &pair in &self.list {
            let at = &mut next[side_of[instance.pairs()[pair as usize].mentor as usize] as usize];
            self.order[*at as usize] = pair;
            *at += 1;
        }
        let mut row = Vec::new();
        for side in 0..sides {
            let range = starts[side] as usize..starts[side + 1] as usize;
            let id = match instance.organisations().get(side) {
                Some(organisation) => organisation.id,
                None => instance.mentors()[side - instance.organisations().len()].id,
            };
            row.clear();
            row.extend(
                self.order[range.clone()]
                    .iter()
                    .zip(0_u32..)
                    .map(|(&pair, at)| (instance.pairs()[pair as usize].mentor_rank, 0, at)),
            );
            let listed = &self.order[range.clone()];
            break_ties(&mut row, |at| {
                let mentee = instance.pairs()[listed[at as usize] as usize].mentee;
                lottery(seed, id.as_bytes(), instance.mentees()[mentee as usize].id.as_bytes())
            });
            let ordered: Vec<u32> = row.iter().map(|&(_, _, at)| listed[at as usize]).collect();
            self.order[range].copy_from_slice(&ordered);
        }
        self.order_starts = starts;
    }
}

/// Sorts (rank, lottery, index) and draws the lottery where ranks are equal, and only there.
fn break_ties(row: &mut [(u32, u64, u32)], draw: impl Fn(u32) -> u64) {
    row.sort_unstable_by_key(|&(rank, _, index)| (rank, index));
    for tie in row.chunk_by_mut(|a, b| a.0 == b.0) {
        if tie.len() > 1 {
            for line in tie.iter_mut() {
                line.1 = draw(line.2);
            }
            tie.sort_unstable();
        }
    }
}

/// Lengths of a checked instance fit into 32 bits.
pub(super) fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

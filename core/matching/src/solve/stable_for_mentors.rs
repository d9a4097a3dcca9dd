//! Stable matching, best for every mentor or organisation: the mentors' side makes the offers.
//!
//! An organisation offers seats to what it would choose from all pairs not yet turned down: by its order, as far as the
//! seats of the mentor and its own reach. When a mentee turns one down, at most one other takes its place (the choice
//! from a matroid), and what was offered stays offered. With organisation quotas and one slot per mentee this is the
//! lecturer-oriented algorithm of Abraham, Irving and Manlove 2007.

#![expect(clippy::indexing_slicing, reason = "indices of a checked instance point into its own lists")]

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::ranked::{Ranked, number};
use super::stable;
use crate::{Instance, Limits, Solution, SolveError, Strategy};

/// How many sides get their turn between two looks at the limits.
const TURNS_PER_LOOK: u32 = 1 << 14;

pub(crate) fn solve(instance: &Instance, seed: u64, limits: &Limits<'_>) -> Result<Solution, SolveError> {
    let ranked = Ranked::new(instance, seed);
    let mut market = Market::new(instance, &ranked);
    let mut waiting: Vec<usize> = (0..ranked.order_starts.len() - 1).rev().collect();
    let mut until_look = 0;
    while let Some(side) = waiting.pop() {
        if until_look == 0 {
            until_look = TURNS_PER_LOOK;
            if limits.stopped() {
                return Err(SolveError::Stopped);
            }
        }
        until_look -= 1;
        while let Some(pair) = market.next_offer(side) {
            if let Some(declined) = market.offer(pair) {
                let loser = Ranked::side_of(instance, instance.pairs()[declined as usize].mentor);
                if loser != side {
                    waiting.push(loser);
                }
            }
        }
    }
    let held = market.at_mentee.iter().flatten().map(|&(_, pair)| pair).collect();
    stable::finish(instance, Strategy::StableForMentors, ranked.must, held)
}

struct Market<'a> {
    instance: &'a Instance,
    /// Where each mentee has each pair on its list.
    place_of: Vec<u32>,
    /// The open pairs of each mentor, best first, and where they start.
    order: Vec<u32>,
    next: Vec<u32>,
    ends: Vec<u32>,
    /// Where the order of the side has each pair of `order`.
    side_place: Vec<u32>,
    mentor_room: Vec<u32>,
    side_room: Vec<u32>,
    /// For each side, the mentors with a free seat and somebody left to offer it to, by their next offer.
    ready: Vec<BinaryHeap<Reverse<(u32, u32)>>>,
    /// The offers each mentee holds as (place, pair), the worst on top.
    at_mentee: Vec<BinaryHeap<(u32, u32)>>,
    mentee_room: &'a [u32],
}

impl<'a> Market<'a> {
    fn new(instance: &'a Instance, ranked: &'a Ranked) -> Self {
        let mentors = instance.mentors().len();
        let mut place_of = vec![0; instance.pairs().len()];
        for (place, &pair) in (0..number(ranked.list.len())).zip(&ranked.list) {
            place_of[pair as usize] = place;
        }
        let mut starts = vec![0_u32; mentors + 1];
        for &pair in &ranked.order {
            starts[instance.pairs()[pair as usize].mentor as usize + 1] += 1;
        }
        for mentor in 0..mentors {
            starts[mentor + 1] += starts[mentor];
        }
        let mut ends = starts[..mentors].to_vec();
        let mut order = vec![0; ranked.order.len()];
        let mut side_place = vec![0; ranked.order.len()];
        for (place, &pair) in (0..number(ranked.order.len())).zip(&ranked.order) {
            let end = &mut ends[instance.pairs()[pair as usize].mentor as usize];
            order[*end as usize] = pair;
            side_place[*end as usize] = place;
            *end += 1;
        }
        let mut side_room = ranked.organisation_room.clone();
        side_room.extend(instance.mentors().iter().map(|mentor| mentor.organisation.map_or(u32::MAX, |_| 0)));
        let mut market = Self {
            instance,
            place_of,
            order,
            next: starts[..mentors].to_vec(),
            ends,
            side_place,
            mentor_room: ranked.mentor_room.clone(),
            ready: vec![BinaryHeap::new(); side_room.len()],
            side_room,
            at_mentee: vec![BinaryHeap::new(); instance.mentees().len()],
            mentee_room: &ranked.mentee_room,
        };
        (0..number(mentors)).for_each(|mentor| market.make_ready(mentor));
        market
    }

    /// Puts a mentor with a free seat and somebody to offer it to in line.
    fn make_ready(&mut self, mentor: u32) {
        let at = mentor as usize;
        if self.mentor_room[at] > 0 && self.next[at] < self.ends[at] {
            let place = self.side_place[self.next[at] as usize];
            self.ready[Ranked::side_of(self.instance, mentor)].push(Reverse((place, mentor)));
        }
    }

    /// The pair this side would choose next, if it has a seat for it.
    fn next_offer(&mut self, side: usize) -> Option<u32> {
        if self.side_room[side] == 0 {
            return None;
        }
        let Reverse((_, mentor)) = self.ready[side].pop()?;
        let pair = self.order[self.next[mentor as usize] as usize];
        self.next[mentor as usize] += 1;
        self.mentor_room[mentor as usize] -= 1;
        self.side_room[side] -= 1;
        self.make_ready(mentor);
        Some(pair)
    }

    /// Lets the mentee of the pair hold it and gives back the one it turns down, if any.
    fn offer(&mut self, pair: u32) -> Option<u32> {
        let mentee = self.instance.pairs()[pair as usize].mentee as usize;
        self.at_mentee[mentee].push((self.place_of[pair as usize], pair));
        if self.at_mentee[mentee].len() <= self.mentee_room[mentee] as usize {
            return None;
        }
        let (_, declined) = self.at_mentee[mentee].pop()?;
        let mentor = self.instance.pairs()[declined as usize].mentor;
        self.side_room[Ranked::side_of(self.instance, mentor)] += 1;
        self.mentor_room[mentor as usize] += 1;
        if self.mentor_room[mentor as usize] == 1 {
            self.make_ready(mentor); // it was full, so it was not in line
        }
        Some(declined)
    }
}

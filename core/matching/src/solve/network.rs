//! A flow network over an instance for objectives that come one after the other.
//!
//! mentee → mentor → organisation → sink, and mentee → sink for a slot that stays empty, so that every slot is always
//! used. An objective gives each pair and each empty slot a small cost; [`Network::minimise`] makes the total cost as
//! small as it can be and [`Network::keep_tight`] then takes out of play every arc whose reduced cost is not zero, in
//! whose flow every optimum agrees. What is left are exactly the optima (complementary slackness), so the next
//! objective is minimised among them.

#![expect(clippy::indexing_slicing, reason = "node and pair numbers are made here and index vectors made with them")]

use super::ranked::number;
use crate::Instance;

/// How an arc leads on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arc {
    /// Uses a pair, by its row in the network.
    Take(u32),
    /// Gives a used pair up.
    Leave(u32),
    /// Leaves one more slot empty.
    Rest,
    /// Fills an empty slot.
    Wake,
    /// Fills or frees a seat, which costs nothing.
    Seat,
}

/// What there is at one place of a node's list of arcs.
pub(super) enum Step {
    /// An arc with room.
    To(usize, Arc),
    /// An arc without.
    Blocked,
    /// The end of the list.
    End,
}

/// A mentor or an organisation: an arc from its node to the one above.
#[derive(Debug, Clone)]
pub(super) struct Seats {
    pub(super) above: usize,
    pub(super) taken: u32,
    pub(super) least: u32,
    pub(super) most: u32,
    /// Whether how many are taken is still in play.
    pub(super) free: bool,
}

pub(super) struct Network {
    pub(super) mentees: usize,
    pub(super) mentors: usize,
    pub(super) sink: usize,
    /// The pairs in play, mentee by mentee: index in the instance, mentor node.
    pub(super) rows: Vec<(u32, u32)>,
    pub(super) row_starts: Vec<u32>,
    /// The class of each row, by which objectives set costs.
    pub(super) classes: Vec<u32>,
    used: Vec<bool>,
    mentee_of: Vec<u32>,
    /// The used rows in play of each mentor.
    held: Vec<Vec<u32>>,
    /// Used pairs that are out of play, by index in the instance.
    settled: Vec<u32>,
    /// Mentors, then organisations: node − mentees.
    pub(super) seats: Vec<Seats>,
    members: Vec<Vec<u32>>,
    tops: Vec<u32>,
    /// How many slots of each mentee are empty.
    pub(super) empty: Vec<u32>,
    pub(super) empty_free: Vec<bool>,
    /// Units that wait at a node, and units that a node waits for.
    pub(super) excess: Vec<u32>,
    pub(super) lack: Vec<u32>,
    pub(super) potential: Vec<i64>,
    scratch: Scratch,
}

#[derive(Default)]
struct Scratch {
    level: Vec<u32>,
    next: Vec<u32>,
    queue: Vec<usize>,
}

/// What a network is made of: room and open pairs, as the rules leave them.
pub(super) struct Room<'a> {
    pub(super) mentees: &'a [u32],
    pub(super) mentors: &'a [u32],
    pub(super) organisations: &'a [u32],
    /// Pairs in play by (mentee, …), with their class.
    pub(super) open: &'a [(u32, u32)],
}

impl Network {
    /// A network in which every slot waits for a seat.
    pub(super) fn new(instance: &Instance, room: &Room<'_>) -> Self {
        let (mentees, mentors) = (instance.mentees().len(), instance.mentors().len());
        let organisations = instance.organisations().len();
        let sink = mentees + mentors + organisations;
        let mut members = vec![Vec::new(); organisations];
        let mut seats = Vec::with_capacity(mentors + organisations);
        let mut tops = Vec::new();
        for (at, (mentor, &most)) in (0_u32..).zip(instance.mentors().iter().zip(room.mentors)) {
            let above = match mentor.organisation {
                Some(organisation) => {
                    members[organisation as usize].push(at);
                    mentees + mentors + organisation as usize
                }
                None => {
                    tops.push(at);
                    sink
                }
            };
            seats.push(Seats { above, taken: 0, least: 0, most, free: true });
        }
        for (at, &most) in (number(mentors)..).zip(room.organisations) {
            tops.push(at);
            seats.push(Seats { above: sink, taken: 0, least: 0, most, free: true });
        }
        let mut network = Self {
            mentees,
            mentors,
            sink,
            rows: Vec::with_capacity(room.open.len()),
            row_starts: vec![0; mentees + 1],
            classes: Vec::with_capacity(room.open.len()),
            used: vec![false; room.open.len()],
            mentee_of: Vec::with_capacity(room.open.len()),
            held: vec![Vec::new(); mentors],
            settled: Vec::new(),
            seats,
            members,
            tops,
            empty: vec![0; mentees],
            empty_free: vec![true; mentees],
            excess: vec![0; sink + 1],
            lack: vec![0; sink + 1],
            potential: vec![0; sink + 1],
            scratch: Scratch::default(),
        };
        for &(pair, class) in room.open {
            let line = &instance.pairs()[pair as usize];
            network.rows.push((pair, number(mentees) + line.mentor));
            network.classes.push(class);
            network.mentee_of.push(line.mentee);
            network.row_starts[line.mentee as usize + 1] += 1;
        }
        for mentee in 0..mentees {
            // One slot more than there are pairs, when the mentee has it, stays empty and so proves its price to be zero.
            network.excess[mentee] = room.mentees[mentee].min(network.row_starts[mentee + 1].saturating_add(1));
            network.row_starts[mentee + 1] += network.row_starts[mentee];
        }
        network.lack[sink] = network.excess.iter().sum();
        network
    }

    /// Fills the seats that have to be filled; says whether that can be done.
    pub(super) fn fill_floors(&mut self) -> bool {
        for place in 0..self.seats.len() {
            let Seats { above, least, most, taken, .. } = self.seats[place];
            // Mentors come first, so an organisation knows what its mentors bring; what is missing waits at it.
            let all = taken.max(least);
            if all > most {
                return false;
            }
            self.lack[self.mentees + place] = all - taken;
            self.seats[place].taken = all;
            if above != self.sink {
                let above = &mut self.seats[above - self.mentees].taken;
                *above = above.saturating_add(all);
            }
        }
        let filled: u64 = self.tops.iter().map(|&top| u64::from(self.seats[top as usize].taken)).sum();
        let Ok(others) = u32::try_from(u64::from(self.lack[self.sink]).saturating_sub(filled)) else { return false };
        if filled > u64::from(self.lack[self.sink]) {
            return false;
        }
        self.lack[self.sink] = 0;
        self.empty_free.fill(false);
        self.minimise(&|_| 0);
        self.lack[self.sink] = others;
        self.empty_free.fill(true);
        self.lack[..self.sink].iter().all(|&units| units == 0)
    }

    /// The arc at one place of a node's list.
    pub(super) fn step(&self, node: usize, at: u32) -> Step {
        if node < self.mentees {
            if at == 0 {
                return if self.empty_free[node] { Step::To(self.sink, Arc::Rest) } else { Step::Blocked };
            }
            let row = self.row_starts[node] + at - 1;
            if row >= self.row_starts[node + 1] {
                return Step::End;
            }
            if self.used[row as usize] {
                return Step::Blocked;
            }
            return Step::To(self.rows[row as usize].1 as usize, Arc::Take(row));
        }
        if node == self.sink {
            return self.step_down(&self.tops, at);
        }
        let place = node - self.mentees;
        if at == 0 {
            let seats = &self.seats[place];
            let open = seats.free && seats.taken < seats.most;
            return if open { Step::To(seats.above, Arc::Seat) } else { Step::Blocked };
        }
        if place < self.mentors {
            return match self.held[place].get(at as usize - 1) {
                Some(&row) => Step::To(self.mentee_of[row as usize] as usize, Arc::Leave(row)),
                None => Step::End,
            };
        }
        let members = &self.members[place - self.mentors];
        if at as usize > members.len() { Step::End } else { self.step_down(members, at - 1) }
    }

    /// From the sink or an organisation back to those below that have seats taken, or slots empty.
    fn step_down(&self, below: &[u32], at: u32) -> Step {
        let Some(&place) = below.get(at as usize) else {
            let mentee = at as usize - below.len();
            if mentee >= self.mentees {
                return Step::End;
            }
            let open = self.empty_free[mentee] && self.empty[mentee] > 0;
            return if open { Step::To(mentee, Arc::Wake) } else { Step::Blocked };
        };
        let seats = &self.seats[place as usize];
        let open = seats.free && seats.taken > seats.least;
        if open { Step::To(self.mentees + place as usize, Arc::Seat) } else { Step::Blocked }
    }

    /// Sends one unit along an arc.
    pub(super) fn send(&mut self, from: usize, at: u32) {
        match self.step(from, at) {
            Step::To(to, Arc::Take(row)) => {
                self.used[row as usize] = true;
                self.held[to - self.mentees].push(row);
            }
            Step::To(_, Arc::Leave(row)) => {
                self.used[row as usize] = false;
                self.held[from - self.mentees].swap_remove(at as usize - 1);
            }
            Step::To(_, Arc::Rest) => self.empty[from] += 1,
            Step::To(to, Arc::Wake) => self.empty[to] -= 1,
            Step::To(to, Arc::Seat) if from < to => self.seats[from - self.mentees].taken += 1,
            Step::To(to, Arc::Seat) => self.seats[to - self.mentees].taken -= 1,
            Step::Blocked | Step::End => {}
        }
    }

    /// Takes back what costs something, so that the rest is of least cost at potentials of zero.
    pub(super) fn release(&mut self, costs: impl Fn(u32) -> bool, empty_costs: bool) {
        self.potential.fill(0);
        for mentor in 0..self.mentors {
            let mut kept = std::mem::take(&mut self.held[mentor]);
            kept.retain(|&row| {
                if !costs(row) {
                    return true;
                }
                self.used[row as usize] = false;
                self.excess[self.mentee_of[row as usize] as usize] += 1;
                self.free_seat(self.mentees + mentor);
                false
            });
            self.held[mentor] = kept;
        }
        if empty_costs {
            for mentee in (0..self.mentees).filter(|&mentee| self.empty_free[mentee]) {
                self.excess[mentee] += self.empty[mentee];
                self.lack[self.sink] += self.empty[mentee];
                self.empty[mentee] = 0;
            }
        }
    }

    /// Takes one unit off the way from a node to the sink, as far as that is in play.
    fn free_seat(&mut self, mut node: usize) {
        while node != self.sink {
            let seats = &mut self.seats[node - self.mentees];
            if !seats.free || seats.taken == seats.least {
                break;
            }
            seats.taken -= 1;
            node = seats.above;
        }
        self.lack[node] += 1;
    }

    /// Routes what waits at least cost. Says whether everything found its place.
    pub(super) fn minimise(&mut self, cost: &dyn Fn(Arc) -> i64) -> bool {
        loop {
            while self.level(cost) {
                self.block(cost);
            }
            if self.excess.iter().all(|&units| units == 0) {
                return true;
            }
            if !self.reprice(cost) {
                return false;
            }
        }
    }

    /// Numbers the nodes by the least number of arcs of reduced cost zero from a waiting unit; says whether one that lacks a
    /// unit is reached.
    fn level(&mut self, cost: &dyn Fn(Arc) -> i64) -> bool {
        let Scratch { mut level, next, mut queue } = std::mem::take(&mut self.scratch);
        level.clear();
        level.resize(self.sink + 1, u32::MAX);
        queue.clear();
        for (node, level) in level.iter_mut().enumerate().filter(|&(node, _)| self.excess[node] > 0) {
            *level = 0;
            queue.push(node);
        }
        let mut reached = u32::MAX;
        let mut head = 0;
        while let Some(&node) = queue.get(head) {
            head += 1;
            if self.lack[node] > 0 {
                reached = reached.min(level[node]);
            }
            if level[node] >= reached {
                continue; // longer ways wait for the next round
            }
            for at in 0.. {
                match self.step(node, at) {
                    Step::To(to, arc) if level[to] == u32::MAX && self.reduced(node, to, cost(arc)) == 0 => {
                        level[to] = level[node] + 1;
                        queue.push(to);
                    }
                    Step::End => break,
                    _ => {}
                }
            }
        }
        self.scratch = Scratch { level, next, queue };
        reached != u32::MAX
    }

    fn reduced(&self, from: usize, to: usize, cost: i64) -> i64 {
        cost + self.potential[from] - self.potential[to]
    }

    /// Sends units along shortest ways of reduced cost zero until none is left (Dinic 1970).
    fn block(&mut self, cost: &dyn Fn(Arc) -> i64) {
        let Scratch { level, mut next, queue } = std::mem::take(&mut self.scratch);
        next.clear();
        next.resize(self.sink + 1, 0);
        let mut path: Vec<usize> = Vec::new();
        for source in 0..=self.sink {
            while self.excess[source] > 0 {
                path.clear();
                path.push(source);
                while let Some(&node) = path.last() {
                    if self.lack[node] > 0 {
                        break;
                    }
                    match self.step(node, next[node]) {
                        Step::To(to, arc) if level[to] == level[node] + 1 && self.reduced(node, to, cost(arc)) == 0 => {
                            path.push(to);
                        }
                        Step::End => {
                            path.pop();
                            if let Some(&before) = path.last() {
                                next[before] += 1;
                            }
                        }
                        _ => next[node] += 1,
                    }
                }
                let Some(&end) = path.last() else { break };
                self.excess[source] -= 1;
                self.lack[end] -= 1;
                for &node in &path[..path.len() - 1] {
                    self.send(node, next[node]);
                }
            }
        }
        self.scratch = Scratch { level, next, queue };
    }

    /// Takes out of play every arc whose reduced cost is not zero.
    pub(super) fn keep_tight(&mut self, cost: &dyn Fn(Arc) -> i64) {
        let mut moved = vec![u32::MAX; self.rows.len()];
        let mut kept = 0_usize;
        for mentee in 0..self.mentees {
            let range = self.row_starts[mentee] as usize..self.row_starts[mentee + 1] as usize;
            self.row_starts[mentee] = number(kept);
            for row in range {
                let (pair, mentor) = self.rows[row];
                if self.reduced(mentee, mentor as usize, cost(Arc::Take(number(row)))) == 0 {
                    moved[row] = number(kept);
                    self.rows[kept] = (pair, mentor);
                    self.classes[kept] = self.classes[row];
                    self.used[kept] = self.used[row];
                    self.mentee_of[kept] = self.mentee_of[row];
                    kept += 1;
                } else if self.used[row] {
                    self.settled.push(pair);
                }
            }
            let rest = self.reduced(mentee, self.sink, cost(Arc::Rest));
            self.empty_free[mentee] &= rest == 0;
        }
        self.row_starts[self.mentees] = number(kept);
        self.rows.truncate(kept);
        self.classes.truncate(kept);
        self.used.truncate(kept);
        self.mentee_of.truncate(kept);
        for held in &mut self.held {
            held.retain_mut(|row| {
                *row = moved[*row as usize];
                *row != u32::MAX
            });
        }
        for place in 0..self.seats.len() {
            let tight = self.reduced(self.mentees + place, self.seats[place].above, 0) == 0;
            self.seats[place].free &= tight;
        }
    }

    /// What one more slot or seat of each mentee, mentor and organisation saves: the reduced cost of an empty slot, and
    /// what reduced costs of full seats are below zero by.
    pub(super) fn prices(&self, empty_cost: i64) -> [Vec<i64>; 3] {
        let sink = self.potential[self.sink];
        let slots = self.potential[..self.mentees].iter().map(|potential| empty_cost + potential - sink).collect();
        let seats = |place: usize| self.potential[self.seats[place].above] - self.potential[self.mentees + place];
        [slots, (0..self.mentors).map(seats).collect(), (self.mentors..self.seats.len()).map(seats).collect()]
    }

    /// The pairs that are used, by index in the instance.
    pub(super) fn pairs(&self) -> Vec<u32> {
        let rows = self.rows.iter().zip(&self.used).filter(|&(_, &used)| used).map(|(&(pair, _), _)| pair);
        self.settled.iter().copied().chain(rows).collect()
    }
}

/// Moving potentials on where no way of reduced cost zero is left.
mod reprice {
    use std::cmp::Reverse;
    use std::collections::BinaryHeap;

    use super::{Arc, Network, Step};

    impl Network {
        /// Raises potentials by the distance from the waiting units, up to the nearest node that lacks one; says whether
        /// there is any.
        pub(super) fn reprice(&mut self, cost: &dyn Fn(Arc) -> i64) -> bool {
            let mut distance = vec![i64::MAX; self.sink + 1];
            let mut queue = BinaryHeap::new();
            for (node, distance) in distance.iter_mut().enumerate().filter(|&(node, _)| self.excess[node] > 0) {
                *distance = 0;
                queue.push(Reverse((0, node)));
            }
            let mut nearest = None;
            while let Some(Reverse((length, node))) = queue.pop() {
                if length > distance[node] {
                    continue;
                }
                if self.lack[node] > 0 {
                    nearest = Some(length);
                    break;
                }
                for at in 0.. {
                    match self.step(node, at) {
                        Step::To(to, arc) => {
                            let through = length + self.reduced(node, to, cost(arc));
                            if through < distance[to] {
                                distance[to] = through;
                                queue.push(Reverse((through, to)));
                            }
                        }
                        Step::Blocked => {}
                        Step::End => break,
                    }
                }
            }
            let Some(nearest) = nearest else { return false };
            for (potential, distance) in self.potential.iter_mut().zip(distance) {
                *potential += distance.min(nearest);
            }
            true
        }
    }
}

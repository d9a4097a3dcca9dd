//! As much of the way to the optimum as a limit on moved people allows.
//!
//! The network always knows the optimum. Its difference to the plan falls into cycles of changes, each of which can be made
//! alone and gains something (flow decomposition, Ford and Fulkerson 1962); a cycle through the hub can also be cut short, at the price
//! of somebody left out or a place left empty. What is chosen among these pieces is a knapsack over the people they move.

use std::collections::{BTreeMap, BTreeSet};

use super::Session;
use super::apply::Rest;
use crate::residual::{HUB, Kind, Value};

type Pair = (u32, u32);

/// The pairs in which the plan differs from the optimum, as (mentee, mentor) nodes.
pub(super) type Difference = BTreeSet<Pair>;

/// A part of the way to the optimum: pairs to toggle.
#[derive(Debug, Clone, Default)]
struct Piece {
    moves: usize,
    gain: Value,
    toggles: Vec<Pair>,
}

pub(super) fn toggle(set: &mut Difference, pair: Pair) {
    if !set.remove(&pair) {
        set.insert(pair);
    }
}

impl Session {
    /// The difference to the optimum that is left of `difference` when at most `most` people lose a mentor they could keep.
    pub(super) fn approach(&self, mut difference: Difference, rest: &Rest, most: u32) -> Difference {
        self.part_the_impossible(&mut difference, rest);
        let pieces: Vec<Vec<Piece>> =
            self.cycles(&difference).iter().map(|cycle| self.pieces_of(cycle, rest.subject)).collect();
        for piece in knapsack(&pieces, most as usize) {
            for &pair in &piece.toggles {
                toggle(&mut difference, pair);
            }
        }
        self.fill_free_places(&mut difference, rest);
        difference
    }

    fn is_planned(&self, difference: &Difference, (mentee, mentor): Pair) -> bool {
        self.network.holds(mentee, mentor) != difference.contains(&(mentee, mentor))
    }

    /// Parts pairs of the plan that cannot stay: closed ones, those of somebody gone, and those above a capacity, from the one
    /// worth least.
    fn part_the_impossible(&self, difference: &mut Difference, rest: &Rest) {
        let gone = rest.gone.map(|(_, node)| node);
        let mut planned: Vec<Pair> =
            difference.iter().copied().filter(|&(mentee, mentor)| !self.network.holds(mentee, mentor)).collect();
        planned.retain(|pair| {
            let ends = gone == Some(pair.0) || gone == Some(pair.1) || rest.closed.contains(pair);
            if ends {
                difference.remove(pair);
            }
            !ends
        });
        planned.sort_by_key(|&pair| (self.worth(pair), pair));
        let mut usage = self.usage(difference);
        for (mentee, mentor) in planned {
            let people = [mentee, mentor, self.network.above(mentor)];
            let crowded = |&node: &u32| node != HUB && usage.of(self, node) > i64::from(self.network.capacity(node));
            if people.iter().any(crowded) {
                difference.remove(&(mentee, mentor));
                usage.change(self, (mentee, mentor), -1);
            }
        }
    }

    fn worth(&self, (mentee, mentor): Pair) -> Value {
        self.network.link(mentee, mentor).map_or(Value::ZERO, |link| self.network.worth(link))
    }

    /// The plan's size, score and distance from the optimum, from those of the optimum.
    pub(super) fn totals(&self, difference: &Difference) -> (u64, u64, Value) {
        let (mut size, mut score, mut gap) = (self.network.size, self.network.score, Value::ZERO);
        for &(mentee, mentor) in difference {
            let points = self.network.link(mentee, mentor).map_or(0, |link| u64::from(link.score()));
            if self.network.holds(mentee, mentor) {
                (size, score) = (size.saturating_sub(1), score.saturating_sub(points));
                gap += self.worth((mentee, mentor));
            } else {
                (size, score) = (size + 1, score + points);
                gap += -self.worth((mentee, mentor));
            }
        }
        (size, score, gap)
    }

    /// Splits the way from the plan to the optimum into simple cycles; each a list of nodes, from the hub if it touches it.
    fn cycles(&self, difference: &Difference) -> Vec<Vec<u32>> {
        let mut arcs: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        let mut balance: BTreeMap<u32, i64> = BTreeMap::new();
        let mut unit = |from: u32, to: u32, balance: &mut BTreeMap<u32, i64>| {
            arcs.entry(from).or_default().push(to);
            *balance.entry(from).or_default() -= 1;
            *balance.entry(to).or_default() += 1;
        };
        for &(mentee, mentor) in difference {
            match self.network.holds(mentee, mentor) {
                true => unit(mentee, mentor, &mut balance),
                false => unit(mentor, mentee, &mut balance),
            }
        }
        for kind in [Kind::Mentee, Kind::Mentor, Kind::Organisation] {
            let nodes: Vec<(u32, i64)> = balance.iter().map(|(&node, &surplus)| (node, surplus)).collect();
            for (node, surplus) in nodes.into_iter().filter(|&(node, _)| self.network.kind(node) == kind) {
                for _ in 0..surplus.unsigned_abs() {
                    let (from, to) =
                        if surplus > 0 { (node, self.network.above(node)) } else { (self.network.above(node), node) };
                    unit(from, to, &mut balance);
                }
            }
        }
        let mut cycles = Vec::new();
        for start in [HUB].into_iter().chain(balance.into_keys()) {
            let mut walk = vec![start];
            while let Some(&node) = walk.last() {
                let Some(next) = arcs.get_mut(&node).and_then(Vec::pop) else { break };
                match walk.iter().position(|&known| known == next) {
                    Some(at) => {
                        let mut cycle = walk.split_off(at);
                        walk.push(next);
                        if let Some(hub) = cycle.iter().position(|&node| node == HUB) {
                            cycle.rotate_left(hub);
                        }
                        cycles.push(cycle);
                    }
                    None => walk.push(next),
                }
            }
        }
        cycles
    }

    /// The whole cycle, and the parts of it that can be made alone, best first for each number of moves.
    fn pieces_of(&self, cycle: &[u32], subject: Option<u32>) -> Vec<Piece> {
        let closing = cycle.first().copied();
        let steps: Vec<Pair> = cycle.iter().copied().zip(cycle.iter().copied().skip(1).chain(closing)).collect();
        let through_hub = closing == Some(HUB);
        let mut pieces: BTreeMap<usize, Piece> = BTreeMap::new();
        for from in 0..steps.len() {
            // A part starts at the hub, or with a place that is left empty.
            let starts = from == 0 || steps.get(from).is_some_and(|step| self.network.kind(step.0) == Kind::Mentor);
            if !starts || (from > 0 && !through_hub) || from > MOST_CUTS {
                continue;
            }
            let (mut piece, mut losers) = (Piece::default(), BTreeSet::new());
            for (at, &(a, b)) in steps.iter().enumerate().skip(from) {
                match (self.network.kind(a), self.network.kind(b)) {
                    (Kind::Mentee, Kind::Mentor) => {
                        piece.toggles.push((a, b));
                        piece.gain += self.worth((a, b));
                    }
                    (Kind::Mentor, Kind::Mentee) => {
                        piece.toggles.push((b, a));
                        piece.gain += -self.worth((b, a));
                        losers.extend(Some(b).filter(|&mentee| Some(mentee) != subject));
                    }
                    _ => {}
                }
                piece.moves = losers.len();
                // A part ends with the cycle, or with somebody left out.
                let ends = at + 1 == steps.len()
                    || (through_hub && self.network.kind(b) == Kind::Mentee && b != HUB && at > from);
                if ends
                    && piece.gain.is_positive()
                    && pieces.get(&piece.moves).is_none_or(|known| known.gain < piece.gain)
                {
                    pieces.insert(piece.moves, piece.clone());
                }
            }
        }
        pieces.into_values().collect()
    }

    /// Gives places that nobody of the plan has to leave: those of people near the event, the pair worth most first.
    fn fill_free_places(&self, difference: &mut Difference, rest: &Rest) {
        let mut near: BTreeSet<u32> = rest.near.iter().copied().collect();
        near.extend(difference.iter().flat_map(|&(mentee, mentor)| [mentee, mentor]));
        let mut candidates = BTreeSet::new();
        for &node in &near {
            let mentee_side = self.network.kind(node) == Kind::Mentee;
            for link in self.network.links(node).iter() {
                let pair = if mentee_side { (node, link.other) } else { (link.other, node) };
                if !rest.closed.contains(&pair) {
                    candidates.insert((-self.network.worth(link), pair));
                }
            }
        }
        let mut usage = self.usage(difference);
        for (_, pair) in candidates {
            let people = [pair.0, pair.1, self.network.above(pair.1)];
            let room = |&node: &u32| node == HUB || usage.of(self, node) < i64::from(self.network.capacity(node));
            if people.iter().all(room) && !self.is_planned(difference, pair) {
                toggle(difference, pair);
                usage.change(self, pair, 1);
            }
        }
    }

    /// How many pairs of the plan each person has.
    fn usage(&self, difference: &Difference) -> Usage {
        let mut usage = Usage::default();
        for &(mentee, mentor) in difference {
            let by = if self.network.holds(mentee, mentor) { -1 } else { 1 };
            usage.change(self, (mentee, mentor), by);
        }
        usage
    }
}

/// Where a cycle may be cut at most, counted from its start: enough for any real one, and no more than a moment's work.
const MOST_CUTS: usize = 64;

/// How many pairs people have more in the plan than in the optimum.
#[derive(Debug, Default)]
struct Usage(BTreeMap<u32, i64>);

impl Usage {
    fn of(&self, session: &Session, node: u32) -> i64 {
        i64::from(session.network.flow(node)) + self.0.get(&node).copied().unwrap_or(0)
    }

    fn change(&mut self, session: &Session, (mentee, mentor): Pair, by: i64) {
        for node in [mentee, mentor, session.network.above(mentor)] {
            *self.0.entry(node).or_default() += by;
        }
    }
}

/// At most one piece of each group, moving at most `most` people, with the greatest gain together.
fn knapsack(groups: &[Vec<Piece>], most: usize) -> Vec<&Piece> {
    let all: usize = groups.iter().filter_map(|group| group.iter().map(|piece| piece.moves).max()).sum();
    let most = most.min(all);
    // best[moves]: the gain, and the pieces as a list linked backwards.
    let mut chosen: Vec<(Option<usize>, &Piece)> = Vec::new();
    let mut best: Vec<(Value, Option<usize>)> = vec![(Value::ZERO, None); most + 1];
    for group in groups {
        let before = best.clone();
        for piece in group {
            for (moves, entry) in best.iter_mut().enumerate().skip(piece.moves) {
                let Some(&(gain, last)) = before.get(moves - piece.moves) else { continue };
                if gain + piece.gain > entry.0 {
                    chosen.push((last, piece));
                    *entry = (gain + piece.gain, Some(chosen.len() - 1));
                }
            }
        }
    }
    let mut pieces = Vec::new();
    let mut next = best.last().and_then(|entry| entry.1);
    while let Some(&(before, piece)) = next.and_then(|at| chosen.get(at)) {
        pieces.push(piece);
        next = before;
    }
    pieces
}

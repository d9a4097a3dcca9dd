//! Proof of optimality without prices: a matching is optimal exactly when no cycle of changes improves it.
//!
//! Bellman and Ford's method over the changes that a feasible solution admits: take an unused pair, give up a used one,
//! fill or free a slot or a seat. Pairs that must be made stay, and seats below a floor are not freed.

#![expect(clippy::indexing_slicing, reason = "node numbers are made here from the lengths of the lists")]

use super::held::Held;
use crate::{Goal, Member, lottery};

/// What a change costs, in the order of the objective: minus (first, second, −lottery).
type Cost = (i64, i64, i128);

struct Change {
    from: usize,
    to: usize,
    cost: Cost,
}

/// Whether some other matching is better. The solution must break nothing.
///
/// No sum overflows: a path without a repeated node has at most 2^34 steps of at most 2^33 (or 2^64, lottery), and the
/// search ends in the round in which the first node repeats.
pub(super) fn can_improve(held: &Held<'_>, goal: Goal, seed: u64) -> bool {
    let (changes, nodes) = changes(held, goal, seed);
    let mut distance: Vec<Cost> = vec![(0, 0, 0); nodes];
    let mut before: Vec<Option<usize>> = vec![None; nodes];
    loop {
        let mut changed = false;
        for change in &changes {
            let (a, b) = (distance[change.from], change.cost);
            let reached = (a.0 + b.0, a.1 + b.1, a.2 + b.2);
            if reached < distance[change.to] {
                distance[change.to] = reached;
                before[change.to] = Some(change.from);
                changed = true;
            }
        }
        if !changed {
            return false;
        }
        if has_cycle(&before) {
            return true; // only a cycle of negative cost can make a node its own predecessor
        }
    }
}

fn changes(held: &Held<'_>, goal: Goal, seed: u64) -> (Vec<Change>, usize) {
    let instance = held.instance;
    let (mentees, mentors) = (instance.mentees().len(), instance.mentors().len());
    let hub = mentees + mentors + instance.organisations().len();
    let mut changes = Vec::new();
    let mut free = |from: usize, to: usize| changes.push(Change { from, to, cost: (0, 0, 0) });
    for (node, (mentee, holds)) in instance.mentees().iter().zip(&held.mentors_of).enumerate() {
        if holds.len() < mentee.capacity as usize {
            free(hub, node);
        }
        if !holds.is_empty() {
            free(node, hub);
        }
    }
    let mut floor_of_mentor = vec![0; mentors];
    let mut floor_of_organisation = vec![0; instance.organisations().len()];
    for floor in &instance.rules().floors {
        match floor.of {
            Member::Mentor(at) => floor_of_mentor[at as usize] = floor.least as usize,
            Member::Organisation(at) => floor_of_organisation[at as usize] = floor.least as usize,
        }
    }
    let mut musts: Vec<(u32, u32)> = instance.rules().must.iter().map(|pair| (pair.mentee, pair.mentor)).collect();
    musts.sort_unstable();
    for (index, (mentor, holds)) in instance.mentors().iter().zip(&held.mentees_of).enumerate() {
        let (node, above) = (mentees + index, mentor.organisation.map_or(hub, |at| mentees + mentors + at as usize));
        if holds.len() < mentor.capacity as usize {
            free(node, above);
        }
        if holds.len() > floor_of_mentor[index] {
            free(above, node);
        }
    }
    for (index, (organisation, holds)) in instance.organisations().iter().zip(&held.pairs_in).enumerate() {
        let node = mentees + mentors + index;
        if holds.len() < organisation.capacity as usize {
            free(node, hub);
        }
        if holds.len() > floor_of_organisation[index] {
            free(hub, node);
        }
    }
    for pair in instance.pairs() {
        let (mentee, mentor) = (pair.mentee as usize, pair.mentor as usize);
        let luck = lottery(seed, instance.mentees()[mentee].id.as_bytes(), instance.mentors()[mentor].id.as_bytes());
        let (score, luck) = (i64::from(pair.score), i128::from(luck));
        let (a, b, c) = match goal {
            Goal::SizeFirst => (1, score, luck),
            Goal::ScoreFirst => (score, 1, luck),
            Goal::Blend { per_pair } => (score + i64::from(per_pair), 1, luck),
        };
        changes.push(if held.together(pair.mentee, pair.mentor) {
            if musts.binary_search(&(pair.mentee, pair.mentor)).is_ok() {
                continue; // may not be given up
            }
            Change { from: mentees + mentor, to: mentee, cost: (a, b, -c) }
        } else {
            Change { from: mentee, to: mentees + mentor, cost: (-a, -b, c) }
        });
    }
    (changes, hub + 1)
}

/// Whether following predecessors from some node comes back to it.
pub(super) fn has_cycle(before: &[Option<usize>]) -> bool {
    let mut walk_of = vec![0; before.len()];
    (1..).zip(0..before.len()).any(|(walk, start)| {
        let mut node = start;
        while walk_of[node] == 0 {
            walk_of[node] = walk;
            match before[node] {
                Some(previous) => node = previous,
                None => return false,
            }
        }
        walk_of[node] == walk
    })
}

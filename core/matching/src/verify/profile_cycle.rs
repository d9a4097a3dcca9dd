//! Proof of a best profile without prices: no cycle of changes improves it.
//!
//! Bellman and Ford's method, as for the sum of scores, on costs that are compared level by level.

#![expect(clippy::indexing_slicing, reason = "node numbers are made here from the lengths of the lists")]

use std::collections::BTreeSet;

use super::held::Held;
use super::profile::{Room, floors};
use crate::{Pair, ProfileGoal, lottery};

/// Numbers kept at once at most: above it, nothing is found out.
const MOST_NUMBERS: usize = 1 << 26;

/// A change: up to two levels and the lottery number change.
struct Change {
    from: usize,
    to: usize,
    levels: [(usize, i64); 2],
    luck: i128,
}

/// Whether some other matching is better, or nothing when that would take too much memory. The solution must break
/// nothing.
pub(super) fn can_improve(held: &Held<'_>, goal: ProfileGoal, seed: u64) -> Option<bool> {
    let mut ranks: Vec<u32> = held.instance.pairs().iter().map(|pair| pair.mentee_rank).collect();
    ranks.sort_unstable();
    ranks.dedup();
    let width = ranks.len() + 2;
    let (changes, nodes) = changes(held, goal, seed, &ranks);
    if nodes.checked_mul(width)? > MOST_NUMBERS {
        return None;
    }
    let mut levels = vec![0_i64; nodes * width];
    let mut luck = vec![0_i128; nodes];
    let mut before: Vec<Option<usize>> = vec![None; nodes];
    loop {
        let mut changed = false;
        for change in &changes {
            if !improves(&levels, &luck, width, change) {
                continue;
            }
            let (from, to) = (change.from * width, change.to * width);
            levels.copy_within(from..from + width, to);
            for &(level, cost) in &change.levels {
                levels[to + level] += cost;
            }
            luck[change.to] = luck[change.from] + change.luck;
            before[change.to] = Some(change.from);
            changed = true;
        }
        if !changed {
            return Some(false);
        }
        if super::residual::has_cycle(&before) {
            return Some(true); // only a cycle of negative cost can make a node its own predecessor
        }
    }
}

fn improves(levels: &[i64], luck: &[i128], width: usize, change: &Change) -> bool {
    let (from, to) = (change.from * width, change.to * width);
    for level in 0..width {
        let added: i64 = change.levels.iter().filter(|&&(at, _)| at == level).map(|&(_, cost)| cost).sum();
        let (reached, known) = (levels[from + level] + added, levels[to + level]);
        if reached != known {
            return reached < known;
        }
    }
    luck[change.from] + change.luck < luck[change.to]
}

fn changes(held: &Held<'_>, goal: ProfileGoal, seed: u64, ranks: &[u32]) -> (Vec<Change>, usize) {
    let instance = held.instance;
    let (mentees, mentors) = (instance.mentees().len(), instance.mentors().len());
    let hub = mentees + mentors + instance.organisations().len();
    let (mentor_floors, organisation_floors) = floors(instance);
    let mut changes = Vec::new();
    let mut free = |from: usize, to: usize| changes.push(Change { from, to, levels: [(0, 0); 2], luck: 0 });
    for (node, (mentee, holds)) in instance.mentees().iter().zip(&held.mentors_of).enumerate() {
        if holds.len() < mentee.capacity as usize {
            free(hub, node);
        }
        if !holds.is_empty() {
            free(node, hub);
        }
    }
    for (index, (mentor, holds)) in instance.mentors().iter().zip(&held.mentees_of).enumerate() {
        let (node, above) = (mentees + index, mentor.organisation.map_or(hub, |at| mentees + mentors + at as usize));
        if holds.len() < mentor.capacity as usize {
            free(node, above);
        }
        if holds.len() > mentor_floors[index] as usize {
            free(above, node);
        }
    }
    for (index, (organisation, holds)) in instance.organisations().iter().zip(&held.pairs_in).enumerate() {
        let node = mentees + mentors + index;
        if holds.len() < organisation.capacity as usize {
            free(node, hub);
        }
        if holds.len() > organisation_floors[index] as usize {
            free(hub, node);
        }
    }
    let must: BTreeSet<(u32, u32)> = instance.rules().must.iter().map(|pair| (pair.mentee, pair.mentor)).collect();
    let room = Room::of(instance);
    for pair in instance.pairs() {
        let (mentee, mentor) = (pair.mentee as usize, mentees + pair.mentor as usize);
        if must.contains(&(pair.mentee, pair.mentor)) || !room.has(instance, pair) {
            continue;
        }
        let ids = (instance.mentees()[mentee].id, instance.mentors()[pair.mentor as usize].id);
        let luck = i128::from(lottery(seed, ids.0.as_bytes(), ids.1.as_bytes()));
        let levels = cost(goal, ranks, pair);
        changes.push(if held.pairs.contains(&(pair.mentee, pair.mentor)) {
            let back = levels.map(|(level, cost)| (level, -cost));
            Change { from: mentor, to: mentee, levels: back, luck: -luck }
        } else {
            Change { from: mentee, to: mentor, levels, luck }
        });
    }
    (changes, hub + 1)
}

/// What making a pair costs, at which levels: the first is the size, the others are ranks in the order of the goal.
fn cost(goal: ProfileGoal, ranks: &[u32], pair: &Pair) -> [(usize, i64); 2] {
    let class = ranks.partition_point(|&rank| rank < pair.mentee_rank);
    match goal {
        ProfileGoal::RankMaximal => [(0, 0), (1 + class, -1)],
        ProfileGoal::Greedy => [(0, -1), (1 + class, -1)],
        ProfileGoal::Generous => [(0, -1), (ranks.len() - class, 1)],
        ProfileGoal::MinCost => [(0, -1), (1, i64::from(pair.mentee_rank))],
    }
}

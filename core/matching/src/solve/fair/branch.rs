//! Branch and bound over groups that cross others.
//!
//! The relaxation leaves the crossing groups out. When its best solution breaks one, the search splits on how many pairs
//! have the people of one cell of the Venn diagram of all groups: cells never cross anything, so each case is solved
//! exactly again. Depth first, so that there is something to give when the limits end the search.

#![expect(clippy::indexing_slicing, reason = "indices of a checked instance point into its own lists")]

use std::collections::BTreeMap;

use super::ladder::{self, End, Worth};
use super::model::{Model, NO_LIMIT, Set};
use crate::{
    FairCase, FairGoal, FairNode, FairProof, FairSplit, FairStep, Limits, Objective, SetPrice, Side, SolveError,
};

pub(super) struct Found {
    pub(super) pairs: Vec<u32>,
    pub(super) proof: FairProof,
    pub(super) stopped: bool,
}

/// Finds the best solution, or any without a goal; nothing when there is none.
pub(super) fn search(
    model: &Model<'_>,
    goal: Option<FairGoal>,
    limits: &Limits<'_>,
) -> Result<Option<Found>, SolveError> {
    let mut tree = Tree { model, goal, limits, cells: cells(model), nodes: vec![Node::default()], best: None };
    let stopped = tree.grow();
    let proof = tree.proof();
    match tree.best {
        Some((pairs, _)) => Ok(Some(Found { pairs, proof, stopped })),
        None if stopped => Err(SolveError::Stopped),
        None => Ok(None),
    }
}

#[derive(Default)]
struct Node {
    /// The decisions that lead here.
    splits: Vec<Set>,
    parent: usize,
    case: Option<FairCase>,
    split: Option<FairSplit>,
}

struct Tree<'a> {
    model: &'a Model<'a>,
    goal: Option<FairGoal>,
    limits: &'a Limits<'a>,
    /// For each crossing group, the cells it is made of.
    cells: Vec<Vec<Vec<u32>>>,
    nodes: Vec<Node>,
    best: Option<(Vec<u32>, Worth)>,
}

/// So many nodes a tree may have without any limit of the caller's: where groups cross badly it would grow until memory ends. What was
/// found by then is given with its bound, as at any other limit.
const MOST_NODES: usize = 20_000;

impl Tree<'_> {
    /// Whether the limits ended the search.
    fn grow(&mut self) -> bool {
        let mut stack = vec![0];
        while let Some(at) = stack.pop() {
            if self.limits.stopped() || self.nodes.len() > MOST_NODES {
                return true;
            }
            if let Some(case) = self.contradiction(&self.nodes[at].splits) {
                self.nodes[at].case = Some(case);
                continue;
            }
            let rival = self.best.as_ref().map(|(_, worth)| worth);
            let solved = ladder::solve(self.model, &self.nodes[at].splits, self.goal, rival, self.limits);
            self.nodes[at].case = Some(solved.case);
            let stopped = solved.end == End::Stopped;
            let Some((pairs, worth)) = solved.best else { continue };
            let no_better = self.best.as_ref().is_some_and(|(_, best)| worth <= *best) && !stopped;
            if no_better || solved.end == End::Beaten {
                continue;
            }
            match self.broken(at, &pairs) {
                None => {
                    if self.best.as_ref().is_none_or(|(_, best)| worth > *best) {
                        self.best = Some((pairs, worth));
                    }
                    if self.goal.is_none() {
                        return false;
                    }
                }
                Some((side, members, most, up_first)) if !stopped => {
                    stack.extend(self.divide(at, side, members, most, up_first));
                }
                Some(_) => {}
            }
            if stopped {
                return true;
            }
        }
        false
    }

    fn divide(&mut self, at: usize, side: Side, members: Vec<u32>, most: u32, up_first: bool) -> [usize; 2] {
        let (low, high) = (self.nodes.len(), self.nodes.len() + 1);
        for (least, most) in [(0, i64::from(most)), (i64::from(most) + 1, NO_LIMIT)] {
            let mut splits = self.nodes[at].splits.clone();
            splits.push(Set { side, members: members.clone(), least, most });
            self.nodes.push(Node { splits, parent: at, ..Node::default() });
        }
        let number = |node: usize| u32::try_from(node).unwrap_or(u32::MAX);
        self.nodes[at].split = Some(FairSplit { side, members, most, up_to: number(low), above: number(high) });
        if up_first { [low, high] } else { [high, low] } // the last one is looked at first
    }

    /// The least and greatest number of pairs that the splits leave to a cell, and the splits that say so.
    fn range(&self, splits: &[Set], side: Side, cell: &[u32]) -> [(i64, Option<usize>); 2] {
        let mut range = [(0, None), (NO_LIMIT, None)];
        for (number, split) in
            splits.iter().enumerate().filter(|(_, split)| split.side == side && split.members == cell)
        {
            if split.least > range[0].0 {
                range[0] = (split.least, Some(number));
            }
            if split.most < range[1].0 {
                range[1] = (split.most, Some(number));
            }
        }
        range
    }

    /// Proves that the splits alone leave no room for some crossing group.
    fn contradiction(&self, splits: &[Set]) -> Option<FairCase> {
        let people = self.model.instance.mentees().len() + self.model.instance.mentors().len();
        for (&at, cells) in self.model.crossing.iter().zip(&self.cells) {
            let group = &self.model.sets[at];
            let ranges: Vec<_> = cells.iter().map(|cell| self.range(splits, group.side, cell)).collect();
            for (end, sign) in [(0, 1), (1, -1)] {
                let sum: i64 = ranges.iter().map(|range| range[end].0).sum();
                if if end == 0 { sum <= group.most } else { sum >= group.least } {
                    continue;
                }
                let number = |at: usize| u32::try_from(people + at).unwrap_or(u32::MAX);
                let deciding = ranges.iter().filter_map(|range| range[end].1);
                let of_split = |split| SetPrice { set: number(self.model.sets.len() + split), price: -sign };
                let mut prices = vec![SetPrice { set: number(at), price: sign }];
                prices.extend(deciding.map(of_split));
                let ladder = vec![FairStep { objective: Objective::Nothing, prices }];
                return Some(FairCase { ladder, ..FairCase::default() });
            }
        }
        None
    }

    /// A cell of a crossing group that the pairs break, and where to split it.
    fn broken(&self, node: usize, pairs: &[u32]) -> Option<(Side, Vec<u32>, u32, bool)> {
        let count = |side: Side, people: &[u32]| {
            let person = |&at: &u32| {
                let pair = &self.model.instance.pairs()[at as usize];
                if side == Side::Mentee { pair.mentee } else { pair.mentor }
            };
            let inside = pairs.iter().filter(|at| people.binary_search(&person(at)).is_ok()).count();
            i64::try_from(inside).unwrap_or(i64::MAX)
        };
        for (&at, cells) in self.model.crossing.iter().zip(&self.cells) {
            let group = &self.model.sets[at];
            let total = count(group.side, &group.members);
            if (group.least..=group.most).contains(&total) {
                continue;
            }
            let too_many = total > group.most;
            // By as much as is wrong in all, or as far as the cell can go: the first case looked at often puts it right.
            let wrong = if too_many { total - group.most } else { group.least - total };
            let movable = |(at, cell): (usize, &Vec<u32>)| {
                let pairs = count(group.side, cell);
                let [(least, _), (most, _)] = self.range(&self.nodes[node].splits, group.side, cell);
                let room = if too_many { pairs - least } else { most.min(NO_LIMIT) - pairs };
                (room > 0).then_some((room.min(wrong), pairs, at))
            };
            let (by, pairs, at) = cells.iter().enumerate().filter_map(movable).max()?;
            let most = if too_many { pairs - by } else { pairs + by - 1 };
            return Some((group.side, cells[at].clone(), u32::try_from(most).unwrap_or(u32::MAX), !too_many));
        }
        None
    }

    /// Cases that were never looked at have the proof of the case above them.
    fn proof(&mut self) -> FairProof {
        for at in 1..self.nodes.len() {
            if self.nodes[at].case.is_none() {
                self.nodes[at].case = self.nodes[self.nodes[at].parent].case.clone();
            }
        }
        let node = |node: &mut Node| match node.split.take() {
            Some(split) => FairNode::Split(split),
            None => FairNode::Case(node.case.take().unwrap_or_default()),
        };
        FairProof { nodes: self.nodes.iter_mut().map(node).collect() }
    }
}

/// The cells of each crossing group: its members by all the sets of their side they are in.
fn cells(model: &Model<'_>) -> Vec<Vec<Vec<u32>>> {
    let cells_of = |&at: &usize| {
        let group = &model.sets[at];
        let mut by_sets: BTreeMap<Vec<usize>, Vec<u32>> = BTreeMap::new();
        for &member in &group.members {
            let holds = |set: &Set| set.side == group.side && set.members.binary_search(&member).is_ok();
            let sets = (0..).zip(&model.sets).filter(|(_, set)| holds(set)).map(|(at, _)| at).collect();
            by_sets.entry(sets).or_default().push(member);
        }
        by_sets.into_values().collect()
    };
    model.crossing.iter().map(cells_of).collect()
}

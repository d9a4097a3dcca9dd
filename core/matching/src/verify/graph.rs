//! The judge of matchings of a [`Graph`].

use super::bound::{Bound, Limit, Wide};
use crate::{Amount, Goal, Graph, GraphSolution, NO_ORGANISATION};

/// What there is to say about a [`GraphSolution`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GraphVerdict {
    /// How many pairs.
    pub size: u32,
    /// The sum of their scores.
    pub score: u64,
    /// Places that are unknown, repeated or out of order, which count for nothing else.
    pub unsound: u32,
    /// How many people and organisations have more than their capacity.
    pub overfull: u32,
    /// How many have less than their floor.
    pub below_floor: u32,
    /// How far the total is from the bound that the prices prove for every matching; nothing when they prove none.
    pub gap: Option<Amount>,
}

impl GraphVerdict {
    /// Whether nothing is broken.
    pub fn is_feasible(&self) -> bool {
        self.unsound == 0 && self.overfull == 0 && self.below_floor == 0
    }

    /// Whether nothing is broken, and nothing better is possible, as the prices prove.
    pub fn is_optimal(&self) -> bool {
        self.is_feasible() && self.gap == Some(Amount::default())
    }
}

/// Judges a matching, whoever made it; `seed` is the one its ties were broken with. Linear in the number of pairs, and takes
/// any solution without panic.
pub fn verify_graph(graph: &Graph<'_>, goal: Goal, seed: u64, solution: &GraphSolution) -> GraphVerdict {
    let mut count = Count::new(graph);
    let mut total = Some(Wide::default());
    let mut before = None;
    let mut mentee = 0;
    for &pair in &solution.pairs {
        let in_order = before.is_none_or(|before| before < pair);
        if !in_order || count.add(&mut mentee, pair).is_none() {
            count.verdict.unsound += 1;
            continue;
        }
        before = Some(pair);
        total = total.and_then(|mut total| {
            total.add(&worth(graph, goal, seed, mentee, pair)?, 1)?;
            Some(total)
        });
    }
    let mut verdict = count.finish();
    let gap = bound(graph, goal, seed, solution).zip(total).and_then(|(mut bound, total)| {
        bound.add(&total, -1)?;
        bound.narrow()
    });
    verdict.gap = gap;
    verdict
}

fn worth(graph: &Graph<'_>, goal: Goal, seed: u64, mentee: usize, pair: u32) -> Option<Wide> {
    let input = graph.input();
    let mentor = *input.mentors.get(pair as usize)?;
    let score = *input.scores.get(pair as usize)?;
    Some(Wide::worth(goal, seed, score, input.mentee_ids.get(mentee)?, input.mentor_ids.get(mentor as usize)?))
}

struct Count<'a> {
    graph: &'a Graph<'a>,
    mentees: Vec<u32>,
    mentors: Vec<u32>,
    organisations: Vec<u32>,
    verdict: GraphVerdict,
}

impl<'a> Count<'a> {
    fn new(graph: &'a Graph<'a>) -> Self {
        let input = graph.input();
        Self {
            graph,
            mentees: vec![0; input.mentee_ids.len()],
            mentors: vec![0; input.mentor_ids.len()],
            organisations: vec![0; input.organisation_capacities.len()],
            verdict: GraphVerdict { size: 0, score: 0, unsound: 0, overfull: 0, below_floor: 0, gap: None },
        }
    }

    /// Counts a pair; pairs come in order, so `mentee` only moves on.
    fn add(&mut self, mentee: &mut usize, pair: u32) -> Option<()> {
        let input = self.graph.input();
        let mentor = *input.mentors.get(pair as usize)? as usize;
        let score = *input.scores.get(pair as usize)?;
        while *input.starts.get(*mentee + 1)? <= pair {
            *mentee += 1;
        }
        *self.mentees.get_mut(*mentee)? += 1;
        *self.mentors.get_mut(mentor)? += 1;
        if let Some(organisation) = input.organisation_of.get(mentor).filter(|&&above| above != NO_ORGANISATION) {
            *self.organisations.get_mut(*organisation as usize)? += 1;
        }
        self.verdict.size += 1;
        self.verdict.score += u64::from(score);
        Some(())
    }

    fn finish(mut self) -> GraphVerdict {
        let input = self.graph.input();
        let over =
            |used: &[u32], most: &[u32]| used.iter().zip(most).map(|(used, most)| u32::from(used > most)).sum::<u32>();
        self.verdict.overfull = over(&self.mentees, input.mentee_capacities)
            + over(&self.mentors, input.mentor_capacities)
            + over(&self.organisations, input.organisation_capacities);
        self.verdict.below_floor =
            over(input.mentor_floors, &self.mentors) + over(input.organisation_floors, &self.organisations);
        self.verdict
    }
}

fn bound(graph: &Graph<'_>, goal: Goal, seed: u64, solution: &GraphSolution) -> Option<Wide> {
    let input = graph.input();
    let limits = |most: &[u32], least: &[u32]| -> Vec<Limit> {
        let floor = |at: usize| least.get(at).copied().unwrap_or(0);
        most.iter().enumerate().map(|(at, &most)| Limit { most, least: floor(at) }).collect()
    };
    let mentees = limits(input.mentee_capacities, &[]);
    let mentors = limits(input.mentor_capacities, input.mentor_floors);
    let organisations = limits(input.organisation_capacities, input.organisation_floors);
    let organisation_of =
        |mentor: usize| input.organisation_of.get(mentor).copied().filter(|&above| above != NO_ORGANISATION);
    let limits = [&mentees[..], &mentors[..], &organisations[..]];
    let mut bound = Bound::new(goal, seed, &solution.duals, limits, organisation_of)?;
    let mentor_id = |mentor: usize| input.mentor_ids.get(mentor).copied();
    for (mentee, id) in input.mentee_ids.iter().enumerate() {
        let range = *input.starts.get(mentee)? as usize..*input.starts.get(mentee + 1)? as usize;
        let pairs = input.mentors.get(range.clone())?.iter().copied().zip(input.scores.get(range)?.iter().copied());
        bound.add_row(mentee, id, pairs, mentor_id)?;
    }
    Some(bound.total())
}

//! The compact form that solvers work on, and the door for big pools: borrowed arrays, nothing per person or pair.

mod check;
mod solution;

use std::ops::Range;

pub use check::GraphError;
pub use solution::{Goal, GraphSolution, solve_graph};

use crate::{Id, Instance};

/// Stands for a mentor without organisation in [`GraphInput::organisation_of`].
pub const NO_ORGANISATION: u32 = u32::MAX;

/// What a [`Graph`] is made of. The pairs of mentee `i` are `starts[i]..starts[i + 1]`, ascending by mentor.
#[derive(Debug, Clone, Copy, Default)]
pub struct GraphInput<'a> {
    /// Where the pairs of each mentee start; one longer than there are mentees, and ending with the number of pairs.
    pub starts: &'a [u32],
    /// The mentor of each pair.
    pub mentors: &'a [u32],
    /// How good each pair is, 0 to [`MAX_SCORE`](crate::MAX_SCORE).
    pub scores: &'a [u32],
    /// How many mentors each mentee takes at most.
    pub mentee_capacities: &'a [u32],
    /// How many mentees each mentor takes at most.
    pub mentor_capacities: &'a [u32],
    /// The ids of the mentees, ascending, for the lottery.
    pub mentee_ids: &'a [Id],
    /// The ids of the mentors, ascending.
    pub mentor_ids: &'a [Id],
    /// The organisation of each mentor or [`NO_ORGANISATION`]; may be empty when nobody has one.
    pub organisation_of: &'a [u32],
    /// How many mentees each organisation takes at most.
    pub organisation_capacities: &'a [u32],
    /// How many mentees each mentor must get at least; may be empty when nobody must.
    pub mentor_floors: &'a [u32],
    /// How many mentees each organisation must get at least; may be empty.
    pub organisation_floors: &'a [u32],
}

/// A checked [`GraphInput`].
///
/// ```
/// use semillero_matching::*;
/// let ids = [Id::from_u128(1), Id::from_u128(2)];
/// let graph = Graph::new(GraphInput {
///     starts: &[0, 2, 3],
///     mentors: &[0, 1, 0],
///     scores: &[9_000, 3_000, 5_000],
///     mentee_capacities: &[1, 1],
///     mentor_capacities: &[1, 1],
///     mentee_ids: &ids,
///     mentor_ids: &ids,
///     ..GraphInput::default()
/// }).expect("a sound graph");
/// let solution = solve_graph(&graph, Goal::SizeFirst, 2026, &Limits::default())?;
/// assert_eq!(solution.pairs, [1, 2]); // both are served, although the best single pair is lost
/// assert!(verify_graph(&graph, Goal::SizeFirst, 2026, &solution).is_optimal());
/// # Ok::<(), SolveError>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Graph<'a> {
    pub(crate) input: GraphInput<'a>,
}

impl<'a> Graph<'a> {
    /// Checks the arrays.
    ///
    /// # Errors
    /// Every mistake of the input.
    pub fn new(input: GraphInput<'a>) -> Result<Self, Vec<GraphError>> {
        let errors = check::check(&input);
        if errors.is_empty() { Ok(Self { input }) } else { Err(errors) }
    }

    /// What it is made of.
    pub fn input(&self) -> &GraphInput<'a> {
        &self.input
    }

    /// How many eligible pairs there are.
    pub fn pairs(&self) -> usize {
        self.input.mentors.len()
    }

    /// The places of the pairs of one mentee, empty for an unknown one.
    pub fn pairs_of(&self, mentee: u32) -> Range<usize> {
        let at = mentee as usize;
        match (self.input.starts.get(at), self.input.starts.get(at + 1)) {
            (Some(&start), Some(&end)) => start as usize..end as usize,
            _ => 0..0,
        }
    }

    /// The mentee of a pair.
    pub fn mentee_of(&self, pair: u32) -> Option<u32> {
        let after = self.input.starts.partition_point(|&start| start <= pair);
        if (pair as usize) < self.pairs() { u32::try_from(after.checked_sub(1)?).ok() } else { None }
    }
}

/// Arrays of its own that a [`Graph`] can be borrowed from.
#[derive(Debug, Clone, Default)]
pub struct GraphArrays {
    pub(crate) starts: Vec<u32>,
    pub(crate) mentors: Vec<u32>,
    pub(crate) scores: Vec<u32>,
    pub(crate) mentee_capacities: Vec<u32>,
    pub(crate) mentor_capacities: Vec<u32>,
    pub(crate) mentee_ids: Vec<Id>,
    pub(crate) mentor_ids: Vec<Id>,
    pub(crate) organisation_of: Vec<u32>,
    pub(crate) organisation_capacities: Vec<u32>,
    pub(crate) mentor_floors: Vec<u32>,
    pub(crate) organisation_floors: Vec<u32>,
}

impl GraphArrays {
    /// Copies an instance without its rules.
    pub fn of(instance: &Instance) -> Self {
        let organisation_of = if instance.organisations().is_empty() {
            Vec::new()
        } else {
            instance.mentors().iter().map(|mentor| mentor.organisation.unwrap_or(NO_ORGANISATION)).collect()
        };
        let mut starts: Vec<u32> =
            (0_u32..).zip(instance.mentees()).map(|(at, _)| instance.pairs_of(at).start).collect();
        starts.push(u32::try_from(instance.pairs().len()).unwrap_or(u32::MAX)); // an instance has no more
        Self {
            starts,
            mentors: instance.pairs().iter().map(|pair| pair.mentor).collect(),
            scores: instance.pairs().iter().map(|pair| pair.score).collect(),
            mentee_capacities: instance.mentees().iter().map(|mentee| mentee.capacity).collect(),
            mentor_capacities: instance.mentors().iter().map(|mentor| mentor.capacity).collect(),
            mentee_ids: instance.mentees().iter().map(|mentee| mentee.id).collect(),
            mentor_ids: instance.mentors().iter().map(|mentor| mentor.id).collect(),
            organisation_of,
            organisation_capacities: instance.organisations().iter().map(|one| one.capacity).collect(),
            mentor_floors: Vec::new(),
            organisation_floors: Vec::new(),
        }
    }

    /// Borrows the graph; an instance was checked, and so are these arrays.
    pub fn graph(&self) -> Graph<'_> {
        Graph {
            input: GraphInput {
                starts: &self.starts,
                mentors: &self.mentors,
                scores: &self.scores,
                mentee_capacities: &self.mentee_capacities,
                mentor_capacities: &self.mentor_capacities,
                mentee_ids: &self.mentee_ids,
                mentor_ids: &self.mentor_ids,
                organisation_of: &self.organisation_of,
                organisation_capacities: &self.organisation_capacities,
                mentor_floors: &self.mentor_floors,
                organisation_floors: &self.organisation_floors,
            },
        }
    }
}

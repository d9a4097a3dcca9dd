//! Who may be matched to whom: the input, checked once and put in canonical order.

mod assemble;
mod build;
mod error;
mod rules;

use std::ops::Range;

use serde::{Deserialize, Serialize};

pub use error::{InstanceError, InstanceErrors, What};
pub use rules::{Floor, Group, Member, Rules, Together};

use crate::Id;

/// The best score a pair may have.
pub const MAX_SCORE: u32 = 1_000_000;

/// Someone who looks for mentors.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mentee {
    /// Identifies the mentee among mentees.
    pub id: Id,
    /// How many mentors the mentee takes at most, each once.
    pub capacity: u32,
}

/// Someone who takes mentees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mentor {
    /// Identifies the mentor among mentors.
    pub id: Id,
    /// How many mentees the mentor takes at most.
    pub capacity: u32,
    /// The index of the organisation whose capacity the mentor's mentees use too.
    #[serde(default)]
    pub organisation: Option<u32>,
}

/// A second level of capacity over several mentors; in student–project allocation, the supervisor of the projects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Identifies the organisation among organisations.
    pub id: Id,
    /// How many mentees its mentors take together at most.
    pub capacity: u32,
}

/// One reason for a score: so many points for one factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The caller's number of the criterion.
    pub factor: u16,
    /// What the criterion adds to the score, or takes from it.
    pub points: i32,
}

/// An eligible pair as a caller hands it in. A pair that is not listed is never made: a veto leaves the pair out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PairInput {
    /// The index of the mentee.
    pub mentee: u32,
    /// The index of the mentor.
    pub mentor: u32,
    /// Where the mentee ranks the mentor: 1 is best, equal ranks are a tie, gaps mean nothing.
    pub mentee_rank: u32,
    /// Where the mentor ranks the mentee. Compared across the mentors of one organisation.
    pub mentor_rank: u32,
    /// How good the pair is, 0 to [`MAX_SCORE`].
    pub score: u32,
    /// Why: the points sum to the score. May be empty when the caller explains elsewhere.
    #[serde(default)]
    pub terms: Vec<Term>,
}

/// An eligible pair of an [`Instance`]; its reasons are [`Instance::terms_of`] its index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// The index of the mentee.
    pub mentee: u32,
    /// The index of the mentor.
    pub mentor: u32,
    /// Where the mentee ranks the mentor, from 1.
    pub mentee_rank: u32,
    /// Where the mentor ranks the mentee, from 1.
    pub mentor_rank: u32,
    /// How good the pair is, 0 to [`MAX_SCORE`].
    pub score: u32,
}

/// What a caller hands in, in any order; indices point into its own lists.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InstanceInput {
    /// The mentees.
    pub mentees: Vec<Mentee>,
    /// The mentors.
    pub mentors: Vec<Mentor>,
    /// The organisations, if any.
    #[serde(default)]
    pub organisations: Vec<Organisation>,
    /// The eligible pairs.
    pub pairs: Vec<PairInput>,
    /// What a solution has to keep besides capacities.
    #[serde(default, skip_serializing_if = "Rules::is_empty")]
    pub rules: Rules,
}

/// A checked matching problem in canonical order: people sorted by id, pairs by (mentee, mentor), terms by factor.
///
/// Two inputs that differ only in order give equal instances, hence equal solutions. Serialises as an
/// [`InstanceInput`] and is checked again when read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "InstanceInput", into = "InstanceInput")]
pub struct Instance {
    mentees: Vec<Mentee>,
    mentors: Vec<Mentor>,
    organisations: Vec<Organisation>,
    pairs: Vec<Pair>,
    /// The terms of all pairs, one after the other.
    terms: Vec<Term>,
    /// Where the terms of each pair start in `terms`; one longer than `pairs`, or empty when no pair has any.
    term_starts: Vec<u32>,
    rules: Rules,
    /// Where the pairs of each mentee start in `pairs`; one longer than `mentees`.
    starts: Vec<u32>,
}

impl Instance {
    /// Checks an input and puts it in canonical order.
    ///
    /// # Errors
    /// Every mistake of the input, not only the first; indices in the errors are those of the input.
    pub fn new(input: InstanceInput) -> Result<Self, Vec<InstanceError>> {
        build::build(input)
    }

    /// Puts an input in canonical order that was checked bit by bit as it came about.
    pub(crate) fn of_checked(input: InstanceInput) -> Self {
        build::sorted(input)
    }

    /// The mentees by id; a mentee index of a solution points here.
    pub fn mentees(&self) -> &[Mentee] {
        &self.mentees
    }

    /// The mentors by id; a mentor index of a solution points here.
    pub fn mentors(&self) -> &[Mentor] {
        &self.mentors
    }

    /// The organisations by id; [`Mentor::organisation`] points here.
    pub fn organisations(&self) -> &[Organisation] {
        &self.organisations
    }

    /// The eligible pairs by (mentee, mentor).
    pub fn pairs(&self) -> &[Pair] {
        &self.pairs
    }

    /// The reasons of a pair by its index, by factor; empty when the caller gave none.
    pub fn terms_of(&self, pair: u32) -> &[Term] {
        let at = pair as usize;
        match (self.term_starts.get(at), self.term_starts.get(at + 1)) {
            (Some(&start), Some(&end)) => self.terms.get(start as usize..end as usize).unwrap_or_default(),
            _ => &[],
        }
    }

    /// What a solution has to keep besides capacities; indices are those of this instance.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// The indices of the pairs of one mentee, empty for an unknown one.
    pub fn pairs_of(&self, mentee: u32) -> Range<u32> {
        let at = mentee as usize;
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(&start), Some(&end)) => start..end,
            _ => 0..0,
        }
    }

    /// The index of the pair of these two, if it is eligible.
    pub fn pair_index(&self, mentee: u32, mentor: u32) -> Option<u32> {
        let found = self.pairs.binary_search_by_key(&(mentee, mentor), |pair| (pair.mentee, pair.mentor)).ok()?;
        u32::try_from(found).ok()
    }

    /// The index of the mentee with this id.
    pub fn mentee_index(&self, id: &Id) -> Option<u32> {
        u32::try_from(self.mentees.binary_search_by_key(id, |mentee| mentee.id).ok()?).ok()
    }

    /// The index of the mentor with this id.
    pub fn mentor_index(&self, id: &Id) -> Option<u32> {
        u32::try_from(self.mentors.binary_search_by_key(id, |mentor| mentor.id).ok()?).ok()
    }
}

impl TryFrom<InstanceInput> for Instance {
    type Error = InstanceErrors;

    fn try_from(input: InstanceInput) -> Result<Self, Self::Error> {
        Self::new(input).map_err(InstanceErrors)
    }
}

impl From<Instance> for InstanceInput {
    fn from(instance: Instance) -> Self {
        let with_terms = |(index, pair): (u32, &Pair)| PairInput {
            mentee: pair.mentee,
            mentor: pair.mentor,
            mentee_rank: pair.mentee_rank,
            mentor_rank: pair.mentor_rank,
            score: pair.score,
            terms: instance.terms_of(index).to_vec(),
        };
        let pairs = (0..).zip(&instance.pairs).map(with_terms).collect();
        Self {
            mentees: instance.mentees,
            mentors: instance.mentors,
            organisations: instance.organisations,
            pairs,
            rules: instance.rules,
        }
    }
}

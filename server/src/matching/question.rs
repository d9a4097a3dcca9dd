//! What is asked: people with their lists, and the instance that the engine solves.

use semillero_core::matching::Factor;
use semillero_core::matching::engine::{self, Id, Instance, InstanceError, InstanceInput, Outside, Recall, Term};
use std::collections::BTreeSet;

/// What the mentee's choice counts at most.
const MENTEE_CHOICE: usize = 7_000;
/// What the mentor's choice counts at most.
const MENTOR_CHOICE: usize = 3_000;

/// Somebody who looks for mentors; other people are named by their place in [`Question`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mentee {
    /// The name.
    pub name: String,
    /// How many mentors at most.
    pub capacity: u32,
    /// Best first; people in one tier are tied.
    pub ranked: Vec<Vec<usize>>,
}

/// Somebody who takes mentees.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mentor {
    /// The name.
    pub name: String,
    /// How many mentees at most.
    pub capacity: u32,
    /// The organisation whose capacity counts too.
    pub organisation: Option<usize>,
    /// Best first; people in one tier are tied.
    pub ranked: Vec<Vec<usize>>,
}

/// What is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Question {
    /// Who looks for mentors.
    pub mentees: Vec<Mentee>,
    /// Who takes mentees.
    pub mentors: Vec<Mentor>,
    /// The organisations with their capacities.
    pub organisations: Vec<(String, u32)>,
    /// Pairs of mentee and mentor that one of them refuses.
    pub vetoes: BTreeSet<(usize, usize)>,
    /// The only pairs that may be made; every possible one when left out.
    pub candidates: Option<BTreeSet<(usize, usize)>>,
}

/// The identity of a name: the same wherever it stands in a file, so that the order of rows decides nothing.
fn id(side: &str, name: &str) -> Id {
    let digest = blake3::derive_key("semillero 2026 names in matching files", format!("{side}\n{name}").as_bytes());
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(digest).for_each(|(byte, from)| *byte = from);
    Id(bytes)
}

impl Question {
    /// The identity of a mentee.
    pub(super) fn mentee_id(mentee: &Mentee) -> Id {
        id("mentee", &mentee.name)
    }

    /// The identity of a mentor.
    #[must_use]
    pub fn mentor_id(mentor: &Mentor) -> Id {
        id("mentor", &mentor.name)
    }

    /// The instance that the engine solves.
    ///
    /// # Errors
    /// When two names are the same; readers find that before.
    pub fn instance(&self) -> Result<Instance, Vec<InstanceError>> {
        self.instance_for(self.candidates.as_ref(), Vec::new())
    }

    /// The same, with mentees coming in the order of their file.
    pub(super) fn instance_in_order(&self) -> Result<Instance, Vec<InstanceError>> {
        self.instance_for(self.candidates.as_ref(), (0..small(self.mentees.len())).collect())
    }

    /// What the candidates are good for: as many of the best mentors of each mentee as they have at most for one, and how many of these.
    pub(super) fn recall(&self) -> Option<Outside> {
        let given = self.candidates.as_ref()?.len() as u64;
        let all = self.instance_for(None, Vec::new()).ok()?;
        let listed = self.instance().ok()?;
        let rows = 0..small(listed.mentees().len());
        let best = rows.clone().map(|mentee| listed.pairs_of(mentee).len()).max().unwrap_or_default();
        let mut recall = Recall { hits: 0, of: 0 };
        for mentee in rows {
            let mut pairs: Vec<_> = all.pairs_of(mentee).filter_map(|at| all.pairs().get(at as usize)).collect();
            pairs.sort_by_key(|pair| (std::cmp::Reverse(pair.score), pair.mentor));
            for pair in pairs.into_iter().take(best) {
                recall.of += 1;
                recall.hits += u64::from(listed.pair_index(mentee, pair.mentor).is_some());
            }
        }
        Some(Outside { given, eligible: listed.pairs().len() as u64, best: small(best), recall })
    }

    fn instance_for(
        &self,
        candidates: Option<&BTreeSet<(usize, usize)>>,
        arrivals: Vec<u32>,
    ) -> Result<Instance, Vec<InstanceError>> {
        let mut pairs = Vec::new();
        for (at, mentee) in self.mentees.iter().enumerate() {
            for (of, mentor) in self.mentors.iter().enumerate() {
                let mentee_rank = tier(&mentee.ranked, of);
                if candidates.is_some_and(|pairs| !pairs.contains(&(at, of))) {
                    continue;
                }
                if self.vetoes.contains(&(at, of)) || (mentee_rank.is_none() && !mentee.ranked.is_empty()) {
                    continue;
                }
                let mentor_rank = tier(&mentor.ranked, at);
                let reasons = [
                    (Factor::MenteeChoice, points(MENTEE_CHOICE, mentee_rank, mentee.ranked.len())),
                    (Factor::MentorChoice, points(MENTOR_CHOICE, mentor_rank, mentor.ranked.len())),
                ];
                let reasons = reasons.into_iter().filter(|(_, points)| *points > 0);
                let terms: Vec<Term> = reasons.map(|(factor, points)| Term { factor: factor as u16, points }).collect();
                pairs.push(engine::PairInput {
                    mentee: small(at),
                    mentor: small(of),
                    mentee_rank: small(mentee_rank.unwrap_or(1)),
                    mentor_rank: small(mentor_rank.unwrap_or(mentor.ranked.len() + 1)),
                    score: terms.iter().map(|term| term.points.unsigned_abs()).sum(),
                    terms,
                });
            }
        }
        Instance::new(InstanceInput {
            mentees: self
                .mentees
                .iter()
                .map(|mentee| engine::Mentee { id: Self::mentee_id(mentee), capacity: mentee.capacity })
                .collect(),
            mentors: self
                .mentors
                .iter()
                .map(|mentor| engine::Mentor {
                    id: Self::mentor_id(mentor),
                    capacity: mentor.capacity,
                    organisation: mentor.organisation.map(small),
                })
                .collect(),
            organisations: self
                .organisations
                .iter()
                .map(|(name, capacity)| engine::Organisation { id: id("organisation", name), capacity: *capacity })
                .collect(),
            pairs,
            rules: engine::Rules { arrivals, ..engine::Rules::default() },
        })
    }
}

/// In which tier of a list somebody stands, 1 first.
pub(super) fn tier(ranked: &[Vec<usize>], somebody: usize) -> Option<usize> {
    ranked.iter().position(|tier| tier.contains(&somebody)).map(|at| at + 1)
}

fn points(most: usize, rank: Option<usize>, tiers: usize) -> i32 {
    let points = rank.map_or(0, |rank| most * (tiers + 1 - rank) / tiers.max(1));
    i32::try_from(points).unwrap_or(0)
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_fall_from_the_first_tier_to_the_last() {
        assert_eq!([1, 2, 3].map(|rank| points(7_000, Some(rank), 3)), [7_000, 4_666, 2_333]);
        assert_eq!(points(7_000, None, 3), 0);
        assert_eq!(points(7_000, None, 0), 0);
    }

    #[test]
    fn lists_of_mentees_bind_and_lists_of_mentors_order() {
        let mentee = |name: &str, ranked| Mentee { name: name.into(), capacity: 1, ranked };
        let mentor = |name: &str, ranked| Mentor { name: name.into(), capacity: 1, organisation: None, ranked };
        let question = Question {
            mentees: vec![mentee("a", vec![vec![0]]), mentee("b", vec![])],
            mentors: vec![mentor("x", vec![vec![1]]), mentor("y", vec![])],
            organisations: vec![],
            vetoes: BTreeSet::from([(1, 1)]),
            candidates: None,
        };
        let instance = question.instance().unwrap();
        let mut pairs: Vec<(u32, u32, u32)> =
            instance.pairs().iter().map(|pair| (pair.mentee_rank, pair.mentor_rank, pair.score)).collect();
        pairs.sort_unstable();
        assert_eq!(pairs, [(1, 1, 3_000), (1, 2, 7_000)]);
    }
}

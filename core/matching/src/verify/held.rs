//! A solution read defensively: who holds whom, and what is broken.

#![expect(clippy::indexing_slicing, reason = "indices were compared with the lengths when the solution was read")]

use std::collections::{BTreeMap, BTreeSet};

use super::{Breaches, RankCount};
use crate::{Instance, Pair, Solution};

pub(super) struct Held<'a> {
    pub(super) instance: &'a Instance,
    /// The different pairs with known people, eligible or not, as (mentee, mentor).
    pub(super) pairs: BTreeSet<(u32, u32)>,
    pub(super) mentors_of: Vec<Vec<u32>>,
    pub(super) mentees_of: Vec<Vec<u32>>,
    /// The (mentee, mentor) pairs of each organisation.
    pub(super) pairs_in: Vec<Vec<(u32, u32)>>,
}

impl<'a> Held<'a> {
    pub(super) fn read(instance: &'a Instance, solution: &Solution) -> (Self, Breaches) {
        let mut breaches = Breaches::default();
        let mut held = Self {
            instance,
            pairs: BTreeSet::new(),
            mentors_of: vec![Vec::new(); instance.mentees().len()],
            mentees_of: vec![Vec::new(); instance.mentors().len()],
            pairs_in: vec![Vec::new(); instance.organisations().len()],
        };
        for line in &solution.pairs {
            let known =
                (line.mentee as usize) < held.mentors_of.len() && (line.mentor as usize) < held.mentees_of.len();
            if !known {
                breaches.unknown += 1;
                continue;
            }
            let eligible = instance.pair_index(line.mentee, line.mentor);
            breaches.inconsistent += u32::from(line.pair != eligible);
            if held.pairs.insert((line.mentee, line.mentor)) {
                breaches.not_eligible += u32::from(eligible.is_none());
                held.add(line.mentee, line.mentor);
            } else {
                breaches.repeated += 1;
            }
        }
        held.count_overfull(&mut breaches);
        held.check_unmatched(solution, &mut breaches);
        (held, breaches)
    }

    fn add(&mut self, mentee: u32, mentor: u32) {
        self.mentors_of[mentee as usize].push(mentor);
        self.mentees_of[mentor as usize].push(mentee);
        if let Some(organisation) = self.instance.mentors()[mentor as usize].organisation {
            self.pairs_in[organisation as usize].push((mentee, mentor));
        }
    }

    fn count_overfull(&self, breaches: &mut Breaches) {
        for (mentee, mentors) in self.instance.mentees().iter().zip(&self.mentors_of) {
            breaches.mentee_capacity += u32::from(mentors.len() > mentee.capacity as usize);
        }
        for (mentor, mentees) in self.instance.mentors().iter().zip(&self.mentees_of) {
            breaches.mentor_capacity += u32::from(mentees.len() > mentor.capacity as usize);
        }
        for (organisation, pairs) in self.instance.organisations().iter().zip(&self.pairs_in) {
            breaches.organisation_capacity += u32::from(pairs.len() > organisation.capacity as usize);
        }
    }

    fn check_unmatched(&self, solution: &Solution, breaches: &mut Breaches) {
        let mut listed = BTreeSet::new();
        for line in &solution.unmatched {
            match self.mentors_of.get(line.mentee as usize) {
                None => breaches.unknown += 1,
                Some(mentors) => {
                    let repeated = !listed.insert(line.mentee);
                    breaches.inconsistent += u32::from(repeated || !mentors.is_empty());
                }
            }
        }
        for (mentee, mentors) in (0_u32..).zip(&self.mentors_of) {
            breaches.inconsistent += u32::from(mentors.is_empty() && !listed.contains(&mentee));
        }
    }

    pub(super) fn eligible(&self, mentee: u32, mentor: u32) -> Option<&'a Pair> {
        self.instance.pairs().get(self.instance.pair_index(mentee, mentor)? as usize)
    }

    pub(super) fn eligible_pairs(&self) -> impl Iterator<Item = &'a Pair> {
        self.pairs.iter().filter_map(|&(mentee, mentor)| self.eligible(mentee, mentor))
    }

    pub(super) fn size(&self) -> u32 {
        u32::try_from(self.pairs.len()).unwrap_or(u32::MAX)
    }

    pub(super) fn score(&self) -> u64 {
        self.eligible_pairs().map(|pair| u64::from(pair.score)).sum()
    }

    pub(super) fn unmatched(&self) -> u32 {
        self.mentors_of.iter().map(|mentors| u32::from(mentors.is_empty())).sum()
    }

    pub(super) fn ranks(&self) -> Vec<RankCount> {
        let mut counts = BTreeMap::new();
        for pair in self.eligible_pairs() {
            *counts.entry(pair.mentee_rank).or_insert(0) += 1;
        }
        counts.into_iter().map(|(rank, pairs)| RankCount { rank, pairs }).collect()
    }
}

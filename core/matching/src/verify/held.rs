//! A solution read defensively: who holds whom, and what is broken.

#![expect(clippy::indexing_slicing, reason = "indices were compared with the lengths when the solution was read")]

use std::collections::BTreeMap;

use super::{Breaches, RankCount};
use crate::{Instance, Member, Pair, Solution};

pub(super) struct Held<'a> {
    pub(super) instance: &'a Instance,
    /// The different pairs with known people, eligible or not, as (mentee, mentor), ascending.
    pub(super) pairs: Vec<(u32, u32)>,
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
            pairs: Vec::with_capacity(solution.pairs.len()),
            mentors_of: vec![Vec::new(); instance.mentees().len()],
            mentees_of: vec![Vec::new(); instance.mentors().len()],
            pairs_in: vec![Vec::new(); instance.organisations().len()],
        };
        let mut not_eligible = Vec::new();
        for line in &solution.pairs {
            let known =
                (line.mentee as usize) < held.mentors_of.len() && (line.mentor as usize) < held.mentees_of.len();
            if !known {
                breaches.unknown += 1;
                continue;
            }
            let eligible = instance.pair_index(line.mentee, line.mentor);
            breaches.inconsistent += u32::from(line.pair != eligible);
            held.pairs.push((line.mentee, line.mentor));
            if eligible.is_none() {
                not_eligible.push((line.mentee, line.mentor));
            }
        }
        held.pairs.sort_unstable();
        let lines = held.pairs.len();
        held.pairs.dedup();
        not_eligible.sort_unstable();
        not_eligible.dedup();
        breaches.repeated = u32::try_from(lines - held.pairs.len()).unwrap_or(u32::MAX);
        breaches.not_eligible = u32::try_from(not_eligible.len()).unwrap_or(u32::MAX);
        for at in 0..held.pairs.len() {
            let (mentee, mentor) = held.pairs[at];
            held.add(mentee, mentor);
        }
        held.count_overfull(&mut breaches);
        held.check_unmatched(solution, &mut breaches);
        held.check_rules(&mut breaches);
        (held, breaches)
    }

    /// Whether the two are together.
    pub(super) fn together(&self, mentee: u32, mentor: u32) -> bool {
        self.mentors_of[mentee as usize].contains(&mentor)
    }

    fn check_rules(&self, breaches: &mut Breaches) {
        let rules = self.instance.rules();
        for pair in &rules.must {
            breaches.must += u32::from(!self.together(pair.mentee, pair.mentor));
        }
        for floor in &rules.floors {
            let has = match floor.of {
                Member::Mentor(at) => self.mentees_of[at as usize].len(),
                Member::Organisation(at) => self.pairs_in[at as usize].len(),
            };
            breaches.floor += u32::from(has < floor.least as usize);
        }
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
        let mut listed = vec![false; self.mentors_of.len()];
        for line in &solution.unmatched {
            match self.mentors_of.get(line.mentee as usize) {
                None => breaches.unknown += 1,
                Some(mentors) => {
                    let repeated = std::mem::replace(&mut listed[line.mentee as usize], true);
                    breaches.inconsistent += u32::from(repeated || !mentors.is_empty());
                }
            }
        }
        for (mentee, mentors) in (0_u32..).zip(&self.mentors_of) {
            breaches.inconsistent += u32::from(mentors.is_empty() && !listed[mentee as usize]);
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

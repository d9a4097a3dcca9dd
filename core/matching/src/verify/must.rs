//! A solution without the pairs that must be made: what is left has to be stable by itself.

use std::collections::BTreeSet;

use crate::{Assigned, Instance, InstanceInput, Solution};

/// The instance without the pairs that must be made and are, and without the room they take, and the rest of the
/// solution. Nothing when no pair must be made.
pub(super) fn without(instance: &Instance, solution: &Solution) -> Option<(Instance, Solution)> {
    let must: BTreeSet<(u32, u32)> = instance.rules().must.iter().map(|pair| (pair.mentee, pair.mentor)).collect();
    if must.is_empty() {
        return None;
    }
    let is_must = |line: &Assigned| must.contains(&(line.mentee, line.mentor));
    let made: BTreeSet<(u32, u32)> =
        solution.pairs.iter().filter(|line| is_must(line)).map(|line| (line.mentee, line.mentor)).collect();
    let mut rest = InstanceInput::from(instance.clone());
    rest.rules = crate::Rules::default();
    rest.pairs.retain(|pair| !made.contains(&(pair.mentee, pair.mentor)));
    for &(mentee, mentor) in &made {
        let mentee = rest.mentees.get_mut(mentee as usize)?;
        mentee.capacity = mentee.capacity.saturating_sub(1);
        let mentor = rest.mentors.get_mut(mentor as usize)?;
        mentor.capacity = mentor.capacity.saturating_sub(1);
        if let Some(organisation) = mentor.organisation.and_then(|at| rest.organisations.get_mut(at as usize)) {
            organisation.capacity = organisation.capacity.saturating_sub(1);
        }
    }
    let rest = Instance::new(rest).ok()?;
    let pairs = (solution.pairs.iter().filter(|line| !is_must(line)))
        .map(|line| Assigned { pair: rest.pair_index(line.mentee, line.mentor), ..*line })
        .collect();
    Some((rest, Solution { pairs, ..solution.clone() }))
}

//! What a cover says about the size of every matching.

use std::collections::BTreeSet;

use crate::{Cover, Instance};

/// The bound, or nothing when the cover names somebody unknown, or twice.
pub(super) fn size_bound(instance: &Instance, cover: &Cover) -> Option<u64> {
    let set = |list: &[u32]| {
        let set: BTreeSet<u32> = list.iter().copied().collect();
        (set.len() == list.len()).then_some(set)
    };
    let (mentees, mentors) = (set(&cover.mentees)?, set(&cover.mentors)?);
    let organisations = set(&cover.organisations)?;
    let mut bound = 0_u64;
    for &at in &mentees {
        bound += u64::from(instance.mentees().get(at as usize)?.capacity);
    }
    for &at in &mentors {
        bound += u64::from(instance.mentors().get(at as usize)?.capacity);
    }
    for &at in &organisations {
        bound += u64::from(instance.organisations().get(at as usize)?.capacity);
    }
    for pair in instance.pairs() {
        let organisation = instance.mentors().get(pair.mentor as usize)?.organisation;
        let covered = mentees.contains(&pair.mentee)
            || mentors.contains(&pair.mentor)
            || organisation.is_some_and(|at| organisations.contains(&at));
        bound += u64::from(!covered);
    }
    Some(bound)
}

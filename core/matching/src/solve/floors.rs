//! Least numbers of mentees, for strategies whose answer either keeps them or cannot.

use crate::{Assigned, Conflict, Floor, Instance, Member};

/// How many mentees a mentor or an organisation has.
pub(super) fn count(instance: &Instance, pairs: &[Assigned], of: Member) -> usize {
    let counts = |pair: &&Assigned| match of {
        Member::Mentor(mentor) => pair.mentor == mentor,
        Member::Organisation(_) => {
            let organisation = instance.mentors().get(pair.mentor as usize).and_then(|mentor| mentor.organisation);
            organisation.map(Member::Organisation) == Some(of)
        }
    };
    pairs.iter().filter(counts).count()
}

/// The first floor that these pairs miss: alone, it is in conflict with the strategy.
pub(super) fn missed(instance: &Instance, pairs: &[Assigned]) -> Option<Conflict> {
    let is_missed = |floor: &&Floor| count(instance, pairs, floor.of) < floor.least as usize;
    let first = instance.rules().floors.iter().find(is_missed)?;
    Some(Conflict { floors: vec![*first], ..Conflict::default() })
}

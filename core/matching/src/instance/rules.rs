//! What a solution has to keep besides capacities.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::build::moved;
use super::{InstanceError, Mentee, Mentor, Organisation, What};
use crate::{Id, Side};

/// Pairs that must be made, least numbers, groups with shares, and who comes first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Pairs that must be made. They must be eligible: a pair that must not be made is simply not listed.
    #[serde(default)]
    pub must: Vec<Together>,
    /// How many mentees a mentor or an organisation must get at least.
    #[serde(default)]
    pub floors: Vec<Floor>,
    /// Groups of mentees or mentors with a least and a greatest number of pairs, which bind
    /// [`Strategy::Fair`](crate::Strategy::Fair); other strategies only report them.
    #[serde(default)]
    pub groups: Vec<Group>,
    /// The order in which mentees come, each once, for [`Strategy::Online`](crate::Strategy::Online); no other strategy looks at
    /// it. Those who are not in it come last, in the order of their ids.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub arrivals: Vec<u32>,
}

/// A mentee and a mentor who must be together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Together {
    /// The index of the mentee.
    pub mentee: u32,
    /// The index of the mentor.
    pub mentor: u32,
}

/// The least number of mentees of a mentor or of an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Floor {
    /// Whose.
    pub of: Member,
    /// How many; at least 1.
    pub least: u32,
}

/// A mentor or an organisation by its index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Member {
    /// A mentor.
    Mentor(u32),
    /// An organisation.
    Organisation(u32),
}

/// People of one side of whom at least so many and at most so many pairs are to be made.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Identifies the group among groups.
    pub id: Id,
    /// The side its members are of.
    pub side: Side,
    /// The indices of its members, each once.
    pub members: Vec<u32>,
    /// How many pairs its members must have together at least.
    #[serde(default)]
    pub floor: u32,
    /// How many pairs its members may have together at most; nothing for no limit.
    #[serde(default)]
    pub ceiling: Option<u32>,
}

impl Rules {
    /// Whether there is nothing to keep.
    pub fn is_empty(&self) -> bool {
        self.must.is_empty() && self.floors.is_empty() && self.groups.is_empty() && self.arrivals.is_empty()
    }

    pub(super) fn reorder(&mut self, mentees: &[u32], mentors: &[u32], organisations: &[u32]) {
        for pair in &mut self.must {
            *pair = Together { mentee: moved(mentees, pair.mentee), mentor: moved(mentors, pair.mentor) };
        }
        for floor in &mut self.floors {
            floor.of = match floor.of {
                Member::Mentor(index) => Member::Mentor(moved(mentors, index)),
                Member::Organisation(index) => Member::Organisation(moved(organisations, index)),
            };
        }
        for group in &mut self.groups {
            let moves = match group.side {
                Side::Mentee => mentees,
                Side::Mentor => mentors,
            };
            group.members.iter_mut().for_each(|index| *index = moved(moves, *index));
            group.members.sort_unstable();
        }
        self.arrivals.iter_mut().for_each(|index| *index = moved(mentees, *index));
        self.must.sort_unstable();
        self.floors.sort_unstable();
        self.groups.sort_unstable();
    }
}

/// Mentees, mentors, organisations.
type People<'a> = (&'a [Mentee], &'a [Mentor], &'a [Organisation]);

/// Checks rules against people and the pairs that are `listed`.
pub(super) fn check(
    rules: &Rules,
    people: People<'_>,
    listed: &dyn Fn(u32, u32) -> bool,
    errors: &mut Vec<InstanceError>,
) {
    let (mentees, mentors, organisations) = people;
    let mut seen = BTreeSet::new();
    for (rule, &Together { mentee, mentor }) in (0..).zip(&rules.must) {
        if !listed(mentee, mentor) {
            errors.push(InstanceError::MustNotEligible { rule, mentee, mentor });
        }
        if !seen.insert((mentee, mentor)) {
            errors.push(InstanceError::MustRepeated { rule, mentee, mentor });
        }
    }
    check_room(people, &seen, errors);
    let mut floors = BTreeSet::new();
    for (rule, floor) in (0..).zip(&rules.floors) {
        let (index, length, what) = match floor.of {
            Member::Mentor(index) => (index, mentors.len(), What::Mentor),
            Member::Organisation(index) => (index, organisations.len(), What::Organisation),
        };
        if index as usize >= length || !floors.insert(floor.of) || floor.least == 0 {
            errors.push(InstanceError::UnsoundFloor { rule, what, index });
        }
    }
    let mut came = BTreeSet::new();
    for &mentee in &rules.arrivals {
        if mentee as usize >= mentees.len() || !came.insert(mentee) {
            errors.push(InstanceError::UnsoundArrival { mentee });
        }
    }
    let mut ids = BTreeSet::new();
    for (rule, group) in (0..).zip(&rules.groups) {
        let length = match group.side {
            Side::Mentee => mentees.len(),
            Side::Mentor => mentors.len(),
        };
        let members: BTreeSet<u32> = group.members.iter().copied().collect();
        let known = members.last().is_none_or(|&last| (last as usize) < length);
        if !known || members.len() != group.members.len() || group.ceiling.is_some_and(|most| most < group.floor) {
            errors.push(InstanceError::UnsoundGroup { rule, id: group.id });
        }
        if !ids.insert(group.id) {
            errors.push(InstanceError::DuplicateId { what: What::Group, id: group.id });
        }
    }
}

/// Pairs that must be made may not need more room than there is.
fn check_room(
    (mentees, mentors, organisations): People<'_>,
    must: &BTreeSet<(u32, u32)>,
    errors: &mut Vec<InstanceError>,
) {
    let mut count = |what: What, needs: &mut dyn Iterator<Item = u32>, capacities: Vec<u32>| {
        let mut needed = vec![0_u32; capacities.len()];
        for index in needs {
            if let Some(needed) = needed.get_mut(index as usize) {
                *needed += 1;
            }
        }
        for (index, (needed, capacity)) in (0..).zip(needed.into_iter().zip(capacities)) {
            if needed > capacity {
                errors.push(InstanceError::MustOverCapacity { what, index, needed, capacity });
            }
        }
    };
    count(What::Mentee, &mut must.iter().map(|pair| pair.0), mentees.iter().map(|m| m.capacity).collect());
    count(What::Mentor, &mut must.iter().map(|pair| pair.1), mentors.iter().map(|m| m.capacity).collect());
    let organisation = |mentor: u32| mentors.get(mentor as usize).and_then(|mentor| mentor.organisation);
    let used = &mut must.iter().filter_map(|pair| organisation(pair.1));
    count(What::Organisation, used, organisations.iter().map(|o| o.capacity).collect());
}

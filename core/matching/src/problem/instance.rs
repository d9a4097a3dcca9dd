//! From candidates to the instance that solvers take.

#![expect(clippy::indexing_slicing, reason = "indices come from a checked population, whose lists they index")]

use super::Problem;
use crate::{
    Candidates, Floor, Group, Id, Instance, InstanceError, Member, Mentee, Mentor, Pair, Person, Rules, Side, Together,
};

/// Who stands where: canonical indices (by id) and those of the population.
#[derive(Debug, Clone)]
pub(super) struct Places {
    /// The index in the population of each canonical mentee.
    pub(super) mentees: Vec<u32>,
    /// The index in the population of each canonical mentor.
    pub(super) mentors: Vec<u32>,
    mentee_of: Vec<u32>,
    mentor_of: Vec<u32>,
}

impl Places {
    pub(super) fn of(problem: &Problem) -> Self {
        let (mentees, mentee_of) = by_id(&problem.population.mentees);
        let (mentors, mentor_of) = by_id(&problem.population.mentors);
        Self { mentees, mentors, mentee_of, mentor_of }
    }
}

/// The order of the people by id, and where each of them then stands.
fn by_id(people: &[Person]) -> (Vec<u32>, Vec<u32>) {
    let mut order: Vec<(Id, u32)> = people.iter().map(|person| person.id).zip(0..).collect();
    order.sort_unstable();
    let mut places = vec![0; people.len()];
    for (place, &(_, index)) in (0..).zip(&order) {
        places[index as usize] = place;
    }
    (order.into_iter().map(|(_, index)| index).collect(), places)
}

/// For each person of one side, the rank of each of the other: the tier on the list, and after all tiers for those who
/// are not on it.
struct Ranks {
    tier_of: Vec<Vec<(u32, u32)>>,
    last: Vec<u32>,
}

impl Ranks {
    fn of(people: &[Person]) -> Self {
        let tiers = |person: &Person| {
            let mut tiers: Vec<(u32, u32)> = (1..)
                .zip(&person.choices.tiers)
                .flat_map(|(rank, tier)| tier.iter().map(move |&who| (who, rank)))
                .collect();
            tiers.sort_unstable();
            tiers
        };
        let last = |person: &Person| match person.choices.tiers.iter().all(Vec::is_empty) {
            true => 1,
            false => person.choices.tiers.len() as u32 + 1,
        };
        Self { tier_of: people.iter().map(tiers).collect(), last: people.iter().map(last).collect() }
    }

    fn rank(&self, who: u32, whom: u32) -> u32 {
        let tiers = &self.tier_of[who as usize];
        if tiers.is_empty() {
            return self.last[who as usize];
        }
        tiers.binary_search_by_key(&whom, |&(other, _)| other).map_or(self.last[who as usize], |at| tiers[at].1)
    }
}

/// The instance of the candidates, whose rows are the mentees of the population.
pub(super) fn instance(
    problem: &Problem,
    places: &Places,
    candidates: &Candidates,
) -> Result<Instance, Vec<InstanceError>> {
    let population = &problem.population;
    let (mentee_ranks, mentor_ranks) = (Ranks::of(&population.mentees), Ranks::of(&population.mentors));
    let mut pairs = Vec::with_capacity(candidates.others.len());
    for (place, &mentee) in (0..).zip(&places.mentees) {
        let first = pairs.len();
        pairs.extend(candidates.row(mentee).map(|(mentor, score)| Pair {
            mentee: place,
            mentor: places.mentor_of[mentor as usize],
            mentee_rank: mentee_ranks.rank(mentee, mentor),
            mentor_rank: mentor_ranks.rank(mentor, mentee),
            score: u32::from(score),
        }));
        pairs[first..].sort_unstable_by_key(|pair| pair.mentor);
    }
    let mentee = |&index: &u32| {
        let person = &population.mentees[index as usize];
        Mentee { id: person.id, capacity: person.capacity }
    };
    let mentor = |&index: &u32| {
        let person = &population.mentors[index as usize];
        Mentor { id: person.id, capacity: person.capacity, organisation: person.organisation }
    };
    Instance::assemble(
        places.mentees.iter().map(mentee).collect(),
        places.mentors.iter().map(mentor).collect(),
        problem.organisations.clone(),
        pairs,
        rules(problem, places),
    )
}

fn rules(problem: &Problem, places: &Places) -> Rules {
    // An index that points at nobody stays as it is and is found by the check of the rules.
    let mentor = |index: u32| places.mentor_of.get(index as usize).copied().unwrap_or(u32::MAX);
    let mentee = |index: u32| places.mentee_of.get(index as usize).copied().unwrap_or(u32::MAX);
    let floor = |floor: &Floor| match floor.of {
        Member::Mentor(index) => Floor { of: Member::Mentor(mentor(index)), ..*floor },
        Member::Organisation(_) => *floor,
    };
    let group = |group: &Group| Group {
        members: (group.members.iter())
            .map(|&index| match group.side {
                Side::Mentee => mentee(index),
                Side::Mentor => mentor(index),
            })
            .collect(),
        ..group.clone()
    };
    Rules {
        must: (problem.population.must.iter())
            .map(|two| Together { mentee: mentee(two.mentee), mentor: mentor(two.mentor) })
            .collect(),
        floors: problem.floors.iter().map(floor).collect(),
        groups: problem.groups.iter().map(group).collect(),
        arrivals: problem.arrivals.iter().map(|&index| mentee(index)).collect(),
    }
}

//! The instance with its rules as sets of people with a least and a greatest number of pairs, and sets as a network.
//!
//! Sets of one side that are nested or apart form a tree, and a circulation through both trees is a solution: hub →
//! sets of mentees → mentee → mentor → sets of mentors → hub. Sets that cross a set before them stay outside.

#![expect(clippy::indexing_slicing, reason = "indices of a checked instance point into its own lists")]

use super::simplex::{Arc, Cost, Potentials};
use crate::{Instance, Member, SetPrice, Side, lottery};

/// More than any number of pairs.
pub(super) const NO_LIMIT: i64 = 1 << 40;

/// People of one side with a least and a greatest number of pairs.
#[derive(Debug, Clone)]
pub(super) struct Set {
    pub(super) side: Side,
    pub(super) members: Vec<u32>,
    pub(super) least: i64,
    pub(super) most: i64,
}

/// Which floors and groups count.
#[derive(Debug, Clone)]
pub(super) struct Chosen {
    pub(super) floors: Vec<bool>,
    pub(super) groups: Vec<bool>,
}

impl Chosen {
    pub(super) fn all(instance: &Instance) -> Self {
        let rules = instance.rules();
        Self { floors: vec![true; rules.floors.len()], groups: vec![true; rules.groups.len()] }
    }
}

pub(super) struct Model<'a> {
    pub(super) instance: &'a Instance,
    pub(super) luck: Vec<u64>,
    must: Vec<bool>,
    mentor_floors: Vec<i64>,
    /// Organisations, then groups.
    pub(super) sets: Vec<Set>,
    /// Those of them that cross an earlier one.
    pub(super) crossing: Vec<usize>,
}

/// A network with the arcs of the sets that are in it; arcs of pairs come last.
pub(super) struct Built {
    pub(super) nodes: usize,
    pub(super) arcs: Vec<Arc>,
    /// By number of the set.
    pub(super) arc_of_set: Vec<Option<usize>>,
    pub(super) first_pair: usize,
    /// The node of each person and each set with its arc, members before the sets they are in.
    pub(super) inside_out: Vec<(usize, usize)>,
}

/// The arc that carries every pair once.
pub(super) const TOTAL: usize = 0;

impl<'a> Model<'a> {
    pub(super) fn new(instance: &'a Instance, seed: u64, chosen: &Chosen) -> Self {
        let mut must = vec![false; instance.pairs().len()];
        for pair in &instance.rules().must {
            if let Some(at) = instance.pair_index(pair.mentee, pair.mentor) {
                must[at as usize] = true;
            }
        }
        let mut sets: Vec<Set> = instance.organisations().iter().map(organisation_set).collect();
        for (index, mentor) in (0_u32..).zip(instance.mentors()) {
            if let Some(organisation) = mentor.organisation {
                sets[organisation as usize].members.push(index);
            }
        }
        let mut mentor_floors = vec![0; instance.mentors().len()];
        for (floor, _) in instance.rules().floors.iter().zip(&chosen.floors).filter(|(_, chosen)| **chosen) {
            match floor.of {
                Member::Mentor(mentor) => mentor_floors[mentor as usize] = i64::from(floor.least),
                Member::Organisation(at) => sets[at as usize].least = i64::from(floor.least),
            }
        }
        for (group, chosen) in instance.rules().groups.iter().zip(&chosen.groups) {
            sets.push(Set {
                side: group.side,
                members: group.members.clone(),
                least: if *chosen { i64::from(group.floor) } else { 0 },
                most: group.ceiling.filter(|_| *chosen).map_or(NO_LIMIT, i64::from),
            });
        }
        let luck = |pair: &crate::Pair| {
            let mentee = instance.mentees()[pair.mentee as usize].id;
            let mentor = instance.mentors()[pair.mentor as usize].id;
            lottery(seed, mentee.as_bytes(), mentor.as_bytes())
        };
        let crossing = crossing(&sets, instance.organisations().len());
        Self { instance, luck: instance.pairs().iter().map(luck).collect(), must, mentor_floors, sets, crossing }
    }

    /// Makes the network of all sets that do not cross, with the splits of a branch, which must not cross either.
    ///
    /// Nothing when some set has a floor above its ceiling.
    pub(super) fn build(&self, splits: &[Set]) -> Built {
        let instance = self.instance;
        let (mentees, mentors) = (instance.mentees().len(), instance.mentors().len());
        let first_mentor = 2 + mentees;
        let first_set = first_mentor + mentors;
        let all: Vec<&Set> = self.sets.iter().chain(splits).collect();
        let mut built = Built {
            nodes: first_set + all.len(),
            arcs: vec![Arc { tail: 1, head: 0, lower: 0, upper: NO_LIMIT }],
            arc_of_set: Vec::with_capacity(mentees + mentors + all.len()),
            first_pair: 0,
            inside_out: Vec::new(),
        };
        let inner = |side: Side, hub: u32, people: usize, above: &mut Vec<u32>, outside_in: &mut Vec<usize>| {
            let mut innermost = vec![hub; people];
            let on_side = |at: &usize| all[*at].side == side && !self.crossing.contains(at);
            let mut order: Vec<usize> = (0..all.len()).filter(on_side).collect();
            order.sort_by_key(|&at| std::cmp::Reverse(all[at].members.len()));
            for &at in &order {
                let members = &all[at].members;
                above[at] = members.first().map_or(hub, |&first| innermost[first as usize]);
                members.iter().for_each(|&member| innermost[member as usize] = number(first_set + at));
            }
            outside_in.append(&mut order);
            innermost
        };
        let (mut above, mut outside_in) = (vec![u32::MAX; all.len()], Vec::new());
        let over_mentees = inner(Side::Mentee, 0, mentees, &mut above, &mut outside_in);
        let over_mentors = inner(Side::Mentor, 1, mentors, &mut above, &mut outside_in);
        let mut set = |arc: Option<Arc>| {
            built.arc_of_set.push(arc.map(|_| built.arcs.len()));
            built.arcs.extend(arc);
        };
        for (at, (mentee, &above)) in instance.mentees().iter().zip(&over_mentees).enumerate() {
            set(Some(Arc { tail: above, head: number(2 + at), lower: 0, upper: i64::from(mentee.capacity) }));
        }
        for (at, (mentor, &above)) in instance.mentors().iter().zip(&over_mentors).enumerate() {
            let (tail, lower) = (number(first_mentor + at), self.mentor_floors[at]);
            set(Some(Arc { tail, head: above, lower, upper: i64::from(mentor.capacity) }));
        }
        for (at, (people, &above)) in all.iter().zip(&above).enumerate() {
            let node = number(first_set + at);
            let (tail, head) = if people.side == Side::Mentee { (above, node) } else { (node, above) };
            set((above != u32::MAX).then_some(Arc { tail, head, lower: people.least, upper: people.most }));
        }
        built.first_pair = built.arcs.len();
        built.inside_out = (0..mentees + mentors).map(|at| (2 + at, 1 + at)).collect();
        let set = |&at: &usize| Some((first_set + at, built.arc_of_set[mentees + mentors + at]?));
        built.inside_out.extend(outside_in.iter().rev().filter_map(set));
        built.arcs.extend(instance.pairs().iter().zip(&self.must).map(|(pair, &must)| Arc {
            tail: 2 + pair.mentee,
            head: number(first_mentor) + pair.mentor,
            lower: i64::from(must),
            upper: 1,
        }));
        built
    }

    /// Whether some floor is above the capacity or ceiling of the same set, which no network can carry.
    pub(super) fn upside_down(&self, splits: &[Set]) -> Option<usize> {
        let (mentees, mentors) = (self.instance.mentees().len(), self.instance.mentors());
        let mentor =
            mentors.iter().zip(&self.mentor_floors).position(|(mentor, &floor)| floor > mentor.capacity.into());
        let set = || self.sets.iter().chain(splits).position(|set| set.least > set.most);
        mentor.map(|at| mentees + at).or_else(|| set().map(|at| mentees + mentors.len() + at))
    }
}

impl Built {
    /// The prices of the sets that these potentials stand for.
    pub(super) fn prices<C: Cost>(&self, potentials: &Potentials<C>, part: impl Fn(C) -> i128) -> Vec<SetPrice> {
        let price = |(set, arc): (u32, &Option<usize>)| {
            let price = part(potentials.rise(&self.arcs[(*arc)?]));
            (price != 0).then_some(SetPrice { set, price })
        };
        (0..).zip(&self.arc_of_set).filter_map(price).collect()
    }
}

fn organisation_set(organisation: &crate::Organisation) -> Set {
    Set { side: Side::Mentor, members: Vec::new(), least: 0, most: i64::from(organisation.capacity) }
}

/// The sets, after the first few that never do, which cross a set that is kept before them.
fn crossing(sets: &[Set], first: usize) -> Vec<usize> {
    let mut crossing = Vec::new();
    for (at, set) in sets.iter().enumerate().skip(first) {
        let last = set.members.last().map_or(0, |&last| last as usize + 1);
        let mut inside = vec![false; last];
        set.members.iter().for_each(|&member| inside[member as usize] = true);
        let crosses = |(other_at, other): (usize, &Set)| {
            let common = other.members.iter().filter(|&&m| inside.get(m as usize) == Some(&true)).count();
            other.side == set.side
                && !crossing.contains(&other_at)
                && common > 0
                && common < set.members.len()
                && common < other.members.len()
        };
        if sets[..at].iter().enumerate().any(crosses) {
            crossing.push(at);
        }
    }
    crossing
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

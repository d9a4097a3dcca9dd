//! From an instance and its optimum to the network.

#![expect(clippy::indexing_slicing, reason = "indices of a checked instance point into its own lists")]

use super::network::{HUB, Kind, Link, Network, Person};
use super::value::{Objective, Value};
use crate::{Certificate, Instance, Member, Solution, lottery};

/// Which node stands for whom in a network made of an instance.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Numbers {
    mentees: u32,
    mentors: u32,
}

impl Numbers {
    /// Nothing when there are too many people.
    pub(crate) fn of(instance: &Instance) -> Option<Self> {
        let (mentees, mentors) = (instance.mentees().len(), instance.mentors().len());
        u32::try_from(mentees + mentors + instance.organisations().len() + 1).ok()?;
        Some(Self { mentees: u32::try_from(mentees).ok()?, mentors: u32::try_from(mentors).ok()? })
    }

    pub(crate) fn mentee(self, index: u32) -> u32 {
        1 + index
    }

    pub(crate) fn mentor(self, index: u32) -> u32 {
        1 + self.mentees + index
    }

    pub(crate) fn organisation(self, index: u32) -> u32 {
        1 + self.mentees + self.mentors + index
    }

    pub(crate) fn mentee_of(self, node: u32) -> u32 {
        node.saturating_sub(1)
    }

    pub(crate) fn mentor_of(self, node: u32) -> u32 {
        node.saturating_sub(1 + self.mentees)
    }
}

/// The pairs that must be made, sorted.
fn musts(instance: &Instance) -> Vec<(u32, u32)> {
    let mut musts: Vec<(u32, u32)> = instance.rules().must.iter().map(|pair| (pair.mentee, pair.mentor)).collect();
    musts.sort_unstable();
    musts.dedup();
    musts
}

impl Network {
    /// The network of a solution that its prices prove optimal; nothing when they do not, or there are too many people.
    pub(crate) fn of_solution(instance: &Instance, solution: &Solution, seed: u64) -> Option<Self> {
        let Some(Certificate::Prices(duals)) = &solution.certificate else { return None };
        let mut network = Self::of_instance(instance, Objective::of(&solution.strategy)?, seed)?;
        let numbers = Numbers::of(instance)?;
        let potentials = &mut network.potential;
        let prices = duals.mentees.iter().chain(&duals.mentors).chain(&duals.organisations);
        if prices.clone().count() + 1 != potentials.len() || duals.mentees.len() != instance.mentees().len() {
            return None;
        }
        let fits = |part: i64| part.unsigned_abs() < 1 << 55; // far above any path, far below any overflow
        if !prices
            .clone()
            .all(|price| fits(price.first) && fits(price.second) && price.lottery.unsigned_abs() < 1 << 120)
        {
            return None;
        }
        for (index, price) in (0..).zip(&duals.organisations) {
            potentials[numbers.organisation(index) as usize] = -Value::from(*price);
        }
        for (index, price) in (0..).zip(&duals.mentors) {
            let node = numbers.mentor(index) as usize;
            potentials[node] = potentials[network.people[node].above as usize] - Value::from(*price);
        }
        for (index, price) in (0..).zip(&duals.mentees) {
            potentials[numbers.mentee(index) as usize] = Value::from(*price);
        }
        let musts = musts(instance);
        let mut made = 0;
        for line in &solution.pairs {
            let pair = instance.pairs().get(line.pair? as usize)?;
            if (pair.mentee, pair.mentor) != (line.mentee, line.mentor) {
                return None;
            }
            if musts.binary_search(&(pair.mentee, pair.mentor)).is_ok() {
                made += 1;
                continue;
            }
            let (mentee, mentor) = (numbers.mentee(pair.mentee), numbers.mentor(pair.mentor));
            if network.link(mentee, mentor)?.is_closed() {
                return None;
            }
            network.toggle(mentee, mentor, true);
            for node in [mentee, mentor, network.people[mentor as usize].above] {
                network.people[node as usize].flow += u32::from(node != HUB);
            }
        }
        network.begin();
        (made == musts.len() && network.is_optimal()).then_some(network)
    }

    /// The same with the optimum found here, one newcomer after the other.
    pub(crate) fn solved(instance: &Instance, objective: Objective, seed: u64) -> Option<Self> {
        let mut network = Self::of_instance(instance, objective, seed)?;
        let numbers = Numbers::of(instance)?;
        for (index, organisation) in (0..).zip(instance.organisations()) {
            network.people[numbers.organisation(index) as usize].capacity = organisation.capacity;
        }
        for (index, mentor) in (0..).zip(instance.mentors()) {
            network.people[numbers.mentor(index) as usize].capacity = mentor.capacity;
        }
        // Everybody is priced before the first comes, so that potentials fit those still to come as well.
        for (index, _) in (0..).zip(instance.mentees()) {
            network.people[numbers.mentee(index) as usize].capacity = 0;
            network.price_newcomer(numbers.mentee(index));
        }
        for (index, mentee) in (0..).zip(instance.mentees()) {
            network.price_newcomer(numbers.mentee(index));
            network.change_capacity(numbers.mentee(index), mentee.capacity);
            network.begin();
        }
        Some(network)
    }

    /// Without the pairs that must be made and the places they take.
    fn of_instance(instance: &Instance, objective: Objective, seed: u64) -> Option<Self> {
        let numbers = Numbers::of(instance)?;
        let mut network = Self::empty(objective);
        let mut degrees = vec![0_usize; instance.mentors().len()];
        for pair in instance.pairs() {
            degrees[pair.mentor as usize] += 1;
        }
        for (index, mentee) in (0..).zip(instance.mentees()) {
            let mut person = Person::new(Kind::Mentee, mentee.capacity);
            person.links.reserve_exact(instance.pairs_of(index).len());
            network.people.push(person);
        }
        for (mentor, degree) in instance.mentors().iter().zip(degrees) {
            let mut person = Person::new(Kind::Mentor, mentor.capacity);
            person.above = mentor.organisation.map_or(HUB, |organisation| numbers.organisation(organisation));
            person.links.reserve_exact(degree);
            network.people.push(person);
        }
        for organisation in instance.organisations() {
            network.people.push(Person::new(Kind::Organisation, organisation.capacity));
        }
        for (index, mentor) in (0..).zip(instance.mentors()) {
            if let Some(organisation) = mentor.organisation {
                let members = &mut network.people[numbers.organisation(organisation) as usize].members;
                members.push(numbers.mentor(index));
            }
        }
        for floor in &instance.rules().floors {
            let node = match floor.of {
                Member::Mentor(index) => numbers.mentor(index),
                Member::Organisation(index) => numbers.organisation(index),
            };
            network.people[node as usize].floor = floor.least;
        }
        let musts = musts(instance);
        for &(mentee, mentor) in &musts {
            let mentor = numbers.mentor(mentor);
            let above = network.people[mentor as usize].above;
            for node in [numbers.mentee(mentee), mentor, above] {
                let person = &mut network.people[node as usize];
                person.capacity = person.capacity.saturating_sub(1);
                person.floor = person.floor.saturating_sub(1);
            }
        }
        for pair in instance.pairs() {
            if !musts.is_empty() && musts.binary_search(&(pair.mentee, pair.mentor)).is_ok() {
                continue;
            }
            let (mentee, mentor) = (numbers.mentee(pair.mentee), numbers.mentor(pair.mentor));
            let ids = (&instance.mentees()[pair.mentee as usize].id, &instance.mentors()[pair.mentor as usize].id);
            let luck = lottery(seed, ids.0.as_bytes(), ids.1.as_bytes());
            network.people[mentee as usize].links.push(Link::new(mentor, pair.score, luck));
            network.people[mentor as usize].links.push(Link::new(mentee, pair.score, luck));
        }
        network.potential.resize(network.people.len(), Value::ZERO);
        Some(network)
    }
}

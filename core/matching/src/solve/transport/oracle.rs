//! The first solver of this crate, plain and slow, kept to compare with: mentee → mentor → organisation → sink, as a
//! minimum-cost flow on lexicographic costs.
//!
//! Every slot of a mentee is one unit of supply. A slot may also go straight to the sink at no cost, which means it
//! stays empty; with that, "how many pairs" is decided by costs alone and both orders of size and score are one method.

#![expect(clippy::indexing_slicing, reason = "indices of a checked instance point into its own lists")]

mod flow;

use super::super::{assigned, has_seats, unmatched};
use crate::{Amount, Certificate, Duals, Instance, Pair, SizeOrScore, Solution, SolveError, Strategy, Why, lottery};
use flow::{Network, minus, plus};

pub(super) fn solve(instance: &Instance, first: SizeOrScore, seed: u64) -> Result<Solution, SolveError> {
    let model = Model { instance, first, seed };
    let mut network = Network::new(model.sink() + 1);
    model.add_seats(&mut network);
    let arcs = model.add_pairs(&mut network);
    for (node, mentee) in instance.mentees().iter().enumerate() {
        let listed = arcs.count_of(instance, node);
        // One slot more than there are mentors, when the mentee has it, stays empty and so proves its price to be zero.
        let slots = u64::from(mentee.capacity).min(listed + 1);
        for _ in 0..slots {
            network.send_one(node, model.sink());
        }
    }
    let matched = (0_u32..).zip(&arcs.0).filter(|(_, arc)| arc.is_some_and(|arc| network.is_full(arc)));
    let pairs = assigned(instance, matched.map(|(pair, _)| pair).collect());
    Ok(Solution {
        strategy: Strategy::MaxWeight { first },
        unmatched: unmatched(instance, &pairs, Why::SeatsTaken),
        certificate: Some(Certificate::Prices(model.prices(&network))),
        stopped: false,
        pairs,
    })
}

/// The arc of each pair, for those whose mentor has seats.
struct PairArcs(Vec<Option<usize>>);

impl PairArcs {
    /// How many of them the mentee has.
    fn count_of(&self, instance: &Instance, mentee: usize) -> u64 {
        let range = u32::try_from(mentee).map_or(0..0, |mentee| instance.pairs_of(mentee));
        range.map(|pair| u64::from(self.0[pair as usize].is_some())).sum()
    }
}

struct Model<'a> {
    instance: &'a Instance,
    first: SizeOrScore,
    seed: u64,
}

impl Model<'_> {
    fn mentor_node(&self, mentor: u32) -> usize {
        self.instance.mentees().len() + mentor as usize
    }

    fn organisation_node(&self, organisation: u32) -> usize {
        self.instance.mentees().len() + self.instance.mentors().len() + organisation as usize
    }

    fn sink(&self) -> usize {
        self.instance.mentees().len() + self.instance.mentors().len() + self.instance.organisations().len()
    }

    fn add_seats(&self, network: &mut Network) {
        for (index, organisation) in (0..).zip(self.instance.organisations()) {
            network.arc(self.organisation_node(index), self.sink(), organisation.capacity, Amount::default());
        }
        for (index, mentor) in (0..).zip(self.instance.mentors()) {
            let next = mentor.organisation.map_or(self.sink(), |organisation| self.organisation_node(organisation));
            network.arc(self.mentor_node(index), next, mentor.capacity, Amount::default());
        }
        for mentee in 0..self.instance.mentees().len() {
            network.arc(mentee, self.sink(), u32::MAX, Amount::default());
        }
    }

    /// Pairs with mentors that have no seats stay out of the network: a node without a way to the sink would have no
    /// bounded potential.
    fn add_pairs(&self, network: &mut Network) -> PairArcs {
        let arc_of = |pair: &Pair| {
            let mentor = &self.instance.mentors()[pair.mentor as usize];
            let cost = minus(Amount::default(), self.worth(pair));
            has_seats(self.instance, mentor)
                .then(|| network.arc(pair.mentee as usize, self.mentor_node(pair.mentor), 1, cost))
        };
        PairArcs(self.instance.pairs().iter().map(arc_of).collect())
    }

    fn worth(&self, pair: &Pair) -> Amount {
        let mentee = self.instance.mentees()[pair.mentee as usize].id;
        let mentor = self.instance.mentors()[pair.mentor as usize].id;
        let lottery = -i128::from(lottery(self.seed, mentee.as_bytes(), mentor.as_bytes()));
        match self.first {
            SizeOrScore::Size => Amount { first: 1, second: i64::from(pair.score), lottery },
            SizeOrScore::Score => Amount { first: i64::from(pair.score), second: 1, lottery },
        }
    }

    /// Reads the prices off the potentials, then raises those of mentors and organisations without seats until nobody
    /// would pay them: no path of the network ever tested them.
    fn prices(&self, network: &Network) -> Duals {
        let potential_at = |node: Option<usize>| node.map_or(Amount::default(), |node| network.potential(node));
        let mentor_price = |(index, mentor): (u32, &crate::Mentor)| {
            let organisation = mentor.organisation.map(|organisation| self.organisation_node(organisation));
            let price = minus(potential_at(organisation), network.potential(self.mentor_node(index)));
            price.max(Amount::default()) // below zero only at an empty mentor, whom a higher price cannot hurt
        };
        let organisation_price =
            |index: u32| minus(Amount::default(), network.potential(self.organisation_node(index)));
        let mut duals = Duals {
            mentees: (0..self.instance.mentees().len()).map(|node| network.potential(node)).collect(),
            mentors: (0_u32..).zip(self.instance.mentors()).map(mentor_price).collect(),
            organisations: (0_u32..)
                .zip(self.instance.organisations())
                .map(|(index, _)| organisation_price(index))
                .collect(),
        };
        for pair in self.instance.pairs() {
            let mentor = &self.instance.mentors()[pair.mentor as usize];
            if has_seats(self.instance, mentor) {
                continue;
            }
            let organisation = mentor.organisation.map(|organisation| organisation as usize);
            let mut asked = plus(duals.mentees[pair.mentee as usize], duals.mentors[pair.mentor as usize]);
            asked =
                plus(asked, organisation.map_or(Amount::default(), |organisation| duals.organisations[organisation]));
            let excess = minus(self.worth(pair), asked).max(Amount::default());
            match organisation {
                Some(organisation) if mentor.capacity > 0 => {
                    duals.organisations[organisation] = plus(duals.organisations[organisation], excess);
                }
                _ => duals.mentors[pair.mentor as usize] = plus(duals.mentors[pair.mentor as usize], excess),
            }
        }
        duals
    }
}

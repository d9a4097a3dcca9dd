//! The solvers.

mod cardinality;
mod deferred;
pub(crate) mod fair;
mod floors;
pub(crate) mod greedy;
mod left;
pub(crate) mod lists;
pub(crate) mod max_weight;
mod network;
pub(crate) mod online;
pub(crate) mod profile;
mod ranked;
pub(crate) mod stable;
pub(crate) mod stable_for_mentors;
pub(crate) mod stable_ties;
pub(crate) mod transport;

use crate::{Assigned, Instance, Mentor, Unmatched, Why};

/// Whether the mentor could take anyone at all, were everybody else away.
fn has_seats(instance: &Instance, mentor: &Mentor) -> bool {
    let organisation = mentor.organisation.and_then(|index| instance.organisations().get(index as usize));
    mentor.capacity > 0 && organisation.is_none_or(|organisation| organisation.capacity > 0)
}

/// Puts matched pair indices in canonical order.
fn assigned(instance: &Instance, mut matched: Vec<u32>) -> Vec<Assigned> {
    matched.sort_unstable();
    let with_people = |index: u32| {
        let pair = instance.pairs().get(index as usize)?;
        Some(Assigned { mentee: pair.mentee, mentor: pair.mentor, pair: Some(index) })
    };
    matched.into_iter().filter_map(with_people).collect()
}

/// Lists the mentees that `pairs` leaves out; `lost` is the reason when there were seats to be had.
fn unmatched(instance: &Instance, pairs: &[Assigned], lost: Why) -> Vec<Unmatched> {
    let mut matched = pairs.iter().map(|pair| pair.mentee).peekable();
    let mut unmatched = Vec::new();
    for (index, mentee) in (0_u32..).zip(instance.mentees()) {
        if matched.next_if_eq(&index).is_some() {
            while matched.next_if_eq(&index).is_some() {}
            continue;
        }
        let mut mentors = instance.pairs_of(index).filter_map(|pair| {
            let mentor = instance.pairs().get(pair as usize)?.mentor;
            instance.mentors().get(mentor as usize)
        });
        let why = if mentee.capacity == 0 {
            Why::NoCapacity
        } else if instance.pairs_of(index).is_empty() {
            Why::NoEligibleMentor
        } else if mentors.any(|mentor| has_seats(instance, mentor)) {
            lost
        } else {
            Why::NoSeats
        };
        unmatched.push(Unmatched { mentee: index, why });
    }
    unmatched
}

//! The largest size of any matching, with a cover that proves it.

use super::network::{Arc, Network, Room};
use super::ranked::number;
use crate::{Cover, Instance};

/// A cover whose bound the largest matching reaches.
pub(super) fn cover(instance: &Instance) -> Cover {
    let mentees: Vec<u32> = instance.mentees().iter().map(|mentee| mentee.capacity).collect();
    let mentors: Vec<u32> = instance.mentors().iter().map(|mentor| mentor.capacity).collect();
    let organisations: Vec<u32> = instance.organisations().iter().map(|organisation| organisation.capacity).collect();
    let open: Vec<(u32, u32)> = (0..number(instance.pairs().len())).map(|pair| (pair, 0)).collect();
    let room = Room { mentees: &mentees, mentors: &mentors, organisations: &organisations, open: &open };
    let mut network = Network::new(instance, &room);
    network.minimise(&|arc| match arc {
        Arc::Rest => 1,
        Arc::Wake => -1,
        _ => 0,
    });
    let priced = |prices: Vec<i64>| {
        (0..number(prices.len())).zip(prices).filter(|&(_, price)| price > 0).map(|(index, _)| index).collect()
    };
    let [mentees, mentors, organisations] = network.prices(1);
    Cover { mentees: priced(mentees), mentors: priced(mentors), organisations: priced(organisations) }
}

//! Floors that cannot be kept together.

#![expect(clippy::indexing_slicing, reason = "floors are cleared at places they were found at")]

use super::level1;
use super::network::{Bounds, Flow, Network, Worths};
use crate::{Conflict, Floor, Graph, Limits, Member};

/// Every pair is worth nothing: only floors count.
#[derive(Clone, Copy)]
struct Worthless;

impl Worths<i64> for Worthless {
    fn of(&self, _pair: usize) -> i64 {
        0
    }
}

/// A set of floors that cannot be kept together while any of them left out lets the rest be kept: each floor in turn is
/// left out for good when the others still contradict each other (deletion filter, Chinneck & Dravnieks 1991).
pub(super) fn smallest(graph: &Graph<'_>) -> Conflict {
    let input = graph.input();
    let mut mentors = input.mentor_floors.to_vec();
    let mut organisations = input.organisation_floors.to_vec();
    let mut floors = Vec::new();
    for at in 0..mentors.len() {
        let least = std::mem::take(&mut mentors[at]);
        if least > 0 && can_be_kept(graph, &mentors, &organisations) {
            mentors[at] = least;
            floors.push(Floor { of: Member::Mentor(at as u32), least });
        }
    }
    for at in 0..organisations.len() {
        let least = std::mem::take(&mut organisations[at]);
        if least > 0 && can_be_kept(graph, &mentors, &organisations) {
            organisations[at] = least;
            floors.push(Floor { of: Member::Organisation(at as u32), least });
        }
    }
    Conflict { floors, groups: Vec::new() }
}

fn can_be_kept(graph: &Graph<'_>, mentors: &[u32], organisations: &[u32]) -> bool {
    let input = graph.input();
    let network = Network {
        starts: input.starts,
        columns: input.mentors,
        worths: Worthless,
        units: input.mentee_capacities,
        seats: Bounds { most: input.mentor_capacities, least: mentors },
        above: input.organisation_of,
        above_seats: Bounds { most: input.organisation_capacities, least: organisations },
        bonus: 1,
    };
    let mut flow = Flow::empty(&network, 0);
    level1::run(&network, &mut flow, &Limits::default());
    let kept = |floors: &[u32], used: &[u32]| floors.iter().zip(used).all(|(floor, used)| used >= floor);
    kept(mentors, &flow.column_used) && kept(organisations, &flow.above_used)
}

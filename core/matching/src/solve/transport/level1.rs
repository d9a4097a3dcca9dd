//! Level 1: size and score.

#![expect(clippy::indexing_slicing, reason = "indices of a checked graph point into its own lists")]

use super::network::{Bounds, Cost, Flow, Network, Slot, Worths};
use super::scale::{Scale, Scaled};
use super::transpose::Transposed;
use crate::{Graph, Limits};

/// Mentees as rows, mentors as columns, organisations above them.
pub(super) fn network<'a>(graph: &Graph<'a>, scale: &Scale) -> Network<'a, i64, Scaled<'a>> {
    let input = graph.input();
    Network {
        starts: input.starts,
        columns: input.mentors,
        worths: Scaled::new(input.scores, scale),
        units: input.mentee_capacities,
        seats: Bounds { most: input.mentor_capacities, least: input.mentor_floors },
        above: input.organisation_of,
        above_seats: Bounds { most: input.organisation_capacities, least: input.organisation_floors },
        bonus: scale.bonus,
    }
}

/// An optimal flow with the lowest optimal prices; or, when stopped, a flow with prices that bound it.
pub(super) fn solve(graph: &Graph<'_>, scale: &Scale, limits: &Limits<'_>) -> (Flow<i64>, bool) {
    let network = network(graph, scale);
    let (mut flow, stopped) = if mentors_are_scarce(graph) {
        from_mentors(graph, scale, &network, limits)
    } else {
        let mut flow = Flow::empty(&network, scale.dear);
        let stopped = run(&network, &mut flow, limits);
        (flow, stopped)
    };
    flow.mend_empty(&network);
    if !stopped {
        flow.lower_prices(&network);
    }
    (flow, stopped)
}

/// Sends everybody; whether it was stopped before the end.
pub(super) fn run<C: Cost, W: Worths<C>>(network: &Network<'_, C, W>, flow: &mut Flow<C>, limits: &Limits<'_>) -> bool {
    let mut stopped = false;
    for row in 0..network.units.len() {
        stopped = stopped || (row % 64 == 0 && limits.stopped());
        if stopped {
            flow.enter(network, row);
        } else {
            flow.send_all(network, row);
        }
    }
    stopped
}

/// A path search is short where it starts on the scarce side. Organisations and floors are above columns, so their
/// mentors must be columns.
fn mentors_are_scarce(graph: &Graph<'_>) -> bool {
    let input = graph.input();
    let floors = input.mentor_floors.iter().chain(input.organisation_floors);
    if !input.organisation_capacities.is_empty() || floors.copied().any(|floor| floor > 0) {
        return false;
    }
    let sum = |list: &[u32]| list.iter().map(|&capacity| u64::from(capacity)).sum::<u64>();
    sum(input.mentor_capacities) < sum(input.mentee_capacities)
}

fn from_mentors<'a>(
    graph: &Graph<'a>,
    scale: &Scale,
    network: &Network<'a, i64, Scaled<'a>>,
    limits: &Limits<'_>,
) -> (Flow<i64>, bool) {
    let input = graph.input();
    let by_mentor = Transposed::of(graph);
    let turned = Network {
        starts: &by_mentor.starts,
        columns: &by_mentor.mentees,
        worths: Scaled::new(&by_mentor.scores, scale),
        units: input.mentor_capacities,
        seats: Bounds { most: input.mentee_capacities, least: &[] },
        above: &[],
        above_seats: Bounds::default(),
        bonus: scale.bonus,
    };
    let mut solved = Flow::empty(&turned, scale.dear);
    let stopped = run(&turned, &mut solved, limits);
    let mut flow = Flow::empty(network, scale.dear);
    for (node, solved) in flow.columns.iter_mut().zip(&solved.rows) {
        node.price = solved.price;
    }
    for mentee in 0..solved.columns.len() {
        flow.rows[mentee].price = solved.columns[mentee].price;
        let range = network.pairs_of(mentee);
        for slot in solved.held(mentee) {
            if let Ok(at) = network.columns[range.clone()].binary_search(&slot.row) {
                let slot_there = Slot { row: mentee as u32, pair: (range.start + at) as u32 };
                flow.attach(network, slot.row as usize, slot_there);
            }
        }
    }
    (flow, stopped)
}

/// Whether somebody has fewer than the floor says.
pub(super) fn misses_a_floor(graph: &Graph<'_>, flow: &Flow<i64>) -> bool {
    let input = graph.input();
    let missed = |floors: &[u32], used: &[u32]| floors.iter().zip(used).any(|(floor, used)| used < floor);
    missed(input.mentor_floors, &flow.column_used) || missed(input.organisation_floors, &flow.above_used)
}

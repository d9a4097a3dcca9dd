//! Level 1: size and score.

#![expect(clippy::indexing_slicing, reason = "indices of a checked graph point into its own lists")]

use super::auction::Auction;
use super::network::{Bounds, Cost, Flow, Network};
use super::pairs::{ByMentee, ByMentor, Pairs};
use super::scale::Scale;
use super::transpose::Transposed;
use crate::{Graph, Limits};

/// Mentees as rows, mentors as columns, organisations above them.
pub(super) fn network<'a>(graph: &Graph<'a>, scale: &Scale) -> Network<'a, i64, ByMentee<'a>> {
    let input = graph.input();
    Network {
        starts: input.starts,
        pairs: ByMentee { mentors: input.mentors, scores: input.scores, line: scale.line },
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
    let (mut flow, stopped) = if has_upper_level(graph) {
        let mut flow = Flow::empty(&network, scale.dear);
        let stopped = run(&network, &mut flow, limits);
        (flow, stopped)
    } else {
        let mentors_start = mentors_are_scarce(graph);
        let mut by_mentor = mentors_start.then(|| Transposed::of(graph));
        let (mut flow, mut stopped) = match &by_mentor {
            Some(by_mentor) => {
                let turned = turned_network(graph, by_mentor, scale);
                let (flow, stopped) = run_with_head_start(&turned, graph, scale, limits);
                (flow.turned(&network, scale.dear), stopped)
            }
            None => run_with_head_start(&network, graph, scale, limits),
        };
        if !stopped && mentors_start {
            stopped = run_rest(&network, &mut flow, limits);
        } else if !stopped && flow.has_dear_room(&network) {
            let by_mentor = by_mentor.get_or_insert_with(|| Transposed::of(graph));
            let turned = turned_network(graph, by_mentor, scale);
            let mut other = flow.turned(&turned, scale.dear);
            stopped = run_rest(&turned, &mut other, limits);
            flow = other.turned(&network, scale.dear);
        }
        (flow, stopped)
    };
    flow.mend_empty(&network);
    // Without as many units as its floor says, a node may be priced below what that is worth, and nobody asks for prices.
    if !stopped && !misses_a_floor(graph, &flow) {
        flow.lower_prices(&network);
    }
    (flow, stopped)
}

/// Sends everybody; whether it was stopped before the end.
pub(super) fn run<C: Cost, P: Pairs<C>>(network: &Network<'_, C, P>, flow: &mut Flow<C>, limits: &Limits<'_>) -> bool {
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

/// Sends what is still free of everybody whose price says that it is wanted.
fn run_rest<C: Cost, P: Pairs<C>>(network: &Network<'_, C, P>, flow: &mut Flow<C>, limits: &Limits<'_>) -> bool {
    for row in 0..network.units.len() {
        if flow.rows[row].price > C::default() && flow.row_used[row] < network.units[row] {
            if limits.stopped() {
                return true;
            }
            flow.send_rest(network, row);
        }
    }
    false
}

/// An auction, then searches for those it left out.
///
/// The first round is one without any step. Who is left over after it tells how much people are in each other's way: next
/// to nobody where one side is scarce, and then a few searches do the rest. Otherwise prices start again from nothing, with
/// a first step the larger the more were left over (measured on 10,000 × 3,000 with 489,000 pairs).
fn run_with_head_start<P: Pairs<i64>>(
    network: &Network<'_, i64, P>,
    graph: &Graph<'_>,
    scale: &Scale,
    limits: &Limits<'_>,
) -> (Flow<i64>, bool) {
    let mut flow = Flow::empty(network, scale.dear);
    let mut auction = Auction::new(network, &flow);
    let rows = network.units.len();
    auction.round(network, &mut flow, 0, 4 * rows);
    let left_over = auction.left_over();
    let range = i64::from(graph.input().scores.iter().copied().max().unwrap_or(0));
    let first = match left_over * 100 / rows.max(1) {
        27.. => range / 20,
        1.. => range / 500,
        _ => 0,
    };
    let mut step = first * scale.line.multiply;
    if step > 0 {
        flow = Flow::empty(network, scale.dear);
        auction = Auction::new(network, &flow);
    }
    while step > 0 && !limits.stopped() {
        auction.round(network, &mut flow, step, 5 * rows);
        step = if step >= 5 * scale.line.multiply { step / 5 } else { 0 };
        flow.keep_exact(network, Some(&mut auction), step);
    }
    if !limits.stopped() {
        auction.round(network, &mut flow, 0, 4 * rows);
    }
    flow.keep_exact(network, None, 0);
    let stopped = run_rest(network, &mut flow, limits);
    (flow, stopped)
}

fn has_upper_level(graph: &Graph<'_>) -> bool {
    let input = graph.input();
    let floors = input.mentor_floors.iter().chain(input.organisation_floors);
    !input.organisation_capacities.is_empty() || floors.copied().any(|floor| floor > 0)
}

/// A path search is short where it starts on the scarce side.
fn mentors_are_scarce(graph: &Graph<'_>) -> bool {
    let input = graph.input();
    let sum = |list: &[u32]| list.iter().map(|&capacity| u64::from(capacity)).sum::<u64>();
    sum(input.mentor_capacities) <= sum(input.mentee_capacities)
}

/// Mentors as rows.
fn turned_network<'a>(graph: &Graph<'a>, by_mentor: &'a Transposed, scale: &Scale) -> Network<'a, i64, ByMentor<'a>> {
    let input = graph.input();
    Network {
        starts: &by_mentor.starts,
        pairs: ByMentor { packed: &by_mentor.packed, line: scale.line },
        units: input.mentor_capacities,
        seats: Bounds { most: input.mentee_capacities, least: &[] },
        above: &[],
        above_seats: Bounds::default(),
        bonus: scale.bonus,
    }
}

/// Whether somebody has fewer than the floor says.
pub(super) fn misses_a_floor(graph: &Graph<'_>, flow: &Flow<i64>) -> bool {
    let input = graph.input();
    let missed = |floors: &[u32], used: &[u32]| floors.iter().zip(used).any(|(floor, used)| used < floor);
    missed(input.mentor_floors, &flow.column_used) || missed(input.organisation_floors, &flow.above_used)
}

//! Level 2: the lottery, among the optima of level 1.
//!
//! A matching is optimal on level 1 exactly when it makes every pair of positive excess, no pair of positive reduced cost,
//! fills every node of positive price, and leaves every node of negative price at its floor (complementary slackness). So
//! the first kind of pairs is fixed, the second left out, and the rest are floors and capacities of a smaller network.

#![expect(clippy::indexing_slicing, reason = "indices of a checked graph point into its own lists")]

use super::level1;
use super::network::{Bounds, Flow, Network, Worths};
use super::scale::Scaled;
use crate::{Duals, Graph, Limits, lottery};

/// A unit that must not stay idle, or a seat that must not stay free. More than any sum of 2^33 lottery numbers; a worth
/// holds one of them, a price two, so that no sum comes near 2^127.
const MUST: i128 = 1 << 100;

/// What the lottery gave.
pub(super) struct Drawn {
    /// The places of the pairs made, ascending.
    pub(super) pairs: Vec<u32>,
    mentees: Vec<i128>,
    mentors: Vec<i128>,
    organisations: Vec<i128>,
}

impl Drawn {
    /// Adds the lottery's part to the prices.
    pub(super) fn price(&self, duals: &mut Duals) {
        let lists = [
            (&mut duals.mentees, &self.mentees),
            (&mut duals.mentors, &self.mentors),
            (&mut duals.organisations, &self.organisations),
        ];
        for (amounts, prices) in lists {
            amounts.iter_mut().zip(prices).for_each(|(amount, &price)| amount.lottery = price);
        }
    }
}

/// Minus the lottery of each pair that is left, more where the mentee must not be idle.
#[derive(Clone, Copy)]
struct Luck<'a>(&'a [i128]);

impl Worths<i128> for Luck<'_> {
    #[inline]
    fn of(&self, pair: usize) -> i128 {
        self.0.get(pair).copied().unwrap_or_default()
    }
}

/// The pairs left to the lottery.
struct Left {
    starts: Vec<u32>,
    columns: Vec<u32>,
    worths: Vec<i128>,
    /// The place of each in the graph.
    places: Vec<u32>,
    /// The pairs that every optimum makes.
    fixed: Vec<u32>,
    units: Vec<u32>,
    fixed_at_mentor: Vec<u32>,
}

/// Nothing when stopped.
pub(super) fn solve(
    graph: &Graph<'_>,
    network: &Network<'_, i64, Scaled<'_>>,
    flow: &Flow<i64>,
    seed: u64,
    limits: &Limits<'_>,
) -> Option<Drawn> {
    let left = left_over(graph, network, flow, seed);
    let mut fixed_above = vec![0; flow.aboves.len()];
    for (column, &fixed) in left.fixed_at_mentor.iter().enumerate() {
        if let Some(above) = network.above(column) {
            fixed_above[above] += fixed;
        }
    }
    let price = |column: usize| flow.own_price(network, column);
    let (least, most) = bounds(&network.seats, &left.fixed_at_mentor, price);
    let (least_above, most_above) = bounds(&network.above_seats, &fixed_above, |above| flow.aboves[above].price);
    let small = Network {
        starts: &left.starts,
        columns: &left.columns,
        worths: Luck(&left.worths),
        units: &left.units,
        seats: Bounds { most: &most, least: &least },
        above: network.above,
        above_seats: Bounds { most: &most_above, least: &least_above },
        bonus: MUST,
    };
    let mut drawn = Flow::empty(&small, 2 * MUST);
    if level1::run(&small, &mut drawn, limits) {
        return None;
    }
    drawn.mend_empty(&small);
    drawn.lower_prices(&small);
    let mut pairs: Vec<u32> = super::held_pairs(&drawn).map(|pair| left.places[pair as usize]).collect();
    pairs.extend_from_slice(&left.fixed);
    pairs.sort_unstable();
    let must = |row: usize| if flow.rows[row].price > 0 { MUST } else { 0 };
    Some(Drawn {
        pairs,
        mentees: drawn.rows.iter().enumerate().map(|(row, node)| node.price - must(row)).collect(),
        mentors: (0..drawn.columns.len()).map(|column| drawn.own_price(&small, column)).collect(),
        organisations: drawn.aboves.iter().map(|above| above.price).collect(),
    })
}

fn left_over(graph: &Graph<'_>, network: &Network<'_, i64, Scaled<'_>>, flow: &Flow<i64>, seed: u64) -> Left {
    let input = graph.input();
    let mut left = Left {
        starts: Vec::with_capacity(flow.rows.len() + 1),
        columns: Vec::with_capacity(2 * flow.rows.len()),
        worths: Vec::with_capacity(2 * flow.rows.len()),
        places: Vec::with_capacity(2 * flow.rows.len()),
        fixed: Vec::new(),
        units: network.units.to_vec(),
        fixed_at_mentor: vec![0; flow.columns.len()],
    };
    left.starts.push(0);
    for row in 0..flow.rows.len() {
        let price = flow.rows[row].price;
        let must = if price > 0 { MUST } else { 0 };
        let range = network.pairs_of(row);
        for (&column, pair) in network.columns[range.clone()].iter().zip(range) {
            let reduced = price + flow.columns[column as usize].price - network.worths.of(pair);
            if reduced > 0 {
                continue;
            }
            if reduced < 0 {
                left.fixed.push(pair as u32);
                left.units[row] -= 1;
                left.fixed_at_mentor[column as usize] += 1;
                continue;
            }
            let (mentee, mentor) = (input.mentee_ids[row], input.mentor_ids[column as usize]);
            left.columns.push(column);
            left.worths.push(must - i128::from(lottery(seed, mentee.as_bytes(), mentor.as_bytes())));
            left.places.push(pair as u32);
        }
        left.starts.push(left.columns.len() as u32);
    }
    left
}

/// Floors and capacities of nodes that have these prices on level 1.
fn bounds(bounds: &Bounds<'_>, fixed: &[u32], price: impl Fn(usize) -> i64) -> (Vec<u32>, Vec<u32>) {
    let of = |(at, (&most, &fixed)): (usize, (&u32, &u32))| {
        let (floor, room) = (bounds.floor(at).saturating_sub(fixed), most - fixed);
        match price(at) {
            0 => (floor, room),
            // Where nothing is left, the floor of one is never met, and tells that the price may be below zero.
            1.. => (room.max(1), room),
            _ => (floor.max(1), floor),
        }
    };
    bounds.most.iter().zip(fixed).enumerate().map(of).unzip()
}

//! The exact optimum of a capacity matching, in two levels.
//!
//! Level 1 solves on worth without the lottery. Its lowest optimal prices tell which pairs any optimum can have (those of
//! zero reduced cost), which pairs and seats every optimum has, and so what is left to the lottery: level 2 minimises it
//! there, exactly, with prices of its own. Both levels are the same method on other numbers. The prices of the two put
//! together are the lowest optimal ones in the order of [`Amount`](crate::Amount).

mod conflict;
mod level1;
mod level2;
mod lowest;
mod network;
mod scale;
mod search;
mod transpose;

#[cfg(test)]
mod oracle;
#[cfg(test)]
mod tests;

use crate::{Amount, Duals, Goal, Graph, GraphSolution, Limits, SolveError};
use network::{Flow, Network, Worths};
use scale::Scale;

/// Solves a graph.
pub(crate) fn solve(
    graph: &Graph<'_>,
    goal: Goal,
    seed: u64,
    limits: &Limits<'_>,
) -> Result<GraphSolution, SolveError> {
    let scale = Scale::new(graph, goal);
    let (flow, stopped) = level1::solve(graph, &scale, limits);
    let network = level1::network(graph, &scale);
    if level1::misses_a_floor(graph, &flow) {
        return Err(if stopped { SolveError::Stopped } else { SolveError::Infeasible(conflict::smallest(graph)) });
    }
    let fair = if stopped { None } else { level2::solve(graph, &network, &flow, seed, limits) };
    let Some(drawn) = fair else {
        let mut pairs: Vec<u32> = held_pairs(&flow).collect();
        pairs.sort_unstable();
        let duals = duals(&network, &flow, &scale);
        return Ok(GraphSolution { pairs, duals, stopped: true });
    };
    let mut duals = duals(&network, &flow, &scale);
    drawn.price(&mut duals);
    Ok(GraphSolution { pairs: drawn.pairs, duals, stopped: false })
}

fn held_pairs<C: network::Cost>(flow: &Flow<C>) -> impl Iterator<Item = u32> {
    (0..flow.columns.len()).flat_map(|column| flow.held(column).iter().map(|slot| slot.pair))
}

/// The prices of level 1.
fn duals<W: Worths<i64>>(network: &Network<'_, i64, W>, flow: &Flow<i64>, scale: &Scale) -> Duals {
    let amount = |price: i64| -> Amount { scale.amount(price) };
    Duals {
        mentees: flow.rows.iter().map(|row| amount(row.price)).collect(),
        mentors: (0..flow.columns.len()).map(|column| amount(flow.own_price(network, column))).collect(),
        organisations: flow.aboves.iter().map(|above| amount(above.price)).collect(),
    }
}

//! Stable matching, best for every mentee.

use super::deferred::{self, Offers};
use super::ranked::{Ranked, number};
use super::{assigned, floors, unmatched};
use crate::{Instance, Limits, Solution, SolveError, Strategy, Why};

pub(crate) fn solve(instance: &Instance, seed: u64, limits: &Limits<'_>) -> Result<Solution, SolveError> {
    let ranked = Ranked::new(instance, seed);
    let offers = offers(instance, &ranked);
    let held = deferred::run(instance, &ranked, &offers, limits)?;
    finish(instance, Strategy::Stable, ranked.must, held)
}

/// Puts a stable matching together and holds it against the floors.
///
/// A floor that it misses is a conflict by itself. In every stable matching a mentor without an organisation, and an
/// organisation, has the same number of mentees (Roth 1986, the Rural Hospitals theorem; Hatfield and Milgrom 2005 for
/// several slots and quotas), so for them no stable matching keeps it. A mentor within an organisation may have more in
/// another stable matching: there the floor conflicts with the side that the strategy favours.
pub(super) fn finish(
    instance: &Instance,
    strategy: Strategy,
    must: Vec<u32>,
    mut held: Vec<u32>,
) -> Result<Solution, SolveError> {
    held.extend(must);
    let pairs = assigned(instance, held);
    if let Some(missed) = floors::missed(instance, &pairs) {
        return Err(SolveError::Infeasible(missed));
    }
    let unmatched = unmatched(instance, &pairs, Why::OutrankedEverywhere);
    Ok(Solution { strategy, pairs, unmatched, certificate: None, stopped: false })
}

/// Every open pair once.
#[expect(clippy::indexing_slicing, reason = "indices of a checked instance point into its own lists")]
fn offers(instance: &Instance, ranked: &Ranked) -> Offers {
    let mut place_of = vec![0; instance.pairs().len()];
    for (place, &pair) in (0..number(ranked.order.len())).zip(&ranked.order) {
        place_of[pair as usize] = place;
    }
    Offers {
        starts: ranked.list_starts.clone(),
        pairs: ranked.list.clone(),
        places: ranked.list.iter().map(|&pair| place_of[pair as usize]).collect(),
        again: Vec::new(),
    }
}

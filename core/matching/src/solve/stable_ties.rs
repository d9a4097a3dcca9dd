//! Weakly stable matching with ties left as ties, of at least two thirds of the size that any such matching has.
//!
//! Király's 2013 idea for one slot each, carried to capacities and organisation quotas on both sides by Yokoi 2021:
//! every pair is offered in up to three ways, and a matching that is stable in a strict market of offers is weakly
//! stable and large.
//!
//! * *by the way*: the mentee would be as happy elsewhere in the tie, so the mentor's side ranks it below everything else;
//! * *plainly*;
//! * *pressing*: the mentee has been through its whole list, so the mentor's side ranks it above plain ones of the same
//!   tie.
//!
//! A mentee goes through its ties in order, each first by the way, then plainly; in the end through the whole list
//! again, pressing. Why two thirds, for one slot each: were mentee a and mentor b together, but a larger matching had
//! (a, y) and (x, b) with x and y alone, then b turned down even the pressing offer of x and a was never driven to
//! offer itself by the way to y, so both would strictly rather have each other than x and y, and the larger matching
//! would not be weakly stable.

#![expect(clippy::indexing_slicing, reason = "indices of a checked instance point into its own lists")]

use super::deferred::{self, NONE, Offers};
use super::ranked::{Ranked, number};
use super::{assigned, cardinality, floors, unmatched};
use crate::{Certificate, Instance, Limits, Solution, SolveError, Strategy, Why};

/// Three offers of each pair are counted in 32 bits.
const MOST_PAIRS: usize = (u32::MAX / 3) as usize;

pub(crate) fn solve(instance: &Instance, seed: u64, limits: &Limits<'_>) -> Result<Solution, SolveError> {
    if instance.pairs().len() > MOST_PAIRS {
        return Err(SolveError::TooLarge { pairs: instance.pairs().len(), limit: MOST_PAIRS });
    }
    let ranked = Ranked::new(instance, seed);
    let offers = offers(instance, &ranked);
    let mut held = deferred::run(instance, &ranked, &offers, limits)?;
    held.extend(ranked.must);
    let pairs = assigned(instance, held);
    if floors::missed(instance, &pairs).is_some() {
        // Another weakly stable matching may keep them; to find out is NP-hard.
        return Err(SolveError::NotSupported { strategy: Strategy::StableTies.name() });
    }
    Ok(Solution {
        strategy: Strategy::StableTies,
        unmatched: unmatched(instance, &pairs, Why::OutrankedEverywhere),
        certificate: Some(Certificate::Cover(cardinality::cover(instance))),
        stopped: false,
        pairs,
    })
}

/// The places of the three offers of a pair in the order of its side.
#[derive(Clone, Copy, Default)]
struct Places {
    by_the_way: u32,
    plain: u32,
    pressing: u32,
}

fn offers(instance: &Instance, ranked: &Ranked) -> Offers {
    let places = places(instance, ranked);
    let rank = |pair: u32| instance.pairs()[pair as usize].mentee_rank;
    let mut offers = Offers { starts: vec![0], pairs: Vec::new(), places: Vec::new(), again: Vec::new() };
    for mentee in 0..instance.mentees().len() {
        let list = &ranked.list[ranked.list_of(mentee)];
        let start = number(offers.pairs.len());
        let pressing = start + 2 * number(list.len());
        let mut before = 0;
        for tie in list.chunk_by(|&a, &b| rank(a) == rank(b)) {
            let length = number(tie.len());
            let plain = start + 2 * before + length;
            offers.pairs.extend(tie.iter().chain(tie));
            offers.places.extend(tie.iter().map(|&pair| places[pair as usize].by_the_way));
            offers.places.extend(tie.iter().map(|&pair| places[pair as usize].plain));
            offers.again.extend((plain..).take(tie.len()));
            offers.again.extend((pressing + before..).take(tie.len()));
            before += length;
        }
        offers.pairs.extend(list);
        offers.places.extend(list.iter().map(|&pair| places[pair as usize].pressing));
        offers.again.extend(list.iter().map(|_| NONE));
        offers.starts.push(number(offers.pairs.len()));
    }
    offers
}

fn places(instance: &Instance, ranked: &Ranked) -> Vec<Places> {
    let rank = |pair: u32| instance.pairs()[pair as usize].mentor_rank;
    let mut places = vec![Places::default(); instance.pairs().len()];
    for side in 0..ranked.order_starts.len() - 1 {
        let order = &ranked.order[ranked.order_of(side)];
        let mut before = 0;
        for tie in order.chunk_by(|&a, &b| rank(a) == rank(b)) {
            let length = number(tie.len());
            for (at, &pair) in (0_u32..).zip(tie) {
                places[pair as usize] = Places {
                    pressing: 2 * before + at,
                    plain: 2 * before + length + at,
                    by_the_way: 2 * number(order.len()) + before + at,
                };
            }
            before += length;
        }
    }
    places
}

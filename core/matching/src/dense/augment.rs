//! Places people along shortest paths: rows that wait for a column, and columns that cost something and wait for a row.

#![expect(clippy::indexing_slicing, reason = "arcs of the core point at rows and columns of its own matrix")]

use super::core::Core;
use super::queue::Queue;
use super::state::{NONE, Side};

const FAR: i64 = i64::MAX;

/// What a search reads of every place it meets, side by side in memory.
#[derive(Clone, Copy)]
struct Place {
    price: i64,
    /// How far it is from the start.
    distance: i64,
}

/// Dijkstra's algorithm from one member of a side, over the places that the other side offers.
pub(super) struct Search {
    queue: Queue,
    places: Vec<Place>,
    from: Vec<u32>,
    touched: Vec<u32>,
    settled: Vec<u32>,
}

/// How much more an entry costs than its prices say.
pub(super) fn gap(cost: i32, here: i64, there: i64) -> i64 {
    i64::from(cost) - here - there
}

impl Search {
    /// For the prices that `far` has now.
    pub(super) fn new(far: &Side) -> Self {
        Self {
            queue: Queue::new(),
            places: far.price.iter().map(|price| Place { price: *price, distance: FAR }).collect(),
            from: vec![NONE; far.price.len()],
            touched: Vec::new(),
            settled: Vec::new(),
        }
    }

    /// Gives a lone member of `near` a partner, or proves it best to leave it or another one alone.
    ///
    /// `core` is as `near` sees it. Reduced costs stay 0 or more, and 0 between partners.
    pub(super) fn place(&mut self, near: &mut Side, far: &mut Side, core: &Core, start: u32) {
        // The nearest end known: a place that nobody has, or a member (by the place it leaves) that does best alone.
        let mut limit = near.ceiling - near.price[start as usize];
        let mut end = (NONE, start);
        let (mut here, mut base) = (start, 0);
        loop {
            let price = near.price[here as usize];
            for arc in core.of(here as usize) {
                // Most arcs lead nowhere, so this is all that they may cost.
                let place = &mut self.places[arc.to as usize];
                let distance = base + gap(arc.cost, price, place.price);
                if distance >= limit || distance >= place.distance {
                    if i64::from(arc.cost) - price - far.ceiling >= limit - base {
                        // The cheapest come first and nobody is priced above the ceiling: the rest are no nearer.
                        break;
                    }
                    continue;
                }
                if place.distance == FAR {
                    self.touched.push(arc.to);
                }
                place.distance = distance;
                self.from[arc.to as usize] = here;
                if far.partner[arc.to as usize] == NONE {
                    limit = distance;
                    end = (arc.to, NONE);
                } else {
                    self.queue.push(distance, arc.to);
                }
            }
            let Some((distance, place)) = self.nearest(limit) else { break };
            self.settled.push(place);
            (here, base) = (far.partner[place as usize], distance);
            let alone = base + near.ceiling - near.price[here as usize];
            if alone < limit {
                limit = alone;
                end = (NONE, here);
            }
        }
        self.reprice(near, far, start, limit);
        let mut place = match end {
            (NONE, member) => std::mem::replace(&mut near.partner[member as usize], NONE),
            (place, _) => place,
        };
        while place != NONE {
            let member = self.from[place as usize];
            far.partner[place as usize] = member;
            place = std::mem::replace(&mut near.partner[member as usize], place);
        }
    }

    /// The next place below the limit; entries that a shorter way has overtaken are passed over.
    fn nearest(&mut self, limit: i64) -> Option<(i64, u32)> {
        loop {
            let (distance, place) = self.queue.pop().filter(|(distance, _)| *distance < limit)?;
            if distance == self.places[place as usize].distance {
                return Some((distance, place));
            }
        }
    }

    /// Moves the prices of everybody nearer than the end by what they are nearer, and forgets the search.
    fn reprice(&mut self, near: &mut Side, far: &mut Side, start: u32, limit: i64) {
        near.price[start as usize] += limit;
        for place in self.settled.drain(..) {
            let Place { price, distance } = &mut self.places[place as usize];
            let nearer = limit - *distance;
            *price -= nearer;
            far.price[place as usize] = *price;
            near.price[far.partner[place as usize] as usize] += nearer;
        }
        for place in self.touched.drain(..) {
            self.places[place as usize].distance = FAR;
        }
        self.queue.clear();
    }
}

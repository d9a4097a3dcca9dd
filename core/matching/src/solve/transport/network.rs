//! The network a matching is a flow in, and the flow itself.
//!
//! Rows are people of one side, columns those of the other. A unit of a row goes to a column, from there to the
//! organisation above it, if any, and from there to the hub; or it stays idle and goes to the hub at once. Every node has
//! a price; the price of a column is what a unit pays there for itself and for everything above it.

#![expect(clippy::indexing_slicing, reason = "indices of a checked graph point into its own lists")]

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::{Add, Sub};

/// Stands for no organisation, no row.
pub(super) const NONE: u32 = u32::MAX;

/// A number that worths, prices and distances are of.
pub(super) trait Cost: Copy + Ord + Default + Add<Output = Self> + Sub<Output = Self> {
    /// Farther than any path.
    const FAR: Self;
}

impl Cost for i64 {
    const FAR: Self = Self::MAX;
}

impl Cost for i128 {
    const FAR: Self = Self::MAX;
}

/// What each pair is worth, by the place of the pair.
pub(super) trait Worths<C> {
    fn of(&self, pair: usize) -> C;
}

/// Who may go where; rows hold the places of their pairs in `columns`.
#[derive(Clone, Copy)]
pub(super) struct Network<'a, C, W> {
    pub(super) starts: &'a [u32],
    pub(super) columns: &'a [u32],
    pub(super) worths: W,
    pub(super) units: &'a [u32],
    pub(super) seats: Bounds<'a>,
    /// The organisation above each column; empty when there is none at all.
    pub(super) above: &'a [u32],
    pub(super) above_seats: Bounds<'a>,
    /// What a unit below a floor earns: more than any change of worth along a path.
    pub(super) bonus: C,
}

/// The least and the greatest number of units of some nodes.
#[derive(Clone, Copy, Default)]
pub(super) struct Bounds<'a> {
    pub(super) most: &'a [u32],
    /// Empty when nobody has a floor.
    pub(super) least: &'a [u32],
}

impl Bounds<'_> {
    pub(super) fn floor(&self, at: usize) -> u32 {
        self.least.get(at).copied().unwrap_or(0)
    }
}

impl<C: Cost, W: Worths<C>> Network<'_, C, W> {
    pub(super) fn pairs_of(&self, row: usize) -> std::ops::Range<usize> {
        self.starts[row] as usize..self.starts[row + 1] as usize
    }

    pub(super) fn above(&self, column: usize) -> Option<usize> {
        self.above.get(column).filter(|&&above| above != NONE).map(|&above| above as usize)
    }

    /// What one more unit earns at a node that has `used`, besides worth.
    pub(super) fn bonus_at(&self, bounds: &Bounds<'_>, at: usize, used: u32) -> C {
        if used < bounds.floor(at) { self.bonus } else { C::default() }
    }

    /// What one unit less loses at a node that has `used`, besides worth.
    pub(super) fn malus_at(&self, bounds: &Bounds<'_>, at: usize, used: u32) -> C {
        if used <= bounds.floor(at) && bounds.floor(at) > 0 { self.bonus } else { C::default() }
    }
}

/// One place at a column, and who has it by which pair.
#[derive(Clone, Copy)]
pub(super) struct Slot {
    pub(super) row: u32,
    pub(super) pair: u32,
}

/// A price, and the distance from where the search began.
#[derive(Clone, Copy)]
pub(super) struct Node<C> {
    pub(super) price: C,
    pub(super) distance: C,
}

/// A flow, its prices, and the scratch space of searches.
pub(super) struct Flow<C> {
    pub(super) rows: Vec<Node<C>>,
    pub(super) columns: Vec<Node<C>>,
    pub(super) aboves: Vec<Node<C>>,
    pub(super) row_used: Vec<u32>,
    pub(super) column_used: Vec<u32>,
    pub(super) above_used: Vec<u32>,
    pub(super) slot_starts: Vec<usize>,
    pub(super) slots: Vec<Slot>,
    /// The columns below each organisation.
    pub(super) below_starts: Vec<usize>,
    pub(super) below: Vec<u32>,
    /// How the search came to a column: from a row by a pair, or, with no row, from its organisation.
    pub(super) to_column: Vec<Slot>,
    /// How it came to a row: away from this column, giving up this pair.
    pub(super) to_row: Vec<Slot>,
    /// How it came to an organisation: from this column.
    pub(super) to_above: Vec<u32>,
    pub(super) queue: BinaryHeap<Reverse<(C, u32)>>,
    pub(super) reached: Vec<u32>,
    pub(super) at_once: Vec<u32>,
}

impl<C: Cost> Flow<C> {
    /// Nobody anywhere. Columns and organisations have the lowest prices that a node without units may have, those
    /// without any seats `dear`, which nobody would pay.
    pub(super) fn empty<W: Worths<C>>(network: &Network<'_, C, W>, dear: C) -> Self {
        let (rows, columns, aboves) = (network.units.len(), network.seats.most.len(), network.above_seats.most.len());
        let far = |price| Node { price, distance: C::FAR };
        let first_price = |bounds: &Bounds<'_>, at: usize| {
            if bounds.most[at] == 0 { dear } else { C::default() - network.bonus_at(bounds, at, 0) }
        };
        let above_prices: Vec<C> = (0..aboves).map(|at| first_price(&network.above_seats, at)).collect();
        let price = |column: usize| {
            let own = first_price(&network.seats, column);
            network.above(column).map_or(own, |above| own + above_prices[above])
        };
        let most_rows = u32::try_from(rows).unwrap_or(NONE);
        let mut slot_starts = Vec::with_capacity(columns + 1);
        slot_starts.push(0);
        let mut room: Vec<u32> = network.seats.most.iter().map(|&seats| seats.min(most_rows)).collect();
        if room.iter().map(|&room| room as usize).sum::<usize>() > network.columns.len() {
            let mut listed = vec![0_u32; columns];
            network.columns.iter().for_each(|&column| listed[column as usize] += 1);
            room.iter_mut().zip(listed).for_each(|(room, listed)| *room = listed.min(*room));
        }
        for room in room {
            slot_starts.push(slot_starts[slot_starts.len() - 1] + room as usize);
        }
        let mut below_starts = vec![0; aboves + 1];
        (0..columns).filter_map(|column| network.above(column)).for_each(|above| below_starts[above + 1] += 1);
        (0..aboves).for_each(|above| below_starts[above + 1] += below_starts[above]);
        let mut below = vec![0; below_starts[aboves]];
        let mut next = below_starts.clone();
        for column in 0..columns {
            if let Some(above) = network.above(column) {
                below[next[above]] = column as u32;
                next[above] += 1;
            }
        }
        let nobody = Slot { row: NONE, pair: NONE };
        Self {
            rows: vec![far(C::default()); rows],
            columns: (0..columns).map(|column| far(price(column))).collect(),
            aboves: above_prices.into_iter().map(far).collect(),
            row_used: vec![0; rows],
            column_used: vec![0; columns],
            above_used: vec![0; aboves],
            slots: vec![nobody; slot_starts[columns]],
            slot_starts,
            below_starts,
            below,
            to_column: vec![nobody; columns],
            to_row: vec![nobody; rows],
            to_above: vec![NONE; aboves],
            queue: BinaryHeap::new(),
            reached: Vec::new(),
            at_once: Vec::new(),
        }
    }

    /// Who is at a column.
    pub(super) fn held(&self, column: usize) -> &[Slot] {
        let start = self.slot_starts[column];
        &self.slots[start..start + self.column_used[column] as usize]
    }

    pub(super) fn attach<W: Worths<C>>(&mut self, network: &Network<'_, C, W>, column: usize, slot: Slot) {
        self.slots[self.slot_starts[column] + self.column_used[column] as usize] = slot;
        self.column_used[column] += 1;
        self.row_used[slot.row as usize] += 1;
        if let Some(above) = network.above(column) {
            self.above_used[above] += 1;
        }
    }

    pub(super) fn detach<W: Worths<C>>(&mut self, network: &Network<'_, C, W>, column: usize, pair: u32) {
        let start = self.slot_starts[column];
        let last = start + self.column_used[column] as usize - 1;
        if let Some(at) = (start..=last).find(|&at| self.slots[at].pair == pair) {
            self.row_used[self.slots[at].row as usize] -= 1;
            self.slots[at] = self.slots[last];
            self.column_used[column] -= 1;
            if let Some(above) = network.above(column) {
                self.above_used[above] -= 1;
            }
        }
    }

    /// The price of a column without what is above it.
    pub(super) fn own_price<W: Worths<C>>(&self, network: &Network<'_, C, W>, column: usize) -> C {
        let price = self.columns[column].price;
        network.above(column).map_or(price, |above| price - self.aboves[above].price)
    }
}

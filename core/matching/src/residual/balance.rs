//! Bringing the network back to its optimum after one arc changed.

#![expect(clippy::indexing_slicing, reason = "node numbers come from the network")]

use super::network::{HUB, Kind, Network};
use super::value::Value;

impl Network {
    /// Sends one unit from `excess` to `deficit`, through the hub when that is no detour.
    fn balance(&mut self, excess: u32, deficit: u32) {
        let mut search = std::mem::take(&mut self.search);
        let mut reached = HUB;
        if excess != HUB
            && let Some((goal, length)) = self.search_forward(&mut search, excess, deficit)
        {
            reached = goal;
            for &(node, distance) in &search.settled {
                self.set_potential(node, self.potential[node as usize] + distance - length);
            }
            let mut node = goal;
            while node != excess {
                let before = search.via(node);
                self.push(before, node);
                node = before;
            }
        }
        if reached != deficit
            && let Some(length) = self.search_backward(&mut search, deficit)
        {
            for &(node, distance) in &search.settled {
                self.set_potential(node, self.potential[node as usize] + length - distance);
            }
            let mut node = HUB;
            while node != deficit {
                let after = search.via(node);
                self.push(node, after);
                node = after;
            }
        }
        self.search = search;
    }

    /// Moves one unit along the arc `from → to`.
    fn push(&mut self, from: u32, to: u32) {
        let flow = |node: u32| self.people[node as usize].flow;
        match (self.people[from as usize].kind, self.people[to as usize].kind) {
            (Kind::Mentee, Kind::Mentor) => self.set_matched(from, to, true),
            (Kind::Mentor, Kind::Mentee) => self.set_matched(to, from, false),
            (Kind::Hub, Kind::Mentee) => self.set_flow(to, flow(to) + 1),
            (Kind::Mentee, _) => self.set_flow(from, flow(from).saturating_sub(1)),
            (Kind::Mentor, _) | (Kind::Organisation, Kind::Hub) => self.set_flow(from, flow(from) + 1),
            _ => self.set_flow(to, flow(to).saturating_sub(1)),
        }
    }

    /// Where the units of a node go to (a mentee's: come from) on the arc that its capacity bounds.
    fn capacity_arc(&self, node: u32) -> (u32, u32) {
        let person = &self.people[node as usize];
        match person.kind {
            Kind::Mentee => (HUB, node),
            _ => (node, person.above),
        }
    }

    /// Changes a capacity and restores the optimum, one unit after the other.
    pub(crate) fn change_capacity(&mut self, node: u32, capacity: u32) {
        let began = self.journal.len();
        let (from, to) = self.capacity_arc(node);
        self.set_capacity(node, capacity.min(self.flow(node)));
        while self.flow(node) > capacity {
            self.push(to, from);
            self.balance(from, to);
        }
        // Used as long as somebody pays for it. The arc is as wide as the unit on it: were all of a larger capacity open at once,
        // an arc that pays would stay in the residual network, no potentials would fit, and a search could circle on it for
        // ever. A unit that stays is one of finitely many; one that comes straight back leaves both ends at one price.
        while self.flow(node) < capacity && self.potential[from as usize] < self.potential[to as usize] {
            self.set_capacity(node, self.flow(node) + 1);
            self.push(from, to);
            self.balance(to, from);
        }
        self.set_capacity(node, capacity);
        debug_assert!(self.is_optimal_since(began), "after the capacity of {node} became {capacity}");
    }

    /// Restores the optimum after the worth of a pair changed, or after it became eligible.
    pub(crate) fn settle_pair(&mut self, mentee: u32, mentor: u32) {
        let Some(&link) = self.link(mentee, mentor) else { return };
        let began = self.journal.len();
        let cost = self.reduced_cost(mentee, &link);
        if link.is_closed() {
            if cost.is_positive() {
                self.push(mentor, mentee);
                self.balance(mentee, mentor);
            }
        } else if cost.is_negative() {
            self.push(mentee, mentor);
            self.balance(mentor, mentee);
        }
        debug_assert!(self.is_optimal_since(began), "after the worth of {mentee} with {mentor} changed");
    }

    /// Makes a pair impossible and restores the optimum.
    pub(crate) fn forbid(&mut self, mentee: u32, mentor: u32) {
        let began = self.journal.len();
        if self.holds(mentee, mentor) {
            self.push(mentor, mentee);
            self.close(mentee, mentor);
            self.balance(mentee, mentor);
        } else {
            self.close(mentee, mentor);
        }
        debug_assert!(self.is_optimal_since(began), "after {mentee} with {mentor} became impossible");
    }

    /// Gives a newcomer the least price at which no pair of theirs is worth more than its prices; they have no capacity yet.
    pub(crate) fn price_newcomer(&mut self, node: u32) {
        let person = &self.people[node as usize];
        let worths = person.links.iter().filter(|link| !link.is_closed());
        let potential = if person.kind == Kind::Mentee {
            worths.map(|link| self.worth(link) + self.potential[link.other as usize]).max()
        } else {
            worths.map(|link| self.potential[link.other as usize] - self.worth(link)).min()
        };
        // With nobody to have, the price at which a place is neither wanted nor a loss.
        let above = self.potential[person.above as usize];
        let potential = match person.kind {
            Kind::Mentee => potential.unwrap_or_default().max(Value::ZERO),
            _ => potential.unwrap_or(above).min(above),
        };
        self.set_potential(node, potential);
    }
}

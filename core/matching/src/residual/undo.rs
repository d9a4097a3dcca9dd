//! What a change did, so that it can be looked at and taken back.

#![expect(clippy::indexing_slicing, reason = "entries name nodes that exist")]

use super::network::{HUB, Kind, Network, Person};
use super::value::Value;

#[derive(Debug, Clone, Copy)]
pub(crate) enum Undo {
    Added(u32),
    Linked { mentee: u32, mentor: u32 },
    Matched { mentee: u32, mentor: u32, before: bool },
    Closed { mentee: u32, mentor: u32 },
    Scored { mentee: u32, mentor: u32, before: u32 },
    Capacity { node: u32, before: u32 },
    Flow { node: u32, before: u32 },
    Potential { node: u32, before: Value },
}

impl Network {
    /// Forgets the way back.
    pub(crate) fn begin(&mut self) {
        self.journal.clear();
    }

    /// The pairs that were matched or parted since [`begin`](Self::begin), each with what it is now.
    pub(crate) fn changed_pairs(&self) -> Vec<(u32, u32, bool)> {
        let matched = |entry: &Undo| match *entry {
            Undo::Matched { mentee, mentor, before } => Some((mentee, mentor, before)),
            _ => None,
        };
        let mut toggles: Vec<(u32, u32, bool)> = self.journal.iter().filter_map(matched).collect();
        toggles.sort_by_key(|&(mentee, mentor, _)| (mentee, mentor)); // stable: the first toggle tells how it was
        let mut changed = Vec::new();
        for pair in toggles.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            if let (&[(mentee, mentor, before), ..], 1) = (pair, pair.len() % 2) {
                changed.push((mentee, mentor, !before));
            }
        }
        changed
    }

    /// Takes everything back since [`begin`](Self::begin). Lists may come back in another order.
    pub(crate) fn undo(&mut self) {
        while let Some(entry) = self.journal.pop() {
            match entry {
                Undo::Added(node) => {
                    let person = std::mem::replace(&mut self.people[node as usize], Person::new(Kind::Free, 0));
                    if person.above != HUB {
                        self.people[person.above as usize].members.pop();
                    }
                    self.free.push(node);
                }
                Undo::Linked { mentee, mentor } => {
                    self.people[mentee as usize].links.pop();
                    self.people[mentor as usize].links.pop();
                }
                Undo::Matched { mentee, mentor, before } => self.toggle(mentee, mentor, before),
                Undo::Closed { mentee, mentor } => self.set_closed(mentee, mentor, false),
                Undo::Scored { mentee, mentor, before } => self.rewrite_score(mentee, mentor, before),
                Undo::Capacity { node, before } => self.people[node as usize].capacity = before,
                Undo::Flow { node, before } => self.people[node as usize].flow = before,
                Undo::Potential { node, before } => self.potential[node as usize] = before,
            }
        }
    }
}

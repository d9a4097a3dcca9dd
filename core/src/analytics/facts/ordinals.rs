//! Numbers that stand for people and things in the states, so that a state names nobody.

use std::collections::BTreeMap;
use uuid::Uuid;

/// Which number stands for whom. The map is kept apart from the states: without its row a number leads back to nobody.
#[derive(Debug, Default)]
pub(crate) struct Ordinals {
    known: BTreeMap<Uuid, u32>,
    new: Vec<(Uuid, u32)>,
    next: u32,
}

impl Ordinals {
    /// Those given out so far; `next` is the first that was not.
    pub(crate) fn new(known: BTreeMap<Uuid, u32>, next: u32) -> Self {
        Self { known, new: Vec::new(), next }
    }

    /// The number of a thing, given out now if it has none.
    pub(crate) fn of(&mut self, id: Uuid) -> u32 {
        if let Some(known) = self.known.get(&id) {
            return *known;
        }
        let ordinal = self.next;
        self.next = self.next.saturating_add(1);
        self.known.insert(id, ordinal);
        self.new.push((id, ordinal));
        ordinal
    }

    /// The number of a thing that has one.
    pub(crate) fn known(&self, id: Uuid) -> Option<u32> {
        self.known.get(&id).copied()
    }

    /// Those given out now.
    pub(crate) fn given_out(&self) -> &[(Uuid, u32)] {
        &self.new
    }
}

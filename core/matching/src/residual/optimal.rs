//! Whether a plan is at its optimum, and its potentials prove it.

#![expect(clippy::indexing_slicing, reason = "node numbers come from the network")]

use super::network::{Kind, Network};
use super::undo::Undo;
use super::value::Value;

impl Network {
    /// Whether capacities hold and no residual arc has a negative reduced cost.
    pub(crate) fn is_optimal(&self) -> bool {
        let mut people = (0_u32..).zip(&self.people);
        people.all(|(node, person)| self.places_fit(node) && (person.kind != Kind::Mentee || self.pairs_fit(node)))
    }

    /// The same for the people whom the journal names from its entry `began` on: with what was optimal before, and nothing else
    /// changed, that is enough.
    pub(super) fn is_optimal_since(&self, began: usize) -> bool {
        let fits = |node: u32| self.places_fit(node) && self.pairs_fit(node);
        self.journal.iter().skip(began).all(|entry| match *entry {
            Undo::Linked { mentee, mentor }
            | Undo::Matched { mentee, mentor, .. }
            | Undo::Closed { mentee, mentor }
            | Undo::Scored { mentee, mentor, .. } => fits(mentee) && fits(mentor),
            Undo::Added(node)
            | Undo::Capacity { node, .. }
            | Undo::Flow { node, .. }
            | Undo::Potential { node, .. } => fits(node),
        })
    }

    /// Whether somebody keeps their capacity, and the arcs to and from the hub's side fit the potentials.
    fn places_fit(&self, node: u32) -> bool {
        let person = &self.people[node as usize];
        let (potential, above) = (self.potential[node as usize], self.potential[person.above as usize]);
        let (grows, shrinks) = (person.has_room(), person.can_shrink());
        (person.floor..=person.capacity).contains(&person.flow)
            && match person.kind {
                Kind::Mentee => person.flow as usize == person.held.len() && fits(-potential, grows, shrinks),
                Kind::Mentor => person.flow as usize == person.held.len() && fits(potential - above, grows, shrinks),
                Kind::Organisation => {
                    let members = || person.members.iter().map(|&member| (member, &self.people[member as usize]));
                    person.flow == members().map(|(_, member)| member.flow).sum::<u32>()
                        && fits(potential, grows, shrinks)
                        && members().all(|(at, member)| {
                            fits(self.potential[at as usize] - potential, member.has_room(), member.can_shrink())
                        })
                }
                Kind::Hub => potential == Value::ZERO,
                Kind::Free => true,
            }
    }

    /// Whether somebody's pairs, those that could be made and those that are, fit the potentials.
    fn pairs_fit(&self, node: u32) -> bool {
        let person = &self.people[node as usize];
        let cost = |other: u32, worth: Value| {
            let (mentee, mentor) = if person.kind == Kind::Mentee { (node, other) } else { (other, node) };
            self.potential[mentee as usize] - worth - self.potential[mentor as usize]
        };
        person
            .links
            .iter()
            .filter(|link| !link.is_closed())
            .all(|link| !cost(link.other, self.worth(link)).is_negative())
            && person.held.iter().all(|link| !cost(link.other, self.worth(link)).is_positive())
    }
}

/// Whether an arc of this reduced cost may carry more, or less, without gain.
fn fits(cost: Value, may_grow: bool, may_shrink: bool) -> bool {
    !(may_grow && cost.is_negative() || may_shrink && cost.is_positive())
}

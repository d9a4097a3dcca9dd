//! People, their pairs, and who holds whom.

#![expect(clippy::indexing_slicing, reason = "node numbers are made here, and links point to nodes that exist")]

use super::search::Search;
use super::undo::Undo;
use super::value::{Objective, Value};

/// The node everything comes from and goes to.
pub(crate) const HUB: u32 = 0;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Hub,
    Mentee,
    Mentor,
    Organisation,
    /// A number that waits for the next newcomer.
    Free,
}

const CLOSED: u32 = 1 << 31;

/// One end of an eligible pair.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Link {
    pub(crate) other: u32,
    /// The score, and in the highest bit whether the pair is closed: matched, or about to be removed.
    marked: u32,
    pub(crate) luck: u64,
}

impl Link {
    pub(crate) fn new(other: u32, score: u32, luck: u64) -> Self {
        Self { other, marked: score, luck }
    }

    #[inline]
    pub(crate) fn is_closed(&self) -> bool {
        self.marked & CLOSED != 0
    }

    pub(crate) fn score(&self) -> u32 {
        self.marked & !CLOSED
    }

    pub(super) fn set_closed(&mut self, closed: bool) {
        self.marked = if closed { self.marked | CLOSED } else { self.marked & !CLOSED };
    }

    fn set_score(&mut self, score: u32) {
        self.marked = (self.marked & CLOSED) | score;
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) kind: Kind,
    pub(crate) capacity: u32,
    /// How many units the arc between the hub's side and this person carries; while a change is under way it may differ from
    /// how many pairs are held.
    pub(crate) flow: u32,
    /// How many units that arc must carry.
    pub(crate) floor: u32,
    /// Of a mentor: its organisation, or the hub.
    pub(crate) above: u32,
    /// The eligible pairs.
    pub(crate) links: Vec<Link>,
    /// The matched ones among them.
    pub(crate) held: Vec<Link>,
    /// Of an organisation: its mentors.
    pub(crate) members: Vec<u32>,
}

impl Person {
    pub(super) fn new(kind: Kind, capacity: u32) -> Self {
        Self { kind, capacity, flow: 0, floor: 0, above: HUB, links: Vec::new(), held: Vec::new(), members: Vec::new() }
    }

    #[inline]
    pub(crate) fn has_room(&self) -> bool {
        self.flow < self.capacity
    }

    /// Whether a unit may be taken off.
    #[inline]
    pub(crate) fn can_shrink(&self) -> bool {
        self.flow > self.floor
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Network {
    pub(crate) people: Vec<Person>,
    pub(crate) potential: Vec<Value>,
    pub(crate) objective: Objective,
    /// How many pairs are matched.
    pub(crate) size: u64,
    /// The sum of their scores.
    pub(crate) score: u64,
    pub(super) free: Vec<u32>,
    pub(super) journal: Vec<Undo>,
    pub(super) search: Search,
}

impl Network {
    pub(super) fn empty(objective: Objective) -> Self {
        Self {
            people: vec![Person::new(Kind::Hub, 0)],
            potential: vec![Value::ZERO],
            objective,
            size: 0,
            score: 0,
            free: Vec::new(),
            journal: Vec::new(),
            search: Search::default(),
        }
    }

    /// A node without capacity or pairs; nothing when there are no numbers left.
    pub(crate) fn add(&mut self, kind: Kind, above: u32) -> Option<u32> {
        let mut person = Person::new(kind, 0);
        person.above = above;
        let node = if let Some(node) = self.free.pop() {
            self.people[node as usize] = person;
            self.potential[node as usize] = Value::ZERO;
            node
        } else {
            let node = u32::try_from(self.people.len()).ok()?;
            self.people.push(person);
            self.potential.push(Value::ZERO);
            node
        };
        if above != HUB {
            self.people[above as usize].members.push(node);
        }
        self.journal.push(Undo::Added(node));
        Some(node)
    }

    #[inline]
    pub(crate) fn worth(&self, link: &Link) -> Value {
        self.objective.worth(link.score(), link.luck)
    }

    /// What taking the pair that `link` of `mentee` stands for costs besides the path that makes room for it.
    pub(crate) fn reduced_cost(&self, mentee: u32, link: &Link) -> Value {
        self.potential[mentee as usize] - self.worth(link) - self.potential[link.other as usize]
    }

    pub(crate) fn link(&self, from: u32, to: u32) -> Option<&Link> {
        self.people[from as usize].links.iter().find(|link| link.other == to)
    }

    pub(crate) fn holds(&self, mentee: u32, mentor: u32) -> bool {
        self.people[mentee as usize].held.iter().any(|link| link.other == mentor)
    }

    fn link_mut(&mut self, from: u32, to: u32) -> Option<&mut Link> {
        self.people[from as usize].links.iter_mut().find(|link| link.other == to)
    }

    pub(crate) fn add_link(&mut self, mentee: u32, mentor: u32, score: u32, luck: u64) {
        self.people[mentee as usize].links.push(Link::new(mentor, score, luck));
        self.people[mentor as usize].links.push(Link::new(mentee, score, luck));
        self.journal.push(Undo::Linked { mentee, mentor });
    }

    /// Matches or parts two; their link exists.
    pub(super) fn set_matched(&mut self, mentee: u32, mentor: u32, matched: bool) {
        self.toggle(mentee, mentor, matched);
        self.journal.push(Undo::Matched { mentee, mentor, before: !matched });
    }

    pub(super) fn toggle(&mut self, mentee: u32, mentor: u32, matched: bool) {
        let score = self.link(mentee, mentor).map_or(0, |link| u64::from(link.score()));
        if matched {
            self.size += 1;
            self.score += score;
        } else {
            self.size = self.size.saturating_sub(1);
            self.score = self.score.saturating_sub(score);
        }
        for (from, to) in [(mentee, mentor), (mentor, mentee)] {
            let Some(link) = self.link_mut(from, to) else { continue };
            link.set_closed(matched);
            let link = *link;
            let held = &mut self.people[from as usize].held;
            if matched {
                held.push(link);
            } else if let Some(at) = held.iter().position(|link| link.other == to) {
                held.swap_remove(at);
            }
        }
    }

    /// Bars a pair that is not matched from every search.
    pub(crate) fn close(&mut self, mentee: u32, mentor: u32) {
        self.set_closed(mentee, mentor, true);
        self.journal.push(Undo::Closed { mentee, mentor });
    }

    pub(super) fn set_closed(&mut self, mentee: u32, mentor: u32, closed: bool) {
        for (from, to) in [(mentee, mentor), (mentor, mentee)] {
            if let Some(link) = self.link_mut(from, to) {
                link.set_closed(closed);
            }
        }
    }

    pub(crate) fn set_score(&mut self, mentee: u32, mentor: u32, score: u32) {
        let Some(before) = self.link(mentee, mentor).map(Link::score) else { return };
        self.rewrite_score(mentee, mentor, score);
        self.journal.push(Undo::Scored { mentee, mentor, before });
    }

    pub(super) fn rewrite_score(&mut self, mentee: u32, mentor: u32, score: u32) {
        if let Some(link) = self.people[mentee as usize].held.iter().find(|link| link.other == mentor) {
            self.score = (self.score + u64::from(score)).saturating_sub(u64::from(link.score()));
        }
        for (from, to) in [(mentee, mentor), (mentor, mentee)] {
            let person = &mut self.people[from as usize];
            for link in person.links.iter_mut().chain(&mut person.held).filter(|link| link.other == to) {
                link.set_score(score);
            }
        }
    }

    pub(crate) fn set_capacity(&mut self, node: u32, capacity: u32) {
        let before = std::mem::replace(&mut self.people[node as usize].capacity, capacity);
        self.journal.push(Undo::Capacity { node, before });
    }

    pub(super) fn set_flow(&mut self, node: u32, flow: u32) {
        let before = std::mem::replace(&mut self.people[node as usize].flow, flow);
        self.journal.push(Undo::Flow { node, before });
    }

    pub(crate) fn set_potential(&mut self, node: u32, potential: Value) {
        let before = std::mem::replace(&mut self.potential[node as usize], potential);
        self.journal.push(Undo::Potential { node, before });
    }

    /// Removes a pair for good; it is not matched.
    pub(crate) fn remove_link(&mut self, mentee: u32, mentor: u32) {
        for (from, to) in [(mentee, mentor), (mentor, mentee)] {
            let links = &mut self.people[from as usize].links;
            if let Some(at) = links.iter().position(|link| link.other == to) {
                links.swap_remove(at);
            }
        }
    }

    /// Removes a person for good, who holds nobody, with all their pairs.
    pub(crate) fn remove(&mut self, node: u32) {
        let person = std::mem::replace(&mut self.people[node as usize], Person::new(Kind::Free, 0));
        for link in &person.links {
            let links = &mut self.people[link.other as usize].links;
            if let Some(at) = links.iter().position(|link| link.other == node) {
                links.swap_remove(at);
            }
        }
        if person.above != HUB {
            self.people[person.above as usize].members.retain(|&member| member != node);
        }
        self.free.push(node);
    }
}

impl Network {
    pub(crate) fn capacity(&self, node: u32) -> u32 {
        self.people[node as usize].capacity
    }

    pub(crate) fn above(&self, node: u32) -> u32 {
        self.people[node as usize].above
    }

    /// How many mentors an organisation has.
    pub(crate) fn members(&self, node: u32) -> usize {
        self.people[node as usize].members.len()
    }

    pub(crate) fn members_of(&self, node: u32) -> &[u32] {
        &self.people[node as usize].members
    }

    /// With whom a person has eligible pairs.
    pub(crate) fn partners(&self, node: u32) -> Vec<u32> {
        self.people[node as usize].links.iter().map(|link| link.other).collect()
    }

    /// Whom a person is matched with.
    pub(crate) fn holders(&self, node: u32) -> impl Iterator<Item = u32> {
        self.people[node as usize].held.iter().map(|link| link.other)
    }

    /// Whether a mentor could take anyone at all, were everybody else away.
    pub(crate) fn has_seats(&self, mentor: u32) -> bool {
        let person = &self.people[mentor as usize];
        person.capacity > 0 && (person.above == HUB || self.people[person.above as usize].capacity > 0)
    }

    pub(crate) fn kind(&self, node: u32) -> Kind {
        self.people[node as usize].kind
    }

    pub(crate) fn potential(&self, node: u32) -> Value {
        self.potential[node as usize]
    }

    pub(crate) fn links(&self, node: u32) -> &[Link] {
        &self.people[node as usize].links
    }

    pub(crate) fn held(&self, node: u32) -> &[Link] {
        &self.people[node as usize].held
    }

    pub(crate) fn has_room(&self, node: u32) -> bool {
        self.people[node as usize].has_room()
    }

    pub(crate) fn flow(&self, node: u32) -> u32 {
        self.people[node as usize].flow
    }
}

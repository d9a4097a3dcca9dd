//! Whether a matching of ranked lists is stable, from the lists alone.

use serde::{Deserialize, Serialize};

use crate::{NOBODY, RankedLists, StableGraph};

/// What is wrong with a [`StableGraph`], counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListsVerdict {
    /// How many mentees have a mentor.
    pub size: u32,
    /// The sum of the places of the mentors on the lists of their mentees, from 0.
    pub places: u64,
    /// Mentees with a place that is not on their list, or a list of another length than there are mentees or lines.
    pub unknown: u32,
    /// Lines that are looked at and do not say where the mentee stands on its mentor's list.
    pub wrong_ranks: u32,
    /// Mentors with more mentees than they take.
    pub over_capacity: u32,
    /// Pairs that would rather have each other.
    pub blocking: u32,
}

impl ListsVerdict {
    /// Whether nothing is wrong.
    pub fn is_stable(&self) -> bool {
        self.unknown + self.wrong_ranks + self.over_capacity + self.blocking == 0
    }
}

/// Judges a matching, whoever made it. Takes any input without panic.
///
/// Every pair is counted: a mentee wants whom it lists before its own mentor. What the ranks say of such a pair is
/// looked up in the mentor's list, and no others matter.
pub fn verify_stable_graph(lists: &RankedLists<'_>, matching: &StableGraph) -> ListsVerdict {
    let mut verdict = ListsVerdict::default();
    let mentees = lists.mentee_starts.len().saturating_sub(1);
    if matching.places.len() != mentees || matching.ranks.len() != lists.mentors.len() {
        verdict.unknown = 1;
        return verdict;
    }
    let mut mentors: Vec<Seen> = (lists.mentor_starts.windows(2).zip(lists.capacities))
        .map(|(two, &capacity)| {
            let [start, end] = [0, 1].map(|at| two.get(at).copied().unwrap_or(0));
            Seen { start, length: end.saturating_sub(start), capacity, has: 0, worst: 0 }
        })
        .collect();
    for (mentee, &place) in (0_u32..).zip(&matching.places) {
        if place == NOBODY {
            continue;
        }
        let line = line_of(lists, matching, mentee, place);
        let Some((mentor, rank)) = line.and_then(|(mentor, rank)| Some((mentors.get_mut(mentor as usize)?, rank)))
        else {
            verdict.unknown += 1;
            continue;
        };
        verdict.size += 1;
        verdict.places += u64::from(place);
        verdict.wrong_ranks += u32::from(!mentor.has_at(lists, rank, mentee));
        mentor.has += 1;
        mentor.worst = mentor.worst.max(rank);
    }
    for mentor in &mut mentors {
        verdict.over_capacity += u32::from(mentor.has > mentor.capacity);
        mentor.worst = match mentor.capacity {
            0 => 0,                                      // never wants anybody
            capacity if mentor.has < capacity => NOBODY, // a free seat is for everybody
            _ => mentor.worst,
        };
    }
    for ((mentee, two), &place) in (0_u32..).zip(lists.mentee_starts.windows(2)).zip(&matching.places) {
        let [start, end] = [0, 1].map(|at| two.get(at).map_or(0, |&at| at as usize));
        let end = if place == NOBODY { end } else { end.min(start.saturating_add(place as usize)) };
        let lines = lists.mentors.get(start..end).unwrap_or_default();
        for (&mentor, &rank) in lines.iter().zip(matching.ranks.get(start..end).unwrap_or_default()) {
            let Some(mentor) = mentors.get(mentor as usize) else {
                verdict.unknown += 1;
                continue;
            };
            verdict.wrong_ranks += u32::from(!mentor.has_at(lists, rank, mentee));
            verdict.blocking += u32::from(rank < mentor.worst);
        }
    }
    verdict
}

/// The mentor on a line of a mentee's list, and what the matching says of the mentee's place there.
fn line_of(lists: &RankedLists<'_>, matching: &StableGraph, mentee: u32, place: u32) -> Option<(u32, u32)> {
    let start = *lists.mentee_starts.get(mentee as usize)? as usize;
    let end = *lists.mentee_starts.get(mentee as usize + 1)? as usize;
    let at = start.checked_add(place as usize).filter(|&at| at < end)?;
    Some((*lists.mentors.get(at)?, *matching.ranks.get(at)?))
}

/// What there is to know of a mentor.
struct Seen {
    start: u32,
    length: u32,
    capacity: u32,
    has: u32,
    /// The place of the worst mentee it has.
    worst: u32,
}

impl Seen {
    /// Whether this mentee stands at this place of the mentor's list.
    fn has_at(&self, lists: &RankedLists<'_>, place: u32, mentee: u32) -> bool {
        let at = (self.start as usize).checked_add(place as usize);
        place < self.length && at.and_then(|at| lists.mentees.get(at)) == Some(&mentee)
    }
}

//! The fast door to stable matching: strict lists of both sides as plain slices.

#![expect(clippy::indexing_slicing, reason = "indices are compared with the lengths when the lists are read")]

mod join;

use thiserror::Error;

use crate::Side;

/// In the lists of a [`StableGraph`]: without anybody.
pub const NOBODY: u32 = u32::MAX;

/// The lists of both sides, best first and strict, of the same pairs. Every mentee takes one mentor.
#[derive(Debug, Clone, Copy)]
pub struct RankedLists<'a> {
    /// How many mentees each mentor takes.
    pub capacities: &'a [u32],
    /// Where the list of each mentee starts in `mentors`; one longer than there are mentees.
    pub mentee_starts: &'a [u32],
    /// The mentors on the mentees' lists.
    pub mentors: &'a [u32],
    /// Where the list of each mentor starts in `mentees`; one longer than there are mentors.
    pub mentor_starts: &'a [u32],
    /// The mentees on the mentors' lists.
    pub mentees: &'a [u32],
}

/// Why lists are no lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ListsError {
    /// The starts of a side do not rise from 0 to the length of its lists, or there are none.
    #[error("the lists of the side {side:?} do not start where they should")]
    Starts {
        /// The side.
        side: Side,
    },
    /// A list names somebody whom there is not.
    #[error("a list of the side {side:?} names somebody unknown")]
    Unknown {
        /// The side whose list it is.
        side: Side,
    },
    /// There is not one capacity for each mentor.
    #[error("{found} capacities for {needed} mentors")]
    Capacities {
        /// How many there are.
        found: usize,
        /// How many there should be.
        needed: usize,
    },
    /// A mentee lists a mentor who does not list it once, or the other way round, or somebody is listed twice.
    #[error("mentee {mentee} and its mentors do not list each other once")]
    NotMutual {
        /// The mentee.
        mentee: u32,
    },
}

/// A stable matching of [`RankedLists`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StableGraph {
    /// Where in the list of each mentee its mentor stands, from 0, or [`NOBODY`].
    pub places: Vec<u32>,
    /// For each line of the mentees' lists, where in the list of that mentor the mentee stands, from 0. A verifier can
    /// check a line in one step.
    pub ranks: Vec<u32>,
}

/// Finds the stable matching that is best for everybody of `best_for`, in time proportional to the length of the lists.
///
/// ```
/// use semillero_matching::{RankedLists, Side, stable_graph, verify_stable_graph};
///
/// // Two of each; mentees and mentors like each other crosswise.
/// let lists = RankedLists {
///     capacities: &[1, 1],
///     mentee_starts: &[0, 2, 4],
///     mentors: &[0, 1, 1, 0],
///     mentor_starts: &[0, 2, 4],
///     mentees: &[1, 0, 0, 1],
/// };
/// let best = stable_graph(&lists, Side::Mentee)?;
/// assert_eq!(best.places, [0, 0]);
/// assert_eq!(stable_graph(&lists, Side::Mentor)?.places, [1, 1]);
/// assert!(verify_stable_graph(&lists, &best).is_stable());
/// # Ok::<(), semillero_matching::ListsError>(())
/// ```
///
/// # Errors
/// When the lists are no lists, or not of the same pairs.
pub fn stable_graph(lists: &RankedLists<'_>, best_for: Side) -> Result<StableGraph, ListsError> {
    check(lists)?;
    let ranks = join::ranks(lists)?;
    let places = match best_for {
        Side::Mentee => mentees_offer(lists, &ranks),
        Side::Mentor => mentors_offer(lists, &ranks),
    };
    Ok(StableGraph { places, ranks })
}

fn check(lists: &RankedLists<'_>) -> Result<(), ListsError> {
    let sides = [
        (Side::Mentee, lists.mentee_starts, lists.mentors, lists.mentor_starts.len()),
        (Side::Mentor, lists.mentor_starts, lists.mentees, lists.mentee_starts.len()),
    ];
    for (side, starts, lines, others) in sides {
        let ends = starts.first() == Some(&0) && starts.last().is_some_and(|&end| end as usize == lines.len());
        if !ends || starts.windows(2).any(|two| two[0] > two[1]) {
            return Err(ListsError::Starts { side });
        }
        if lines.iter().max().is_some_and(|&most| most as usize + 1 >= others) {
            return Err(ListsError::Unknown { side });
        }
    }
    let needed = lists.mentor_starts.len() - 1;
    if lists.capacities.len() != needed {
        return Err(ListsError::Capacities { found: lists.capacities.len(), needed });
    }
    Ok(())
}

/// Deferred acceptance. A mentor's seats are a heap with the worst on top, once they are full.
fn mentees_offer(lists: &RankedLists<'_>, ranks: &[u32]) -> Vec<u32> {
    let mentors = lists.capacities.len();
    let mut starts = Vec::with_capacity(mentors + 1);
    let mut seats_before = 0;
    // Who stands at such a place or a worse one is turned down; nobody is while there are free seats.
    let mut limits = Vec::with_capacity(mentors);
    for (&capacity, two) in lists.capacities.iter().zip(lists.mentor_starts.windows(2)) {
        starts.push(seats_before);
        seats_before += capacity.min(two[1] - two[0]);
        limits.push(if capacity == 0 { 0 } else { NOBODY });
    }
    starts.push(seats_before);
    // The place of the mentee in the upper half, the mentee in the lower one.
    let mut seats = vec![0_u64; seats_before as usize];
    let mut taken = vec![0_u32; mentors];
    let mut next = vec![0_u32; lists.mentee_starts.len() - 1];
    for first in 0..next.len() {
        let mut mentee = first;
        loop {
            let end = lists.mentee_starts[mentee + 1] as usize;
            let from = lists.mentee_starts[mentee] as usize + next[mentee] as usize;
            let (line, rest) = (&lists.mentors[from..end], &ranks[from..end]);
            let Some(at) = line.iter().zip(rest).position(|(&mentor, &rank)| rank < limits[mentor as usize]) else {
                next[mentee] = NOBODY;
                break;
            };
            let mentor = line[at] as usize;
            next[mentee] += at as u32;
            let offer = (u64::from(rest[at]) << 32) | mentee as u64;
            let here = &mut seats[starts[mentor] as usize..starts[mentor + 1] as usize];
            let count = taken[mentor] as usize;
            if count < here.len() {
                here[count] = offer;
                taken[mentor] += 1;
                if count + 1 == here.len() {
                    (0..here.len() / 2).rev().for_each(|at| sift(here, at));
                    limits[mentor] = (here[0] >> 32) as u32;
                }
                break;
            }
            let worst = std::mem::replace(&mut here[0], offer);
            sift(here, 0);
            limits[mentor] = (here[0] >> 32) as u32;
            mentee = worst as u32 as usize;
            next[mentee] += 1;
        }
    }
    next
}

/// Moves what is at `at` down a heap with the greatest on top.
fn sift(heap: &mut [u64], mut at: usize) {
    loop {
        let left = 2 * at + 1;
        let Some(&value) = heap.get(left) else { return };
        let child = if heap.get(left + 1).is_some_and(|&right| right > value) { left + 1 } else { left };
        if heap[child] <= heap[at] {
            return;
        }
        heap.swap(child, at);
        at = child;
    }
}

/// Mentors go down their lists as long as they have free seats; a mentee holds the best offer so far.
fn mentors_offer(lists: &RankedLists<'_>, ranks: &[u32]) -> Vec<u32> {
    // Where each mentor stands on the list of each mentee on its own.
    let mut places_of = vec![0; lists.mentees.len()];
    for two in lists.mentee_starts.windows(2) {
        for (place, at) in (0..).zip(two[0] as usize..two[1] as usize) {
            places_of[(lists.mentor_starts[lists.mentors[at] as usize] + ranks[at]) as usize] = place;
        }
    }
    let mut places = vec![NOBODY; lists.mentee_starts.len() - 1];
    let mut next: Vec<u32> = lists.mentor_starts[..lists.capacities.len()].to_vec();
    let mut room = lists.capacities.to_vec();
    for first in 0..room.len() {
        let mut waiting = vec![first];
        while let Some(mentor) = waiting.pop() {
            while room[mentor] > 0 && next[mentor] < lists.mentor_starts[mentor + 1] {
                let at = next[mentor] as usize;
                next[mentor] += 1;
                let (mentee, place) = (lists.mentees[at] as usize, places_of[at]);
                if place > places[mentee] {
                    continue;
                }
                let before = std::mem::replace(&mut places[mentee], place);
                room[mentor] -= 1;
                if before != NOBODY {
                    let loser = lists.mentors[(lists.mentee_starts[mentee] + before) as usize] as usize;
                    room[loser] += 1;
                    waiting.push(loser);
                }
            }
        }
    }
    places
}

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
    // Of each mentor: how many it has and the place of the worst.
    let mut holds = vec![(0_u32, 0_u32); lists.capacities.len()];
    for (mentee, &place) in (0_u32..).zip(&matching.places) {
        if place == NOBODY {
            continue;
        }
        let Some(line) = Line::of(lists, matching, mentee, place) else {
            verdict.unknown += 1;
            continue;
        };
        verdict.size += 1;
        verdict.places += u64::from(place);
        verdict.wrong_ranks += u32::from(!line.is_right(lists, mentee));
        if let Some((count, worst)) = holds.get_mut(line.mentor as usize) {
            *count += 1;
            *worst = line.rank.max(*worst);
        }
    }
    // A place before this one would be taken: everybody while there is a free seat, nobody where there never was one.
    let mut wanted = Vec::with_capacity(holds.len());
    for (&(count, worst), &capacity) in holds.iter().zip(lists.capacities) {
        verdict.over_capacity += u32::from(count > capacity);
        wanted.push(if count < capacity { NOBODY } else { worst });
    }
    for ((mentee, two), &place) in (0_u32..).zip(lists.mentee_starts.windows(2)).zip(&matching.places) {
        let [start, end] = [0, 1].map(|at| two.get(at).map_or(0, |&at| at as usize));
        let end = if place == NOBODY { end } else { end.min(start.saturating_add(place as usize)) };
        let lines = lists.mentors.get(start..end).unwrap_or_default();
        for (&mentor, &rank) in lines.iter().zip(matching.ranks.get(start..end).unwrap_or_default()) {
            verdict.wrong_ranks += u32::from(!Line { mentor, rank }.is_right(lists, mentee));
            verdict.blocking += u32::from(wanted.get(mentor as usize).is_none_or(|&before| rank < before));
        }
    }
    verdict
}

/// A line of a mentee's list.
struct Line {
    mentor: u32,
    rank: u32,
}

impl Line {
    fn of(lists: &RankedLists<'_>, matching: &StableGraph, mentee: u32, place: u32) -> Option<Self> {
        let start = *lists.mentee_starts.get(mentee as usize)? as usize;
        let end = *lists.mentee_starts.get(mentee as usize + 1)? as usize;
        let at = start.checked_add(place as usize).filter(|&at| at < end)?;
        Some(Self { mentor: *lists.mentors.get(at)?, rank: *matching.ranks.get(at)? })
    }

    fn is_right(&self, lists: &RankedLists<'_>, mentee: u32) -> bool {
        let start = lists.mentor_starts.get(self.mentor as usize);
        let at = start.and_then(|&start| (start as usize).checked_add(self.rank as usize));
        let end = lists.mentor_starts.get(self.mentor as usize + 1).map(|&end| end as usize);
        at.filter(|&at| Some(at) < end).and_then(|at| lists.mentees.get(at)) == Some(&mentee)
    }
}

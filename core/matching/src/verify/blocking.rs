//! Blocking pairs, straight from their definition and over every eligible pair.

#![expect(clippy::indexing_slicing, reason = "indices of a checked instance point into its own lists")]

use std::cmp::Ordering;

use super::Blocking;
use super::held::Held;
use crate::{MENTEE_TIES, lottery};

/// Counts with every tie broken the way the solvers must break it. A pair that is not eligible is worse for both sides
/// than any that is.
pub(super) fn by_lottery(held: &Held<'_>, seed: u64) -> Blocking {
    let instance = held.instance;
    let mentee_tie = |mentee: u32, mentor: u32| {
        let (mentee_id, mentor_id) = (instance.mentees()[mentee as usize].id, instance.mentors()[mentor as usize].id);
        (lottery(seed ^ MENTEE_TIES, mentee_id.as_bytes(), mentor_id.as_bytes()), mentor_id)
    };
    let side_tie = |mentee: u32, mentor: u32| {
        let mentee_id = instance.mentees()[mentee as usize].id;
        let profile = &instance.mentors()[mentor as usize];
        let side_id = match profile.organisation {
            Some(organisation) => instance.organisations()[organisation as usize].id,
            None => profile.id,
        };
        (lottery(seed, side_id.as_bytes(), mentee_id.as_bytes()), mentee_id)
    };
    count(held, &mentee_tie, &side_tie)
}

/// Counts by the stated ranks, where equal ranks are no reason to change.
pub(super) fn by_rank(held: &Held<'_>) -> Blocking {
    count(held, &|_, _| (), &|_, _| ())
}

/// A pair as one side of it sees it: the rank, and who to ask when ranks are equal. Lotteries are drawn for ties alone,
/// since there are few of them among many pairs.
#[derive(Clone, Copy)]
struct Seen {
    /// `u64::MAX` stands for a pair that is not eligible; no 32-bit rank reaches it.
    rank: u64,
    mentee: u32,
    mentor: u32,
}

impl Seen {
    fn order<T: Ord>(self, other: Self, tie: &impl Fn(u32, u32) -> T) -> Ordering {
        self.rank.cmp(&other.rank).then_with(|| tie(self.mentee, self.mentor).cmp(&tie(other.mentee, other.mentor)))
    }

    fn is_before<T: Ord>(self, other: Option<Self>, tie: &impl Fn(u32, u32) -> T) -> bool {
        other.is_some_and(|other| self.order(other, tie) == Ordering::Less)
    }
}

/// Who holds whom, by both sides' ranks.
struct Ranks {
    /// What each mentee has, as it ranks it, beside how the other side does.
    of_mentee: Vec<Vec<(Seen, Seen)>>,
    worst_of_mentee: Vec<Option<Seen>>,
    worst_of_mentor: Vec<Option<Seen>>,
    worst_in: Vec<Option<Seen>>,
}

impl Ranks {
    fn read<A: Ord, B: Ord>(
        held: &Held<'_>,
        mentee_tie: &impl Fn(u32, u32) -> A,
        side_tie: &impl Fn(u32, u32) -> B,
    ) -> Self {
        let instance = held.instance;
        let mut ranks = Self {
            of_mentee: vec![Vec::new(); instance.mentees().len()],
            worst_of_mentee: vec![None; instance.mentees().len()],
            worst_of_mentor: vec![None; instance.mentors().len()],
            worst_in: vec![None; instance.organisations().len()],
        };
        for &(mentee, mentor) in &held.pairs {
            let eligible = held.eligible(mentee, mentor);
            let seen = |rank: Option<u32>| Seen { rank: rank.map_or(u64::MAX, u64::from), mentee, mentor };
            let by_mentee = seen(eligible.map(|pair| pair.mentee_rank));
            let by_side = seen(eligible.map(|pair| pair.mentor_rank));
            ranks.of_mentee[mentee as usize].push((by_mentee, by_side));
            let worst = &mut ranks.worst_of_mentee[mentee as usize];
            if worst.is_none_or(|worst| worst.order(by_mentee, mentee_tie) == Ordering::Less) {
                *worst = Some(by_mentee);
            }
            let organisation = instance.mentors()[mentor as usize].organisation;
            let in_organisation = organisation.map(|organisation| &mut ranks.worst_in[organisation as usize]);
            for worst in [Some(&mut ranks.worst_of_mentor[mentor as usize]), in_organisation].into_iter().flatten() {
                if worst.is_none_or(|worst| worst.order(by_side, side_tie) == Ordering::Less) {
                    *worst = Some(by_side);
                }
            }
        }
        ranks
    }
}

fn count<A: Ord, B: Ord>(
    held: &Held<'_>,
    mentee_tie: &impl Fn(u32, u32) -> A,
    side_tie: &impl Fn(u32, u32) -> B,
) -> Blocking {
    let instance = held.instance;
    let ranks = Ranks::read(held, mentee_tie, side_tie);
    let mut blocking = Blocking::default();
    for pair in instance.pairs() {
        let (mentee, mentor) = (pair.mentee, pair.mentor);
        let (mentee_at, mentor_at) = (mentee as usize, mentor as usize);
        let slots = instance.mentees()[mentee_at].capacity as usize;
        let has = &held.mentors_of[mentee_at];
        let liked = Seen { rank: pair.mentee_rank.into(), mentee, mentor };
        // A full mentee whose worst is better than this mentor prefers it to none of the others either; one with a
        // free slot wants everybody.
        let wants = has.len() < slots || liked.is_before(ranks.worst_of_mentee[mentee_at], mentee_tie);
        if slots == 0 || !wants || has.contains(&mentor) {
            continue;
        }
        let profile = &instance.mentors()[mentor_at];
        let organisation = profile.organisation.map(|organisation| organisation as usize);
        let seats_above = organisation.map(|organisation| instance.organisations()[organisation].capacity as usize);
        if profile.capacity == 0 || seats_above == Some(0) {
            continue;
        }
        let ranked = Seen { rank: pair.mentor_rank.into(), mentee, mentor };
        if held.mentees_of[mentor_at].len() >= profile.capacity as usize {
            let prefers = ranked.is_before(ranks.worst_of_mentor[mentor_at], side_tie);
            blocking.mentor_full_prefers += u32::from(prefers);
            continue;
        }
        let full_above = organisation.filter(|&at| seats_above.is_some_and(|seats| held.pairs_in[at].len() >= seats));
        let Some(full_above) = full_above else {
            blocking.mentor_and_organisation_have_room += 1;
            continue;
        };
        let would_leave = |&(other_liked, other_ranked): &(Seen, Seen)| {
            instance.mentors()[other_liked.mentor as usize].organisation == profile.organisation
                && liked.is_before(Some(other_liked), mentee_tie)
                && ranked.order(other_ranked, side_tie) != Ordering::Greater
        };
        if ranks.of_mentee[mentee_at].iter().any(would_leave) {
            blocking.same_organisation_move += 1;
        } else if ranked.is_before(ranks.worst_in[full_above], side_tie) {
            blocking.mentor_has_room_organisation_full_prefers += 1;
        }
    }
    blocking
}

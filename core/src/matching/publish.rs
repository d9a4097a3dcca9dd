//! Whether the pairs of a run can still be published.

use super::pool::{Pool, vetoed};
use super::{Outcome, Pair};
use crate::programmes::Side;
use crate::values::UserId;
use std::collections::BTreeMap;

/// Why a pair cannot be published now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HeldBack {
    /// One side left the cohort, or may not act any more.
    Left(Side),
    /// One side does not agree to being matched, or no longer.
    NoConsent(Side),
    /// The mentor's profile is not approved, or rests.
    NotApproved,
    /// One side refuses the other.
    Vetoed,
    /// The two already have a mentorship that is not over.
    Together,
    /// The mentor has no seat left.
    NoSeat,
    /// The mentee has all the mentors they may have.
    NoSlot,
}

/// The pairs that cannot be published, in the order of the outcome. Earlier pairs take their seats first, so of an edited run that
/// gives a mentor too many, the last are held back.
pub(crate) fn held_back<'a>(pool: &Pool, outcome: &'a Outcome) -> Vec<(&'a Pair, HeldBack)> {
    let mut taken: BTreeMap<(Side, UserId), i32> = BTreeMap::new();
    let mut why = |pair: &Pair| {
        let Some(mentee) = pool.mentees.get(&pair.mentee_id) else { return Some(HeldBack::Left(Side::Mentee)) };
        let Some(mentor) = pool.mentors.get(&pair.mentor_id) else { return Some(HeldBack::Left(Side::Mentor)) };
        for (member, side) in [(mentee, Side::Mentee), (mentor, Side::Mentor)] {
            if !member.consented {
                return Some(HeldBack::NoConsent(side));
            }
        }
        if !mentor.approved {
            return Some(HeldBack::NotApproved);
        }
        if vetoed(mentee, mentor) {
            return Some(HeldBack::Vetoed);
        }
        if pool.together(mentee.id, mentor.id) {
            return Some(HeldBack::Together);
        }
        let has = |key, taken: &BTreeMap<_, i32>| taken.get(&key).copied().unwrap_or(0);
        if has((Side::Mentor, mentor.id), &taken) >= mentor.room {
            return Some(HeldBack::NoSeat);
        }
        if has((Side::Mentee, mentee.id), &taken) >= mentee.room {
            return Some(HeldBack::NoSlot);
        }
        *taken.entry((Side::Mentor, mentor.id)).or_default() += 1;
        *taken.entry((Side::Mentee, mentee.id)).or_default() += 1;
        None
    };
    outcome.pairs.iter().filter_map(|pair| Some((pair, why(pair)?))).collect()
}

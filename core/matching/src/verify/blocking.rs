//! Blocking pairs, straight from their definition and over every eligible pair.

#![expect(clippy::indexing_slicing, reason = "indices of a checked instance point into its own lists")]

use super::Blocking;
use super::held::Held;
use crate::{MENTEE_TIES, lottery};

/// Counts with every tie broken the way the solvers must break it. A pair that is not eligible is worse for both sides
/// than any that is.
pub(super) fn by_lottery(held: &Held<'_>, seed: u64) -> Blocking {
    let instance = held.instance;
    let mentee_order = |mentee: u32, mentor: u32| {
        let (mentee_id, mentor_id) = (instance.mentees()[mentee as usize].id, instance.mentors()[mentor as usize].id);
        let number = lottery(seed ^ MENTEE_TIES, mentee_id.as_bytes(), mentor_id.as_bytes());
        (stated_mentee_rank(held, mentee, mentor), number, mentor_id)
    };
    let side_order = |mentee: u32, mentor: u32| {
        let mentee_id = instance.mentees()[mentee as usize].id;
        let profile = &instance.mentors()[mentor as usize];
        let side_id = match profile.organisation {
            Some(organisation) => instance.organisations()[organisation as usize].id,
            None => profile.id,
        };
        (stated_side_rank(held, mentee, mentor), lottery(seed, side_id.as_bytes(), mentee_id.as_bytes()), mentee_id)
    };
    count(held, mentee_order, side_order)
}

/// Counts by the stated ranks, where equal ranks are no reason to change.
pub(super) fn by_rank(held: &Held<'_>) -> Blocking {
    count(
        held,
        |mentee, mentor| stated_mentee_rank(held, mentee, mentor),
        |mentee, mentor| stated_side_rank(held, mentee, mentor),
    )
}

/// `u64::MAX` stands for a pair that is not eligible; no 32-bit rank reaches it.
fn stated_mentee_rank(held: &Held<'_>, mentee: u32, mentor: u32) -> u64 {
    held.eligible(mentee, mentor).map_or(u64::MAX, |pair| u64::from(pair.mentee_rank))
}

fn stated_side_rank(held: &Held<'_>, mentee: u32, mentor: u32) -> u64 {
    held.eligible(mentee, mentor).map_or(u64::MAX, |pair| u64::from(pair.mentor_rank))
}

fn count<A: Ord, B: Ord>(
    held: &Held<'_>,
    mentee_order: impl Fn(u32, u32) -> A,
    side_order: impl Fn(u32, u32) -> B,
) -> Blocking {
    let instance = held.instance;
    let worst_of_mentee: Vec<Option<A>> = (0_u32..)
        .zip(&held.mentors_of)
        .map(|(mentee, mentors)| mentors.iter().map(|&mentor| mentee_order(mentee, mentor)).max())
        .collect();
    let worst_of_mentor: Vec<Option<B>> = (0_u32..)
        .zip(&held.mentees_of)
        .map(|(mentor, mentees)| mentees.iter().map(|&mentee| side_order(mentee, mentor)).max())
        .collect();
    let worst_in: Vec<Option<B>> = held
        .pairs_in
        .iter()
        .map(|pairs| pairs.iter().map(|&(mentee, mentor)| side_order(mentee, mentor)).max())
        .collect();

    let mut blocking = Blocking::default();
    for pair in instance.pairs() {
        let (mentee, mentor) = (pair.mentee, pair.mentor);
        let (mentee_at, mentor_at) = (mentee as usize, mentor as usize);
        let slots = instance.mentees()[mentee_at].capacity as usize;
        if slots == 0 || held.together(mentee, mentor) {
            continue;
        }
        let liked = mentee_order(mentee, mentor);
        let wants = held.mentors_of[mentee_at].len() < slots
            || worst_of_mentee[mentee_at].as_ref().is_some_and(|worst| liked < *worst);
        // A full mentee whose worst is better than this mentor prefers it to none of the others either; one with a
        // free slot wants everybody.
        if !wants {
            continue;
        }
        let profile = &instance.mentors()[mentor_at];
        let organisation = profile.organisation.map(|organisation| organisation as usize);
        let seats_above = organisation.map(|organisation| instance.organisations()[organisation].capacity as usize);
        if profile.capacity == 0 || seats_above == Some(0) {
            continue;
        }
        let ranked = side_order(mentee, mentor);
        if held.mentees_of[mentor_at].len() >= profile.capacity as usize {
            let prefers = worst_of_mentor[mentor_at].as_ref().is_some_and(|worst| ranked < *worst);
            blocking.mentor_full_prefers += u32::from(prefers);
            continue;
        }
        let full_above = organisation.filter(|&at| seats_above.is_some_and(|seats| held.pairs_in[at].len() >= seats));
        let Some(full_above) = full_above else {
            blocking.mentor_and_organisation_have_room += 1;
            continue;
        };
        let would_leave = |&other: &u32| {
            instance.mentors()[other as usize].organisation == profile.organisation
                && liked < mentee_order(mentee, other)
                && ranked <= side_order(mentee, other)
        };
        if held.mentors_of[mentee_at].iter().any(would_leave) {
            blocking.same_organisation_move += 1;
        } else if worst_in[full_above].as_ref().is_some_and(|worst| ranked < *worst) {
            blocking.mentor_has_room_organisation_full_prefers += 1;
        }
    }
    blocking
}

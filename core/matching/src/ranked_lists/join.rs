//! Where mentees stand on the lists of their mentors.

#![expect(clippy::indexing_slicing, reason = "indices were compared with the lengths before")]

use super::{ListsError, NOBODY, RankedLists};

/// For each line of the mentees' lists, the place of the mentee in the list of that mentor.
///
/// The mentors' lists are dealt out to the mentees; then each mentee's share is laid out by mentor and read back in the
/// order of its list, into the memory where the share was. Every step is near the one before it.
pub(super) fn ranks(lists: &RankedLists<'_>) -> Result<Vec<u32>, ListsError> {
    let longest = lists.mentor_starts.windows(2).map(|two| two[1] - two[0]).max().unwrap_or(0);
    // Mentor and place share a number where they fit, which they do up to 65,536 mentors with lists as long.
    let shift = u32::BITS - longest.leading_zeros();
    let mentors = lists.capacities.len() as u64;
    let is_narrow = mentors << shift <= 1 << 32;
    let mut shares = vec![0_u32; lists.mentors.len()];
    let mut owners = vec![0_u32; if is_narrow { 0 } else { shares.len() }];
    deal(lists, |at, mentor, place| {
        if is_narrow {
            shares[at] = (mentor << (shift & 31)) | place;
        } else {
            shares[at] = place;
            owners[at] = mentor;
        }
    })?;
    let mask = (1_u64 << shift) as u32;
    let mask = mask.wrapping_sub(1);
    let mut by_mentor = vec![NOBODY; lists.capacities.len()];
    for (mentee, two) in (0_u32..).zip(lists.mentee_starts.windows(2)) {
        let range = two[0] as usize..two[1] as usize;
        let row = &mut shares[range.clone()];
        if is_narrow {
            for &share in &*row {
                by_mentor[(share >> (shift & 31)) as usize] = share & mask;
            }
        } else {
            for (&place, &mentor) in row.iter().zip(&owners[range.clone()]) {
                by_mentor[mentor as usize] = place;
            }
        }
        // As many lines as shares, each found once: so both name the same mentors, each once.
        let mut is_missing = false;
        for (rank, &mentor) in row.iter_mut().zip(&lists.mentors[range]) {
            *rank = std::mem::replace(&mut by_mentor[mentor as usize], NOBODY);
            is_missing |= *rank == NOBODY;
        }
        if is_missing {
            return Err(ListsError::NotMutual { mentee });
        }
    }
    Ok(shares)
}

/// Gives every line of the mentors' lists a place in the share of its mentee.
fn deal(lists: &RankedLists<'_>, mut put: impl FnMut(usize, u32, u32)) -> Result<(), ListsError> {
    let mentees = lists.mentee_starts.len() - 1;
    let mut next = lists.mentee_starts[..mentees].to_vec();
    for (mentor, two) in (0_u32..).zip(lists.mentor_starts.windows(2)) {
        let list = &lists.mentees[two[0] as usize..two[1] as usize];
        for (place, &mentee) in (0_u32..).zip(list) {
            let at = &mut next[mentee as usize];
            // A share that is too long runs into the next one, which is found out below.
            if (*at as usize) < lists.mentors.len() {
                put(*at as usize, mentor, place);
            }
            *at = at.saturating_add(1);
        }
    }
    let differs = |(mentee, &end): (u32, &u32)| (next[mentee as usize] != end).then_some(mentee);
    match (0_u32..).zip(&lists.mentee_starts[1..]).find_map(differs) {
        Some(mentee) => Err(ListsError::NotMutual { mentee }),
        None => Ok(()),
    }
}

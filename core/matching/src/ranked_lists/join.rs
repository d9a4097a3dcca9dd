//! Where mentees stand on the lists of their mentors.

#![expect(clippy::indexing_slicing, reason = "indices were compared with the lengths before")]

use super::{ListsError, RankedLists};

/// For each line of the mentees' lists, the place of the mentee in the list of that mentor.
///
/// The mentors' lists are dealt out to mentees, then each mentee's share is laid out by mentor and read back in the
/// order of its list, so that every step is near the one before it in memory.
pub(super) fn ranks(lists: &RankedLists<'_>) -> Result<Vec<u32>, ListsError> {
    let mentees = lists.mentee_starts.len() - 1;
    let mut next = lists.mentee_starts[..mentees].to_vec();
    // Mentor in the upper half, place in the lower one.
    let mut shares = vec![0_u64; lists.mentors.len()];
    for (mentor, two) in (0_u64..).zip(lists.mentor_starts.windows(2)) {
        let list = &lists.mentees[two[0] as usize..two[1] as usize];
        for (place, &mentee) in (0_u64..).zip(list) {
            let at = &mut next[mentee as usize];
            if *at >= lists.mentee_starts[mentee as usize + 1] {
                return Err(ListsError::NotMutual { mentee });
            }
            shares[*at as usize] = (mentor << 32) | place;
            *at += 1;
        }
    }
    let mut ranks = vec![0; lists.mentors.len()];
    // Mentee in the upper half, place in the lower one; what is read once is not read again.
    let mut by_mentor = vec![u64::MAX; lists.capacities.len()];
    for (mentee, two) in (0_u64..).zip(lists.mentee_starts.windows(2)) {
        let range = two[0] as usize..two[1] as usize;
        for &share in &shares[range.clone()] {
            by_mentor[(share >> 32) as usize] = (mentee << 32) | (share & u64::from(u32::MAX));
        }
        let mut strangers = 0;
        for (rank, &mentor) in ranks[range.clone()].iter_mut().zip(&lists.mentors[range]) {
            let found = std::mem::replace(&mut by_mentor[mentor as usize], u64::MAX);
            strangers |= (found >> 32) ^ mentee;
            *rank = found as u32;
        }
        if strangers != 0 {
            return Err(ListsError::NotMutual { mentee: mentee as u32 });
        }
    }
    Ok(ranks)
}

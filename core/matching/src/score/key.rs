//! What decides between candidates of equal score.

use super::compile::Scorer;
use crate::lottery;

impl Scorer {
    /// The lottery number and the rank of the mentor's id; the smaller wins.
    pub(crate) fn tie(&self, seed: u64, mentee: u32, mentor: u32) -> (u64, u32) {
        (self.draw(seed, mentee, mentor), self.mentors.id_ranks.get(mentor as usize).copied().unwrap_or_default())
    }

    /// The lottery number and the rank of the mentee's id; the smaller wins.
    pub(crate) fn tie_of_mentee(&self, seed: u64, mentee: u32, mentor: u32) -> (u64, u32) {
        (self.draw(seed, mentee, mentor), self.mentees.id_ranks.get(mentee as usize).copied().unwrap_or_default())
    }

    fn draw(&self, seed: u64, mentee: u32, mentor: u32) -> u64 {
        match (self.mentees.ids.get(mentee as usize), self.mentors.ids.get(mentor as usize)) {
            (Some(mentee), Some(mentor)) => lottery(seed, mentee.as_bytes(), mentor.as_bytes()),
            _ => 0,
        }
    }
}

//! One pair, explained.

use serde::{Deserialize, Serialize};

use super::compile::{Opinions, Scorer};
use super::fusion::{fuse, terms};
use super::gate::Closed;
use crate::Term;

/// What a pair is worth and why, and why it may not be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairScore {
    /// What keeps the two apart: nothing, if they may be paired. The score is given all the same.
    pub closed: Vec<Closed>,
    /// What the mentor is worth to the mentee, 0 to 10,000. A side without weights has the score of the pair.
    pub mentee_side: u32,
    /// What the mentee is worth to the mentor.
    pub mentor_side: u32,
    /// Both as one, 0 to 10,000.
    pub score: u32,
    /// What each criterion adds, in the order of the policy; the points sum to the score. Where fusion is not a mean,
    /// the terms are shares of the mean of both sides, and a last one of factor [`FUSION`](crate::FUSION) is the rest.
    pub terms: Vec<Term>,
}

/// What a pair is worth, without reasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sides {
    /// What the mentor is worth to the mentee, as in [`PairScore`].
    pub mentee_side: u32,
    /// What the mentee is worth to the mentor.
    pub mentor_side: u32,
    /// Both as one.
    pub score: u32,
}

impl Scorer {
    /// Scores and explains a pair; nothing if one of the two does not exist.
    pub fn pair(&self, mentee: u32, mentor: u32) -> Option<PairScore> {
        let Sides { mentee_side, mentor_side, score } = self.sides(mentee, mentor)?;
        let (mentee, mentor) = (mentee as usize, mentor as usize);
        let parts: Vec<(u16, [u32; 2])> =
            self.rules.iter().map(|rule| (rule.factor, self.measure(rule, mentee, mentor))).collect();
        let terms = terms(self.fusion, self.opinions, score, &parts);
        Some(PairScore { closed: self.closed(mentee, mentor), mentee_side, mentor_side, score, terms })
    }

    /// Scores a pair, whether it may be made or not; nothing if one of the two does not exist.
    pub fn sides(&self, mentee: u32, mentor: u32) -> Option<Sides> {
        if mentee >= self.mentee_count() || mentor >= self.mentor_count() {
            return None;
        }
        let (mut a, mut b) = (0, 0);
        for rule in &self.rules {
            let [mentee_points, mentor_points] = self.measure(rule, mentee as usize, mentor as usize);
            a += mentee_points;
            b += mentor_points;
        }
        Some(self.fused(a, b))
    }

    pub(crate) fn fused(&self, mentee_side: u32, mentor_side: u32) -> Sides {
        let score = fuse(self.fusion, self.opinions, mentee_side, mentor_side);
        match self.opinions {
            Opinions::Both => Sides { mentee_side, mentor_side, score },
            Opinions::Mentees | Opinions::Mentors => Sides { mentee_side: score, mentor_side: score, score },
        }
    }

    /// Whether two people may be paired; not if one does not exist.
    pub fn is_eligible(&self, mentee: u32, mentor: u32) -> bool {
        mentee < self.mentee_count() && mentor < self.mentor_count() && self.is_open(mentee as usize, mentor as usize)
    }
}

#![expect(clippy::indexing_slicing, reason = "columns are looked up by numbers made when compiling")]
//! What keeps two people apart.

use serde::{Deserialize, Serialize};

use super::column::common;
use super::compile::Scorer;
use crate::population::Side;

/// A gate ready to check.
#[derive(Debug, Clone)]
pub(crate) enum Barrier {
    AtLeast { feature: usize, n: u32 },
    Different { feature: usize },
    SameKey { feature: usize },
    Requires { side: Side, feature: usize, category: u32 },
    ListedOnly { side: Side },
    NotBefore,
    NotAgain,
}

/// Why two people may not be paired. Features are numbers of the population's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Closed {
    /// They are in the population's list of blocked pairs.
    Blocked,
    /// One of them wants nobody who is not on the list, and the other is not.
    Unlisted {
        /// Who.
        side: Side,
    },
    /// They have less in common than a gate asks for.
    TooFewInCommon {
        /// Of what.
        feature: u16,
        /// How much they have.
        common: u32,
        /// How much they need.
        needed: u32,
    },
    /// They have the same category where they must not.
    SameCategory {
        /// Of what.
        feature: u16,
    },
    /// They have different categories, or one has none, where they need the same.
    OtherCategory {
        /// Of what.
        feature: u16,
    },
    /// One of them lacks a category that is required.
    Lacks {
        /// Who.
        side: Side,
        /// Of what.
        feature: u16,
        /// Which.
        category: u32,
    },
    /// One of them gave a list, the other is not on it, and the policy holds people to their lists.
    NotListed {
        /// Whose list.
        side: Side,
    },
    /// They were paired before.
    Before,
    /// They were paired before and it went badly.
    NotAgain,
}

impl Closed {
    /// Names the reason as its JSON does; stable across versions.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Blocked => "blocked",
            Self::Unlisted { .. } => "unlisted",
            Self::TooFewInCommon { .. } => "too_few_in_common",
            Self::SameCategory { .. } => "same_category",
            Self::OtherCategory { .. } => "other_category",
            Self::Lacks { .. } => "lacks",
            Self::NotListed { .. } => "not_listed",
            Self::Before => "before",
            Self::NotAgain => "not_again",
        }
    }
}

impl Scorer {
    /// Everything that keeps two people apart.
    pub(crate) fn closed(&self, mentee: usize, mentor: usize) -> Vec<Closed> {
        let mut closed = vec![];
        if self.blocked.get(mentee, mentor).is_some() {
            closed.push(Closed::Blocked);
        }
        for side in [Side::Mentee, Side::Mentor] {
            let refuses = match side {
                Side::Mentee => self.mentees.refuses[mentee],
                Side::Mentor => self.mentors.refuses[mentor],
            };
            if refuses && !self.listed(side, mentee, mentor) {
                closed.push(Closed::Unlisted { side });
            }
        }
        closed.extend(self.barriers.iter().filter_map(|barrier| self.stopped(barrier, mentee, mentor)));
        closed
    }

    pub(crate) fn is_open(&self, mentee: usize, mentor: usize) -> bool {
        self.blocked.get(mentee, mentor).is_none()
            && (!self.mentees.refuses[mentee] || self.listed(Side::Mentee, mentee, mentor))
            && (!self.mentors.refuses[mentor] || self.listed(Side::Mentor, mentee, mentor))
            && self.barriers.iter().all(|barrier| self.stopped(barrier, mentee, mentor).is_none())
    }

    fn listed(&self, side: Side, mentee: usize, mentor: usize) -> bool {
        match side {
            Side::Mentee => self.mentee_choices.get(mentee, mentor).is_some(),
            Side::Mentor => self.mentor_choices.get(mentee, mentor).is_some(),
        }
    }

    fn stopped(&self, barrier: &Barrier, mentee: usize, mentor: usize) -> Option<Closed> {
        let (mentees, mentors) = (&self.mentees, &self.mentors);
        match *barrier {
            Barrier::AtLeast { feature, n } => {
                let common = common(&mentees.columns[feature], mentee, &mentors.columns[feature], mentor);
                let feature = feature as u16;
                (common < n).then_some(Closed::TooFewInCommon { feature, common, needed: n })
            }
            Barrier::Different { feature } => {
                let key = mentees.columns[feature].key(mentee);
                let same = key.is_some() && key == mentors.columns[feature].key(mentor);
                same.then_some(Closed::SameCategory { feature: feature as u16 })
            }
            Barrier::SameKey { feature } => {
                let key = mentees.columns[feature].key(mentee);
                let same = key.is_some() && key == mentors.columns[feature].key(mentor);
                (!same).then_some(Closed::OtherCategory { feature: feature as u16 })
            }
            Barrier::Requires { side, feature, category } => {
                let has = match side {
                    Side::Mentee => mentees.columns[feature].has(mentee, category),
                    Side::Mentor => mentors.columns[feature].has(mentor, category),
                };
                (!has).then_some(Closed::Lacks { side, feature: feature as u16, category })
            }
            Barrier::ListedOnly { side } => {
                let gave = match side {
                    Side::Mentee => mentees.lists[mentee],
                    Side::Mentor => mentors.lists[mentor],
                };
                (gave && !self.listed(side, mentee, mentor)).then_some(Closed::NotListed { side })
            }
            Barrier::NotBefore => self.history.get(mentee, mentor).map(|_| Closed::Before),
            Barrier::NotAgain => self.history.get(mentee, mentor).filter(|&value| value < 0).map(|_| Closed::NotAgain),
        }
    }
}

#![expect(clippy::indexing_slicing, reason = "columns are looked up by numbers made when compiling")]
//! What one criterion gives one pair.

use super::column::{Column, NO_PLACE, common};
use super::compile::Scorer;
use crate::population::Side;

/// A criterion ready to measure. Numbers of columns point into the sides of a [`Scorer`].
#[derive(Debug, Clone)]
pub(crate) struct Rule {
    pub(crate) factor: u16,
    /// The weight for the mentee and for the mentor.
    pub(crate) weights: [u32; 2],
    pub(crate) kind: RuleKind,
}

#[derive(Debug, Clone)]
pub(crate) enum RuleKind {
    Count { form: Form, mentee: usize, mentor: usize },
    Coverage { of: Side, mentee: usize, mentor: usize, shares: [Vec<u16>; 2] },
    Same { mentee: usize, mentor: usize },
    Contains { mentee: usize, mentor: usize },
    Nearness { feature: usize },
    Cosine { mentee: usize, mentor: usize },
    MenteeChoice,
    MentorChoice,
    History,
}

/// What is made of the number of common entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Jaccard,
    Overlap,
    AtLeast(u32),
}

impl Form {
    /// The points for `common` entries of sets of these sizes.
    pub(crate) fn points(self, weight: u32, common: u32, size: u32, other_size: u32) -> u32 {
        match self {
            Self::Jaccard => points(weight, common, size + other_size - common),
            Self::Overlap => points(weight, common, size.min(other_size)),
            Self::AtLeast(n) => points(weight, common.min(n), n),
        }
    }
}

/// `weight × numerator / denominator`, rounded half up; 0 of nothing.
pub(crate) fn points(weight: u32, numerator: u32, denominator: u32) -> u32 {
    if denominator == 0 {
        return 0;
    }
    let (weight, numerator, denominator) = (u64::from(weight), u64::from(numerator), u64::from(denominator));
    ((2 * weight * numerator + denominator) / (2 * denominator)) as u32
}

/// The share of an earlier experience.
pub(crate) fn history_points(weight: u32, value: i32) -> u32 {
    points(weight, value.clamp(0, 10_000) as u32, 10_000)
}

/// The factor of the mentee's vector: `weight · 2^28 / |x|`, where lengths are in 1/256.
pub(crate) fn cosine_factor(weight: u32, squares: u32) -> u64 {
    (u64::from(weight) << 28) / length(squares)
}

/// The factor of the mentor's vector: `2^36 / |y|`.
pub(crate) fn cosine_inverse(squares: u32) -> u64 {
    (1 << 36) / length(squares)
}

/// The length of a vector in 1/256, rounded down, and 1 for the zero vector.
fn length(squares: u32) -> u64 {
    (u64::from(squares) << 16).isqrt().max(1)
}

/// `weight · x·y / (|x| |y|)`, from the two factors; within 1 of the true value, negative ones are 0.
///
/// No overflow: `x·y <= |x| |y|` (Cauchy–Schwarz), so the product stays below `10,000 · 2^48`, with a margin of 2^2 for the
/// rounding of the lengths.
pub(crate) fn cosine_points(weight: u32, dot: i32, factor: u64, inverse: u64) -> u32 {
    let product = u64::from(dot.max(0) as u32) * factor * inverse;
    (((product + (1 << 47)) >> 48) as u32).min(weight)
}

impl Scorer {
    /// The points of a criterion for the mentee and for the mentor.
    pub(crate) fn measure(&self, rule: &Rule, mentee: usize, mentor: usize) -> [u32; 2] {
        let share = |numerator, denominator| rule.weights.map(|weight| points(weight, numerator, denominator));
        let (mentees, mentors) = (&self.mentees.columns, &self.mentors.columns);
        match &rule.kind {
            RuleKind::Count { form, mentee: one, mentor: other } => {
                let (one, other) = (&mentees[*one], &mentors[*other]);
                let both = common(one, mentee, other, mentor);
                let (size, other_size) = (one.size(mentee), other.size(mentor));
                rule.weights.map(|weight| form.points(weight, both, size, other_size))
            }
            RuleKind::Coverage { of, mentee: one, mentor: other, shares } => {
                let (one, other) = (&mentees[*one], &mentors[*other]);
                let (covered, person, by, them) =
                    if *of == Side::Mentee { (one, mentee, other, mentor) } else { (other, mentor, one, mentee) };
                let Column::Set(lists) = covered else { return [0; 2] };
                let places = lists.starts[person]..lists.starts[person + 1];
                let common: Vec<usize> = places.filter(|&at| by.has(them, u32::from(lists.items[at]))).collect();
                [&shares[0], &shares[1]].map(|shares| common.iter().map(|&at| u32::from(shares[at])).sum())
            }
            RuleKind::Same { mentee: one, mentor: other } => {
                let key = mentees[*one].key(mentee);
                share(u32::from(key.is_some() && key == mentors[*other].key(mentor)), 1)
            }
            RuleKind::Contains { mentee: one, mentor: other } => {
                let (one, other) = (&mentees[*one], &mentors[*other]);
                let found = match (one.key(mentee), other.key(mentor)) {
                    (Some(key), _) => other.has(mentor, key),
                    (None, Some(key)) => one.has(mentee, key),
                    (None, None) => false,
                };
                share(u32::from(found), 1)
            }
            RuleKind::Nearness { feature } => {
                let table = &self.tables[*feature];
                match (&mentees[*feature], &mentors[*feature]) {
                    (Column::Place(one), Column::Place(other)) => {
                        let (here, there) = (one[mentee], other[mentor]);
                        let known = here != NO_PLACE && there != NO_PLACE;
                        share(if known { table.nearness(here, there) } else { 0 }, 65_535)
                    }
                    _ => [0; 2],
                }
            }
            RuleKind::Cosine { mentee: one, mentor: other } => match (&mentees[*one], &mentors[*other]) {
                (Column::Vector(one), Column::Vector(other)) => {
                    let dot = dot(one.row(mentee), other.row(mentor));
                    let inverse = cosine_inverse(other.squares[mentor]);
                    rule.weights
                        .map(|weight| cosine_points(weight, dot, cosine_factor(weight, one.squares[mentee]), inverse))
                }
                _ => [0; 2],
            },
            RuleKind::MenteeChoice => match self.mentee_choices.get(mentee, mentor) {
                Some(tier) => share(tier.of + 1 - tier.rank, tier.of),
                None => [0; 2],
            },
            RuleKind::MentorChoice => match self.mentor_choices.get(mentee, mentor) {
                Some(tier) => share(tier.of + 1 - tier.rank, tier.of),
                None => [0; 2],
            },
            RuleKind::History => match self.history.get(mentee, mentor) {
                Some(value) => rule.weights.map(|weight| history_points(weight, value)),
                None => [0; 2],
            },
        }
    }
}

pub(crate) fn dot(one: &[i8], other: &[i8]) -> i32 {
    one.iter().zip(other).map(|(&x, &y)| i32::from(x) * i32::from(y)).sum()
}

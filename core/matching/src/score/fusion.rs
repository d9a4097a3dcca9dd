//! Two sides' scores as one, and the terms that sum to it.

use super::compile::Opinions;
use super::shares::round_to_sum;
use crate::Term;
use crate::policy::{FULL, FUSION, Fusion};

/// The fused score; grows with both sides or stays.
pub(crate) fn fuse(fusion: Fusion, opinions: Opinions, mentee: u32, mentor: u32) -> u32 {
    match opinions {
        Opinions::Mentees => return mentee,
        Opinions::Mentors => return mentor,
        Opinions::Both => {}
    }
    match fusion {
        Fusion::Weighted { mentee_share } => {
            let share = u32::from(mentee_share);
            (share * mentee + (FULL - share) * mentor + FULL / 2) / FULL
        }
        Fusion::Min => mentee.min(mentor),
        Fusion::Product => (mentee * mentor + FULL / 2) / FULL,
        Fusion::Harmonic => rounded(2 * mentee * mentor, mentee + mentor),
        Fusion::CrossRatio => {
            let good = mentee * mentor;
            let bad = (FULL - mentee) * (FULL - mentor);
            let (good, all) = (u64::from(good) * u64::from(FULL), u64::from(good + bad));
            if all == 0 { 0 } else { ((2 * good + all) / (2 * all)) as u32 }
        }
    }
}

fn rounded(numerator: u32, denominator: u32) -> u32 {
    if denominator == 0 { 0 } else { (2 * numerator + denominator) / (2 * denominator) }
}

/// What each criterion adds to the fused score: its shares of both sides, rounded by largest remainders, and for a
/// nonlinear fusion a last term that says what it takes from the plain mean (or adds to it).
pub(crate) fn terms(fusion: Fusion, opinions: Opinions, score: u32, parts: &[(u16, [u32; 2])]) -> Vec<Term> {
    let share = u64::from(match (opinions, fusion) {
        (Opinions::Mentees, _) => FULL,
        (Opinions::Mentors, _) => 0,
        (Opinions::Both, Fusion::Weighted { mentee_share }) => u32::from(mentee_share),
        (Opinions::Both, Fusion::Min | Fusion::Product | Fusion::Harmonic | Fusion::CrossRatio) => FULL / 2,
    });
    let full = u64::from(FULL);
    let numerators: Vec<u64> = parts
        .iter()
        .map(|&(_, [mentee, mentor])| share * u64::from(mentee) + (full - share) * u64::from(mentor))
        .collect();
    let mean = (numerators.iter().sum::<u64>() + full / 2) / full;
    let points = round_to_sum(&numerators, full, mean);
    let mut terms: Vec<Term> =
        parts.iter().zip(points).map(|(&(factor, _), points)| Term { factor, points: points as i32 }).collect();
    let rest = i64::from(score) - mean as i64;
    if rest != 0 {
        terms.push(Term { factor: FUSION, points: rest as i32 });
    }
    terms
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: Opinions = Opinions::Both;

    #[test]
    fn follows_the_formulas() {
        assert_eq!(fuse(Fusion::Weighted { mentee_share: 7_500 }, BOTH, 8_000, 4_001), 7_000);
        assert_eq!(fuse(Fusion::Min, BOTH, 8_000, 4_001), 4_001);
        assert_eq!(fuse(Fusion::Product, BOTH, 8_000, 4_001), 3_201);
        assert_eq!(fuse(Fusion::Harmonic, BOTH, 8_000, 4_000), 5_333);
        assert_eq!(fuse(Fusion::CrossRatio, BOTH, 8_000, 8_000), 9_412);
        assert_eq!(fuse(Fusion::CrossRatio, BOTH, 2_000, 2_000), 588);
        assert_eq!(fuse(Fusion::CrossRatio, BOTH, 5_000, 3_210), 3_210, "one half is neutral");
        for fusion in [Fusion::Min, Fusion::Product, Fusion::Harmonic, Fusion::CrossRatio] {
            assert_eq!(fuse(fusion, BOTH, 0, FULL), 0, "{fusion:?}");
            assert_eq!(fuse(fusion, BOTH, FULL, FULL), FULL, "{fusion:?}");
        }
    }

    #[test]
    fn every_fusion_grows_with_both_sides() {
        let some: Vec<u32> = (0..=FULL).step_by(97).chain([1, 4_999, 5_000, 5_001, 9_999, FULL]).collect();
        for fusion in [
            Fusion::Weighted { mentee_share: 3_333 },
            Fusion::Min,
            Fusion::Product,
            Fusion::Harmonic,
            Fusion::CrossRatio,
        ] {
            for &a in &some {
                for &b in &some {
                    let here = fuse(fusion, BOTH, a, b);
                    assert!(here <= FULL);
                    assert!(a == FULL || fuse(fusion, BOTH, a + 1, b) >= here, "{fusion:?} {a} {b}");
                    assert!(b == FULL || fuse(fusion, BOTH, a, b + 1) >= here, "{fusion:?} {a} {b}");
                }
            }
        }
    }
}

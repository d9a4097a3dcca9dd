//! The scan finds exactly what pair-by-pair scoring finds, whatever the population, the policy and the instructions.

use proptest::prelude::*;
use semillero_matching::*;

use crate::pools::{Dice, policy, population};

/// The order of candidates: the smallest is the best.
type Order = (std::cmp::Reverse<u32>, std::cmp::Reverse<u32>, u64, Id);

fn one_by_one(scorer: &Scorer, people: &Population, options: &ScanOptions, side: Side) -> Vec<Vec<(u32, u16)>> {
    let (rows, others) = match side {
        Side::Mentee => (&people.mentees, &people.mentors),
        Side::Mentor => (&people.mentors, &people.mentees),
    };
    let row = |row: u32| {
        let mut all: Vec<(Order, u32)> = vec![];
        for other in 0..others.len() as u32 {
            let (mentee, mentor) = if side == Side::Mentee { (row, other) } else { (other, row) };
            let pair = scorer.pair(mentee, mentor).unwrap();
            assert_eq!(pair.closed.is_empty(), scorer.is_eligible(mentee, mentor));
            assert_eq!(pair.terms.iter().map(|term| term.points).sum::<i32>(), pair.score as i32, "{pair:?}");
            assert!(pair.score <= FULL && pair.mentee_side <= FULL && pair.mentor_side <= FULL);
            if pair.closed.is_empty() {
                let ids = [people.mentees[mentee as usize].id, people.mentors[mentor as usize].id];
                let draw = lottery(options.seed, ids[0].as_bytes(), ids[1].as_bytes());
                let reverse = if side == Side::Mentee { pair.mentor_side } else { pair.mentee_side };
                let order =
                    (std::cmp::Reverse(pair.score), std::cmp::Reverse(reverse), draw, others[other as usize].id);
                all.push((order, other));
            }
        }
        all.sort_unstable();
        all.truncate(options.k.map_or(usize::MAX, |k| k as usize));
        let mut best: Vec<(u32, u16)> = all.into_iter().map(|((score, ..), other)| (other, score.0 as u16)).collect();
        best.sort_unstable();
        best
    };
    (0..rows.len() as u32).map(row).collect()
}

fn rows(found: &Candidates) -> Vec<Vec<(u32, u16)>> {
    (0..found.rows() as u32).map(|row| found.row(row).collect()).collect()
}

fn options(dice: &mut Dice, k: Option<u32>, path: Path) -> ScanOptions {
    let threads = 1 + dice.below(3) as usize;
    ScanOptions { k, seed: 7, threads, path: Some(path), ..ScanOptions::default() }
}

fn check(seed: u64, mentees: u32, mentors: u32) {
    let mut dice = Dice(seed);
    let people = population(&mut dice, mentees, mentors);
    let policy = policy(&mut dice);
    let scorer = Scorer::compile(&people, &policy).unwrap_or_else(|mistakes| panic!("{mistakes:?}"));
    let k = [None, Some(0), Some(1), Some(3), Some(20)][dice.below(5) as usize];
    let base = options(&mut dice, k, Path::Portable);
    let expected = one_by_one(&scorer, &people, &base, Side::Mentee);
    let of_mentors = one_by_one(&scorer, &people, &base, Side::Mentor);
    for path in Path::ALL.into_iter().filter(|path| path.is_available()) {
        let options = options(&mut dice, k, path);
        assert_eq!(rows(&scorer.candidates(&options).unwrap()), expected, "{path:?} {k:?} {policy:?}");
        assert_eq!(rows(&scorer.mentor_candidates(&options).unwrap()), of_mentors, "{path:?} {k:?} {policy:?}");
        check_prices(&mut dice, &scorer, &options);
    }
}

fn check_prices(dice: &mut Dice, scorer: &Scorer, options: &ScanOptions) {
    let wide = [1, 100_000, 1_i64 << 45][dice.below(3) as usize];
    let bonus = [0, 100_000, -3, wide][dice.below(4) as usize];
    let mut price = |count| (0..count).map(|_| (i64::from(dice.below(14_000)) - 4_000) * wide + bonus / 2).collect();
    let (mentees, mentors): (Vec<i64>, Vec<i64>) = (price(scorer.mentee_count()), price(scorer.mentor_count()));
    let options = ScanOptions { most: 1 + dice.below(500), ..options.clone() };
    let mut expected = Pricing::default();
    for mentee in 0..scorer.mentee_count() {
        let mut row = vec![];
        for mentor in (0..scorer.mentor_count()).filter(|&mentor| scorer.is_eligible(mentee, mentor)) {
            let score = scorer.sides(mentee, mentor).unwrap().score;
            let reduced_cost = mentees[mentee as usize] + mentors[mentor as usize] - i64::from(score) - bonus;
            if reduced_cost < 0 {
                row.push(Underpriced { reduced_cost, mentee, mentor, score: score as u16 });
            }
        }
        expected.violations += row.len() as u64;
        row.sort_unstable();
        expected.least_of_mentee.push(row.first().map_or(0, |worst| worst.reduced_cost));
        row.truncate(options.k.map_or(usize::MAX, |k| k as usize));
        expected.pairs.append(&mut row);
    }
    expected.least = expected.least_of_mentee.iter().copied().min().unwrap_or(0);
    expected.pairs.sort_unstable();
    expected.pairs.truncate(options.most as usize);
    assert_eq!(scorer.price_out(&mentees, &mentors, bonus, &options).unwrap(), expected);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn scan_and_price_out_equal_scoring_one_by_one(seed: u64, mentees in 0..12_u32, mentors in 0..40_u32) {
        check(seed, mentees, mentors);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn scan_equals_scoring_one_by_one_over_several_blocks(seed: u64, mentees in 1..70_u32, mentors in 400..1_200_u32) {
        check(seed, if mentors > 600 { mentees.min(6) } else { mentees }, mentors);
    }
}

//! What the dense solver promises, against enumeration and against a solver that is slow and plain.

mod plain;

use proptest::prelude::*;

use super::solve::{Sizes, solve_with};
use super::{DenseSolution, DenseVerdict, FORBIDDEN, Matrix, UNMATCHED, solve_dense, verify_dense};

/// So few entries that every matrix of some size takes several rounds.
const TINY: Sizes = Sizes { of_row: 1, of_column: 1, of_round: 1 };
const SMALL: Sizes = Sizes { of_row: 3, of_column: 2, of_round: 2 };

fn checked(rows: usize, columns: usize, costs: &[i32], sizes: Sizes) -> (u32, i64) {
    let matrix = Matrix::new(rows, columns, costs).unwrap();
    let solution = solve_with(&matrix, sizes);
    assert_eq!(verify_dense(&matrix, &solution), DenseVerdict::default(), "{rows} x {columns} {costs:?} {solution:?}");
    (size(&solution), solution.cost)
}

fn size(solution: &DenseSolution) -> u32 {
    solution.column_of.iter().map(|column| u32::from(*column != UNMATCHED)).sum()
}

/// A cheap deterministic stream of numbers (SplitMix64).
fn numbers(seed: u64) -> impl FnMut() -> u64 {
    let mut state = seed;
    move || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

/// Costs of every kind: with many ties, wide, at the ends of the type, and forbidden ones among them.
fn cost() -> impl Strategy<Value = i32> {
    prop_oneof![
        4 => 0..4_i32,
        4 => -1000..1000_i32,
        1 => Just(FORBIDDEN),
        1 => prop_oneof![Just(i32::MIN), Just(i32::MAX - 1), any::<i32>()],
    ]
}

fn matrix(most: usize, cost: impl Strategy<Value = i32> + Clone) -> impl Strategy<Value = (usize, usize, Vec<i32>)> {
    (0..=most, 0..=most).prop_flat_map(move |(rows, columns)| {
        (Just(rows), Just(columns), proptest::collection::vec(cost.clone(), rows * columns))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn is_the_best_of_all_small_assignments((rows, columns, costs) in matrix(6, cost().boxed())) {
        let best = plain::enumerate(rows, columns, &costs);
        prop_assert_eq!(checked(rows, columns, &costs, TINY), best);
        prop_assert_eq!(checked(rows, columns, &costs, super::solve::SIZES), best);
    }

    #[test]
    fn agrees_with_the_plain_solver((rows, columns, costs) in matrix(20, cost().boxed())) {
        let best = plain::hungarian(rows, columns, &costs);
        prop_assert_eq!(checked(rows, columns, &costs, TINY), best);
        prop_assert_eq!(checked(rows, columns, &costs, SMALL), best);
    }

    #[test]
    fn agrees_where_all_want_the_same((rows, columns) in (1..24_usize, 1..24_usize), ends in any::<bool>()) {
        // Products are the classic hard case: everybody's cheapest columns are the same (Machol and Wien 1976).
        let sign = if ends { -1 } else { 1 };
        let costs: Vec<i32> = (1..=rows).flat_map(|i| (1..=columns).map(move |j| sign * (i * j) as i32)).collect();
        prop_assert_eq!(checked(rows, columns, &costs, SMALL), plain::hungarian(rows, columns, &costs));
    }

    #[test]
    fn any_other_assignment_fails_its_proof((rows, columns, costs) in matrix(6, cost().boxed()), swap in any::<(usize, usize)>()) {
        let matrix = Matrix::new(rows, columns, &costs).unwrap();
        let mut solution = solve_dense(&matrix);
        prop_assume!(rows > 1);
        let was = solution.clone();
        solution.column_of.swap(swap.0 % rows, swap.1 % rows);
        solution.cost = paid(&matrix, &solution).unwrap_or(0);
        let verdict = verify_dense(&matrix, &solution);
        if paid(&matrix, &solution) == Some(was.cost) {
            prop_assert!(verdict.is_optimal());
        } else {
            prop_assert!(!verdict.is_optimal());
        }
    }
}

fn paid(matrix: &Matrix<'_>, solution: &DenseSolution) -> Option<i64> {
    let costs = solution.column_of.iter().enumerate().filter(|(_, column)| **column != UNMATCHED);
    costs.map(|(row, column)| Some(matrix.row(row)[*column as usize]).filter(|c| *c != FORBIDDEN).map(i64::from)).sum()
}

#[test]
fn long_rows_are_sampled_and_still_exact() {
    let mut next = numbers(7);
    for (rows, columns) in [(30, 2500), (2500, 30)] {
        for most in [3, 1000, 1 << 30] {
            let costs: Vec<i32> = (0..rows * columns).map(|_| (next() % most) as i32).collect();
            assert_eq!(checked(rows, columns, &costs, SMALL), plain::hungarian(rows, columns, &costs));
        }
    }
}

#[test]
fn a_guess_that_is_too_low_is_made_good() {
    // The sample lies in the dear columns only, then in the cheap ones only.
    for cheap in [0..16, 16..256] {
        let costs: Vec<i32> =
            (0..4 * 2560).map(|k| if cheap.contains(&(k % 256)) { k % 7 } else { 100 + k % 11 }).collect();
        assert_eq!(checked(4, 2560, &costs, super::solve::SIZES), plain::hungarian(4, 2560, &costs));
    }
}

#[test]
fn clustered_scores_take_several_rounds() {
    // Like programmes: most pairs ineligible at one high cost, the rest wanted by many.
    let n = 150;
    let mut next = numbers(3);
    let quality: Vec<i32> = (0..n).map(|_| (next() % 6000) as i32).collect();
    let costs: Vec<i32> = (0..n * n)
        .map(|k| if !next().is_multiple_of(5) { 20_000 } else { 9000 - quality[k % n] + (next() % 500) as i32 })
        .collect();
    let best = plain::hungarian(n, n, &costs);
    for sizes in [TINY, SMALL, super::solve::SIZES] {
        assert_eq!(checked(n, n, &costs, sizes), best);
    }
}

#[test]
fn extremes_do_not_overflow() {
    let n = 60;
    let mut next = numbers(11);
    let ends = [i32::MIN, i32::MAX - 1, FORBIDDEN, 0];
    let costs: Vec<i32> = (0..n * n).map(|_| ends[(next() % 4) as usize]).collect();
    assert_eq!(checked(n, n, &costs, SMALL), plain::hungarian(n, n, &costs));
    assert_eq!(checked(3, 2, &[FORBIDDEN; 6], SMALL), (0, 0));
    assert_eq!(checked(2, 2, &[i32::MIN; 4], SMALL), (2, 2 * i64::from(i32::MIN)));
    assert_eq!(checked(0, 3, &[], SMALL), (0, 0));
    assert_eq!(checked(3, 0, &[], SMALL), (0, 0));
}

#[test]
fn more_pairs_come_before_cheaper_ones() {
    let costs = [-1_000_000, 5, 7, FORBIDDEN];
    assert_eq!(checked(2, 2, &costs, SMALL), (2, 12));
}

#[test]
fn the_verifier_names_each_fault() {
    let matrix = Matrix::new(2, 3, &[1, 2, FORBIDDEN, 1, 5, 3]).unwrap();
    let good = solve_dense(&matrix);
    let with = |change: &dyn Fn(&mut DenseSolution)| {
        let mut solution = good.clone();
        change(&mut solution);
        verify_dense(&matrix, &solution)
    };
    assert_eq!(with(&|_| {}), DenseVerdict::default());
    assert_eq!(with(&|s| s.cost += 1).miscounted, 1);
    assert_eq!(with(&|s| s.column_of[1] = s.column_of[0]).doubled, 1);
    assert_eq!(with(&|s| s.column_of[0] = 2).forbidden, 1);
    assert_eq!(with(&|s| s.column_of[0] = 3).malformed, 1);
    assert_eq!(with(&|s| s.row_prices[0] = i64::MAX).malformed, 1);
    assert!(with(&|s| s.row_prices[0] += 1).uncovered > 0);
    assert!(with(&|s| s.row_prices[0] -= 1).overpaid > 0);
    assert_eq!(with(&|s| s.column_of[0] = UNMATCHED).size_unproved, 1);
    assert!(with(&|s| s.column_prices[1] -= 1).left_out + with(&|s| s.column_prices[2] -= 1).left_out > 0);
}

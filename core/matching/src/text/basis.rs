//! The directions in which the texts of a corpus differ most: subspace iteration in whole numbers.
//!
//! Hashing alone keeps too little in a few hundred dimensions, so the dimensions are learnt from the corpus: latent
//! semantic indexing (Deerwester et al., 1990) by randomised subspace iteration (Halko, Martinsson & Tropp, 2011), made
//! orthonormal by Cholesky factors. Everything is a sum of whole numbers that cannot overflow, so neither the order of
//! texts nor the machine matters.
#![expect(clippy::indexing_slicing, reason = "rows and columns are counted here")]

use super::vector::DIMS;
use super::weights::UNIT_BITS;
use crate::lottery::mix;

/// No more texts are learnt from.
pub(super) const MOST_TEXTS: usize = 4_096;
/// No more terms have a direction.
pub(super) const MOST_TERMS: usize = 8_192;
/// Entries of the basis are whole numbers of 2^-24.
pub(super) const BASIS_BITS: u32 = 24;
/// More of them change neighbours no more.
const ROUNDS: u32 = 3;

/// One row of `DIMS` numbers for each term.
type Table<T> = Vec<[T; DIMS]>;

/// Orthonormal columns that span nearly what the first right singular vectors of the texts span; fewer than `DIMS` of
/// them are not zero when the texts have a lower rank.
///
/// `texts` are weights by index into `terms`, at most [`MOST_TEXTS`] of them; the iteration starts from the signs of the
/// bits of the hashed terms.
pub(super) fn basis(texts: &[Vec<(u32, i32)>], terms: &[u64]) -> Table<i32> {
    if terms.len() <= DIMS {
        return (0..terms.len()).map(|term| std::array::from_fn(|dim| i32::from(term == dim) << BASIS_BITS)).collect();
    }
    let mut basis: Table<i32> = terms.iter().map(|&term| signs(term)).collect();
    for _ in 0..ROUNDS {
        basis = orthonormal(&multiplied(texts, &basis));
    }
    basis
}

fn signs(term: u64) -> [i32; DIMS] {
    let mut words = [0; DIMS.div_ceil(64)];
    for (word, number) in words.iter_mut().zip(1_u64..) {
        *word = mix(term ^ mix(number));
    }
    std::array::from_fn(|dim| (1 - 2 * (words[dim / 64] >> (dim % 64) & 1) as i32) << BASIS_BITS)
}

/// `sums += weight · row`, the innermost loop of everything here.
fn add(sums: &mut [i64; DIMS], weight: i64, row: &[impl Into<i64> + Copy; DIMS]) {
    for (sum, &entry) in sums.iter_mut().zip(row) {
        *sum += weight * entry.into();
    }
}

/// The texts, transposed, times the texts, times the basis.
///
/// A text has length 2^15 and at most 2^16 terms of weight: its coordinates stay below 2^(24 + 8), and with 2^12 texts
/// the sums below 2^(32 + 15 + 12).
fn multiplied(texts: &[Vec<(u32, i32)>], basis: &Table<i32>) -> Table<i64> {
    let mut product = vec![[0; DIMS]; basis.len()];
    for text in texts {
        let mut coordinates = [0_i64; DIMS];
        for &(term, weight) in text {
            add(&mut coordinates, i64::from(weight), &basis[term as usize]);
        }
        for coordinate in &mut coordinates {
            *coordinate >>= UNIT_BITS;
        }
        for &(term, weight) in text {
            add(&mut product[term as usize], i64::from(weight), &coordinates);
        }
    }
    product
}

/// Columns that span the same and are orthonormal: times the inverse of the transposed Cholesky factor of their products.
fn orthonormal(columns: &Table<i64>) -> Table<i32> {
    let columns = fitted(columns);
    let factor = cholesky(&columns);
    let mut basis = Vec::with_capacity(columns.len());
    for row in &columns {
        let mut solved = [0_i64; DIMS];
        for dim in 0..DIMS {
            let pivot = factor[dim][dim];
            if pivot == 0 {
                continue;
            }
            let known: i64 = solved[..dim].iter().zip(&factor[dim]).map(|(a, b)| a * b).sum();
            solved[dim] = ((row[dim] << BASIS_BITS) - known) / pivot;
        }
        basis.push(solved.map(|entry| entry as i32));
    }
    basis
}

/// Scales each column by a power of two, so that the squares of every one sum to less than 2^61 and as near as can be.
fn fitted(columns: &Table<i64>) -> Table<i64> {
    let room = (61 - columns.len().next_power_of_two().ilog2()) / 2;
    let mut largest = [0_u64; DIMS];
    for row in columns {
        for (largest, entry) in largest.iter_mut().zip(row) {
            *largest = (*largest).max(entry.unsigned_abs());
        }
    }
    let bits = largest.map(|largest| largest.checked_ilog2().map_or(0, |log| log + 1));
    let scale = |entry: i64, bits: u32| if bits > room { entry >> (bits - room) } else { entry << (room - bits) };
    columns.iter().map(|row| std::array::from_fn(|dim| scale(row[dim], bits[dim]))).collect()
}

/// The lower Cholesky factor of the products of columns, rows of zeros for columns that the ones before them span.
fn cholesky(columns: &Table<i64>) -> Table<i64> {
    let mut products = vec![[0_i64; DIMS]; DIMS];
    for row in columns {
        for (dim, products) in products.iter_mut().enumerate() {
            let entry = row[dim];
            for (product, other) in products[..=dim].iter_mut().zip(row) {
                *product += entry * other;
            }
        }
    }
    // Row by row in place: what is left of the diagonal is done, the rest is still products.
    for dim in 0..DIMS {
        let (done, rest) = products.split_at_mut(dim);
        let row = &mut rest[0];
        for (before, factor) in done.iter().enumerate() {
            let known: i64 = row[..before].iter().zip(factor).map(|(a, b)| a * b).sum();
            row[before] = (row[before] - known).checked_div(factor[before]).unwrap_or(0);
        }
        let whole = row[dim];
        let left = whole - row[..dim].iter().map(|entry| entry * entry).sum::<i64>();
        // Below that share of its length a column is rounding.
        row[dim] = if left > whole >> 18 { left.isqrt() } else { 0 };
        if row[dim] == 0 {
            row.fill(0);
        }
    }
    products
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts of ten terms out of `terms`.
    fn texts(count: u64, terms: u64) -> Vec<Vec<(u32, i32)>> {
        let text = |text: u64| (0..10).map(move |n| ((mix(mix(text) + n) % terms) as u32, 10_362)).collect();
        (0..count).map(text).collect()
    }

    fn products(basis: &Table<i32>) -> Vec<[f64; DIMS]> {
        let unit = f64::from(1 << BASIS_BITS);
        let mut products = vec![[0.0; DIMS]; DIMS];
        for row in basis {
            for (a, products) in row.iter().zip(&mut products) {
                for (b, product) in row.iter().zip(products) {
                    *product += f64::from(*a) / unit * f64::from(*b) / unit;
                }
            }
        }
        products
    }

    #[test]
    fn columns_are_orthonormal() {
        let terms: Vec<u64> = (0..400).map(mix).collect();
        let products = products(&basis(&texts(600, 400), &terms));
        for (a, row) in products.iter().enumerate() {
            for (b, product) in row.iter().enumerate() {
                assert!((product - f64::from(u8::from(a == b))).abs() < 1e-4, "{a} {b} {product}");
            }
        }
    }

    #[test]
    fn a_corpus_of_low_rank_is_kept_whole() {
        let terms: Vec<u64> = (0..400).map(mix).collect();
        let texts = texts(40, 400);
        let basis = basis(&texts, &terms);
        let products = products(&basis);
        let kept = (0..DIMS).filter(|&dim| products[dim][dim] > 0.5).count();
        assert_eq!(kept, 40);
        for text in &texts {
            let mut coordinates = [0_i64; DIMS];
            text.iter().for_each(|&(term, weight)| add(&mut coordinates, i64::from(weight), &basis[term as usize]));
            let unit = f64::from(1 << BASIS_BITS);
            let kept: f64 = coordinates.iter().map(|&x| (x as f64 / unit).powi(2)).sum();
            let mut whole = [0.0; 400];
            text.iter().for_each(|&(term, weight)| whole[term as usize] += f64::from(weight));
            let whole: f64 = whole.iter().map(|x| x * x).sum();
            assert!((kept / whole - 1.0).abs() < 1e-4, "{}", kept / whole);
        }
    }

    #[test]
    fn few_terms_have_a_dimension_each() {
        let basis = basis(&texts(3, 20), &(0..20).collect::<Vec<_>>());
        assert_eq!(basis.len(), 20);
        assert_eq!(basis[3][3], 1 << BASIS_BITS);
        assert_eq!(basis[3].iter().filter(|&&entry| entry != 0).count(), 1);
    }
}

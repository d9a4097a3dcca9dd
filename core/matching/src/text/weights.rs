//! TF-IDF in whole numbers.

use std::collections::HashMap;

use super::words::Term;

/// Weights of a text make a length of 2^15.
pub(super) const UNIT_BITS: u32 = 15;
/// log2(e) in 65,536ths: one, in the unit of logarithms to base two.
const ONE: u64 = 94_548;
/// A term counts no more than that in one text, so that sums stay small.
const MOST: u64 = 1_023;

/// In how many of how many texts each term occurs, and what it weighs therefore.
#[derive(Debug, Clone)]
pub(super) struct Frequencies {
    of: HashMap<Term, Frequency>,
    /// The weight of a term of no text.
    unknown: u64,
}

#[derive(Debug, Clone, Copy, Default)]
struct Frequency {
    texts: u32,
    idf: u64,
}

/// The terms of one text, ascending, with weights that make a length of 2^15, as near as whole numbers come.
pub(super) type Row = Vec<(Term, i32)>;

impl Frequencies {
    /// Counts the texts of each term.
    ///
    /// The weight of a term is `1 + ln((1 + texts) / (1 + texts with it))` (Spärck Jones, 1972; smoothed as scikit-learn
    /// does), times log2(e) and 65,536. A constant factor changes no cosine.
    pub(super) fn of(texts: &[Vec<(Term, u32)>]) -> Self {
        let mut of: HashMap<Term, Frequency> = HashMap::new();
        for (term, _) in texts.iter().flatten() {
            of.entry(*term).or_default().texts += 1;
        }
        let unknown = ONE + u64::from(log2(texts.len() as u64 + 1));
        for frequency in of.values_mut() {
            frequency.idf = unknown - u64::from(log2(u64::from(frequency.texts) + 1));
        }
        Self { of, unknown }
    }

    /// In how many texts the term occurs.
    pub(super) fn texts(&self, term: Term) -> u32 {
        self.of.get(&term).map_or(0, |frequency| frequency.texts)
    }

    fn idf(&self, term: Term) -> u64 {
        self.of.get(&term).map_or(self.unknown, |frequency| frequency.idf)
    }

    /// The weights of a text.
    pub(super) fn row(&self, counts: &[(Term, u32)]) -> Row {
        let raw: Vec<u64> = counts.iter().map(|&(term, count)| u64::from(count).min(MOST) * self.idf(term)).collect();
        let square: u128 = raw.iter().map(|&weight| u128::from(weight * weight)).sum();
        let norm = square.isqrt().max(1) as u64;
        let unit = |weight: u64| (((weight << UNIT_BITS) + norm / 2) / norm) as i32;
        counts.iter().zip(raw).map(|(&(term, _), weight)| (term, unit(weight))).collect()
    }
}

/// How often each term occurs, terms ascending.
pub(super) fn counts(mut terms: Vec<Term>) -> Vec<(Term, u32)> {
    terms.sort_unstable();
    terms.chunk_by(|a, b| a == b).filter_map(|same| Some((*same.first()?, same.len() as u32))).collect()
}

/// The binary logarithm in 65,536ths, rounded down, digit by digit: squaring a number doubles its logarithm. 0 for 0.
fn log2(number: u64) -> u32 {
    let Some(whole) = number.checked_ilog2() else { return 0 };
    // The number as 1.x with 63 bits below the point; squares have 126.
    let mut rest = u128::from(number) << (63 - whole);
    let mut logarithm = whole;
    for _ in 0..16 {
        rest = (rest * rest) >> 63;
        let digit = (rest >> 64) as u32;
        rest >>= digit;
        logarithm = logarithm << 1 | digit;
    }
    logarithm
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_are_those_of_the_mathematicians() {
        for number in (1..20_000_u64).chain([u64::from(u32::MAX), 1 << 32]) {
            let expected = (number as f64).log2() * 65_536.0;
            assert_eq!(f64::from(log2(number)), expected.floor(), "{number}");
        }
        assert_eq!(log2(0), 0);
        assert_eq!(log2(3), 103_872);
    }

    #[test]
    fn rows_have_the_length_they_promise() {
        let texts: Vec<_> = (0..500_u64).map(|text| counts((0..=text % 7).map(|term| term * term).collect())).collect();
        let frequencies = Frequencies::of(&texts);
        let row = frequencies.row(&counts(vec![0, 1, 1, 4, 9, 900]));
        let length = row.iter().map(|&(_, weight)| f64::from(weight).powi(2)).sum::<f64>().sqrt();
        assert!((length - 32_768.0).abs() < 3.0, "{length}");
    }

    #[test]
    fn rare_terms_weigh_more() {
        let texts: Vec<_> = (0..100).map(|text| counts(vec![1, 2 + text % 50])).collect();
        let frequencies = Frequencies::of(&texts);
        assert!(frequencies.idf(7_000) > frequencies.idf(2) && frequencies.idf(2) > frequencies.idf(1));
        assert_eq!(frequencies.idf(1), ONE, "a term of every text has logarithm zero");
    }
}

//! The embedder that comes with the engine.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::fmt;

use super::basis::{BASIS_BITS, MOST_TERMS, MOST_TEXTS, basis};
use super::quantise::scaled;
use super::vector::{DIMS, Vector};
use super::weights::{Frequencies, Row, UNIT_BITS, counts};
use super::words::{Reader, Term};
use super::{EmbedError, Embedder};
use crate::lottery::mix;

/// Entries of the model are whole numbers of 2^-14.
const COARSE_BITS: u32 = 14;

/// Compares texts by the words they share, rare words before common ones, in Spanish and English.
///
/// Words are folded (case, accents), function words left out; a word counts once as it is and once as its stem. Its
/// weight in a text is its TF-IDF over the texts of the call; the weights are projected on the [`DIMS`] directions in which these texts differ most. Two texts in
/// different languages are alike in the words that look alike.
///
/// ```
/// use semillero_matching::{Embedder, TfIdf, cosine};
/// let vectors = TfIdf.embed(&[
///     "Busco ayuda con las ventas y la exportación de café",
///     "Exporto cafés especiales desde hace diez años",
///     "I teach maths in a rural school",
/// ])?;
/// assert!(cosine(&vectors[0], &vectors[1]) > 1_000);
/// assert_eq!(cosine(&vectors[0], &vectors[2]), 0);
/// # Ok::<(), semillero_matching::EmbedError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TfIdf;

/// What [`TfIdf`] learnt from some texts: makes vectors of further ones that compare with theirs.
pub struct TextModel {
    reader: Reader,
    frequencies: Frequencies,
    /// The direction of each term in 2^-14, which is all that an i8 needs; it makes a quarter of the memory.
    terms: HashMap<Term, [i16; DIMS]>,
}

impl TfIdf {
    /// Learns from texts. A session keeps the model, so that who joins later is compared in the same terms.
    ///
    /// Learning is bounded: frequencies come from all texts, directions from 4,096 of them (drawn by hash, so that the
    /// order does not matter) and from the 8,192 terms that weigh most.
    ///
    /// ```
    /// use semillero_matching::{TfIdf, cosine};
    /// let model = TfIdf.fit(&["Solar panels for schools", "Bakery in Leeds", "Panels and batteries"]);
    /// let newcomer = model.vector("I install solar panels");
    /// assert!(cosine(&newcomer, &model.vector("Solar panels for schools")) > 3_000);
    /// assert_eq!(cosine(&newcomer, &model.vector("Bakery in Leeds")), 0);
    /// ```
    pub fn fit(&self, texts: &[&str]) -> TextModel {
        let reader = Reader::new();
        let counted: Vec<_> = texts.iter().map(|text| counts(reader.terms(text))).collect();
        TextModel::of(reader, &counted)
    }
}

impl Embedder for TfIdf {
    fn name(&self) -> &str {
        "tf-idf"
    }

    fn version(&self) -> u32 {
        1
    }

    fn embed(&self, texts: &[&str]) -> Result<Vec<Vector>, EmbedError> {
        let reader = Reader::new();
        let counted: Vec<_> = texts.iter().map(|text| counts(reader.terms(text))).collect();
        let model = TextModel::of(reader, &counted);
        Ok(counted.iter().map(|counts| model.project(counts)).collect())
    }
}

impl TextModel {
    /// Makes the vector of a text. A text without any word of the corpus has [`Vector::ZERO`].
    ///
    /// ```
    /// use semillero_matching::{TfIdf, Vector};
    /// assert_eq!(TfIdf.fit(&["café"]).vector("té"), Vector::ZERO);
    /// ```
    pub fn vector(&self, text: &str) -> Vector {
        self.project(&counts(self.reader.terms(text)))
    }

    fn of(reader: Reader, counted: &[Vec<(Term, u32)>]) -> Self {
        let frequencies = Frequencies::of(counted);
        let rows: Vec<Row> = sample(counted).into_iter().map(|counts| frequencies.row(counts)).collect();
        let terms = heaviest(&rows, &frequencies);
        let index: HashMap<Term, u32> = terms.iter().copied().zip(0..).collect();
        let by_index = |row: &Row| row.iter().filter_map(|(term, weight)| Some((*index.get(term)?, *weight))).collect();
        let texts: Vec<Vec<(u32, i32)>> = rows.iter().map(by_index).collect();
        let directions = basis(&texts, &terms);
        Self { reader, frequencies, terms: terms.into_iter().zip(directions.iter().map(coarse)).collect() }
    }

    fn project(&self, counts: &[(Term, u32)]) -> Vector {
        // Directions are columns of length one and the row is of length 2^15, so every partial sum is below 2^30.
        let mut sums = [0_i32; DIMS];
        for (term, weight) in self.frequencies.row(counts) {
            if let Some(direction) = self.terms.get(&term) {
                for (sum, &entry) in sums.iter_mut().zip(direction) {
                    *sum += weight * i32::from(entry);
                }
            }
        }
        scaled(&sums.map(i64::from), 1 << (UNIT_BITS + COARSE_BITS))
    }
}

/// Rounds a direction.
fn coarse(direction: &[i32; DIMS]) -> [i16; DIMS] {
    let below = BASIS_BITS - COARSE_BITS;
    direction.map(|entry| ((entry + (1 << (below - 1))) >> below) as i16)
}

/// At most [`MOST_TEXTS`] texts, those with the least hash.
fn sample(counted: &[Vec<(Term, u32)>]) -> Vec<&[(Term, u32)]> {
    let hash = |counts: &[(Term, u32)]| {
        counts.iter().fold(0, |state, &(term, count)| mix(state ^ term.wrapping_add(u64::from(count))))
    };
    let mut sample: Vec<(u64, &[(Term, u32)])> =
        counted.iter().map(|counts| (hash(counts), counts.as_slice())).collect();
    // Texts of one hash have the same counts, so which of them stays is all the same.
    sample.sort_unstable_by_key(|&(hash, _)| hash);
    sample.into_iter().map(|(_, counts)| counts).take(MOST_TEXTS).collect()
}

/// The terms that get directions: those of a small vocabulary all, otherwise those of two texts and more, since a term of
/// one text makes it like no other, and of these the [`MOST_TERMS`] with the largest sum of squared weights.
fn heaviest(rows: &[Row], frequencies: &Frequencies) -> Vec<Term> {
    let mut squares: BTreeMap<Term, u64> = BTreeMap::new();
    for (term, weight) in rows.iter().flatten() {
        *squares.entry(*term).or_default() += u64::from(weight.unsigned_abs()).pow(2);
    }
    if squares.len() > DIMS {
        squares.retain(|term, _| frequencies.texts(*term) > 1);
    }
    let mut terms: Vec<(Reverse<u64>, Term)> =
        squares.into_iter().map(|(term, square)| (Reverse(square), term)).collect();
    terms.sort_unstable();
    terms.into_iter().map(|(_, term)| term).take(MOST_TERMS).collect()
}

impl fmt::Debug for TextModel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TextModel").field("terms", &self.terms.len()).finish_non_exhaustive()
    }
}

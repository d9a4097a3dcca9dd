//! How alike two texts are, offline and in whole numbers.
//!
//! [`TfIdf`] turns profiles in Spanish and English into [`Vector`]s; [`cosine`] compares two of them. Whoever has better
//! vectors brings them as an [`Embedder`], or through [`quantise`](fn@quantise) from the numbers of any model.

mod basis;
mod model;
mod quantise;
mod stop_words;
mod vector;
mod weights;
mod words;

pub use model::{TextModel, TfIdf};
pub use quantise::{MAX_EMBEDDING, QuantiseError, quantise};
pub use vector::{DIMS, Vector, VectorError, cosine};

/// Turns texts into vectors such that [`cosine`] says how alike two texts are.
///
/// The vectors of one call may depend on all its texts, never on their order, and must be the same on every machine:
/// name and version stand in the run record, and a replay asks for the same ones.
///
/// ```
/// use semillero_matching::{EmbedError, Embedder, Vector, quantise};
///
/// /// Counts vowels, which says little.
/// struct Vowels;
///
/// impl Embedder for Vowels {
///     fn name(&self) -> &str {
///         "vowels"
///     }
///
///     fn version(&self) -> u32 {
///         1
///     }
///
///     fn embed(&self, texts: &[&str]) -> Result<Vec<Vector>, EmbedError> {
///         let counts = |text: &&str| "aeiou".chars().map(|vowel| text.matches(vowel).count() as f32).collect();
///         texts.iter().map(counts).map(|counts: Vec<f32>| Ok(quantise(&counts)?)).collect()
///     }
/// }
///
/// assert_eq!(Vowels.embed(&["ventas", "finanzas"])?.len(), 2);
/// # Ok::<(), EmbedError>(())
/// ```
pub trait Embedder {
    /// Names the method, for run records.
    fn name(&self) -> &str;

    /// Counts the changes of the method that change vectors.
    fn version(&self) -> u32;

    /// Gives one vector for each text, in their order.
    ///
    /// # Errors
    /// Whatever keeps the embedder from its work; [`TfIdf`] never fails.
    fn embed(&self, texts: &[&str]) -> Result<Vec<Vector>, EmbedError>;
}

/// Why an [`Embedder`] gave no vectors.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EmbedError {
    /// The embedder made numbers that are no vector.
    #[error(transparent)]
    Quantise(#[from] QuantiseError),
    /// The embedder's own reason.
    #[error("{0}")]
    Failed(String),
}

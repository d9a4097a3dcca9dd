//! Room for learning from outcomes: the interface alone. Models, exploration and their evaluation come later.

/// What became of a pair that was proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Outcome {
    /// Both sides said yes.
    Accepted,
    /// One side said no.
    Declined,
    /// They met for the first time.
    Met,
    /// They were still together at the end.
    Completed,
    /// They parted before the end.
    EndedEarly,
}

/// What a model expects of a pair, in fixed point: 65,536 stands for 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Expectation {
    /// The probability that the pair ends well.
    pub mean_q16: u32,
    /// How unsure the model is of that (a variance): what exploration draws from.
    pub variance_q16: u32,
}

/// A model that learns from what became of earlier pairs which later ones end well.
///
/// It enters the engine before the scores: a caller turns expectations into whole points of [`Pair::score`](crate::Pair::score),
/// so that the decision itself stays exact and replayable. For that, a model must be a function of the observations and
/// their order alone: no clock, no chance, no floats that differ between platforms. A run that explores draws
/// from `variance_q16` with the seed of the run and records what it drew.
///
/// The factors of a pair are the points of its [`Term`](crate::Term)s, by number. No model comes with this crate yet.
pub trait OutcomeModel {
    /// Names the model and its version, for the run record.
    fn name(&self) -> &'static str;

    /// What is to be expected of a pair with these factors.
    fn predict(&self, factors: &[crate::Term]) -> Expectation;

    /// Learns what became of a pair with these factors.
    fn observe(&mut self, factors: &[crate::Term], outcome: Outcome);

    /// Everything the model knows, as bytes that are the same for the same observations on every platform.
    fn snapshot(&self) -> Vec<u8>;
}

//! Exact sets of ordinals, which stay exact when they are merged.

use crate::facts::Ordinal;
use roaring::RoaringBitmap;

/// A set of people, projects or whatever else has an ordinal.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Users(pub(crate) RoaringBitmap);

impl Users {
    /// How many.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.0.len()
    }

    /// Whether this one is in it.
    #[must_use]
    pub fn has(&self, ordinal: Ordinal) -> bool {
        self.0.contains(ordinal)
    }

    /// Puts one in.
    pub fn insert(&mut self, ordinal: Ordinal) {
        self.0.insert(ordinal);
    }

    /// Takes one out.
    pub fn remove(&mut self, ordinal: Ordinal) {
        self.0.remove(ordinal);
    }

    /// Those in either.
    pub fn add(&mut self, other: &Self) {
        self.0 |= &other.0;
    }

    /// Those in both.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        Self(&self.0 & &other.0)
    }

    /// Those here and not there.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        Self(&self.0 - &other.0)
    }

    /// In rising order.
    pub fn iter(&self) -> impl Iterator<Item = Ordinal> + '_ {
        self.0.iter()
    }
}

impl FromIterator<Ordinal> for Users {
    fn from_iter<I: IntoIterator<Item = Ordinal>>(ordinals: I) -> Self {
        Self(ordinals.into_iter().collect())
    }
}

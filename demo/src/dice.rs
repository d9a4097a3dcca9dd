//! Chance that repeats: the same seed gives the same throws on every platform. Whole numbers only.

/// A source of throws (SplitMix64).
#[derive(Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 to `sides - 1`; 0 when there are no sides.
    pub(crate) fn below(&mut self, sides: usize) -> usize {
        let sides = u64::try_from(sides).unwrap_or(u64::MAX).max(1);
        usize::try_from((u128::from(self.next()) * u128::from(sides)) >> 64).unwrap_or(0)
    }

    /// A number from `least` to `most`.
    pub(crate) fn between(&mut self, least: i64, most: i64) -> i64 {
        let span = usize::try_from(most.saturating_sub(least)).unwrap_or(0).saturating_add(1);
        least.saturating_add(i64::try_from(self.below(span)).unwrap_or(0))
    }

    /// True in so many of a hundred throws.
    pub(crate) fn percent(&mut self, of_a_hundred: usize) -> bool {
        self.below(100) < of_a_hundred
    }

    /// One of some things.
    pub(crate) fn one<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.below(of.len()))
    }

    /// One of some words.
    pub(crate) fn word(&mut self, of: &[&'static str]) -> &'static str {
        self.one(of).copied().unwrap_or_default()
    }

    /// Some different words, in the order of the list.
    pub(crate) fn some(&mut self, of: &[&'static str], many: usize) -> Vec<String> {
        let mut left: Vec<usize> = (0..of.len()).collect();
        let mut taken: Vec<usize> = (0..many.min(of.len())).map(|_| left.remove(self.below(left.len()))).collect();
        taken.sort_unstable();
        taken.iter().filter_map(|at| of.get(*at)).map(|word| (*word).to_owned()).collect()
    }

    /// The same things in another order.
    pub(crate) fn shuffled<T>(&mut self, mut things: Vec<T>) -> Vec<T> {
        for at in (1..things.len()).rev() {
            things.swap(at, self.below(at + 1));
        }
        things
    }
}

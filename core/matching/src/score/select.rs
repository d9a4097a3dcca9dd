//! The greatest `k` of a stream, in memory for a few times `k`.

/// Keeps the greatest keys. All keys differ, so what it keeps does not depend on the order they come in.
#[derive(Debug)]
pub(crate) struct Best {
    k: usize,
    keys: Vec<u128>,
    /// No key below this one is among the greatest.
    floor: u128,
}

impl Best {
    pub(crate) const fn new(k: usize) -> Self {
        Self { k, keys: Vec::new(), floor: 0 }
    }

    pub(crate) fn push(&mut self, key: u128) {
        if key < self.floor || self.k == 0 {
            return;
        }
        self.keys.push(key);
        if self.keys.len() >= self.k.saturating_mul(4).max(64) {
            self.shrink();
        }
    }

    /// Throws away what is not among the greatest.
    pub(crate) fn shrink(&mut self) {
        if self.keys.len() > self.k {
            let (_, least, _) = self.keys.select_nth_unstable_by(self.k - 1, |a, b| b.cmp(a));
            self.floor = *least;
            self.keys.truncate(self.k);
        }
    }

    pub(crate) fn into_keys(mut self) -> Vec<u128> {
        if self.k == 0 {
            self.keys.clear();
        }
        self.shrink();
        self.keys
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_greatest() {
        for k in [0, 1, 3, 50, 1_000] {
            let mut best = Best::new(k);
            (0..500_u128).for_each(|i| best.push((i * 7_919) % 500));
            let mut keys = best.into_keys();
            keys.sort_unstable();
            assert_eq!(keys, (500_u128.saturating_sub(k as u128)..500).collect::<Vec<_>>());
        }
    }
}

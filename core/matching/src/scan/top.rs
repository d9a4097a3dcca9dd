#![expect(clippy::indexing_slicing, reason = "positions are below the length")]
//! The best `k` of a stream, in memory for a few times `k`.

/// Keeps the best candidates of one person. What it keeps does not depend on the order they come in.
///
/// A candidate is a number: its score in the upper 16 bits, the other side's score in the next, and in the lower 32
/// who it is. Lottery numbers are drawn only where a tie has to be cut.
#[derive(Debug, Clone)]
pub(crate) struct Top {
    k: usize,
    entries: Vec<u64>,
    /// Scores (both, as one number) below this are not among the best.
    floor: u32,
}

impl Top {
    pub(crate) const fn new(k: Option<u32>) -> Self {
        let k = match k {
            Some(k) => k as usize,
            None => usize::MAX,
        };
        Self { k, entries: Vec::new(), floor: 0 }
    }

    pub(crate) fn clear(&mut self) {
        self.entries.clear();
        self.floor = 0;
    }

    /// No score below this is among the best.
    pub(crate) const fn threshold(&self) -> u16 {
        (self.floor >> 16) as u16
    }

    /// Takes a candidate; `draw` gives the lottery and id of a candidate, the smaller is the better.
    pub(crate) fn push(&mut self, score: u32, side: u32, who: u32, draw: impl Fn(u32) -> (u64, u32)) {
        let both = (score << 16) | side;
        if both < self.floor || self.k == 0 {
            return;
        }
        self.entries.push((u64::from(both) << 32) | u64::from(who));
        if self.entries.len() >= self.k.saturating_mul(2).max(64) {
            self.shrink();
            if self.entries.len() > self.k.saturating_add(self.k / 2) {
                self.cut_ties(draw);
            }
        }
    }

    /// Throws away what is worse than the best `k`; keeps their ties.
    fn shrink(&mut self) {
        if self.entries.len() > self.k {
            let (_, &mut least, _) = self.entries.select_nth_unstable_by(self.k - 1, |a, b| b.cmp(a));
            self.floor = (least >> 32) as u32;
            let floor = u64::from(self.floor) << 32;
            self.entries.retain(|&entry| entry >= floor);
        }
    }

    /// Keeps those ties of the last place that win the lottery.
    fn cut_ties(&mut self, draw: impl Fn(u32) -> (u64, u32)) {
        if self.entries.len() <= self.k {
            return;
        }
        let floor = self.floor;
        let better = self.entries.iter().filter(|&&entry| (entry >> 32) as u32 > floor).count();
        let seats = self.k - better;
        let tied = self.entries.iter().map(|&entry| entry as u32);
        let tied = tied.zip(&self.entries).filter(|&(_, &entry)| (entry >> 32) as u32 == floor);
        let mut tied: Vec<((u64, u32), u32)> = tied.map(|(who, _)| (draw(who), who)).collect();
        tied.select_nth_unstable(seats - 1);
        self.entries.retain(|&entry| (entry >> 32) as u32 > floor);
        self.entries.extend(tied[..seats].iter().map(|&(_, who)| (u64::from(floor) << 32) | u64::from(who)));
    }

    /// The best, in no order: who and with what score.
    pub(crate) fn finish(&mut self, draw: impl Fn(u32) -> (u64, u32)) -> impl Iterator<Item = (u32, u16)> + '_ {
        self.shrink();
        self.cut_ties(draw);
        self.entries.iter().map(|&entry| (entry as u32, (entry >> 48) as u16))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_best_and_cuts_ties_by_lottery() {
        let draw = |who: u32| (u64::from(who).wrapping_mul(0x9e37_79b9_7f4a_7c15), who);
        for modulus in [1, 7, 500] {
            let mut all: Vec<(u32, (u64, u32))> = (0..500).map(|i| (i * 131 % modulus, draw(i))).collect();
            all.sort_by_key(|&(score, draw)| (std::cmp::Reverse(score), draw));
            for k in [0, 1, 3, 50, 499, 500, 1_000] {
                let mut top = Top::new(Some(k));
                (0..500).for_each(|i| top.push(i * 131 % modulus, 9, i, draw));
                let mut kept: Vec<u32> = top.finish(draw).map(|(who, _)| who).collect();
                let mut best: Vec<u32> = all.iter().take(k as usize).map(|&(_, (_, who))| who).collect();
                kept.sort_unstable();
                best.sort_unstable();
                assert_eq!(kept, best, "{k} of {modulus}");
            }
        }
    }
}

#![expect(clippy::indexing_slicing, reason = "positions are below the length")]
//! The best `k` of a stream, in memory for a few times `k`.

use crate::kernels::{Checked, Lanes};

/// Keeps the best candidates of one person. What it keeps does not depend on the order they come in.
///
/// A candidate is a number: its score in the upper 16 bits, the other side's score in the next, and in the lower 32
/// who it is. Lottery numbers are drawn only where a tie has to be cut.
#[derive(Debug, Clone)]
pub(crate) struct Top {
    k: usize,
    /// How many entries make it throw the worst away.
    room: usize,
    entries: Vec<u64>,
    /// Scores (both, as one number) below this are not among the best.
    floor: u32,
    path: Checked,
    buffer: Vec<u16>,
}

impl Top {
    pub(crate) const fn new(k: Option<u32>, path: Checked) -> Self {
        let k = match k {
            Some(k) => k as usize,
            None => usize::MAX,
        };
        let room = k.saturating_mul(2);
        Self { k, room: if room < 64 { 64 } else { room }, entries: Vec::new(), floor: 0, path, buffer: Vec::new() }
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
    #[inline(always)]
    pub(crate) fn push(&mut self, score: u32, side: u32, who: u32, draw: impl Fn(u32) -> (u64, u32)) {
        let both = (score << 16) | side;
        if both < self.floor {
            return;
        }
        self.entries.push((u64::from(both) << 32) | u64::from(who));
        if self.entries.len() >= self.room {
            self.make_room(draw);
        }
    }

    /// Takes candidates whose other side has the same score: `start` plus each lane, with the score of the lane.
    #[inline]
    pub(crate) fn push_all(&mut self, start: u32, lanes: &[u16], scores: &Lanes, draw: impl Fn(u32) -> (u64, u32)) {
        let old = self.entries.len();
        self.entries.resize(old + lanes.len(), 0);
        let mut len = old;
        for &lane in lanes {
            let score = u32::from(scores.0[usize::from(lane)]);
            let both = (score << 16) | score;
            self.entries[len] = (u64::from(both) << 32) | u64::from(start + u32::from(lane));
            // Without a branch: which candidates are good enough is hard to predict.
            len += usize::from(both >= self.floor);
        }
        self.entries.truncate(len);
        if len >= self.room {
            self.make_room(draw);
        }
    }

    #[cold]
    #[inline(never)]
    fn make_room(&mut self, draw: impl Fn(u32) -> (u64, u32)) {
        self.shrink();
        if self.entries.len() > self.k.saturating_add(self.k / 2) {
            self.cut_ties(draw);
        }
    }

    /// Throws away what has a lower score than the best `k`; keeps their ties, and the order.
    fn shrink(&mut self) {
        if self.k == 0 {
            self.entries.clear();
        } else if self.entries.len() > self.k {
            let least = self.path.kth_score(&self.entries, self.k, self.threshold(), &mut self.buffer);
            self.floor = u32::from(least) << 16;
            let floor = u64::from(self.floor) << 32;
            // Like `retain`, without a branch: which entries stay is as good as random.
            let mut kept = 0;
            for at in 0..self.entries.len() {
                let entry = self.entries[at];
                self.entries[kept] = entry;
                kept += usize::from(entry >= floor);
            }
            self.entries.truncate(kept);
        }
    }

    /// Keeps those ties of the last place that have the higher other side or win the lottery. Follows a shrink.
    fn cut_ties(&mut self, draw: impl Fn(u32) -> (u64, u32)) {
        if self.entries.len() <= self.k {
            return;
        }
        let floor = self.threshold();
        let score = |entry: u64| (entry >> 48) as u16;
        let rank = |entry: u64| (std::cmp::Reverse((entry >> 32) as u16), draw(entry as u32));
        let better = self.entries.iter().filter(|&&entry| score(entry) > floor).count();
        let tied = self.entries.iter().filter(|&&entry| score(entry) == floor);
        let mut tied: Vec<_> = tied.map(|&entry| rank(entry)).collect();
        let (_, &mut last, _) = tied.select_nth_unstable(self.k - better - 1);
        self.entries.retain(|&entry| score(entry) > floor || rank(entry) <= last);
    }

    /// The best, in the order they came in: who and with what score.
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
                let mut top = Top::new(Some(k), crate::kernels::Path::best().or_portable());
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

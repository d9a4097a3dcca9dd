//! A priority queue for distances that never fall below the last one taken.

#![expect(clippy::indexing_slicing, reason = "a bucket is found from the leading bits of a distance")]

/// The radix heap of Ahuja, Mehlhorn, Orlin and Tarjan (1990): what lies in bucket `b` differs from the last distance
/// taken in bit `b − 1` first.
pub(super) struct Queue {
    last: i64,
    /// One bit for each bucket that is not empty, but for bucket 0.
    used: u64,
    buckets: Vec<Vec<(i64, u32)>>,
}

impl Queue {
    pub(super) fn new() -> Self {
        Self { last: 0, used: 0, buckets: (0..=64).map(|_| Vec::new()).collect() }
    }

    pub(super) fn clear(&mut self) {
        self.last = 0;
        self.buckets[0].clear();
        while self.used != 0 {
            let bucket = self.used.trailing_zeros();
            self.buckets[bucket as usize + 1].clear();
            self.used &= self.used - 1;
        }
    }

    #[inline]
    pub(super) fn push(&mut self, distance: i64, name: u32) {
        let bucket = (64 - (distance ^ self.last).leading_zeros()) as usize;
        if bucket > 0 {
            self.used |= 1 << (bucket - 1);
        }
        self.buckets[bucket].push((distance, name));
    }

    #[inline]
    pub(super) fn pop(&mut self) -> Option<(i64, u32)> {
        if let Some(next) = self.buckets[0].pop() {
            return Some(next);
        }
        if self.used == 0 {
            return None;
        }
        let bucket = self.used.trailing_zeros() as usize + 1;
        self.used &= self.used - 1;
        let mut moved = std::mem::take(&mut self.buckets[bucket]);
        self.last = moved.iter().map(|(distance, _)| *distance).min().unwrap_or(self.last);
        for (distance, name) in moved.drain(..) {
            self.push(distance, name);
        }
        self.buckets[bucket] = moved;
        self.buckets[0].pop()
    }
}

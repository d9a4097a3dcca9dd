//! A clock that stands still and chance that repeats: for tests, demonstrations and replays, never where secrets matter.

use super::{Clock, IdSource};
use crate::values::Timestamp;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

/// A clock that moves only when it is told to.
#[derive(Debug)]
pub struct TestClock(AtomicI64);

impl TestClock {
    /// A clock that stands at a moment.
    #[must_use]
    pub const fn at(now: Timestamp) -> Self {
        Self(AtomicI64::new(now.as_micros()))
    }

    /// Moves it.
    pub fn set(&self, now: Timestamp) {
        self.0.store(now.as_micros(), Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(self.0.load(Ordering::SeqCst))
    }
}

/// Bytes that are the same for the same seed on every platform: SplitMix64 over a counter.
#[derive(Debug)]
pub struct SeededIds(AtomicU64);

impl SeededIds {
    /// Starts from a seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }
}

impl IdSource for SeededIds {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let state = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::SeqCst).wrapping_add(0x9e37_79b9_7f4a_7c15);
            let z = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            for (byte, random) in chunk.iter_mut().zip((z ^ (z >> 31)).to_le_bytes()) {
                *byte = random;
            }
        }
    }
}

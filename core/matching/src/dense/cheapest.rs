//! Keeps the few smallest of a stream of numbers.

#![expect(clippy::indexing_slicing, reason = "slots of an owner lie in the range made for it")]

/// For each owner, the `keep` smallest keys seen so far and the limit below which another is of interest.
///
/// Each owner has room for twice as many; when that is full, the larger half is dropped and the limit sinks to what
/// is left. So a new key costs one comparison, and the comparisons of many owners run side by side in `limits`.
pub(super) struct Cheapest {
    keep: usize,
    limits: Vec<i32>,
    filled: Vec<u32>,
    slots: Vec<(i32, u32)>,
}

impl Cheapest {
    pub(super) fn new(owners: usize, keep: usize, limit: i32) -> Self {
        Self { keep, limits: vec![limit; owners], filled: vec![0; owners], slots: vec![(0, 0); owners * keep * 2] }
    }

    /// Keys below the limit of their owner are of interest.
    pub(super) fn limits(&self) -> &[i32] {
        &self.limits
    }

    /// Takes a key that is below the limit.
    #[inline]
    pub(super) fn push(&mut self, owner: usize, key: i32, name: u32) {
        let room = self.keep * 2;
        let filled = &mut self.filled[owner];
        self.slots[owner * room + *filled as usize] = (key, name);
        *filled += 1;
        if *filled as usize == room {
            self.shrink(owner);
        }
    }

    #[cold]
    #[inline(never)]
    fn shrink(&mut self, owner: usize) {
        let room = self.keep * 2;
        let filled = self.filled[owner] as usize;
        if filled <= self.keep {
            return;
        }
        let slots = &mut self.slots[owner * room..owner * room + filled];
        let (_, last, _) = slots.select_nth_unstable(self.keep - 1);
        self.limits[owner] = last.0;
        self.filled[owner] = u32::try_from(self.keep).unwrap_or(u32::MAX);
    }

    /// What is left for an owner: at most `keep`.
    pub(super) fn take(&mut self, owner: usize) -> &[(i32, u32)] {
        self.shrink(owner);
        let from = owner * self.keep * 2;
        &self.slots[from..from + self.filled[owner] as usize]
    }

    /// How many an owner holds.
    pub(super) fn len(&self, owner: usize) -> usize {
        self.filled[owner] as usize
    }

    /// Forgets what an owner holds and sets its limit anew.
    pub(super) fn clear(&mut self, owner: usize, limit: i32) {
        self.limits[owner] = limit;
        self.filled[owner] = 0;
    }
}

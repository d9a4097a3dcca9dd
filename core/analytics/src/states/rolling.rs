//! Who was there in the last days, day after day.

use super::users::Users;

/// The union of the last sets pushed, with about two unions a push whatever their number: two stacks, of which one holds the unions of what
/// it still has (the queue of two stacks with a running aggregate; K. Tangwongsan and others, "General incremental sliding-window
/// aggregation", 2015).
#[derive(Debug, Clone)]
pub struct Rolling {
    length: usize,
    /// Unions of each old set with all younger ones of the stack, the oldest last.
    old: Vec<Users>,
    young: Vec<Users>,
    all_young: Users,
}

impl Rolling {
    /// Of so many sets, at least one.
    #[must_use]
    pub fn new(length: usize) -> Self {
        Self { length: length.max(1), old: Vec::new(), young: Vec::new(), all_young: Users::default() }
    }

    /// Puts the set of the next day in and counts who is in any of the last ones, fewer at first.
    ///
    /// ```
    /// # use semillero_analytics::{Rolling, Users};
    /// let days = [vec![1, 2], vec![2], vec![], vec![3]];
    /// let mut rolling = Rolling::new(2);
    /// let counts: Vec<u64> = days.into_iter().map(|day| rolling.push(day.into_iter().collect())).collect();
    /// assert_eq!(counts, [2, 2, 1, 1]);
    /// ```
    pub fn push(&mut self, next: Users) -> u64 {
        if self.old.len() + self.young.len() == self.length {
            if self.old.is_empty() {
                let mut all = Users::default();
                self.old = self
                    .young
                    .drain(..)
                    .rev()
                    .map(|set| {
                        all.add(&set);
                        all.clone()
                    })
                    .collect();
                self.all_young = Users::default();
            }
            self.old.pop();
        }
        self.all_young.add(&next);
        self.young.push(next);
        self.old.last().map_or_else(|| self.all_young.count(), |old| old.union_count(&self.all_young))
    }
}

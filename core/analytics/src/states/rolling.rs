//! Who was there in the last days, day after day.

use super::users::Users;

/// Ordinals below this are kept as plain bits, at most 256 KiB a set, which are united and counted many at a time.
const DENSE: u32 = 1 << 21;

/// The union of the last sets pushed, with about two unions a push whatever their number: two stacks, of which one holds the unions of what
/// it still has (K. Tangwongsan and others, "General incremental sliding-window aggregation", 2015).
#[derive(Debug, Clone)]
pub struct Rolling(Sets);

#[derive(Debug, Clone)]
enum Sets {
    Dense(Queue<Bits>),
    Sparse(Queue<Users>),
}

impl Rolling {
    /// Of so many sets, at least one.
    #[must_use]
    pub fn new(length: usize) -> Self {
        Self(Sets::Dense(Queue::new(length.max(1))))
    }

    /// Puts the set of the next day in and counts who is in any of the last ones, fewer at first.
    ///
    /// ```
    /// # use semillero_analytics::{Rolling, Users};
    /// let days: [Users; 4] = [vec![1, 2], vec![2], vec![], vec![3]].map(|day| day.into_iter().collect());
    /// let mut rolling = Rolling::new(2);
    /// assert_eq!(days.map(|day| rolling.push(&day)), [2, 2, 1, 1]);
    /// ```
    pub fn push(&mut self, next: &Users) -> u64 {
        if let Sets::Dense(queue) = &self.0
            && next.last().is_some_and(|last| last >= DENSE)
        {
            self.0 = Sets::Sparse(queue.as_users());
        }
        match &mut self.0 {
            Sets::Dense(queue) => queue.push(Bits::of(next)),
            Sets::Sparse(queue) => queue.push(next.clone()),
        }
    }
}

/// Sets that can be united.
trait Unite: Clone + Default {
    fn add(&mut self, other: &Self);
    fn union_count(&self, other: &Self) -> u64;
}

impl Unite for Users {
    fn add(&mut self, other: &Self) {
        self.add(other);
    }

    fn union_count(&self, other: &Self) -> u64 {
        self.union_count(other)
    }
}

#[derive(Debug, Clone, Default)]
struct Bits(Vec<u64>);

impl Bits {
    fn of(users: &Users) -> Self {
        let mut bits = vec![0_u64; users.last().map_or(0, |last| usize::try_from(last >> 6).unwrap_or(usize::MAX) + 1)];
        users.put_bits(&mut bits);
        Self(bits)
    }
}

impl Unite for Bits {
    fn add(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        self.0.iter_mut().zip(&other.0).for_each(|(mine, other)| *mine |= other);
    }

    fn union_count(&self, other: &Self) -> u64 {
        let (short, long) = if self.0.len() < other.0.len() { (&self.0, &other.0) } else { (&other.0, &self.0) };
        let (both, rest) = long.split_at(short.len());
        let count = |sum: u64, word: u64| sum + u64::from(word.count_ones());
        let shared = both.iter().zip(short).fold(0, |sum, (a, b)| count(sum, a | b));
        rest.iter().fold(shared, |sum, word| count(sum, *word))
    }
}

#[derive(Debug, Clone)]
struct Queue<S> {
    length: usize,
    /// Unions of each old set with all younger ones of the stack, the oldest last.
    old: Vec<S>,
    young: Vec<S>,
    all_young: S,
}

impl<S: Unite> Queue<S> {
    fn new(length: usize) -> Self {
        Self { length, old: Vec::new(), young: Vec::new(), all_young: S::default() }
    }

    fn push(&mut self, next: S) -> u64 {
        if self.old.len() + self.young.len() == self.length {
            if self.old.is_empty() {
                self.all_young = S::default();
                let mut all = S::default();
                let union = |set| {
                    all.add(&set);
                    all.clone()
                };
                self.old = self.young.drain(..).rev().map(union).collect();
            }
            self.old.pop();
        }
        self.all_young.add(&next);
        self.young.push(next);
        let none = S::default();
        self.old.last().unwrap_or(&none).union_count(&self.all_young)
    }
}

impl Queue<Bits> {
    fn as_users(&self) -> Queue<Users> {
        let words = |(at, word): (u32, &u64)| {
            let word = *word;
            (0..64).filter(move |bit| word >> bit & 1 != 0).map(move |bit| at * 64 + bit)
        };
        let users = |bits: &Bits| (0..).zip(&bits.0).flat_map(words).collect::<Users>();
        Queue {
            length: self.length,
            old: self.old.iter().map(users).collect(),
            young: self.young.iter().map(users).collect(),
            all_young: users(&self.all_young),
        }
    }
}

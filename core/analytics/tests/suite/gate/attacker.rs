//! Somebody who has a whole release, knows what each figure counts, and tries every table of whole numbers that agrees with it.
//! Shares no code with the gate: a depth-first search, no linear programming.

/// What the attacker knows: sums over people told apart as finely as can be.
#[derive(Debug, Clone, Default)]
pub(super) struct Puzzle {
    /// The finest groups, and the least that each may have.
    pub groups: usize,
    /// Sets of groups, and how many they have together.
    pub known: Vec<(Vec<usize>, i64)>,
    /// Sets of groups that have at least so many together.
    pub at_least: Vec<(Vec<usize>, i64)>,
    /// More than this in one group is not tried, which only makes the attacker believe to know more than she does.
    pub most: i64,
}

const MOST_NODES: usize = 60_000;

impl Puzzle {
    /// Whether some set of groups may have so many together; nothing when trying takes too long.
    pub(super) fn may_have(&self, set: &[usize], count: i64) -> Option<bool> {
        let mut puzzle = self.clone();
        puzzle.known.push((set.to_vec(), count));
        puzzle.has_solution()
    }

    /// Whether there is any table at all.
    pub(super) fn has_solution(&self) -> Option<bool> {
        let mut known = self.known.clone();
        known.sort_by_key(|(set, _)| set.len());
        // Groups of short sums first, so that sums close early.
        let mut order: Vec<usize> = Vec::new();
        for group in known.iter().flat_map(|(set, _)| set.iter().copied()).chain(0..self.groups) {
            if !order.contains(&group) {
                order.push(group);
            }
        }
        let place = |group: &usize| order.iter().position(|one| one == group).unwrap();
        let sums = |list: &[(Vec<usize>, i64)]| -> Vec<Sum> {
            list.iter()
                .map(|(set, count)| {
                    let mut members = vec![false; self.groups];
                    set.iter().for_each(|group| members[place(group)] = true);
                    let after =
                        (0..=self.groups).map(|at| members[at..].iter().filter(|one| **one).count() as i64).collect();
                    Sum { members, after, left: *count }
                })
                .collect()
        };
        let mut search =
            Search { exact: sums(&known), least: sums(&self.at_least), most: self.most, nodes: 0, groups: self.groups };
        search.from(0)
    }
}

struct Sum {
    members: Vec<bool>,
    after: Vec<i64>,
    left: i64,
}

struct Search {
    exact: Vec<Sum>,
    least: Vec<Sum>,
    most: i64,
    nodes: usize,
    groups: usize,
}

impl Search {
    fn from(&mut self, at: usize) -> Option<bool> {
        self.nodes += 1;
        if self.nodes > MOST_NODES {
            return None;
        }
        let possible = self.exact.iter().all(|sum| 0 <= sum.left && sum.left <= sum.after[at] * self.most)
            && self.least.iter().all(|sum| sum.left <= sum.after[at] * self.most);
        if !possible {
            return Some(false);
        }
        if at == self.groups {
            return Some(true);
        }
        let of = |sum: &&Sum| sum.members[at];
        let most = self.exact.iter().filter(of).map(|sum| sum.left).min().unwrap_or(self.most).min(self.most);
        for count in 0..=most {
            for sum in self.exact.iter_mut().chain(&mut self.least).filter(|sum| sum.members[at]) {
                sum.left -= count;
            }
            let found = self.from(at + 1);
            for sum in self.exact.iter_mut().chain(&mut self.least).filter(|sum| sum.members[at]) {
                sum.left += count;
            }
            if found != Some(false) {
                return found;
            }
        }
        Some(false)
    }
}

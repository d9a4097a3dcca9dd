//! Whole tables that agree with what is shown: the simplex method (G. Dantzig, 1951) with bounded variables, in whole numbers only.
//!
//! The truth is such a table, so the search starts from it and moves in steps that keep every sum. It exchanges a basic variable only for
//! one whose coefficient is 1 or −1, so that everything stays whole: in sums over one or two dimensions (networks) all coefficients are,
//! and the search is exact; elsewhere it may miss a table, and the caller hides more.

#![expect(clippy::indexing_slicing, reason = "rows and columns are those that `new` makes")]

use super::audit::Need;

/// Beyond every count and amount, and far from overflow.
const FAR: i64 = 1 << 56;
/// The most coefficients of a set of sums.
const MOST_CELLS: usize = 6_000_000;
/// The most work on a set of sums, in coefficients read.
const MOST_WORK: u64 = 400_000_000;

pub(super) struct System {
    /// Each row is a sum that is 0; the coefficient of its basic variable is 1, and no other row has that variable.
    rows: Vec<Vec<i32>>,
    basic: Vec<usize>,
    /// By variable, the row in which it is basic.
    row_of: Vec<Option<usize>>,
    now: Vec<i64>,
    low: Vec<i64>,
    high: Vec<i64>,
    /// The least and the greatest that any table found so far has.
    least: Vec<i64>,
    most: Vec<i64>,
    work: u64,
}

impl System {
    /// The sums of a set of variables, with the truth of each and its bounds. Nothing when they are too many or too large.
    pub(super) fn new(sums: &[Vec<(usize, i64)>], variables: &[(i64, Option<i64>, Option<i64>)]) -> Option<Self> {
        let size = variables.len();
        if sums.len().checked_mul(size)? > MOST_CELLS
            || variables.iter().any(|(truth, ..)| truth.saturating_abs() >= FAR / 4)
        {
            return None;
        }
        let now: Vec<i64> = variables.iter().map(|(truth, ..)| *truth).collect();
        let mut system = Self {
            rows: Vec::with_capacity(sums.len()),
            basic: Vec::with_capacity(sums.len()),
            row_of: vec![None; size],
            least: now.clone(),
            most: now.clone(),
            now,
            low: variables.iter().map(|(_, low, _)| low.unwrap_or(-FAR)).collect(),
            high: variables.iter().map(|(.., high)| high.unwrap_or(FAR)).collect(),
            work: 0,
        };
        let mut uses = vec![0_usize; size];
        sums.iter().flatten().for_each(|(at, _)| uses[*at] += 1);
        for sum in sums {
            let mut row = vec![0_i32; size];
            for (at, sign) in sum {
                row[*at] += i32::try_from(*sign).ok()?;
            }
            system.add(row, &uses)?;
        }
        Some(system)
    }

    fn add(&mut self, mut row: Vec<i32>, uses: &[usize]) -> Option<()> {
        for (with, basic) in self.rows.iter().zip(&self.basic) {
            subtract(&mut row, with, *basic)?;
        }
        if row.iter().all(|coefficient| *coefficient == 0) {
            return Some(());
        }
        let ones = row.iter().enumerate().filter(|(_, coefficient)| coefficient.abs() == 1);
        let (at, _) = ones.min_by_key(|(at, _)| (uses[*at], *at))?;
        self.rows.push(row);
        self.basic.push(at);
        self.row_of[at] = Some(self.rows.len() - 1);
        self.eliminate(self.rows.len() - 1, at)
    }

    /// Makes a variable the basic one of a row, in which its coefficient is 1 or −1.
    fn eliminate(&mut self, at: usize, variable: usize) -> Option<()> {
        let mut row = std::mem::take(&mut self.rows[at]);
        if row[variable] < 0 {
            row.iter_mut().for_each(|coefficient| *coefficient = -*coefficient);
        }
        let mut done = Some(());
        for other in self.rows.iter_mut().filter(|other| !other.is_empty()) {
            self.work += 1;
            if other[variable] != 0 {
                self.work += row.len() as u64;
                done = done.and(subtract(other, &row, variable));
            }
        }
        self.rows[at] = row;
        done
    }

    pub(super) fn exhausted(&self) -> bool {
        self.work > MOST_WORK
    }

    /// Whether there are tables in which a variable spans what it needs.
    pub(super) fn reaches(&mut self, at: usize, need: Need) -> bool {
        if need.is_met(self.least[at], self.most[at]) {
            return true;
        }
        match need {
            Need::Span(low, high) => {
                // Upwards and downwards take turns so that the tables found for one variable serve others too.
                (self.most[at] >= high || self.towards(at, 1, high))
                    && (self.least[at] <= low || self.towards(at, -1, low))
            }
            Need::Width(width) => {
                let high = self.least[at].saturating_add(width);
                if !self.towards(at, 1, high) {
                    let low = self.most[at].saturating_sub(width);
                    self.towards(at, -1, low);
                }
                need.is_met(self.least[at], self.most[at])
            }
        }
    }

    /// Moves a variable up (1) or down (−1) until it is at a target; whether it gets there.
    fn towards(&mut self, at: usize, way: i64, target: i64) -> bool {
        let most_turns = 100 + 8 * self.rows.len();
        for _ in 0..most_turns {
            let need = (target - self.now[at]).saturating_mul(way);
            if need <= 0 {
                return true;
            }
            if self.exhausted() || !self.improve(at, way, need) {
                return false;
            }
        }
        false
    }

    /// One step towards a target, or one exchange that may make a step possible.
    fn improve(&mut self, at: usize, way: i64, need: i64) -> bool {
        let entering: Vec<(usize, i64, i64)> = match self.row_of[at] {
            None => vec![(at, way, need)],
            Some(row) => {
                self.work += self.rows[row].len() as u64;
                let others =
                    self.rows[row].iter().enumerate().filter(|(other, coefficient)| *other != at && **coefficient != 0);
                others
                    .map(|(other, coefficient)| {
                        let coefficient = i64::from(*coefficient);
                        // The basic variable moves by −coefficient for each step of the other.
                        (other, -way * coefficient.signum(), (need + coefficient.abs() - 1) / coefficient.abs())
                    })
                    .collect()
            }
        };
        let mut exchange: Option<(usize, usize)> = None;
        for (variable, way, wanted) in entering {
            let room = self.room(variable, way);
            if room <= 0 {
                continue;
            }
            let (step, blocked_by) = self.step(variable, way, wanted.min(room));
            if step > 0 {
                self.go(variable, way * step);
                return true;
            }
            // Bland's rule (1977): the first that may enter, the first that stands in the way.
            if let (None, Some(row)) = (exchange, blocked_by) {
                exchange = Some((row, variable));
            }
        }
        let Some((row, variable)) = exchange else { return false };
        let leaving = self.basic[row];
        self.row_of[leaving] = None;
        self.row_of[variable] = Some(row);
        self.basic[row] = variable;
        if self.eliminate(row, variable).is_none() {
            // A coefficient has outgrown its type: nothing found from here on would be a proof.
            self.work = u64::MAX;
            return false;
        }
        true
    }

    fn room(&self, variable: usize, way: i64) -> i64 {
        if way > 0 { self.high[variable] - self.now[variable] } else { self.now[variable] - self.low[variable] }
    }

    /// How far a variable that is not basic can go, and the row of the basic variable that stops it and can be exchanged for it.
    fn step(&mut self, variable: usize, way: i64, most: i64) -> (i64, Option<usize>) {
        let mut step = most;
        let mut blocked_by: Option<(usize, usize)> = None;
        self.work += self.rows.len() as u64;
        for (at, row) in self.rows.iter().enumerate() {
            let coefficient = i64::from(row[variable]);
            if coefficient == 0 {
                continue;
            }
            let basic = self.basic[at];
            let room = self.room(basic, -way * coefficient.signum()) / coefficient.abs();
            if room < step || (room == 0 && step == 0) {
                if room < step {
                    blocked_by = None;
                }
                step = room;
                if coefficient.abs() == 1 && blocked_by.is_none_or(|(before, _)| basic < before) {
                    blocked_by = Some((basic, at));
                }
            }
        }
        (step, blocked_by.map(|(_, at)| at))
    }

    fn go(&mut self, variable: usize, by: i64) {
        self.set(variable, by);
        for at in 0..self.rows.len() {
            let coefficient = i64::from(self.rows[at][variable]);
            if coefficient != 0 {
                self.set(self.basic[at], -coefficient * by);
            }
        }
    }

    fn set(&mut self, variable: usize, by: i64) {
        let now = self.now[variable] + by;
        self.now[variable] = now;
        self.least[variable] = self.least[variable].min(now);
        self.most[variable] = self.most[variable].max(now);
    }
}

/// Takes a row off another as often as makes a variable vanish there; nothing when a coefficient outgrows its type.
fn subtract(row: &mut [i32], with: &[i32], variable: usize) -> Option<()> {
    let times = row[variable].checked_mul(with[variable])?;
    if times != 0 {
        for (one, other) in row.iter_mut().zip(with) {
            if *other != 0 {
                *one = one.checked_sub(times.checked_mul(*other)?)?;
            }
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_hidden_parts_of_ten_may_be_anything_that_adds_up() {
        // a + b = 10 of which 3 and 7 are true, both at least 1.
        let sums = vec![vec![(0, 1), (1, 1)]];
        let bounds = [(3, Some(1), None), (7, Some(1), None)];
        let spans = |need| System::new(&sums, &bounds).unwrap().reaches(0, need);
        assert!(spans(Need::Span(1, 9)));
        assert!(!spans(Need::Span(1, 10)));
        assert!(!spans(Need::Span(0, 9)));
        assert!(spans(Need::Width(8)));
        assert!(!spans(Need::Width(9)));
    }

    #[test]
    fn a_square_moves_as_far_as_its_smallest_corner() {
        // Rows and columns of a 2 × 2 table with 2, 9 over 4, 6: the first may be 1 to 5, since the 4 below and the 9 beside feed it.
        let sums = vec![vec![(0, 1), (1, 1)], vec![(2, 1), (3, 1)], vec![(0, 1), (2, 1)], vec![(1, 1), (3, 1)]];
        let bounds = [2, 9, 4, 6].map(|truth| (truth, Some(1), None));
        let spans = |need| System::new(&sums, &bounds).unwrap().reaches(0, need);
        assert!(spans(Need::Span(1, 5)));
        assert!(!spans(Need::Span(1, 6)));
    }
}

//! One case solved: the groups that do not cross, and the splits of a branch.

#![expect(clippy::indexing_slicing, reason = "indices of a checked instance point into its own lists")]

use super::model::{Built, Model, Set, TOTAL};
use super::simplex::{Potentials, Simplex};
use super::start::start;
use crate::{FairCase, FairGoal, FairStep, Limits, Objective};

/// A best solution of a case, comparable with those of other cases: the greater, the better.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Worth {
    size: usize,
    /// The least score, or all of them from below.
    scores: Vec<u32>,
    total: u64,
    /// Minus the lottery sum.
    luck: i128,
}

/// What came out of a case.
pub(super) struct Solved {
    /// Nothing when the case is impossible; otherwise the pairs, and what they are worth.
    pub(super) best: Option<(Vec<u32>, Worth)>,
    pub(super) case: FairCase,
    /// Whether the limits ended it early.
    pub(super) stopped: bool,
}

/// Whether the sets that do not cross can be kept at all; if not, the proof.
pub(super) fn feasible(model: &Model<'_>, splits: &[Set]) -> Result<(Built, Simplex), FairCase> {
    let step = |prices| FairStep { objective: Objective::Nothing, prices };
    if model.upside_down(splits).is_some() {
        return Err(FairCase { ladder: vec![step(Vec::new())], ..FairCase::default() });
    }
    let built = model.build(splits);
    match Simplex::new(built.nodes, built.arcs.clone(), start(model.instance, &built)) {
        Ok(simplex) => Ok((built, simplex)),
        Err(potentials) => {
            let prices = built.prices(&potentials, i128::from);
            Err(FairCase { ladder: vec![step(prices)], ..FairCase::default() })
        }
    }
}

/// Solves a case. Without a goal, any solution will do.
pub(super) fn solve(model: &Model<'_>, splits: &[Set], goal: Option<FairGoal>, limits: &Limits<'_>) -> Solved {
    let (built, simplex) = match feasible(model, splits) {
        Ok(found) => found,
        Err(case) => return Solved { best: None, case, stopped: false },
    };
    let mut run = Run { model, built, simplex, limits, case: FairCase::default() };
    let stopped = goal.is_some_and(|goal| run.climb(goal).is_none());
    let pairs = run.pairs();
    let worth = worth(model, &pairs, goal);
    Solved { best: Some((pairs, worth)), case: run.case, stopped }
}

fn worth(model: &Model<'_>, pairs: &[u32], goal: Option<FairGoal>) -> Worth {
    let mut scores: Vec<u32> = pairs.iter().map(|&pair| model.instance.pairs()[pair as usize].score).collect();
    let total = scores.iter().map(|&score| u64::from(score)).sum();
    scores.sort_unstable();
    if goal == Some(FairGoal::MaxMin) {
        scores.truncate(1);
    }
    Worth {
        size: pairs.len(),
        scores,
        total: if goal == Some(FairGoal::MaxMin) { total } else { 0 },
        luck: -pairs.iter().map(|&pair| i128::from(model.luck[pair as usize])).sum::<i128>(),
    }
}

struct Run<'a> {
    model: &'a Model<'a>,
    built: Built,
    simplex: Simplex,
    limits: &'a Limits<'a>,
    case: FairCase,
}

impl Run<'_> {
    fn pairs(&self) -> Vec<u32> {
        let all = 0..self.model.instance.pairs().len();
        (0_u32..).zip(all).filter(|&(_, at)| self.carries(at)).map(|(pair, _)| pair).collect()
    }

    fn carries(&self, pair: usize) -> bool {
        self.simplex.flow(self.built.first_pair + pair) > 0
    }

    fn record(&mut self, objective: Objective, potentials: &Potentials<i64>) {
        let prices = self.built.prices(potentials, i128::from);
        self.case.ladder.push(FairStep { objective, prices });
    }

    /// Climbs the ladder; nothing when the limits ended it.
    fn climb(&mut self, goal: FairGoal) -> Option<()> {
        let most = |arc: usize| -i64::from(arc == TOTAL);
        let potentials = self.simplex.minimise(&most);
        self.record(Objective::Pairs, &potentials);
        self.simplex.freeze(&most, &potentials);
        if self.simplex.flow(TOTAL) == 0 {
            return Some(());
        }
        self.bottleneck()?;
        match goal {
            FairGoal::MaxMin => self.largest_total(),
            FairGoal::Leximin => self.levels()?,
        }
        Some(())
    }

    /// Counts pairs by a test of their scores, at the least.
    fn fewest(&mut self, counts: impl Fn(u32) -> bool) -> Potentials<i64> {
        let (pairs, first) = (self.model.instance.pairs(), self.built.first_pair);
        let counts = |at: usize| pairs.get(at).is_some_and(|pair| counts(pair.score));
        self.simplex.minimise(&|arc| i64::from(arc.checked_sub(first).is_some_and(counts)))
    }

    fn freeze_fewest(&mut self, counts: impl Fn(u32) -> bool, potentials: &Potentials<i64>) {
        let (pairs, first) = (self.model.instance.pairs(), self.built.first_pair);
        let counts = |at: usize| pairs.get(at).is_some_and(|pair| counts(pair.score));
        self.simplex.freeze(&|arc| i64::from(arc.checked_sub(first).is_some_and(counts)), potentials);
    }

    fn least_score(&self) -> u32 {
        let all = self.model.instance.pairs().iter().enumerate();
        all.filter(|&(at, _)| self.carries(at)).map(|(_, pair)| pair.score).min().unwrap_or_default()
    }

    /// The greatest least score, by halving the distinct scores that are left.
    fn bottleneck(&mut self) -> Option<()> {
        let mut scores: Vec<u32> = self.model.instance.pairs().iter().map(|pair| pair.score).collect();
        scores.sort_unstable();
        scores.dedup();
        let place = |score: u32| scores.partition_point(|&other| other < score);
        let mut low = place(self.least_score());
        let mut high = scores.len();
        let mut stopped = false;
        // The start is likely to be the best already, so the first question is about the score just above.
        let mut middle = low;
        while low < high {
            stopped = self.limits.stopped();
            if stopped {
                break;
            }
            let beyond = scores[middle] + 1;
            let potentials = self.fewest(|score| score < beyond);
            let least = self.least_score();
            if least >= beyond {
                low = place(least);
            } else {
                self.case.least = Some(scores[middle]);
                self.case.next = self.built.prices(&potentials, i128::from);
                high = middle;
            }
            middle = low + (high - low) / 2;
        }
        let least = scores[low];
        let potentials = self.fewest(|score| score < least);
        self.record(Objective::Below { score: least }, &potentials);
        self.freeze_fewest(|score| score < least, &potentials);
        (!stopped).then_some(())
    }

    fn largest_total(&mut self) {
        let (pairs, first) = (self.model.instance.pairs(), self.built.first_pair);
        let score = |at: usize| pairs.get(at).map(|pair| -i64::from(pair.score));
        let cost = |arc: usize| arc.checked_sub(first).and_then(score).unwrap_or_default();
        let potentials = self.simplex.minimise(&cost);
        self.record(Objective::Score, &potentials);
        self.simplex.freeze(&cost, &potentials);
        self.least_lottery();
    }

    fn least_lottery(&mut self) {
        let (luck, first) = (&self.model.luck, self.built.first_pair);
        let luck = |at: usize| luck.get(at).map(|&luck| i128::from(luck));
        let potentials = self.simplex.minimise(&|arc| arc.checked_sub(first).and_then(luck).unwrap_or_default());
        let prices = self.built.prices(&potentials, |price| price);
        self.case.ladder.push(FairStep { objective: Objective::Lottery, prices });
    }

    /// The fewest pairs at each score from below. A score that no pair can take any more needs no step.
    fn levels(&mut self) -> Option<()> {
        let mut order: Vec<u32> = (0_u32..).zip(self.model.instance.pairs()).map(|(at, _)| at).collect();
        let score_of = |at: u32| self.model.instance.pairs()[at as usize].score;
        order.sort_unstable_by_key(|&at| score_of(at));
        for level in order.chunk_by(|&a, &b| score_of(a) == score_of(b)) {
            let Some(score) = level.first().map(|&at| score_of(at)) else { continue };
            let open = |&&at: &&u32| self.simplex.is_open(self.built.first_pair + at as usize);
            let open: Vec<usize> = level.iter().filter(open).map(|&at| self.built.first_pair + at as usize).collect();
            if open.iter().all(|&arc| !self.simplex.is_basic(arc) && self.simplex.flow(arc) == 0) {
                open.iter().for_each(|&arc| self.simplex.freeze_arc(arc));
                continue;
            }
            if self.limits.stopped() {
                return None;
            }
            let potentials = self.fewest(|other| other == score);
            self.record(Objective::At { score }, &potentials);
            self.freeze_fewest(|other| other == score, &potentials);
        }
        self.least_lottery();
        Some(())
    }
}

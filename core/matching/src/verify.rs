//! An independent judge of solutions: it shares the types and the lottery with the solvers, and no other code.

mod arrivals;
mod blocking;
mod bound;
mod cover;
mod fair;
mod fairness;
mod graph;
mod held;
mod lists;
mod must;
mod optimal;
mod profile;
mod profile_cycle;
mod residual;

use serde::{Deserialize, Serialize};

pub use fair::{FairBound, fair_bound};
pub use fairness::{Envy, Fairness, Filled, GroupResult, ListQuality, Occupancy, RankSpread};
pub use graph::{GraphVerdict, verify_graph};
pub use lists::{ListsVerdict, verify_stable_graph};
pub use optimal::certificate_gap;
pub use profile::profile_is_proven;

use crate::{Certificate, Instance, Solution, Strategy};
use held::Held;

/// Everything that can be said about a solution by looking at it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verdict {
    /// How many different pairs there are, eligible or not.
    pub size: u32,
    /// The sum of the scores of the eligible ones.
    pub score: u64,
    /// How many mentees have nobody.
    pub unmatched: u32,
    /// How many eligible pairs are the mentee's 1st, 2nd … rank, by rank; ranks nobody got are left out.
    pub ranks: Vec<RankCount>,
    /// What the solution breaks.
    pub breaches: Breaches,
    /// The pairs that would rather have each other, ties broken by the lottery. All zero for [`Strategy::Stable`]. Pairs
    /// that must be made, and their places, are left out: nobody can have those.
    pub blocking: Blocking,
    /// Those among them that say so by their ranks alone: both sides gain, and no lottery is needed to see it. All zero
    /// for [`Strategy::StableTies`], too.
    pub weak_blocking: Blocking,
    /// How many more pairs would rather have each other than pairs that must be made.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub blocked_by_must: u64,
    /// Whether the solution of a strategy that claims an optimum is the best there is; nothing for the others, or when
    /// that was too much to find out. Proven either way: by the solution's prices, or by a search for an improving cycle.
    /// Of a [`Strategy::Fair`] solution, false means that its proof does not show it.
    pub optimal: Option<bool>,
    /// No matching has more pairs than this, as the [`Cover`](crate::Cover) of the certificate proves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size_bound: Option<u64>,
    /// Under [`Strategy::Online`]: how many mentees did not get the best that was free when they came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passed_over: Option<u32>,
    /// Under [`Strategy::Online`]: no matching of everybody at once has a larger total score than this, as the prices prove.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hindsight: Option<u64>,
    /// How it treats people.
    #[serde(default)]
    pub fairness: Fairness,
    /// What the groups got, in the order of the rules.
    #[serde(default)]
    pub groups: Vec<GroupResult>,
}

/// How many pairs have this rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RankCount {
    /// The mentee's rank of the mentor.
    pub rank: u32,
    /// The number of pairs.
    pub pairs: u32,
}

/// What a solution breaks, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Breaches {
    /// Mentees with more mentors than they take.
    pub mentee_capacity: u32,
    /// Mentors with more mentees than they take.
    pub mentor_capacity: u32,
    /// Organisations with more mentees than they take.
    pub organisation_capacity: u32,
    /// Pairs that are not eligible.
    pub not_eligible: u32,
    /// Repetitions of a pair, which count for nothing else.
    pub repeated: u32,
    /// Lines that name a mentee or mentor out of range, which count for nothing else.
    pub unknown: u32,
    /// Lines that contradict the instance or each other: a wrong pair index, a mentee missing from the unmatched list,
    /// on it twice, or on it although matched.
    pub inconsistent: u32,
    /// Pairs that must be made and are not.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub must: u32,
    /// Mentors and organisations with fewer mentees than their floor asks for.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub floor: u32,
}

fn is_zero<T: Default + PartialEq>(number: &T) -> bool {
    *number == T::default()
}

impl Breaches {
    /// Adds up all kinds.
    pub fn total(&self) -> u64 {
        let kinds = [
            self.mentee_capacity,
            self.mentor_capacity,
            self.organisation_capacity,
            self.not_eligible,
            self.repeated,
            self.unknown,
            self.inconsistent,
            self.must,
            self.floor,
        ];
        kinds.into_iter().map(u64::from).sum()
    }
}

/// Blocking pairs by kind: eligible, not together, and the mentee has a free slot or prefers the mentor to one it has.
///
/// Each pair counts once, as the first kind that fits. A mentor or organisation of capacity 0 never blocks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Blocking {
    /// The mentor has a free seat and its organisation too, or it has none.
    pub mentor_and_organisation_have_room: u32,
    /// The mentor has a free seat, the organisation is full, and the mentee would leave a mentor of that very
    /// organisation whom it likes less, which the organisation does not mind.
    pub same_organisation_move: u32,
    /// The mentor has a free seat, the organisation is full and prefers this pair to its worst.
    pub mentor_has_room_organisation_full_prefers: u32,
    /// The mentor is full and prefers this mentee to its worst.
    pub mentor_full_prefers: u32,
}

impl Blocking {
    /// Adds up all kinds.
    pub fn total(&self) -> u64 {
        let kinds = [
            self.mentor_and_organisation_have_room,
            self.same_organisation_move,
            self.mentor_has_room_organisation_full_prefers,
            self.mentor_full_prefers,
        ];
        kinds.into_iter().map(u64::from).sum()
    }
}

impl Verdict {
    /// Whether nothing is broken; says nothing of stability or optimality.
    pub fn is_feasible(&self) -> bool {
        self.breaches.total() == 0
    }

    /// Whether nothing is broken and nobody would rather have each other.
    pub fn is_stable(&self) -> bool {
        self.is_feasible() && self.blocking.total() == 0
    }
}
/// Judges a solution, whoever made it; `seed` is the one its ties were broken with. Takes any input without panic.
pub fn verify(instance: &Instance, seed: u64, solution: &Solution) -> Verdict {
    match solution.strategy {
        // Lists are the largest total score of an instance with other capacities, and are judged as that.
        Strategy::Lists { length, exposure } => {
            let wide = instance.for_lists(length, exposure);
            let mut verdict = judge(&wide, seed, &as_largest_score(solution));
            verdict.fairness.lists = Some(fairness::lists(&Held::read(&wide, solution).0, length, exposure));
            verdict
        }
        Strategy::Greedy | Strategy::Online => {
            let mut verdict = judge(instance, seed, solution);
            let gap = certificate_gap(instance, seed, &as_largest_score(solution));
            verdict.fairness.proven_share_bp = gap.and_then(|gap| share(verdict.score, gap.first));
            if solution.strategy == Strategy::Online {
                verdict.passed_over = Some(arrivals::passed_over(&Held::read(instance, solution).0, seed));
                let beyond = gap.and_then(|gap| u64::try_from(gap.first).ok());
                verdict.hindsight = beyond.map(|beyond| verdict.score.saturating_add(beyond));
            }
            verdict
        }
        _ => judge(instance, seed, solution),
    }
}

fn as_largest_score(solution: &Solution) -> Solution {
    Solution { strategy: Strategy::MaxWeight { first: crate::SizeOrScore::Score }, ..solution.clone() }
}

/// Basis points of the bound, which is the score plus the gap.
fn share(score: u64, gap: i64) -> Option<u32> {
    let (score, gap) = (i128::from(score), i128::from(gap));
    let bound = score + gap.max(0);
    u32::try_from(if bound == 0 { 10_000 } else { score * 10_000 / bound }).ok()
}

fn judge(instance: &Instance, seed: u64, solution: &Solution) -> Verdict {
    let (held, breaches) = Held::read(instance, solution);
    let optimal = match solution.strategy {
        Strategy::Profile { goal } if breaches.total() == 0 && profile::keeps_rules(&held) => {
            match &solution.certificate {
                Some(Certificate::Profile(duals)) if profile::is_proven(&held, goal, seed, duals) => Some(true),
                _ => profile_cycle::can_improve(&held, goal, seed).map(|better| !better),
            }
        }
        Strategy::Profile { .. } => Some(false),
        Strategy::Fair { .. } => {
            let proven = fair::keeps_rules(&held)
                && breaches.total() == 0
                && fair::judge(&held, seed, solution).is_some_and(|judged| judged.optimal);
            (proven || !solution.stopped).then_some(proven)
        }
        _ => optimal::goal_of(&solution.strategy).map(|goal| {
            let proven = || optimal::gap(&held, seed, solution) == Some(crate::Amount::default());
            breaches.total() == 0 && (proven() || !residual::can_improve(&held, goal, seed))
        }),
    };
    let size_bound = match &solution.certificate {
        Some(Certificate::Cover(cover)) => cover::size_bound(instance, cover),
        _ => None,
    };
    let (mut blocking, mut weak_blocking) = (blocking::by_lottery(&held, seed), blocking::by_rank(&held));
    let mut blocked_by_must = 0;
    if let Some((rest, solution)) = must::without(instance, solution) {
        let (held, _) = Held::read(&rest, &solution);
        let all = blocking.total();
        (blocking, weak_blocking) = (blocking::by_lottery(&held, seed), blocking::by_rank(&held));
        blocked_by_must = all.saturating_sub(blocking.total());
    }
    Verdict {
        size: held.size(),
        score: held.score(),
        unmatched: held.unmatched(),
        ranks: held.ranks(),
        breaches,
        blocking,
        weak_blocking,
        blocked_by_must,
        optimal,
        size_bound,
        passed_over: None,
        hindsight: None,
        fairness: fairness::fairness(&held),
        groups: fairness::groups(&held),
    }
}

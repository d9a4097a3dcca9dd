//! Figures from plain counts, and the gate behind which small cells stay.

use super::interval::{Z, clustered, real, wilson};
use super::words::{FigureName, Verdict};
use crate::values::UserId;
use std::collections::BTreeSet;

/// A request that is older than this without a yes has come to nothing.
pub const MATCH_WINDOW_DAYS: i64 = 14;
/// Behind a cell stand at least so many people, for those who may not read the rows.
pub const LEAST_PEOPLE: i64 = 5;
/// From so many on a figure may be compared.
const ENOUGH: i64 = 10;

/// A figure with what it was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Which.
    pub name: FigureName,
    /// The figure; nothing when undefined or suppressed.
    pub value: Option<i64>,
    /// Of how many it speaks.
    pub n: Option<i64>,
    /// Of a rate, what was counted.
    pub numerator: Option<i64>,
    /// Of a rate, out of how many.
    pub denominator: Option<i64>,
    /// Its 95 % interval.
    pub interval: Option<(i64, i64)>,
    /// Whether everything it counts has come to an end.
    pub complete: bool,
    /// What to make of it.
    pub verdict: Verdict,
    /// The least number of people behind one of its cells.
    pub(super) people: i64,
}

impl Figure {
    /// As somebody may see it who may not read the rows: without cells behind which fewer than five people stand.
    #[must_use]
    pub fn gated(self) -> Self {
        // Of nobody there is nothing to tell; that a median is undefined tells of those who wait.
        if self.n == Some(0) || self.people >= LEAST_PEOPLE {
            return self;
        }
        Self {
            value: None,
            n: None,
            numerator: None,
            denominator: None,
            interval: None,
            // "Everybody has a mentor" is a figure too.
            complete: false,
            verdict: Verdict::Suppressed,
            people: 0,
            ..self
        }
    }
}

fn verdict(n: i64) -> Verdict {
    match n {
        0 => Verdict::Undefined,
        1..ENOUGH => Verdict::Insufficient,
        _ => Verdict::Good,
    }
}

/// Basis points of `hits` out of `n`, rounded half up.
fn share(hits: i64, n: i64) -> Option<i64> {
    (n > 0).then(|| (hits * 20_000 + n) / (2 * n))
}

/// A share of people: `hits` out of `n`.
#[must_use]
pub fn ratio(name: FigureName, hits: i64, n: i64, complete: bool) -> Figure {
    ratio_of_things(name, (hits, n), (hits, n - hits), complete)
}

/// A share of things, `hits` out of `n`, with how many people stand behind the hits and behind the rest.
#[must_use]
pub fn ratio_of_things(
    name: FigureName,
    (hits, n): (i64, i64),
    (behind_hits, behind_rest): (i64, i64),
    complete: bool,
) -> Figure {
    Figure {
        name,
        value: share(hits, n),
        n: Some(n),
        numerator: Some(hits),
        denominator: Some(n),
        interval: wilson(hits, n),
        complete,
        verdict: verdict(n),
        people: behind_hits.min(behind_rest),
    }
}

/// The sessions of one pair whose end has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SessionTally {
    /// Held.
    pub held: i64,
    /// Held, missed, called off, or not yet closed.
    pub due: i64,
    /// Of these, not yet closed.
    pub open: i64,
    /// Who mentors.
    pub mentor: Option<UserId>,
    /// Who is mentored.
    pub mentee: Option<UserId>,
}

/// How many people stand behind some pairs: as many as on the side where they are fewer. Five pairs of one mentor speak of her.
fn behind<'a>(pairs: impl Iterator<Item = &'a SessionTally> + Clone) -> i64 {
    let mentors: BTreeSet<Option<UserId>> = pairs.clone().map(|pair| pair.mentor).collect();
    let mentees: BTreeSet<Option<UserId>> = pairs.map(|pair| pair.mentee).collect();
    i64::try_from(mentors.len().min(mentees.len())).unwrap_or(i64::MAX)
}

/// Session completion over pairs.
#[must_use]
pub fn session_completion(pairs: &[SessionTally]) -> Figure {
    let sum = |of: fn(&SessionTally) -> i64| pairs.iter().map(of).sum::<i64>();
    let with = |of: fn(&&SessionTally) -> bool| behind(pairs.iter().filter(of));
    let (held, due) = (sum(|pair| pair.held), sum(|pair| pair.due));
    let clusters: Vec<(i64, i64)> = pairs.iter().map(|pair| (pair.held, pair.due)).collect();
    Figure {
        name: FigureName::SessionCompletion,
        value: share(held, due),
        n: Some(due),
        numerator: Some(held),
        denominator: Some(due),
        interval: clustered(&clusters),
        complete: sum(|pair| pair.open) == 0,
        verdict: verdict(due),
        people: with(|pair| pair.held > 0).min(with(|pair| pair.held < pair.due)),
    }
}

/// One half, and what the product of many fractions may miss it by: 5/6 · 4/5 · 3/4 is one half on paper, and more in binary.
const HALF: f64 = 0.5 + 1e-9;

/// How long one mentee waited for a yes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Waiting {
    /// Minutes from the first request to the first yes, or to now.
    pub minutes: i64,
    /// Whether there was a yes.
    pub matched: bool,
}

/// The Kaplan–Meier median of waiting times with its Brookmeyer–Crowley interval. Undefined while more than half still wait.
///
/// Sources: E. L. Kaplan, P. Meier, JASA 53 (1958); R. Brookmeyer, J. Crowley, Biometrics 38 (1982): the times at which
/// `|S(t) − ½| ≤ z · √(S(t)² Σ d/(r(r−d)))`.
#[must_use]
pub fn median_wait(waits: &[Waiting]) -> Figure {
    let mut waits = waits.to_vec();
    waits.sort_unstable();
    let total = i64::try_from(waits.len()).unwrap_or(i64::MAX);
    let matched = i64::try_from(waits.iter().filter(|wait| wait.matched).count()).unwrap_or(i64::MAX);
    let (mut survival, mut hazard, mut at_risk) = (1.0_f64, 0.0_f64, total);
    let (mut median, mut low, mut high) = (None, None, None);
    for group in waits.chunk_by(|a, b| a.minutes == b.minutes) {
        let minutes = group.first().map_or(0, |wait| wait.minutes);
        let events = i64::try_from(group.iter().filter(|wait| wait.matched).count()).unwrap_or(i64::MAX);
        if events > 0 {
            survival *= 1.0 - real(events) / real(at_risk);
            // When everybody is gone the variance of Greenwood's formula has no term; S is 0 and lies below ½ for certain.
            if at_risk > events {
                hazard += real(events) / (real(at_risk) * real(at_risk - events));
            }
            if median.is_none() && survival <= HALF {
                median = Some(minutes);
            }
            let half = Z * survival * hazard.sqrt();
            if low.is_none() && survival - half <= HALF {
                low = Some(minutes);
            }
            // Past one half for certain: what only rounding took there is still at it.
            if high.is_none() && survival + half < 1.0 - HALF {
                high = Some(minutes);
            }
        }
        at_risk -= i64::try_from(group.len()).unwrap_or(i64::MAX);
    }
    Figure {
        name: FigureName::TimeToMatch,
        value: median,
        n: Some(total),
        numerator: None,
        denominator: None,
        interval: low.zip(high),
        complete: matched == total,
        verdict: if median.is_none() { Verdict::Undefined } else { verdict(total) },
        people: matched,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waits(list: &[(i64, bool)]) -> Vec<Waiting> {
        list.iter().map(|(minutes, matched)| Waiting { minutes: *minutes, matched: *matched }).collect()
    }

    #[test]
    fn nothing_out_of_nothing_is_undefined_and_not_zero() {
        let figure = ratio(FigureName::MatchRate, 0, 0, false);
        assert_eq!((figure.value, figure.verdict), (None, Verdict::Undefined));
        assert_eq!(median_wait(&[]).verdict, Verdict::Undefined);
        assert_eq!(session_completion(&[]).verdict, Verdict::Undefined);
    }

    #[test]
    fn small_cells_are_hidden_on_either_side() {
        for (hits, n, shown) in
            [(5, 10, true), (4, 10, false), (6, 10, false), (0, 20, false), (20, 20, false), (10, 20, true)]
        {
            let gated = ratio(FigureName::MenteesMatched, hits, n, true).gated();
            assert_eq!(gated.value.is_some(), shown, "{hits} of {n}");
            assert_eq!(gated.n.is_some() && gated.numerator.is_some() && gated.interval.is_some(), shown);
        }
    }

    #[test]
    fn those_who_still_wait_make_the_median_longer_and_not_shorter() {
        let all = median_wait(&waits(&[(10, true), (20, true), (30, true), (40, true)]));
        assert_eq!((all.value, all.complete), (Some(20), true));
        let some = median_wait(&waits(&[(10, true), (20, false), (30, true), (40, true)]));
        assert_eq!((some.value, some.complete), (Some(30), false));
        let few = median_wait(&waits(&[(10, true), (20, false), (30, false), (40, false)]));
        assert_eq!((few.value, few.verdict), (None, Verdict::Undefined));
    }

    #[test]
    fn the_interval_of_the_median_is_that_of_survival_analysis() {
        // The 6-MP arm of Freireich's leukaemia data (1963): the published median is 23 weeks, and its interval has no upper end.
        let six_mp = [
            (6, true),
            (6, true),
            (6, true),
            (6, false),
            (7, true),
            (9, false),
            (10, true),
            (10, false),
            (11, false),
            (13, true),
            (16, true),
            (17, false),
            (19, false),
            (20, false),
            (22, true),
            (23, true),
            (25, false),
            (32, false),
            (32, false),
            (34, false),
            (35, false),
        ];
        let figure = median_wait(&waits(&six_mp));
        assert_eq!((figure.value, figure.interval), (Some(23), None));
        // The placebo arm: the published median is 8. S(4) = 14/21 lies within 1.96 standard errors of one half, S(3) = 16/21 does
        // not; S(11) = 6/21 lies more than that below it, S(8) = 8/21 does not.
        let placebo = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23].map(|week| (week, true));
        let figure = median_wait(&waits(&placebo));
        assert_eq!((figure.value, figure.interval), (Some(8), Some((4, 11))));
    }
}

//! One person's way through a funnel: the chain that counts among all that there are.
#![expect(clippy::indexing_slicing, reason = "places of moments and counts are made here, and no moment is empty")]

use super::funnel::{Funnel, FunnelMode, Hold};
use super::steps::{Hit, Walk};
use crate::calendar::{Day, Period};
use crate::facts::Ordinal;
use std::cmp::Reverse;
use std::collections::BTreeSet;

const DAY: i64 = 86_400_000_000;

/// Which hits may open a chain.
#[derive(Clone, Copy)]
struct Opens {
    starts: Period,
    settled: bool,
    /// The last day on which a start is settled.
    last: Day,
}

impl Opens {
    fn at(self, hit: &Hit) -> bool {
        self.starts.has(hit.day) && (hit.day <= self.last) == self.settled
    }
}

/// The way of one person, whose hits these are, by time.
pub(super) fn walk(funnel: &Funnel, hits: &[Hit], starts: Period, as_of: Day) -> Option<Walk> {
    let known: Vec<Hit>;
    let hits = if hits.iter().all(|hit| hit.day <= as_of) {
        hits
    } else {
        known = hits.iter().filter(|hit| hit.day <= as_of).copied().collect();
        &known
    };
    let days = funnel.within.div_euclid(DAY) + i64::from(funnel.within.rem_euclid(DAY) > 0);
    let last = as_of.plus(i32::try_from(days).map_or(i32::MIN, |days| -days));
    let chain = |settled| best(funnel, hits, Opens { starts, settled, last }).map(|chain| (settled, chain));
    let (settled, chain) = chain(true).or_else(|| chain(false))?;
    let first = chain.first()?;
    let excluded = is_excluded(funnel, hits, &chain);
    let times = chain.iter().map(|hit| hit.at).collect();
    Some(Walk { who: first.who, began: first.day, times, held: first.held, settled, excluded })
}

/// The chain that counts, of those about one thing where that is asked for.
fn best(funnel: &Funnel, hits: &[Hit], opens: Opens) -> Option<Vec<Hit>> {
    if funnel.hold == Hold::Nothing {
        return chain(funnel, hits, opens);
    }
    let about = |held: Ordinal| hits.iter().filter(|hit| hit.held == Some(held)).copied().collect::<Vec<Hit>>();
    let helds: BTreeSet<Ordinal> = match funnel.mode {
        FunnelMode::FirstEntry => {
            hits.iter().find(|hit| hit.steps & 1 != 0 && opens.at(hit))?.held.into_iter().collect()
        }
        _ => hits.iter().filter_map(|hit| hit.held).collect(),
    };
    let chains = helds.into_iter().filter_map(|held| chain(funnel, &about(held), opens));
    // Of equal ones the first is kept: that of the least subject.
    chains.min_by_key(|chain| {
        (Reverse(chain.len()), chain.last().map(Hit::moment), Reverse(chain.first().map(Hit::moment)))
    })
}

fn chain(funnel: &Funnel, hits: &[Hit], opens: Opens) -> Option<Vec<Hit>> {
    match funnel.mode {
        FunnelMode::ReEntry => re_entry(funnel, hits, opens),
        FunnelMode::FirstEntry => {
            let start = hits.iter().find(|hit| hit.steps & 1 != 0 && opens.at(hit))?;
            Some(from(funnel, hits, start))
        }
        FunnelMode::Strict => strict(funnel, hits, opens),
        FunnelMode::AnyOrder => any_order(funnel, hits, opens),
    }
}

fn in_time(funnel: &Funnel, start: i64, at: i64) -> bool {
    // Instants may be as far apart as an `i64` reaches.
    at.checked_sub(start).is_some_and(|length| length <= funnel.within)
}

/// From a start on each step as early as it may be, which is what gets farthest.
fn from(funnel: &Funnel, hits: &[Hit], start: &Hit) -> Vec<Hit> {
    let mut chain = vec![*start];
    let mut now = start.moment();
    for hit in hits.iter().skip_while(|hit| hit.at < start.at) {
        if chain.len() == funnel.steps.len() || !in_time(funnel, start.at, hit.at) {
            break;
        }
        if hit.moment() > now && hit.steps >> chain.len() & 1 != 0 {
            chain.push(*hit);
            now = hit.moment();
        }
    }
    chain
}

/// For each step the latest start from which it was reached: a later start has more time left, so no other need be kept.
fn re_entry(funnel: &Funnel, hits: &[Hit], opens: Opens) -> Option<Vec<Hit>> {
    let mut latest: Vec<Option<&Hit>> = vec![None; funnel.steps.len()];
    let mut best: Option<(usize, &Hit)> = None;
    for moment in hits.chunk_by(|a, b| a.moment() == b.moment()) {
        let steps = moment.iter().fold(0, |steps, hit| steps | hit.steps);
        // From the last step to the first, so that one moment is never two steps of a chain.
        for step in (0..latest.len()).rev().filter(|step| steps >> step & 1 != 0) {
            let (before, here) = latest.split_at_mut(step);
            let at = moment.first().map_or(0, |hit| hit.at);
            let start = match before.last() {
                Some(reached) => reached.filter(|start| in_time(funnel, start.at, at)),
                None => moment.iter().find(|hit| hit.steps & 1 != 0 && opens.at(hit)),
            };
            let (Some(start), Some(here)) = (start, here.first_mut()) else { continue };
            *here = (*here).max(Some(start));
            if best.is_none_or(|(level, _)| step + 1 > level) {
                best = here.map(|start| (step + 1, start));
            }
        }
    }
    best.map(|(_, start)| from(funnel, hits, start))
}

/// Steps that follow each other moment by moment.
fn strict(funnel: &Funnel, hits: &[Hit], opens: Opens) -> Option<Vec<Hit>> {
    let moments: Vec<&[Hit]> = hits.chunk_by(|a, b| a.moment() == b.moment()).collect();
    let mut best: Option<Vec<Hit>> = None;
    for (at, moment) in moments.iter().enumerate() {
        let Some(start) = moment.iter().find(|hit| hit.steps & 1 != 0 && opens.at(hit)) else { continue };
        let steps = moments.iter().skip(at).zip(0..funnel.steps.len());
        let chain = steps.map_while(|(moment, step)| {
            let hit = if step == 0 { Some(start) } else { moment.iter().find(|hit| hit.steps >> step & 1 != 0) };
            hit.filter(|hit| in_time(funnel, start.at, hit.at)).copied()
        });
        let chain: Vec<Hit> = chain.collect();
        if best.as_ref().is_none_or(|best| chain.len() > best.len()) {
            best = Some(chain);
        }
    }
    best
}

/// How many steps some events make: of each kind as many as the funnel names it.
#[derive(Clone, Default)]
struct Tally(Vec<(u32, u32)>);

impl Tally {
    fn count(&mut self, hit: &Hit) -> &mut u32 {
        let at = self.0.iter().position(|(steps, _)| *steps == hit.steps).unwrap_or(self.0.len());
        if at == self.0.len() {
            self.0.push((hit.steps, 0));
        }
        &mut self.0[at].1
    }

    fn level(&self) -> u32 {
        self.0.iter().map(|(steps, count)| steps.count_ones().min(*count)).sum()
    }
}

/// The steps in any order: a window that slides over the moments, from a start to where the level was first reached.
fn any_order(funnel: &Funnel, hits: &[Hit], opens: Opens) -> Option<Vec<Hit>> {
    let steps: Vec<&Hit> = hits.iter().filter(|hit| hit.steps != 0).collect();
    let same = |a: &&Hit, b: &&Hit| a.moment() == b.moment();
    let moments: Vec<Vec<&Hit>> = steps.chunk_by(same).map(each_kind_once).collect();
    let open = |at: usize| moments[at].iter().any(|hit| opens.at(hit));
    let (mut tally, mut left) = (Tally::default(), 0);
    let mut best: Option<(u32, usize)> = None;
    for (at, moment) in moments.iter().enumerate() {
        moment.iter().for_each(|hit| *tally.count(hit) += 1);
        while left <= at && !(open(left) && in_time(funnel, moments[left][0].at, moment[0].at)) {
            moments[left].iter().for_each(|hit| *tally.count(hit) -= 1);
            left += 1;
        }
        let level = tally.level();
        if level > best.map_or(0, |(level, _)| level) {
            // The latest start that still has them all.
            let (mut fewer, mut start) = (tally.clone(), left);
            for (later, gone) in moments.iter().enumerate().take(at).skip(left) {
                gone.iter().for_each(|hit| *fewer.count(hit) -= 1);
                if fewer.level() < level {
                    break;
                }
                start = if open(later + 1) { later + 1 } else { start };
            }
            best = Some((level, start));
        }
    }
    let (level, start) = best?;
    let mut taken = Tally::default();
    let rest = moments.into_iter().skip(start).flatten();
    let chain = rest.filter(|hit| {
        let count = taken.count(hit);
        *count += 1;
        *count <= hit.steps.count_ones()
    });
    Some(chain.take(usize::try_from(level).unwrap_or(usize::MAX)).copied().collect())
}

fn each_kind_once<'a>(moment: &[&'a Hit]) -> Vec<&'a Hit> {
    let mut once: Vec<&Hit> = Vec::with_capacity(moment.len());
    for hit in moment {
        if once.iter().all(|other| other.steps != hit.steps) {
            once.push(hit);
        }
    }
    once
}

/// Whether something excluded happened between the steps that it is not to come between.
fn is_excluded(funnel: &Funnel, hits: &[Hit], chain: &[Hit]) -> bool {
    let Some(start) = chain.first() else { return false };
    funnel.exclusions.iter().zip(0_u32..32).any(|(exclusion, bit)| {
        let Some(after) = chain.get(exclusion.after.wrapping_sub(1)) else { return false };
        let before = chain.get(exclusion.before.wrapping_sub(1));
        hits.iter().filter(|hit| hit.marks >> bit & 1 != 0 && hit.moment() > after.moment()).any(|hit| match before {
            Some(before) => hit.moment() < before.moment(),
            None => in_time(funnel, start.at, hit.at),
        })
    })
}

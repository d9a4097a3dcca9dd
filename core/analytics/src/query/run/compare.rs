//! Figures against those of an earlier stretch.

use super::figure::{Fig, Groups, Sample};
use crate::answer::{Behind, IntervalMethod};
use crate::stats::{Estimate, Level, cmgr, newcombe, nps_difference, relative_change, welch};
use std::collections::BTreeSet;

/// The earlier figure, the difference, and the difference as a share of the earlier one; by group.
pub(super) fn compared(now: &Groups, then: &Groups, zero: bool) -> [Groups; 3] {
    let none = if zero { Fig::count(0, 0, Some(0)) } else { Fig::default() };
    let groups: BTreeSet<_> = now.keys().chain(then.keys()).cloned().collect();
    let mut all = [Groups::new(), Groups::new(), Groups::new()];
    for group in groups {
        let (later, earlier) = (now.get(&group).unwrap_or(&none), then.get(&group).unwrap_or(&none));
        let figures = [earlier.clone(), difference(later, earlier), share(later, earlier)];
        for (groups, figure) in all.iter_mut().zip(figures) {
            groups.insert(group.clone(), figure);
        }
    }
    all
}

fn both(later: &Fig, earlier: &Fig) -> Fig {
    Fig {
        n: later.n.min(earlier.n),
        complete: later.complete && earlier.complete,
        // A difference is about as few as the smaller side of it.
        behind: Behind {
            people: later.behind.people.zip(earlier.behind.people).map(|(a, b)| a.min(b)),
            rest: later.behind.rest.zip(earlier.behind.rest).map(|(a, b)| a.min(b)),
            largest_bp: later.behind.largest_bp.max(earlier.behind.largest_bp),
            ..Behind::default()
        },
        ..Fig::default()
    }
}

fn difference(later: &Fig, earlier: &Fig) -> Fig {
    let level = Level::default();
    let plain = later.value.zip(earlier.value).map(|(later, earlier)| later - earlier);
    let drawn_alone = |figure: &Fig| figure.interval.is_none_or(|interval| interval.method == IntervalMethod::Wilson);
    let estimate = match (later.sample, earlier.sample) {
        (Sample::Share(hits1, n1), Sample::Share(hits0, n0)) if drawn_alone(later) && drawn_alone(earlier) => {
            newcombe(hits1, n1, hits0, n0, level)
        }
        (Sample::Numbers(later), Sample::Numbers(earlier)) => welch(later, earlier, level).map(|test| test.estimate),
        (Sample::Wave(later), Sample::Wave(earlier)) => nps_difference(earlier, later, level),
        _ => None,
    };
    let estimate = estimate.or(plain.map(|value| Estimate { value, interval: None }));
    both(later, earlier).with(estimate)
}

fn share(later: &Fig, earlier: &Fig) -> Fig {
    let estimate = match (later.sample, earlier.sample) {
        (Sample::Count(later_count), Sample::Count(earlier_count)) => {
            let small = i64::try_from(earlier_count).ok().zip(i64::try_from(later_count).ok());
            match small.filter(|_| later.behind.largest_bp.is_none()) {
                Some((earlier, later)) => cmgr(earlier, later, 1, Level::default()),
                None => relative_change(earlier_count, later_count).map(|value| Estimate { value, interval: None }),
            }
        }
        _ => {
            let value = later.value.zip(earlier.value.filter(|earlier| *earlier > 0.0));
            value.map(|(later, earlier)| Estimate { value: later / earlier - 1.0, interval: None })
        }
    };
    both(later, earlier).with(estimate)
}

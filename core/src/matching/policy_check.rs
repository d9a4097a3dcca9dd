//! Finding everything that is wrong with a policy.

use super::facts::LABEL_KINDS;
use super::{FULL, Factor, Gate, GroupShare, MatchPolicy};
use crate::errors::{Problems, texts};
use crate::values::{Capacity, RangeError, UserId, label_key};
use std::collections::BTreeSet;

/// The most entries of one list of a policy.
const MOST: usize = 10_000;

/// The most that a group counts.
const MOST_COUNT: i32 = 10_000;

/// The most labels that a gate can ask for: goals and skills of a person together are no more.
const MOST_LABELS: i32 = 100;

/// Checks the policy that stands at `/policy` of a request.
pub(crate) fn check_policy(problems: &mut Problems, policy: &MatchPolicy) {
    check_weights(problems, policy);
    check_gates(problems, policy);
    if let Some(share) = policy.mentee_share {
        in_range(problems, "/policy/mentee_share", share, 0, FULL);
    }
    check_pairs(problems, policy);
    check_floors(problems, policy);
    check_groups(problems, &policy.groups);
}

fn in_range(problems: &mut Problems, path: impl Into<String>, value: i32, least: i32, most: i32) {
    if !(least..=most).contains(&value) {
        problems.mistake(path, RangeError { value: value.into(), least: least.into(), most: most.into() });
    }
}

fn check_weights(problems: &mut Problems, policy: &MatchPolicy) {
    let mut seen = BTreeSet::new();
    for (at, weight) in policy.weights.iter().enumerate() {
        let path = format!("/policy/weights/{at}");
        if !seen.insert(weight.factor) {
            problems.add(format!("{path}/factor"), &texts::TWICE, [("value", weight.factor.into())]);
        }
        if weight.factor == Factor::OneSided {
            problems.add(format!("{path}/factor"), &texts::NO_WEIGHT, [("value", weight.factor.into())]);
        }
        in_range(problems, format!("{path}/mentee"), weight.mentee, 0, FULL);
        in_range(problems, format!("{path}/mentor"), weight.mentor, 0, FULL);
    }
    let sum = |side: fn(&super::FactorWeight) -> i32| {
        policy.weights.iter().map(|weight| i64::from(side(weight))).sum::<i64>()
    };
    let sums = [("mentee", sum(|weight| weight.mentee)), ("mentor", sum(|weight| weight.mentor))];
    for (side, sum) in sums {
        if sum != 0 && sum != i64::from(FULL) {
            problems.add("/policy/weights", &texts::WEIGHT_SUM, [("side", side.into()), ("sum", sum.into())]);
        }
    }
    if sums.iter().all(|(_, sum)| *sum == 0) {
        problems.add("/policy/weights", &texts::NO_WEIGHTS, []);
    }
}

fn check_gates(problems: &mut Problems, policy: &MatchPolicy) {
    let mut seen = BTreeSet::new();
    for (at, rule) in policy.gates.iter().enumerate() {
        let path = format!("/policy/gates/{at}");
        if !seen.insert(rule.gate) {
            problems.add(format!("{path}/gate"), &texts::TWICE, [("value", rule.gate.into())]);
        }
        match rule.least {
            Some(_) if !rule.gate.counts() => {
                problems.add(format!("{path}/least"), &texts::COUNTS_NOTHING, [("value", rule.gate.into())]);
            }
            Some(least) => {
                let most = if rule.gate == Gate::SharedTime { 672 } else { MOST_LABELS };
                in_range(problems, format!("{path}/least"), least, 1, most);
            }
            None => {}
        }
    }
}

fn check_pairs(problems: &mut Problems, policy: &MatchPolicy) {
    let mut must: BTreeSet<(UserId, UserId)> = BTreeSet::new();
    for (list, pairs) in [("must", &policy.must), ("never", &policy.never)] {
        too_many(problems, list, pairs.len());
        let mut seen = BTreeSet::new();
        for (at, pair) in pairs.iter().enumerate() {
            let key = (pair.mentee_id, pair.mentor_id);
            let value = || format!("{} – {}", pair.mentee_id, pair.mentor_id);
            if !seen.insert(key) {
                problems.add(format!("/policy/{list}/{at}"), &texts::TWICE, [("value", value().into())]);
            }
            if list == "never" && must.contains(&key) {
                problems.add(format!("/policy/{list}/{at}"), &texts::MUST_AND_NEVER, [("value", value().into())]);
            }
        }
        if list == "must" {
            must = seen;
        }
    }
}

fn check_floors(problems: &mut Problems, policy: &MatchPolicy) {
    too_many(problems, "floors", policy.floors.len());
    let mut seen = BTreeSet::new();
    for (at, floor) in policy.floors.iter().enumerate() {
        let path = format!("/policy/floors/{at}");
        if !seen.insert(floor.mentor_id) {
            problems.add(format!("{path}/mentor_id"), &texts::TWICE, [("value", floor.mentor_id.into())]);
        }
        in_range(problems, format!("{path}/least"), floor.least, 1, Capacity::MOST);
    }
}

fn check_groups(problems: &mut Problems, groups: &[GroupShare]) {
    too_many(problems, "groups", groups.len());
    let mut seen = BTreeSet::new();
    for (at, group) in groups.iter().enumerate() {
        let path = format!("/policy/groups/{at}");
        let name = group.name.trim();
        if name.is_empty() {
            problems.add(format!("{path}/name"), &texts::EMPTY, []);
        } else if !seen.insert(name) {
            problems.add(format!("{path}/name"), &texts::TWICE, [("value", name.into())]);
        }
        let label = group
            .label
            .split_once(':')
            .filter(|(kind, value)| LABEL_KINDS.contains(kind) && !label_key(value).is_empty());
        if label.is_none() {
            let known = LABEL_KINDS.join(", ");
            let args = [("value", group.label.as_str().into()), ("known", known.into())];
            problems.add(format!("{path}/label"), &texts::BAD_GROUP_LABEL, args);
        }
        let floor = group.floor.unwrap_or(0);
        in_range(problems, format!("{path}/floor"), floor, 0, MOST_COUNT);
        if let Some(ceiling) = group.ceiling {
            in_range(problems, format!("{path}/ceiling"), ceiling, floor.max(0), MOST_COUNT);
        }
    }
}

fn too_many(problems: &mut Problems, list: &str, length: usize) {
    if length > MOST {
        let args = [("length", length.into()), ("most", MOST.into())];
        problems.add(format!("/policy/{list}"), &texts::TOO_MANY, args);
    }
}

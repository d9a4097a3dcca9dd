//! Through the gate: what may be asked, what is hidden, what leaves.

use super::adhoc::{may_filter, may_group};
use super::candidate::Candidate;
use super::gated::Gated;
use super::perturb::{NoiseKey, perturb};
use super::policy::GatePolicy;
use super::release::{Frozen, Release, Withheld, WithheldReason};
use super::sheet::Sheet;
use super::suppress::suppress;
use crate::answer::{Row, Suppression, Table, Verdict};
use crate::calendar::Day;
use std::collections::{BTreeMap, BTreeSet};

/// What the gate is given besides tables and policy.
#[derive(Debug, Clone, Copy, Default)]
pub struct GateContext<'a> {
    /// The key of the noise, if the policy asks for noise.
    pub key: Option<&'a NoiseKey>,
    /// What earlier releases showed. What they hid stays hidden, and what they showed counts as known.
    pub frozen: &'a [Frozen],
}

/// Why the gate stays shut.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GateError {
    /// The policy asks for noise and nobody handed in a key.
    #[error("the policy has noise {0}, but there is no key: hand one in, or set `noise` to 0")]
    NoKey(u64),
    /// There is nothing to release.
    #[error("no table to release")]
    NoTables,
}

/// Lets tables out: everything that may leave, with what would tell of single people hidden, also in combination.
///
/// # Errors
/// When there is no table, or no key where the policy needs one.
///
/// ```
/// # use semillero_analytics::*;
/// let row = |group: Option<&str>, people: u64| Row {
///     measure: "members".into(), period: None, group: vec![group.map(str::to_owned)], value: Some(people as f64), n: Some(people as i64),
///     numerator: None, denominator: None, interval: None, complete: true, suppressed: None, verdict: Verdict::Good,
///     behind: Behind { people: Some(people), ..Behind::default() },
/// };
/// let table = Table {
///     query: "members".into(), shape: Shape::Bars, dimensions: vec!["person.role".into()],
///     measures: vec![Measure { name: "members".into(), metric: "members".into(), title: ["Miembros".into(), "Members".into()],
///         unit: Unit::People, definition_hash: "1".into() }],
///     rows: vec![row(None, 43), row(Some("ally"), 3), row(Some("client"), 12), row(Some("entrepreneur"), 28)],
///     as_of: "2026-04-30".parse()?, notes: vec![],
/// };
/// let release = gate(vec![table.into()], &GatePolicy::default(), GateContext::default())?;
/// let shown: Vec<_> = release.tables[0].get().rows.iter().map(|row| row.value).collect();
/// // The three allies are hidden, and the clients with them: 43 − 12 − 28 would give the allies away.
/// assert_eq!(shown, [Some(43.0), None, None, Some(28.0)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn gate(candidates: Vec<Candidate>, policy: &GatePolicy, context: GateContext<'_>) -> Result<Release, GateError> {
    let as_of = candidates.first().map(|one| one.table.as_of).ok_or(GateError::NoTables)?;
    let noise = match (policy.noise, context.key) {
        (0, _) => None,
        (most, Some(key)) => Some((key, most)),
        (most, None) => return Err(GateError::NoKey(most)),
    };
    let mut withheld = Vec::new();
    let mut passed = Vec::new();
    for mut candidate in candidates {
        match why_not(&candidate, policy, as_of) {
            Some(reason) => withheld.push(Withheld { query: candidate.table.query, reason }),
            None => {
                leave_out_open_periods(&mut candidate.table, policy);
                passed.push(candidate);
            }
        }
    }
    // From here on nothing may depend on the order in which tables and rows came.
    let sheet = Sheet::new(&passed, policy, context.frozen);
    let mut hidden = suppress(&sheet, policy).into_iter();
    let mut names = sheet.into_cells().into_iter();
    let mut cells = BTreeMap::new();
    let mut tables = Vec::with_capacity(passed.len());
    for Candidate { mut table, .. } in passed {
        for row in &mut table.rows {
            if hidden.next().unwrap_or(true) {
                hide(row);
            } else {
                let unit = table.measures.iter().find(|one| one.name == row.measure).map(|one| one.unit);
                perturb(row, unit, policy.round, noise);
            }
            if let Some(cell) = names.next() {
                cells.insert(cell, shown(row));
            }
            row.behind = crate::answer::Behind::default();
        }
        tables.push(Gated::after_the_gate(table));
    }
    withheld.sort();
    Ok(Release { as_of, policy: policy.hash(), tables, withheld, cells })
}

fn why_not(candidate: &Candidate, policy: &GatePolicy, as_of: Day) -> Option<WithheldReason> {
    let table = &candidate.table;
    if let Some(name) = table.dimensions.iter().find(|name| !may_group(name, policy)) {
        return Some(WithheldReason::Dimension(name.clone()));
    }
    let filters = candidate.fixed.keys().chain(&candidate.population_dimensions);
    if let Some(name) = filters.into_iter().find(|name| !may_filter(name, policy)) {
        return Some(WithheldReason::Filter(name.clone()));
    }
    if table.as_of != as_of {
        return Some(WithheldReason::OtherDay);
    }
    if policy.closed.is_some_and(|grain| grain.around(as_of).to != as_of.plus(1)) {
        return Some(WithheldReason::OpenPeriod);
    }
    let mut seen = BTreeSet::new();
    let well_formed = table.rows.iter().all(|row| {
        row.group.len() == table.dimensions.len()
            && table.measures.iter().filter(|one| one.name == row.measure).count() == 1
            && seen.insert((&row.measure, row.period, &row.group))
    });
    (!well_formed).then_some(WithheldReason::Malformed)
}

fn leave_out_open_periods(table: &mut Table, policy: &GatePolicy) {
    let end = table.as_of.plus(1);
    let before = table.rows.len();
    if policy.closed.is_some() {
        table.rows.retain(|row| row.period.is_none_or(|period| period.to <= end));
    }
    if table.rows.len() < before {
        table
            .notes
            .push(["Sin los periodos que aún no terminan.".into(), "Without the periods that have not ended.".into()]);
    }
}

fn hide(row: &mut Row) {
    row.value = None;
    row.n = None;
    row.numerator = None;
    row.denominator = None;
    row.interval = None;
    row.complete = false;
    row.suppressed = Some(Suppression::SmallCell);
    row.verdict = Verdict::Suppressed;
}

fn shown(row: &Row) -> String {
    if row.suppressed.is_some() {
        return String::new();
    }
    let whole = |number: Option<i64>| number.map_or_else(String::new, |number| number.to_string());
    let value = row.value.map_or_else(String::new, |value| value.to_string());
    format!("{value}|{}|{}|{}", whole(row.n), whole(row.numerator), whole(row.denominator))
}

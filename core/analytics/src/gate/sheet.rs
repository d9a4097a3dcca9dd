//! Everything that asks to leave as one sheet of whole numbers: which figures show which, and what follows from what.

#![expect(clippy::indexing_slicing, reason = "indices into the lists of a sheet are made where the lists are")]

use super::alias::unify;
use super::bundles::bundles;
use super::candidate::Candidate;
use super::implied::imply;
use super::policy::GatePolicy;
use super::primary::{parts_of_share, reason, whole_number};
use super::relations::{Relation, relations};
use super::release::Frozen;
use super::thin::too_close;
use crate::answer::{Measure, Row, Shape, Table, Unit};
use crate::calendar::Period;
use std::collections::BTreeMap;

/// Dimension and value, by dimension; a total has no entry for what it is total over.
pub(super) type Group = BTreeMap<String, String>;
/// What of a series a cell is.
pub(super) type Place = (Option<Period>, Group);

/// A part of a figure that is a whole number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Component {
    Value,
    Numerator,
    Denominator,
    N,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// So many people, projects, or things that happened.
    Count,
    /// An amount: money, or minutes.
    Amount,
    /// Any other whole number, which adds up only where it is seen to.
    Other,
    /// How far an inequality is from an equality. Nobody's secret.
    Slack,
}

/// A whole number that one or several figures show, or that follows from them.
#[derive(Debug, Clone)]
pub(super) struct Quantity {
    pub(super) truth: i64,
    pub(super) kind: Kind,
    /// The fewest people that it may speak of.
    pub(super) k: i64,
    /// The figures that show it, by row; nobody shows a remainder.
    pub(super) rows: Vec<usize>,
    /// Whether a hidden figure is about this number, and not just made from it too.
    pub(super) principal: bool,
    /// Whether it is a figure of its own or a rest that tells of people, and not merely a step of a calculation.
    pub(super) secret: bool,
}

/// A measure of one population in one or several tables.
#[derive(Debug)]
pub(super) struct Series {
    /// What it counts, in one word, and of whom.
    pub(super) of: String,
    pub(super) population: String,
    /// What that is a part of, as far as it is told.
    pub(super) within: std::collections::BTreeSet<String>,
    pub(super) components: Vec<Component>,
    /// Whether parts of time add up.
    pub(super) additive: bool,
    /// The candidates that have it.
    pub(super) tables: Vec<usize>,
    pub(super) cells: BTreeMap<Place, usize>,
}

impl Series {
    /// Whether it is what some figure shows as one of these.
    pub(super) fn is(&self, components: &[Component]) -> bool {
        self.components.iter().any(|one| components.contains(one))
    }
}

pub(super) struct SheetRow<'a> {
    pub(super) row: &'a Row,
    pub(super) measure: &'a Measure,
    pub(super) table: usize,
    pub(super) place: Place,
    pub(super) quantities: Vec<usize>,
    pub(super) bundle: usize,
    /// Hidden for its own sake, or because a release before hid it.
    pub(super) hidden: bool,
    /// A release before showed it.
    pub(super) known: bool,
    /// What its measure counts, in one word.
    of: String,
    cell: String,
}

pub(super) struct Sheet<'a> {
    pub(super) rows: Vec<SheetRow<'a>>,
    pub(super) quantities: Vec<Quantity>,
    pub(super) relations: Vec<Relation>,
    /// By the order in which rows came, where they stand here.
    pub(super) order: Vec<usize>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(candidates: &'a [Candidate], policy: &GatePolicy, frozen: &[Frozen]) -> Self {
        let (mut rows, order) = sorted_rows(candidates, policy);
        for row in &mut rows {
            for shown in frozen.iter().filter_map(|release| release.cells.get(&row.cell)) {
                row.hidden |= shown.is_empty();
                row.known |= !shown.is_empty();
            }
        }
        for at in too_close(&rows, candidates, policy) {
            rows[at].hidden = true;
        }
        let mut quantities = Vec::new();
        let mut series = series_of(&mut rows, &mut quantities, candidates, policy);
        unify(&mut series, &mut quantities, &mut rows, candidates);
        imply(&mut series, &mut quantities);
        let relations = relations(&series, &mut quantities, candidates);
        bundles(&mut rows, candidates);
        Self { rows, quantities, relations, order }
    }

    /// By the order in which rows came, what each is of, in a form that is the same in every release.
    pub(super) fn into_cells(self) -> Vec<String> {
        self.order.iter().map(|at| self.rows[*at].cell.clone()).collect()
    }
}

/// The rows in an order that does not depend on how they came.
fn sorted_rows<'a>(candidates: &'a [Candidate], policy: &GatePolicy) -> (Vec<SheetRow<'a>>, Vec<usize>) {
    let mut rows = Vec::new();
    for (table, candidate) in candidates.iter().enumerate() {
        for row in &candidate.table.rows {
            let Some(measure) = candidate.table.measures.iter().find(|one| one.name == row.measure) else { continue };
            let named = candidate.table.dimensions.iter().zip(&row.group);
            let mut group: Group = named.filter_map(|(name, value)| Some((name.clone(), value.clone()?))).collect();
            group.extend(candidate.fixed.iter().map(|(name, value)| (name.clone(), value.clone())));
            let k = policy.k_for(group.keys().map(String::as_str));
            let beside = beside(&candidate.table.measures, measure);
            let of = format!("{}{}", measure.definition_hash, beside.unwrap_or_default());
            let place = (row.period, group);
            let cell = serde_json::json!([of, candidate.population, place.0, place.1]).to_string();
            let unit = unit(&candidate.table, measure);
            let hidden = reason(row, unit, k, policy.dominance).is_some();
            rows.push(SheetRow {
                row,
                measure,
                table,
                place,
                quantities: Vec::new(),
                bundle: 0,
                hidden,
                known: false,
                of,
                cell,
            });
        }
    }
    let mut by: Vec<usize> = (0..rows.len()).collect();
    let key = |at: &usize| {
        let row: &SheetRow<'_> = &rows[*at];
        (
            row.cell.clone(),
            candidates[row.table].table.query.clone(),
            row.row.measure.clone(),
            row.row.n,
            row.row.numerator,
        )
    };
    by.sort_by_cached_key(key);
    let mut order = vec![0; rows.len()];
    for (to, from) in by.iter().enumerate() {
        order[*from] = to;
    }
    let mut slots: Vec<Option<SheetRow<'a>>> = rows.into_iter().map(Some).collect();
    (by.into_iter().filter_map(|at| slots[at].take()).collect(), order)
}

fn series_of(
    rows: &mut [SheetRow<'_>],
    quantities: &mut Vec<Quantity>,
    candidates: &[Candidate],
    policy: &GatePolicy,
) -> Vec<Series> {
    let mut series: BTreeMap<((String, String, Component), u32), Series> = BTreeMap::new();
    for (at, row) in rows.iter_mut().enumerate() {
        let k = i64::try_from(policy.k_for(row.place.1.keys().map(String::as_str))).unwrap_or(i64::MAX);
        let parts = components(row.row, unit(&candidates[row.table].table, row.measure));
        let chief = parts.iter().map(|(component, ..)| *component).min_by_key(|component| match component {
            Component::Value => 0,
            Component::Numerator => 1,
            _ => 2,
        });
        for (component, kind, truth) in parts {
            let counted = candidates[row.table].counts.get(&row.row.measure);
            let named = counted.and_then(|counted| match component {
                Component::Value => None,
                Component::Numerator => counted.numerator.as_deref(),
                Component::Denominator => counted.denominator.as_deref(),
                Component::N => counted.n.as_deref(),
            });
            let (of, own) = named.map_or((row.of.clone(), component), |named| (named.to_owned(), Component::Value));
            let name = (of, candidates[row.table].population.clone(), own);
            // A figure that two tables tell differently is two figures.
            for version in 0.. {
                let series = series.entry((name.clone(), version)).or_insert_with(|| Series {
                    of: name.0.clone(),
                    population: name.1.clone(),
                    within: std::collections::BTreeSet::new(),
                    components: Vec::new(),
                    additive: component == Component::Value
                        && row.measure.unit != Unit::People
                        && row.measure.unit != Unit::Projects,
                    tables: Vec::new(),
                    cells: BTreeMap::new(),
                });
                let quantity = *series.cells.entry(row.place.clone()).or_insert_with(|| {
                    quantities.push(Quantity { truth, kind, k, rows: Vec::new(), principal: false, secret: true });
                    quantities.len() - 1
                });
                if quantities[quantity].truth == truth {
                    quantities[quantity].rows.push(at);
                    quantities[quantity].principal |= Some(component) == chief;
                    quantities[quantity].k = quantities[quantity].k.max(k);
                    row.quantities.push(quantity);
                    if matches!(component, Component::Value | Component::Numerator) {
                        series.within.extend(counted.iter().flat_map(|counted| counted.within.iter().cloned()));
                    }
                    if !series.components.contains(&component) {
                        series.components.push(component);
                    }
                    if !series.tables.contains(&row.table) {
                        series.tables.push(row.table);
                    }
                    break;
                }
            }
        }
    }
    series.into_values().collect()
}

/// What a measure is of another one that it stands beside and that is defined alike: `.previous`, `.change`.
fn beside<'a>(measures: &[Measure], measure: &'a Measure) -> Option<&'a str> {
    let of = |one: &&Measure| one.definition_hash == measure.definition_hash && one.name.len() < measure.name.len();
    let rest = measures.iter().filter(of).filter_map(|one| measure.name.strip_prefix(one.name.as_str()));
    rest.filter(|rest| rest.starts_with('.')).min_by_key(|rest| rest.len())
}

/// What the gate takes a figure to be counted in. A share of a curve and a difference are of nobody who could be counted by them: that 43
/// have become 46 does not tell of three people.
fn unit(table: &Table, measure: &Measure) -> Unit {
    let difference = beside(&table.measures, measure).is_some_and(|what| what.starts_with(".change"));
    let curve = matches!(table.shape, Shape::Survival | Shape::Effect) && measure.unit == Unit::Share;
    if difference || curve { Unit::Number } else { measure.unit }
}

/// The whole numbers that a figure shows.
fn components(row: &Row, unit: Unit) -> Vec<(Component, Kind, i64)> {
    let mut parts = Vec::new();
    match unit {
        Unit::People | Unit::Projects | Unit::Events => {
            parts.extend(whole_number(row.value).map(|value| (Component::Value, Kind::Count, value)));
        }
        Unit::MinorUnits => parts.extend(whole_number(row.value).map(|value| (Component::Value, Kind::Amount, value))),
        // Hours are made from whole minutes.
        Unit::Hours => {
            parts.extend(
                whole_number(row.value.map(|hours| hours * 60.0)).map(|value| (Component::Value, Kind::Amount, value)),
            );
        }
        Unit::Share => {}
        Unit::Days | Unit::Points | Unit::Number => {
            parts.extend(whole_number(row.value).map(|value| (Component::Value, Kind::Other, value)));
        }
    }
    let share = parts_of_share(row, unit);
    let kind = if unit == Unit::Share { Kind::Count } else { Kind::Other };
    if let Some(part) = row.numerator.or(share.map(|(part, _)| part)) {
        parts.push((Component::Numerator, kind, part));
    }
    if let Some(of) = row.denominator.or(share.map(|(_, of)| of)) {
        parts.push((Component::Denominator, kind, of));
    }
    parts.extend(row.n.map(|n| (Component::N, Kind::Count, n)));
    parts
}

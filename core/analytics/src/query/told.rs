//! What whoever guards an answer must know of its query and cannot read off its figures.

use super::document::{Dashboard, Query};
use super::filter::{Filter, Op};
use super::run::Choices;
use crate::metrics::{Definition, Window};
use std::collections::{BTreeMap, BTreeSet};

/// What a query restricts and which of its figures hang together, for the gate.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Told {
    /// Filters that hold in any case and say that a dimension is one value.
    pub fixed: BTreeMap<String, String>,
    /// All other filters as text, equal for equal restrictions; empty without any.
    pub population: String,
    /// The dimensions that those read.
    pub population_dimensions: Vec<String>,
    /// Names of measures that follow from each other: an expression and what it reads, changes and what they compare.
    pub linked: Vec<Vec<String>>,
    /// Whether its periods are the ends of longer windows, which overlap.
    pub windowed: bool,
    /// The dimensions that it is broken down by.
    pub dimensions: Vec<String>,
    /// All dimensions that it filters by.
    pub filters: Vec<String>,
}

impl Dashboard {
    /// What the gate must know of a query, with parameters as chosen; nothing where there is no such query.
    ///
    /// ```
    /// # use semillero_analytics::{Checks, Choices, Dashboard, Vocabulary};
    /// let names = Vocabulary::standard();
    /// let filters = serde_json::json!({ "dim": "cohort", "op": "is", "value": "2026A" });
    /// let document = serde_json::json!({ "v": 1, "name": "x", "queries": { "a": { "measures": ["nps"], "filters": filters } } });
    /// let dashboard = Dashboard::read(&document, Checks { names: &names, as_of: None, least_k: 5 }).expect("it is sound");
    /// let told = dashboard.told("a", &Choices::new()).expect("it is there");
    /// assert_eq!(told.fixed["cohort"], "2026A");
    /// ```
    #[must_use]
    pub fn told(&self, query: &str, choices: &Choices) -> Option<Told> {
        let value = |id: &str| {
            let param = self.params.iter().find(|param| param.id == id)?;
            choices.get(id).cloned().or_else(|| param.default.clone())
        };
        Some(told(self.queries.get(query)?, &value))
    }
}

fn told(query: &Query, value: &dyn Fn(&str) -> Option<String>) -> Told {
    let mut told = Told::default();
    let mut rest: Vec<String> = Vec::new();
    let mut read = BTreeSet::new();
    let mut left = query.filters.as_ref().and_then(|filter| filter.resolved(value));
    if let Some(filter) = left.take() {
        let mut open = vec![filter];
        while let Some(filter) = open.pop() {
            match filter {
                Filter::All { all } => open.extend(all),
                Filter::Is(ref condition) if matches!(condition.op, Op::Is | Op::In) && condition.value.len() == 1 => {
                    let value = condition.value.first().cloned().unwrap_or_default();
                    match told.fixed.get(&condition.dim) {
                        // Two values at once are nobody, which is a restriction of its own.
                        Some(known) if *known != value => keep(&filter, &mut rest, &mut read),
                        _ => {
                            told.fixed.insert(condition.dim.clone(), value);
                        }
                    }
                }
                other => keep(&other, &mut rest, &mut read),
            }
        }
    }
    for asked in &query.measures {
        // What one measure alone restricts is told of all of them; the gate then reckons with too little, never with too much.
        if let Some(filter) = asked.filters.as_ref().and_then(|filter| filter.resolved(value)) {
            keep(&filter, &mut rest, &mut read);
        }
        told.linked.extend(linked(query, &asked.name, asked.definition()));
        told.windowed |= asked.definition().is_some_and(|definition| windowed(query, definition));
    }
    rest.sort();
    rest.dedup();
    told.population = rest.join(" ");
    told.population_dimensions = read.into_iter().collect();
    told.dimensions = query.dimensions.clone();
    told.dimensions.extend(query.funnel.iter().filter_map(|funnel| funnel.by.clone()));
    told.filters = told.fixed.keys().cloned().chain(told.population_dimensions.iter().cloned()).collect();
    told
}

fn keep(filter: &Filter, rest: &mut Vec<String>, read: &mut BTreeSet<String>) {
    let mut conditions = Vec::new();
    filter.conditions("", &mut conditions);
    read.extend(conditions.iter().map(|(_, condition)| condition.dim.clone()));
    rest.push(serde_json::to_string(filter).unwrap_or_default());
}

fn linked(query: &Query, name: &str, definition: Option<&Definition>) -> Vec<Vec<String>> {
    let mut sets = Vec::new();
    if query.compare.is_some() {
        sets.push(
            [name.to_owned()]
                .into_iter()
                .chain(["previous", "change", "change_share"].map(|kind| format!("{name}.{kind}")))
                .collect(),
        );
    }
    if let Some(Definition::Derived { expression }) = definition {
        let read = super::names_of(expression);
        let beside: Vec<String> =
            query.measures.iter().map(|asked| asked.name.clone()).filter(|other| read.contains(other)).collect();
        if !beside.is_empty() {
            sets.push(beside.into_iter().chain([name.to_owned()]).collect());
        }
    }
    sets
}

fn windowed(query: &Query, definition: &Definition) -> bool {
    query.grain.is_some()
        && query.leaves(definition).iter().any(|leaf| match leaf {
            Definition::People { window, .. } => {
                matches!(window.or(query.window), Some(Window::Trailing(span)) if span.days() != Some(1))
                    || matches!(window.or(query.window), Some(Window::Calendar(_)))
            }
            Definition::Stickiness { .. } => true,
            other => other.days_before() > 1,
        })
}

//! What the gate must know of an answer beside its figures: how its population was cut, and which figures follow from each other.

use super::document::{Dashboard, Query};
use super::expression::names_of;
use super::filter::{Condition, Filter, Op};
use super::run::Choices;
use crate::answer::Table;
use crate::gate::{Candidate, Counted};
use crate::metrics::Definition;
use std::collections::{BTreeMap, BTreeSet};

impl Dashboard {
    /// The answers of this dashboard as the gate takes them. `within` says to what all of them were restricted from outside, such as one
    /// programme, as dimension and value.
    ///
    /// ```
    /// # use semillero_analytics::*;
    /// let names = Vocabulary::standard();
    /// let checks = Checks { names: &names, as_of: None, least_k: 5 };
    /// let filter = serde_json::json!({ "dim": "person.role", "op": "is", "value": "ally" });
    /// let queries = serde_json::json!({ "a": { "measures": ["active_subjects"], "filters": filter } });
    /// let dashboard = Dashboard::read(&serde_json::json!({ "v": 1, "name": "mine", "queries": queries }), checks).expect("it is sound");
    /// let tables = run(&Book::default(), &dashboard, &Choices::new(), "2026-04-30".parse()?, &Scope::everything()).expect("it is small");
    /// let candidates = dashboard.candidates(tables, &Choices::new(), &[]);
    /// assert_eq!(candidates[0].fixed.get("person.role").map(String::as_str), Some("ally"));
    /// # Ok::<(), DayError>(())
    /// ```
    #[must_use]
    pub fn candidates(&self, tables: Vec<Table>, choices: &Choices, within: &[(&str, &str)]) -> Vec<Candidate> {
        let chosen = |id: &str| {
            let default = || self.params.iter().find(|param| param.id == id).and_then(|param| param.default.clone());
            choices.get(id).cloned().or_else(default)
        };
        let candidate = |table: Table| {
            let mut candidate = Candidate::from(table);
            if let Some(query) = self.queries.get(&candidate.table.query) {
                query.describe_to_the_gate(&mut candidate, &chosen);
            }
            candidate.fixed.extend(within.iter().map(|(dim, value)| ((*dim).to_owned(), (*value).to_owned())));
            candidate
        };
        tables.into_iter().map(candidate).collect()
    }
}

impl Query {
    fn describe_to_the_gate(&self, candidate: &mut Candidate, chosen: &dyn Fn(&str) -> Option<String>) {
        let mut rest = Vec::new();
        if let Some(filter) = self.filters.as_ref().and_then(|filter| filter.resolved(chosen)) {
            fix(filter, &mut candidate.fixed, &mut rest);
        }
        // A measure with a filter of its own speaks of others than the measure of the same name without.
        let own =
            self.measures.iter().filter_map(|asked| Some((&asked.name, asked.filters.as_ref()?.resolved(chosen)?)));
        let own: Vec<(&String, Filter)> = own.collect();
        let mut dimensions = BTreeSet::new();
        for filter in rest.iter().chain(own.iter().map(|(_, filter)| filter)) {
            let mut found = Vec::new();
            filter.conditions("", &mut found);
            dimensions.extend(found.into_iter().map(|(_, condition)| condition.dim.clone()));
        }
        if !rest.is_empty() || !own.is_empty() {
            candidate.population = serde_json::to_string(&(&rest, &own)).unwrap_or_default();
        }
        candidate.population_dimensions = dimensions.into_iter().collect();
        for figure in self.figures() {
            let mut linked = vec![figure.name.clone()];
            if self.compare.is_some() {
                linked.extend(["previous", "change"].map(|what| format!("{}.{what}", figure.name)));
            }
            if let Some(Definition::Derived { expression }) = &figure.definition {
                linked.extend(names_of(expression));
            }
            if linked.len() > 1 {
                candidate.linked.push(linked);
            }
            if let Some(Definition::Ratio { numerator, denominator }) = &figure.definition {
                let (numerator, denominator) = (Some(numerator.hash()), Some(denominator.hash()));
                let counted = Counted { numerator, denominator, ..Counted::default() };
                candidate.counts.insert(figure.name.clone(), counted);
            }
            candidate.windowed |= self.grain.is_some() && figure.definition.as_ref().is_some_and(is_windowed);
        }
    }
}

/// Whether a figure at the end of a period reads days before the period, too.
fn is_windowed(definition: &Definition) -> bool {
    match definition {
        Definition::People { window, .. } => window.is_some(),
        Definition::Stickiness { .. } | Definition::Lifecycle { .. } | Definition::Growth { .. } => true,
        Definition::Ratio { numerator, denominator } => is_windowed(numerator) || is_windowed(denominator),
        _ => false,
    }
}

/// Takes *dimension is value* out of a filter; what is left stays in `rest`.
fn fix(filter: Filter, fixed: &mut BTreeMap<String, String>, rest: &mut Vec<Filter>) {
    match filter {
        Filter::All { all } => all.into_iter().for_each(|one| fix(one, fixed, rest)),
        Filter::Is(Condition { dim, op: Op::Is | Op::In, value }) if value.len() == 1 && !fixed.contains_key(&dim) => {
            fixed.extend(value.into_iter().map(|value| (dim.clone(), value)));
        }
        other => rest.push(other),
    }
}

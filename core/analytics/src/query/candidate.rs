//! The answers of a dashboard as the gate takes them.

use super::document::{Dashboard, Query};
use super::run::Choices;
use crate::answer::Table;
use crate::gate::{Candidate, Counted};
use crate::metrics::Definition;
use std::collections::BTreeMap;

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
        let candidate = |table: Table| {
            let mut candidate = Candidate::from(table);
            let name = candidate.table.query.clone();
            if let Some(told) = self.told(&name, choices) {
                candidate.fixed = told.fixed;
                candidate.population = told.population;
                candidate.population_dimensions = told.population_dimensions;
                candidate.linked = told.linked;
                candidate.windowed = told.windowed;
            }
            candidate.counts = self.queries.get(&name).map(counts).unwrap_or_default();
            candidate.fixed.extend(within.iter().map(|(dim, value)| ((*dim).to_owned(), (*value).to_owned())));
            candidate
        };
        tables.into_iter().map(candidate).collect()
    }
}

/// What the parts of its ratios count, by the hash of the measure that counts just this.
fn counts(query: &Query) -> BTreeMap<String, Counted> {
    let counted = query.figures().into_iter().filter_map(|figure| match figure.definition {
        Some(Definition::Ratio { numerator, denominator }) => {
            let (numerator, denominator) = (Some(numerator.hash()), Some(denominator.hash()));
            Some((figure.name, Counted { numerator, denominator, ..Counted::default() }))
        }
        _ => None,
    });
    counted.collect()
}

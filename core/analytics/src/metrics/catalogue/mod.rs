//! All metrics, by theme.

mod engagement;
mod growth;
mod mentoring;
mod money;
mod projects;
mod satisfaction;

use super::definition::Definition;
use super::entry::Metric;
use std::sync::LazyLock;

static CATALOGUE: LazyLock<Vec<Metric>> = LazyLock::new(|| {
    let themes = [
        engagement::metrics(),
        growth::metrics(),
        mentoring::metrics(),
        satisfaction::metrics(),
        projects::metrics(),
        money::metrics(),
    ];
    themes.into_iter().flatten().collect()
});

/// All metrics, by theme.
///
/// ```
/// assert!(semillero_analytics::catalogue().iter().any(|metric| metric.id == "match_rate"));
/// ```
#[must_use]
pub fn catalogue() -> &'static [Metric] {
    &CATALOGUE
}

/// The metric of this name.
///
/// ```
/// let nps = semillero_analytics::metric("nps").expect("it is in the catalogue");
/// assert_eq!(nps.title[0], "NPS");
/// ```
#[must_use]
pub fn metric(id: &str) -> Option<&'static Metric> {
    CATALOGUE.iter().find(|metric| metric.id == id)
}

type Words = [&'static str; 2];

fn entry(
    id: &'static str,
    title: Words,
    about: Words,
    formula: &'static str,
    source: &'static str,
    definition: Definition,
) -> Metric {
    Metric { id, title, about, formula, numerator: ["", ""], denominator: ["", ""], source, iris: None, definition }
}

impl Metric {
    fn of(mut self, numerator: Words, denominator: Words) -> Self {
        self.numerator = numerator;
        self.denominator = denominator;
        self
    }

    fn iris(mut self, code: &'static str) -> Self {
        self.iris = Some(code);
        self
    }
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

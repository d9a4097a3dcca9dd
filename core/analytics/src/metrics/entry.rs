//! What the catalogue says of one metric.

use super::definition::Definition;
use super::nature::{MeasureKind, Reads, Things};
use crate::answer::{IntervalMethod, Shape, Unit};
use crate::calendar::Grain;
use serde::Serialize;

/// A metric of the catalogue. Texts are Spanish, then English.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Metric {
    /// Its name in documents.
    pub id: &'static str,
    /// Its title.
    pub title: [&'static str; 2],
    /// What it is, in a sentence.
    pub about: [&'static str; 2],
    /// How it is made, as a formula.
    pub formula: &'static str,
    /// What is counted above and out of what, where it is a share.
    pub numerator: [&'static str; 2],
    /// Out of what.
    pub denominator: [&'static str; 2],
    /// Who defined it where, or what it is modelled on.
    pub source: &'static str,
    /// Its code in IRIS+ 5.3 of the GIIN, where it means the same.
    pub iris: Option<&'static str>,
    /// How it is made, exactly.
    pub definition: Definition,
}

impl Metric {
    /// What it counts; a derived one has the unit of its expression.
    #[must_use]
    pub fn unit(&self) -> Unit {
        self.definition.unit().unwrap_or(match self.id {
            "net_growth" => Unit::People,
            _ => Unit::Number,
        })
    }

    /// BLAKE3 of the definition, in hex; words do not change it.
    #[must_use]
    pub fn definition_hash(&self) -> String {
        self.definition.hash()
    }

    /// Its family.
    #[must_use]
    pub fn kind(&self) -> MeasureKind {
        self.definition.kind()
    }

    /// The facts that it is made from.
    #[must_use]
    pub fn reads(&self) -> Reads {
        match &self.definition {
            Definition::Derived { expression } => crate::query::names_of(expression)
                .iter()
                .filter_map(|name| super::metric(name))
                .fold(Reads::default(), |reads, metric| reads.and(metric.definition.reads())),
            other => other.reads(),
        }
    }

    /// What the single things are that it is made from.
    #[must_use]
    pub fn of_what(&self) -> Things {
        self.definition.of_what()
    }

    /// How its interval is made.
    #[must_use]
    pub fn interval(&self) -> Option<IntervalMethod> {
        self.definition.interval()
    }

    /// The chart that suits it over periods (`Some`) or as one figure.
    #[must_use]
    pub fn shape(&self, grain: Option<Grain>) -> Shape {
        self.definition.shape(grain)
    }
}

//! What asks to leave.

use crate::answer::Table;
use std::collections::BTreeMap;

/// A table that asks to leave, with what the gate must know of its query and cannot read off its figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The answer.
    pub table: Table,
    /// Filters of the form *dimension is value*. A figure filtered by `person.role = ally` is the same figure as the group `ally` of a
    /// table by role, and the gate must see that.
    pub fixed: BTreeMap<String, String>,
    /// Any further restriction of who is counted, in a form that is equal for equal restrictions, such as the canonical JSON of the other
    /// filters; empty when there is none.
    pub population: String,
    /// The dimensions that those further restrictions read, for the policy to judge.
    pub population_dimensions: Vec<String>,
    /// Sets of measures that follow from each other in a way that figures do not show: a change in per cent and what it compares, an
    /// expression over measures. Where one is hidden, all are.
    pub linked: Vec<Vec<String>>,
    /// By measure, what its parts count where another measure counts the same: that the denominator of a share is the members of another
    /// table. Where nothing is said the gate sees it only if the two stand beside each other somewhere and agree.
    pub counts: BTreeMap<String, Counted>,
    /// Whether its periods are the ends of longer windows (28 trailing days) that overlap. Such a line is shown whole or not at all.
    pub windowed: bool,
}

impl From<Table> for Candidate {
    fn from(table: Table) -> Self {
        Self {
            table,
            fixed: BTreeMap::new(),
            population: String::new(),
            population_dimensions: Vec::new(),
            linked: Vec::new(),
            counts: BTreeMap::new(),
            windowed: false,
        }
    }
}

/// What the parts of a measure count, each by the `definition_hash` of the measure that counts just this, or any other name that is the
/// same wherever the same is counted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counted {
    /// What was counted.
    pub numerator: Option<String>,
    /// Out of how many.
    pub denominator: Option<String>,
    /// Of how many the figure speaks.
    pub n: Option<String>,
    /// What those who were counted are a part of: the active are members, who finished has begun. The rest is people too.
    pub within: Vec<String>,
}

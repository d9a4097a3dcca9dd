//! Questions that only somebody may ask who may read the rows.

use super::policy::GatePolicy;

/// What the gate must know of a query before it runs; whoever owns query documents fills it in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AskedOf {
    /// The dimensions that it breaks figures down by.
    pub dimensions: Vec<String>,
    /// The dimensions that its filters read.
    pub filters: Vec<String>,
    /// Whether the query is one that the host has declared (a standard or saved dashboard), not one that the actor wrote just now.
    pub declared: bool,
}

/// Why a query does not run for somebody behind the gate.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AdhocRefusal {
    /// The policy does not release this dimension.
    Dimension(String),
    /// The policy declares no such filter.
    Filter(String),
    /// The query itself is not declared: any number of questions of one's own would tell people apart.
    NotDeclared,
}

impl AdhocRefusal {
    /// What to do, Spanish then English.
    #[must_use]
    pub fn message(&self) -> [String; 2] {
        match self {
            Self::Dimension(name) => [
                format!("la política no publica la dimensión `{name}`; quítela o pida que se declare"),
                format!(
                    "the policy does not release the dimension `{name}`; leave it out or ask for it to be declared"
                ),
            ],
            Self::Filter(name) => [
                format!("la política no declara filtros por `{name}`; quítelo o pida que se declare"),
                format!("the policy declares no filter by `{name}`; leave it out or ask for it to be declared"),
            ],
            Self::NotDeclared => [
                "sin permiso de leer las filas solo se ven tableros declarados; pida que se declare esta consulta"
                    .into(),
                "without leave to read the rows only declared dashboards are shown; ask for this query to be declared"
                    .into(),
            ],
        }
    }
}

/// Everything that keeps a query from running behind the gate.
///
/// ```
/// # use semillero_analytics::{AdhocRefusal, AskedOf, GatePolicy, refuse_adhoc};
/// let asked = AskedOf { dimensions: vec!["person.email".into()], filters: vec![], declared: true };
/// assert_eq!(refuse_adhoc(&asked, &GatePolicy::default()), [AdhocRefusal::Dimension("person.email".into())]);
/// ```
#[must_use]
pub fn refuse_adhoc(asked: &AskedOf, policy: &GatePolicy) -> Vec<AdhocRefusal> {
    let mut refusals = Vec::new();
    if !asked.declared {
        refusals.push(AdhocRefusal::NotDeclared);
    }
    let dimensions = asked.dimensions.iter().filter(|name| !may_group(name, policy));
    refusals.extend(dimensions.cloned().map(AdhocRefusal::Dimension));
    let filters = asked.filters.iter().filter(|name| !may_filter(name, policy));
    refusals.extend(filters.cloned().map(AdhocRefusal::Filter));
    refusals.sort();
    refusals.dedup();
    refusals
}

/// Dimensions that come from the form of an answer and not from what people are like.
const OF_THE_SHAPE: [&str; 7] = ["step", "offset", "day", "value", "part", "currency", "cohort"];

pub(super) fn may_group(name: &str, policy: &GatePolicy) -> bool {
    OF_THE_SHAPE.contains(&name) || policy.dimensions.contains(name)
}

pub(super) fn may_filter(name: &str, policy: &GatePolicy) -> bool {
    // Staff and test accounts are left out of everything, for everybody alike.
    name == crate::facts::standard::attribute::STAFF
        || policy.filters.contains(name)
        || policy.dimensions.contains(name)
}

//! What fits a selection, and how a query is made.

use super::check::{fits, single};
use super::document::Query;
use super::vocabulary::Vocabulary;
use crate::answer::Unit;
use crate::calendar::Grain;
use crate::metrics::{Metric, Reads, Things, catalogue, metric};
use serde::Serialize;

/// What somebody has chosen so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Metrics by name.
    pub measures: Vec<String>,
    /// Dimensions by name.
    pub dimensions: Vec<String>,
}

/// A dimension that fits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DimensionEntry {
    /// Its name.
    pub name: String,
    /// What it is, Spanish then English.
    pub title: [String; 2],
}

/// What fits a selection.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Described {
    /// Metrics that may be broken down by all dimensions chosen.
    pub measures: Vec<&'static Metric>,
    /// Dimensions that fit all measures chosen.
    pub dimensions: Vec<DimensionEntry>,
    /// Grains; states are kept by day, so every grain from a day on fits.
    pub grains: Vec<Grain>,
    /// The facts that the chosen measures read.
    pub reads: Reads,
}

/// What fits a selection: metrics that its dimensions fit, dimensions that its metrics fit. Names that are not known are passed over.
///
/// ```
/// # use semillero_analytics::{Selection, Vocabulary, describe};
/// let chosen = Selection { measures: vec!["nps".into()], dimensions: vec![] };
/// let described = describe(&chosen, &Vocabulary::standard());
/// assert!(described.dimensions.iter().any(|dimension| dimension.name == "person.role"));
/// assert!(!described.dimensions.iter().any(|dimension| dimension.name == "venture.sector"));
/// ```
#[must_use]
pub fn describe(selection: &Selection, names: &Vocabulary) -> Described {
    let things = |metric: &Metric| -> Vec<Things> {
        let query = Query::default();
        query.leaves(&metric.definition).iter().map(|leaf| leaf.of_what()).collect()
    };
    let chosen: Vec<&Metric> = selection.measures.iter().filter_map(|id| metric(id)).collect();
    let all_fit = |metric: &Metric, dimension: &str| things(metric).iter().all(|things| fits(dimension, *things));
    let mut measures: Vec<&'static Metric> = Vec::new();
    for metric in catalogue() {
        let alone = chosen.iter().all(|other| single(&other.definition) == single(&metric.definition));
        if alone && selection.dimensions.iter().all(|dimension| all_fit(metric, dimension)) {
            measures.push(metric);
        }
    }
    let dimensions = names.dimensions().filter(|dimension| chosen.iter().all(|metric| all_fit(metric, dimension)));
    Described {
        measures,
        dimensions: dimensions.map(|name| DimensionEntry { name: name.to_owned(), title: title(name) }).collect(),
        grains: vec![Grain::Day, Grain::Week, Grain::Month, Grain::Quarter, Grain::Year],
        reads: chosen.iter().fold(Reads::default(), |reads, metric| reads.and(metric.reads())),
    }
}

/// The title of a dimension, Spanish then English; the name itself where it is nobody's standard.
#[must_use]
pub(crate) fn title(dimension: &str) -> [String; 2] {
    let [es, en] = match dimension {
        "person.role" => ["Papel", "Role"],
        "person.staff" => ["Personal y pruebas", "Staff and tests"],
        "person.counted" => ["Acepta contarse", "Agrees to be counted"],
        "person.place" => ["Lugar", "Place"],
        "person.gender" => ["Género", "Gender"],
        "mentor.capacity" => ["Cupo del mentor", "Mentor's room"],
        "venture.sector" => ["Sector", "Sector"],
        "venture.stage" => ["Etapa", "Stage"],
        "venture.country" => ["País del emprendimiento", "Country of the venture"],
        "programme" => ["Programa", "Programme"],
        "cohort" => ["Cohorte", "Cohort"],
        "arm" => ["Brazo", "Arm"],
        "currency" => ["Moneda", "Currency"],
        "end" => ["Fin", "End"],
        "subject" => ["De quién", "Whose"],
        other => [other, other],
    };
    [es.to_owned(), en.to_owned()]
}

/// How one figure of a query is made.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explained {
    /// Its name in the query.
    pub name: String,
    /// Its title, Spanish then English.
    pub title: [String; 2],
    /// What it is, Spanish then English.
    pub about: [String; 2],
    /// How it is made, as a formula; of one's own definition its text in the document language.
    pub formula: String,
    /// What it counts.
    pub unit: Unit,
    /// Where it comes from; nothing for one's own.
    pub source: Option<String>,
    /// BLAKE3 of its definition, in hex.
    pub definition_hash: String,
    /// The facts that it reads.
    pub reads: Reads,
}

/// How the figures of a query are made: formula, definition hash, facts read, in words.
///
/// ```
/// # use semillero_analytics::{Checks, Query, Vocabulary, explain};
/// let names = Vocabulary::standard();
/// let checks = Checks { names: &names, as_of: None, least_k: 5 };
/// let query = Query::read(&serde_json::json!({ "measures": ["match_rate"] }), checks).expect("it is sound");
/// assert!(explain(&query)[0].formula.contains("accepted within 14 d"));
/// ```
#[must_use]
pub fn explain(query: &Query) -> Vec<Explained> {
    let mut all = Vec::new();
    for figure in query.figures() {
        let known = figure.metric.as_deref().and_then(metric);
        let about = match known {
            Some(metric) => metric.about.map(str::to_owned),
            None => [
                format!("Definida en el documento: {}", figure.text),
                format!("Defined in the document: {}", figure.text),
            ],
        };
        let reads = match &figure.definition {
            Some(definition) => {
                query.leaves(definition).iter().fold(Reads::default(), |reads, leaf| reads.and(leaf.reads()))
            }
            None => query.table_reads(),
        };
        all.push(Explained {
            title: figure.title,
            about,
            formula: known.map_or(figure.text, |metric| metric.formula.to_owned()),
            unit: figure.unit,
            source: known.map(|metric| metric.source.to_owned()),
            definition_hash: figure.hash,
            reads,
            name: figure.name,
        });
    }
    all
}

impl Query {
    /// The facts that a funnel, a retention or a survival table reads.
    pub(crate) fn table_reads(&self) -> Reads {
        let mut reads = Reads::default();
        self.funnel.iter().for_each(|funnel| reads.events.extend(funnel.steps.iter().cloned()));
        self.retention.iter().for_each(|kept| reads.events.extend(kept.start.iter().chain(&kept.back).cloned()));
        self.survival.iter().for_each(|survival| reads.entities.extend([survival.spell.clone()]));
        reads
    }
}

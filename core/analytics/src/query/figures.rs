//! The figures that a query asks for, whichever way it asks.

use super::document::Query;
use super::expression::names_of;
use super::filter::Filter;
use crate::answer::Unit;
use crate::metrics::{Definition, Window, metric};
use serde::Serialize;

/// One figure that a query asks for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Figure {
    pub(crate) name: String,
    /// Which entry of the catalogue, if any.
    pub(crate) metric: Option<String>,
    pub(crate) title: [String; 2],
    pub(crate) unit: Unit,
    pub(crate) hash: String,
    /// How it is made; funnels, retention and survival tables have their own kind.
    pub(crate) definition: Option<Definition>,
    /// Its text in the language of documents.
    pub(crate) text: String,
    pub(crate) filters: Option<Filter>,
}

fn hashed(value: &impl Serialize) -> (String, String) {
    let text = serde_json::to_string(value).unwrap_or_default();
    (blake3::hash(format!("semillero-table-1\n{text}").as_bytes()).to_hex().to_string(), text)
}

impl Query {
    /// The figures in the order of the document.
    pub(crate) fn figures(&self) -> Vec<Figure> {
        let mut figures: Vec<Figure> = self
            .measures
            .iter()
            .filter_map(|asked| {
                let definition = self.effective(asked.definition()?);
                let known = asked.metric.as_deref().and_then(metric);
                let own =
                    || known.map_or([asked.name.clone(), asked.name.clone()], |metric| metric.title.map(str::to_owned));
                Some(Figure {
                    name: asked.name.clone(),
                    metric: asked.metric.clone(),
                    title: asked.title.clone().unwrap_or_else(own),
                    unit: self.unit(&definition),
                    hash: self.hash(&definition),
                    text: serde_json::to_string(&definition).unwrap_or_default(),
                    definition: Some(definition),
                    filters: asked.filters.clone(),
                })
            })
            .collect();
        let table = |name: &str, title: [&str; 2], unit: Unit, (hash, text): (String, String)| Figure {
            name: name.to_owned(),
            metric: None,
            title: title.map(str::to_owned),
            unit,
            hash,
            definition: None,
            text,
            filters: None,
        };
        if let Some(funnel) = &self.funnel {
            let hash = hashed(&(&funnel.steps, funnel.within, funnel.mode, funnel.hold, &funnel.exclude));
            figures.push(table("reached", ["Llegaron", "Reached"], Unit::Share, hash));
        }
        if let Some(retention) = &self.retention {
            figures.push(table("kept", ["Volvieron", "Came back"], Unit::Share, hashed(retention)));
        }
        if let Some(survival) = &self.survival {
            let title = match survival.read {
                crate::metrics::Read::Incidence => ["Ya les ocurrió", "Have seen it"],
                crate::metrics::Read::Survival => ["Aún no les ocurre", "Have not seen it"],
            };
            let hash = hashed(&(&survival.spell, &survival.event, &survival.competing, survival.read));
            figures.push(table("share", title, Unit::Share, hash));
        }
        for outcome in
            self.effect.iter().flat_map(|effect| effect.outcomes.iter().map(move |outcome| (effect, outcome)))
        {
            let (effect, outcome) = outcome;
            let definition = Definition::Effect {
                outcome: outcome.of.clone(),
                arm: effect.arm.clone(),
                treated: effect.treated.clone(),
                comparison: effect.comparison.clone(),
                measure: outcome.measure,
            };
            figures.push(Figure {
                name: outcome.name.clone(),
                metric: None,
                title: outcome.title.clone().unwrap_or_else(|| [outcome.name.clone(), outcome.name.clone()]),
                unit: self.unit(&definition),
                hash: definition.hash(),
                text: serde_json::to_string(&definition).unwrap_or_default(),
                definition: Some(definition),
                filters: None,
            });
        }
        figures
    }

    /// A definition with the window of the query where it has none of its own.
    pub(crate) fn effective(&self, definition: &Definition) -> Definition {
        let Some(window) = self.window else { return definition.clone() };
        windowed(definition, window)
    }

    /// Of a derived figure the hash of its expression and of all that it reads.
    fn hash(&self, definition: &Definition) -> String {
        let Definition::Derived { expression } = definition else { return definition.hash() };
        let mut leaves: Vec<String> = self.leaves(definition).iter().map(|leaf| self.effective(leaf).hash()).collect();
        leaves.sort();
        let names: Vec<String> = names_of(expression)
            .iter()
            .filter_map(|name| self.named(name))
            .map(|inner| self.effective(inner).hash())
            .collect();
        hashed(&(expression, names, leaves)).0
    }
}

fn windowed(definition: &Definition, window: Window) -> Definition {
    let each = |inner: &Definition| Box::new(windowed(inner, window));
    match definition {
        Definition::People { events, window: None } => {
            Definition::People { events: events.clone(), window: Some(window) }
        }
        Definition::Ratio { numerator, denominator } => {
            Definition::Ratio { numerator: each(numerator), denominator: each(denominator) }
        }
        Definition::Growth { of, back } => Definition::Growth { of: each(of), back: *back },
        other => other.clone(),
    }
}

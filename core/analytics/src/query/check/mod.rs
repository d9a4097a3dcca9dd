//! Reads documents: all mistakes at once.

mod measure;
mod question;

pub(super) use measure::{fits, is_countable, single};
pub(super) use question::own_dimension;

use super::document::Dashboard;
use super::document::Query;
use super::grammar::{DASHBOARD, Kind};
use super::mistake::{Code, Mistake, escaped, shown};
use super::nearest::nearest;
use super::vocabulary::Vocabulary;
use super::walk::Walk;
use crate::calendar::Day;
use serde_json::Value;
use std::collections::BTreeSet;

/// At most so many values, keys and texts in a document.
const LARGEST: usize = 20_000;

/// What a document is held against beside the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Checks<'a> {
    /// The names that it may use.
    pub names: &'a Vocabulary,
    /// The last day that is known; ranges after it are mistakes. Without it no range is in the future.
    pub as_of: Option<Day>,
    /// The fewest people that the policy lets a figure be about.
    pub least_k: u32,
}

impl Dashboard {
    /// Reads a document; every mistake in it at once where there are any.
    ///
    /// ```
    /// # use semillero_analytics::{Checks, Code, Dashboard, Vocabulary};
    /// let names = Vocabulary::standard();
    /// let checks = Checks { names: &names, as_of: None, least_k: 5 };
    /// let document = serde_json::json!({ "v": 1, "name": "mine", "queries": { "a": { "measures": ["mach_rate"] } } });
    /// let mistakes = Dashboard::read(&document, checks).unwrap_err();
    /// assert_eq!((mistakes[0].code, mistakes[0].pointer.as_str()), (Code::UnknownMeasure, "/queries/a/measures/0"));
    /// assert_eq!(mistakes[0].nearest.as_deref(), Some("match_rate"));
    /// ```
    ///
    /// # Errors
    /// Every mistake, in the order of the document's keys.
    pub fn read(document: &Value, checks: Checks<'_>) -> Result<Self, Vec<Mistake>> {
        let mut walk = Walk { names: checks.names, mistakes: Vec::new() };
        if !is_small(document) {
            let es = format!("el documento tiene más de {LARGEST} partes");
            let en = format!("the document has more than {LARGEST} parts");
            let remedy = ["pártalo".to_owned(), "split it".to_owned()];
            return Err(vec![Mistake::new("", Code::CostLimit, [es, en], remedy)]);
        }
        let sound = walk.check(document, &DASHBOARD, "", 0);
        let sound = sound.or_else(|| usable(document, &mut walk));
        let Some(read) = sound.and_then(|sound| serde_json::from_value::<Self>(sound).ok()) else {
            if walk.mistakes.is_empty() {
                // The grammar and the types say the same; a test holds them against each other.
                let message = ["el documento no se entiende".to_owned(), "the document cannot be read".to_owned()];
                walk.note(Mistake::new(
                    "",
                    Code::Malformed,
                    message,
                    ["vea el esquema".to_owned(), "see the schema".to_owned()],
                ));
            }
            return Err(walk.mistakes);
        };
        read.check(checks, &mut walk);
        if walk.mistakes.is_empty() { Ok(read) } else { Err(walk.mistakes) }
    }

    fn check(&self, checks: Checks<'_>, walk: &mut Walk<'_>) {
        if self.privacy.k < checks.least_k {
            let (k, least) = (self.privacy.k, checks.least_k);
            let es = format!("k es {k}, y la política pide al menos {least}");
            let en = format!("k is {k}, and the policy asks for at least {least}");
            let remedy = [format!("escriba {least}"), format!("write {least}")];
            walk.note(Mistake::new("/privacy/k", Code::KBelowPolicy, [es, en], remedy));
        }
        let mut seen = BTreeSet::new();
        for (i, param) in self.params.iter().enumerate() {
            if !seen.insert(&param.id) {
                walk.note(duplicate(&format!("/params/{i}/id"), &param.id));
            }
        }
        for (i, tile) in self.layout.iter().enumerate() {
            // A query with mistakes of its own is not missing.
            if !self.queries.contains_key(&tile.query) {
                let text = shown(&tile.query);
                let message = [format!("no hay consulta `{text}`"), format!("there is no query `{text}`")];
                let remedy = ["nombre una de `queries`".to_owned(), "name one of `queries`".to_owned()];
                let near = nearest(&tile.query, self.queries.keys().map(String::as_str));
                walk.note(Mistake::new(&format!("/layout/{i}/query"), Code::UnknownQuery, message, remedy).near(near));
            }
        }
        let params: BTreeSet<&str> = self.params.iter().map(|param| param.id.as_str()).collect();
        for (name, query) in &self.queries {
            question::check(query, &format!("/queries/{}", escaped(name)), &params, checks, walk);
        }
    }
}

/// Of a document with mistakes, the queries that are sound, so that later checks see them as well.
fn usable(document: &Value, walk: &mut Walk<'_>) -> Option<Value> {
    let queries = document.get("queries")?.as_object()?;
    let Kind::Object(fields) = &DASHBOARD else { return None };
    let map = &fields.iter().find(|field| field.name == "queries")?.kind;
    let mut quiet = Walk { names: walk.names, mistakes: Vec::new() };
    let queries = quiet.check(&Value::Object(queries.clone()), map, "", 0)?;
    let params = fields.iter().find(|field| field.name == "params")?;
    let given = document.get("params").and_then(|value| quiet.check(value, &params.kind, "", 0));
    let params = given.unwrap_or_else(|| serde_json::json!([]));
    Some(serde_json::json!({ "v": 1, "name": "x", "queries": queries, "params": params }))
}

fn duplicate(at: &str, name: &str) -> Mistake {
    let name = shown(name);
    let message = [format!("`{name}` está dos veces"), format!("`{name}` is there twice")];
    Mistake::new(at, Code::Duplicate, message, ["deje una".to_owned(), "leave one".to_owned()])
}

fn is_small(document: &Value) -> bool {
    let mut open = vec![document];
    let mut seen = 0usize;
    while let Some(value) = open.pop() {
        seen += 1;
        match value {
            Value::Array(values) => open.extend(values),
            Value::Object(object) => open.extend(object.values()),
            _ => {}
        }
        if seen + open.len() > LARGEST {
            return false;
        }
    }
    true
}

/// A single question, checked and read as if it stood in a dashboard.
impl Query {
    /// Reads one query without a dashboard around it; pointers are into the query.
    ///
    /// ```
    /// # use semillero_analytics::{Checks, Query, Vocabulary};
    /// let names = Vocabulary::standard();
    /// let checks = Checks { names: &names, as_of: None, least_k: 5 };
    /// assert!(Query::read(&serde_json::json!({ "measures": ["nps"] }), checks).is_ok());
    /// ```
    ///
    /// # Errors
    /// Every mistake, as [`Dashboard::read`] has them.
    pub fn read(query: &Value, checks: Checks<'_>) -> Result<Self, Vec<Mistake>> {
        let document =
            serde_json::json!({ "v": 1, "name": "one", "queries": { "q": query }, "privacy": { "k": 1000 } });
        match Dashboard::read(&document, checks) {
            Ok(mut dashboard) => dashboard.queries.remove("q").ok_or_else(Vec::new),
            Err(mut mistakes) => {
                for mistake in &mut mistakes {
                    if let Some(rest) = mistake.pointer.strip_prefix("/queries/q") {
                        mistake.pointer = rest.to_owned();
                    }
                }
                Err(mistakes)
            }
        }
    }
}

//! The rule that decides what leaves.

use super::mistake::{PolicyMistake, PolicyMistakeCode as Code, mistake, nearest};
use crate::calendar::Grain;
use crate::facts::standard::attribute;
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// The fewest people that any policy may ask for.
pub const LEAST_K: u64 = 5;
/// The most: beyond it nothing of an ecosystem would be left.
const MOST_K: u64 = 1_000;
const FIELDS: [&str; 8] = ["v", "k", "stricter", "dominance", "dimensions", "filters", "round", "noise"];
const CLOSED: &str = "closed";

/// What may leave towards somebody who may not read the rows.
///
/// ```
/// # use semillero_analytics::GatePolicy;
/// let policy = GatePolicy::from_json(r#"{"v":1,"k":7,"dimensions":["person.role"]}"#).unwrap();
/// assert_eq!(policy.k, 7);
/// let mistakes = GatePolicy::from_json(r#"{"v":1,"k":2,"rownd":5}"#).unwrap_err();
/// assert_eq!(mistakes.iter().map(|one| one.pointer.as_str()).collect::<Vec<_>>(), ["/k", "/rownd"]);
/// assert!(mistakes[1].message[1].contains("`round`"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GatePolicy {
    /// The version of the document, 1.
    pub v: u64,
    /// The fewest people that a figure may speak of, at least 5.
    pub k: u64,
    /// More for groups by several dimensions at once, such as 10 for gender × place.
    pub stricter: Vec<StricterK>,
    /// An amount of money is hidden when its largest contributor makes this many per cent of it or more.
    pub dominance: u64,
    /// The dimensions by which groups may be told apart.
    pub dimensions: BTreeSet<String>,
    /// The names of dimensions that a query may filter by, beyond [`dimensions`](Self::dimensions).
    pub filters: BTreeSet<String>,
    /// Counts are rounded to multiples of this; 1 leaves them as they are.
    pub round: u64,
    /// Counts are moved by at most this much, always the same for the same people; 0 leaves them as they are.
    pub noise: u64,
    /// Only figures as of the last day of such a period are released, so that two days cannot be compared. Nothing releases any day.
    pub closed: Option<Grain>,
}

/// A larger [`GatePolicy::k`] where a group is told apart by all of these dimensions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StricterK {
    /// All of them.
    pub dimensions: BTreeSet<String>,
    /// The fewest people.
    pub k: u64,
}

impl Default for GatePolicy {
    fn default() -> Self {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
        Self {
            v: 1,
            k: LEAST_K,
            stricter: vec![StricterK { dimensions: names(&[attribute::GENDER, attribute::PLACE]), k: 10 }],
            dominance: 80,
            dimensions: names(&[
                attribute::ROLE,
                attribute::PLACE,
                attribute::GENDER,
                attribute::SECTOR,
                attribute::STAGE,
                attribute::PROGRAMME,
                attribute::COHORT,
                attribute::ARM,
            ]),
            filters: BTreeSet::new(),
            round: 1,
            noise: 0,
            closed: Some(Grain::Month),
        }
    }
}

impl GatePolicy {
    /// Reads a document. What it leaves out is as in the default policy.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of the pointers.
    pub fn from_json(text: &str) -> Result<Self, Vec<PolicyMistake>> {
        match serde_json::from_str(text) {
            Ok(value) => Self::from_value(&value),
            Err(error) => Err(vec![mistake(
                "",
                Code::NotJson,
                format!("no es JSON: {error}"),
                format!("this is no JSON: {error}"),
            )]),
        }
    }

    /// Reads a document that is JSON already.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of the pointers.
    pub fn from_value(value: &Value) -> Result<Self, Vec<PolicyMistake>> {
        let mut reader = Reader { mistakes: Vec::new() };
        let policy = reader.policy(value);
        reader.mistakes.sort();
        if reader.mistakes.is_empty() { Ok(policy) } else { Err(reader.mistakes) }
    }

    /// The fewest people where groups are told apart by these dimensions.
    #[must_use]
    pub fn k_for<'a>(&self, dimensions: impl IntoIterator<Item = &'a str>) -> u64 {
        let by: BTreeSet<&str> = dimensions.into_iter().collect();
        let applies = |one: &&StricterK| one.dimensions.iter().all(|name| by.contains(name.as_str()));
        self.stricter.iter().filter(applies).map(|one| one.k).fold(self.k, u64::max)
    }

    /// BLAKE3 of its canonical JSON, in hex.
    #[must_use]
    pub fn hash(&self) -> String {
        let bytes = serde_json::to_vec(self).unwrap_or_default();
        blake3::hash(&bytes).to_hex().to_string()
    }
}

struct Reader {
    mistakes: Vec<PolicyMistake>,
}

impl Reader {
    fn policy(&mut self, value: &Value) -> GatePolicy {
        let mut policy = GatePolicy::default();
        let Some(fields) = self.object("", value) else { return policy };
        let known: Vec<&str> = FIELDS.into_iter().chain([CLOSED]).collect();
        self.unknown("", fields, &known);
        policy.v = self.number(fields, "", "v", (1, 1), 1);
        policy.k = self.number(fields, "", "k", (LEAST_K, MOST_K), policy.k);
        policy.dominance = self.number(fields, "", "dominance", (1, 100), policy.dominance);
        policy.round = self.number(fields, "", "round", (1, 100), policy.round);
        policy.noise = self.number(fields, "", "noise", (0, 10), policy.noise);
        if let Some(value) = fields.get("dimensions") {
            policy.dimensions = self.names("/dimensions", value);
        }
        if let Some(value) = fields.get("filters") {
            policy.filters = self.names("/filters", value);
        }
        if let Some(value) = fields.get("stricter") {
            policy.stricter = self.stricter(value, policy.k);
        }
        if let Some(value) = fields.get(CLOSED) {
            policy.closed = self.grain(value);
        }
        policy
    }

    fn stricter(&mut self, value: &Value, k: u64) -> Vec<StricterK> {
        let Some(items) = self.array("/stricter", value) else { return Vec::new() };
        let mut all = Vec::new();
        for (at, item) in items.iter().enumerate() {
            let pointer = format!("/stricter/{at}");
            let Some(fields) = self.object(&pointer, item) else { continue };
            self.unknown(&pointer, fields, &["dimensions", "k"]);
            let dimensions = fields.get("dimensions").unwrap_or(&Value::Null);
            let dimensions = self.names(&format!("{pointer}/dimensions"), dimensions);
            all.push(StricterK { dimensions, k: self.number(fields, &pointer, "k", (k.max(LEAST_K), MOST_K), k) });
        }
        all
    }

    fn grain(&mut self, value: &Value) -> Option<Grain> {
        if value.is_null() {
            return None;
        }
        let grain = serde_json::from_value(value.clone()).ok();
        if grain.is_none() {
            self.mistakes.push(mistake(
                "/closed",
                Code::OutOfRange,
                format!("`{value}` no es un periodo: `day`, `week`, `month`, `quarter`, `year` o `null`"),
                format!("`{value}` is no period: `day`, `week`, `month`, `quarter`, `year` or `null`"),
            ));
        }
        grain
    }

    fn names(&mut self, pointer: &str, value: &Value) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        for (at, item) in self.array(pointer, value).into_iter().flatten().enumerate() {
            let pointer = format!("{pointer}/{at}");
            match item.as_str() {
                Some(name) if names.insert(name.to_owned()) => {}
                Some(name) => self.mistakes.push(mistake(
                    &pointer,
                    Code::Twice,
                    format!("`{name}` ya está en la lista; quítelo"),
                    format!("`{name}` is in the list already; take it out"),
                )),
                None => self.wrong(&pointer, item, "un nombre entre comillas", "a name in quotes"),
            }
        }
        names
    }

    fn number(
        &mut self,
        fields: &Map<String, Value>,
        pointer: &str,
        name: &str,
        (least, most): (u64, u64),
        default: u64,
    ) -> u64 {
        let Some(value) = fields.get(name) else { return default };
        let pointer = format!("{pointer}/{name}");
        match value.as_u64() {
            Some(number) if (least..=most).contains(&number) => number,
            _ if value.is_number() => {
                self.mistakes.push(mistake(
                    &pointer,
                    Code::OutOfRange,
                    format!("`{value}` debe ser un entero de {least} a {most}"),
                    format!("`{value}` must be a whole number from {least} to {most}"),
                ));
                default
            }
            _ => {
                self.wrong(&pointer, value, "un número entero", "a whole number");
                default
            }
        }
    }

    fn unknown(&mut self, pointer: &str, fields: &Map<String, Value>, known: &[&str]) {
        for name in fields.keys().filter(|name| !known.contains(&name.as_str())) {
            let (es, en) = match nearest(name, known) {
                Some(near) => (format!("¿quiso decir `{near}`?"), format!("did you mean `{near}`?")),
                None => (format!("hay {}", known.join(", ")), format!("there are {}", known.join(", "))),
            };
            let escaped = name.replace('~', "~0").replace('/', "~1");
            self.mistakes.push(mistake(
                &format!("{pointer}/{escaped}"),
                Code::UnknownField,
                format!("no hay campo `{name}`; {es}"),
                format!("there is no field `{name}`; {en}"),
            ));
        }
    }

    fn object<'a>(&mut self, pointer: &str, value: &'a Value) -> Option<&'a Map<String, Value>> {
        if !value.is_object() {
            self.wrong(pointer, value, "un objeto", "an object");
        }
        value.as_object()
    }

    fn array<'a>(&mut self, pointer: &str, value: &'a Value) -> Option<&'a Vec<Value>> {
        if !value.is_array() {
            self.wrong(pointer, value, "una lista", "a list");
        }
        value.as_array()
    }

    fn wrong(&mut self, pointer: &str, value: &Value, es: &str, en: &str) {
        let shown: String = value.to_string().chars().take(60).collect();
        let message = (format!("`{shown}` debe ser {es}"), format!("`{shown}` must be {en}"));
        self.mistakes.push(mistake(pointer, Code::WrongType, message.0, message.1));
    }
}

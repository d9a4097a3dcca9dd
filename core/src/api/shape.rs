//! What requests and views look like, as data: frontends check, rename and describe them by it.

use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The shape of a value on the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// A text.
    Text,
    /// A UUID as text.
    Id,
    /// An RFC 3339 instant as text.
    Time,
    /// A day as ISO 8601 text.
    Day,
    /// Yes or no.
    Bool,
    /// A whole number between these.
    Int {
        /// The least.
        least: i64,
        /// The greatest.
        most: i64,
    },
    /// A number, possibly with a fraction; only statistics are.
    Number,
    /// A free document.
    Json,
    /// One word of a closed set.
    Words(Vec<String>),
    /// A value that may be left out.
    Optional(Box<Shape>),
    /// A list.
    List(Box<Shape>),
    /// A record with fields.
    Record(Vec<FieldShape>),
    /// A word of a closed set, or a record with exactly one field of these.
    Choice(Vec<String>, Vec<FieldShape>),
    /// A shape with a name, kept in [`shapes`].
    Named(String),
}

/// One field of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldShape {
    /// Its name on the wire.
    pub name: String,
    /// What it means.
    pub docs: String,
    /// Whether it must be there.
    pub required: bool,
    /// What it holds.
    pub shape: Shape,
}

/// Every named shape: all requests and views, and what they refer to.
pub type Shapes = BTreeMap<String, Shape>;

/// The greatest whole number that every language holds exactly.
pub const MAX_SAFE_INT: i64 = 9_007_199_254_740_991;

static SHAPES: LazyLock<Shapes> =
    LazyLock::new(|| super::door::schemas().iter().map(|(name, schema)| (name.clone(), read(schema))).collect());

/// Every named shape.
#[must_use]
pub fn shapes() -> &'static Shapes {
    &SHAPES
}

impl Shape {
    /// The shape behind a name.
    #[must_use]
    pub fn resolved(&self) -> &Self {
        match self {
            Self::Named(name) => SHAPES.get(name).unwrap_or(&Self::Json),
            Self::Optional(inner) => inner.resolved(),
            plain => plain,
        }
    }

    /// The fields of a record; none of anything else.
    #[must_use]
    pub fn fields(&self) -> &[FieldShape] {
        match self.resolved() {
            Self::Record(fields) => fields,
            _ => &[],
        }
    }
}

/// Reads a JSON schema as utoipa writes it.
fn read(schema: &Value) -> Shape {
    let text = |name: &str| schema.get(name).and_then(Value::as_str);
    if let Some(target) = text("$ref") {
        return Shape::Named(target.rsplit('/').next().unwrap_or_default().to_owned());
    }
    if let Some(options) = schema.get("oneOf").and_then(Value::as_array) {
        return one_of(options);
    }
    let types: Vec<&str> = match schema.get("type") {
        Some(Value::String(single)) => vec![single],
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let kind = types.iter().copied().find(|kind| *kind != "null").unwrap_or_default();
    let plain = match kind {
        "string" => match (schema.get("enum").and_then(Value::as_array), text("format")) {
            (Some(words), _) => Shape::Words(words.iter().filter_map(|word| Some(word.as_str()?.to_owned())).collect()),
            (None, Some("uuid")) => Shape::Id,
            (None, Some("date-time")) => Shape::Time,
            (None, Some("date")) => Shape::Day,
            _ => Shape::Text,
        },
        "integer" => match text("format") {
            Some("int32") => Shape::Int { least: i32::MIN.into(), most: i32::MAX.into() },
            _ => Shape::Int { least: -MAX_SAFE_INT, most: MAX_SAFE_INT },
        },
        "number" => Shape::Number,
        "boolean" => Shape::Bool,
        "array" => Shape::List(Box::new(schema.get("items").map_or(Shape::Json, read))),
        // A request without fields has no `properties`, but it says that it takes no others.
        "object" if schema.get("properties").is_some() || schema.get("additionalProperties").is_some() => {
            Shape::Record(fields(schema))
        }
        _ => Shape::Json,
    };
    if types.contains(&"null") { Shape::Optional(Box::new(plain)) } else { plain }
}

/// `null` or something is an option; words and one-field records are a choice.
fn one_of(options: &[Value]) -> Shape {
    let is_null = |option: &&Value| option.get("type").and_then(Value::as_str) == Some("null");
    let rest: Vec<&Value> = options.iter().filter(|option| !is_null(option)).collect();
    match rest.as_slice() {
        [single] if rest.len() < options.len() => Shape::Optional(Box::new(read(single))),
        several => {
            let mut words = Vec::new();
            let mut records = Vec::new();
            for shape in several.iter().map(|option| read(option)) {
                match shape {
                    Shape::Words(more) => words.extend(more),
                    Shape::Record(more) => records.extend(more),
                    _ => return Shape::Json,
                }
            }
            Shape::Choice(words, records)
        }
    }
}

fn fields(schema: &Value) -> Vec<FieldShape> {
    let required: Vec<&str> =
        schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    let properties = schema.get("properties").and_then(Value::as_object);
    let field = |(name, schema): (&String, &Value)| {
        let docs = docs(schema).unwrap_or_default().to_owned();
        FieldShape { name: name.clone(), docs, required: required.contains(&name.as_str()), shape: read(schema) }
    };
    properties.into_iter().flatten().map(field).collect()
}

/// What a field means; an option keeps it beside the reference inside.
fn docs(schema: &Value) -> Option<&str> {
    let own = schema.get("description").and_then(Value::as_str);
    own.or_else(|| schema.get("oneOf").and_then(Value::as_array)?.iter().find_map(docs))
}

//! The JSON Schema of documents, from the same grammar that checks them.

use super::grammar::{CONDITION, DASHBOARD, DEFINITIONS, Field, Kind, MEASURE, Names};
use crate::metrics::catalogue;
use serde_json::{Map, Value, json};

/// The JSON Schema (2020-12) of a dashboard document. Kinds of events, entities and attributes are open in it, since a domain may have
/// its own; [`Dashboard::read`](crate::Dashboard::read) checks them as well.
///
/// ```
/// assert_eq!(semillero_analytics::schema()["title"], "Semillero dashboard");
/// ```
#[must_use]
pub fn schema() -> Value {
    let Value::Object(mut root) = of(&DASHBOARD) else { return Value::Null };
    root.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
    root.insert("title".into(), json!("Semillero dashboard"));
    let reference = |name: &str| json!({ "$ref": format!("#/$defs/{name}") });
    let filters = json!({ "type": "array", "maxItems": 50, "items": reference("filter") });
    let one = |key: &str, value: Value| json!({ "type": "object", "required": [key], "properties": { key: value }, "additionalProperties": false });
    let filter = json!({ "oneOf": [one("all", filters.clone()), one("any", filters), one("not", reference("filter")), object(CONDITION)] });
    let mut named = properties(MEASURE);
    let mut metric_alone = named.clone();
    named.remove("metric");
    for field in DEFINITIONS {
        named.insert(field.name.into(), described(field));
    }
    metric_alone.retain(|key, _| key != "definition");
    let choices: Vec<Value> = DEFINITIONS.iter().map(|field| json!({ "required": [field.name] })).collect();
    let measure = json!({ "oneOf": [
        of(&Kind::Known(Names::Metric)),
        { "type": "object", "required": ["metric"], "properties": metric_alone, "additionalProperties": false },
        { "type": "object", "required": ["name"], "oneOf": choices, "properties": named, "additionalProperties": false },
    ] });
    let definition = one_of(DEFINITIONS);
    root.insert("$defs".into(), json!({ "filter": filter, "measure": measure, "definition": definition }));
    Value::Object(root)
}

fn of(kind: &Kind) -> Value {
    match kind {
        Kind::Text(most) => json!({ "type": "string", "maxLength": most }),
        Kind::Name => json!({ "type": "string", "pattern": "^[a-z0-9_.-]{1,64}$" }),
        Kind::Words => {
            json!({ "type": "array", "minItems": 2, "maxItems": 2, "items": { "type": "string", "maxLength": 200 } })
        }
        Kind::Whole(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Day => json!({ "type": "string", "format": "date" }),
        Kind::Span => json!({ "type": "string", "pattern": "^[0-9]{1,4}[dwmqy]$" }),
        Kind::Choice(choices) => json!({ "enum": choices }),
        Kind::Known(Names::Metric) => {
            json!({ "enum": catalogue().iter().map(|metric| metric.id).collect::<Vec<_>>() })
        }
        Kind::Known(_) => json!({ "type": "string", "maxLength": 64 }),
        Kind::OneOrMore(_) => json!({ "oneOf": [
            { "type": "string", "maxLength": 64 },
            { "type": "array", "maxItems": 50, "items": { "type": "string", "maxLength": 64 } },
        ] }),
        Kind::Values => json!({ "oneOf": [
            { "type": ["string", "number", "boolean"] },
            { "type": "array", "maxItems": 500, "items": { "type": ["string", "number", "boolean"] } },
        ] }),
        Kind::List(kind, least, most) => {
            json!({ "type": "array", "minItems": least, "maxItems": most, "items": of(kind) })
        }
        Kind::Map(kind, most) => json!({
            "type": "object", "minProperties": 1, "maxProperties": most,
            "propertyNames": { "pattern": "^[a-z0-9_.-]{1,64}$" }, "additionalProperties": of(kind),
        }),
        Kind::Object(fields) => object(fields),
        Kind::OneOf(fields) => one_of(fields),
        Kind::Definition => json!({ "$ref": "#/$defs/definition" }),
        Kind::Filter => json!({ "$ref": "#/$defs/filter" }),
        Kind::Measure => json!({ "$ref": "#/$defs/measure" }),
    }
}

fn described(field: &Field) -> Value {
    let mut value = of(&field.kind);
    if let Value::Object(value) = &mut value {
        value.insert("description".into(), json!(field.about));
    }
    value
}

fn properties(fields: &[Field]) -> Map<String, Value> {
    fields.iter().map(|field| (field.name.to_owned(), described(field))).collect()
}

fn object(fields: &[Field]) -> Value {
    let needed: Vec<&str> = fields.iter().filter(|field| field.needed).map(|field| field.name).collect();
    json!({ "type": "object", "required": needed, "properties": properties(fields), "additionalProperties": false })
}

fn one_of(fields: &[Field]) -> Value {
    json!({ "type": "object", "minProperties": 1, "maxProperties": 1, "properties": properties(fields), "additionalProperties": false })
}

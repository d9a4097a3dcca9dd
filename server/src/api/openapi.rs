//! The OpenAPI document, made of the two tables and the schemas.

use super::routes::{Method, ROUTES, Route};
use semillero_core::api::{Operation, find, schemas};
use serde_json::{Map, Value, json};

/// The document.
#[must_use]
pub fn openapi() -> Value {
    let mut paths = Map::new();
    for route in ROUTES {
        let Some(operation) = find(route.operation) else { continue };
        let path = paths.entry(format!("/api/v1{}", route.path)).or_insert_with(|| json!({}));
        if let Some(methods) = path.as_object_mut() {
            methods.insert(route.method.name().to_owned(), described(route, operation));
        }
    }
    let mut components: Map<String, Value> = schemas().clone().into_iter().collect();
    components.insert("Problem".to_owned(), problem_schema());
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Semillero",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Entrepreneurship ecosystems: people, programmes, matching, mentorship. Dates are RFC 3339 in UTC; \
                            scores are basis points. A write under an `Idempotency-Key` is done once.",
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "security": [{ "bearer": [] }],
        "paths": paths,
        "components": {
            "securitySchemes": { "bearer": { "type": "http", "scheme": "bearer" } },
            "schemas": components,
        },
    })
}

fn described(route: &Route, operation: &Operation) -> Value {
    let schema = schemas().get(operation.request).cloned().unwrap_or_default();
    let in_path: Vec<&str> = route.fields().collect();
    let required: Vec<&str> =
        schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    let mut parameters = Vec::new();
    let mut properties = Map::new();
    for (name, field) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        let place = if in_path.contains(&name.as_str()) {
            "path"
        } else if route.method == Method::Get {
            "query"
        } else {
            properties.insert(name.clone(), field.clone());
            continue;
        };
        let mut parameter = json!({
            "name": name,
            "in": place,
            "required": required.contains(&name.as_str()),
            "schema": field,
        });
        // A field whose meaning stands beside a reference has none of its own, and OpenAPI takes no `null` here.
        if let (Some(docs), Some(parameter)) = (field.get("description"), parameter.as_object_mut()) {
            parameter.insert("description".to_owned(), docs.clone());
        }
        parameters.push(parameter);
    }
    if operation.kind == semillero_core::api::OperationKind::Write {
        parameters.push(json!({
            "name": "Idempotency-Key",
            "in": "header",
            "required": false,
            "description": "Repeating the call under the same key gives its first answer.",
            "schema": { "type": "string", "maxLength": 200 },
        }));
    }
    let mut described = json!({
        "operationId": operation.name,
        "tags": [operation.context],
        "summary": operation.docs.lines().next(),
        "description": operation.docs,
        "parameters": parameters,
        "responses": {
            "200": {
                "description": "The answer.",
                "content": { "application/json": { "schema": reference(operation.view) } },
            },
            "default": {
                "description": "A refusal.",
                "content": { "application/problem+json": { "schema": reference("Problem") } },
            },
        },
    });
    if operation.name == "accept_invitation"
        && let Some(fields) = described.as_object_mut()
    {
        fields.insert("security".to_owned(), json!([]));
    }
    if !properties.is_empty()
        && let Some(fields) = described.as_object_mut()
    {
        let needed: Vec<&str> = required.into_iter().filter(|name| properties.contains_key(*name)).collect();
        let body = json!({
            "type": "object",
            "additionalProperties": false,
            "properties": properties,
            "required": needed,
        });
        let content = json!({ "application/json": { "schema": body } });
        fields.insert("requestBody".to_owned(), json!({ "required": !needed.is_empty(), "content": content }));
    }
    described
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// RFC 9457 with our code, key and list of mistakes.
fn problem_schema() -> Value {
    let codes: Vec<&str> = semillero_core::errors::ErrorCode::ALL.iter().map(|code| code.word()).collect();
    let text = json!({ "type": "string" });
    json!({
        "type": "object",
        "description": "A refusal (RFC 9457). `code` and `key` are for programs; `detail`, `text` and `remedy` are for people.",
        "required": ["type", "title", "status", "detail", "code", "key", "errors"],
        "properties": {
            "type": text,
            "title": text,
            "status": { "type": "integer" },
            "detail": text,
            "code": { "type": "string", "enum": codes },
            "key": text,
            "request_id": { "type": ["string", "null"] },
            "errors": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["path", "key", "text", "remedy"],
                    "properties": { "path": text, "key": text, "text": text, "remedy": text },
                },
            },
        },
    })
}

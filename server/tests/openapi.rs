//! The OpenAPI document is committed (`UPDATE=1` rewrites it), and it is sound.

use semillero_server::api::openapi;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn the_document_is_the_committed_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("openapi.json");
    let text = format!("{}\n", serde_json::to_string_pretty(&openapi()).unwrap());
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == text, "server/openapi.json is not up to date: run with UPDATE=1 and read the diff");
}

fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (name, inner) in fields {
                match inner {
                    Value::String(target) if name == "$ref" => drop(found.insert(target.clone())),
                    inner => references(inner, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

#[test]
fn every_reference_leads_somewhere_and_every_operation_is_there_once() {
    let document = openapi();
    let mut found = BTreeSet::new();
    references(&document, &mut found);
    assert!(found.len() > 50);
    for target in found {
        assert!(document.pointer(target.trim_start_matches('#')).is_some(), "{target} leads nowhere");
    }
    let methods = document["paths"].as_object().unwrap().values().flat_map(|path| path.as_object().unwrap().values());
    let ids: Vec<&str> = methods.map(|method| method["operationId"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), semillero_core::api::operations().len());
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
}

/// JSON Pointers of every `null`.
fn nulls(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Null => found.push(at.to_owned()),
        Value::Object(fields) => {
            fields.iter().for_each(|(name, inner)| nulls(inner, &format!("{at}/{name}"), found));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(place, item)| nulls(item, &format!("{at}/{place}"), found));
        }
        _ => {}
    }
}

#[test]
fn nothing_is_null_because_openapi_knows_left_out_members_only() {
    let mut found = Vec::new();
    nulls(&openapi(), "", &mut found);
    assert_eq!(found, Vec::<String>::new());
}

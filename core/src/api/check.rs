//! Finds every mistake in the form of a request.

use super::shape::{FieldShape, Shape};
use crate::errors::{Arg, Problems, texts};
use crate::values::{CivilDate, Timestamp};
use serde_json::Value;

/// How much of a value a message repeats.
const SHOWN: usize = 60;

/// Adds every mistake of `value` against `shape`, at JSON Pointers below `path`.
pub(super) fn check(problems: &mut Problems, shape: &Shape, value: &Value, path: &str) {
    let optional = matches!(shape, Shape::Optional(_));
    match (shape.resolved(), value) {
        (Shape::Json, _) => {}
        (_, Value::Null) if optional => {}
        (Shape::Text, Value::String(_)) | (Shape::Bool, Value::Bool(_)) => {}
        (Shape::Id, Value::String(text)) if text.parse::<uuid::Uuid>().is_ok() => {}
        (Shape::Time, Value::String(text)) if text.parse::<Timestamp>().is_ok() => {}
        (Shape::Day, Value::String(text)) if text.parse::<CivilDate>().is_ok() => {}
        (Shape::Int { least, most }, Value::Number(number)) => match number.as_i64() {
            Some(whole) if (*least..=*most).contains(&whole) => {}
            Some(whole) => {
                let error = crate::values::RangeError { value: whole, least: *least, most: *most };
                problems.mistake(path, error);
            }
            None => wrong(problems, shape, value, path),
        },
        (Shape::Words(words), Value::String(text)) => {
            if !words.contains(text) {
                not_a_choice(problems, words.clone(), value, path);
            }
        }
        (Shape::List(inner), Value::Array(items)) => {
            for (at, item) in items.iter().enumerate() {
                check(problems, inner, item, &format!("{path}/{at}"));
            }
        }
        (Shape::Record(fields), Value::Object(_)) => record(problems, fields, value, path),
        (Shape::Choice(words, fields), value) => choice(problems, words, fields, value, path),
        _ => wrong(problems, shape, value, path),
    }
}

fn record(problems: &mut Problems, fields: &[FieldShape], value: &Value, path: &str) {
    let Some(given) = value.as_object() else { return };
    for (name, value) in given {
        let below = format!("{path}/{}", name.replace('~', "~0").replace('/', "~1"));
        match fields.iter().find(|field| field.name == *name) {
            Some(field) => check(problems, &field.shape, value, &below),
            None => {
                let known: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
                let known = known.join(", ");
                problems.add(below, &texts::UNKNOWN_FIELD, [("field", shown(name).into()), ("known", known.into())]);
            }
        }
    }
    for field in fields.iter().filter(|field| field.required && !given.contains_key(&field.name)) {
        let below = format!("{path}/{}", field.name);
        problems.add(below, &texts::MISSING_FIELD, [("field", field.name.as_str().into())]);
    }
}

fn choice(problems: &mut Problems, words: &[String], fields: &[FieldShape], value: &Value, path: &str) {
    match value {
        Value::String(text) if words.contains(text) => {}
        Value::Object(given) if given.len() == 1 && given.keys().all(|name| fields.iter().any(|f| f.name == *name)) => {
            for field in fields {
                if let Some(value) = given.get(&field.name) {
                    check(problems, &field.shape, value, &format!("{path}/{}", field.name));
                }
            }
        }
        _ => {
            let records = fields.iter().map(|field| format!("{{\"{}\": …}}", field.name));
            not_a_choice(
                problems,
                words.iter().map(|word| format!("\"{word}\"")).chain(records).collect(),
                value,
                path,
            );
        }
    }
}

fn not_a_choice(problems: &mut Problems, known: Vec<String>, value: &Value, path: &str) {
    let args = [("value", brief(value).into()), ("known", known.join(", ").into())];
    problems.add(path, &texts::NOT_A_CHOICE, args);
}

fn wrong(problems: &mut Problems, shape: &Shape, value: &Value, path: &str) {
    let (es, en) = match shape.resolved() {
        Shape::Text => ("un texto", "a text"),
        Shape::Id => ("un id (UUID)", "an id (UUID)"),
        Shape::Time => ("un instante como 2026-05-04T15:00:00Z", "an instant such as 2026-05-04T15:00:00Z"),
        Shape::Day => ("un día como 2026-05-04", "a day such as 2026-05-04"),
        Shape::Bool => ("true o false", "true or false"),
        Shape::Int { .. } => ("un número entero", "a whole number"),
        Shape::Words(_) => ("una palabra de la lista", "a word of the list"),
        Shape::List(_) => ("una lista", "a list"),
        _ => ("un objeto", "an object"),
    };
    problems.add(path, &texts::WRONG_TYPE, [("value", brief(value).into()), ("wanted", Arg::Noun(es, en))]);
}

/// A value as a message shows it.
fn brief(value: &Value) -> String {
    match value {
        Value::String(text) => shown(text),
        other => shown(&other.to_string()),
    }
}

fn shown(text: &str) -> String {
    let short: String = text.chars().take(SHOWN).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}

#[cfg(test)]
mod tests {
    use crate::api::call;
    use crate::ecosystem::Ecosystem;
    use crate::values::Locale;
    use serde_json::json;

    #[test]
    fn every_mistake_is_found_at_once_with_its_place() {
        let host = Ecosystem::in_memory().acting_as(crate::Who::Host).in_language(Locale::En);
        let request = json!({
            "cohort_id": 7, "user_id": "ana", "side": "captain", "colour": "red",
            "ranked": [{ "user_ids": ["x"] }, "y"], "vetoes": "none",
        });
        let error = pollster::block_on(call(&host, "set_preferences", request)).unwrap_err();
        let found: Vec<(&str, &str)> = error.errors.iter().map(|e| (e.path.as_str(), e.key.as_str())).collect();
        assert_eq!(
            found,
            [
                ("/cohort_id", "wrong_type"),
                ("/colour", "unknown_field"),
                ("/ranked/0/user_ids/0", "wrong_type"),
                ("/ranked/1", "wrong_type"),
                ("/side", "not_a_choice"),
                ("/user_id", "wrong_type"),
                ("/vetoes", "wrong_type"),
            ]
        );
        assert_eq!(error.errors[0].text, "`7` is not an id (UUID)");
        assert_eq!(error.errors[4].remedy, "use one of: mentee, mentor");
    }

    #[test]
    fn what_is_missing_is_named_and_changes_are_checked() {
        let host = Ecosystem::in_memory().acting_as(crate::Who::Host);
        let missing =
            pollster::block_on(call(&host, "update_profile", json!({ "headline": { "put": 1 } }))).unwrap_err();
        let found: Vec<(&str, &str)> = missing.errors.iter().map(|e| (e.path.as_str(), e.key.as_str())).collect();
        assert_eq!(found, [("/headline", "not_a_choice"), ("/user_id", "missing_field")]);
        let unknown = pollster::block_on(call(&host, "fly", json!({}))).unwrap_err();
        assert_eq!(unknown.code, crate::errors::ErrorCode::NotFound);
    }
}

//! Names of fields: snake_case on the wire, camelCase in JavaScript. The shape says what a field is; keys inside a free document
//! never change.

use semillero_core::api::{FieldShape, Shape};
use semillero_core::testing::stubs::camel;
use serde_json::{Map, Value};

/// Which names to write.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Naming {
    Wire,
    JavaScript,
}

/// The same value with the other names. What has no place in the shape stays as it is, so that the check names it as it was given.
pub(crate) fn renamed(value: Value, shape: &Shape, naming: Naming) -> Value {
    match (shape.resolved(), value) {
        (Shape::Record(fields) | Shape::Choice(_, fields), Value::Object(given)) => {
            // A field given under both names stays under this one, which the check refuses: neither value is lost unsaid.
            let both: Vec<String> =
                fields.iter().map(|field| called(field, naming)).filter(|name| given.contains_key(name)).collect();
            let rename =
                |(name, value): (String, Value)| match fields.iter().find(|field| is_called(field, &name, naming)) {
                    Some(field) if name == called(field, naming) || !both.contains(&called(field, naming)) => {
                        (called(field, naming), renamed(value, &field.shape, naming))
                    }
                    _ => (name, value),
                };
            // A field that is undefined or null is a field left out.
            Value::Object(given.into_iter().filter(|(_, value)| !value.is_null()).map(rename).collect::<Map<_, _>>())
        }
        (Shape::List(inner), Value::Array(items)) => {
            Value::Array(items.into_iter().map(|item| renamed(item, inner, naming)).collect())
        }
        // JavaScript has one kind of number; from 2^32 on a whole one arrives as a fraction.
        (Shape::Int { .. }, Value::Number(number)) => {
            let whole = number.to_string().strip_suffix(".0").and_then(|digits| digits.parse::<i64>().ok());
            whole.map_or(Value::Number(number), Value::from)
        }
        (_, value) => value,
    }
}

fn is_called(field: &FieldShape, name: &str, naming: Naming) -> bool {
    match naming {
        Naming::Wire => camel(&field.name) == name,
        Naming::JavaScript => field.name == name,
    }
}

fn called(field: &FieldShape, naming: Naming) -> String {
    match naming {
        Naming::Wire => field.name.clone(),
        Naming::JavaScript => camel(&field.name),
    }
}

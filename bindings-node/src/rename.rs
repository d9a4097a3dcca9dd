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
            let rename =
                |(name, value): (String, Value)| match fields.iter().find(|field| is_called(field, &name, naming)) {
                    Some(field) => (called(field, naming), renamed(value, &field.shape, naming)),
                    None => (name, value),
                };
            // A field that is undefined or null is a field left out.
            Value::Object(given.into_iter().filter(|(_, value)| !value.is_null()).map(rename).collect::<Map<_, _>>())
        }
        (Shape::List(inner), Value::Array(items)) => {
            Value::Array(items.into_iter().map(|item| renamed(item, inner, naming)).collect())
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

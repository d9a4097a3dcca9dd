//! The typed declarations of Python and Node say what the tables say (`UPDATE=1` rewrites them).

#![expect(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

use semillero_core::testing::stubs::{python_methods, python_types, typescript};
use std::path::Path;

fn up_to_date(file: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    assert!(std::fs::read_to_string(&path).unwrap_or_default() == text, "{file} is not up to date: run with UPDATE=1");
}

#[test]
fn python_types_are_up_to_date() {
    up_to_date("bindings-python/python/semillero/types.py", &python_types());
}

#[test]
fn python_methods_are_up_to_date() {
    up_to_date("bindings-python/python/semillero/_semillero.pyi", &python_methods());
}

#[test]
fn typescript_is_up_to_date() {
    up_to_date("bindings-node/index.d.ts", &typescript());
}

/// Fields are attributes, keyword arguments and members: a keyword cannot be one. Python's are listed whole, of the others what it lacks.
#[test]
fn no_field_is_a_keyword_of_a_language() {
    const KEYWORDS: &str = "and as assert async await break case class continue def del elif else except finally for from global if \
        import in is lambda match none nonlocal not or pass raise return true false try while with yield \
        const debugger delete enum export extends function instanceof new null super switch this throw typeof var void \
        fun interface object package typealias val when func init let operator protocol repeat self static struct";
    for (name, shape) in semillero_core::shapes() {
        for field in shape.fields() {
            let keyword = KEYWORDS.split_whitespace().any(|keyword| keyword == field.name);
            assert!(!keyword, "{name}.{}", field.name);
        }
    }
}

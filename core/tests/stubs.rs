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

//! The core alone is pure Rust: no C is compiled, and no runtime, database or binding is in its tree.

use std::path::{Path, PathBuf};
use std::process::Command;

fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO"));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    command.args(arguments).current_dir(root);
    command
}

#[test]
fn no_runtime_database_or_binding_is_in_the_tree() {
    let tree =
        ["tree", "-p", "semillero-core", "--no-default-features", "-e", "normal", "--prefix", "none", "--offline"];
    let output = cargo(&tree).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(tree.contains("semillero-matching"), "{tree}");
    for crate_name in
        ["tokio", "sqlx", "axum", "hyper", "pyo3", "napi", "uniffi", "openssl-sys", "libsqlite3-sys", "arrow-array"]
    {
        let found = tree.lines().any(|line| line.split(' ').next() == Some(crate_name));
        assert!(!found, "{crate_name} is in the core's tree");
    }
}

#[test]
fn it_builds_where_there_is_no_c_compiler() {
    // A folder of its own: these features are others than those of the workspace, and must not evict its builds.
    let target: PathBuf = std::env::temp_dir().join(format!("semillero-purity-{}", std::process::id()));
    let output = cargo(&["check", "-p", "semillero-core", "--no-default-features", "--offline"])
        .env("CARGO_TARGET_DIR", &target)
        .env("CC", "false")
        .env("CXX", "false")
        .output()
        .unwrap();
    drop(std::fs::remove_dir_all(&target));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

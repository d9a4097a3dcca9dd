//! Building and testing the bindings.

use crate::shell::{command, copy, has, ignored, root, run, target};
use std::path::PathBuf;
use std::process::Command;

/// The name that the platform gives a shared library.
fn library(name: &str) -> String {
    format!("{}{name}{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX)
}

/// Builds the extension and runs the Python tests.
pub(crate) fn python() -> Result<(), String> {
    if !has("python3 --version") {
        ignored("Python", "there is no python3");
        return Ok(());
    }
    if !command("python3")
        .args(["-c", "import sys; sys.exit(sys.version_info < (3, 11))"])
        .status()
        .is_ok_and(|s| s.success())
    {
        ignored("Python", "python3 is older than 3.11");
        return Ok(());
    }
    run(&mut command("cargo build"))?;
    let package = root().join("bindings-python");
    copy(&target().join("debug").join(library("_semillero")), &package.join("python/semillero/_semillero.abi3.so"))?;
    let mut tests = command("python3 -m unittest discover -s tests");
    run(tests.current_dir(&package).env("PYTHONPATH", package.join("python")))?;
    python_types()?;
    python_tables()
}

/// Runs the tests of data frames and the notebooks again, where the libraries that make them can be had.
fn python_tables() -> Result<(), String> {
    let venv = target().join("types-python");
    let python = venv.join("bin/python");
    let known = || Command::new(&python).args(["-c", "import pyarrow, polars, pandas, duckdb, altair"]).status();
    if !known().is_ok_and(|status| status.success()) {
        let libraries = ["pyarrow", "polars", "pandas>=3", "duckdb", "altair"];
        drop(run(Command::new(venv.join("bin/pip")).args(["install", "--quiet"]).args(libraries)));
    }
    if !known().is_ok_and(|status| status.success()) {
        ignored("data frames in Python", "pyarrow, polars, pandas, duckdb and altair could not be installed");
        return Ok(());
    }
    let package = root().join("bindings-python");
    let mut tests = Command::new(python);
    let files = ["test_tables", "test_metrics", "test_notebooks", "test_readme"];
    tests.args(["-m", "unittest"]).args(files.map(|file| format!("tests/{file}.py")));
    run(tests.current_dir(&package).env("PYTHONPATH", package.join("python")))
}

/// Checks the stubs with mypy, in an environment of its own.
fn python_types() -> Result<(), String> {
    let venv = target().join("types-python");
    let mypy = venv.join("bin/mypy");
    if !mypy.is_file() {
        drop(run(command("python3 -m venv").arg(&venv)));
        drop(run(Command::new(venv.join("bin/pip")).args(["install", "--quiet", "mypy"])));
    }
    if !mypy.is_file() {
        ignored("types in Python", "mypy could not be installed");
        return Ok(());
    }
    let package = root().join("bindings-python");
    let mut check = Command::new(mypy);
    check.args(["--strict", "tests/typed.py", "python/semillero/__init__.py"]);
    run(check.current_dir(&package).env("MYPYPATH", package.join("python")))
}

/// Builds the addon and runs the Node tests.
pub(crate) fn node() -> Result<(), String> {
    if !has("node --version") {
        ignored("Node", "there is no node");
        return Ok(());
    }
    run(&mut command("cargo build"))?;
    let package = root().join("bindings-node");
    copy(&target().join("debug").join(library("semillero_node")), &package.join("semillero.node"))?;
    if !package.join("node_modules/apache-arrow").exists() {
        drop(run(command("npm install --silent --no-audit --no-fund --no-package-lock").current_dir(&package)));
    }
    if !package.join("node_modules/apache-arrow").exists() {
        ignored("Arrow tables in Node", "apache-arrow could not be installed");
    }
    run(command("node --test test/").current_dir(&package))?;
    node_types()
}

/// Checks the declarations with the TypeScript compiler, in a folder of its own.
fn node_types() -> Result<(), String> {
    let folder = target().join("types-node");
    let compiler = folder.join("node_modules/typescript/bin/tsc");
    if !compiler.is_file() {
        drop(std::fs::create_dir_all(&folder));
        drop(run(command("npm install --silent --no-audit --no-fund typescript@5 --prefix").arg(&folder)));
    }
    if !compiler.is_file() {
        ignored("types in Node", "typescript could not be installed");
        return Ok(());
    }
    let mut check = Command::new("node");
    check.arg(compiler).args(["--noEmit", "--strict", "--target", "es2022", "--module", "nodenext"]);
    run(check.arg("test/typed.ts").current_dir(root().join("bindings-node")))
}

/// Generates the Kotlin and Swift sources and runs the Kotlin test.
pub(crate) fn kotlin() -> Result<(), String> {
    run(&mut command("cargo build"))?;
    let generated = root().join("bindings-mobile/kotlin/target/generated");
    drop(std::fs::remove_dir_all(&generated));
    let mobile = target().join("debug").join(library("semillero_mobile"));
    for (language, folder) in [("kotlin", generated), ("swift", target().join("swift"))] {
        let mut generate =
            command("cargo run --quiet --manifest-path bindings-mobile/bindgen/Cargo.toml -- generate -n");
        run(generate.args(["-l", language, "-o"]).arg(folder).arg(&mobile))?;
    }
    if !has("mvn --version") {
        ignored("Kotlin", "there is no mvn; the Kotlin and Swift sources were generated");
        return Ok(());
    }
    let path = format!("-Dlibrary.path={}", target().join("debug").display());
    run(command("mvn --quiet --batch-mode test -f bindings-mobile/kotlin/pom.xml").arg(path))
}

/// Builds the wheel; where it stands.
pub(crate) fn wheel() -> Result<PathBuf, String> {
    let out = target().join("wheels");
    let mut maturin = command("maturin build --release --strip --manifest-path bindings-python/Cargo.toml --out");
    run(maturin.arg(&out))?;
    Ok(out)
}

/// Builds for release and prints the sizes.
pub(crate) fn sizes() -> Result<(), String> {
    run(&mut command("cargo build --release"))?;
    let size = |name: String| {
        let bytes = std::fs::metadata(target().join("release").join(&name)).map_or(0, |file| file.len());
        println!("{name}: {:.2} MB", bytes as f64 / 1e6);
    };
    size(format!("semillero{}", std::env::consts::EXE_SUFFIX));
    size(library("_semillero"));
    size(library("semillero_node"));
    size(library("semillero_mobile"));
    if has("maturin --version") {
        for entry in std::fs::read_dir(wheel()?).map_err(|error| error.to_string())?.flatten() {
            let bytes = entry.metadata().map_or(0, |file| file.len());
            println!("{}: {:.2} MB", entry.file_name().to_string_lossy(), bytes as f64 / 1e6);
        }
    } else {
        ignored("wheel", "there is no maturin");
    }
    Ok(())
}

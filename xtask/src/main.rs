//! The one task runner: `cargo xtask test` passes every test, `cargo xtask check` is what CI runs.

mod bindings;
mod browser;
mod check;
mod shell;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask <task>

  test      every test: Rust on three stores, Python, Node, Kotlin, a browser; what cannot run says IGNORED and why
  tidy      clippy, fmt, docs, deny
  check     test, then tidy: what CI runs
  python    builds the extension and runs the Python tests
  node      builds the addon and runs the Node tests
  kotlin    generates the Kotlin and Swift sources and runs the Kotlin test
  browser   the pages in a real Chromium; SEMILLERO_SCREENSHOTS=1 writes docs/screenshots anew
  wheel     builds the wheel with maturin
  sizes     builds for release and prints the sizes of binary, wheel, addon and mobile library
";

fn main() -> ExitCode {
    let task = std::env::args().nth(1).unwrap_or_default();
    let outcome = match task.as_str() {
        "test" => check::test(),
        "tidy" => check::tidy(),
        "check" => check::test().and_then(|()| check::tidy()),
        "python" => bindings::python(),
        "node" => bindings::node(),
        "kotlin" => bindings::kotlin(),
        "browser" => browser::browser(),
        "wheel" => bindings::wheel().map(drop),
        "sizes" => bindings::sizes(),
        _ => {
            eprint!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(what) => {
            eprintln!("xtask: {what}");
            ExitCode::FAILURE
        }
    }
}

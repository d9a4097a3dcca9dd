//! What CI runs.

use crate::bindings;
use crate::shell::{command, has, ignored, run};

/// Every test.
pub(crate) fn test() -> Result<(), String> {
    run(&mut command("cargo test"))?;
    bindings::python()?;
    bindings::node()?;
    bindings::kotlin()
}

/// Every test, then what keeps the code tidy.
pub(crate) fn check() -> Result<(), String> {
    test()?;
    run(&mut command("cargo clippy --all-targets -- -D warnings"))?;
    run(&mut command("cargo fmt --all --check"))?;
    run(command("cargo doc --no-deps").env("RUSTDOCFLAGS", "-D warnings"))?;
    if has("cargo deny --version") {
        run(&mut command("cargo deny check bans licenses sources"))
    } else {
        ignored("licences and bans", "there is no cargo-deny; `cargo install cargo-deny` brings it");
        Ok(())
    }
}

//! What CI runs.

use crate::shell::{command, debian, has, ignored, run};
use crate::{bindings, browser};
use std::path::Path;

/// Every test.
pub(crate) fn test() -> Result<(), String> {
    install_postgres();
    run(&mut command("cargo test"))?;
    bindings::python()?;
    bindings::node()?;
    bindings::kotlin()?;
    browser::browser()
}

/// What keeps the code tidy.
pub(crate) fn tidy() -> Result<(), String> {
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

/// Installs PostgreSQL's server programs where they are missing and may be installed. Tests that miss them are ignored, loudly.
fn install_postgres() {
    if !has("initdb --version") && !Path::new("/usr/lib/postgresql").is_dir() {
        debian("postgresql");
    }
}

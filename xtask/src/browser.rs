//! The pages in a real Chromium, with what every page must hold.

use crate::shell::{command, copy, debian, ignored, root, run, target};
use std::path::PathBuf;

/// Runs the tests of `server/tests/browser`. `SEMILLERO_SCREENSHOTS=1` writes the pictures of `docs/screenshots` anew.
pub(crate) fn browser() -> Result<(), String> {
    let known = || ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(path_of);
    if known().is_none() {
        debian("chromium");
    }
    let Some(chromium) = known() else {
        ignored("pages in a browser", "there is no chromium and it could not be installed");
        return Ok(());
    };
    run(&mut command("cargo build"))?;
    let modules = target().join("browser");
    copy(&root().join("server/tests/browser/package.json"), &modules.join("package.json"))?;
    let installed =
        || ["axe-core", "playwright-core"].iter().all(|name| modules.join("node_modules").join(name).is_dir());
    if !installed() {
        let mut install = command("npm install --silent --no-audit --no-fund --no-package-lock --prefix");
        drop(run(install.arg(&modules).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }
    if !installed() {
        ignored("pages in a browser", "playwright-core and axe-core could not be installed");
        return Ok(());
    }
    let mut tests = command(
        "node --test server/tests/browser/journey.test.js server/tests/browser/fresh.test.js server/tests/browser/crawl.test.js",
    );
    tests
        .env("SEMILLERO_BROWSER_MODULES", &modules)
        .env("SEMILLERO_BIN", target().join("debug/semillero"))
        .env("SEMILLERO_CHROMIUM", chromium);
    run(&mut tests)
}

/// Where a program is, if it is on the path.
fn path_of(program: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?).map(|folder| folder.join(program)).find(|path| path.is_file())
}

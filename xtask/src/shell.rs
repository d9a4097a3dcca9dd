//! Running other programs.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_owned).unwrap_or_default()
}

/// Where cargo puts what it builds.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// A program, run in the root of the repository.
pub(crate) fn command(line: &str) -> Command {
    let mut words = line.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or_default());
    command.args(words).current_dir(root());
    command
}

/// Runs a program and fails when it fails.
pub(crate) fn run(command: &mut Command) -> Result<(), String> {
    eprintln!("xtask: {command:?}");
    let status = command.status().map_err(|error| format!("{command:?}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{command:?}: {status}")) }
}

/// Whether a program is there and answers.
pub(crate) fn has(line: &str) -> bool {
    command(line).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// Says loudly that something did not run. It is no failure: the machine lacks what it needs.
pub(crate) fn ignored(what: &str, why: &str) {
    println!("IGNORED: {what}: {why}");
}

/// Copies a file, making its folder.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<(), String> {
    if let Some(folder) = to.parent() {
        std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    std::fs::copy(from, to).map(drop).map_err(|error| format!("{} to {}: {error}", from.display(), to.display()))
}

/// Installs a package of Debian where that is allowed: as root, with apt. Whoever needs it looks afterwards whether it is there.
pub(crate) fn debian(package: &str) {
    let root = command("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n");
    if !root || !has("apt-get --version") {
        return;
    }
    let install = |line: &str| run(command(line).env("DEBIAN_FRONTEND", "noninteractive"));
    let line = format!("apt-get install -qq -y --no-install-recommends {package}");
    if let Err(why) = install("apt-get update -qq").and_then(|()| install(&line)) {
        ignored(package, &why);
    }
}

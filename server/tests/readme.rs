//! The README's shell blocks, executed word by word with the program built here in place of the installed one.
#![expect(clippy::expect_used, reason = "a test stops where it cannot go on")]

use std::net::TcpListener;
use std::path::Path;
use std::process::Command;

/// The blocks of shell, in their order.
fn blocks() -> Vec<String> {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    let text = std::fs::read_to_string(readme).expect("the README");
    text.split("```sh\n").skip(1).filter_map(|rest| Some(rest.split("```").next()?.to_owned())).collect()
}

fn shell(script: &str, folder: &Path) -> Result<String, String> {
    let program = Path::new(env!("CARGO_BIN_EXE_semillero")).parent().expect("a folder");
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    let output = Command::new("bash")
        .args(["-euc", script])
        .current_dir(folder)
        .env("PATH", path)
        .output()
        .map_err(|error| format!("bash: {error}"))?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() { Ok(said) } else { Err(format!("{said}{}", String::from_utf8_lossy(&output.stderr))) }
}

#[test]
fn the_first_command_serves_a_demonstration() {
    let first = blocks().into_iter().next().expect("a first block");
    let listen = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port");
    let script = first.trim().replace("cargo run --release --bin semillero --", "semillero --lang en");
    assert_ne!(script, first.trim());
    // A minute is long for the debug build, and what comes to be is asked for until it is there.
    let script = format!(
        "{script} --listen {listen} > said.txt &\n\
         for _ in $(seq 600); do curl -fs http://{listen}/readyz > ready.txt && break; sleep 0.1; done\n\
         curl -fs http://{listen}/sign-in; cat said.txt; kill $!"
    );
    let folder = tempfile::tempdir().expect("a folder");
    let said = shell(&script, folder.path()).expect("it runs");
    assert!(said.contains("gestora@example.org") && said.contains("Five things to try"), "{said}");
    assert!(said.contains("<form method=\"post\" action=\"/sign-in\""), "{said}");
}

#[test]
fn the_main_job_runs_in_one_line() {
    let line = blocks().into_iter().nth(2).expect("a third block");
    let script = line.replace("cargo run --release --bin semillero --", "semillero");
    assert_ne!(script, line);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let said = shell(&script, &root).expect("it runs");
    assert!(said.contains("Bruno Salas") && said.contains("(3500)"), "{said}");
}

#[test]
fn the_second_command_is_what_ci_calls() {
    let second = blocks().into_iter().nth(1).expect("a second block");
    assert_eq!(second.trim(), "cargo xtask test");
}

#[test]
fn the_curl_example_runs() {
    let block = blocks().into_iter().nth(3).expect("a fourth block");
    let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port");
    let script = block
        .replace("127.0.0.1:8080", &free.to_string())
        .replace("semillero serve", &format!("semillero serve --listen {free}"));
    let folder = tempfile::tempdir().expect("a folder");
    let said = shell(&script, folder.path()).expect("it runs");
    assert!(said.contains("\"state\":\"draft\"") && said.contains("\"display_name\":\"Ana\""), "{said}");
    assert!(folder.path().join("openapi.json").is_file());
}

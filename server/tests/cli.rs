//! The command line: exit codes, languages, files, databases.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it cannot go on")]

use serde_json::Value;
use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output, Stdio};

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn migrated() -> Self {
        let folder = Self::new();
        assert_eq!(folder.code(&["migrate"]), 0);
        folder
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_semillero"));
        command.args(arguments).current_dir(self.path()).env("LANG", "en_US.UTF-8").env_remove("LC_ALL");
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("it runs")
    }

    fn code(&self, arguments: &[&str]) -> i32 {
        let output = self.run(arguments);
        output.status.code().expect("an exit code")
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let output = self.run(&[arguments, &["--json"]].concat());
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| serde_json::from_slice(&output.stderr).unwrap())
    }

    fn said(&self, arguments: &[&str]) -> String {
        String::from_utf8_lossy(&self.run(arguments).stderr).into_owned()
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.path().join(name), bytes).unwrap();
    }
}

#[test]
fn operations_are_called_by_name_and_mistakes_are_said_in_the_callers_language() {
    let folder = Folder::migrated();
    assert_eq!(folder.code(&["migrate"]), 0, "migrating again changes nothing");
    let programme = folder.json(&["call", "create_programme", r#"{"name": "Raíces"}"#]);
    assert_eq!(programme["state"], "draft");
    let list = folder.json(&["call", "list"]);
    assert_eq!(list.as_array().unwrap().len(), semillero_core::api::operations().len());
    assert_eq!(folder.code(&["call", "fly"]), 1);
    assert_eq!(folder.code(&["call", "create_programme", "{\"name\": }"]), 1);
    let wrong = ["call", "create_programme", r#"{"nam": 1}"#];
    assert!(folder.said(&wrong).contains("/nam: there is no field `nam`; remove it or use one of: name, summary"));
    assert!(folder.said(&[&wrong[..], &["--lang", "es"]].concat()).contains("falta el campo `name`"));
    let spanish = folder.command(&wrong).env("LANG", "es_CO.UTF-8").output().unwrap();
    assert!(String::from_utf8_lossy(&spanish.stderr).contains("no existe el campo"));
    let error = folder.json(&wrong);
    assert_eq!(error["error"]["errors"].as_array().unwrap().len(), 2);
    assert_eq!(folder.code(&["call"]), 2);
    assert_eq!(folder.code(&["--lang", "fr", "migrate"]), 2);
}

#[test]
fn databases_that_cannot_be_used_are_the_environment() {
    let folder = Folder::new();
    assert_eq!(folder.code(&["audit", "verify"]), 3);
    assert!(folder.said(&["audit", "verify"]).contains("make one with `semillero migrate`"));
    folder.write("letter.db", "a letter, not a database ".repeat(20).as_bytes());
    assert_eq!(folder.code(&["--database", "letter.db", "catch-up"]), 3);
    assert_eq!(folder.code(&["--database", "letter.db", "migrate"]), 3);
    assert!(folder.said(&["--database", "letter.db", "catch-up", "--lang", "es"]).contains("no es una base de datos"));
    let down = ["--database", "postgres://nobody@127.0.0.1:9/none", "catch-up"];
    assert_eq!(folder.code(&down), 3);
    assert!(folder.said(&down).contains("the database does not answer"));
    assert_eq!(folder.code(&["--database", "postgres://[", "catch-up"]), 3);
}

#[test]
fn people_are_imported_whole_or_not_at_all() {
    let folder = Folder::migrated();
    folder.write(
        "people.csv",
        "email,display_name,skills\nana@example.org,Ana,Ventas; Precios\neva@example.org,Eva,\n".as_bytes(),
    );
    assert_eq!(folder.json(&["import", "people.csv"])["applied"], false);
    let applied = folder.json(&["import", "people.csv", "--apply"]);
    assert_eq!((&applied["created"], &applied["applied"]), (&2.into(), &true.into()));
    assert_eq!(folder.json(&["import", "people.csv", "--apply"])["unchanged"], 2);
    let found = folder.json(&["call", "find_users", r#"{"skill": "precios"}"#]);
    assert_eq!(found["items"][0]["display_name"], "Ana");

    folder.write("bad.csv", b"email,display_name,capacity\nluz@example.org,Luz,3\nno,,many\n");
    let said = folder.said(&["import", "bad.csv", "--apply"]);
    for place in
        ["A3 (email): `no` is not an e-mail address", "B3 (display_name)", "C3 (capacity): `many` is not a number"]
    {
        assert!(said.contains(place), "{place} in {said}");
    }
    assert_eq!(folder.json(&["call", "find_users", r#"{"text": "luz"}"#])["items"].as_array().unwrap().len(), 0);

    folder.write("latin.csv", b"email,display_name\nana@example.org,Nu\xf1ez\n");
    assert!(folder.json(&["import", "latin.csv"])["origin"].as_str().unwrap().contains("ISO-8859-1"));
    folder.write("cut.csv", b"email,display_name\nana@example.org,\"An");
    assert_eq!(folder.code(&["import", "cut.csv"]), 1);
    folder.write("columns.csv", b"a,b\n1,2\n");
    assert_eq!(folder.code(&["import", "columns.csv"]), 1);
    assert_eq!(folder.code(&["import", "none.csv"]), 3);
}

#[test]
fn tokens_are_made_shown_once_and_taken_back() {
    let folder = Folder::migrated();
    assert_eq!(folder.code(&["token", "create", "ana@example.org"]), 1, "nobody has the address");
    let made = folder.json(&["token", "create", "ana@example.org", "--name", "Ana", "--admin"]);
    let secret = made["token"].as_str().unwrap();
    let database = std::fs::read(folder.path().join("semillero.db")).unwrap();
    assert!(!database.windows(secret.len()).any(|window| window == secret.as_bytes()), "only a hash is kept");
    assert_eq!(folder.code(&["token", "create", "ana@example.org", "--days", "0"]), 1);
    assert_eq!(folder.code(&["token", "revoke", made["id"].as_str().unwrap()]), 0);
    assert_eq!(folder.code(&["token", "revoke", "00000000-0000-7000-8000-000000000001"]), 1);
    assert_eq!(folder.code(&["token", "revoke", "x"]), 2);
}

#[test]
fn the_audit_log_is_verified_against_a_head() {
    let folder = Folder::migrated();
    folder.json(&["call", "create_programme", r#"{"name": "Raíces"}"#]);
    folder.json(&["catch-up"]);
    let report = folder.json(&["audit", "verify"]);
    assert_eq!(report["sealed"], report["entries"]);
    assert_eq!(folder.code(&["audit", "verify", "--head", report["head"].as_str().unwrap()]), 0);
    assert_eq!(folder.code(&["audit", "verify", "--head", "f00d"]), 1);
    assert!(folder.said(&["audit", "verify", "--head", "f00d"]).contains("its end was cut off"));
}

#[test]
fn the_server_ends_well_when_asked_and_says_when_its_port_is_taken() {
    let folder = Folder::migrated();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    assert_eq!(folder.code(&["serve", "--listen", &address]), 3);
    let mut child = folder
        .command(&["serve", "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.starts_with("listening on http://127.0.0.1:"), "{line}");
    let asked = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    assert!(asked.success());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

/// Runs a command with something on its standard input.
fn typed(folder: &Folder, arguments: &[&str], text: &str) -> Output {
    use std::io::Write as _;
    let mut command = folder.command(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn the_operator_helps_with_passwords_and_nothing_of_them_is_shown() {
    let folder = Folder::migrated();
    folder.json(&["token", "create", "ana@example.org", "--name", "Ana"]);
    let set = ["account", "set-password", "--email", "ana@example.org"];
    let short = typed(&folder, &set, "corta\n");
    assert_eq!(short.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&short.stderr).contains("15 are needed"), "{short:?}");
    let done = typed(&folder, &set, "caballo verde grapa luna\r\n");
    assert_eq!((done.status.code(), &*done.stdout), (Some(0), &b"password set\n"[..]), "{done:?}");
    let nobody = ["account", "set-password", "--email", "nobody@example.org"];
    assert_eq!(typed(&folder, &nobody, "caballo verde grapa luna").status.code(), Some(1));
    let ended = folder.json(&["account", "end-sign-ins", "--email", "ana@example.org"]);
    assert_eq!(ended["ended"], 0);
    assert_eq!(folder.code(&["account", "end-sign-ins", "--email", "x"]), 1);
    // What was written last may still stand in the log beside the database.
    let mut database = std::fs::read(folder.path().join("semillero.db")).unwrap();
    database.extend(std::fs::read(folder.path().join("semillero.db-wal")).unwrap_or_default());
    assert!(!database.windows(7).any(|window| window == b"caballo"));
    assert!(database.windows(9).any(|window| window == b"$argon2id"));
}

/// What a server says on standard output and in its log until it is asked to end.
fn served(folder: &Folder) -> (String, String) {
    let child = folder
        .command(&["serve", "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::thread::sleep(std::time::Duration::from_millis(700));
    assert!(Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn the_link_of_the_first_admin_is_shown_once_and_never_in_the_log() {
    let folder = Folder::migrated();
    let (first, log) = served(&folder);
    let link = first.lines().find(|line| line.contains("/setup#smu_")).expect(&first);
    assert!(link.starts_with("first admin (24 h): http://127.0.0.1:"), "{link}");
    assert!(!log.contains("smu_"), "{log}");
    let (second, log) = served(&folder);
    assert!(!second.contains("smu_") && log.contains("account setup-link"), "{second} {log}");
    let anew = folder.run(&["account", "setup-link", "--public", "https://semillero.example.org/"]);
    let anew = String::from_utf8(anew.stdout).unwrap();
    assert!(anew.starts_with("https://semillero.example.org/setup#smu_"), "{anew}");
    let database = std::fs::read(folder.path().join("semillero.db")).unwrap();
    let token = anew.trim().split_once('#').unwrap().1;
    assert!(!database.windows(token.len()).any(|window| window == token.as_bytes()), "only a hash is kept");
    folder.json(&["token", "create", "ana@example.org", "--name", "Ana", "--admin"]);
    assert_eq!(folder.code(&["account", "setup-link"]), 1);
    let (third, log) = served(&folder);
    assert!(!third.contains("setup") && !log.contains("setup-link"), "{third} {log}");
}

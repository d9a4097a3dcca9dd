//! `semillero doctor`, `backup` and `restore` through the real command.
#![expect(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

use semillero_storage::testing::{Cluster, NoCluster};
use serde_json::Value;
use std::process::{Command, Output};

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn lived_in() -> Self {
        let folder = Self::new();
        for arguments in [&["migrate"][..], &["call", "create_programme", r#"{"name": "Raíces"}"#], &["catch-up"]] {
            assert!(folder.run(arguments).status.success(), "{arguments:?}");
        }
        folder
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_semillero"));
        command.args(arguments).current_dir(self.0.path()).env("LANG", "en_US.UTF-8").env_remove("LC_ALL");
        command.output().unwrap()
    }

    /// Exit code and the checks by name.
    fn doctor(&self, arguments: &[&str]) -> (i32, Vec<(String, String, String)>) {
        let output = self.run(&[&["doctor", "--json"], arguments].concat());
        let value: Value = serde_json::from_slice(&output.stdout).unwrap();
        let text = |check: &Value, field: &str| check.get(field).and_then(Value::as_str).unwrap().to_owned();
        let checks = value.get("checks").and_then(Value::as_array).unwrap().iter();
        let checks = checks.map(|check| {
            (text(check, "check"), text(check, "state"), format!("{}; {}", text(check, "text"), text(check, "remedy")))
        });
        (output.status.code().unwrap(), checks.collect())
    }

    /// What is a problem.
    fn problems(&self, arguments: &[&str]) -> Vec<(String, String)> {
        let (code, checks) = self.doctor(arguments);
        let problems: Vec<_> = checks.into_iter().filter(|check| check.1 == "problem").map(|c| (c.0, c.2)).collect();
        assert_eq!(code, if problems.is_empty() { 0 } else { 3 });
        problems
    }
}

#[test]
fn all_is_well_in_both_languages() {
    let folder = Folder::lived_in();
    let (code, checks) = folder.doctor(&[]);
    assert_eq!(code, 0, "{checks:?}");
    let names: Vec<&str> = checks.iter().map(|check| check.0.as_str()).collect();
    let expected = [
        "configuration",
        "key",
        "disk",
        "database",
        "schema",
        "integrity",
        "writing",
        "readers",
        "audit",
        "last backup",
    ];
    assert_eq!(names, expected);
    let said = |lang: &str| String::from_utf8(folder.run(&["doctor", "--lang", lang]).stdout).unwrap();
    assert!(said("en").contains("ok        integrity              no damage"), "{}", said("en"));
    assert!(said("es").contains("ok        integridad             sin daños"), "{}", said("es"));
    assert!(said("es").contains("aviso     última copia"));
}

#[test]
fn what_is_wrong_comes_with_a_remedy_and_exit_code_three() {
    let folder = Folder::new();
    let missing = folder.problems(&[]);
    assert!(missing[0].1.contains("make one with `semillero migrate`"), "{missing:?}");
    assert_eq!(folder.problems(&["--database", "postgres://nobody@127.0.0.1:9/none"])[0].0, "database");

    let folder = Folder::lived_in();
    let key = folder.0.path().join("semillero.key");
    std::fs::set_permissions(&key, std::os::unix::fs::PermissionsExt::from_mode(0o644)).unwrap();
    assert!(folder.problems(&[])[0].1.contains("(644); chmod 600 semillero.key"), "{:?}", folder.problems(&[]));
    std::fs::set_permissions(&key, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    std::fs::write(&key, "abc").unwrap();
    assert_eq!(folder.problems(&[])[0].0, "key");
    std::fs::remove_file(&key).unwrap();
    assert_eq!(folder.problems(&[]), [], "a key that is not there is made: a warning");

    std::fs::write(folder.0.path().join("semillero.toml"), "listn = 1").unwrap();
    let wrong = folder.problems(&[]);
    assert_eq!(wrong.len(), 1);
    assert!(wrong[0].1.contains("did you mean `listen`?"), "{wrong:?}");
}

#[test]
fn a_damaged_file_is_noticed() {
    let folder = Folder::lived_in();
    let path = folder.0.path().join("semillero.db");
    let mut bytes = std::fs::read(&path).unwrap();
    // The pages behind the schema: b-trees of tables and indexes.
    let length = bytes.len();
    bytes[length / 2..].fill(0xee);
    std::fs::write(&path, bytes).unwrap();
    let problems = folder.problems(&[]);
    let named = |problem: &(String, String)| problem.0 == "integrity" || problem.1.contains("damaged");
    assert!(problems.iter().any(named), "{problems:?}");
}

#[test]
fn a_backup_is_made_checked_and_restored() {
    let folder = Folder::lived_in();
    let made = folder.run(&["backup", "copy.semillero"]);
    let said = String::from_utf8(made.stdout).unwrap();
    assert!(said.contains("backup made: `copy.semillero`"), "{said}");
    assert!(said.contains("the key that signs invitations is not in the backup"), "{said}");
    assert!(made.stderr.is_empty(), "no progress where there is no terminal");
    assert!(folder.run(&["backup", "--verify", "copy.semillero", "--database", "none.db"]).status.success());
    let restored = folder.run(&["restore", "copy.semillero", "--database", "other.db", "--lang", "es"]);
    let said = String::from_utf8(restored.stdout).unwrap();
    assert!(said.contains("restauración comprobada: `other.db`") && said.contains("`other.key`"), "{said}");
    let heads = ["semillero.db", "other.db"].map(|name| folder.run(&["audit", "verify", "--database", name]).stdout);
    assert_eq!(heads[0], heads[1]);
    let again = folder.run(&["restore", "copy.semillero", "--database", "other.db"]);
    assert_eq!(again.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&again.stderr).contains("the target database is not empty"));
    assert_eq!(folder.run(&["backup", "x", "--database", "memory:"]).status.code(), Some(1));
    assert_eq!(folder.run(&["backup", "none/x"]).status.code(), Some(3));
    assert_eq!(folder.run(&["restore", "none", "--database", "third.db"]).status.code(), Some(3));
    std::fs::write(folder.0.path().join("letter"), "dear reader\n").unwrap();
    let letter = folder.run(&["backup", "--verify", "letter", "--lang", "es"]);
    assert!(String::from_utf8_lossy(&letter.stderr).contains("no es una copia de semillero"));
}

#[test]
fn a_server_is_asked_for_its_version_its_fence_and_its_clock() {
    let cluster = match Cluster::start() {
        Ok(cluster) => cluster,
        Err(NoCluster::Missing(why)) => return eprintln!("PostgreSQL is IGNORED: {why}"),
        Err(NoCluster::Broken(why)) => unreachable!("{why}"),
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let url = runtime.block_on(cluster.database()).unwrap();
    let folder = Folder::new();
    let older = folder.problems(&["--database", &url]);
    assert!(older.iter().any(|problem| problem.1.contains("run `semillero migrate`")), "{older:?}");
    assert!(folder.run(&["migrate", "--database", &url]).status.success());
    let (code, checks) = folder.doctor(&["--database", &url]);
    assert_eq!(code, 0, "{checks:?}");
    for (name, text) in [("server", "PostgreSQL "), ("btree_gist", ""), ("clock", "0 s"), ("audit", "0 entries")] {
        let found = checks.iter().find(|check| check.0 == name).unwrap();
        assert!(found.2.contains(text), "{found:?}");
    }
}

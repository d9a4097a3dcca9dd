//! The configuration through the real command: who wins, every mistake at once, no secret shown.
#![expect(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

struct Folder(tempfile::TempDir);

impl Folder {
    fn new(file: &str) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        if !file.is_empty() {
            folder.write("semillero.toml", file);
        }
        folder
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path().join(name), text).unwrap();
    }

    fn run(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_semillero"));
        command.args(arguments).current_dir(self.path()).env("LANG", "en_US.UTF-8").env_remove("LC_ALL");
        command.envs(variables.iter().copied()).output().unwrap()
    }

    /// The value of a setting and where it comes from.
    fn setting(&self, name: &str, arguments: &[&str], variables: &[(&str, &str)]) -> (String, String) {
        let output = self.run(&[&["config", "check", "--json"], arguments].concat(), variables);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let all: Value = serde_json::from_slice(&output.stdout).unwrap();
        let all = all.get("settings").and_then(Value::as_array).unwrap();
        let of = |setting: &Value, field: &str| setting.get(field).and_then(Value::as_str).unwrap().to_owned();
        let one = all.iter().find(|setting| of(setting, "name") == name).unwrap();
        (of(one, "value"), of(one, "from"))
    }

    /// Exit code and what was said of what is wrong.
    fn refused(&self, arguments: &[&str], variables: &[(&str, &str)]) -> String {
        let output = self.run(arguments, variables);
        assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stderr).unwrap()
    }
}

fn pair(value: &str, from: &str) -> (String, String) {
    (value.to_owned(), from.to_owned())
}

#[test]
fn a_flag_wins_over_the_environment_over_the_file_over_the_default() {
    let folder = Folder::new("");
    assert_eq!(folder.setting("listen", &[], &[]), pair("127.0.0.1:8080", "default"));
    assert_eq!(folder.setting("sign_in_idle_minutes", &[], &[]), pair("30", "default"));
    folder.write("semillero.toml", "# where\n\ndatabase = \"file.db\"\nsign_in_idle_minutes = 45\n");
    assert_eq!(folder.setting("database", &[], &[]), pair("file.db", "semillero.toml:3"));
    assert_eq!(folder.setting("sign_in_idle_minutes", &[], &[]), pair("45", "semillero.toml:4"));
    let variable = [("SEMILLERO_DATABASE", "variable.db")];
    assert_eq!(folder.setting("database", &[], &variable), pair("variable.db", "SEMILLERO_DATABASE"));
    assert_eq!(folder.setting("database", &["--database", "flag.db"], &variable), pair("flag.db", "--database"));
    assert_eq!(folder.setting("database", &[], &[("SEMILLERO_DATABASE", "")]), pair("file.db", "semillero.toml:3"));
    folder.write("other.toml", "database = \"other.db\"");
    assert_eq!(folder.setting("database", &["--config", "other.toml"], &[]), pair("other.db", "other.toml:1"));
    let named = [("SEMILLERO_CONFIG", "other.toml")];
    assert_eq!(folder.setting("database", &[], &named), pair("other.db", "other.toml:1"));
}

#[test]
fn every_command_uses_it() {
    let folder = Folder::new("database = \"deep.db\"\nkey_file = \"deep.secret\"\nlang = \"es\"\n");
    let output = folder.run(&["migrate"], &[]);
    assert!(String::from_utf8_lossy(&output.stdout).starts_with("al día: `deep.db`"), "{output:?}");
    assert!(folder.run(&["call", "create_programme", r#"{"name": "Raíces"}"#], &[]).status.success());
    assert!(folder.path().join("deep.db").exists() && folder.path().join("deep.secret").exists());
    folder.write("semillero.toml", "databse = \"deep.db\"\n");
    assert!(folder.refused(&["migrate"], &[]).contains("did you mean `database`?"));
}

#[test]
fn every_mistake_is_named_at_once_with_its_place_and_a_remedy() {
    let folder = Folder::new(
        "databse = \"x.db\"\nlisten = 8080\nsign_in_idle_minutes = 0\nsign_in_absolute_hours = \"24\"\n\
         public_url = \"semillero.example.org\"\nlang = \"fr\"\nlog = \"a=b=c\"\n\n[mail]\nfrom = \"x\"\n",
    );
    let variables = [("SEMILLERO_LISEN", "x"), ("SEMILLERO_DATABASE", "mysql://ana:secret@host/base")];
    let said = folder.refused(&["config", "check"], &variables);
    for expected in [
        "the configuration has 10 mistake(s)",
        "SEMILLERO_LISEN: is no known variable; did you mean `SEMILLERO_LISTEN`?",
        "SEMILLERO_DATABASE: `mysql://ana:***@host/base` is no database that is known; write a path, postgres://",
        "semillero.toml:1: `databse` is no known setting; did you mean `database`?",
        "semillero.toml:2: listen = `8080` is of another type (integer); write a text in quotes",
        "semillero.toml:3: sign_in_idle_minutes = `0` is no whole number that is allowed; write a number from 1 to 1440",
        "semillero.toml:4: sign_in_absolute_hours = `24` is of another type (string); write a whole number without quotes",
        "semillero.toml:5: public_url = `semillero.example.org` is no web address without a path; write e.g. https://",
        "semillero.toml:6: lang = `fr` is no language that is known; write es or en",
        "semillero.toml:7: log = `a=b=c` is no filter of a log",
        "semillero.toml:9: `mail` is no known setting; remove it or use one of: database, key_file",
    ] {
        assert!(said.contains(expected), "{expected}\nin\n{said}");
    }
    let spanish = folder.refused(&["config", "check", "--lang", "es"], &variables);
    assert!(spanish.contains("la configuración tiene 10 error(es)"), "{spanish}");
    assert!(spanish.contains("semillero.toml:1: `databse` no es un ajuste conocido; ¿quiso decir `database`?"));
    let error: Value = serde_json::from_str(&folder.refused(&["config", "check", "--json"], &variables)).unwrap();
    assert_eq!(error["error"]["errors"].as_array().unwrap().len(), 10);
}

#[test]
fn rules_over_two_settings_and_broken_files_are_mistakes_too() {
    let folder = Folder::new("sign_in_idle_minutes = 90\nsign_in_absolute_hours = 1\n");
    let said = folder.refused(&["config", "check"], &[]);
    assert!(said.contains("semillero.toml:1: sign_in_idle_minutes = `90` is more than `sign_in_absolute_hours` (1 h)"));
    folder.write("semillero.toml", "listen = \"0.0.0.0:1\"\nlang = \nlisten = \"0.0.0.0:2\"\nlang = \"fr\"\n");
    let said = folder.refused(&["config", "check"], &[]);
    for expected in ["semillero.toml:2: `lang =` is no TOML", "semillero.toml:3: "] {
        assert!(said.contains(expected), "{expected}\nin\n{said}");
    }
    std::fs::write(folder.path().join("semillero.toml"), b"lang = \"\xff\"").unwrap();
    assert!(folder.refused(&["config", "check"], &[]).contains("semillero.toml: is not UTF-8; save it as UTF-8"));
    let said = folder.refused(&["config", "check", "--config", "none.toml"], &[]);
    assert!(said.contains("none.toml: cannot be read (") && said.contains("correct the path"), "{said}");
}

#[test]
fn passwords_are_never_shown() {
    let folder = Folder::new("database = \"postgres://ana:s3cr3t@host/base\"\n");
    assert_eq!(folder.setting("database", &[], &[]).0, "postgres://ana:***@host/base");
    folder.write("semillero.toml", "database = postgres://ana:s3cr3t@host/base\n");
    let output = folder.run(&["config", "check"], &[]);
    let all = [output.stdout, output.stderr].concat();
    assert!(!String::from_utf8_lossy(&all).contains("s3cr3t"), "{}", String::from_utf8_lossy(&all));
}

//! A folder with a database and a cohort to import into.

use serde_json::{Value, json};
use std::path::Path;
use std::process::{Command, Output};

/// A database in which nothing has happened but that a cohort was opened.
pub(crate) struct Folder {
    folder: tempfile::TempDir,
    pub(crate) cohort: String,
}

/// What a run said.
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Said {
    fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
        Self { code: output.status.code().expect("an exit code"), out: text(&output.stdout), err: text(&output.stderr) }
    }
}

impl Folder {
    pub(crate) fn new() -> Self {
        let mut folder = Self { folder: tempfile::tempdir().unwrap(), cohort: String::new() };
        assert_eq!(folder.run(&["migrate"]).code, 0);
        let programme = folder.call("create_programme", &json!({ "name": "Raíces" }));
        let open = json!({ "programme_id": programme["id"], "name": "Primera" });
        folder.cohort = folder.call("open_cohort", &open)["id"].as_str().unwrap().to_owned();
        folder
    }

    pub(crate) fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), bytes).unwrap();
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Said {
        let mut command = Command::new(env!("CARGO_BIN_EXE_semillero"));
        command.args(arguments).current_dir(self.folder.path());
        command.env("LANG", "en_US.UTF-8").env_remove("LC_ALL").env_remove("LC_MESSAGES");
        Said::of(&command.output().expect("it runs"))
    }

    /// Calls an operation.
    pub(crate) fn call(&self, operation: &str, request: &Value) -> Value {
        let said = self.run(&["--json", "call", operation, &request.to_string()]);
        assert_eq!(said.code, 0, "{operation}: {}", said.err);
        serde_json::from_str(&said.out).unwrap()
    }

    /// Imports a file into the cohort.
    pub(crate) fn import(&self, file: impl AsRef<Path>, more: &[&str]) -> Said {
        let file = file.as_ref().to_string_lossy().into_owned();
        self.run(&[&["import", &file, "--cohort", &self.cohort], more].concat())
    }

    /// Imports a file into the cohort; the report, or the refusal.
    pub(crate) fn report(&self, file: impl AsRef<Path>, more: &[&str]) -> Value {
        let said = self.import(file, &[more, &["--json"]].concat());
        match said.code {
            0 => serde_json::from_str(&said.out).unwrap(),
            _ => serde_json::from_str::<Value>(&said.err).unwrap()["error"].clone(),
        }
    }

    /// Imports a file that must be good.
    pub(crate) fn imported(&self, file: impl AsRef<Path>) {
        let said = self.import(file, &["--apply"]);
        assert_eq!(said.code, 0, "{}", said.err);
    }

    /// How many rows every table has.
    pub(crate) fn rows(&self) -> Value {
        let said = self.run(&["backup", "rows.copy", "--json"]);
        assert_eq!(said.code, 0, "{}", said.err);
        std::fs::remove_file(self.path("rows.copy")).unwrap();
        serde_json::from_str::<Value>(&said.out).unwrap()["rows"].clone()
    }

    /// The person with an address, whole.
    pub(crate) fn person(&self, email: &str) -> Value {
        let text = email.split('@').next().unwrap();
        let found = self.call("find_users", &json!({ "text": text }));
        let found = found["items"].as_array().unwrap().iter().find(|user| user["email"] == email).cloned();
        self.call("get_user", &json!({ "user_id": found.expect("a person")["id"] }))
    }
}

/// New, changed and unchanged lines of a report.
pub(crate) fn counts(report: &Value) -> (i64, i64, i64) {
    let count = |name: &str| report[name].as_i64().unwrap_or_else(|| panic!("no {name} in {report:#}"));
    (count("created"), count("updated"), count("unchanged"))
}

/// The mistakes of a report: cell and key.
pub(crate) fn cells(report: &Value) -> Vec<String> {
    let mistakes = report["mistakes"].as_array().unwrap_or_else(|| panic!("no mistakes in {report:#}"));
    let cell = |mistake: &Value| {
        let column = mistake["column"].as_str().unwrap_or_default();
        format!("{column}{} {}", mistake["line"], mistake["key"].as_str().unwrap())
    };
    mistakes.iter().map(cell).collect()
}

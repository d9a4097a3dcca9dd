//! A cohort ready to be published, restored anew for every kill.

use libtest_mimic::Failed;
use semillero_core::store::{Entity, Filter, Reading as _, Store};
use semillero_storage::testing::Cluster;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, LazyLock};
use tokio::runtime::Runtime;

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("a runtime"));

/// How many people are imported by the command that is killed.
pub(crate) const PEOPLE: usize = 2_000;
/// How many of the cohort are mentees; a quarter as many are mentors.
pub(crate) const MENTEES: usize = 160;

/// A folder, a kind of database, and a backup of a cohort with a run to publish.
pub(crate) struct World {
    folder: tempfile::TempDir,
    cluster: Option<Arc<Cluster>>,
    pub(crate) run: String,
}

impl World {
    pub(crate) fn new(cluster: Option<Arc<Cluster>>) -> Result<Self, Failed> {
        let mut world = Self { folder: tempfile::tempdir()?, cluster, run: String::new() };
        std::fs::write(world.path("people.csv"), people(PEOPLE))?;
        std::fs::write(world.path("cohort.csv"), cohort())?;
        let made = world.path("made.db");
        let made = made.to_string_lossy();
        world.done(&made, &["migrate"])?;
        let programme = world.asked(&made, "create_programme", &json!({ "name": "Raíces" }))?;
        let open = json!({ "programme_id": programme["id"], "name": "Primera" });
        let cohort = world.asked(&made, "open_cohort", &open)?;
        let id = cohort["id"].as_str().ok_or("no cohort")?.to_owned();
        let programme = programme["id"].as_str().ok_or("no programme")?.to_owned();
        let import = ["import", "cohort.csv", "--programme", &programme, "--cohort", &id, "--apply"];
        world.done(&made, &import)?;
        let matched = json!({ "cohort_id": id, "strategy": "most_people", "seed": 7 });
        let run = world.asked(&made, "run_matching", &matched)?;
        if run["verdict"]["size"] != json!(MENTEES) {
            return Err(format!("not everybody was matched: {}", run["verdict"]).into());
        }
        world.run = run["id"].as_str().ok_or("no run")?.to_owned();
        world.done(&made, &["backup", "cohort.copy"])?;
        Ok(world)
    }

    pub(crate) const fn kind(&self) -> &'static str {
        if self.cluster.is_some() { "PostgreSQL" } else { "SQLite" }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A database that is migrated and empty, or holds the cohort.
    pub(crate) fn database(&self, name: &str, with_cohort: bool) -> Result<String, Failed> {
        let url = match &self.cluster {
            Some(cluster) => RUNTIME.block_on(cluster.database())?,
            None => self.path(&format!("{name}.db")).to_string_lossy().into_owned(),
        };
        self.done(&url, if with_cohort { &["restore", "cohort.copy"] } else { &["migrate"] })?;
        Ok(url)
    }

    fn command(&self, url: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_semillero"));
        command.args(arguments).args(["--json", "--database", url, "--key-file", "semillero.key"]);
        command.current_dir(self.folder.path()).stdin(Stdio::null());
        command
    }

    /// Starts the command.
    pub(crate) fn start(&self, url: &str, arguments: &[&str]) -> Result<Child, Failed> {
        Ok(self.command(url, arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?)
    }

    /// Runs the command to its end; its answer.
    pub(crate) fn done(&self, url: &str, arguments: &[&str]) -> Result<Value, Failed> {
        let output = self.command(url, arguments).output()?;
        if !output.status.success() {
            return Err(format!("{arguments:?}: {}", String::from_utf8_lossy(&output.stderr)).into());
        }
        Ok(serde_json::from_slice(&output.stdout)?)
    }

    fn asked(&self, url: &str, operation: &str, request: &Value) -> Result<Value, Failed> {
        self.done(url, &["call", operation, &request.to_string()])
    }

    /// Looks into a database after a kill: it opens, and its audit log is whole.
    pub(crate) fn look<T>(
        &self,
        url: &str,
        ask: impl AsyncFnOnce(&dyn Store) -> Result<T, Failed>,
    ) -> Result<T, Failed> {
        RUNTIME.block_on(async {
            let store = semillero_storage::open(url).await?;
            let report = semillero_core::audit::verify(store.as_ref(), None).await?;
            if !report.faults.is_empty() {
                return Err(format!("the audit log: {:?}", report.faults).into());
            }
            ask(store.as_ref()).await
        })
    }
}

/// How many there are.
pub(crate) async fn count<E: Entity>(store: &dyn Store) -> Result<u64, Failed> {
    Ok(store.count_of::<E>(Filter::All).await?)
}

fn people(count: usize) -> String {
    let mut csv = "email,display_name,organisation,skills,sectors,goals\n".to_owned();
    for at in 0..count {
        let (one, other) = (at % 23, at % 7);
        let _ =
            writeln!(csv, "p{at}@example.org,Persona {at},Ñandú {one},skill {one};skill {other},sector {other},crecer");
    }
    csv
}

fn cohort() -> String {
    let mut csv = "email,display_name,side,capacity,skills,sectors,goals,consents_to_matching\n".to_owned();
    for at in 0..MENTEES {
        let _ = writeln!(csv, "e{at}@example.org,Mentee {at},mentee,,skill {},sector {},skill 3,yes", at % 9, at % 4);
    }
    for at in 0..MENTEES / 4 {
        let _ = writeln!(csv, "m{at}@example.org,Mentor {at},mentor,5,skill {};skill 3,sector {},,yes", at % 9, at % 4);
    }
    csv
}

/// Whether a half of a backup is left beside it.
pub(crate) fn halves(folder: &Path) -> Result<usize, Failed> {
    let names = std::fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.file_name()));
    Ok(names.filter(|name| name.to_string_lossy().ends_with(".partial")).count())
}

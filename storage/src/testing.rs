//! A PostgreSQL cluster for tests: its own, on loopback, gone with the process.

use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// A server with a database per test.
pub struct Cluster {
    /// `postgres://user@host:port` without a database.
    base: String,
    databases: AtomicU32,
    started: u128,
    running: Option<Running>,
}

static CLUSTERS: AtomicU32 = AtomicU32::new(0);

struct Running {
    server: Child,
    folder: PathBuf,
}

/// Why there is no server.
#[derive(Debug, Clone)]
pub enum NoCluster {
    /// This machine has no PostgreSQL: what needs it is ignored.
    Missing(String),
    /// It has, and it does not start: that is a failure.
    Broken(String),
}

impl From<String> for NoCluster {
    fn from(what: String) -> Self {
        Self::Broken(what)
    }
}

impl Cluster {
    /// The server of `SEMILLERO_TEST_POSTGRES_URL`, or one made from the programs on this machine.
    ///
    /// # Errors
    /// Why there is none.
    pub fn start() -> Result<Self, NoCluster> {
        if let Ok(url) = std::env::var("SEMILLERO_TEST_POSTGRES_URL") {
            return Ok(Self {
                base: url.trim_end_matches('/').to_owned(),
                databases: AtomicU32::new(0),
                started: started(),
                running: None,
            });
        }
        let missing = || NoCluster::Missing("no `initdb` on the path or under /usr/lib/postgresql".to_owned());
        let programs = programs().ok_or_else(missing)?;
        let number = CLUSTERS.fetch_add(1, Ordering::SeqCst);
        let folder = std::env::temp_dir().join(format!("semillero-postgres-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let owner = owner_for(&folder)?;
        let data = folder.join("data");
        let made = as_user(owner, &programs.join("initdb"))
            .args(["-U", "semillero", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "-D"])
            .arg(&data)
            .current_dir(&folder)
            .output()
            .map_err(|error| format!("initdb: {error}"))?;
        if !made.status.success() {
            return Err(NoCluster::Broken(format!("initdb: {}", String::from_utf8_lossy(&made.stderr))));
        }
        let port = free_port()?;
        let mut server = as_user(owner, &programs.join("postgres"))
            .arg("-D")
            .arg(&data)
            .args(["-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "max_connections=200"])
            .args(["-c", "log_min_messages=fatal", "-c", "log_startup_progress_interval=0"])
            .arg("-k")
            .arg(&folder)
            .args(["-p", &port.to_string()])
            .current_dir(&folder)
            .stderr(Stdio::piped())
            .stdin(Stdio::null())
            .spawn()
            .map_err(|error| format!("postgres: {error}"))?;
        drain(&mut server);
        let running = Some(Running { server, folder });
        let cluster = Self {
            base: format!("postgres://semillero@127.0.0.1:{port}"),
            databases: AtomicU32::new(0),
            started: started(),
            running,
        };
        cluster.wait(&programs, port)?;
        Ok(cluster)
    }

    fn wait(&self, programs: &Path, port: u16) -> Result<(), String> {
        for _ in 0..300 {
            let asked = Command::new(programs.join("pg_isready"))
                .args(["-q", "-h", "127.0.0.1", "-p", &port.to_string()])
                .status();
            if asked.is_ok_and(|status| status.success()) {
                return Ok(());
            }
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        Err("postgres did not start within 30 s".to_owned())
    }

    /// Whether the server is one of ours, which can be made again and again.
    #[must_use]
    pub const fn is_own(&self) -> bool {
        self.running.is_some()
    }

    /// The address of a database of a name.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        format!("{}/{database}", self.base)
    }

    /// Makes an empty database and gives its address.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn database(&self) -> Result<String, String> {
        let number = self.databases.fetch_add(1, Ordering::SeqCst);
        // The process id may repeat on a server that is not ours; its start does not.
        let name = format!("test_{}_{}_{number}", std::process::id(), self.started);
        let pool = sqlx::PgPool::connect(&self.url("postgres")).await.map_err(|error| error.to_string())?;
        let create = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"));
        sqlx::query(create).execute(&pool).await.map_err(|error| error.to_string())?;
        pool.close().await;
        Ok(self.url(&name))
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Some(running) = &mut self.running {
            // SIGINT ends every session at once and lets the server remove its shared memory.
            let asked = Command::new("kill").args(["-INT", &running.server.id().to_string()]).status();
            if !asked.is_ok_and(|status| status.success()) {
                drop(running.server.kill());
            }
            drop(running.server.wait());
            drop(std::fs::remove_dir_all(&running.folder));
        }
    }
}

/// A client program such as `pg_dump`; nothing when this machine has none.
#[must_use]
pub fn program(name: &str) -> Option<Command> {
    programs().map(|folder| folder.join(name)).filter(|path| path.is_file()).map(Command::new)
}

/// Reads what the server says, so that it never waits for a full pipe.
fn drain(server: &mut Child) {
    if let Some(said) = server.stderr.take() {
        std::thread::spawn(move || BufReader::new(said).lines().map_while(Result::ok).for_each(drop));
    }
}

/// The folder of the server programs.
fn programs() -> Option<PathBuf> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|version| Some(version.ok()?.path().join("bin")))
        .collect();
    folders.sort();
    folders.reverse();
    folders.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    folders.into_iter().find(|folder| folder.join("initdb").is_file() && folder.join("postgres").is_file())
}

/// Under root the server must run as somebody else: the numbers of an unprivileged user, who then owns the folder.
fn owner_for(folder: &Path) -> Result<Option<u32>, String> {
    let id = Command::new("id").arg("-u").output().map_err(|error| format!("id: {error}"))?;
    if String::from_utf8_lossy(&id.stdout).trim() != "0" {
        return Ok(None);
    }
    let nobody = 65_534;
    std::os::unix::fs::chown(folder, Some(nobody), Some(nobody)).map_err(|error| error.to_string())?;
    Ok(Some(nobody))
}

fn as_user(owner: Option<u32>, program: &Path) -> Command {
    match owner {
        None => Command::new(program),
        Some(id) => {
            let mut command = Command::new("setpriv");
            let id = id.to_string();
            command.args(["--reuid", &id, "--regid", &id, "--clear-groups", "--"]).arg(program);
            command
        }
    }
}

fn free_port() -> Result<u16, String> {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(|error| error.to_string())?;
    listener.local_addr().map(|address| address.port()).map_err(|error| error.to_string())
}

#[expect(clippy::disallowed_methods, reason = "names of databases must differ between runs, not repeat")]
fn started() -> u128 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_micros())
}

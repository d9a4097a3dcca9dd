//! One suite over every store: promises, races and golden scenarios. A store that cannot be had shows as ignored.

#![expect(clippy::expect_used, reason = "a test stops where it cannot go on")]

use libtest_mimic::{Arguments, Failed, Trial};
use semillero_core::store::{MemoryStore, Store};
use semillero_core::testing::conformance::CASES;
use semillero_core::testing::races::{Boxed, RACES, Together, Verdict};
use semillero_core::testing::scenario::{Library, play, read_all, same};
use semillero_storage::testing::{Cluster, NoCluster};
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};
use tokio::runtime::Runtime;

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("a runtime"));

/// A store of its own for one trial, and what must outlive it.
type Fresh = (Arc<dyn Store>, Option<tempfile::TempDir>);

/// One trial at a time on PostgreSQL: a transaction of another database holds back the events of this one for a moment.
static ALONE: Mutex<()> = Mutex::new(());

fn alone(kind: &Kind) -> Option<MutexGuard<'static, ()>> {
    matches!(kind, Kind::Postgres(_)).then(|| ALONE.lock().unwrap_or_else(PoisonError::into_inner))
}

#[derive(Clone)]
enum Kind {
    Memory,
    Sqlite,
    Postgres(Arc<Cluster>),
}

impl Kind {
    async fn fresh(&self) -> Result<Fresh, String> {
        match self {
            Self::Memory => Ok((Arc::new(MemoryStore::new()), None)),
            Self::Sqlite => {
                let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
                let path = folder.path().join("semillero.db");
                Ok((opened(&path.to_string_lossy()).await?, Some(folder)))
            }
            Self::Postgres(cluster) => Ok((opened(&cluster.database().await?).await?, None)),
        }
    }
}

async fn opened(url: &str) -> Result<Arc<dyn Store>, String> {
    semillero_storage::migrate(url).await.map_err(|error| error.to_string())?;
    semillero_storage::open(url).await.map_err(|error| error.to_string())
}

fn together(jobs: Vec<Boxed<bool>>) -> Boxed<Vec<bool>> {
    Box::pin(async {
        let running: Vec<_> = jobs.into_iter().map(tokio::spawn).collect();
        let mut outcomes = Vec::new();
        for job in running {
            outcomes.push(job.await.unwrap_or(false));
        }
        outcomes
    })
}

fn tried(kind: &Kind, run: fn(Arc<dyn Store>, Together) -> Boxed<Verdict>) -> Result<(), Failed> {
    let _alone = alone(kind);
    RUNTIME.block_on(async {
        let (store, _folder) = kind.fresh().await?;
        run(store, together).await.map_err(Failed::from)
    })
}

/// Plays every scenario; each transcript must be the committed one.
fn scenarios(name: &str, kind: &Kind) -> Vec<Trial> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/tests");
    let all = read_all(&tests.join("scenarios")).expect("the scenarios can be read");
    all.into_iter()
        .map(|(scenario_name, scenario)| {
            let kind = kind.clone();
            let kept = tests.join("transcripts").join(format!("{scenario_name}.json"));
            Trial::test(format!("{name}::scenario::{scenario_name}"), move || {
                let _alone = alone(&kind);
                RUNTIME.block_on(async {
                    let (store, _folder) = kind.fresh().await?;
                    let transcript = play(&scenario, &mut Library::over(store)).await?;
                    Ok(same(&transcript, &kept)?)
                })
            })
        })
        .collect()
}

fn trials(name: &str, kind: &Kind) -> Vec<Trial> {
    let mut trials = scenarios(name, kind);
    let parts = CASES.iter().map(|case| ("store", case.name, case.run));
    for (part, case, run) in parts.chain(RACES.iter().map(|race| ("race", race.name, race.run))) {
        let kind = kind.clone();
        trials.push(Trial::test(format!("{name}::{part}::{case}"), move || tried(&kind, run)));
    }
    trials
}

fn main() {
    let mut arguments = Arguments::from_args();
    // Each trial spawns its own 32 tasks; more trials at once only make the machine swap.
    arguments.test_threads.get_or_insert(2);
    let mut all = trials("memory", &Kind::Memory);
    all.extend(trials("sqlite", &Kind::Sqlite));
    let cluster = if arguments.list { Err(NoCluster::Missing("only listed".to_owned())) } else { Cluster::start() };
    let kept = match cluster {
        Ok(cluster) => {
            let cluster = Arc::new(cluster);
            all.extend(trials("postgres", &Kind::Postgres(cluster.clone())));
            Some(cluster)
        }
        Err(NoCluster::Missing(reason)) => {
            eprintln!("PostgreSQL is IGNORED: {reason}");
            all.extend(without("postgres", &reason, true));
            None
        }
        Err(NoCluster::Broken(reason)) => {
            all.extend(without("postgres", &reason, false));
            None
        }
    };
    let conclusion = libtest_mimic::run(&arguments, all);
    drop(kept);
    conclusion.exit();
}

/// The trials of a store that is not there: ignored, or failed; never passed.
fn without(name: &str, reason: &str, ignored: bool) -> Vec<Trial> {
    let named = trials(name, &Kind::Memory);
    let failing = named.into_iter().map(|trial| {
        let reason = reason.to_owned();
        Trial::test(trial.name().to_owned(), move || Err(reason.into())).with_ignored_flag(ignored)
    });
    failing.collect()
}

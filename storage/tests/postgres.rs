//! What only PostgreSQL can get wrong: transactions that commit out of order, and a restore into another cluster.

#![expect(clippy::expect_used, reason = "a test stops where it cannot go on")]

use libtest_mimic::{Arguments, Failed, Trial};
use semillero_core::audit::Event;
use semillero_core::permissions::Who;
use semillero_core::store::{Cursor, Filter, Reading, Store};
use semillero_core::{CreateProgramme, Ecosystem};
use semillero_storage::testing::{Cluster, NoCluster, program};
use std::process::Stdio;
use std::sync::{Arc, LazyLock};
use tokio::runtime::Runtime;

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("a runtime"));

type Outcome = Result<(), Failed>;

async fn opened(url: &str) -> Result<Arc<dyn Store>, String> {
    semillero_storage::migrate(url).await.map_err(|error| error.to_string())?;
    semillero_storage::open(url).await.map_err(|error| error.to_string())
}

async fn happens(store: &Arc<dyn Store>, name: &str) {
    let host = Ecosystem::builder().store(store.clone()).build().acting_as(Who::Host);
    host.create_programme(CreateProgramme { name: name.into(), summary: None }).await.expect("a programme");
}

async fn follow(store: &Arc<dyn Store>, after: Cursor) -> Vec<(Cursor, Event)> {
    store.follow::<Event>(after, &Filter::All, 100).await.expect("events")
}

/// A writes first and commits last. A reader in between must not go past A's event.
async fn late_commit(cluster: &Cluster) -> Outcome {
    let url = cluster.database().await?;
    let store = opened(&url).await?;
    let pool = sqlx::PgPool::connect(&url).await.expect("a connection");
    let mut late = pool.begin().await.expect("a transaction");
    let insert = "INSERT INTO semillero.events (id, kind, subject_kind, subject_id, data, at, epoch) \
                  VALUES (gen_random_uuid(), 'late', 'x', gen_random_uuid(), '{}', now(), 1)";
    sqlx::query(insert).execute(&mut *late).await.expect("an event");
    happens(&store, "Prompt").await;
    let before = follow(&store, Cursor::START).await;
    let cursor = before.last().map_or(Cursor::START, |(place, _)| *place);
    assert!(before.is_empty(), "an event shows before an older transaction has ended");
    late.commit().await.expect("the late commit");
    let after = follow(&store, cursor).await;
    let kinds: Vec<&str> = after.iter().map(|(_, event)| event.kind.as_str()).collect();
    assert_eq!(kinds, ["late", "programme.created"]);
    Ok(())
}

/// The dump of a busy cluster comes to a fresh one, whose transactions start again at a low number.
async fn restore(cluster: &Cluster) -> Outcome {
    let url = cluster.database().await?;
    let store = opened(&url).await?;
    let pool = sqlx::PgPool::connect(&url).await.expect("a connection");
    for _ in 0..300 {
        sqlx::query("SELECT pg_current_xact_id()").execute(&pool).await.expect("a transaction");
    }
    happens(&store, "Before").await;
    let seen = follow(&store, Cursor::START).await;
    let cursor = seen.last().expect("an event").0;

    let fresh = Cluster::start().map_err(|why| format!("{why:?}"))?;
    let target = fresh.database().await?;
    let dump = program("pg_dump").ok_or("no pg_dump")?.arg(&url).output().map_err(|error| error.to_string())?;
    assert!(dump.status.success(), "{}", String::from_utf8_lossy(&dump.stderr));
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("dump.sql");
    std::fs::write(&file, &dump.stdout).expect("the dump is written");
    let restored = program("psql")
        .ok_or("no psql")?
        .args(["-q", "-v", "ON_ERROR_STOP=1", "-f"])
        .arg(&file)
        .arg(&target)
        .stdout(Stdio::null())
        .status()
        .map_err(|error| error.to_string())?;
    assert!(restored.success());

    let store = semillero_storage::open(&target).await.map_err(|error| error.to_string())?;
    happens(&store, "After").await;
    let new = follow(&store, cursor).await;
    assert_eq!(new.len(), 1, "the event after the restore is not behind a cursor from before it");
    assert!(new.iter().all(|(place, _)| place.transaction < cursor.transaction), "the fresh cluster counts lower");
    assert_eq!(follow(&store, Cursor::START).await.len(), seen.len() + 1);
    Ok(())
}

/// The server dies while many write: every call says `unavailable`, and nothing is half-written.
async fn dies() -> Outcome {
    let doomed = Cluster::start().map_err(|why| format!("{why:?}"))?;
    let store = opened(&doomed.database().await?).await?;
    let host = Ecosystem::builder().store(store).build().acting_as(Who::Host);
    let writers: Vec<_> = (0..16)
        .map(|writer| {
            let host = host.clone();
            tokio::spawn(async move {
                for number in 0..100_000 {
                    let create = CreateProgramme { name: format!("{writer} {number}"), summary: None };
                    if let Err(error) = host.create_programme(create).await {
                        return error.code.to_string();
                    }
                }
                "never refused".to_owned()
            })
        })
        .collect();
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    tokio::task::spawn_blocking(move || drop(doomed)).await.expect("the server is stopped");
    for writer in writers {
        assert_eq!(writer.await.expect("the writer ends"), "unavailable");
    }
    Ok(())
}

fn main() {
    let mut arguments = Arguments::from_args();
    // The late transaction of one trial holds back the events of the other.
    arguments.test_threads = Some(1);
    let cluster = if arguments.list { Err(NoCluster::Missing("only listed".to_owned())) } else { Cluster::start() };
    let (cluster, missing, ignored) = match cluster {
        Ok(cluster) => (Some(Arc::new(cluster)), String::new(), false),
        Err(NoCluster::Missing(reason)) => (None, reason, true),
        Err(NoCluster::Broken(reason)) => (None, reason, false),
    };
    if ignored {
        eprintln!("PostgreSQL is IGNORED: {missing}");
    }
    let foreign = cluster.as_ref().is_some_and(|cluster| !cluster.is_own());
    let trial = |name: &str, run: fn(&Cluster) -> Result<(), Failed>| {
        let (cluster, missing) = (cluster.clone(), missing.clone());
        Trial::test(name, move || cluster.as_ref().map_or_else(|| Err(missing.into()), |cluster| run(cluster)))
            .with_ignored_flag(ignored)
    };
    let trials = vec![
        trial("an_event_that_commits_late_is_not_skipped", |cluster| RUNTIME.block_on(late_commit(cluster))),
        // A server that is given cannot be made again; a fresh cluster needs programs of our own.
        trial("a_restore_into_a_fresh_cluster_skips_no_event", |cluster| RUNTIME.block_on(restore(cluster)))
            .with_ignored_flag(ignored || foreign),
    ];
    let dies = trial("a_server_that_dies_under_writers_is_unavailable", |_cluster| RUNTIME.block_on(dies()))
        .with_ignored_flag(ignored || foreign);
    let trials = trials.into_iter().chain([dies]).collect();
    let conclusion = libtest_mimic::run(&arguments, trials);
    drop(cluster);
    conclusion.exit();
}

//! The command killed at any moment: what it was asked is done or not, never half, and asking again does it.
//!
//! `SEMILLERO_KILLS` says how often each subject is killed on each database: 4 when left out, so that the suite stays quick.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test stops where it cannot go on")]

#[path = "kills/subjects.rs"]
mod subjects;
#[path = "kills/world.rs"]
mod world;

use libtest_mimic::{Arguments, Failed, Trial};
use semillero_storage::testing::{Cluster, NoCluster};
use std::sync::Arc;
use subjects::{Backup, Import, Publish, Subject};
use world::World;

fn main() {
    let mut arguments = Arguments::from_args();
    // Delays are drawn over the time of an undisturbed run: nothing else may run beside it.
    arguments.test_threads = Some(1);
    let cluster = if arguments.list { Err(NoCluster::Missing("only listed".to_owned())) } else { Cluster::start() };
    let (cluster, why, ignored) = match cluster {
        Ok(cluster) => (Some(Arc::new(cluster)), String::new(), false),
        Err(NoCluster::Missing(why)) => (None, why, true),
        Err(NoCluster::Broken(why)) => (None, why, false),
    };
    if ignored {
        eprintln!("PostgreSQL is IGNORED: {why}");
    }
    let mut trials = Vec::new();
    for postgres in [false, true] {
        let mut trial = |name: &str, run: fn(&World) -> Result<(), Failed>| {
            let (cluster, why) = (cluster.clone(), why.clone());
            let name = format!("{}::{name}", if postgres { "postgres" } else { "sqlite" });
            let trial = Trial::test(name, move || match (postgres, cluster) {
                (false, _) => run(&World::new(None)?),
                (true, Some(cluster)) => run(&World::new(Some(cluster))?),
                (true, None) => Err(why.into()),
            });
            trials.push(trial.with_ignored_flag(postgres && ignored));
        };
        trial("an_import_is_written_whole_or_not_at_all", |world| Import.killed(world));
        trial("a_run_is_published_whole_or_not_at_all", |world| Publish.killed(world));
        trial("a_backup_is_there_whole_or_not_at_all", |world| Backup.killed(world));
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    drop(cluster);
    conclusion.exit();
}

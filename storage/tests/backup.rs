//! Backups: from either database into either, whole or not at all, and one state however many write.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test stops where it cannot go on")]

#[path = "backup/broken.rs"]
mod broken;
#[path = "backup/moves.rs"]
mod moves;
#[path = "backup/older.rs"]
mod older;
#[path = "backup/world.rs"]
mod world;

use libtest_mimic::{Arguments, Failed, Trial};
use semillero_storage::testing::{Cluster, NoCluster};
use std::sync::{Arc, LazyLock};
use tokio::runtime::Runtime;

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("a runtime"));

/// Where a database is made.
#[derive(Clone)]
enum Kind {
    Sqlite,
    Postgres(Option<Arc<Cluster>>, String),
}

impl Kind {
    /// The address of a database that has nothing in it yet.
    async fn fresh(&self, folder: &std::path::Path, name: &str) -> Result<String, Failed> {
        match self {
            Self::Sqlite => Ok(folder.join(name).to_string_lossy().into_owned()),
            Self::Postgres(Some(cluster), _) => Ok(cluster.database().await?),
            Self::Postgres(None, why) => Err(why.into()),
        }
    }

    const fn name(&self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres(..) => "postgres",
        }
    }
}

fn main() {
    let mut arguments = Arguments::from_args();
    // A transaction of one trial holds back the events of another.
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
    let kinds = [Kind::Sqlite, Kind::Postgres(cluster.clone(), why)];
    let mut trials = Vec::new();
    for from in &kinds {
        let skipped = ignored && matches!(from, Kind::Postgres(..));
        for to in &kinds {
            let skipped = ignored && (skipped || matches!(to, Kind::Postgres(..)));
            let (one, other) = (from.clone(), to.clone());
            let name = format!("{}_to_{}_gives_the_same_ecosystem", from.name(), to.name());
            let trial = Trial::test(name, move || RUNTIME.block_on(moves::there(&one, &other)));
            trials.push(trial.with_ignored_flag(skipped));
        }
        let kind = from.clone();
        let name = format!("{}_is_one_state_while_four_write", from.name());
        trials.push(Trial::test(name, move || RUNTIME.block_on(moves::busy(&kind))).with_ignored_flag(skipped));
        let kind = from.clone();
        let name = format!("{}_restored_again_is_behind_every_cursor", from.name());
        trials.push(Trial::test(name, move || RUNTIME.block_on(moves::again(&kind))).with_ignored_flag(skipped));
        let kind = from.clone();
        let name = format!("{}_is_refused_when_it_has_rows_and_left_as_it_was", from.name());
        trials.push(Trial::test(name, move || RUNTIME.block_on(broken::full(&kind))).with_ignored_flag(skipped));
        let kind = from.clone();
        let name = format!("{}_of_the_schema_before_is_brought_up", from.name());
        trials.push(Trial::test(name, move || RUNTIME.block_on(older::brought_up(&kind))).with_ignored_flag(skipped));
        let kind = from.clone();
        let name = format!("{}_keeps_nothing_of_a_restore_that_fails", from.name());
        trials.push(Trial::test(name, move || RUNTIME.block_on(broken::fails(&kind))).with_ignored_flag(skipped));
    }
    trials.push(
        Trial::test("round_and_round_keeps_every_cursor", {
            let kinds = kinds.clone();
            move || RUNTIME.block_on(moves::round(&kinds[0], &kinds[1]))
        })
        .with_ignored_flag(ignored),
    );
    trials.push(Trial::test("an_altered_byte_is_refused", || RUNTIME.block_on(broken::altered())));
    trials.push(Trial::test("a_missing_end_is_refused", || RUNTIME.block_on(broken::cut_off())));
    trials.push(Trial::test("newer_formats_and_schemas_are_refused", || RUNTIME.block_on(broken::newer())));
    let conclusion = libtest_mimic::run(&arguments, trials);
    drop(kinds);
    drop(cluster);
    conclusion.exit();
}

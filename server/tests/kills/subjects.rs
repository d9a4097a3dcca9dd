//! What is killed, and what must hold afterwards.

use super::world::{MENTEES, PEOPLE, World, count, halves};
use libtest_mimic::Failed;
use semillero_core::matching::{MatchRun, MatchRunState};
use semillero_core::mentorship::Mentorship;
use semillero_core::people::User;
use semillero_core::store::{Filter, Reading as _};
use std::hash::{BuildHasher as _, Hasher as _};
use std::os::unix::process::ExitStatusExt as _;
use std::time::{Duration, Instant};

/// What a killed command left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Left {
    Nothing,
    Everything,
}

/// A command that is killed.
pub(crate) trait Subject {
    /// What it is.
    const NAME: &'static str;
    /// A database to run it on.
    fn prepare(&self, world: &World, name: &str) -> Result<String, Failed>;
    /// The command.
    fn arguments(&self, world: &World) -> Vec<String>;
    /// What is there; an error when it is neither nothing nor everything.
    fn left(&self, world: &World, url: &str) -> Result<Left, Failed>;

    /// Kills it again and again, each time somewhere in the time that it takes undisturbed.
    fn killed(&self, world: &World) -> Result<(), Failed> {
        let arguments = self.arguments(world);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let mut runs = Vec::new();
        for number in 0..3 {
            let undisturbed = self.prepare(world, &format!("{}-undisturbed{number}", Self::NAME))?;
            let start = Instant::now();
            let mut child = world.start(&undisturbed, &arguments)?;
            assert!(child.wait()?.success());
            runs.push(start.elapsed());
            assert_eq!(self.left(world, &undisturbed)?, Left::Everything);
        }
        runs.sort();
        let whole = runs[1];

        let (mut nothing, mut everything, mut over) = (0, 0, 0);
        let kills = std::env::var("SEMILLERO_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(4);
        for number in 0..kills {
            let url = self.prepare(world, &format!("{}{number}", Self::NAME))?;
            assert_eq!(self.left(world, &url)?, Left::Nothing, "before");
            let mut child = world.start(&url, &arguments)?;
            std::thread::sleep(drawn(whole, number));
            child.kill()?;
            let ended = child.wait()?;
            match (self.left(world, &url)?, ended.signal()) {
                (Left::Everything, Some(9)) => everything += 1,
                (Left::Nothing, Some(9)) => nothing += 1,
                (left, _) => {
                    assert_eq!((left, ended.code()), (Left::Everything, Some(0)), "it ended by itself");
                    over += 1;
                }
            }
            world.done(&url, &arguments)?;
            assert_eq!(self.left(world, &url)?, Left::Everything, "after asking again");
        }
        eprintln!(
            "{:<8} {:<10} kills {kills:>3}: nothing {nothing:>3}, everything {everything:>3}, ended before {over:>3}; \
             half 0; undisturbed {whole:?}",
            Self::NAME,
            world.kind()
        );
        Ok(())
    }
}

/// Somewhere in the time of a whole run; every second time in its last third, where the commit is, and a little beyond.
fn drawn(whole: Duration, number: u32) -> Duration {
    let chance = std::collections::hash_map::RandomState::new().build_hasher().finish();
    let part = (chance % 10_000) as f64 / 10_000.0;
    whole.mul_f64(if number.is_multiple_of(2) { part } else { 0.65 + part * 0.4 })
}

/// `import --apply` of two thousand people.
pub(crate) struct Import;

impl Subject for Import {
    const NAME: &'static str = "import";

    fn prepare(&self, world: &World, name: &str) -> Result<String, Failed> {
        world.database(name, false)
    }

    fn arguments(&self, _world: &World) -> Vec<String> {
        ["import", "people.csv", "--apply"].map(str::to_owned).into()
    }

    fn left(&self, world: &World, url: &str) -> Result<Left, Failed> {
        match world.look(url, async |store| count::<User>(store).await)? {
            0 => Ok(Left::Nothing),
            people if people == PEOPLE as u64 => Ok(Left::Everything),
            people => Err(format!("{people} of {PEOPLE} people").into()),
        }
    }
}

/// The publication of a match run.
pub(crate) struct Publish;

impl Subject for Publish {
    const NAME: &'static str = "publish";

    fn prepare(&self, world: &World, name: &str) -> Result<String, Failed> {
        world.database(name, true)
    }

    fn arguments(&self, world: &World) -> Vec<String> {
        let request = serde_json::json!({ "match_run_id": world.run }).to_string();
        // Under a key, asking again gives the first answer instead of saying that it is published already.
        vec!["call".into(), "publish_match_run".into(), request, "--idempotency-key".into(), "publish".into()]
    }

    fn left(&self, world: &World, url: &str) -> Result<Left, Failed> {
        let (runs, mentorships) = world.look(url, async |store| {
            Ok((store.find::<MatchRun>(Filter::All).await?, count::<Mentorship>(store).await?))
        })?;
        let states: Vec<MatchRunState> = runs.iter().map(|run| run.state).collect();
        match (states.as_slice(), mentorships) {
            ([MatchRunState::Draft | MatchRunState::Review], 0) => Ok(Left::Nothing),
            ([MatchRunState::Published], all) if all == MENTEES as u64 => Ok(Left::Everything),
            (states, some) => Err(format!("{states:?} with {some} of {MENTEES} mentorships").into()),
        }
    }
}

/// A backup.
pub(crate) struct Backup;

impl Subject for Backup {
    const NAME: &'static str = "backup";

    fn prepare(&self, world: &World, name: &str) -> Result<String, Failed> {
        drop(std::fs::remove_file(world.path("killed.copy")));
        let url = world.database(name, true)?;
        world.done(&url, &["import", "people.csv", "--apply"])?;
        Ok(url)
    }

    fn arguments(&self, _world: &World) -> Vec<String> {
        ["backup", "killed.copy"].map(str::to_owned).into()
    }

    fn left(&self, world: &World, url: &str) -> Result<Left, Failed> {
        let people = world.look(url, async |store| count::<User>(store).await)?;
        if !world.path("killed.copy").exists() {
            return Ok(Left::Nothing);
        }
        let report = world.done(url, &["backup", "--verify", "killed.copy"])?;
        if report["rows"]["users"] != people {
            return Err(format!("{} of {people} people", report["rows"]["users"]).into());
        }
        // What a killed one left is cleared away by the next one that ends.
        if halves(&world.path(""))? > 0 {
            return Err("a half is left beside a whole one".into());
        }
        Ok(Left::Everything)
    }
}

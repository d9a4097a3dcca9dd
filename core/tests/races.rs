//! The races on the memory store, on threads.

#![expect(clippy::expect_used, reason = "a test stops where it cannot go on")]

use libtest_mimic::{Arguments, Trial};
use semillero_core::store::MemoryStore;
use semillero_core::testing::races::{Boxed, RACES};
use std::sync::{Arc, Barrier};

fn on_threads(jobs: Vec<Boxed<bool>>) -> Boxed<Vec<bool>> {
    let start = Arc::new(Barrier::new(jobs.len()));
    let threads: Vec<_> = jobs
        .into_iter()
        .map(|job| {
            let start = start.clone();
            std::thread::spawn(move || {
                start.wait();
                pollster::block_on(job)
            })
        })
        .collect();
    let outcomes: Vec<bool> = threads.into_iter().map(|thread| thread.join().expect("no job panics")).collect();
    Box::pin(std::future::ready(outcomes))
}

fn main() {
    let arguments = Arguments::from_args();
    let trials = RACES.iter().map(|race| {
        Trial::test(format!("memory::{}", race.name), || {
            let verdict = pollster::block_on((race.run)(Arc::new(MemoryStore::new()), on_threads));
            verdict.map_err(Into::into)
        })
    });
    libtest_mimic::run(&arguments, trials.collect()).exit();
}

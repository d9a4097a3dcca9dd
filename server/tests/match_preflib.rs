//! Real preferences: PrefLib 00038, read from the shared folder beside the repository (or `SEMILLERO_SHARED`), never committed.
//! Without the folder the trials are ignored, and say why.

use libtest_mimic::{Arguments, Failed, Trial};
use semillero_core::StrategyChoice;
use semillero_core::values::Locale;
use semillero_server::matching::{Problems, Question, preflib, solve};
use std::path::{Path, PathBuf};

/// Instance, whether it has a file of supervisors, and the largest size that a matching reaches (from the oracle beside the data).
const INSTANCES: [(u32, bool, u32); 4] = [(1, false, 35), (2, false, 37), (4, true, 34), (5, true, 31)];

fn folder() -> PathBuf {
    let shared = std::env::var_os("SEMILLERO_SHARED").map(PathBuf::from);
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    shared.unwrap_or_else(beside).join("data/preflib-project")
}

fn question(instance: u32, supervised: bool, format: &str) -> Result<Question, Failed> {
    let file = |extension: &str| folder().join(format!("00038-0000000{instance}.{extension}"));
    let mut problems = Problems::new(Locale::En);
    let capacities = supervised.then(|| file("dat"));
    let question = preflib::read(&file(format), capacities.as_deref(), &mut problems).map_err(|e| e.to_string())?;
    let found = problems.into_found();
    if found.is_empty() { Ok(question) } else { Err(format!("{found:?}").into()) }
}

fn stable(instance: u32, supervised: bool) -> Result<(), Failed> {
    for format in ["soi", "toc"] {
        let question = question(instance, supervised, format)?;
        for seed in 0..100 {
            let (_, _, record) = solve(&question, StrategyChoice::Stable, seed).map_err(|e| format!("{e:?}"))?;
            let verdict = record.verdict;
            if verdict.blocking.total() > 0 || verdict.breaches.total() > 0 {
                return Err(format!("{format}, seed {seed}: {verdict:?}").into());
            }
        }
    }
    Ok(())
}

fn largest(instance: u32, supervised: bool, size: u32) -> Result<(), Failed> {
    let question = question(instance, supervised, "soi")?;
    let (_, _, record) = solve(&question, StrategyChoice::MostPeople, 0).map_err(|e| format!("{e:?}"))?;
    let verdict = record.verdict;
    if (verdict.size, verdict.breaches.total(), verdict.optimal) == (size, 0, Some(true)) {
        Ok(())
    } else {
        Err(format!("size {size} expected: {verdict:?}").into())
    }
}

fn main() {
    let arguments = Arguments::from_args();
    let missing = !folder().is_dir();
    if missing {
        eprintln!("PrefLib instances are IGNORED: there is no {}", folder().display());
    }
    let mut trials = Vec::new();
    for (instance, supervised, size) in INSTANCES {
        let name = format!("stable_has_no_blocking_pair_for_100_seeds::{instance}");
        trials.push(Trial::test(name, move || stable(instance, supervised)).with_ignored_flag(missing));
        let name = format!("most_people_reaches_the_oracle::{instance}");
        trials.push(Trial::test(name, move || largest(instance, supervised, size)).with_ignored_flag(missing));
    }
    libtest_mimic::run(&arguments, trials).exit();
}

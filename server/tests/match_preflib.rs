//! Real preferences: PrefLib 00038, read from the shared folder beside the repository (or `SEMILLERO_SHARED`), never committed.
//! Without the folder the trials are ignored, and say why.

use libtest_mimic::{Arguments, Failed, Trial};
use semillero_core::StrategyChoice;
use semillero_core::values::Locale;
use semillero_server::matching::{Problems, Question, preflib, solve};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Instance, whether it has a file of supervisors, and the largest size that a matching reaches (from the oracle beside the data).
///
/// The size is the number of students each time, so it says nothing of the supervisors: the sum of ranks does.
const INSTANCES: [(u32, bool, u32); 4] = [(1, false, 35), (2, false, 37), (4, true, 34), (5, true, 31)];

/// `SEMILLERO_SHARED` where it holds the files, else the folder beside the repository.
fn folder() -> PathBuf {
    let named = std::env::var_os("SEMILLERO_SHARED").map(|shared| PathBuf::from(shared).join("data/preflib-project"));
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/preflib-project");
    named.filter(|folder| folder.is_dir()).unwrap_or_else(beside)
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
            let (_, _, record) = solve(&question, (StrategyChoice::Stable, 0), seed).map_err(|e| format!("{e:?}"))?;
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
    let (_, _, record) = solve(&question, (StrategyChoice::MostPeople, 0), 0).map_err(|e| format!("{e:?}"))?;
    let verdict = record.verdict;
    // Every list has five places, so that a place more costs the same 1,400 points in each: the best score is the least sum of ranks.
    let cost: u64 = verdict.ranks.iter().map(|found| u64::from(found.rank) * u64::from(found.pairs)).sum();
    let oracle = std::fs::read(folder().join("spa_oracle.json")).map_err(|e| e.to_string())?;
    let oracle: Value = serde_json::from_slice(&oracle).map_err(|e| e.to_string())?;
    let expected = oracle.pointer(&format!("/00038-0000000{instance}/mincost_max")).ok_or("the oracle lacks it")?;
    let ours = (verdict.size, verdict.breaches.total(), verdict.optimal);
    if ours == (size, 0, Some(true))
        && expected.get("size") == Some(&size.into())
        && expected.get("cost") == Some(&cost.into())
    {
        Ok(())
    } else {
        Err(format!("{expected} expected, cost {cost}: {verdict:?}").into())
    }
}

/// Supervisor, capacity and projects (0 first), read here a second time: a reader that loses a supervisor loses the limit that the
/// verifier would hold it to.
fn supervisors(instance: u32) -> Result<Vec<(usize, Vec<usize>)>, Failed> {
    let text = std::fs::read_to_string(folder().join(format!("00038-0000000{instance}.dat")))?;
    let line = |line: &str| -> Option<(usize, Vec<usize>)> {
        let mut cells = line.split(',').skip(1);
        let capacity = cells.next()?.trim().parse().ok()?;
        Some((capacity, cells.next()?.split_whitespace().filter_map(|project| project.parse().ok()).collect()))
    };
    text.lines().skip(1).map(|text| line(text).ok_or_else(|| Failed::from(text))).collect()
}

/// Project and supervisor keep to their capacities in the file, whatever the reader made of it.
fn capacities_are_those_of_the_file(instance: u32) -> Result<(), Failed> {
    let question = question(instance, true, "soi")?;
    let supervisors = supervisors(instance)?;
    for choice in [StrategyChoice::MostPeople, StrategyChoice::HighestScore, StrategyChoice::Stable] {
        for seed in 0..20 {
            let (instance, solution, _) = solve(&question, (choice, 0), seed).map_err(|e| format!("{e:?}"))?;
            let place = |mentor: u32| {
                let id = instance.mentors().get(mentor as usize)?.id;
                question.mentors.iter().position(|mentor| Question::mentor_id(mentor) == id)
            };
            let mut held: BTreeMap<usize, usize> = BTreeMap::new();
            for pair in &solution.pairs {
                *held.entry(place(pair.mentor).ok_or("a project of nobody's")?).or_default() += 1;
            }
            if held.values().any(|count| *count > 1) {
                return Err(format!("{choice:?}, seed {seed}: a project has two students").into());
            }
            for (capacity, projects) in &supervisors {
                let count: usize = projects.iter().filter_map(|project| held.get(project)).sum();
                if count > *capacity {
                    return Err(format!("{choice:?}, seed {seed}: {count} of {capacity} in {projects:?}").into());
                }
            }
        }
    }
    Ok(())
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
        if supervised {
            let name = format!("capacities_are_those_of_the_file::{instance}");
            let trial = Trial::test(name, move || capacities_are_those_of_the_file(instance));
            trials.push(trial.with_ignored_flag(missing));
        }
    }
    libtest_mimic::run(&arguments, trials).exit();
}

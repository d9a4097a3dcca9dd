//! Real preferences of PrefLib 00038 (projects of students) and 00039 (bids of reviewers), read from the shared folder
//! beside the repository (or `SEMILLERO_SHARED`), never committed. Without the folder the trials are ignored, and say so.

#[cfg(test)]
mod bids;
#[cfg(test)]
mod projects;

#[cfg(test)]
use std::path::{Path, PathBuf};

#[cfg(test)]
fn folder(name: &str) -> PathBuf {
    let named = std::env::var_os("SEMILLERO_SHARED").map(|shared| PathBuf::from(shared).join("data").join(name));
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(name);
    named.filter(|folder| folder.is_dir()).unwrap_or_else(beside)
}

#[cfg(test)]
fn main() {
    use libtest_mimic::{Arguments, Trial};

    let mut trials = Vec::new();
    let is_missing = |name: &str| {
        let missing = !folder(name).is_dir();
        if missing {
            eprintln!("PrefLib instances are IGNORED: there is no {}", folder(name).display());
        }
        missing
    };
    let missing = is_missing("preflib-project");
    for file in [1, 2, 4, 5] {
        let profiles =
            Trial::test(format!("profiles_are_those_of_the_oracle::{file}"), move || projects::profiles(file));
        let stable = Trial::test(format!("nobody_blocks::{file}"), move || projects::stable(file));
        trials.extend([profiles.with_ignored_flag(missing), stable.with_ignored_flag(missing)]);
    }
    let missing = is_missing("preflib-csconf");
    for file in [1, 2, 3] {
        let ties = Trial::test(format!("ties_and_conflicts::{file}"), move || bids::ties_and_conflicts(file));
        trials.push(ties.with_ignored_flag(missing));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

//! Matching: preferences in, explained pairs out.

mod edit;
mod load;
mod preferences;
mod publish;
mod run;
#[cfg(test)]
mod tests;
mod views;

pub(super) use edit::edit_match_run;
pub(super) use preferences::{get_preferences, set_preferences};
pub(super) use publish::publish_match_run;
pub(super) use run::{find_match_runs, get_match_run, run_matching};

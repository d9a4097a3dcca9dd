//! Matching: preferences in, explained pairs out.

mod amend;
mod amend_view;
mod amend_words;
mod edit;
mod explain;
mod explain_words;
mod load;
mod policy;
mod preferences;
mod propose;
mod publish;
mod refusals;
mod replay;
mod run;
mod strategies;
#[cfg(test)]
mod tests;
mod views;

pub(super) use amend::amend_match_run;
pub(super) use edit::edit_match_run;
pub(super) use explain::explain_pair;
pub(super) use policy::{get_match_policy, set_match_policy};
pub(super) use preferences::{get_preferences, set_preferences};
pub(super) use propose::propose_matches;
pub(super) use publish::publish_match_run;
pub(super) use replay::replay_match_run;
pub(super) use run::{find_match_runs, get_match_run, run_matching};

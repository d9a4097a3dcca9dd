//! Ventures, their members, projects and milestones, and who may look on.

mod find;
mod import;
mod members;
mod milestones;
mod project;
mod share;
mod ventures;
mod views;

pub(super) use find::{find_projects, find_ventures, get_venture};
pub(super) use import::import_ventures;
pub(super) use members::{remove_venture_member, set_venture_member};
pub(super) use milestones::{complete_milestone, miss_milestone, plan_milestone, replan_milestone, start_milestone};
pub(super) use project::{advance_project, create_project};
pub(crate) use share::end_shares;
pub(super) use share::{share_venture, unshare_venture};
pub(super) use ventures::{advance_venture, create_venture, update_venture};

//! People: who they are, what they may be, what they agreed to.

mod ally;
mod consent;
mod ensure;
mod facts;
mod find;
mod get;
mod import;
mod import_rows;
mod invite;
mod profile;
mod roles;
mod views;

pub(super) use ally::{approve_ally, set_ally_capacity, submit_ally_profile};
pub(super) use consent::record_consent;
pub(super) use ensure::ensure_user;
pub(super) use find::find_users;
pub(super) use get::get_user;
pub(super) use import::import_people;
pub(crate) use invite::accept_invitation;
pub(super) use invite::invite_user;
pub(super) use profile::update_profile;
pub(crate) use roles::give;
pub(super) use roles::{grant_role, revoke_role};

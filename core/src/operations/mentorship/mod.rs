//! Mentorships, their sessions, and what people write about them.

mod advance;
mod answer;
mod book;
mod cancel;
mod cascade;
mod find;
mod hold;
mod import;
mod import_sessions;
mod request;
mod views;
mod write;

pub(super) use advance::advance_mentorship;
pub(super) use answer::{accept_mentorship, decline_mentorship};
pub(super) use book::book_session;
pub(super) use cancel::cancel_session;
pub(crate) use cascade::{Cascade, cascade};
pub(super) use find::{find_mentorships, find_notes, find_sessions, get_mentorship};
pub(super) use hold::hold_session;
pub(super) use import::import_mentorships;
pub(super) use import_sessions::import_sessions;
pub(super) use request::request_mentorship;
pub(crate) use views::sides;
pub(super) use write::{add_note, give_feedback};

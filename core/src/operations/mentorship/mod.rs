//! Mentorships, their sessions, and what people write about them.

mod answer;
mod book;
mod find;
mod hold;
mod request;
mod views;
mod write;

pub(super) use answer::{accept_mentorship, decline_mentorship};
pub(super) use book::book_session;
pub(super) use find::find_mentorships;
pub(super) use hold::hold_session;
pub(super) use request::request_mentorship;
pub(super) use write::{add_note, give_feedback};

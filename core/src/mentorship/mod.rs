//! Mentorships, their sessions, and what people write about them.

mod lifecycles;
mod note;
mod relation;
mod session;

pub use lifecycles::{MENTORSHIP_LIFECYCLE, SESSION_LIFECYCLE};
pub use note::{Feedback, Fit, Note, NoteVisibility};
pub use relation::{CHECK_IN_DAYS, Health, Mentorship, MentorshipOrigin, MentorshipState, REQUEST_DAYS};
pub use session::{Attendance, Participant, Session, SessionState, accounted_minutes};

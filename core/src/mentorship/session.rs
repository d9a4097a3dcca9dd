//! One meeting of a mentorship, and who was there.

use crate::programmes::Side;
use crate::store::entity;
use crate::values::{MentorshipId, ParticipantId, ProgrammeId, SessionId, SessionMinutes, Timestamp, UserId, words};

words! {
    /// Where a session stands.
    pub enum SessionState {
        /// Booked.
        Confirmed = "confirmed",
        /// Took place.
        Held = "held",
        /// Somebody did not come.
        NoShow = "no_show",
        /// Called off.
        Cancelled = "cancelled",
    }
}

words! {
    /// Whether a participant came.
    pub enum Attendance {
        /// Not yet known.
        Expected = "expected",
        /// Came.
        Present = "present",
        /// Did not come.
        Absent = "absent",
    }
}

entity! {
    /// A session.
    pub struct Session(SessionId): "sessions", "sesión" / "session", versioned {
        /// Where it stands.
        state: SessionState,
        /// Its mentorship.
        mentorship_id: MentorshipId,
        /// Its programme.
        programme_id: ProgrammeId,
        /// When it starts.
        starts_at: Timestamp,
        /// When it ends.
        ends_at: Timestamp,
        /// Its planned length.
        minutes: SessionMinutes,
        /// Where: a place or a link.
        place: Option<String>,
        /// What it is about.
        agenda: Option<String>,
        /// Minutes that count: the real length up to 120 when both came, 10 when the mentee did not, 0 when the mentor did not.
        accounted_minutes: Option<i32>,
        /// When it was booked.
        booked_at: Timestamp,
    }
}

entity! {
    /// The part one person takes in a session. Its times are those of the session, so that a calendar is read from one table.
    pub struct Participant(ParticipantId): "session_participants", "participante" / "participant", versioned, unique [["session_id", "user_id"]] {
        /// The session.
        session_id: SessionId,
        /// The person.
        user_id: UserId,
        /// On which side.
        side: Side,
        /// When the session starts.
        starts_at: Timestamp,
        /// When it ends.
        ends_at: Timestamp,
        /// Whether the time is taken: the session is confirmed.
        busy: bool,
        /// Whether they came.
        attendance: Attendance,
    }
}

/// The minutes of a closed session that count: the real length up to 120 when both came, 10 when only the mentor came, else 0.
#[must_use]
pub fn accounted_minutes(mentor_absent: bool, mentee_absent: bool, real: i32) -> i32 {
    match (mentor_absent, mentee_absent) {
        (false, false) => real.min(120),
        (false, true) => 10,
        (true, _) => 0,
    }
}

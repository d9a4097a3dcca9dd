//! A dated edition of a programme, and who takes part.

use crate::store::{Whole, entity};
use crate::values::{CohortId, EnrolmentId, MentorsPerMentee, ProgrammeId, Timestamp, UserId, words};

words! {
    /// Where a cohort stands.
    pub enum CohortState {
        /// Being prepared.
        Planned = "planned",
        /// Takes people.
        Open = "open",
        /// Takes nobody new.
        Closed = "closed",
        /// Under way.
        Running = "running",
        /// Over.
        Completed = "completed",
        /// Called off.
        Cancelled = "cancelled",
    }
}

words! {
    /// The two sides of a mentorship.
    pub enum Side {
        /// Is mentored.
        Mentee = "mentee",
        /// Mentors.
        Mentor = "mentor",
    }
}

words! {
    /// Whether a person still takes part in a cohort.
    pub enum EnrolmentState {
        /// Takes part.
        Enrolled = "enrolled",
        /// Left.
        Withdrawn = "withdrawn",
    }
}

/// How many mentees the mentors of one organisation take together in a cohort.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Quota {
    /// The organisation as people write it.
    pub organisation: String,
    /// How many mentees.
    pub places: i32,
}

entity! {
    /// A cohort.
    pub struct Cohort(CohortId): "cohorts", "cohorte" / "cohort", versioned {
        /// Where it stands.
        state: CohortState,
        /// Its programme.
        programme_id: ProgrammeId,
        /// Its name.
        name: String,
        /// How many mentors one mentee may have.
        mentors_per_mentee: MentorsPerMentee,
        /// How many mentees fit; no limit when empty.
        places: Option<i32>,
        /// The limits of organisations.
        quotas: Whole<Vec<Quota>>,
        /// Until when preferences are taken.
        preferences_until: Option<Timestamp>,
        /// When it was made.
        created_at: Timestamp,
    }
}

entity! {
    /// The place of a person in a cohort.
    pub struct Enrolment(EnrolmentId): "enrolments", "inscripción" / "enrolment", versioned, unique [["cohort_id", "user_id", "side"]] {
        /// Whether they still take part.
        state: EnrolmentState,
        /// The cohort.
        cohort_id: CohortId,
        /// Its programme.
        programme_id: ProgrammeId,
        /// The person.
        user_id: UserId,
        /// On which side.
        side: Side,
        /// Since when.
        enrolled_at: Timestamp,
        /// Since when a mentee waits for a mentor because nobody was found; empty when they do not.
        waiting_since: Option<Timestamp>,
    }
}

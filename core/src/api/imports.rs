//! Requests and views of reading in what an ecosystem already has: ventures, mentorships under way, sessions of the past.

use super::people::ImportMode;
use super::wire::{request, view};
use crate::values::{CivilDate, CohortId, Timestamp, words};

request! {
    /// Reads many ventures in at once, whole or not at all. The name is the key: a known venture is updated, and importing the same
    /// list again changes nothing.
    pub struct ImportVentures {
        /// Whether to write.
        mode: ImportMode,
        /// The cohort whose mentees the members are.
        cohort_id: CohortId,
        /// The ventures, 50,000 at most.
        ventures: Vec<VentureRow>,
    }
}

request! {
    /// One venture of an import.
    pub struct VentureRow {
        /// Its name: the key.
        name: String,
        /// The addresses of its members, who must be in the cohort.
        founders: Vec<String>,
        /// What it does.
        summary: Option<String>,
        /// Its sector.
        sector: Option<String>,
        /// How far it is.
        stage: Option<String>,
        /// Where it works.
        country: Option<String>,
        /// Its website.
        website: Option<String>,
        /// When it was founded.
        founded_on: Option<CivilDate>,
    }
}

request! {
    /// Reads mentorships in that are under way, so that seats are right from the first day. Whole or not at all; cohort, mentor and
    /// mentee are the key.
    pub struct ImportMentorships {
        /// Whether to write.
        mode: ImportMode,
        /// The cohort both are in.
        cohort_id: CohortId,
        /// The mentorships, 50,000 at most.
        mentorships: Vec<MentorshipRow>,
    }
}

request! {
    /// One mentorship of an import.
    pub struct MentorshipRow {
        /// The mentor's address.
        mentor_email: String,
        /// The mentee's address.
        mentee_email: String,
        /// When it began.
        started_on: CivilDate,
    }
}

words! {
    /// What came of a session in the past.
    pub enum SessionOutcome {
        /// It took place.
        Held = "held",
        /// The mentee did not come.
        MenteeMissed = "mentee_missed",
        /// The mentor did not come.
        MentorMissed = "mentor_missed",
        /// Nobody came.
        BothMissed = "both_missed",
        /// It was called off.
        Cancelled = "cancelled",
    }
}

request! {
    /// Reads sessions of the past in. Whole or not at all; mentorship and start are the key.
    pub struct ImportSessions {
        /// Whether to write.
        mode: ImportMode,
        /// The cohort of the mentorships.
        cohort_id: CohortId,
        /// The sessions, 50,000 at most.
        sessions: Vec<SessionRow>,
    }
}

request! {
    /// One session of an import.
    pub struct SessionRow {
        /// The mentor's address.
        mentor_email: String,
        /// The mentee's address.
        mentee_email: String,
        /// When it started.
        starts_at: Timestamp,
        /// How long, 5 to 480 minutes; 60 when left out.
        minutes: Option<i32>,
        /// What came of it; held when left out.
        outcome: Option<SessionOutcome>,
        /// What it was about.
        topic: Option<String>,
        /// How the mentee rated it, 1 to 5.
        rating: Option<i32>,
    }
}

view! {
    /// What an import did, or would do.
    pub struct ImportedRowsView {
        /// Whether it was written.
        applied: bool,
        /// How many rows are new.
        created: i64,
        /// How many were known and changed.
        updated: i64,
        /// How many were known and stay as they are.
        unchanged: i64,
    }
}

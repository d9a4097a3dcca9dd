//! The names that the standard metrics read. Whoever maps a domain to facts uses these; other names may stand beside them.

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident = $word:literal;)+) => {
        $($(#[$doc])* pub const $name: &str = $word;)+
        /// Every one of them.
        pub const ALL: &[&str] = &[$($name),+];
    };
}
use names;

/// Kinds of events. The actor is who did it, the subject what the line says.
pub mod event {
    super::names! {
        /// Came in: signed in, or opened the product.
        SIGNED_IN = "signed_in";
        /// Joined the ecosystem.
        JOINED = "joined";
        /// Said whom they would like to be matched with.
        PREFERENCES_SET = "preferences_set";
        /// Answered a request, yes or no; the subject is the mentorship.
        REQUEST_ANSWERED = "request_answered";
        /// Made a project (the subject).
        PROJECT_CREATED = "project_created";
        /// Has filled in the profile.
        PROFILE_COMPLETED = "profile_completed";
        /// A mentee asked for a mentor; the subject is the mentorship.
        MATCH_REQUESTED = "match_requested";
        /// A mentee got a yes; the subject is the mentorship.
        MATCH_ACCEPTED = "match_accepted";
        /// Booked a session; the subject is the mentorship.
        SESSION_BOOKED = "session_booked";
        /// Took part in a held session, once per participant; the subject is the mentorship, the value its length in `minutes`.
        SESSION_COMPLETED = "session_completed";
        /// Gave hours as a mentor; the subject is the mentorship, the value `minutes`.
        MENTORING_GIVEN = "mentoring_given";
        /// Reached a milestone; the subject is the project.
        MILESTONE_REACHED = "milestone_reached";
        /// Reported progress or wrote a note; the subject is the mentorship or project.
        PROGRESS_REPORTED = "progress_reported";
        /// Rated a session 1 to 5, unit `rating`; the subject is who was rated.
        SESSION_RATED = "session_rated";
        /// Answered how likely a recommendation is, 0 to 10, unit `nps`.
        NPS_ANSWERED = "nps_answered";
        /// Was asked for an answer in a wave of a survey.
        SURVEY_SENT = "survey_sent";
        /// Spent money on a project or programme (the subject); minor units of the currency in the unit.
        COST = "cost";
        /// A benefit in money; minor units of the currency in the unit.
        BENEFIT = "benefit";
        /// Revenue of a venture (the subject) in the month before.
        REVENUE = "revenue";
        /// Money raised by a venture (the subject).
        INVESTMENT = "investment";
        /// Jobs created (positive) or lost (negative) at a venture (the subject), unit `jobs`.
        JOBS = "jobs";
        /// A room, tool or other resource (the subject) was booked; the value is in `minutes`.
        RESOURCE_BOOKED = "resource_booked";
        /// A resource (the subject) could be had; the value is in `minutes`.
        RESOURCE_AVAILABLE = "resource_available";
    }
}

/// Entities that have spells, and how these end.
pub mod spell {
    /// A mentee waits for a mentor: from the first request; the subject is the mentee. Ends: `matched`, `withdrawn`.
    pub const WAIT: &str = "wait";
    /// A request; the subject is the mentee, the cluster the mentor. Ends: `accepted`, `declined`, `expired`, `withdrawn`, `superseded`.
    pub const REQUEST: &str = "request";
    /// A mentorship from its yes; the subject is the mentee, the cluster the mentor. Ends: `completed`, `terminated`.
    pub const MENTORSHIP: &str = "mentorship";
    /// A session; the subject is the mentee, the cluster the mentorship; due on the day it is to take place. Ends: `held`, `no_show_mentee`,
    /// `no_show_mentor`, `cancelled_late` (less than 24 hours before), `cancelled`.
    pub const SESSION: &str = "session";
    /// A project from its start; the subject is the venture. Ends: `succeeded`, `failed`, `merged`.
    pub const PROJECT: &str = "project";
    /// A milestone; the subject is the venture, the cluster the project. Ends: `reached`, `missed`.
    pub const MILESTONE: &str = "milestone";
}

/// Attributes of people, projects and mentorships.
pub mod attribute {
    super::names! {
        /// `entrepreneur`, `ally`, `client`, `manager` or `admin`; of several the one given last.
        ROLE = "person.role";
        /// `yes` for staff and test accounts, which no metric counts.
        STAFF = "person.staff";
        /// `no` for people who do not agree to be counted; no metric counts them.
        COUNTED = "person.counted";
        /// Country or city as the profile has it.
        PLACE = "person.place";
        /// Gender as the person says it.
        GENDER = "person.gender";
        /// How many mentees a mentor has room for, as a number in text.
        CAPACITY = "mentor.capacity";
        /// The sector of a venture or of its project.
        SECTOR = "venture.sector";
        /// The stage of a venture.
        STAGE = "venture.stage";
        /// Where a venture works.
        COUNTRY = "venture.country";
        /// The programme of a person, mentorship, session or project.
        PROGRAMME = "programme";
        /// The cohort of a person, mentorship, session or project.
        COHORT = "cohort";
        /// `mentored`, `waitlisted`, `rejected`: the arm of a comparison that a project or person belongs to.
        ARM = "arm";
    }
}

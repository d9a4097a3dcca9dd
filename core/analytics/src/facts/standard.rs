//! The names that the standard metrics read. Whoever maps a domain to facts uses these; other names may stand beside them.

/// Kinds of events. The actor is who did it, the subject what the line says.
pub mod event {
    /// Came in: signed in, or opened the product.
    pub const SIGNED_IN: &str = "signed_in";
    /// Joined the ecosystem.
    pub const JOINED: &str = "joined";
    /// Said whom they would like to be matched with.
    pub const PREFERENCES_SET: &str = "preferences_set";
    /// Answered a request, yes or no; the subject is the mentorship.
    pub const REQUEST_ANSWERED: &str = "request_answered";
    /// Made a project (the subject).
    pub const PROJECT_CREATED: &str = "project_created";
    /// Has filled in the profile.
    pub const PROFILE_COMPLETED: &str = "profile_completed";
    /// A mentee asked for a mentor; the subject is the mentorship.
    pub const MATCH_REQUESTED: &str = "match_requested";
    /// A mentee got a yes; the subject is the mentorship.
    pub const MATCH_ACCEPTED: &str = "match_accepted";
    /// Booked a session; the subject is the mentorship.
    pub const SESSION_BOOKED: &str = "session_booked";
    /// Took part in a held session, once per participant; the subject is the mentorship, the value its length in `minutes`.
    pub const SESSION_COMPLETED: &str = "session_completed";
    /// Gave hours as a mentor; the subject is the mentorship, the value `minutes`.
    pub const MENTORING_GIVEN: &str = "mentoring_given";
    /// Reached a milestone; the subject is the project.
    pub const MILESTONE_REACHED: &str = "milestone_reached";
    /// Reported progress or wrote a note; the subject is the mentorship or project.
    pub const PROGRESS_REPORTED: &str = "progress_reported";
    /// Rated a session 1 to 5, unit `rating`; the subject is who was rated.
    pub const SESSION_RATED: &str = "session_rated";
    /// Answered how likely a recommendation is, 0 to 10, unit `nps`.
    pub const NPS_ANSWERED: &str = "nps_answered";
    /// Was asked for an answer in a wave of a survey.
    pub const SURVEY_SENT: &str = "survey_sent";
    /// Spent money on a project or programme (the subject); minor units of the currency in the unit.
    pub const COST: &str = "cost";
    /// A benefit in money; minor units of the currency in the unit.
    pub const BENEFIT: &str = "benefit";
    /// Revenue of a venture (the subject) in the month before.
    pub const REVENUE: &str = "revenue";
    /// Money raised by a venture (the subject).
    pub const INVESTMENT: &str = "investment";
    /// Jobs created (positive) or lost (negative) at a venture (the subject), unit `jobs`.
    pub const JOBS: &str = "jobs";
    /// A room, tool or other resource (the subject) was booked; the value is in `minutes`.
    pub const RESOURCE_BOOKED: &str = "resource_booked";
    /// A resource (the subject) could be had; the value is in `minutes`.
    pub const RESOURCE_AVAILABLE: &str = "resource_available";
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
    /// `entrepreneur`, `ally`, `client`, `manager` or `admin`; of several the one given last.
    pub const ROLE: &str = "person.role";
    /// `yes` for staff and test accounts, which no metric counts.
    pub const STAFF: &str = "person.staff";
    /// `no` for people who do not agree to be counted; no metric counts them.
    pub const COUNTED: &str = "person.counted";
    /// Country or city as the profile has it.
    pub const PLACE: &str = "person.place";
    /// Gender as the person says it.
    pub const GENDER: &str = "person.gender";
    /// How many mentees a mentor has room for, as a number in text.
    pub const CAPACITY: &str = "mentor.capacity";
    /// The sector of a venture or of its project.
    pub const SECTOR: &str = "venture.sector";
    /// The stage of a venture.
    pub const STAGE: &str = "venture.stage";
    /// Where a venture works.
    pub const COUNTRY: &str = "venture.country";
    /// The programme of a person, mentorship, session or project.
    pub const PROGRAMME: &str = "programme";
    /// The cohort of a person, mentorship, session or project.
    pub const COHORT: &str = "cohort";
    /// `mentored`, `waitlisted`, `rejected`: the arm of a comparison that a project or person belongs to.
    pub const ARM: &str = "arm";
}

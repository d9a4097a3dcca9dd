//! Requests and views of programmes and cohorts.

use super::wire::{request, view};
use crate::programmes::{CohortState, EnrolmentState, ProgrammeState, Side};
use crate::values::{CohortId, EnrolmentId, ProgrammeId, Timestamp, UserId, words};

request! {
    /// Makes a programme; whoever makes it runs it.
    pub struct CreateProgramme {
        /// Its name.
        name: String,
        /// What it is about.
        summary: Option<String>,
    }
}

request! {
    /// Opens a cohort of a programme; a draft programme becomes published by it.
    pub struct OpenCohort {
        /// The programme.
        programme_id: ProgrammeId,
        /// Its name.
        name: String,
        /// How many mentors one mentee may have, 1 to 5; 1 when left out.
        mentors_per_mentee: Option<i32>,
        /// How many mentees fit; no limit when left out.
        places: Option<i32>,
        /// Until when preferences are taken; no limit when left out.
        preferences_until: Option<Timestamp>,
        /// How many mentees the mentors of an organisation take together.
        quotas: Vec<OrganisationQuota>,
    }
}

/// How many mentees the mentors of one organisation take together in a cohort.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct OrganisationQuota {
    /// The organisation as it stands in profiles; case, accents and punctuation do not matter.
    pub organisation: String,
    /// How many mentees, 0 or more.
    pub places: i32,
}

request! {
    /// Puts a person into a cohort.
    pub struct Enrol {
        /// The cohort.
        cohort_id: CohortId,
        /// The person.
        user_id: UserId,
        /// On which side; mentors need an approved ally profile.
        side: Side,
    }
}

words! {
    /// One step of a programme.
    pub enum ProgrammeStep {
        /// Announce it.
        Publish = "publish",
        /// It begins.
        Start = "start",
        /// It is over.
        Complete = "complete",
        /// Put it out of sight.
        Archive = "archive",
        /// Call it off; needs a reason.
        Cancel = "cancel",
    }
}

request! {
    /// Takes a programme one step through its lifecycle.
    pub struct AdvanceProgramme {
        /// Which.
        programme_id: ProgrammeId,
        /// The step.
        step: ProgrammeStep,
        /// Why; compulsory to cancel.
        reason: Option<String>,
    }
}

words! {
    /// One step of a cohort.
    pub enum CohortStep {
        /// Take people.
        Open = "open",
        /// Take nobody new.
        Close = "close",
        /// It begins.
        Start = "start",
        /// It is over.
        Complete = "complete",
        /// Call it off; needs a reason.
        Cancel = "cancel",
    }
}

request! {
    /// Takes a cohort one step through its lifecycle.
    pub struct AdvanceCohort {
        /// Which.
        cohort_id: CohortId,
        /// The step.
        step: CohortStep,
        /// Why; compulsory to cancel.
        reason: Option<String>,
    }
}

request! {
    /// Takes a person out of a cohort; their mentorships in it stay as they are.
    pub struct WithdrawEnrolment {
        /// The cohort.
        cohort_id: CohortId,
        /// The person.
        user_id: UserId,
        /// On which side.
        side: Side,
        /// Why.
        reason: String,
    }
}

request! {
    /// Reads the programmes that the caller may see, by name.
    pub struct FindProgrammes {
        /// Only in this state.
        state: Option<ProgrammeState>,
        /// How many at most, 1 to 100; 20 when left out.
        limit: Option<i32>,
        /// What the page before gave as `next`.
        after: Option<String>,
    }
}

request! {
    /// Reads a cohort.
    pub struct GetCohort {
        /// Which.
        cohort_id: CohortId,
    }
}

request! {
    /// Reads the cohorts that the caller may see, the newest first.
    pub struct FindCohorts {
        /// Only of this programme.
        programme_id: Option<ProgrammeId>,
        /// Only in this state.
        state: Option<CohortState>,
        /// How many at most, 1 to 100; 20 when left out.
        limit: Option<i32>,
        /// What the page before gave as `next`.
        after: Option<String>,
    }
}

request! {
    /// Reads where the people of a cohort stand on the way from enrolment to the end of a mentorship.
    pub struct GetCohortFunnel {
        /// The cohort.
        cohort_id: CohortId,
    }
}

view! {
    /// Some programmes in order.
    pub struct ProgrammePage {
        /// The programmes.
        items: Vec<ProgrammeView>,
        /// What to ask next; absent on the last page.
        next: Option<String>,
    }
}

view! {
    /// Some cohorts in order.
    pub struct CohortPage {
        /// The cohorts.
        items: Vec<CohortView>,
        /// What to ask next; absent on the last page.
        next: Option<String>,
    }
}

view! {
    /// Where the people of a cohort stand. Each mentee counts in every stage they have reached.
    pub struct CohortFunnelView {
        /// The cohort.
        cohort_id: CohortId,
        /// Mentees who take part.
        mentees: i64,
        /// Of them, those who agreed to be matched.
        consenting: i64,
        /// Of them, those who said whom they prefer.
        with_preferences: i64,
        /// Of them, those for whom a mentor was asked or proposed.
        proposed: i64,
        /// Of them, those whose mentor said yes.
        accepted: i64,
        /// Of them, those who met at least once.
        met: i64,
        /// Of them, those with a mentorship that reached its end.
        completed: i64,
        /// Of them, those who wait because nobody was found.
        waiting: i64,
        /// Mentors who take part.
        mentors: i64,
        /// How many mentees those mentors take at once.
        seats: i64,
        /// How many of these seats are taken, by mentees of any cohort.
        seats_taken: i64,
        /// Mentorships that need a check-in.
        need_check_in: i64,
    }
}

view! {
    /// A programme.
    pub struct ProgrammeView {
        /// Identity.
        id: ProgrammeId,
        /// Counts the changes.
        version: i64,
        /// Where it stands.
        state: ProgrammeState,
        /// Its name.
        name: String,
        /// What it is about.
        summary: Option<String>,
    }
}

view! {
    /// A cohort.
    pub struct CohortView {
        /// Identity.
        id: CohortId,
        /// Counts the changes.
        version: i64,
        /// Where it stands.
        state: CohortState,
        /// Its programme.
        programme_id: ProgrammeId,
        /// Its name.
        name: String,
        /// How many mentors one mentee may have.
        mentors_per_mentee: i32,
        /// How many mentees fit.
        places: Option<i32>,
        /// Until when preferences are taken.
        preferences_until: Option<Timestamp>,
        /// The limits of organisations.
        quotas: Vec<OrganisationQuota>,
    }
}

view! {
    /// The place of a person in a cohort.
    pub struct EnrolmentView {
        /// Identity.
        id: EnrolmentId,
        /// Whether they take part.
        state: EnrolmentState,
        /// The cohort.
        cohort_id: CohortId,
        /// The person.
        user_id: UserId,
        /// On which side.
        side: Side,
    }
}

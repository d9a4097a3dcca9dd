//! Requests and views of programmes and cohorts.

use super::wire::{request, view};
use crate::programmes::{CohortState, EnrolmentState, ProgrammeState, Side};
use crate::values::{CohortId, EnrolmentId, ProgrammeId, Timestamp, UserId};

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

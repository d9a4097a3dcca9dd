//! What a caller may see of programmes and cohorts.

use crate::api::{CohortView, EnrolmentView, OrganisationQuota, ProgrammeView};
use crate::programmes::{Cohort, Enrolment, Programme};

/// A programme; `written` is how often this call changed it.
pub(super) fn programme_view(programme: &Programme, written: i64) -> ProgrammeView {
    ProgrammeView {
        id: programme.id,
        version: programme.version + written,
        state: programme.state,
        name: programme.name.clone(),
        summary: programme.summary.clone(),
    }
}

/// A cohort.
pub(super) fn cohort_view(cohort: &Cohort, written: i64) -> CohortView {
    let quotas = cohort.quotas.iter();
    let quotas = quotas.map(|q| OrganisationQuota { organisation: q.organisation.clone(), places: q.places });
    CohortView {
        id: cohort.id,
        version: cohort.version + written,
        state: cohort.state,
        programme_id: cohort.programme_id,
        name: cohort.name.clone(),
        mentors_per_mentee: cohort.mentors_per_mentee.get(),
        places: cohort.places,
        preferences_until: cohort.preferences_until,
        quotas: quotas.collect(),
    }
}

/// The place of a person in a cohort.
pub(super) fn enrolment_view(enrolment: &Enrolment) -> EnrolmentView {
    EnrolmentView {
        id: enrolment.id,
        state: enrolment.state,
        cohort_id: enrolment.cohort_id,
        user_id: enrolment.user_id,
        side: enrolment.side,
    }
}

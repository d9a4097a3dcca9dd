//! Programmes and their cohorts.

mod cohort;
mod lifecycles;
mod programme;

pub use cohort::{Cohort, CohortState, Enrolment, EnrolmentState, Quota, Side};
pub use lifecycles::{COHORT_LIFECYCLE, ENROLMENT_LIFECYCLE, PROGRAMME_LIFECYCLE};
pub use programme::{Programme, ProgrammeState};

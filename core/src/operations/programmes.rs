//! Under construction.

use crate::api::*;
use crate::ecosystem::Work;
use crate::errors::{Refusal, Refused};

pub(super) async fn create_programme(_work: &mut Work<'_>, _request: &CreateProgramme) -> Refused<ProgrammeView> {
    Err(Refusal::Bug("not yet".into()))
}
pub(super) async fn open_cohort(_work: &mut Work<'_>, _request: &OpenCohort) -> Refused<CohortView> {
    Err(Refusal::Bug("not yet".into()))
}
pub(super) async fn enrol(_work: &mut Work<'_>, _request: &Enrol) -> Refused<EnrolmentView> {
    Err(Refusal::Bug("not yet".into()))
}

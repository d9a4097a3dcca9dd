//! Where programmes and cohorts can go.

use super::{CohortState, EnrolmentState, ProgrammeState};
use crate::lifecycle::lifecycle;

lifecycle! {
    /// A programme.
    pub static PROGRAMME_LIFECYCLE: ProgrammeState = "programme" from Draft {
        Draft => publish by ManageProgramme => Published, "programme.published";
        Published => start by ManageProgramme => Running, "programme.started";
        Running => complete by ManageProgramme => Completed, "programme.completed";
        Completed => archive by ManageProgramme => Archived, "programme.archived";
        Draft, Published, Running => cancel (*) by ManageProgramme => Cancelled, "programme.cancelled";
    }
}

lifecycle! {
    /// A cohort.
    pub static COHORT_LIFECYCLE: CohortState = "cohort" from Planned, Open {
        Planned => open by ManageProgramme => Open, "cohort.opened";
        Open => close by ManageProgramme => Closed, "cohort.closed";
        Closed => start by ManageProgramme => Running, "cohort.started";
        Running => complete by ManageProgramme => Completed, "cohort.completed";
        Planned, Open, Closed, Running => cancel (*) by ManageProgramme => Cancelled, "cohort.cancelled";
    }
}

lifecycle! {
    /// The place of a person in a cohort.
    pub static ENROLMENT_LIFECYCLE: EnrolmentState = "enrolment" from Enrolled {
        Enrolled => withdraw (*) by Enrol => Withdrawn, "enrolment.withdrawn";
    }
}

//! Programmes and their cohorts.

mod advance;
mod enrol;
mod find;
mod funnel;
mod make;
mod views;

pub(super) use advance::{advance_cohort, advance_programme};
pub(super) use enrol::{check_places, enrol, new_enrolment, withdraw_enrolment};
pub(super) use find::{find_cohorts, find_programmes, get_cohort};
pub(super) use funnel::get_cohort_funnel;
pub(super) use make::{create_programme, open_cohort};

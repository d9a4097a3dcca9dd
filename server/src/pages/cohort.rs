//! Programmes and cohorts: making them, looking at them, their figures.

use super::context::Me;
use super::failure::{Answer, OrShow as _};
use super::home::alerts;
use super::take::{Form, Path, Query};
use minijinja::context;
use semillero_core::mentorship::MentorshipState;
use semillero_core::values::{CivilDate, CohortId, ProgrammeId};
use semillero_core::{
    AdvanceCohort, CohortStep, CohortView, CreateProgramme, FindMatchRuns, FindMentorships, GetCohort, GetCohortFunnel,
    GetCohortReport, OpenCohort,
};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct NewProgramme {
    name: String,
    summary: String,
}

fn filled(text: String) -> Option<String> {
    Some(text).filter(|text| !text.trim().is_empty())
}

pub(super) async fn create_programme(me: Me, Form(form): Form<NewProgramme>) -> Answer {
    let request = CreateProgramme { name: form.name, summary: filled(form.summary) };
    me.acting.create_programme(request).await.or_show(&me)?;
    Ok(me.to("/"))
}

#[derive(Deserialize)]
pub(super) struct NewCohort {
    name: String,
    places: String,
    preferences_until: String,
}

pub(super) async fn open_cohort(me: Me, Path(programme): Path<ProgrammeId>, Form(form): Form<NewCohort>) -> Answer {
    let request = OpenCohort {
        programme_id: programme,
        name: form.name,
        mentors_per_mentee: None,
        places: form.places.trim().parse().ok(),
        // The day given is the last one on which preferences are taken.
        preferences_until: form.preferences_until.trim().parse::<CivilDate>().ok().map(|day| day.plus_days(1).start()),
        quotas: Vec::new(),
    };
    let cohort = me.acting.open_cohort(request).await.or_show(&me)?;
    Ok(me.to(&format!("/cohorts/{}", cohort.id)))
}

/// The cohort of an address, as far as the person may see it.
pub(super) async fn find(me: &Me, id: CohortId) -> Result<CohortView, super::failure::Failure> {
    me.acting.get_cohort(GetCohort { cohort_id: id }).await.or_show(me)
}

/// The same, for whoever runs its programme; others read why not.
pub(super) async fn run_by(me: &Me, id: CohortId) -> Result<CohortView, super::failure::Failure> {
    let cohort = find(me, id).await?;
    if !me.runs(cohort.programme_id) {
        me.acting.get_cohort_funnel(GetCohortFunnel { cohort_id: id }).await.or_show(me)?;
    }
    Ok(cohort)
}

pub(super) async fn cohort(me: Me, Path(id): Path<CohortId>) -> Answer {
    let cohort = find(&me, id).await?;
    if !me.runs(cohort.programme_id) {
        return Ok(me.to(&format!("/cohorts/{id}/mentors")));
    }
    let funnel = me.acting.get_cohort_funnel(GetCohortFunnel { cohort_id: id }).await.or_show(&me)?;
    let request = FindMatchRuns { cohort_id: id, limit: Some(10), after: None };
    let runs = me.acting.find_match_runs(request).await.or_show(&me)?.items;
    let alerts = alerts(&me, id).await?;
    let strategies = super::strategies::groups(me.lang);
    Ok(me.page("cohort.html", context! { cohort, funnel, runs, alerts, strategies }))
}

#[derive(Deserialize)]
pub(super) struct Step {
    step: CohortStep,
    #[serde(default)]
    reason: String,
}

pub(super) async fn advance(me: Me, Path(id): Path<CohortId>, Form(form): Form<Step>) -> Answer {
    let request = AdvanceCohort { cohort_id: id, step: form.step, reason: filled(form.reason) };
    me.acting.advance_cohort(request).await.or_show(&me)?;
    Ok(me.to(&format!("/cohorts/{id}")))
}

#[derive(Deserialize)]
pub(super) struct Which {
    state: Option<MentorshipState>,
    after: Option<String>,
}

pub(super) async fn mentorships(me: Me, Path(id): Path<CohortId>, Query(which): Query<Which>) -> Answer {
    let cohort = find(&me, id).await?;
    let request =
        FindMentorships { cohort_id: Some(id), user_id: None, state: which.state, limit: Some(50), after: which.after };
    let page = me.acting.find_mentorships(request).await.or_show(&me)?;
    let states: Vec<&str> = MentorshipState::ALL.iter().map(|state| state.word()).collect();
    let state = which.state.map(|state| state.word());
    Ok(me.page("mentorships.html", context! { cohort, page, states, state }))
}

pub(super) async fn report(me: Me, Path(id): Path<CohortId>) -> Answer {
    let cohort = find(&me, id).await?;
    let report = me.acting.get_cohort_report(GetCohortReport { cohort_id: id }).await.or_show(&me)?;
    let staff = me.runs(cohort.programme_id);
    let funnel = if staff {
        Some(me.acting.get_cohort_funnel(GetCohortFunnel { cohort_id: id }).await.or_show(&me)?)
    } else {
        None
    };
    Ok(me.page("report.html", context! { cohort, report, funnel }))
}

//! Dashboards: charts, each with its table, drawn on the server.

use super::context::Me;
use super::failure::{Answer, OrShow as _};
use axum::extract::{Path, Query};
use minijinja::context;
use semillero_core::RunDashboard;
use semillero_core::values::{CohortId, ProgrammeId};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Of {
    programme: Option<ProgrammeId>,
    cohort: Option<CohortId>,
}

pub(super) async fn dashboard(me: Me, Path(name): Path<String>, Query(of): Query<Of>) -> Answer {
    let (programme_id, cohort_id) = (of.programme, of.cohort);
    let request = RunDashboard { name, cohort_id, programme_id, as_of: None, charts: Some(true) };
    let board = me.acting.run_dashboard(request).await.or_show(&me)?;
    Ok(me.page("dashboard.html", context! { board }))
}

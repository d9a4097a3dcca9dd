//! Dashboards: charts, each with its table, drawn on the server.

use super::context::Me;
use super::failure::{Answer, OrShow as _};
use axum::extract::{Path, Query};
use minijinja::context;
use semillero_core::RunDashboard;
use semillero_core::errors::{ApiError, ErrorCode};
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
    let board = me.acting.run_dashboard(request).await.map_err(|error| {
        // The name is the address here: one that nobody knows is no page.
        let unknown = error.errors.iter().any(|mistake| mistake.path == "/name");
        if unknown { ApiError { code: ErrorCode::NotFound, ..error } } else { error }
    });
    let board = board.or_show(&me)?;
    Ok(me.page("dashboard.html", context! { board }))
}

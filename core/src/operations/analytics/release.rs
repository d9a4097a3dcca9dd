//! Figures behind the gate: made once for the last closed month, kept, and the same for whoever asks.

use super::frame::Frame;
use super::query::{ledger, tables};
use super::views::date;
use crate::analytics::FigureRelease;
use crate::analytics::engine::{
    Choices, Dashboard, Day, Frozen, GateContext, GatePolicy, Grain, Release, Scope, WithheldReason, gate,
};
use crate::api::{DashboardView, RunDashboard, WithheldView};
use crate::ecosystem::Work;
use crate::errors::{Refusal, Refused};
use crate::store::{ChangeSet, Filter, Reading, StoreError};
use crate::values::{CivilDate, Json, Locale, ProgrammeId};

/// The last day of the last period that is over.
fn closed(as_of: Day, policy: &GatePolicy) -> Day {
    let grain = policy.closed.unwrap_or(Grain::Month);
    let around = grain.around(as_of);
    if around.to == as_of.plus(1) { as_of } else { around.from.plus(-1) }
}

/// The release that somebody behind the gate sees; made now if nobody asked before.
pub(super) async fn released(
    work: &Work<'_>,
    request: &RunDashboard,
    programme: ProgrammeId,
    dashboard: &Dashboard,
    choices: &Choices,
    as_of: Day,
) -> Refused<DashboardView> {
    let policy = GatePolicy::default();
    let as_of = date(closed(as_of, &policy));
    if let Some(kept) = kept(work, request, programme, as_of).await? {
        return said(&kept, work.locale(), request.charts);
    }
    let release = make(work, request, programme, dashboard, choices, as_of, &policy).await?;
    let mut changes = ChangeSet::new();
    changes.insert(&release);
    match work.store().commit(&changes).await {
        // Somebody else made it meanwhile; theirs counts.
        Err(StoreError::Conflict(_)) => match kept(work, request, programme, as_of).await? {
            Some(kept) => said(&kept, work.locale(), request.charts),
            None => Err(Refusal::Bug("a release that is and is not".into())),
        },
        outcome => {
            outcome?;
            said(&release, work.locale(), request.charts)
        }
    }
}

fn of(request: &RunDashboard, programme: ProgrammeId) -> Filter {
    Filter::equals("programme_id", programme).and(Filter::equals("dashboard", request.name.clone()))
}

fn cohort(request: &RunDashboard) -> String {
    request.cohort_id.map(|id| id.to_string()).unwrap_or_default()
}

async fn kept(
    work: &Work<'_>,
    request: &RunDashboard,
    programme: ProgrammeId,
    as_of: CivilDate,
) -> Result<Option<FigureRelease>, StoreError> {
    let this = of(request, programme)
        .and(Filter::equals("cohort", cohort(request)))
        .and(Filter::equals("as_of", as_of.to_string()));
    work.store().first(this).await
}

async fn make(
    work: &Work<'_>,
    request: &RunDashboard,
    programme: ProgrammeId,
    dashboard: &Dashboard,
    choices: &Choices,
    as_of: CivilDate,
    policy: &GatePolicy,
) -> Refused<FigureRelease> {
    let ledger = ledger(work).await?;
    let day = Day::of_micros(as_of.start().as_micros());
    let scope = Scope::of("programme", [programme.to_string()]);
    let within = programme.to_string();
    let candidates = dashboard.candidates(
        tables(&ledger.book, dashboard, choices, day, &scope)?,
        choices,
        &[("programme", within.as_str())],
    );
    // Everything that left of this programme before, whatever the dashboard: together they must not give anybody away.
    let earlier: Vec<FigureRelease> = work.store().find(Filter::equals("programme_id", programme)).await?;
    let frozen: Vec<Frozen> =
        earlier.iter().filter_map(|release| serde_json::from_value(release.frozen.0.clone()).ok()).collect();
    if frozen.len() != earlier.len() {
        return Err(Refusal::Bug("a release that cannot be read is no release to stand beside".into()));
    }
    let release = gate(candidates, policy, GateContext { key: None, frozen: &frozen })
        .map_err(|error| Refusal::Bug(error.to_string()))?;
    let frame = Frame::new(work, dashboard, Some(programme), None).await?;
    let (es, en) = (frame.in_language(Locale::Es), frame.in_language(Locale::En));
    let view = |frame: &Frame<'_>| -> Refused<Json> {
        let view = frame.view(&release.tables, Some(release.digest()), withheld(&release));
        serde_json::to_value(view).map(Json).map_err(|error| Refusal::Bug(error.to_string()))
    };
    Ok(FigureRelease {
        id: work.id(),
        programme_id: programme,
        dashboard: request.name.clone(),
        cohort: cohort(request),
        as_of,
        digest: release.digest(),
        frozen: Json(serde_json::to_value(release.frozen()).map_err(|error| Refusal::Bug(error.to_string()))?),
        es: view(&es)?,
        en: view(&en)?,
        at: work.now,
    })
}

fn withheld(release: &Release) -> Vec<WithheldView> {
    let reason = |reason: &WithheldReason| match reason {
        WithheldReason::Dimension(_) => "dimension",
        WithheldReason::Filter(_) => "filter",
        WithheldReason::OpenPeriod => "open_period",
        WithheldReason::OtherDay => "other_day",
        WithheldReason::Malformed => "malformed",
    };
    let view = |one: &crate::analytics::engine::Withheld| WithheldView {
        query: one.query.clone(),
        reason: reason(&one.reason).to_owned(),
    };
    release.withheld.iter().map(view).collect()
}

/// What is kept, in the caller's language, with its charts or without.
fn said(release: &FigureRelease, locale: Locale, charts: Option<bool>) -> Refused<DashboardView> {
    let Json(kept) = match locale {
        Locale::Es => &release.es,
        Locale::En => &release.en,
    };
    let mut view: DashboardView =
        serde_json::from_value(kept.clone()).map_err(|error| Refusal::Bug(error.to_string()))?;
    if !charts.unwrap_or(false) {
        view.tables.iter_mut().for_each(|table| table.chart = None);
    }
    Ok(view)
}

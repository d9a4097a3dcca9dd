//! Queries and dashboards: who may ask for what, over which facts, and through which gate the answer leaves.

use super::frame::Frame;
use super::own;
use super::release::released;
use super::upkeep::kept_to;
use crate::analytics::engine::{
    Audience, Book, Checks, Choices, Code, Dashboard, Day, LEAST_K, Mistake, Scope, Table, Vocabulary, run,
    standard_dashboard,
};
use crate::analytics::ledger::Ledger;
use crate::api::{DashboardView, QueryMetrics, RunDashboard};
use crate::ecosystem::Work;
use crate::errors::{ErrorCode, Problems, Refusal, Refused, texts};
use crate::permissions::{Action, Resource};
use crate::programmes::Programme;
use crate::store::StoreError;
use crate::values::{CivilDate, CohortId, Json, ProgrammeId, Timestamp, UserId};
use serde_json::{Value, json};

/// Over which facts an answer goes, and how it leaves.
enum Reach {
    /// Everything, as it is.
    Everything,
    /// A programme whose rows the caller may read.
    Rows(ProgrammeId),
    /// A programme of which the caller may see figures behind the gate.
    Gate(ProgrammeId),
    /// What is about the caller.
    Own(UserId),
}

pub(crate) async fn query_metrics(work: &mut Work<'_>, request: &QueryMetrics) -> Refused<DashboardView> {
    let reach = reach(work, request.programme_id)?;
    if matches!(reach, Reach::Gate(_) | Reach::Own(_)) {
        // Whoever may choose filters freely can isolate a person by comparing two answers.
        return Err(Refusal::said(ErrorCode::Forbidden, &texts::NO_OWN_QUERIES, []));
    }
    let Json(document) = &request.document;
    let mut choices = choices(request.params.as_ref())?;
    let as_of = last_day(work.now, request.as_of)?;
    let ledger = ledger(work).await?;
    let dashboard = asked(document, &Vocabulary::standard().and(&ledger.book), as_of)?;
    choose(&dashboard, &mut choices, request.programme_id, None);
    let frame = Frame::new(work, &dashboard, request.programme_id, request.charts).await?;
    answered(work, &ledger, &dashboard, &choices, as_of, &reach, &frame).await
}

pub(crate) async fn run_dashboard(work: &mut Work<'_>, request: &RunDashboard) -> Refused<DashboardView> {
    let document = standard(&request.name)?;
    let reach = reach(work, request.programme_id)?;
    let as_of = last_day(work.now, request.as_of)?;
    let mut choices = Choices::new();
    if let Reach::Gate(programme) = reach {
        // Without a book: what is released may not depend on names that happened to occur.
        let dashboard = read(&document, &Vocabulary::standard(), as_of, "")?;
        choose(&dashboard, &mut choices, request.programme_id, request.cohort_id);
        return released(work, request, programme, &dashboard, &choices, as_of).await;
    }
    let ledger = ledger(work).await?;
    let dashboard = read(&document, &Vocabulary::standard().and(&ledger.book), as_of, "")?;
    choose(&dashboard, &mut choices, request.programme_id, request.cohort_id);
    let frame = Frame::new(work, &dashboard, request.programme_id, request.charts).await?;
    answered(work, &ledger, &dashboard, &choices, as_of, &reach, &frame).await
}

/// The document of a standard dashboard.
pub(super) fn standard(name: &str) -> Refused<Value> {
    let known = standard_names();
    let audience = known.iter().find(|(known, _)| known == name).map(|(_, audience)| *audience);
    audience.and_then(standard_dashboard).ok_or_else(|| {
        let names: Vec<&str> = known.iter().map(|(name, _)| name.as_str()).collect();
        let mut problems = Problems::default();
        problems.add("/name", &texts::NOT_A_CHOICE, [("value", name.into()), ("known", names.join(", ").into())]);
        Refusal::invalid(problems)
    })
}

/// The standard dashboards by name.
pub(super) fn standard_names() -> Vec<(String, Audience)> {
    let all = [Audience::ProgrammeManager, Audience::Mentor, Audience::Entrepreneur, Audience::Funder, Audience::Admin];
    all.into_iter().map(|audience| (super::views::word(&audience), audience)).collect()
}

/// Fills in what a dashboard lets one choose, where the request says it otherwise.
fn choose(dashboard: &Dashboard, choices: &mut Choices, programme: Option<ProgrammeId>, cohort: Option<CohortId>) {
    let given = [("programme", programme.map(|id| id.to_string())), ("cohort", cohort.map(|id| id.to_string()))];
    for (name, value) in given {
        let taken = dashboard.params().iter().any(|param| param.id == name) && !choices.contains_key(name);
        if let Some(value) = value.filter(|_| taken) {
            choices.insert(name.to_owned(), value);
        }
    }
}

/// An answer for somebody who may read the rows, or who asks about herself.
async fn answered(
    work: &Work<'_>,
    ledger: &Ledger,
    dashboard: &Dashboard,
    choices: &Choices,
    as_of: Day,
    reach: &Reach,
    frame: &Frame<'_>,
) -> Refused<DashboardView> {
    let tables = match reach {
        Reach::Everything => own::open(tables(&ledger.book, dashboard, choices, as_of, &Scope::everything())?),
        Reach::Gate(_) => return Err(Refusal::Bug("rows behind the gate were asked for beside it".into())),
        Reach::Rows(programme) => {
            let scope = Scope::of("programme", [programme.to_string()]);
            own::open(tables(&ledger.book, dashboard, choices, as_of, &scope)?)
        }
        Reach::Own(user) => {
            let scope = own::scope(work.store(), ledger, *user, as_of).await?;
            own::seen(dashboard, tables(&ledger.book, dashboard, choices, as_of, &scope)?, choices)
        }
    };
    Ok(frame.view(&tables, None, Vec::new()))
}

fn reach(work: &mut Work<'_>, programme: Option<ProgrammeId>) -> Refused<Reach> {
    let Some(programme) = programme else {
        if work.may(Action::ViewAllFigures, &Resource::default()).allowed {
            return Ok(Reach::Everything);
        }
        // Without a programme people see what is about themselves.
        return work.me().map(Reach::Own).ok_or_else(Refusal::forbidden);
    };
    let resource = Resource::of_programme(programme);
    work.permit::<Programme>(Action::ViewFigures, Action::ViewProgramme, programme, &resource)?;
    work.forget();
    let readable = work.may(Action::ViewFunnel, &resource).allowed;
    Ok(if readable { Reach::Rows(programme) } else { Reach::Gate(programme) })
}

pub(super) fn choices(given: Option<&Json>) -> Refused<Choices> {
    let Some(Json(given)) = given else { return Ok(Choices::new()) };
    serde_json::from_value(given.clone()).map_err(|error| {
        let mut problems = Problems::default();
        problems.add("/params", &texts::BAD_VALUE, [("error", error.into())]);
        Refusal::invalid(problems)
    })
}

/// The last day that an answer speaks of.
fn last_day(now: Timestamp, asked: Option<CivilDate>) -> Refused<Day> {
    let today = CivilDate::of(now);
    let day = asked.unwrap_or(today);
    if day > today {
        let mut problems = Problems::default();
        problems.add("/as_of", &texts::IN_THE_FUTURE, [("value", day.into())]);
        return Err(Refusal::invalid(problems));
    }
    Ok(day_of(day))
}

pub(super) fn day_of(date: CivilDate) -> Day {
    Day::of_micros(date.start().as_micros())
}

pub(super) async fn ledger(work: &Work<'_>) -> Result<Ledger, StoreError> {
    let (cursor, _) = kept_to(work).await?;
    Ledger::read(work.store(), cursor).await
}

/// A dashboard, or a query alone.
pub(super) fn asked(document: &Value, names: &Vocabulary, as_of: Day) -> Refused<Dashboard> {
    if document.get("queries").is_some() {
        return read(document, names, as_of, "");
    }
    let around = json!({ "v": 1, "name": "query", "queries": { "query": document } });
    read(&around, names, as_of, "/queries/query")
}

pub(super) fn read(document: &Value, names: &Vocabulary, as_of: Day, below: &str) -> Refused<Dashboard> {
    let least_k = u32::try_from(LEAST_K).unwrap_or(u32::MAX);
    Dashboard::read(document, Checks { names, as_of: Some(as_of), least_k })
        .map_err(|mistakes| wrong(mistakes, DOCUMENT, below))
}

/// Where documents stand in a request.
const DOCUMENT: &str = "/document";

/// Every mistake of a document or of what was chosen, at its place in the request.
fn wrong(mistakes: Vec<Mistake>, at: &str, below: &str) -> Refusal {
    let mut problems = Problems::default();
    for mistake in mistakes {
        let pointer = mistake.pointer.strip_prefix(below).unwrap_or(&mistake.pointer);
        let code = serde_json::to_value(mistake.code).ok().and_then(|code| Some(code.as_str()?.to_owned()));
        problems.told(format!("{at}{pointer}"), code.unwrap_or_default(), mistake.message, mistake.remedy);
    }
    Refusal::invalid(problems)
}

/// The answers over a book. What is wrong by now is wrong with what was chosen, or too much to be answered.
pub(super) fn tables(
    book: &Book,
    dashboard: &Dashboard,
    choices: &Choices,
    as_of: Day,
    scope: &Scope,
) -> Refused<Vec<Table>> {
    run(book, dashboard, choices, as_of, scope).map_err(|mistakes| {
        let chosen = mistakes.iter().all(|mistake| mistake.code == Code::UnknownParameter);
        wrong(mistakes, if chosen { "/params" } else { DOCUMENT }, "")
    })
}

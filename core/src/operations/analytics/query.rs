//! Queries and dashboards: who may ask for what, over which facts, and through which gate the answer leaves.

use super::upkeep::kept_to;
use super::views::{Labels, table_view};
use crate::analytics::engine::{
    Candidate, Checks, Dashboard, Day, Frozen, GateContext, GatePolicy, Gated, Grain, LEAST_K, Mistake, Readable,
    Release, Scope, Table, Users, Vocabulary, WithheldReason, gate, run,
};
use crate::analytics::ledger::Ledger;
use crate::analytics::{FigureRelease, standard};
use crate::api::{DashboardView, QueryMetrics, RunDashboard, WithheldView};
use crate::ecosystem::Work;
use crate::errors::{Problems, Refusal, Refused, texts};
use crate::permissions::{Action, Resource};
use crate::programmes::{Cohort, Programme};
use crate::store::{ChangeSet, Filter, Reading, StoreError};
use crate::values::{CivilDate, CohortId, Id, Json, Locale, ProgrammeId, Timestamp, UserId};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use uuid::Uuid;

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
    if matches!(reach, Reach::Gate(_)) {
        // Whoever may choose filters freely can isolate a person by comparing two answers.
        return Err(Refusal::conflict(&texts::NO_OWN_QUERIES, []));
    }
    let Json(document) = &request.document;
    let params = params(request.params.as_ref())?;
    let as_of = last_day(work.now, request.as_of)?;
    let ledger = ledger(work).await?;
    let names = Vocabulary::standard().and(&ledger.book);
    let single = document.get("queries").is_none();
    let document = match single {
        true => json!({ "v": 1, "name": "query", "queries": { "query": document } }),
        false => document.clone(),
    };
    let below = if single { "/queries/query" } else { "" };
    let dashboard = read(&document, &names, as_of, below)?;
    let tables = tables(work, &ledger, &dashboard, &params, as_of, &reach)?;
    let labels = labels(work, request.programme_id).await?;
    Ok(open_view(&dashboard, tables, &reach, &labels, work.locale(), request.charts.unwrap_or(false)))
}

pub(crate) async fn run_dashboard(work: &mut Work<'_>, request: &RunDashboard) -> Refused<DashboardView> {
    let document = standard::document(&request.name).ok_or_else(|| {
        let mut problems = Problems::default();
        let args = [("value", request.name.as_str().into()), ("known", standard::NAMES.join(", ").into())];
        problems.add("/name", &texts::NOT_A_CHOICE, args);
        Refusal::invalid(problems)
    })?;
    let reach = reach(work, request.programme_id)?;
    let mut params = BTreeMap::new();
    if let Some(cohort) = request.cohort_id {
        params.insert("cohort".to_owned(), cohort.to_string());
    }
    let as_of = last_day(work.now, request.as_of)?;
    let charts = request.charts.unwrap_or(false);
    if let Reach::Gate(programme) = reach {
        return released(work, request, programme, &document, &params, as_of, charts).await;
    }
    let ledger = ledger(work).await?;
    let names = Vocabulary::standard().and(&ledger.book);
    let dashboard = read(&document, &names, as_of, "")?;
    let tables = tables(work, &ledger, &dashboard, &params, as_of, &reach)?;
    let labels = labels(work, request.programme_id).await?;
    Ok(open_view(&dashboard, tables, &reach, &labels, work.locale(), charts))
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

fn params(given: Option<&Json>) -> Refused<BTreeMap<String, String>> {
    let Some(Json(given)) = given else { return Ok(BTreeMap::new()) };
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
    Ok(Day::of_micros(day.start().as_micros()))
}

async fn ledger(work: &Work<'_>) -> Result<Ledger, StoreError> {
    let (cursor, _) = kept_to(work).await?;
    Ledger::read(work.store(), cursor).await
}

fn read(document: &Value, names: &Vocabulary, as_of: Day, below: &str) -> Refused<Dashboard> {
    let least_k = u32::try_from(LEAST_K).unwrap_or(u32::MAX);
    Dashboard::read(document, Checks { names, as_of: Some(as_of), least_k }).map_err(|mistakes| wrong(mistakes, below))
}

/// Every mistake of a document, at its place in the request.
fn wrong(mistakes: Vec<Mistake>, below: &str) -> Refusal {
    let mut problems = Problems::default();
    for mistake in mistakes {
        let pointer = mistake.pointer.strip_prefix(below).unwrap_or(&mistake.pointer);
        let code = serde_json::to_value(mistake.code).ok().and_then(|code| Some(code.as_str()?.to_owned()));
        problems.told(
            format!("/document{pointer}"),
            code.unwrap_or_default(),
            mistake.message,
            mistake.remedy,
        );
    }
    Refusal::invalid(problems)
}

fn scope(reach: &Reach, ledger: &Ledger) -> Scope {
    match reach {
        Reach::Everything => Scope::everything(),
        Reach::Rows(programme) | Reach::Gate(programme) => Scope::of("programme", [programme.to_string()]),
        Reach::Own(user) => {
            Scope::only(ledger.ordinals.known(user.uuid()).into_iter().collect::<Users>())
        }
    }
}

fn tables(
    ledger: &Ledger,
    dashboard: &Dashboard,
    choices: &Choices,
    as_of: Day,
    scope: &Scope,
) -> Refused<Vec<Table>> {
    run(&ledger.book, dashboard, choices, as_of, scope).map_err(|mistakes| wrong(mistakes, ""))
}

/// How people call the cohorts and programmes that groups name by identity.
async fn labels(work: &Work<'_>, programme: Option<ProgrammeId>) -> Result<Labels, StoreError> {
    let (programmes, cohorts) = match programme {
        Some(id) => (Filter::equals("id", id), Filter::equals("programme_id", id)),
        None => (Filter::All, Filter::All),
    };
    let mut labels = Labels::new();
    for programme in work.store().find::<Programme>(programmes).await? {
        labels.insert(programme.id.to_string(), programme.name);
    }
    for cohort in work.store().find::<Cohort>(cohorts).await? {
        labels.insert(cohort.id.to_string(), cohort.name);
    }
    Ok(labels)
}

/// What an answer looks like beside its tables.
struct Frame<'a> {
    dashboard: &'a Dashboard,
    labels: &'a Labels,
    locale: Locale,
    charts: bool,
}

impl Frame<'_> {
    fn title(&self, query: &str) -> String {
        let tile = self.dashboard.layout().iter().find(|tile| tile.query == query).and_then(|tile| tile.title.as_ref());
        let own = || self.dashboard.queries().get(query).and_then(|query| query.title());
        match tile.or_else(own) {
            Some([es, en]) => self.locale.pick(es, en).to_owned(),
            None => query.to_owned(),
        }
    }

    fn view(&self, tables: &[Gated<Table>], release: Option<String>, withheld: Vec<WithheldView>) -> DashboardView {
        let place = |table: &Gated<Table>| {
            let query = &table.get().query;
            self.dashboard.layout().iter().position(|tile| tile.query == *query).unwrap_or(usize::MAX)
        };
        let mut ordered: Vec<&Gated<Table>> = tables.iter().collect();
        ordered.sort_by_key(|table| (place(table), table.get().query.clone()));
        let title = self.dashboard.title().map(|[es, en]| self.locale.pick(es, en).to_owned());
        DashboardView {
            name: self.dashboard.name().to_owned(),
            title: title.unwrap_or_else(|| self.dashboard.name().to_owned()),
            gated: release.is_some(),
            release,
            tables: ordered
                .into_iter()
                .map(|table| {
                    table_view(table, self.title(&table.get().query), self.labels, self.locale, self.charts)
                })
                .collect(),
            withheld,
        }
    }
}

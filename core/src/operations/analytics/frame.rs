//! What an answer looks like around its tables: titles, names, order.

use super::views::{Labels, table_view};
use crate::analytics::engine::{Dashboard, Gated, Table};
use crate::api::{DashboardView, WithheldView};
use crate::ecosystem::Work;
use crate::programmes::{Cohort, Programme};
use crate::store::{Filter, Reading, StoreError};
use crate::values::{Locale, ProgrammeId};

/// How the tables of one dashboard are shown to one reader.
pub(super) struct Frame<'a> {
    dashboard: &'a Dashboard,
    labels: Labels,
    locale: Locale,
    charts: bool,
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

impl<'a> Frame<'a> {
    pub(super) async fn new(
        work: &Work<'_>,
        dashboard: &'a Dashboard,
        programme: Option<ProgrammeId>,
        charts: Option<bool>,
    ) -> Result<Self, StoreError> {
        let labels = labels(work, programme).await?;
        Ok(Self { dashboard, labels, locale: work.locale(), charts: charts.unwrap_or(false) })
    }

    /// A frame without a store, in which identities have no names.
    pub(super) fn unnamed(dashboard: &'a Dashboard, locale: Locale, charts: bool) -> Self {
        Self { dashboard, labels: Labels::new(), locale, charts }
    }

    /// The same frame in another language, with charts.
    pub(super) fn in_language(&self, locale: Locale) -> Self {
        Self { dashboard: self.dashboard, labels: self.labels.clone(), locale, charts: true }
    }

    fn title(&self, query: &str) -> String {
        let tile = self.dashboard.layout().iter().find(|tile| tile.query == query).and_then(|tile| tile.title.as_ref());
        let own = || self.dashboard.queries().get(query).and_then(|query| query.title());
        tile.or_else(own).map_or_else(|| query.to_owned(), |[es, en]| self.locale.pick(es, en).to_owned())
    }

    /// The tables in the order of the layout.
    pub(super) fn view(
        &self,
        tables: &[Gated<Table>],
        release: Option<String>,
        withheld: Vec<WithheldView>,
    ) -> DashboardView {
        let place = |query: &str| self.dashboard.layout().iter().position(|tile| tile.query == query);
        let mut ordered: Vec<&Gated<Table>> = tables.iter().collect();
        ordered.sort_by_key(|table| (place(&table.get().query).unwrap_or(usize::MAX), table.get().query.clone()));
        let shown = |table: &Gated<Table>| {
            table_view(table, self.title(&table.get().query), &self.labels, self.locale, self.charts)
        };
        let title = self.dashboard.title().map(|[es, en]| self.locale.pick(es, en).to_owned());
        DashboardView {
            name: self.dashboard.name().to_owned(),
            title: title.unwrap_or_else(|| self.dashboard.name().to_owned()),
            gated: release.is_some(),
            release,
            tables: ordered.into_iter().map(shown).collect(),
            withheld,
        }
    }
}

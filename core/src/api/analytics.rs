//! Requests and views of figures.

use super::wire::{request, view};
use crate::analytics::{FigureName, Verdict};
use crate::values::{CivilDate, CohortId, Json, ProgrammeId, Timestamp};

request! {
    /// Reads the figures of a cohort: match rate, time to match, session completion.
    pub struct GetCohortReport {
        /// The cohort.
        cohort_id: CohortId,
    }
}

view! {
    /// One figure with what it was made from. Figures are integers: rates in basis points (10,000 = 100 %), times in minutes.
    pub struct FigureView {
        /// Which.
        name: FigureName,
        /// Its name in the caller's language.
        title: String,
        /// `basis_points` or `minutes`.
        unit: String,
        /// The figure; absent when undefined or suppressed.
        value: Option<i64>,
        /// Of how many it speaks; absent when suppressed.
        n: Option<i64>,
        /// Of a rate, what was counted; absent when suppressed.
        numerator: Option<i64>,
        /// Of a rate, out of how many; absent when suppressed.
        denominator: Option<i64>,
        /// The lower end of its 95 % interval: Wilson's for rates, of order statistics for medians.
        low: Option<i64>,
        /// The upper end.
        high: Option<i64>,
        /// Whether everything it counts has come to an end.
        complete: bool,
        /// Whether it is hidden, because fewer than five people stand behind a cell.
        suppressed: bool,
        /// What to make of it.
        verdict: Verdict,
        /// What it counts, in the caller's language.
        definition: String,
    }
}

view! {
    /// The figures of a cohort.
    pub struct CohortReportView {
        /// The cohort.
        cohort_id: CohortId,
        /// Its name.
        cohort_name: String,
        /// At which moment.
        as_of: Timestamp,
        /// The figures.
        figures: Vec<FigureView>,
    }
}

request! {
    /// Answers a query over everything that happened, as data: measures, dimensions, filters, periods; or a funnel, retention,
    /// survival, an effect. The document is described by the JSON Schema that `describe_metrics` gives.
    pub struct QueryMetrics {
        /// A query, or a dashboard with several.
        document: Json,
        /// What is chosen for the parameters of a dashboard: an object of texts by name.
        params: Option<Json>,
        /// Only what belongs to this programme; whoever runs no ecosystem must say which.
        programme_id: Option<ProgrammeId>,
        /// As it stood at the end of this day; today without it.
        as_of: Option<CivilDate>,
        /// Whether the answer carries its charts.
        charts: Option<bool>,
    }
}

request! {
    /// Runs one of the standard dashboards.
    pub struct RunDashboard {
        /// `programme_manager`, `mentor`, `entrepreneur`, `funder` or `admin`.
        name: String,
        /// Only this cohort.
        cohort_id: Option<CohortId>,
        /// Only what belongs to this programme; whoever runs no ecosystem must say which.
        programme_id: Option<ProgrammeId>,
        /// As it stood at the end of this day; today without it.
        as_of: Option<CivilDate>,
        /// Whether the answers carry their charts.
        charts: Option<bool>,
    }
}

request! {
    /// Reads the catalogue: what can be measured, and what goes together with what is already chosen.
    pub struct DescribeMetrics {
        /// Measures already chosen; dimensions that do not go with all of them are left out.
        measures: Vec<String>,
    }
}

request! {
    /// Folds the whole log of events anew and keeps the result.
    pub struct RebuildAnalytics {}
}

request! {
    /// Compares what is kept with the whole log folded anew.
    pub struct VerifyAnalytics {}
}

view! {
    /// The interval of a figure.
    pub struct MetricIntervalView {
        /// The lower end; absent when it has none.
        lo: Option<f64>,
        /// The upper end; absent when it has none.
        hi: Option<f64>,
        /// The confidence, such as 0.95.
        level: f64,
        /// How it was made, such as `wilson`.
        method: String,
    }
}

view! {
    /// One figure with what it was made from.
    pub struct MetricRowView {
        /// Which measure of the table.
        measure: String,
        /// The first day it speaks of; absent for a figure that is not of a period.
        first_day: Option<CivilDate>,
        /// The day after the last.
        end_day: Option<CivilDate>,
        /// Its group, one value per dimension; absent means all together.
        group: Vec<MetricGroupView>,
        /// The figure; absent when undefined or hidden. Never 0 for 0/0.
        value: Option<f64>,
        /// Of how many it speaks.
        n: Option<i64>,
        /// Of a ratio, what was counted.
        numerator: Option<i64>,
        /// Of a ratio, out of how many.
        denominator: Option<i64>,
        /// Where the true value lies.
        interval: Option<MetricIntervalView>,
        /// Whether everything that it counts has come to an end.
        complete: bool,
        /// Why it is hidden: `small_cell`, `complementary` or `dominance`; absent when it is not.
        suppressed: Option<String>,
        /// What to make of it: `good`, `insufficient`, `undefined`, `no_facts`, `association`, `suppressed`.
        verdict: String,
    }
}

view! {
    /// A value of one dimension.
    pub struct MetricGroupView {
        /// The dimension.
        dimension: String,
        /// The value; absent for all together.
        value: Option<String>,
        /// How people call it, such as the name of a cohort.
        label: Option<String>,
    }
}

view! {
    /// A measure of a table.
    pub struct MetricMeasureView {
        /// Its name in the query.
        name: String,
        /// The entry of the catalogue.
        metric: String,
        /// Its title in the caller's language.
        title: String,
        /// What it counts, such as `people` or `share`.
        unit: String,
        /// BLAKE3 of its definition: equal hashes mean equal definitions.
        definition_hash: String,
    }
}

view! {
    /// The drawings of a table.
    pub struct MetricChartView {
        /// A Vega-Lite specification with its data.
        vega_lite: Json,
        /// An SVG that stands alone.
        svg: String,
        /// The table as HTML.
        html: String,
    }
}

view! {
    /// The answer of one query.
    pub struct MetricTableView {
        /// The name of the query.
        query: String,
        /// Its title in the caller's language.
        title: String,
        /// What it shows, such as `series` or `funnel`.
        shape: String,
        /// The names of its dimensions.
        dimensions: Vec<String>,
        /// Its measures.
        measures: Vec<MetricMeasureView>,
        /// Its figures.
        rows: Vec<MetricRowView>,
        /// Facts up to the end of this day are in it.
        as_of: CivilDate,
        /// What the reader should know, in the caller's language.
        notes: Vec<String>,
        /// The answer in a sentence, in the caller's language.
        alt_text: String,
        /// Its drawings, when asked for.
        chart: Option<MetricChartView>,
    }
}

view! {
    /// The answers of a dashboard.
    pub struct DashboardView {
        /// Its name.
        name: String,
        /// Its title in the caller's language.
        title: String,
        /// Whether the gate stood between the rows and the caller.
        gated: bool,
        /// BLAKE3 of what the gate let out; absent without a gate.
        release: Option<String>,
        /// Its tables, in the order of its layout.
        tables: Vec<MetricTableView>,
        /// Queries that the gate did not let out at all, with why.
        withheld: Vec<WithheldView>,
    }
}

view! {
    /// A query whose table did not leave.
    pub struct WithheldView {
        /// Its name.
        query: String,
        /// Why, as a word: `dimension`, `filter`, `open_period`, `other_day`, `malformed`.
        reason: String,
    }
}

view! {
    /// The catalogue of metrics.
    pub struct MetricCatalogueView {
        /// Every metric that can be asked for, with meaning, formula, unit, interval, source and dimensions.
        metrics: Json,
        /// Every dimension.
        dimensions: Json,
        /// The names of the standard dashboards.
        dashboards: Vec<String>,
        /// The JSON Schema of queries and dashboards.
        schema: Json,
    }
}

view! {
    /// How the kept states compare with the log.
    pub struct AnalyticsStateView {
        /// How many events are in them.
        events: i64,
        /// How many states there are.
        states: i64,
        /// Their digest: equal facts give equal digests, in whatever order they came.
        digest: String,
        /// States that were not what the log says; after a rebuild, those that it mended. A hundred at most are named.
        differing: Vec<String>,
    }
}

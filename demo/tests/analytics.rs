//! The figures of the demonstration: kept step by step or folded at once, they are the same.

#![expect(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

use semillero_core::ecosystem::Ecosystem;
use semillero_core::ecosystem::simulated::{SeededIds, TestClock};
use semillero_core::store::MemoryStore;
use semillero_core::values::{CivilDate, Json};
use semillero_core::{
    Acting, DashboardView, MetricRowView, QueryMetrics, RebuildAnalytics, RunDashboard, VerifyAnalytics, Who,
};
use semillero_demo::{Options, make};
use std::sync::{Arc, LazyLock};

/// Made once: it takes seconds.
static HOST: LazyLock<Acting> = LazyLock::new(|| {
    let store = Arc::new(MemoryStore::new());
    let until: CivilDate = "2026-11-25".parse().unwrap();
    pollster::block_on(make(store.clone(), [7; 32], Options::new(until))).unwrap();
    let clock = Arc::new(TestClock::at(until.start()));
    let made = Ecosystem::builder().store(store).signing_key([7; 32]);
    made.build_with(clock, Arc::new(SeededIds::new(1))).acting_as(Who::Host)
});

fn board(name: &str) -> DashboardView {
    let asked =
        RunDashboard { name: name.into(), cohort_id: None, programme_id: None, as_of: None, charts: Some(true) };
    pollster::block_on(HOST.run_dashboard(asked)).unwrap()
}

fn asked(document: serde_json::Value) -> Vec<MetricRowView> {
    let document = Json(document);
    let asked = QueryMetrics { document, params: None, programme_id: None, as_of: None, charts: None };
    pollster::block_on(HOST.query_metrics(asked)).unwrap().tables.remove(0).rows
}

#[test]
fn what_is_kept_step_by_step_is_what_the_log_says() {
    let kept = pollster::block_on(HOST.verify_analytics(VerifyAnalytics {})).unwrap();
    assert_eq!(kept.differing, Vec::<String>::new());
    assert!(kept.events > 5_000 && kept.states > 200, "{kept:?}");
    let rebuilt = pollster::block_on(HOST.rebuild_analytics(RebuildAnalytics {})).unwrap();
    assert_eq!((rebuilt.digest, rebuilt.events), (kept.digest, kept.events));
    assert_eq!(rebuilt.differing, Vec::<String>::new());
}

#[test]
fn the_five_standard_dashboards_have_figures_and_charts() {
    for name in ["programme_manager", "mentor", "entrepreneur", "funder", "admin"] {
        let board = board(name);
        assert!(board.tables.len() >= 3, "{name}");
        let good = board.tables.iter().flat_map(|table| &table.rows).filter(|row| row.verdict == "good").count();
        assert!(good > 0, "{name} says nothing");
        for table in &board.tables {
            let chart = table.chart.as_ref().unwrap();
            assert!(chart.svg.starts_with("<svg") && chart.html.contains("<table"), "{name} {}", table.query);
            assert!(!table.alt_text.is_empty());
        }
    }
}

#[test]
fn figures_add_up() {
    let rows = asked(serde_json::json!({ "measures": ["session_completion", "session_no_show_mentee"] }));
    for row in &rows {
        assert!(row.numerator <= row.denominator, "{row:?}");
    }
    let months = asked(serde_json::json!({
        "measures": ["active_subjects"], "grain": "month", "range": { "last": "12m", "end": "today" },
    }));
    let year = asked(serde_json::json!({
        "measures": ["active_subjects"], "grain": "year", "range": { "last": "2y", "end": "today" },
    }));
    let most = months.iter().filter_map(|row| row.value).fold(0.0, f64::max);
    assert!(most > 50.0 && year.iter().filter_map(|row| row.value).any(|value| value >= most), "{months:?}");
}

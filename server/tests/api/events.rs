//! Long runs tell where they stand.

use crate::{call, common, with};
use axum::Router;
use axum::body::to_bytes;
use semillero_core::programmes::Side;
use semillero_core::{CreateProgramme, Ecosystem, ImportMode, ImportPeople, OpenCohort, PersonRow, Who};
use tower::ServiceExt as _;

/// A cohort of three, and the address of its runs.
async fn cohort() -> (Router, String) {
    let ecosystem = Ecosystem::in_memory();
    let host = ecosystem.acting_as(Who::Host);
    let programme = host.create_programme(CreateProgramme { name: "Raíces".into(), summary: None }).await.unwrap();
    let cohort = host
        .open_cohort(OpenCohort {
            programme_id: programme.id,
            name: "Primera".into(),
            mentors_per_mentee: None,
            places: None,
            preferences_until: None,
            quotas: vec![],
        })
        .await
        .unwrap();
    let row = |name: &str, side| -> PersonRow {
        serde_json::from_value(serde_json::json!({
            "email": format!("{name}@example.org"), "display_name": name, "side": side, "consents_to_matching": true,
        }))
        .unwrap()
    };
    let people = vec![row("ana", Side::Mentee), row("eva", Side::Mentee), row("luz", Side::Mentor)];
    let import = ImportPeople { mode: ImportMode::Apply, programme_id: None, cohort_id: Some(cohort.id), people };
    host.import_people(import).await.unwrap();
    (common::app(ecosystem), format!("/api/v1/cohorts/{}/match-runs", cohort.id))
}

async fn events(app: &Router, path: &str, body: &str) -> Vec<(String, serde_json::Value)> {
    let response = app.clone().oneshot(with("POST", path, body, &[("accept", "text/event-stream")])).await.unwrap();
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    let text = String::from_utf8(to_bytes(response.into_body(), 1 << 20).await.unwrap().to_vec()).unwrap();
    let event = |part: &str| {
        let (name, data) = part.split_once('\n').unwrap();
        let data = data.strip_prefix("data: ").unwrap();
        (name.strip_prefix("event: ").unwrap().to_owned(), serde_json::from_str(data).unwrap())
    };
    text.split_terminator("\n\n").map(event).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_tells_its_stages_and_then_its_answer() {
    let (app, path) = cohort().await;
    let events = events(&app, &path, r#"{"strategy": "most_people", "seed": 7}"#).await;
    let stages: Vec<&str> = events.iter().filter_map(|(_, data)| data["stage"].as_str()).collect();
    assert_eq!(stages, ["scoring", "solving", "verifying"]);
    let (name, view) = events.last().unwrap();
    assert_eq!((name.as_str(), view["verdict"]["size"].as_i64()), ("result", Some(2)));
    let plain = app.oneshot(call("POST", &path, r#"{"strategy": "most_people", "seed": 7}"#)).await.unwrap();
    assert_eq!(plain.headers()["content-type"], "application/json", "who asks for no events gets none");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_run_ends_with_the_problem() {
    let (app, path) = cohort().await;
    let events = events(&app, &path, r#"{"strategy": "blend"}"#).await;
    let [(name, problem)] = &events[..] else { panic!("one event") };
    assert_eq!(
        (name.as_str(), problem["code"].as_str(), problem["status"].as_i64()),
        ("error", Some("invalid_input"), Some(400))
    );
    assert_eq!(problem["errors"][0]["path"], "/per_pair");
}

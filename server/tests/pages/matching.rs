//! The pages of matching: what counts, why two people are (not) together, replay, and two runs compared.
#![expect(clippy::indexing_slicing, reason = "the cohort has these people")]

use crate::{Person, World, is_page};
use axum::http::StatusCode;
use semillero_core::people::Role;
use semillero_core::programmes::Side;
use semillero_core::values::{CohortId, UserId};
use semillero_core::{CreateProgramme, Enrol, OpenCohort, PreferenceTier, SetPreferences, SubmitAllyProfile, Who};
use std::path::Path;

/// An admin, a cohort, and its people: the first two mentor, the others look for a mentor.
async fn cohort(world: &World) -> (Person, CohortId, Vec<Person>) {
    let admin = world.person("admin", "Admin").await;
    world.grant(&admin, Role::Admin).await;
    let acting = world.auth.ecosystem().acting_as(Who::User(admin.id));
    let programme = acting.create_programme(CreateProgramme { name: "P".into(), summary: None }).await.unwrap();
    let open = OpenCohort {
        programme_id: programme.id,
        name: "C".into(),
        mentors_per_mentee: None,
        places: None,
        preferences_until: None,
        quotas: Vec::new(),
    };
    let cohort = acting.open_cohort(open).await.unwrap().id;
    let mut people = Vec::new();
    for (at, name) in ["Marta", "Mateo", "Elena", "Emilio", "Estela"].into_iter().enumerate() {
        let person = world.person(&name.to_lowercase(), name).await;
        let side = if at < 2 { Side::Mentor } else { Side::Mentee };
        if side == Side::Mentor {
            let offer = SubmitAllyProfile { user_id: person.id, capacity: Some(1), motivation: None };
            world.host.submit_ally_profile(offer).await.unwrap();
            world.post(&format!("/people/{}/approve", person.id), &admin, "").await;
        }
        acting.enrol(Enrol { cohort_id: cohort, user_id: person.id, side }).await.unwrap();
        assert_eq!(world.post("/account/consent", &person, "decision=given").await.status, StatusCode::SEE_OTHER);
        people.push(person);
    }
    let ranked =
        |order: &[usize]| order.iter().map(|at| PreferenceTier { user_ids: vec![people[*at].id] }).collect::<Vec<_>>();
    for (mentee, order) in [(2, vec![0, 1]), (3, vec![0]), (4, vec![0, 1])] {
        let wish = SetPreferences {
            cohort_id: cohort,
            user_id: people[mentee].id,
            side: Side::Mentee,
            ranked: ranked(&order),
            vetoes: Vec::new(),
        };
        world.auth.ecosystem().acting_as(Who::User(people[mentee].id)).set_preferences(wish).await.unwrap();
    }
    (admin, cohort, people)
}

async fn run(world: &World, admin: &Person, cohort: CohortId, form: &str) -> String {
    let answer = world.post(&format!("/cohorts/{cohort}/runs"), admin, form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    answer.headers.get("location").unwrap().to_str().unwrap().to_owned()
}

fn pair(run: &str, mentee: UserId, mentor: UserId) -> String {
    format!("{run}/pairs/{mentee}/{mentor}")
}

#[tokio::test]
async fn a_policy_is_set_and_its_mistakes_stand_at_their_fields() {
    let world = World::new();
    let (admin, cohort, people) = cohort(&world).await;
    let path = format!("/cohorts/{cohort}/policy");
    let page = world.get(&path, Some(&admin)).await;
    is_page(&page, &path);
    assert!(
        page.text.contains("name=\"mentee_skills\" type=\"number\" min=\"0\" max=\"10000\" value=\"2000\""),
        "{}",
        page.text
    );
    assert!(world.get(&path, Some(&people[2])).await.status.is_client_error());

    let [must, never] =
        ["must", "never"].map(|list| format!("add_{list}_mentee={}&add_{list}_mentor={}", people[2].id, people[0].id));
    let bad = format!(
        "version=0&mentee_skills=9000&mentor_skills=ten&mentee_time=-5&gate_shared_time=yes&least_shared_time=0&{must}&{never}\
         &add_floor_mentor={}&add_floor_least=x&mentee_share=20000&fusion=product",
        people[0].id
    );
    let answer = world.post(&path, &admin, &bad).await;
    is_page(&answer, "a bad policy");
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    for field in
        ["weights", "mentor_skills", "mentee_time", "least_shared_time", "add_never", "add_floor", "mentee_share"]
    {
        assert!(answer.text.contains(&format!("id=\"wrong-{field}\"")), "{field}: {}", answer.text);
    }
    // What was typed is still there.
    assert!(answer.text.contains("value=\"9000\"") && answer.text.contains("value=\"product\" selected"));

    let good = format!("version=0&mentee_mentee_choice=10000&mentor_mentor_choice=10000&fusion=weighted&{never}");
    let answer = world.post(&path, &admin, &good).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let page = world.get(&path, Some(&admin)).await;
    let kept = format!("name=\"never\" value=\"{} {}\" checked", people[2].id, people[0].id);
    assert!(page.text.contains(&kept) && page.text.contains("name=\"version\" value=\"1\""), "{}", page.text);
    // Somebody who read it before that is told.
    let answer = world.post(&path, &admin, &good).await;
    is_page(&answer, "an old policy");
    assert!(answer.status.is_client_error());

    let run = run(&world, &admin, cohort, "strategy=most_people&seed=1").await;
    let apart = world.get(&pair(&run, people[2].id, people[0].id), Some(&admin)).await;
    is_page(&apart, "a pair kept apart");
    assert!(apart.text.contains("What keeps them apart"), "{}", apart.text);
    // Without its mark the wish is gone.
    let answer = world.post(&path, &admin, "version=1&mentee_mentee_choice=10000&mentor_mentor_choice=10000").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(!world.get(&path, Some(&admin)).await.text.contains("name=\"never\""));
}

#[tokio::test]
async fn a_pair_says_why_and_at_what_cost_and_a_run_can_be_replayed() {
    let world = World::new();
    let (admin, cohort, people) = cohort(&world).await;
    let page = world.get(&format!("/cohorts/{cohort}"), Some(&admin)).await;
    assert_eq!(page.text.matches("<optgroup").count(), 5);
    assert_eq!(page.text.matches("<option value=\"").count(), 14);
    let answer = world.post(&format!("/cohorts/{cohort}/runs"), &admin, "strategy=blend&per_pair=&seed=x").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    is_page(&answer, "a blend without its points");

    let run = run(&world, &admin, cohort, "strategy=most_people&seed=7&per_pair=12").await;
    let page = world.get(&run, Some(&admin)).await;
    is_page(&page, &run);
    assert!(page.text.contains("Why not") && page.text.contains(&format!("{run}/replay")));
    let mut said = Vec::new();
    for mentee in &people[2..] {
        let ask = format!("{run}/pairs?mentee={}&mentor={}", mentee.id, people[0].id);
        let answer = world.get(&ask, Some(&admin)).await;
        let place = answer.headers.get("location").unwrap().to_str().unwrap().to_owned();
        assert_eq!(place, pair(&run, mentee.id, people[0].id));
        assert!(page.text.contains(&mentee.id.to_string()));
        let answer = world.get(&place, Some(&admin)).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        is_page(&answer, &place);
        assert!(world.get(&place, Some(mentee)).await.status.is_client_error());
        said.push(answer.text);
    }
    // One of the three has Marta; for the others the page says what that would cost, and who would move.
    assert_eq!(said.iter().filter(|text| text.contains("What taking it apart costs")).count(), 1);
    assert_eq!(said.iter().filter(|text| text.contains("What making it costs") && text.contains("Goes to")).count(), 2);

    let answer = world.get(&format!("{run}/replay"), Some(&admin)).await;
    is_page(&answer, "replay");
    assert!(answer.text.contains("notice good"), "{}", answer.text);
    assert!(world.get(&format!("{run}/replay"), Some(&people[2])).await.status.is_client_error());
    // A mentee reads who could suit them.
    let answer = world.get(&format!("/cohorts/{cohort}/mentors"), Some(&people[2])).await;
    is_page(&answer, "suggestions");
    assert!(answer.text.contains("They could suit you"), "{}", answer.text);
}

#[tokio::test]
async fn two_runs_are_compared_in_figures_and_bars() {
    let world = World::new();
    let (admin, cohort, _) = cohort(&world).await;
    let mut runs = Vec::new();
    for strategy in ["most_people", "rank_maximal"] {
        let run = run(&world, &admin, cohort, &format!("strategy={strategy}&seed=7")).await;
        runs.push(run.trim_start_matches("/runs/").to_owned());
    }
    let page = world.get(&format!("/cohorts/{cohort}/compare?a={}&b={}", runs[0], runs[1]), Some(&admin)).await;
    is_page(&page, "compare");
    let start = page.text.find("<svg").unwrap();
    let end = page.text.find("</svg>").unwrap() + "</svg>".len();
    let picture = format!("{}\n", &page.text[start..end]);
    assert!(picture.contains("<title id=") && picture.contains("<desc id="), "{picture}");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/images/compare.svg");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, &picture).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap_or_default(), picture, "UPDATE=1 writes the picture of the guide");
}

//! Ids of others in an address.

use crate::{EVIL, World, is_page};
use axum::http::StatusCode;
use semillero_core::people::Role;
use semillero_core::programmes::Side;
use semillero_core::{
    CreateProgramme, CreateVenture, Enrol, OpenCohort, RunMatching, StrategyChoice, SubmitAllyProfile, Who,
};

#[tokio::test]
async fn nobody_sees_what_is_of_others_by_changing_an_address() {
    let world = World::new();
    let admin = world.person("admin", EVIL).await;
    world.grant(&admin, Role::Admin).await;
    let (mentee, stranger) = (world.person("mentee", EVIL).await, world.person("stranger", "Stranger").await);
    let acting = world.auth.ecosystem().acting_as(Who::User(admin.id));
    let mut cohorts = Vec::new();
    for name in [EVIL, "Other"] {
        let made = CreateProgramme { name: name.into(), summary: Some(EVIL.into()) };
        let programme = acting.create_programme(made).await.unwrap();
        let open = OpenCohort {
            programme_id: programme.id,
            name: name.into(),
            mentors_per_mentee: None,
            places: None,
            preferences_until: None,
            quotas: Vec::new(),
        };
        cohorts.push(acting.open_cohort(open).await.unwrap().id);
    }
    let [mine, other] = cohorts[..] else { panic!("two cohorts") };
    acting.enrol(Enrol { cohort_id: mine, user_id: mentee.id, side: Side::Mentee }).await.unwrap();
    let mentor = world.person("mentor", EVIL).await;
    let offer = SubmitAllyProfile { user_id: mentor.id, capacity: Some(2), motivation: Some(EVIL.into()) };
    world.host.submit_ally_profile(offer).await.unwrap();
    // A mentor is approved on the page, by staff and not by herself.
    let approve = format!("/people/{}/approve", mentor.id);
    assert!(world.post(&approve, &mentor, "").await.status.is_client_error());
    assert_eq!(world.post(&approve, &admin, "next=/x").await.headers.get("location").unwrap(), "/x");
    let enrol = format!("user={}&side=mentor", mentor.id);
    assert_eq!(
        world.post(&format!("/cohorts/{mine}/people/enrol"), &admin, &enrol).await.status,
        StatusCode::SEE_OTHER
    );
    for person in [&mentee, &mentor] {
        let answer = world.post("/account/consent", person, "decision=given").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
    }
    let run = RunMatching {
        cohort_id: mine,
        strategy: StrategyChoice::MostPeople,
        seed: None,
        per_pair: None,
        within_ms: None,
        candidates: vec![],
    };
    let run = acting.run_matching(run).await.unwrap().id;
    let venture = CreateVenture {
        name: EVIL.into(),
        founder_id: None,
        title: Some(EVIL.into()),
        summary: Some(EVIL.into()),
        sector: None,
        stage: None,
        country: None,
        website: None,
        founded_on: None,
    };
    let venture = acting.create_venture(venture).await.unwrap().id;
    let seen: &[(String, [u16; 3])] = &[
        // admin, mentee, stranger
        (format!("/runs/{run}"), [200, 403, 404]),
        (format!("/cohorts/{mine}"), [200, 303, 404]),
        (format!("/cohorts/{mine}/report"), [200, 200, 404]),
        (format!("/cohorts/{mine}/people"), [200, 200, 404]),
        (format!("/cohorts/{mine}/import"), [200, 403, 404]),
        (format!("/cohorts/{mine}/mentors"), [200, 200, 404]),
        (format!("/cohorts/{other}/report"), [200, 404, 404]),
        (format!("/cohorts/{other}/people"), [200, 404, 404]),
        (format!("/cohorts/{other}/mentorships"), [200, 404, 404]),
        (format!("/cohorts/{other}/import"), [200, 404, 404]),
        (format!("/cohorts/{mine}/compare?a={run}&b={run}"), [200, 403, 404]),
        (format!("/ventures/{venture}"), [200, 404, 404]),
        (format!("/people/{}", mentee.id), [200, 200, 404]),
        (format!("/people/{}", stranger.id), [200, 404, 200]),
    ];
    let mut wrong = Vec::new();
    for (path, expected) in seen {
        for (person, expected) in [&admin, &mentee, &stranger].into_iter().zip(expected) {
            let answer = world.get(path, Some(person)).await;
            is_page(&answer, path);
            if answer.status.as_u16() != *expected && !(*expected == 403 && answer.status == StatusCode::NOT_FOUND) {
                wrong.push(format!("{path}: {} instead of {expected}", answer.status));
            }
            if answer.status.is_client_error() {
                assert!(!answer.text.contains("admin@example.org"), "{path}: an address in a refusal");
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    // A mentee reads the people of the cohort without the addresses of others, and may do nothing there.
    let answer = world.get(&format!("/cohorts/{mine}/people?of=programme"), Some(&mentee)).await;
    assert!(!answer.text.contains("/withdraw") && !answer.text.contains("/enrol\""), "staff's buttons");
    for (path, form) in [
        (format!("/cohorts/{mine}/people/withdraw"), format!("user={}&side=mentee&reason=x", mentee.id)),
        (format!("/cohorts/{mine}/people/enrol"), format!("user={}&side=mentee", stranger.id)),
        (format!("/cohorts/{mine}/advance"), "step=close".to_owned()),
        (format!("/cohorts/{mine}/runs"), "strategy=stable".to_owned()),
        (format!("/runs/{run}/publish"), String::new()),
        (format!("/people/{}/approve", mentee.id), String::new()),
        (format!("/ventures/{venture}/projects"), "name=x".to_owned()),
    ] {
        let answer = world.post(&path, &mentee, &form).await;
        assert!(matches!(answer.status.as_u16(), 403 | 404), "{path}: {}", answer.status);
        is_page(&answer, &path);
    }
}

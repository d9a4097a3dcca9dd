//! What no page of ours sends: nonsense, broken files, ways to other sites.

use crate::{FORM, MULTIPART, NIL, OURS, World, filled, is_page, routes};
use axum::http::StatusCode;
use semillero_core::people::Role;
use semillero_core::{CreateProgramme, OpenCohort, Who};

#[tokio::test]
async fn nonsense_gets_a_page_of_ours() {
    let world = World::new();
    let ana = world.person("ana", "Ana").await;
    world.grant(&ana, Role::Admin).await;
    for (path, gets, posts) in routes() {
        if path == "/sign-out" || path == "/sign-out-everywhere" {
            continue;
        }
        for id in ["x", "1%2F2", "%3Cscript%3E", NIL] {
            let whole = filled(path, id);
            if gets {
                let answer = world.get(&whole, Some(&ana)).await;
                is_page(&answer, &whole);
                assert!(!answer.status.is_server_error(), "{whole}: {}", answer.status);
                if path.contains('{') && !path.ends_with("/compare") {
                    assert_eq!(answer.status, StatusCode::NOT_FOUND, "{whole}");
                }
            }
            if posts {
                for form in ["", "a=b", "reason=%FF&user=x&side=y&step=fly&minutes=many&capacity=-"] {
                    let answer = world.post(&whole, &ana, form).await;
                    is_page(&answer, &whole);
                    assert!(!answer.status.is_server_error(), "POST {whole} {form}: {}", answer.status);
                }
            }
        }
        if !gets {
            let answer = world.get(&filled(path, NIL), Some(&ana)).await;
            assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
            assert_eq!(answer.headers.get("allow").unwrap(), "POST", "{path}");
            is_page(&answer, path);
        }
    }
    for path in ["/nowhere", "/cohorts", "/assets/x", "/a/b/c", "/%FF"] {
        let answer = world.get(path, None).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        is_page(&answer, path);
        assert!(answer.text.contains("lang=\"es\""), "{path}");
        let english = world.send("GET", path, None, &[("accept-language", "en")], Vec::new()).await;
        assert!(english.text.contains("Nothing here"), "{path}");
    }
    for path in ["/api", "/api/", "/api/v1/nowhere", "/api/v2"] {
        let answer = world.get(path, None).await;
        assert_eq!(answer.headers.get("content-type").unwrap(), "application/problem+json", "{path}");
    }
}

#[tokio::test]
async fn files_are_their_senders_and_broken_ones_are_refused() {
    let world = World::new();
    let (admin, second) = (world.person("admin", "Admin").await, world.person("second", "Second").await);
    for person in [&admin, &second] {
        world.grant(person, Role::Admin).await;
    }
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
    let path = format!("/cohorts/{cohort}/import");
    let sheet = b"Correo,Nombre,Rol\r\nluz@example.org,<script>alert(1)</script>,emprendedora\r\n";
    assert_eq!(world.upload(&path, &admin, "", sheet).await.status, StatusCode::FORBIDDEN);
    assert_eq!(world.upload(&path, &admin, &second.token, sheet).await.status, StatusCode::FORBIDDEN);
    let answer = world.upload(&path, &admin, &admin.token, sheet).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    is_page(&answer, "the report");
    let upload = answer.text.split(&format!("{path}/")).nth(1).unwrap().split('"').next().unwrap().to_owned();
    let decide = format!("{path}/{upload}");
    assert_eq!(world.post(&decide, &second, "decision=apply").await.status, StatusCode::GONE, "of somebody else");
    assert_eq!(world.post(&decide, &admin, "decision=apply").await.status, StatusCode::OK);
    assert_eq!(world.post(&decide, &admin, "decision=apply").await.status, StatusCode::GONE, "once only");
    is_page(&world.get(&format!("/cohorts/{cohort}/people"), Some(&admin)).await, "a script for a name");
    // Larger than what forms may be, and smaller than what sheets may be.
    let mut large = b"Correo,Nombre,Rol\r\n".to_vec();
    large.resize(3 * 1024 * 1024, b'\n');
    let answer = world.upload(&path, &admin, &admin.token, &large).await;
    assert!(!matches!(answer.status.as_u16(), 403 | 413 | 499), "three megabytes arrive: {}", answer.status);
    is_page(&answer, "a large file");
    for body in ["", "--x", "--x\r\n\r\n", "--y\r\n", "--x\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\n"] {
        let answer = world.send("POST", &path, Some(&admin), &[OURS, MULTIPART], body.into()).await;
        assert!(answer.status.is_client_error(), "{body:?}: {}", answer.status);
        is_page(&answer, body);
    }
    for file in ["people.csv%0D%0Aset-cookie:x=y", "people.csv%22", "..%2F..%2Fpeople.csv", "people"] {
        let answer = world.get(&format!("/templates/{file}"), Some(&admin)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{file}");
        assert!(!answer.headers.contains_key("set-cookie"));
    }
}

#[tokio::test]
async fn the_way_back_stays_on_this_site_and_nothing_typed_is_lost() {
    let world = World::new();
    let ana = world.person("ana", "Ana").await;
    for next in
        ["//evil.example", "https://evil.example", "/\\evil.example", "/%0d%0aset-cookie:a=b", "%2F%2Fevil.example"]
    {
        let answer = world.get(&format!("/sign-in?next={next}"), Some(&ana)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(answer.headers.get("location").unwrap(), "/", "{next}");
        let answer = world.post("/account/language", &ana, &format!("lang=en&next={next}")).await;
        assert_eq!(answer.headers.get("location").unwrap(), "/", "{next}");
    }
    // Where a form came from is believed as far as its path.
    let headers = [OURS, FORM, ("referer", "https://evil.example//evil.example")];
    let body = format!("csrf={}&name=&summary=%22%3E%3Cscript%3E&sector=Agro", ana.token).into_bytes();
    let answer = world.send("POST", "/ventures", Some(&ana), &headers, body).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    is_page(&answer, "/ventures");
    assert!(!answer.text.contains("evil.example"));
    assert!(
        answer.text.contains("value=\"Agro\"") && answer.text.contains("&quot;&gt;&lt;script&gt;"),
        "{}",
        answer.text
    );
    let answer = world
        .post("/account/profile", &ana, "display_name=&headline=&organisation=Casa&skills=&sectors=&languages=&goals=")
        .await;
    assert!(answer.text.contains("value=\"Casa\""), "what was typed stands there once more");
}

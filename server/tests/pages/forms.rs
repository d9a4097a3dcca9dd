//! Forms without their token, and whoever is not signed in.

use crate::{FORM, MULTIPART, NIL, OURS, PUBLIC, World, filled, is_page, routes};
use axum::http::StatusCode;

#[tokio::test]
async fn no_form_is_taken_without_its_token() {
    let world = World::new();
    let ana = world.person("ana", "Ana").await;
    let other = world.person("eva", "Eva").await;
    for (path, _, posts) in routes() {
        if !posts {
            continue;
        }
        let path = filled(path, NIL);
        let foreign = format!("csrf={}", other.token).into_bytes();
        let own = format!("csrf={}", ana.token).into_bytes();
        let broken = b"--x\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\nb\r\n--x--\r\n".to_vec();
        for (headers, body) in [
            (vec![OURS, FORM], Vec::new()),
            (vec![OURS, FORM], foreign),
            (vec![OURS], Vec::new()),
            (vec![OURS, ("content-type", "application/json")], b"{}".to_vec()),
            (vec![OURS, ("content-type", "text/plain")], Vec::new()),
            (vec![("sec-fetch-site", "cross-site"), FORM], own.clone()),
            (vec![("sec-fetch-site", "same-site"), FORM], own.clone()),
            (vec![FORM], own),
        ] {
            let answer = world.send("POST", &path, Some(&ana), &headers, body).await;
            let json_for_visitors =
                PUBLIC.contains(&path.as_str()) && headers.len() > 1 && headers[1].1.ends_with("json");
            // The pages for visitors take forms only, so that JSON is nothing they could read.
            let expected = if json_for_visitors { StatusCode::BAD_REQUEST } else { StatusCode::FORBIDDEN };
            let upload_json = path.ends_with("/import") && headers.len() > 1 && headers[1].1.ends_with("json");
            assert!(
                answer.status == expected || upload_json && answer.status == StatusCode::NOT_FOUND,
                "{path} {headers:?}: {}",
                answer.status
            );
            is_page(&answer, &path);
        }
        let answer = world.send("POST", &path, Some(&ana), &[OURS, MULTIPART], broken).await;
        assert!(answer.status.is_client_error(), "{path}: multipart {}", answer.status);
        is_page(&answer, &path);
    }
    // Signed in all along: the first of these forms would have ended it.
    assert_eq!(world.get("/account", Some(&ana)).await.status, StatusCode::OK);
}

#[tokio::test]
async fn whoever_is_not_signed_in_sees_the_door_only() {
    let world = World::new();
    for (path, gets, posts) in routes() {
        let whole = filled(path, NIL);
        if gets {
            let answer = world.get(&whole, None).await;
            is_page(&answer, &whole);
            let place = answer.headers.get("location").map(|place| place.to_str().unwrap()).unwrap_or_default();
            if PUBLIC.contains(&path) {
                assert_eq!(answer.status, StatusCode::OK, "{path}");
            } else {
                assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
                assert!(place.starts_with("/sign-in?next=%2F"), "{path}: {place}");
            }
        }
        if posts {
            let answer = world.send("POST", &whole, None, &[OURS, FORM], Vec::new()).await;
            is_page(&answer, &whole);
            let expected = if PUBLIC.contains(&path) { StatusCode::BAD_REQUEST } else { StatusCode::SEE_OTHER };
            assert_eq!(answer.status, expected, "{path}");
            let answer = world.send("POST", &whole, None, &[("sec-fetch-site", "cross-site"), FORM], Vec::new()).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
        }
    }
}

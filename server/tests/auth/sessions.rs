//! Who is signed in, until when, and where others are sent.

use crate::{GOOD, NEW, WRONG, World, from, sent_back};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use axum::routing::get;
use semillero_server::api::{Tokens, router};
use semillero_server::auth::{MaybeSignedIn, SignedIn, change_password, sign_out, sign_out_everywhere};
use std::sync::Arc;
use tower::ServiceExt as _;

fn app(world: &World) -> Router {
    Router::new()
        .route("/mine", get(async |signed_in: SignedIn| signed_in.user.to_string()).post(async |_: SignedIn| "done"))
        .route("/any", get(async |maybe: MaybeSignedIn| maybe.0.is_some().to_string()))
        .with_state(world.auth.clone())
}

async fn send(app: &Router, method: &str, uri: &str, cookie: Option<&str>) -> (StatusCode, String, String) {
    let mut request = Request::builder().method(method).uri(uri);
    if let Some(cookie) = cookie {
        request = request.header(header::COOKIE, cookie);
    }
    let response = app.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    let place = parts.headers.get(header::LOCATION).map_or("", |place| place.to_str().unwrap()).to_owned();
    let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    (parts.status, place, String::from_utf8(bytes.to_vec()).unwrap())
}

async fn signed_in(world: &World, address: &str) -> (String, semillero_server::auth::Visitor, SignedIn) {
    let cookies = sent_back(&world.sign_in(&from(address), "ana", GOOD).await.unwrap());
    let session = cookies.first().unwrap().clone();
    let visitor = world.with_cookies(address, &[&session]);
    let signed_in = SignedIn::of(&world.auth, &visitor).await.unwrap().unwrap();
    (session, visitor, signed_in)
}

#[tokio::test]
async fn pages_know_who_is_signed_in_and_send_others_to_sign_in() {
    let world = World::new().await;
    let app = app(&world);
    let (session, ..) = signed_in(&world, "192.0.2.1").await;
    assert_eq!(
        send(&app, "GET", "/mine", Some(&session)).await,
        (StatusCode::OK, String::new(), world.ana.to_string())
    );
    let (status, place, _) = send(&app, "GET", "/mine?page=2", None).await;
    assert_eq!((status, place.as_str()), (StatusCode::SEE_OTHER, "/sign-in?next=%2Fmine%3Fpage%3D2"));
    let (status, place, _) = send(&app, "POST", "/mine", Some("__Host-semillero=sms_x")).await;
    assert_eq!((status, place.as_str()), (StatusCode::SEE_OTHER, "/sign-in?next=%2F"));
    assert_eq!(send(&app, "GET", "/any", None).await.2, "false");
    assert_eq!(send(&app, "GET", "/any", Some(&session)).await.2, "true");
    assert_eq!(
        send(&app, "GET", "/any", Some(&session.replace("__Host-", ""))).await.2,
        "false",
        "only under its name"
    );
    world.later(29 * 60);
    assert_eq!(send(&app, "GET", "/any", Some(&session)).await.2, "true");
    world.later(30 * 60);
    assert_eq!(send(&app, "GET", "/any", Some(&session)).await.2, "false");
}

#[tokio::test]
async fn signing_out_here_and_everywhere() {
    let world = World::new().await;
    let app = app(&world);
    let (one, one_visitor, one_in) = signed_in(&world, "192.0.2.1").await;
    let (two, two_visitor, two_in) = signed_in(&world, "192.0.2.2").await;
    let (three, ..) = signed_in(&world, "192.0.2.3").await;
    sign_out(&world.auth, &one_visitor, &one_in).await.unwrap();
    let mut works = Vec::new();
    for session in [&one, &two, &three] {
        works.push(send(&app, "GET", "/any", Some(session)).await.2);
    }
    assert_eq!(works, ["false", "true", "true"]);
    sign_out_everywhere(&world.auth, &two_visitor, &two_in).await.unwrap();
    for session in [&one, &two, &three] {
        assert_eq!(send(&app, "GET", "/any", Some(session)).await.2, "false");
    }
}

#[tokio::test]
async fn a_new_password_needs_the_old_one_and_ends_all_others() {
    let world = World::new().await;
    let app = app(&world);
    let (one, visitor, me) = signed_in(&world, "192.0.2.1").await;
    let (two, ..) = signed_in(&world, "192.0.2.2").await;
    world.later(60);
    let change = async |old: &str, new: &str| change_password(&world.auth, &visitor, &me, old, new).await;
    assert_eq!(change(WRONG, NEW).await.unwrap_err().error.key, "bad_sign_in");
    let refused = change(GOOD, "corta").await.unwrap_err().error;
    assert_eq!(
        refused.errors.first().map(|e| (e.path.as_str(), e.key.as_str())),
        Some(("/password", "password_short"))
    );
    assert_eq!(send(&app, "GET", "/any", Some(&two)).await.2, "true");
    let cookies = change(GOOD, NEW).await.unwrap();
    assert_eq!(send(&app, "GET", "/any", Some(&one)).await.2, "false");
    assert_eq!(send(&app, "GET", "/any", Some(&two)).await.2, "false");
    let new = sent_back(&cookies).first().unwrap().clone();
    assert_eq!(send(&app, "GET", "/any", Some(&new)).await.2, "true");
    assert!(world.sign_in(&from("192.0.2.9"), "ana", GOOD).await.is_err());
    assert!(world.sign_in(&from("192.0.2.9"), "ana", NEW).await.is_ok());
}

#[tokio::test]
async fn guessing_the_old_password_in_a_stolen_browser_is_slow_too() {
    let world = World::new().await;
    let (_, visitor, me) = signed_in(&world, "192.0.2.1").await;
    let mut checked = 0;
    for _ in 0..50 {
        let refused = change_password(&world.auth, &visitor, &me, WRONG, NEW).await.unwrap_err();
        checked += u32::from(refused.error.key == "bad_sign_in");
    }
    assert_eq!(checked, 5);
}

#[tokio::test]
async fn rest_takes_no_cookie() {
    let world = World::new().await;
    let (session, ..) = signed_in(&world, "192.0.2.1").await;
    let ecosystem = world.auth.ecosystem().clone();
    let rest = router(ecosystem.clone(), Arc::new(Tokens(ecosystem)));
    for (method, uri) in [("GET", "/api/v1/users"), ("POST", "/api/v1/programmes")] {
        assert_eq!(send(&rest, method, uri, Some(&session)).await.0, StatusCode::UNAUTHORIZED, "{method} {uri}");
    }
    let secret = session.split_once('=').unwrap().1;
    let request = Request::builder().uri("/api/v1/users").header(header::AUTHORIZATION, format!("Bearer {secret}"));
    let response = rest.oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(response.status(), StatusCode::UNAUTHORIZED, "nor the secret of a sign-in as a token");
}

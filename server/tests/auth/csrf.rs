//! Forms come from our own pages: method × headers × token.

use crate::{GOOD, World, from, sent_back};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderName, Request, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::routing::any;
use semillero_server::auth::{SignedIn, csrf};
use tower::ServiceExt as _;

fn app(world: &World) -> Router {
    let echo = any(async |body: String| body);
    Router::new().route("/form", echo).layer(from_fn_with_state(world.auth.clone(), csrf::guard))
}

async fn send(app: &Router, method: &str, headers: &[(&str, &str)], body: &str) -> (StatusCode, String) {
    let mut request = Request::builder().method(method).uri("/form").body(Body::from(body.to_owned())).unwrap();
    for (name, value) in headers {
        request.headers_mut().append(name.parse::<HeaderName>().unwrap(), value.parse().unwrap());
    }
    let response = app.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    (parts.status, String::from_utf8(bytes.to_vec()).unwrap())
}

const HOST: (&str, &str) = ("host", "semillero.example.org");

#[tokio::test]
async fn where_a_request_comes_from() {
    let world = World::new().await;
    let app = app(&world);
    let table: &[(&[(&str, &str)], bool)] = &[
        (&[("sec-fetch-site", "same-origin")], true),
        (&[("sec-fetch-site", "none")], true),
        (&[("sec-fetch-site", "same-site")], false),
        (&[("sec-fetch-site", "cross-site")], false),
        (&[("sec-fetch-site", "anything")], false),
        (&[("sec-fetch-site", "same-origin"), ("sec-fetch-site", "cross-site")], false),
        (&[("sec-fetch-site", "cross-site"), HOST, ("origin", "https://semillero.example.org")], false),
        (&[HOST, ("origin", "https://semillero.example.org")], true),
        (&[HOST, ("origin", "https://SEMILLERO.example.org")], true),
        (&[HOST, ("origin", "https://evil.example")], false),
        (&[HOST, ("origin", "https://semillero.example.org.evil.example")], false),
        (&[HOST, ("origin", "https://semillero.example.org:8443")], false),
        (&[HOST, ("origin", "https://semillero.example.org@evil.example")], false),
        (&[HOST, ("origin", "https://evil.example@semillero.example.org")], false),
        (&[HOST, ("origin", "null")], false),
        (&[HOST, ("origin", "null"), ("referer", "https://semillero.example.org/x")], false),
        (&[HOST, ("origin", "https://semillero.example.org"), ("origin", "https://evil.example")], false),
        (&[HOST, ("referer", "https://semillero.example.org/people?x=1")], true),
        (&[HOST, ("referer", "https://evil.example/https://semillero.example.org/")], false),
        (&[HOST, ("referer", "ftp://semillero.example.org/")], false),
        (&[HOST], false),
        (&[("origin", "https://semillero.example.org")], false),
        (&[], false),
    ];
    for (headers, ours) in table {
        for method in ["POST", "PUT", "PATCH", "DELETE", "PURGE"] {
            let (status, _) = send(&app, method, headers, "a=b").await;
            assert_eq!(status == StatusCode::OK, *ours, "{method} {headers:?}");
            assert!(status == StatusCode::OK || status == StatusCode::FORBIDDEN);
        }
        for method in ["GET", "HEAD", "OPTIONS"] {
            assert_eq!(send(&app, method, headers, "").await.0, StatusCode::OK, "{method} {headers:?}");
        }
    }
}

#[tokio::test]
async fn a_form_holds_the_token_of_its_sign_in() {
    let world = World::new().await;
    let app = app(&world);
    let mut forms = Vec::new();
    for _ in 0..2 {
        let cookies = sent_back(&world.sign_in(&from("192.0.2.1"), "ana", GOOD).await.unwrap());
        let visitor = world.with_cookies("192.0.2.1", &[cookies.first().unwrap()]);
        let signed_in = SignedIn::of(&world.auth, &visitor).await.unwrap().unwrap();
        assert!(signed_in.check_form(&world.auth, &visitor, &signed_in.csrf).is_ok());
        assert!(signed_in.check_form(&world.auth, &visitor, "").is_err());
        forms.push((cookies.first().unwrap().clone(), signed_in.csrf));
    }
    let [(cookie, token), (_, of_another)] = &forms[..] else { unreachable!() };
    assert_ne!(token, of_another);
    let cut = token.get(..62).unwrap();
    let form = ("content-type", "application/x-www-form-urlencoded");
    let ours = ("sec-fetch-site", "same-origin");
    let table = [
        (vec![form], format!("csrf={token}&a=b"), true),
        (vec![form], format!("a=b&csrf={token}"), true),
        (vec![form], "a=b".to_owned(), false),
        (vec![form], "csrf=&a=b".to_owned(), false),
        (vec![form], format!("csrf={of_another}&a=b"), false),
        (vec![form], format!("csrf={cut}"), false),
        (vec![form], format!("csrf={token}&csrf={token}"), false),
        (vec![form], format!("CSRF={token}"), false),
        (vec![], format!("csrf={token}"), true),
        (vec![], String::new(), false),
        (vec![("content-type", "text/plain")], "a=b".to_owned(), false),
        (vec![form, ("x-csrf-token", token)], "a=b".to_owned(), true),
        (vec![form, ("x-csrf-token", of_another)], format!("csrf={token}"), false),
        (vec![("content-type", "multipart/form-data; boundary=x"), ("x-csrf-token", "no")], String::new(), false),
        (vec![("content-type", "multipart/form-data; boundary=x")], "left to the handler".to_owned(), true),
    ];
    for (headers, body, taken) in &table {
        let headers = [&[("cookie", cookie.as_str()), ours], &headers[..]].concat();
        let (status, echo) = send(&app, "POST", &headers, body).await;
        assert_eq!(status == StatusCode::OK, *taken, "{headers:?} {body}");
        if *taken {
            assert_eq!(echo, *body, "the form arrives whole");
        }
    }
    let foreign = [("cookie", cookie.as_str()), form, ("sec-fetch-site", "cross-site")];
    let (status, text) = send(&app, "POST", &foreign, &format!("csrf={token}")).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    assert!(text.starts_with("el formulario no viene de este sitio"), "{text}");
}

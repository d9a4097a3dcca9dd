//! The pages as somebody with bad intentions calls them: every address without its token, with ids of others, with nonsense.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where it cannot go on")]

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use semillero_core::people::Role;
use semillero_core::programmes::Side;
use semillero_core::testing::time::{SeededIds, TestClock};
use semillero_core::values::{Locale, Timestamp, UserId};
use semillero_core::{
    Acting, CreateProgramme, CreateVenture, Ecosystem, Enrol, EnsureUser, GrantRole, OpenCohort, RunMatching,
    StrategyChoice, SubmitAllyProfile, Who,
};
use semillero_server::api::{Tokens, router_with};
use semillero_server::auth::{Auth, Peer, Settings, SignedIn, Strength, Visitor, sign_in};
use semillero_server::pages::pages;
use std::sync::Arc;
use tower::ServiceExt as _;

const PASSWORD: &str = "caballo verde grapa luna";
const NIL: &str = "00000000-0000-0000-0000-000000000000";
const EVIL: &str = "<script>alert(1)</script> \"'onload=x";
/// The pages for whoever is not signed in.
const PUBLIC: [&str; 3] = ["/sign-in", "/setup", "/join"];

/// Every address with its methods, read from the router's own source: none is forgotten.
fn routes() -> Vec<(&'static str, bool, bool)> {
    let source = include_str!("../src/pages/mod.rs");
    let found: Vec<_> = source
        .split(".route(")
        .skip(1)
        .map(|route| {
            let path = route.split('"').nth(1).unwrap();
            let handlers = route.split(".layer(").next().unwrap();
            (path, handlers.contains("get("), handlers.contains("post("))
        })
        .collect();
    assert!(found.len() > 45, "the routes are read: {}", found.len());
    found
}

/// An address with every blank filled in.
fn filled(path: &str, id: &str) -> String {
    let mut parts = path.split('{');
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        whole.push_str(id);
        whole.push_str(part.split_once('}').unwrap().1);
    }
    whole
}

/// Somebody at a browser.
struct Person {
    id: UserId,
    cookie: String,
    token: String,
}

struct World {
    app: Router,
    auth: Auth,
    host: Acting,
}

/// What came back.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

impl World {
    fn new() -> Self {
        let clock = Arc::new(TestClock::at(Timestamp::from_micros(1_772_442_000_000_000)));
        let ecosystem = Ecosystem::builder().build_with(clock, Arc::new(SeededIds::new(1)));
        let strength = Strength { memory: 8, passes: 1, lanes: 1 };
        let auth = Auth::new(ecosystem.clone(), Settings { strength, ..Settings::at("https://semillero.example.org") });
        let host = ecosystem.acting_as(Who::Host);
        let app = router_with(ecosystem.clone(), Arc::new(Tokens(ecosystem)), pages(auth.clone()));
        Self { app, auth, host }
    }

    async fn person(&self, external: &str, name: &str) -> Person {
        let email = format!("{external}@example.org");
        let request = EnsureUser {
            external_id: external.into(),
            display_name: name.into(),
            email: Some(email.clone()),
            locale: Some(Locale::En),
        };
        let id = self.host.ensure_user(request).await.unwrap().id;
        let hash = self.auth.passwords().hash(PASSWORD).await.unwrap();
        self.host.keep_password(id, &hash, None).await.unwrap();
        let visitor = Visitor::from("192.0.2.1".parse().unwrap());
        let cookies = sign_in(&self.auth, &visitor, &email, PASSWORD).await.unwrap();
        let set = cookies.headers().find(|(name, _)| name == header::SET_COOKIE).unwrap();
        let cookie = set.1.to_str().unwrap().split(';').next().unwrap().to_owned();
        let mut given = HeaderMap::new();
        given.insert(header::COOKIE, cookie.parse().unwrap());
        let visitor = Visitor::read(&self.auth, Some(Peer("192.0.2.1".parse().unwrap())), &given);
        let token = SignedIn::of(&self.auth, &visitor).await.unwrap().unwrap().csrf;
        Person { id, cookie, token }
    }

    async fn grant(&self, person: &Person, role: Role) {
        let request = GrantRole { user_id: person.id, role, programme_id: None };
        self.host.grant_role(request).await.unwrap();
    }

    async fn send(
        &self,
        method: &str,
        path: &str,
        person: Option<&Person>,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header("accept", "text/html");
        if let Some(person) = person {
            request = request.header("cookie", &person.cookie);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = self.app.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        Answer { status: parts.status, headers: parts.headers, text }
    }

    async fn get(&self, path: &str, person: Option<&Person>) -> Answer {
        self.send("GET", path, person, &[], Vec::new()).await
    }

    /// A form as our own page sends it, with its token.
    async fn post(&self, path: &str, person: &Person, form: &str) -> Answer {
        let body = format!("csrf={}&{form}", person.token);
        self.send("POST", path, Some(person), &[OURS, FORM], body.into_bytes()).await
    }

    async fn upload(&self, path: &str, person: &Person, token: &str, file: &[u8]) -> Answer {
        let mut body = Vec::new();
        for (name, value) in [("csrf", token.as_bytes()), ("kind", b"people"), ("offset", b"+00:00")] {
            body.extend_from_slice(
                format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n").as_bytes(),
            );
            body.extend_from_slice(value);
            body.extend_from_slice(b"\r\n");
        }
        let head = "--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n";
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(file);
        body.extend_from_slice(b"\r\n--x--\r\n");
        self.send("POST", path, Some(person), &[OURS, MULTIPART], body).await
    }
}

const OURS: (&str, &str) = ("sec-fetch-site", "same-origin");
const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const MULTIPART: (&str, &str) = ("content-type", "multipart/form-data; boundary=x");

/// A page of ours, in the dress that every page has.
fn is_page(answer: &Answer, what: &str) {
    let of = |name: &str| answer.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default();
    assert!(of("content-security-policy").starts_with("default-src 'none'"), "{what}: policy");
    assert_eq!(of("x-content-type-options"), "nosniff", "{what}");
    assert_eq!(of("cache-control"), "no-store", "{what}");
    assert_eq!(of("referrer-policy"), "same-origin", "{what}");
    if !answer.status.is_redirection() {
        assert_eq!(of("content-type"), "text/html; charset=utf-8", "{what}: {} {}", answer.status, answer.text);
        assert!(answer.text.starts_with("<!doctype html>") && answer.text.contains("</html>"), "{what}");
        assert!(!answer.text.contains("<script>"), "{what}: a script in the page");
    }
}

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
    let run = RunMatching { cohort_id: mine, strategy: StrategyChoice::MostPeople, seed: None };
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

//! One's own profile, and what others see of it.

use crate::World;
use axum::http::StatusCode;
use semillero_core::people::Role;
use semillero_core::{CreateProgramme, GetUser, GrantRole};

const OLD: &str = "display_name=Ana&headline=&organisation=&skills=Sales&sectors=&languages=&goals=";

#[tokio::test]
async fn where_and_when_are_typed_and_shown_in_words_to_those_who_take_part() {
    let world = World::new();
    let (ana, luis, fund) =
        (world.person("ana", "Ana").await, world.person("luis", "Luis").await, world.person("fund", "Fund").await);
    let programme =
        world.host.create_programme(CreateProgramme { name: "Raíces".into(), summary: None }).await.unwrap();
    for (person, role) in [(&ana, Role::Participant), (&luis, Role::Mentor), (&fund, Role::Observer)] {
        let grant = GrantRole { user_id: person.id, role, programme_id: Some(programme.id) };
        world.host.grant_role(grant).await.unwrap();
    }
    let form = format!(
        "{OLD}&about=I+roast+coffee.%0D%0AAnd+<b>sell</b>+it.&location=colombia&time_zone=Bogot%C3%A1&\
         availability=Mon-Fri+6-8pm%3B+s%C3%A1b+9:00-12:00&stages=MVP,+Launch"
    );
    let answer = world.post("/account/profile", &ana, &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let user = world.host.get_user(GetUser { user_id: Some(ana.id) }).await.unwrap().user;
    assert_eq!(user.about.as_deref(), Some("I roast coffee.\nAnd <b>sell</b> it."));
    assert_eq!((user.place.as_deref(), user.time_zone.as_deref()), (Some("CO"), Some("America/Bogota")));
    assert_eq!((user.stages.len(), user.availability.map(|week| week.len())), (2, Some(6)));

    // The form gives back what it would take, so that saving it again changes nothing.
    let account = world.get("/account", Some(&ana)).await.text;
    assert!(account.contains(">Mon-Fri 18:00-20:00; Sat 9:00-12:00</textarea>"), "{account}");
    assert!(account.contains("value=\"CO\"") && account.contains("value=\"America&#x2f;Bogota\""), "{account}");
    let form = format!(
        "{OLD}&location=CO&time_zone=America/Bogota&availability=Mon-Fri+18:00-20:00%3B+Sat+9:00-12:00&stages=MVP,+Launch"
    );
    world.post("/account/profile", &ana, &form).await;
    let again = world.host.get_user(GetUser { user_id: Some(ana.id) }).await.unwrap().user;
    assert_eq!(again.version, user.version);

    let path = format!("/people/{}", ana.id);
    for (person, sees) in [(&ana, true), (&luis, true), (&fund, false)] {
        let page = world.get(&path, Some(person)).await.text;
        assert!(
            page.contains("I roast coffee.\nAnd &lt;b&gt;sell&lt;")
                && page.contains("Colombia")
                && page.contains("MVP")
        );
        assert_eq!(page.contains("Mon-Fri 18:00-20:00; Sat 9:00-12:00"), sees);
        assert_eq!(page.contains("Bogota"), sees);
    }

    // A page that was opened before these were asked for leaves them as they are; empty fields empty them.
    world.post("/account/profile", &ana, OLD).await;
    let kept = world.host.get_user(GetUser { user_id: Some(ana.id) }).await.unwrap().user;
    assert_eq!((kept.version, kept.place.as_deref()), (user.version, Some("CO")));
    world.post("/account/profile", &ana, &format!("{OLD}&about=&location=+&time_zone=&availability=&stages=")).await;
    let empty = world.host.get_user(GetUser { user_id: Some(ana.id) }).await.unwrap().user;
    assert_eq!((empty.about, empty.place, empty.time_zone), (None, None, None));
    assert_eq!((empty.availability, empty.stages.len()), (Some(vec![]), 0));
}

#[tokio::test]
async fn what_cannot_be_read_stands_there_once_more_with_the_reason() {
    let world = World::new();
    let ana = world.person("ana", "Ana").await;
    for (field, value, reason) in [
        ("availability", "evenings", "<code>evenings</code> is neither a day nor a time"),
        ("availability", "Fri 22:00-02:00", "<code>22:00-02:00</code> ends before it begins"),
        ("location", "Medellin", "<code>Medellin</code> is not the code of a place"),
        ("time_zone", "GMT-5", "<code>GMT-5</code> is not a time zone"),
    ] {
        let answer = world.post("/account/profile", &ana, &format!("{OLD}&{field}={}", value.replace(' ', "+"))).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{field}");
        assert!(answer.text.contains(reason), "{field}: {}", answer.text);
        assert!(answer.text.contains(&format!("name=\"{field}\"")) && answer.text.contains(value), "{field}");
    }
}

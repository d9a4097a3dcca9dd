//! Changing a profile.

use super::facts::{ABOUT, availability, change_parsed, place, time_zone};
use super::views::{changed_view, sight, user_view};
use crate::api::{UpdateProfile, UserView};
use crate::ecosystem::Work;
use crate::errors::{Problems, Refused};
use crate::operations::common::{SHORT, change, expect_version, labels, optional, person};
use crate::people::User;
use crate::permissions::Action;
use crate::store::Whole;
use serde_json::json;

pub(crate) async fn update_profile(work: &mut Work<'_>, request: &UpdateProfile) -> Refused<UserView> {
    let before = work.load::<User>(request.user_id).await?;
    let resource = person(work, before.id).await?;
    work.permit::<User>(Action::UpdateProfile, Action::ViewUser, before.id, &resource)?;
    expect_version(before.version, request.expected_version)?;

    let mut user = before.clone();
    let mut problems = Problems::default();
    if let Some(name) = optional(&mut problems, "/display_name", request.display_name.as_ref(), SHORT) {
        user.display_name = name;
    }
    change(&mut problems, "/headline", &mut user.headline, request.headline.as_ref(), SHORT);
    change(&mut problems, "/organisation", &mut user.organisation, request.organisation.as_ref(), SHORT);
    change(&mut problems, "/about", &mut user.about, request.about.as_ref(), ABOUT);
    change_parsed(&mut problems, "/place", &mut user.place, request.place.as_ref(), place);
    change_parsed(&mut problems, "/time_zone", &mut user.time_zone, request.time_zone.as_ref(), time_zone);
    if let Some(lines) = &request.availability {
        user.availability = Whole(availability(&mut problems, "/availability", lines));
    }
    user.locale = request.locale.unwrap_or(user.locale);
    let lists = [
        ("/skills", &mut user.skills, &request.skills),
        ("/sectors", &mut user.sectors, &request.sectors),
        ("/languages", &mut user.languages, &request.languages),
        ("/goals", &mut user.goals, &request.goals),
        ("/stages", &mut user.stages, &request.stages),
    ];
    for (path, kept, given) in lists {
        if let Some(given) = given {
            *kept = Whole(labels(&mut problems, path, given));
        }
    }
    problems.check()?;
    let sight = sight(work, &resource);
    user.derive();
    if user == before {
        return Ok(user_view(&user, sight));
    }
    user.updated_at = work.now;
    work.changes.update(&user);
    work.event::<User>("user.updated", user.id, None, json!({}));
    Ok(changed_view(&user, sight))
}

//! People whom an embedding host signs in itself.

use super::views::{Sight, changed_view, user_view};
use crate::api::{EnsureUser, UserView};
use crate::ecosystem::Work;
use crate::errors::{Problems, Refusal, Refused, texts};
use crate::operations::common::{SHORT, text};
use crate::people::{User, UserState};
use crate::permissions::{Action, Resource};
use crate::store::{Filter, Reading};
use crate::values::EmailAddress;
use serde_json::json;

pub(crate) async fn ensure_user(work: &mut Work<'_>, request: &EnsureUser) -> Refused<UserView> {
    let mut problems = Problems::default();
    let external_id = text(&mut problems, "/external_id", &request.external_id, SHORT);
    let name = text(&mut problems, "/display_name", &request.display_name, SHORT);
    let email = email(&mut problems, "/email", request.email.as_deref());
    problems.check()?;

    let known = known(work, &external_id, email.as_ref()).await?;
    let id = known.as_ref().map_or_else(|| work.id(), |user| user.id);
    work.permit_known::<User>(Action::EnsureUser, id, &Resource::default())?;
    let Some(before) = known else {
        let mut user = User::new(id, UserState::Active, &name, request.locale.unwrap_or(work.locale()), work.now);
        user.external_id = Some(external_id);
        if let Some(email) = &email {
            user.set_email(email);
        }
        work.changes.insert(&user);
        work.event::<User>("user.ensured", id, None, json!({}));
        return Ok(user_view(&user, Sight::Staff));
    };
    let mut user = before.clone();
    user.external_id = Some(external_id);
    user.display_name = name;
    user.locale = request.locale.unwrap_or(user.locale);
    if let Some(email) = &email {
        user.set_email(email);
    }
    user.derive();
    if user == before {
        return Ok(user_view(&user, Sight::Staff));
    }
    user.updated_at = work.now;
    work.changes.update(&user);
    work.event::<User>("user.updated", id, None, json!({}));
    Ok(changed_view(&user, Sight::Staff))
}

/// The person with this external id, or else the one with this address whom the host has not named yet.
async fn known(work: &Work<'_>, external_id: &str, email: Option<&EmailAddress>) -> Refused<Option<User>> {
    let by_id: Option<User> = work.store().first(Filter::equals("external_id", external_id.to_owned())).await?;
    let Some(email) = email else { return Ok(by_id) };
    let by_email: Option<User> = work.store().first(Filter::equals("email_key", email.key())).await?;
    match (by_id, by_email) {
        (Some(known), Some(other)) if known.id != other.id => Err(taken(email)),
        (None, Some(other)) if other.external_id.is_some() => Err(taken(email)),
        (by_id, by_email) => Ok(by_id.or(by_email)),
    }
}

fn taken(email: &EmailAddress) -> Refusal {
    Refusal::conflict(&texts::EMAIL_TAKEN, [("email", email.as_str().into())])
}

/// An address that may be left out.
pub(super) fn email(problems: &mut Problems, path: &str, value: Option<&str>) -> Option<EmailAddress> {
    problems.keep(path, value.map(EmailAddress::parse).transpose()).flatten()
}

//! One person with the roles they hold.

use super::ally;
use super::views::{Sight, grant_view, sight, user_view};
use crate::api::{GetUser, PersonView};
use crate::ecosystem::Work;
use crate::errors::{Problems, Refusal, Refused, texts};
use crate::operations::common::person;
use crate::people::{AllyProfile, AllyState, Consent, ConsentDecision, Grant, GrantState, Purpose, User, UserState};
use crate::permissions::Action;
use crate::store::{Filter, Reading, Select};

pub(crate) async fn get_user(work: &mut Work<'_>, request: &GetUser) -> Refused<PersonView> {
    let Some(id) = request.user_id.or(work.me()) else {
        let mut problems = Problems::default();
        problems.add("/user_id", &texts::MISSING_FIELD, [("field", "user_id".into())]);
        return Err(Refusal::invalid(problems));
    };
    let user = work.load::<User>(id).await?;
    let relation = person(work, user.id).await?;
    work.permit::<User>(Action::ViewUser, Action::ViewUser, user.id, &relation)?;
    if user.state == UserState::Erased {
        return Err(Refusal::not_found::<User>(id));
    }
    let sight = sight(work, &relation);
    let staff = sight == Sight::Staff;
    let held = Filter::equals("user_id", id).and(Filter::equals("state", GrantState::Active));
    let roles: Vec<Grant> = if staff { work.store().find(held).await? } else { Vec::new() };
    let said = Filter::equals("user_id", id).and(Filter::equals("purpose", Purpose::Matching));
    let newest = Select::of::<Consent>(said).by(&["at"]).descending().limit(1);
    let consent = work.store().select::<Consent>(&newest).await?.pop();
    let profile = work.store().get::<AllyProfile>(id).await?;
    let profile = profile.filter(|profile| staff || profile.state == AllyState::Approved);
    Ok(PersonView {
        user: user_view(&user, sight),
        roles: roles.iter().map(grant_view).collect(),
        ally: match &profile {
            Some(profile) => Some(ally::view(work, profile, 0).await?),
            None => None,
        },
        consents_to_matching: staff.then(|| consent.is_some_and(|said| said.decision == ConsentDecision::Given)),
    })
}

//! What a caller may see of people.

use crate::api::{GrantView, UserView, WeeklyHours};
use crate::ecosystem::Work;
use crate::people::{Grant, User};
use crate::permissions::{Action, Relation, Resource};

/// How much of a person a caller may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sight {
    /// The public profile.
    Profile,
    /// Also when they are free.
    Week,
    /// Also how to reach them.
    Contact,
    /// Also what the host calls them.
    Staff,
}

/// How much of one person the caller may see.
pub(super) fn sight(work: &Work<'_>, person: &Resource) -> Sight {
    let contact = work.may(Action::ViewContact, person);
    match (contact.allowed, contact.because) {
        (false, _) if work.may(Action::ViewAvailability, person).allowed => Sight::Week,
        (false, _) => Sight::Profile,
        (true, Some(Relation::Partner)) => Sight::Contact,
        (true, _) => Sight::Staff,
    }
}

/// A person as far as the caller may see them.
pub(super) fn user_view(user: &User, sight: Sight) -> UserView {
    let reachable = sight >= Sight::Contact;
    UserView {
        id: user.id,
        version: user.version,
        display_name: user.display_name.clone(),
        headline: user.headline.clone(),
        organisation: user.organisation.clone(),
        about: user.about.clone(),
        place: user.place.clone(),
        skills: user.skills.0.clone(),
        sectors: user.sectors.0.clone(),
        languages: user.languages.0.clone(),
        goals: user.goals.0.clone(),
        stages: user.stages.0.clone(),
        time_zone: user.time_zone.clone().filter(|_| sight >= Sight::Week),
        availability: (sight >= Sight::Week)
            .then(|| user.availability.iter().copied().map(WeeklyHours::from).collect()),
        state: reachable.then_some(user.state),
        email: user.email.clone().filter(|_| reachable),
        external_id: user.external_id.clone().filter(|_| sight == Sight::Staff),
        locale: reachable.then_some(user.locale),
    }
}

/// As it will stand after the commit: a change raises the version.
pub(super) fn changed_view(user: &User, sight: Sight) -> UserView {
    UserView { version: user.version + 1, ..user_view(user, sight) }
}

/// A role.
pub(super) fn grant_view(grant: &Grant) -> GrantView {
    GrantView {
        id: grant.id,
        user_id: grant.user_id,
        role: grant.role,
        programme_id: grant.programme_id,
        state: grant.state,
    }
}

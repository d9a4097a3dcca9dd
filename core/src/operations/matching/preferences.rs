//! Saying whom one prefers.

use crate::api::{GetPreferences, PreferenceTier, PreferencesView, SetPreferences};
use crate::ecosystem::Work;
use crate::errors::{Problems, Refusal, Refused, texts};
use crate::matching::Preferences;
use crate::operations::common::enrolment;
use crate::people::User;
use crate::permissions::{Action, Resource};
use crate::programmes::{Cohort, CohortState, Enrolment, EnrolmentState, Side};
use crate::store::{Filter, Reading, Whole};
use crate::values::{CohortId, UserId};
use std::collections::BTreeSet;

/// The most people that one person ranks and vetoes.
const MOST: usize = 500;

pub(crate) async fn set_preferences(work: &mut Work<'_>, request: &SetPreferences) -> Refused<PreferencesView> {
    let mut problems = Problems::default();
    check(&mut problems, request);
    let cohort = work.load::<Cohort>(request.cohort_id).await?;
    let resource = Resource { person: Some(request.user_id), ..Resource::of_programme(cohort.programme_id) };
    work.permit::<Cohort>(Action::SetPreferences, Action::ViewUser, cohort.id, &resource)?;
    if !matches!(cohort.state, CohortState::Open | CohortState::Closed) {
        return Err(Refusal::conflict(&texts::COHORT_NOT_OPEN, [("state", cohort.state.into())]));
    }
    if let Some(until) = cohort.preferences_until.filter(|until| work.now >= *until) {
        return Err(Refusal::conflict(&texts::PREFERENCES_CLOSED, [("until", until.into())]));
    }
    if enrolment(work, cohort.id, request.user_id, request.side).await?.is_none() {
        let name = work.load::<User>(request.user_id).await?.display_name;
        return Err(Refusal::conflict(&texts::NOT_ENROLLED, [("user", name.into())]));
    }
    // A list that is too long is not looked up.
    if named(request).count() <= MOST {
        check_others(work, &mut problems, request).await?;
    }
    problems.check()?;

    let before: Option<Preferences> = work.store().first(own(cohort.id, request.user_id, request.side)).await?;
    let preferences = Preferences {
        id: before.as_ref().map_or_else(|| work.id(), |before| before.id),
        version: before.as_ref().map_or(1, |before| before.version),
        cohort_id: cohort.id,
        user_id: request.user_id,
        side: request.side,
        ranked: Whole(request.ranked.iter().map(|tier| tier.user_ids.clone()).collect()),
        vetoes: Whole(request.vetoes.clone()),
        updated_at: work.now,
    };
    match before {
        Some(_) => work.changes.update(&preferences),
        None => work.changes.insert(&preferences),
    };
    // Whom somebody prefers or refuses is nobody else's business: the event does not tell.
    let data = serde_json::json!({ "cohort_id": cohort.id, "user_id": request.user_id, "side": request.side });
    work.event::<Preferences>("preferences.set", preferences.id, Some(cohort.programme_id), data);
    Ok(view(preferences))
}

pub(crate) async fn get_preferences(work: &mut Work<'_>, request: &GetPreferences) -> Refused<PreferencesView> {
    let cohort = work.load::<Cohort>(request.cohort_id).await?;
    let resource = Resource { person: Some(request.user_id), ..Resource::of_programme(cohort.programme_id) };
    work.permit::<Cohort>(Action::SetPreferences, Action::ViewProgramme, cohort.id, &resource)?;
    let found: Option<Preferences> = work.store().first(own(cohort.id, request.user_id, request.side)).await?;
    found.map(view).ok_or_else(|| Refusal::not_found::<User>(request.user_id))
}

fn own(cohort: CohortId, user: UserId, side: Side) -> Filter {
    Filter::equals("cohort_id", cohort).and(Filter::equals("user_id", user)).and(Filter::equals("side", side))
}

/// Everybody whom a request names, with the place.
fn named(request: &SetPreferences) -> impl Iterator<Item = (String, UserId)> + '_ {
    let ranked = request.ranked.iter().enumerate().flat_map(|(tier_at, tier)| {
        let path = move |(at, user): (usize, &UserId)| (format!("/ranked/{tier_at}/user_ids/{at}"), *user);
        tier.user_ids.iter().enumerate().map(path)
    });
    ranked.chain(request.vetoes.iter().enumerate().map(|(at, user)| (format!("/vetoes/{at}"), *user)))
}

/// What can be seen without reading anything.
fn check(problems: &mut Problems, request: &SetPreferences) {
    let length = named(request).count();
    if length > MOST {
        let path = if length - request.vetoes.len() > MOST { "/ranked" } else { "/vetoes" };
        problems.add(path, &texts::TOO_MANY, [("length", length.into()), ("most", MOST.into())]);
    }
    for (at, tier) in request.ranked.iter().enumerate() {
        if tier.user_ids.is_empty() {
            problems.add(format!("/ranked/{at}/user_ids"), &texts::EMPTY, []);
        }
    }
    let (mut ranked, mut vetoed) = (BTreeSet::new(), BTreeSet::new());
    for (path, user) in named(request) {
        let veto = path.starts_with("/vetoes");
        if !(if veto { &mut vetoed } else { &mut ranked }).insert(user) {
            problems.add(path, &texts::TWICE, [("value", user.into())]);
        } else if veto && ranked.contains(&user) {
            problems.add(path, &texts::RANKED_AND_VETOED, [("value", user.into())]);
        }
    }
}

/// Everybody named must be on the other side; nobody is on the other side of themselves.
async fn check_others(work: &Work<'_>, problems: &mut Problems, request: &SetPreferences) -> Refused<()> {
    let other = match request.side {
        Side::Mentee => Side::Mentor,
        Side::Mentor => Side::Mentee,
    };
    let there = Filter::equals("cohort_id", request.cohort_id)
        .and(Filter::equals("side", other))
        .and(Filter::equals("state", EnrolmentState::Enrolled))
        .and(Filter::any_of("user_id", named(request).map(|(_, user)| user)));
    let there: Vec<Enrolment> = work.store().find(there).await?;
    let there: BTreeSet<UserId> = there.iter().map(|enrolment| enrolment.user_id).collect();
    for (path, user) in named(request) {
        if user == request.user_id || !there.contains(&user) {
            problems.add(path, &texts::NOT_IN_COHORT, [("value", user.into())]);
        }
    }
    Ok(())
}

fn view(preferences: Preferences) -> PreferencesView {
    PreferencesView {
        cohort_id: preferences.cohort_id,
        user_id: preferences.user_id,
        side: preferences.side,
        ranked: preferences.ranked.0.into_iter().map(|user_ids| PreferenceTier { user_ids }).collect(),
        vetoes: preferences.vetoes.0,
        updated_at: preferences.updated_at,
    }
}

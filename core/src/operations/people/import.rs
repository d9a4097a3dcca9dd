//! Many people at once: everything is checked, then written in one change set.
//!
//! The address is the key. A known person is updated by whoever may change their profile, and by whoever runs the programme as long as
//! nobody but staff can have written it: the person has a part in the programme, is not the embedding host's, never used an invitation and
//! never got a password.
//! Other known people get a place and a duty, and their profile is left alone. Consent is written down for people who never decided;
//! what somebody decided themselves stays.

use super::import_rows::{Checked, check};
use super::roles::new_grant;
use crate::api::{ImportMode, ImportPeople, ImportView, ImportedPerson};
use crate::ecosystem::Work;
use crate::errors::{Problems, Refusal, Refused, texts};
use crate::operations::common::{in_chunks, places, seats, settle};
use crate::operations::programmes::{check_places, new_enrolment};
use crate::people::{
    ALLY_LIFECYCLE, Account, AllyProfile, AllyState, Consent, ConsentDecision, Grant, GrantState, Invitation,
    InvitationState, Purpose, Role, User, UserState,
};
use crate::permissions::{Action, Resource};
use crate::programmes::{Cohort, CohortState, Enrolment, Programme, Side};
use crate::store::{Filter, GuardKey, Whole};
use crate::values::{CohortId, ProgrammeId, UserId};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) async fn import_people(work: &mut Work<'_>, request: &ImportPeople) -> Refused<ImportView> {
    let mut problems = Problems::default();
    let rows = check(request, &mut problems);
    let cohort = match request.cohort_id {
        Some(id) => Some(work.load::<Cohort>(id).await?),
        None => None,
    };
    let programme = match (request.programme_id, &cohort) {
        (Some(programme), Some(cohort)) if cohort.programme_id != programme => {
            let (es, en) = <Cohort as crate::store::Entity>::TABLE.noun;
            let kind = crate::errors::Arg::Noun(es, en);
            problems.add("/cohort_id", &texts::UNKNOWN_ID, [("kind", kind), ("id", cohort.id.into())]);
            None
        }
        (Some(programme), _) => Some(work.load::<Programme>(programme).await?.id),
        (None, cohort) => cohort.as_ref().map(|cohort| cohort.programme_id),
    };
    let resource = programme.map(Resource::of_programme).unwrap_or_default();
    let subject = work.id();
    work.permit_known::<User>(Action::ImportPeople, subject, &resource)?;
    problems.check()?;
    if let Some(cohort) = cohort.as_ref().filter(|cohort| cohort.state != CohortState::Open) {
        return Err(Refusal::conflict(&texts::COHORT_NOT_OPEN, [("state", cohort.state.into())]));
    }

    let known = Known::read(work, &rows, cohort.as_ref()).await?;
    if let Some(cohort) = &cohort {
        let more = rows.iter().filter(|row| row.side == Some(Side::Mentee) && !known.is_enrolled(row)).count();
        check_places(work, cohort, more).await?;
    }
    let may_update = work.may(Action::UpdateProfile, &Resource::default()).allowed;
    let mut view = ImportView { applied: false, created: 0, updated: 0, unchanged: 0, people: Vec::new() };
    for row in &rows {
        let before = known.users.get(&row.key);
        if let Some(user) = before.filter(|user| user.state == UserState::Erased) {
            return Err(Refusal::not_found::<User>(user.id));
        }
        let user = before.map_or_else(
            || new_user(work, row),
            |user| {
                if may_update || known.is_only_ours(user, programme) { merged(user, row) } else { user.clone() }
            },
        );
        let mut changed = before != Some(&user);
        match before {
            None => {
                work.changes.insert(&user);
                work.event::<User>("user.imported", user.id, programme, json!({}));
            }
            Some(_) if changed => {
                let user = User { updated_at: work.now, ..user.clone() };
                work.changes.update(&user);
                work.event::<User>("user.updated", user.id, None, json!({}));
            }
            Some(_) => {}
        }
        changed |= place(work, row, user.id, &known, programme, cohort.as_ref().map(|cohort| cohort.id))?;
        match (before, changed) {
            (None, _) => view.created += 1,
            (Some(_), true) => view.updated += 1,
            (Some(_), false) => view.unchanged += 1,
        }
        let user_id = (before.is_some() || request.mode == ImportMode::Apply).then_some(user.id);
        view.people.push(ImportedPerson { email: row.email.as_str().to_owned(), user_id });
    }
    view.applied = settle(work, request.mode);
    Ok(view)
}

/// What the store knows of the people in the rows, read in bulk behind the claims.
struct Known {
    users: BTreeMap<String, User>,
    grants: BTreeSet<(UserId, Role, Option<ProgrammeId>)>,
    profiles: BTreeMap<UserId, AllyProfile>,
    decided: BTreeSet<UserId>,
    enrolled: BTreeSet<(UserId, Side)>,
    /// Who could write themselves: they have a password or used an invitation.
    on_their_own: BTreeSet<UserId>,
}

impl Known {
    async fn read(work: &mut Work<'_>, rows: &[Checked], cohort: Option<&Cohort>) -> Refused<Self> {
        // Claims come before reads. The key of a new person is their address: two imports of one list cannot both write.
        let mut guards: Vec<GuardKey> = rows.iter().map(|row| GuardKey::new("address", &row.key)).collect();
        guards.extend(cohort.map(|cohort| places(cohort.id)));
        work.claim(guards).await?;
        let keys: Vec<String> = rows.iter().map(|row| row.key.clone()).collect();
        let found = in_chunks(work, &keys, |keys| Filter::any_of("email_key", keys.iter().cloned())).await?;
        let users: BTreeMap<String, User> =
            found.into_iter().filter_map(|user: User| Some((user.email_key.clone()?, user))).collect();
        let ids: Vec<UserId> = users.values().map(|user| user.id).collect();
        // A row may take seats from a mentor.
        let mentors = rows.iter().filter(|row| row.side == Some(Side::Mentor)).filter_map(|row| users.get(&row.key));
        work.claim(mentors.map(|user| seats(user.id)).collect()).await?;
        let of = |ids: &[UserId]| Filter::any_of("user_id", ids.iter().copied());
        let grants: Vec<Grant> =
            in_chunks(work, &ids, |ids| of(ids).and(Filter::equals("state", GrantState::Active))).await?;
        let consents: Vec<Consent> =
            in_chunks(work, &ids, |ids| of(ids).and(Filter::equals("purpose", Purpose::Matching))).await?;
        let profiles: Vec<AllyProfile> = in_chunks(work, &ids, |ids| Filter::any_of("id", ids.iter().copied())).await?;
        let enrolments: Vec<Enrolment> = match cohort {
            Some(cohort) => in_chunks(work, &ids, |ids| of(ids).and(Filter::equals("cohort_id", cohort.id))).await?,
            None => Vec::new(),
        };
        let accounts: Vec<Account> = in_chunks(work, &ids, |ids| Filter::any_of("id", ids.iter().copied())).await?;
        let used: Vec<Invitation> =
            in_chunks(work, &ids, |ids| of(ids).and(Filter::equals("state", InvitationState::Accepted))).await?;
        let joined = used.into_iter().map(|invitation| invitation.user_id);
        Ok(Self {
            on_their_own: accounts.into_iter().map(|account| account.id).chain(joined).collect(),
            users,
            grants: grants.into_iter().map(|grant| (grant.user_id, grant.role, grant.programme_id)).collect(),
            profiles: profiles.into_iter().map(|profile| (profile.id, profile)).collect(),
            decided: consents.into_iter().map(|consent| consent.user_id).collect(),
            enrolled: enrolments.into_iter().map(|place| (place.user_id, place.side)).collect(),
        })
    }

    /// Whether only people who run this programme can have written a profile.
    fn is_only_ours(&self, user: &User, programme: Option<ProgrammeId>) -> bool {
        let part = |(holder, _, of): &(UserId, Role, Option<ProgrammeId>)| {
            *holder == user.id && of.is_some() && *of == programme
        };
        user.external_id.is_none() && !self.on_their_own.contains(&user.id) && self.grants.iter().any(part)
    }

    fn is_enrolled(&self, row: &Checked) -> bool {
        let user = self.users.get(&row.key);
        user.zip(row.side).is_some_and(|(user, side)| self.enrolled.contains(&(user.id, side)))
    }
}

fn new_user(work: &Work<'_>, row: &Checked) -> User {
    let locale = row.locale.unwrap_or(work.locale());
    let mut user = User::new(work.id(), UserState::Active, &row.name, locale, work.now);
    user.set_email(&row.email);
    merged(&user, row)
}

/// A person with what the row says; an empty list or cell leaves what is there.
fn merged(before: &User, row: &Checked) -> User {
    let mut user = before.clone();
    user.display_name.clone_from(&row.name);
    user.organisation = row.organisation.clone().or(user.organisation);
    user.headline = row.headline.clone().or(user.headline);
    user.about = row.about.clone().or(user.about);
    user.place = row.place.clone().or(user.place);
    user.time_zone = row.time_zone.clone().or(user.time_zone);
    if !row.availability.is_empty() {
        user.availability = Whole(row.availability.clone());
    }
    user.locale = row.locale.unwrap_or(user.locale);
    let lists = [
        (&mut user.skills, &row.skills),
        (&mut user.sectors, &row.sectors),
        (&mut user.languages, &row.languages),
        (&mut user.goals, &row.goals),
        (&mut user.stages, &row.stages),
    ];
    for (kept, given) in lists {
        if !given.is_empty() {
            *kept = Whole(given.clone());
        }
    }
    user.derive();
    user
}

/// Gives a person the duty, the ally profile, the place and the consent that the row asks for. Whether anything changed.
fn place(
    work: &mut Work<'_>,
    row: &Checked,
    user: UserId,
    known: &Known,
    programme: Option<ProgrammeId>,
    cohort: Option<CohortId>,
) -> Refused<bool> {
    let mut changed = false;
    let Some(side) = row.side else { return Ok(consent(work, row, user, known)) };
    let duty = match side {
        Side::Mentee => Role::Participant,
        Side::Mentor => Role::Mentor,
    };
    if programme.is_some() && !known.grants.contains(&(user, duty, programme)) {
        let grant = new_grant(work, user, duty, programme);
        work.changes.insert(&grant);
        work.event::<Grant>("role.granted", grant.id, programme, json!({ "user_id": user, "role": duty }));
        changed = true;
    }
    if side == Side::Mentor {
        changed |= ally(work, row, user, known, programme)?;
    }
    if let (Some(cohort), Some(programme)) = (cohort, programme)
        && !known.enrolled.contains(&(user, side))
    {
        let enrolment = new_enrolment(work, cohort, programme, user, side);
        work.changes.insert(&enrolment);
        let data = json!({ "cohort_id": cohort, "user_id": user, "side": side });
        work.event::<Enrolment>("enrolment.enrolled", enrolment.id, Some(programme), data);
        changed = true;
    }
    Ok(consent(work, row, user, known) | changed)
}

/// Staff vouch for the mentors they bring: the profile is admitted without a submission.
fn ally(
    work: &mut Work<'_>,
    row: &Checked,
    user: UserId,
    known: &Known,
    programme: Option<ProgrammeId>,
) -> Refused<bool> {
    let before = known.profiles.get(&user);
    let mut profile = before.cloned().unwrap_or(AllyProfile {
        id: user,
        version: 1,
        state: AllyState::Draft,
        capacity: row.capacity.unwrap_or_default(),
        motivation: None,
        submitted_at: None,
        decided_at: None,
    });
    profile.capacity = row.capacity.unwrap_or(profile.capacity);
    if matches!(profile.state, AllyState::Draft | AllyState::Submitted) {
        // Admitting is approving, and nobody approves themselves.
        let resource = Resource { person: Some(user), ..programme.map(Resource::of_programme).unwrap_or_default() };
        if !work.may(Action::ApproveAlly, &resource).allowed {
            return Err(Refusal::forbidden());
        }
        let step = (user, profile.state);
        let data = json!({ "to": profile.capacity.get() });
        profile.state = work.advance::<AllyProfile, _>(&ALLY_LIFECYCLE, step, "admit", programme, None, data)?;
        profile.decided_at = Some(work.now);
    }
    match before {
        None => work.changes.insert(&profile),
        Some(before) if *before == profile => return Ok(false),
        Some(before) => {
            if before.state == profile.state {
                let data = json!({ "from": before.capacity.get(), "to": profile.capacity.get() });
                work.event::<AllyProfile>("ally_profile.capacity_changed", user, programme, data);
            }
            work.changes.update(&profile)
        }
    };
    Ok(true)
}

fn consent(work: &mut Work<'_>, row: &Checked, user: UserId, known: &Known) -> bool {
    let needed = row.consents && !known.decided.contains(&user);
    if needed {
        let consent = Consent {
            id: work.id(),
            user_id: user,
            purpose: Purpose::Matching,
            decision: ConsentDecision::Given,
            text_version: "import".to_owned(),
            recorded_by: work.me(),
            at: work.now,
        };
        work.changes.insert(&consent);
        let data = json!({ "user_id": user, "purpose": Purpose::Matching });
        work.event::<Consent>("consent.given", consent.id, None, data);
    }
    needed
}

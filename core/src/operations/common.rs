//! What several operations do alike: checking fields, pages and versions, and finding out how things relate.

use crate::api::{ImportMode, TextChange};
use crate::ecosystem::Work;
use crate::errors::{Problems, Refusal, Refused, texts};
use crate::mentorship::{Mentorship, MentorshipState};
use crate::people::{AllyProfile, AllyState, Grant, GrantState, User};
use crate::permissions::Resource;
use crate::programmes::{Enrolment, EnrolmentState, Side};
use crate::store::{Entity, Filter, GuardKey, Page, Reading, Select, decode_place};
use crate::values::{CohortId, UserId, label_key};
use std::collections::BTreeMap;

/// The longest name, headline or label.
pub(super) const SHORT: usize = 200;
/// The longest message, note or agenda.
pub(super) const LONG: usize = 10_000;
/// The most labels of one kind.
const LABELS: usize = 50;

/// A text that must say something.
pub(super) fn text(problems: &mut Problems, path: &str, value: &str, most: usize) -> String {
    let value = value.trim();
    let length = value.chars().count();
    if value.is_empty() {
        problems.add(path, &texts::EMPTY, []);
    } else if length > most {
        problems.add(path, &texts::TOO_LONG, [("length", length.into()), ("most", most.into())]);
    } else if value.contains('\0') {
        problems.add(path, &texts::BAD_VALUE, [("error", "U+0000".into())]);
    }
    value.to_owned()
}

/// The reason of a step, wherever it came from: kept with the history, so no longer than other texts.
pub(crate) fn reason(problems: &mut Problems, value: &str) {
    text(problems, "/reason", value, LONG);
}

/// A text that may be left out.
pub(super) fn optional(problems: &mut Problems, path: &str, value: Option<&String>, most: usize) -> Option<String> {
    value.map(|value| text(problems, path, value, most))
}

/// A text that an edit may set, empty or leave.
pub(super) fn change(
    problems: &mut Problems,
    path: &str,
    kept: &mut Option<String>,
    change: Option<&TextChange>,
    most: usize,
) {
    match change {
        None => {}
        Some(TextChange::Clear) => *kept = None,
        Some(TextChange::Set(value)) => *kept = Some(text(problems, &format!("{path}/set"), value, most)),
    }
}

/// Labels: trimmed, each once whatever its case and accents, in the order given.
pub(super) fn labels(problems: &mut Problems, path: &str, values: &[String]) -> Vec<String> {
    if values.len() > LABELS {
        problems.add(path, &texts::TOO_MANY, [("length", values.len().into()), ("most", LABELS.into())]);
    }
    let mut kept: Vec<String> = Vec::new();
    for (at, value) in values.iter().enumerate() {
        let value = text(problems, &format!("{path}/{at}"), value, SHORT);
        if label_key(&value).is_empty() && !value.is_empty() {
            problems.add(format!("{path}/{at}"), &texts::EMPTY, []);
        }
        if !kept.iter().any(|known| label_key(known) == label_key(&value)) {
            kept.push(value);
        }
    }
    kept
}

/// The size of a page.
pub(super) fn limit(problems: &mut Problems, limit: Option<i32>, usual: u32, most: u32) -> u32 {
    match limit {
        None => usual,
        Some(limit) => match u32::try_from(limit) {
            Ok(limit) if (1..=most).contains(&limit) => limit,
            _ => {
                let error = crate::values::RangeError { value: limit.into(), least: 1, most: most.into() };
                problems.mistake("/limit", error);
                usual
            }
        },
    }
}

/// Goes on after the page before.
pub(super) fn after(problems: &mut Problems, select: &mut Select, cursor: Option<&String>) {
    if let Some(cursor) = cursor {
        select.after = decode_place(select, cursor);
        if select.after.is_none() {
            problems.add("/after", &texts::BAD_CURSOR, [("value", cursor.into())]);
        }
    }
}

/// Reads one page.
pub(super) async fn page<E: Entity>(
    work: &Work<'_>,
    mut problems: Problems,
    mut select: Select,
    size: Option<i32>,
    cursor: Option<&String>,
) -> Refused<Page<E>> {
    let size = limit(&mut problems, size, 20, 100);
    after(&mut problems, &mut select, cursor);
    problems.check()?;
    Ok(work.store().page(select, size).await?)
}

/// Refuses when somebody changed a thing since the caller read it.
pub(super) fn expect_version(found: i64, expected: Option<i64>) -> Refused<()> {
    match expected {
        Some(expected) if expected != found => {
            Err(Refusal::conflict(&texts::VERSION_MOVED, [("found", found.into()), ("expected", expected.into())]))
        }
        _ => Ok(()),
    }
}

/// How a person stands to the rest: the programmes they have a part in, the people they are in a mentorship with.
pub(super) async fn person(work: &Work<'_>, user: UserId) -> Refused<Resource> {
    let active = Filter::equals("user_id", user).and(Filter::equals("state", GrantState::Active));
    let grants: Vec<Grant> = work.store().find(active).await?;
    let met = Filter::any_of("state", MentorshipState::PARTNERS.iter().copied());
    let side = Filter::Or(vec![Filter::equals("mentor_id", user), Filter::equals("mentee_id", user)]);
    let mentorships: Vec<Mentorship> = work.store().find(side.and(met)).await?;
    Ok(Resource {
        programmes: grants.iter().filter_map(|grant| grant.programme_id).collect(),
        person: Some(user),
        partners: mentorships.iter().map(|m| if m.mentor_id == user { m.mentee_id } else { m.mentor_id }).collect(),
        ..Resource::default()
    })
}

/// The names of people; of somebody of whom nothing is kept, nothing.
pub(super) async fn names(work: &Work<'_>, users: impl IntoIterator<Item = UserId>) -> Refused<Names> {
    let users: Vec<User> = work.store().find(Filter::any_of("id", users)).await?;
    Ok(Names(users.into_iter().map(|user| (user.id, user.display_name)).collect()))
}

/// Who is called what.
pub(super) struct Names(BTreeMap<UserId, String>);

impl Names {
    /// The name of a person.
    pub(super) fn of(&self, user: UserId) -> String {
        self.0.get(&user).cloned().unwrap_or_default()
    }
}

/// How a mentorship stands to the rest.
pub(super) fn relation(mentorship: &Mentorship) -> Resource {
    Resource {
        mentor: Some(mentorship.mentor_id),
        mentee: Some(mentorship.mentee_id),
        ..Resource::of_programme(mentorship.programme_id)
    }
}

/// The rule: a mentor never has more mentees than capacity.
pub(super) fn seats(mentor: UserId) -> GuardKey {
    GuardKey::new("seats", mentor)
}

/// The rule: nobody is in two sessions at once.
pub(super) fn calendar(user: UserId) -> GuardKey {
    GuardKey::new("calendar", user)
}

/// The rule: a mentee has at most five open requests, and so many mentors per cohort.
pub(super) fn requests(mentee: UserId) -> GuardKey {
    GuardKey::new("requests", mentee)
}

/// The rule: a cohort takes so many mentees.
pub(super) fn places(cohort: CohortId) -> GuardKey {
    GuardKey::new("places", cohort)
}

/// The rule: the last admin stays.
pub(crate) fn admins() -> GuardKey {
    GuardKey::new("admins", "all")
}

/// The mentorships that take a mentor's seats now.
pub(super) async fn seats_taken(work: &Work<'_>, mentor: UserId) -> Refused<Vec<Mentorship>> {
    let states = [MentorshipState::Accepted, MentorshipState::Active, MentorshipState::Proposed];
    let held = Filter::equals("mentor_id", mentor).and(Filter::any_of("state", states));
    let mentorships: Vec<Mentorship> = work.store().find(held).await?;
    Ok(mentorships.into_iter().filter(|m| m.state.holds_seat(m.origin)).collect())
}

/// The approved profile of a mentor.
pub(super) async fn approved_ally(work: &Work<'_>, user: UserId) -> Refused<AllyProfile> {
    let profile = work.store().get::<AllyProfile>(user).await?;
    match profile.filter(|profile| profile.state == AllyState::Approved) {
        Some(profile) => Ok(profile),
        None => {
            let name = work.load::<User>(user).await?.display_name;
            Err(Refusal::conflict(&texts::NOT_AN_ALLY, [("user", name.into())]))
        }
    }
}

/// The place of a person on one side of a cohort.
pub(super) async fn enrolment(
    work: &Work<'_>,
    cohort: CohortId,
    user: UserId,
    side: Side,
) -> Refused<Option<Enrolment>> {
    let place = Filter::equals("cohort_id", cohort)
        .and(Filter::equals("user_id", user))
        .and(Filter::equals("side", side))
        .and(Filter::equals("state", EnrolmentState::Enrolled));
    Ok(work.store().first(place).await?)
}

/// Asks the store for a few hundred at a time: statements have a limit on their parameters.
pub(super) async fn in_chunks<E: Entity, K: Sync>(
    work: &Work<'_>,
    keys: &[K],
    filter: impl Fn(&[K]) -> Filter,
) -> Refused<Vec<E>> {
    let mut all = Vec::new();
    for chunk in keys.chunks(500) {
        all.extend(work.store().find::<E>(filter(chunk)).await?);
    }
    Ok(all)
}

/// The most rows in one import.
pub(super) const MOST_ROWS: usize = 50_000;

/// An import has rows, and not too many.
pub(super) fn must_be_some(problems: &mut Problems, path: &str, rows: usize) {
    if rows == 0 {
        problems.add(path, &texts::EMPTY, []);
    }
    if rows > MOST_ROWS {
        problems.add(path, &texts::TOO_MANY, [("length", rows.into()), ("most", MOST_ROWS.into())]);
    }
}

/// Drops what an import decided when it was only to be checked. Whether it applies.
pub(super) fn settle(work: &mut Work<'_>, mode: ImportMode) -> bool {
    let applied = mode == ImportMode::Apply;
    if !applied {
        work.forget();
    }
    applied
}

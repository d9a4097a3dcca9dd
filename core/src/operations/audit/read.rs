//! Reading what happened.

use crate::api::{
    ActivityFeed, ActivityPage, ActivitySeenView, ActivityView, EventPage, EventView, EventsSince, MarkActivitySeen,
};
use crate::audit::{Activity, Event, FeedMark, activity_text};
use crate::ecosystem::{Work, subject_text};
use crate::errors::{ErrorCode, Problems, Refusal, Refused, texts};
use crate::operations::common::{Names, limit, names, page};
use crate::people::User;
use crate::permissions::{Action, Resource, Who, scope};
use crate::store::{Cursor, Field, Filter, Reading, Select};
use crate::values::{EventId, Locale, UserId};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) async fn events_since(work: &mut Work<'_>, request: &EventsSince) -> Refused<EventPage> {
    let mut problems = Problems::default();
    let cursor = match request.cursor.as_deref().map(str::parse::<Cursor>).transpose() {
        Ok(cursor) => cursor.unwrap_or(Cursor::START),
        Err(error) => {
            problems.add("/cursor", &texts::BAD_CURSOR, [("value", error.0.into())]);
            Cursor::START
        }
    };
    let limit = limit(&mut problems, request.limit, 100, 1_000);
    problems.check()?;
    if work.actor.who() == Who::Nobody {
        return Err(Refusal::said(ErrorCode::Unauthenticated, &texts::NOT_SIGNED_IN, []));
    }
    let filter = scope::<Event>(&work.actor, Action::ReadEvents);
    let found = work.store().follow::<Event>(cursor, &filter, limit).await?;
    let next = found.last().map_or(cursor, |(place, _)| *place).to_string();
    let items = found.into_iter().map(|(_, event)| EventView {
        id: event.id,
        kind: event.kind,
        subject_kind: event.subject_kind,
        subject_id: subject_text(event.subject_id),
        programme_id: event.programme_id,
        actor_id: event.actor_id,
        data: event.data,
        at: event.at,
    });
    Ok(EventPage { items: items.collect(), next })
}

pub(crate) async fn activity_feed(work: &mut Work<'_>, request: &ActivityFeed) -> Refused<ActivityPage> {
    let mut problems = Problems::default();
    let Some(user) = request.user_id.or(work.me()) else {
        problems.add("/user_id", &texts::MISSING_FIELD, [("field", "user_id".into())]);
        return Err(Refusal::invalid(problems));
    };
    let resource = Resource { person: Some(user), ..Resource::default() };
    work.permit::<User>(Action::ReadActivity, Action::ReadActivity, user, &resource)?;
    let filter = scope::<Activity>(&work.actor, Action::ReadActivity).and(Filter::equals("user_id", user));
    let seen = work.store().get::<FeedMark>(user).await?.map(|mark| mark.seen_at);
    let later = seen.map_or(Filter::All, |seen| Filter::Greater("at", seen.to_value()));
    let unread = work.store().count_of::<Activity>(filter.clone().and(later)).await?;
    let select = Select::of::<Activity>(filter).by(&["at"]).descending();
    let page = page::<Activity>(work, problems, select, request.limit, request.after.as_ref()).await?;
    let said = Said::of(work, &page.items).await?;
    let items = page.items.into_iter().map(|line| ActivityView {
        text: said.text(&line, work.locale()),
        unread: seen.is_none_or(|seen| line.at > seen),
        event_id: line.event_id,
        kind: line.kind,
        subject_kind: line.subject_kind,
        subject_id: subject_text(line.subject_id),
        actor_id: line.actor_id,
        at: line.at,
    });
    let items = items.collect();
    Ok(ActivityPage { items, unread: i64::try_from(unread).unwrap_or(i64::MAX), next: page.next })
}

/// What the lines of a feed need to become sentences: their events, and who is called what.
struct Said {
    events: BTreeMap<EventId, Event>,
    names: Names,
}

impl Said {
    async fn of(work: &Work<'_>, lines: &[Activity]) -> Refused<Self> {
        let events: Vec<Event> =
            work.store().find(Filter::any_of("id", lines.iter().map(|line| line.event_id))).await?;
        let people = events.iter().flat_map(|event| {
            [event.actor_id, named(event, "mentor_id"), named(event, "mentee_id")].into_iter().flatten()
        });
        let people: BTreeSet<UserId> = people.collect();
        let names = names(work, people).await?;
        Ok(Self { names, events: events.into_iter().map(|event| (event.id, event)).collect() })
    }

    fn text(&self, line: &Activity, locale: Locale) -> String {
        let event = self.events.get(&line.event_id);
        let name = |user: Option<UserId>| user.map(|user| self.names.of(user)).unwrap_or_default();
        let side = |side| name(event.and_then(|event| named(event, side)));
        let who = line.actor_id.map_or_else(|| "Semillero".to_owned(), |who| self.names.of(who));
        activity_text(&line.kind, &who, &side("mentor_id"), &side("mentee_id"), locale)
    }
}

fn named(event: &Event, field: &str) -> Option<UserId> {
    event.data.0.get(field)?.as_str()?.parse().ok()
}

pub(crate) async fn mark_activity_seen(work: &mut Work<'_>, _request: &MarkActivitySeen) -> Refused<ActivitySeenView> {
    let Some(me) = work.me() else {
        return Err(Refusal::said(ErrorCode::Unauthenticated, &texts::NOT_SIGNED_IN, []));
    };
    let resource = Resource { person: Some(me), ..Resource::default() };
    work.permit::<User>(Action::ReadActivity, Action::ReadActivity, me, &resource)?;
    let seen_at = work.now;
    match work.store().get::<FeedMark>(me).await? {
        Some(mark) => work.changes.update(&FeedMark { seen_at, ..mark }),
        None => work.changes.insert(&FeedMark { id: me, version: 1, seen_at }),
    };
    Ok(ActivitySeenView { seen_at })
}

//! Reading what happened.

use crate::api::{ActivityFeed, ActivityPage, ActivityView, EventPage, EventView, EventsSince};
use crate::audit::{Activity, Event};
use crate::ecosystem::{Work, subject_text};
use crate::errors::{ErrorCode, Problems, Refusal, Refused, texts};
use crate::operations::common::{limit, page};
use crate::people::User;
use crate::permissions::{Action, Resource, Who, scope};
use crate::store::{Cursor, Filter, Reading, Select};

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
    let select = Select::of::<Activity>(filter).by(&["at"]).descending();
    let page = page::<Activity>(work, problems, select, request.limit, request.after.as_ref()).await?;
    let items = page.items.into_iter().map(|line| ActivityView {
        event_id: line.event_id,
        kind: line.kind,
        subject_kind: line.subject_kind,
        subject_id: subject_text(line.subject_id),
        actor_id: line.actor_id,
        at: line.at,
    });
    Ok(ActivityPage { items: items.collect(), next: page.next })
}

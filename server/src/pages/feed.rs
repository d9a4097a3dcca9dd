//! Notifications: what happened that concerns the person, the newest first.

use super::context::Me;
use super::failure::{Answer, OrShow as _};
use super::take::Query;
use minijinja::context;
use semillero_core::{ActivityFeed, MarkActivitySeen};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct After {
    after: Option<String>,
}

pub(super) async fn feed(me: Me, Query(query): Query<After>) -> Answer {
    let request = ActivityFeed { user_id: None, limit: Some(30), after: query.after };
    let page = me.acting.activity_feed(request).await.or_show(&me)?;
    Ok(me.page("feed.html", context! { page }))
}

pub(super) async fn seen(me: Me) -> Answer {
    me.acting.mark_activity_seen(MarkActivitySeen {}).await.or_show(&me)?;
    Ok(me.to("/notifications"))
}

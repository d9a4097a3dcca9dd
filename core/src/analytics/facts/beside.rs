//! What events do not carry, because it is private or because it joins two contexts: read from rows that never change.

use crate::audit::Event;
use crate::mentorship::Feedback;
use crate::programmes::{Enrolment, Side};
use crate::projects::Member;
use crate::store::{Filter, Reading, Store, StoreError};
use crate::values::{CohortId, FeedbackId, Id, ProgrammeId, SessionId, Timestamp, UserId, VentureId};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Who rated, and how.
pub(crate) type Rated = (UserId, i64, Timestamp);
/// A place in a cohort, and since when.
pub(crate) type Place = (CohortId, ProgrammeId, Timestamp);

/// The rows beside a batch of events.
#[derive(Debug, Default)]
pub(crate) struct Beside {
    /// Ratings by feedback.
    pub(crate) ratings: BTreeMap<FeedbackId, Rated>,
    /// Ratings by session.
    pub(crate) ratings_of: BTreeMap<SessionId, Vec<Rated>>,
    /// Where mentees have a place.
    pub(crate) places: BTreeMap<UserId, Vec<Place>>,
    /// Who belongs to which venture, and since when.
    pub(crate) members: Vec<(VentureId, UserId, Timestamp)>,
}

impl Beside {
    /// Reads what a batch needs. What a row tells is taken as of the time of the event, so that it does not matter when it is read.
    pub(crate) async fn read(store: &dyn Store, events: &[Event]) -> Result<Self, StoreError> {
        let subjects = |kind: &str| -> BTreeSet<Uuid> {
            events.iter().filter(|event| event.kind == kind).map(|event| event.subject_id.0).collect()
        };
        let mut people: BTreeSet<UserId> = events
            .iter()
            .filter(|event| JOINS.contains(&event.kind.as_str()))
            .filter_map(|event| event.data.0.get("user_id")?.as_str()?.parse().ok())
            .collect();
        let mut beside = Self::default();
        let given = subjects("feedback.given");
        if !given.is_empty() {
            let found = store.find::<Feedback>(Filter::any_of("id", given.into_iter().map(FeedbackId::from_uuid)));
            for feedback in found.await? {
                let rated = (feedback.author_id, i64::from(feedback.rating.get()), feedback.at);
                beside.ratings.insert(feedback.id, rated);
            }
        }
        let imported = subjects("session.imported");
        if !imported.is_empty() {
            let of = Filter::any_of("session_id", imported.into_iter().map(SessionId::from_uuid));
            for feedback in store.find::<Feedback>(of).await? {
                let rated = (feedback.author_id, i64::from(feedback.rating.get()), feedback.at);
                beside.ratings_of.entry(feedback.session_id).or_default().push(rated);
            }
        }
        let mut members: Vec<Member> = Vec::new();
        if !people.is_empty() {
            members.extend(store.find::<Member>(Filter::any_of("user_id", people.iter().copied())).await?);
        }
        // Founders who came with an imported venture have no event of their own.
        let ventures = subjects("venture.imported");
        if !ventures.is_empty() {
            let of = Filter::any_of("venture_id", ventures.into_iter().map(VentureId::from_uuid));
            members.extend(store.find::<Member>(of).await?);
        }
        beside.members = members.iter().map(|member| (member.venture_id, member.user_id, member.joined_at)).collect();
        beside.members.sort_unstable();
        beside.members.dedup();
        people.extend(members.iter().map(|member| member.user_id));
        if !people.is_empty() {
            let theirs = Filter::any_of("user_id", people).and(Filter::equals("side", Side::Mentee));
            for place in store.find::<Enrolment>(theirs).await? {
                let at = (place.cohort_id, place.programme_id, place.enrolled_at);
                beside.places.entry(place.user_id).or_default().push(at);
            }
            beside.places.values_mut().for_each(|places| places.sort_unstable());
        }
        Ok(beside)
    }
}

/// The events that bring a person, a venture and a cohort together.
const JOINS: [&str; 3] = ["enrolment.enrolled", "venture.created", "venture_member.joined"];

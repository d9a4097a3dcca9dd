//! The directory.

use super::views::{Sight, user_view};
use crate::api::{FindUsers, UserPage};
use crate::ecosystem::Work;
use crate::errors::{Problems, Refused};
use crate::operations::common::{LONG, optional, page};
use crate::people::{Grant, GrantState, User, UserState, label};
use crate::permissions::{Action, Relation, Scoped, Who, scope};
use crate::programmes::{Enrolment, EnrolmentState};
use crate::store::{Filter, Reading, Select};
use crate::values::{UserId, stems_of_word, words_of};
use std::collections::BTreeSet;

pub(crate) async fn find_users(work: &mut Work<'_>, request: &FindUsers) -> Refused<UserPage> {
    let mut problems = Problems::default();
    let text = optional(&mut problems, "/text", request.text.as_ref(), LONG);
    let shown = Filter::any_of("state", [UserState::Active, UserState::Invited]);
    let mut filter = scope::<User>(&work.actor, Action::ViewUser).and(shown);
    for (kind, value) in [("skill", &request.skill), ("sector", &request.sector), ("language", &request.language)] {
        if let Some(value) = value {
            filter = filter.and(Filter::Contains("labels", format!(" {} ", label(kind, value))));
        }
    }
    if request.role.is_some() || request.programme_id.is_some() {
        let mut held = Filter::equals("state", GrantState::Active);
        if let Some(role) = request.role {
            held = held.and(Filter::equals("role", role));
        }
        if let Some(programme) = request.programme_id {
            held = held.and(Filter::equals("programme_id", programme));
        }
        filter = filter.and(Filter::in_other::<Grant>("id", "user_id", held));
    }
    if let Some(cohort) = request.cohort_id {
        let enrolled = Filter::equals("cohort_id", cohort).and(Filter::equals("state", EnrolmentState::Enrolled));
        filter = filter.and(Filter::in_other::<Enrolment>("id", "user_id", enrolled));
    }
    let hits = hits(text.as_deref().unwrap_or_default());
    if let Some(text) = &text
        && !text.is_empty()
    {
        filter = filter.and(if hits.is_empty() { Filter::Nothing } else { Filter::Or(hits.clone()) });
    }
    let select = Select { rank: hits, ..Select::of::<User>(filter).by(&["sort_key"]) };
    let page = page::<User>(work, problems, select, request.limit, request.after.as_ref()).await?;
    let sights = Sights::of(work, &page.items).await?;
    Ok(UserPage { items: page.items.iter().map(|user| user_view(user, sights.on(user.id))).collect(), next: page.next })
}

/// One condition per word: a person has it when any of its stems stands in their texts.
fn hits(text: &str) -> Vec<Filter> {
    let words: BTreeSet<String> = words_of(text).into_iter().take(20).collect();
    words
        .iter()
        .map(|word| {
            let stems = stems_of_word(word).into_iter().map(|stem| Filter::Contains("stems", format!(" {stem} ")));
            Filter::Or(stems.collect())
        })
        .collect()
}

/// How much of each person on a page the caller may see, found with three questions instead of two per person.
struct Sights {
    everything: bool,
    week: BTreeSet<UserId>,
    contact: BTreeSet<UserId>,
    staff: BTreeSet<UserId>,
}

impl Sights {
    async fn of(work: &Work<'_>, users: &[User]) -> Refused<Self> {
        if work.actor.who() == Who::Host || work.actor.is_admin() {
            let none = BTreeSet::new;
            return Ok(Self { everything: true, week: none(), contact: none(), staff: none() });
        }
        let listed = Filter::any_of("id", users.iter().map(|user| user.id));
        let week = scope::<User>(&work.actor, Action::ViewAvailability).and(listed.clone());
        let contact = scope::<User>(&work.actor, Action::ViewContact).and(listed.clone());
        let managed = User::related(&work.actor, Relation::Manager);
        let staff = Filter::Or(vec![managed, User::related(&work.actor, Relation::Oneself)]).and(listed);
        let ids = |users: Vec<User>| users.into_iter().map(|user| user.id).collect();
        Ok(Self {
            everything: false,
            week: ids(work.store().find(week).await?),
            contact: ids(work.store().find(contact).await?),
            staff: ids(work.store().find(staff).await?),
        })
    }

    fn on(&self, user: UserId) -> Sight {
        if self.everything || self.staff.contains(&user) {
            Sight::Staff
        } else if self.contact.contains(&user) {
            Sight::Contact
        } else if self.week.contains(&user) {
            Sight::Week
        } else {
            Sight::Profile
        }
    }
}

//! The same rules for lists: a filter that lets through exactly what [`decide`](super::decide) allows.

use super::decide::{Actor, Relation, Who};
use super::rules::{Action, RULES};
use crate::audit::{Activity, Event};
use crate::mentorship::{Mentorship, MentorshipState};
use crate::people::{Grant, GrantState, User};
use crate::store::{Entity, Filter};
use crate::values::ProgrammeId;

/// A thing that is listed: it says which rows stand in a relation to an actor.
pub trait Scoped: Entity {
    /// The rows to which a person stands in a relation; host and admin are dealt with before.
    fn related(actor: &Actor, relation: Relation) -> Filter;
}

/// The rows on which an actor may take an action.
#[must_use]
pub fn scope<E: Scoped>(actor: &Actor, action: Action) -> Filter {
    let Some(rule) = RULES.get(action as usize) else { return Filter::Nothing };
    let holds = |relation: Relation| match (relation, actor.who()) {
        (Relation::Host, who) => {
            if who == Who::Host {
                Filter::All
            } else {
                Filter::Nothing
            }
        }
        (_, Who::Host | Who::Nobody) => Filter::Nothing,
        (Relation::Admin, _) => {
            if actor.is_admin() {
                Filter::All
            } else {
                Filter::Nothing
            }
        }
        (relation, Who::User(_)) => E::related(actor, relation),
    };
    let any = |set: super::Relations| {
        let filters: Vec<Filter> = Relation::ALL
            .iter()
            .filter(|relation| set.has(**relation))
            .map(|relation| holds(*relation))
            .filter(|filter| *filter != Filter::Nothing)
            .collect();
        if filters.contains(&Filter::All) {
            Filter::All
        } else if filters.is_empty() {
            Filter::Nothing
        } else {
            Filter::Or(filters)
        }
    };
    match any(rule.deny) {
        Filter::Nothing => any(rule.allow),
        denied => any(rule.allow).and(Filter::Not(Box::new(denied))),
    }
}

/// The people with an active part in one of some programmes.
fn people_of(programmes: Vec<ProgrammeId>) -> Filter {
    if programmes.is_empty() {
        return Filter::Nothing;
    }
    let active = Filter::equals("state", GrantState::Active).and(Filter::any_of("programme_id", programmes));
    Filter::in_other::<Grant>("id", "user_id", active)
}

impl Scoped for User {
    fn related(actor: &Actor, relation: Relation) -> Filter {
        let Some(me) = actor.user() else { return Filter::Nothing };
        let met = || Filter::any_of("state", MentorshipState::PARTNERS.iter().copied());
        match relation {
            Relation::Oneself => Filter::equals("id", me),
            Relation::Manager => people_of(actor.managed().collect()),
            Relation::Fellow => people_of(actor.programmes().collect()),
            Relation::Partner => Filter::Or(vec![
                Filter::in_other::<Mentorship>("id", "mentor_id", Filter::equals("mentee_id", me).and(met())),
                Filter::in_other::<Mentorship>("id", "mentee_id", Filter::equals("mentor_id", me).and(met())),
            ]),
            _ => Filter::Nothing,
        }
    }
}

/// Rows that carry the programme they belong to.
fn programme_related(actor: &Actor, relation: Relation) -> Filter {
    match relation {
        Relation::Manager => Filter::any_of("programme_id", actor.managed()),
        Relation::Fellow => Filter::any_of("programme_id", actor.programmes()),
        _ => Filter::Nothing,
    }
}

impl Scoped for Mentorship {
    fn related(actor: &Actor, relation: Relation) -> Filter {
        let Some(me) = actor.user() else { return Filter::Nothing };
        match relation {
            Relation::MentorSide => Filter::equals("mentor_id", me),
            Relation::MenteeSide => Filter::equals("mentee_id", me),
            _ => programme_related(actor, relation),
        }
    }
}

impl Scoped for Event {
    fn related(actor: &Actor, relation: Relation) -> Filter {
        programme_related(actor, relation)
    }
}

impl Scoped for Activity {
    fn related(actor: &Actor, relation: Relation) -> Filter {
        match (relation, actor.user()) {
            (Relation::Oneself, Some(me)) => Filter::equals("user_id", me),
            _ => Filter::Nothing,
        }
    }
}

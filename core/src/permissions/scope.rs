//! The same rules for lists: a filter that lets through exactly what [`decide`](super::decide) allows.

use super::decide::{Actor, Relation, Who};
use super::rules::{Action, RULES};
use crate::audit::{Activity, Event};
use crate::matching::MatchRun;
use crate::mentorship::{Mentorship, MentorshipState, Session};
use crate::people::{Grant, GrantState, User};
use crate::programmes::{Cohort, Programme};
use crate::projects::{Member, MemberState, Share, ShareState, Venture};
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
            Relation::Peer => people_of(actor.joined().collect()),
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

impl Scoped for Session {
    fn related(actor: &Actor, relation: Relation) -> Filter {
        let side = |column, me| Filter::in_other::<Mentorship>("mentorship_id", "id", Filter::equals(column, me));
        match (relation, actor.user()) {
            (Relation::MentorSide, Some(me)) => side("mentor_id", me),
            (Relation::MenteeSide, Some(me)) => side("mentee_id", me),
            _ => programme_related(actor, relation),
        }
    }
}

impl Scoped for Programme {
    fn related(actor: &Actor, relation: Relation) -> Filter {
        match relation {
            Relation::Manager => Filter::any_of("id", actor.managed()),
            Relation::Fellow => Filter::any_of("id", actor.programmes()),
            _ => Filter::Nothing,
        }
    }
}

impl Scoped for Cohort {
    fn related(actor: &Actor, relation: Relation) -> Filter {
        programme_related(actor, relation)
    }
}

impl Scoped for MatchRun {
    fn related(actor: &Actor, relation: Relation) -> Filter {
        programme_related(actor, relation)
    }
}

/// The ventures with a member among the people who pass a filter on `column`.
fn with_member(column: Filter) -> Filter {
    let active = Filter::equals("state", MemberState::Active).and(column);
    Filter::in_other::<Member>("id", "venture_id", active)
}

impl Scoped for Venture {
    fn related(actor: &Actor, relation: Relation) -> Filter {
        let Some(me) = actor.user() else { return Filter::Nothing };
        let met = || Filter::any_of("state", MentorshipState::PARTNERS.iter().copied());
        match relation {
            Relation::Member => with_member(Filter::equals("user_id", me)),
            Relation::Viewer => {
                let mine = Filter::equals("client_id", me).and(Filter::equals("state", ShareState::Active));
                Filter::in_other::<Share>("id", "venture_id", mine)
            }
            Relation::Manager => {
                let managed: Vec<ProgrammeId> = actor.managed().collect();
                if managed.is_empty() {
                    return Filter::Nothing;
                }
                let held = Filter::equals("state", GrantState::Active).and(Filter::any_of("programme_id", managed));
                with_member(Filter::in_other::<Grant>("user_id", "user_id", held))
            }
            Relation::Partner => Filter::Or(vec![
                with_member(Filter::in_other::<Mentorship>(
                    "user_id",
                    "mentee_id",
                    Filter::equals("mentor_id", me).and(met()),
                )),
                with_member(Filter::in_other::<Mentorship>(
                    "user_id",
                    "mentor_id",
                    Filter::equals("mentee_id", me).and(met()),
                )),
            ]),
            _ => Filter::Nothing,
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

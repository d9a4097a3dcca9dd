//! The permission matrix from its table, and lists that let through exactly what single decisions allow.

#![expect(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

use proptest::prelude::*;
use semillero_core::mentorship::{Mentorship, MentorshipOrigin, MentorshipState};
use semillero_core::people::{Grant, GrantState, Role, User, UserState};
use semillero_core::permissions::{Action, Actor, RULES, Relation, Resource, Who, decide, scope};
use semillero_core::store::{ChangeSet, MemoryStore, Reading, Store};
use semillero_core::values::{CohortId, GrantId, Id, Locale, MentorshipId, ProgrammeId, Timestamp, UserId};
use std::collections::BTreeSet;
use uuid::Uuid;

fn id<T: Id>(number: u128) -> T {
    T::from_uuid(Uuid::from_u128(number))
}

fn grant(number: u128, user: UserId, role: Role, programme: Option<ProgrammeId>) -> Grant {
    Grant {
        id: id::<GrantId>(number),
        version: 1,
        user_id: user,
        role,
        programme_id: programme,
        state: GrantState::Active,
        granted_at: Timestamp::from_micros(0),
        revoked_at: None,
    }
}

/// An actor and a thing between which exactly one relation holds (or one that brings `Fellow` with it).
fn standing(relation: Relation) -> (Actor, Resource) {
    let me: UserId = id(1);
    let programme: ProgrammeId = id(50);
    let plain = Actor::new(Who::User(me), &[]);
    let of = |role| Actor::new(Who::User(me), &[grant(1, me, role, Some(programme))]);
    let resource = Resource::default;
    match relation {
        Relation::Host => (Actor::host(), resource()),
        Relation::Admin => (Actor::new(Who::User(me), &[grant(1, me, Role::Admin, None)]), resource()),
        Relation::Manager => (of(Role::Manager), Resource::of_programme(programme)),
        Relation::Fellow => (of(Role::Observer), Resource::of_programme(programme)),
        Relation::Oneself => (plain, Resource { person: Some(me), ..resource() }),
        Relation::MentorSide => (plain, Resource { mentor: Some(me), ..resource() }),
        Relation::MenteeSide => (plain, Resource { mentee: Some(me), ..resource() }),
        Relation::Partner => (plain, Resource { partners: vec![me], ..resource() }),
        Relation::Member => (plain, Resource { members: vec![me], ..resource() }),
        Relation::Viewer => (plain, Resource { viewers: vec![me], ..resource() }),
        Relation::Bearer => (Actor::new(Who::Nobody, &[]), Resource { secret_shown: true, ..resource() }),
    }
}

#[test]
fn every_cell_of_the_matrix_is_what_its_row_says() {
    for rule in RULES {
        for relation in Relation::ALL {
            let (actor, resource) = standing(*relation);
            // Whoever runs a programme has a part in it.
            let fellow = *relation == Relation::Manager && rule.allow.has(Relation::Fellow);
            let expected = (rule.allow.has(*relation) || fellow) && !rule.deny.has(*relation);
            let decision = decide(&actor, rule.action, &resource);
            assert_eq!(decision.allowed, expected, "{} as {relation:?}", rule.action.word());
        }
    }
}

#[test]
fn a_denial_wins_over_every_right() {
    let me: UserId = id(1);
    let admin = Actor::new(Who::User(me), &[grant(1, me, Role::Admin, None)]);
    let own = Resource { person: Some(me), ..Resource::default() };
    let decision = decide(&admin, Action::ApproveAlly, &own);
    assert_eq!((decision.allowed, decision.because), (false, Some(Relation::Oneself)));
}

#[test]
fn a_revoked_role_gives_nothing() {
    let me: UserId = id(1);
    let revoked = Grant { state: GrantState::Revoked, ..grant(1, me, Role::Admin, None) };
    assert!(!decide(&Actor::new(Who::User(me), &[revoked]), Action::GrantRole, &Resource::default()).allowed);
}

/// A little world: people, the roles they hold, mentorships between them.
#[derive(Debug, Clone)]
struct World {
    grants: Vec<(u128, Role, Option<u128>, bool)>,
    mentorships: Vec<(u128, u128, u128, MentorshipState)>,
}

const PEOPLE: u128 = 5;

fn world() -> impl Strategy<Value = World> {
    let role = prop::sample::select(Role::ALL.to_vec());
    let grants = prop::collection::vec((1..=PEOPLE, role, 1..=3_u128, any::<bool>()), 0..8).prop_map(|grants| {
        let scoped = |(user, role, programme, active): (u128, Role, u128, bool)| {
            (user, role, role.needs_programme().then_some(programme), active)
        };
        grants.into_iter().map(scoped).collect()
    });
    let state = prop::sample::select(MentorshipState::ALL.to_vec());
    let mentorships = prop::collection::vec((1..=PEOPLE, 1..=PEOPLE, 1..=3_u128, state), 0..8);
    (grants, mentorships).prop_map(|(grants, mentorships)| World { grants, mentorships })
}

impl World {
    fn grants(&self) -> Vec<Grant> {
        let made = self.grants.iter().enumerate().map(|(at, (user, role, programme, active))| Grant {
            state: if *active { GrantState::Active } else { GrantState::Revoked },
            ..grant(1_000 + at as u128, id(*user), *role, programme.map(|programme| id(50 + programme)))
        });
        made.collect()
    }

    fn mentorships(&self) -> Vec<Mentorship> {
        let made = self.mentorships.iter().enumerate().map(|(at, (mentor, mentee, programme, state))| Mentorship {
            state: *state,
            ..Mentorship::proposed(
                id::<MentorshipId>(2_000 + at as u128),
                (id::<CohortId>(90), id(50 + programme)),
                (id(*mentor), id(*mentee)),
                MentorshipOrigin::Request,
                Timestamp::from_micros(0),
            )
        });
        made.collect()
    }

    fn store(&self) -> MemoryStore {
        let store = MemoryStore::new();
        let mut changes = ChangeSet::new();
        for number in 1..=PEOPLE {
            let now = Timestamp::from_micros(0);
            changes.insert(&User::new(id(number), UserState::Active, "Ana", Locale::Es, now));
        }
        for grant in self.grants() {
            changes.insert(&grant);
        }
        for mentorship in self.mentorships() {
            changes.insert(&mentorship);
        }
        pollster::block_on(store.commit(&changes)).unwrap();
        store
    }

    fn actor(&self, number: u128) -> Actor {
        let mine: Vec<Grant> =
            self.grants().into_iter().filter(|grant| grant.user_id == id::<UserId>(number)).collect();
        Actor::new(Who::User(id(number)), &mine)
    }

    fn person(&self, number: u128) -> Resource {
        let user: UserId = id(number);
        let grants = self.grants();
        let held = grants.iter().filter(|grant| grant.user_id == user && grant.state == GrantState::Active);
        let met = self.mentorships().into_iter().filter(|m| MentorshipState::PARTNERS.contains(&m.state));
        let partners = met.filter_map(|m| match (m.mentor_id == user, m.mentee_id == user) {
            (true, _) => Some(m.mentee_id),
            (_, true) => Some(m.mentor_id),
            _ => None,
        });
        Resource {
            programmes: held.filter_map(|grant| grant.programme_id).collect(),
            person: Some(user),
            partners: partners.collect(),
            ..Resource::default()
        }
    }
}

proptest! {
    #[test]
    fn lists_and_single_decisions_agree(world in world(), caller in 1..=PEOPLE) {
        let store = world.store();
        let actor = world.actor(caller);
        for action in [Action::ViewUser, Action::ViewContact] {
            let listed: Vec<User> = pollster::block_on(store.find(scope::<User>(&actor, action))).unwrap();
            let listed: BTreeSet<UserId> = listed.iter().map(|user| user.id).collect();
            let allowed: BTreeSet<UserId> = (1..=PEOPLE)
                .filter(|number| decide(&actor, action, &world.person(*number)).allowed)
                .map(id)
                .collect();
            prop_assert_eq!(&listed, &allowed, "{}", action.word());
        }
        let listed: Vec<Mentorship> =
            pollster::block_on(store.find(scope::<Mentorship>(&actor, Action::ViewMentorship))).unwrap();
        let allowed = world.mentorships().into_iter().filter(|m| {
            let resource = Resource {
                mentor: Some(m.mentor_id),
                mentee: Some(m.mentee_id),
                ..Resource::of_programme(m.programme_id)
            };
            decide(&actor, Action::ViewMentorship, &resource).allowed
        });
        prop_assert_eq!(listed.len(), allowed.count());
    }

    #[test]
    fn a_further_role_takes_no_right_away(world in world(), caller in 1..=PEOPLE, role in prop::sample::select(Role::ALL.to_vec())) {
        let me: UserId = id(caller);
        let before: Vec<Grant> = world.grants().into_iter().filter(|grant| grant.user_id == me).collect();
        let mut after = before.clone();
        after.push(grant(9_999, me, role, role.needs_programme().then(|| id(51))));
        let (before, after) = (Actor::new(Who::User(me), &before), Actor::new(Who::User(me), &after));
        for rule in RULES {
            for number in 1..=PEOPLE {
                let resource = world.person(number);
                let lost = decide(&before, rule.action, &resource).allowed && !decide(&after, rule.action, &resource).allowed;
                prop_assert!(!lost, "{} with {role}", rule.action.word());
            }
        }
    }
}

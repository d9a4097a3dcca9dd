//! The permission matrix from its table, and lists that let through exactly what single decisions allow.

#![expect(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

use proptest::prelude::*;
use semillero_core::matching::{MatchRun, MatchRunState};
use semillero_core::mentorship::{Mentorship, MentorshipOrigin, MentorshipState, Session, SessionState};
use semillero_core::people::{Grant, GrantState, Role, User, UserState};
use semillero_core::permissions::{Action, Actor, RULES, Relation, Relations, Resource, Scoped, Who, decide, scope};
use semillero_core::programmes::{Cohort, CohortState, Programme, ProgrammeState};
use semillero_core::projects::{Member, MemberState, Share, ShareState, Venture, VentureState};
use semillero_core::store::{ChangeSet, MemoryStore, Reading, Store, Whole};
use semillero_core::values::{
    CohortId, GrantId, Id, Json, Locale, MentorsPerMentee, MentorshipId, ProgrammeId, SessionMinutes, Timestamp,
    UserId, VentureId,
};
use serde_json::json;
use std::collections::BTreeSet;
use uuid::Uuid;

fn id<T: Id>(number: u128) -> T {
    T::from_uuid(Uuid::from_u128(number))
}

fn start() -> Timestamp {
    Timestamp::from_micros(0)
}

fn grant(number: u128, user: UserId, role: Role, programme: Option<ProgrammeId>) -> Grant {
    Grant {
        id: id::<GrantId>(number),
        version: 1,
        user_id: user,
        role,
        programme_id: programme,
        state: GrantState::Active,
        granted_at: start(),
        revoked_at: None,
    }
}

/// An actor and a thing between which exactly one relation holds (and those it brings with it).
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
        Relation::Peer => (of(Role::Reviewer), Resource::of_programme(programme)),
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
            // Whoever runs a programme has a part in it, and so has whoever does more than watch.
            let brings: &[Relation] = match relation {
                Relation::Manager => &[Relation::Manager, Relation::Fellow, Relation::Peer],
                Relation::Peer => &[Relation::Peer, Relation::Fellow],
                one => std::slice::from_ref(one),
            };
            let any = |set: Relations| brings.iter().any(|relation| set.has(*relation));
            let expected = any(rule.allow) && !any(rule.deny);
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

/// A little world: people, the roles they hold, mentorships between them, their ventures and who may look on.
#[derive(Debug, Clone)]
struct World {
    grants: Vec<(u128, Role, Option<u128>, bool)>,
    mentorships: Vec<(u128, u128, u128, MentorshipState)>,
    /// Who belongs to which venture, and whether they still do.
    members: BTreeSet<(u128, u128, bool)>,
    /// Which venture is shared with whom, and whether it still is.
    shares: BTreeSet<(u128, u128, bool)>,
}

const PEOPLE: u128 = 5;
const PROGRAMMES: u128 = 3;
const VENTURES: u128 = 3;

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
    let part = || prop::collection::btree_set((1..=VENTURES, 1..=PEOPLE, any::<bool>()), 0..6);
    (grants, mentorships, part(), part()).prop_map(|(grants, mentorships, members, shares)| World {
        grants,
        mentorships,
        members: once_each(members),
        shares: once_each(shares),
    })
}

/// A person has one part in a venture.
fn once_each(parts: BTreeSet<(u128, u128, bool)>) -> BTreeSet<(u128, u128, bool)> {
    parts
        .iter()
        .filter(|(venture, user, holds)| !holds || !parts.contains(&(*venture, *user, false)))
        .copied()
        .collect()
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
                start(),
            )
        });
        made.collect()
    }

    /// A session of every mentorship.
    fn sessions(&self) -> Vec<Session> {
        let made = self.mentorships().into_iter().enumerate().map(|(at, mentorship)| Session {
            id: id(3_000 + at as u128),
            version: 1,
            state: SessionState::Confirmed,
            mentorship_id: mentorship.id,
            programme_id: mentorship.programme_id,
            starts_at: start(),
            ends_at: start().plus_minutes(60),
            minutes: SessionMinutes::new(60).unwrap(),
            place: None,
            agenda: None,
            accounted_minutes: None,
            booked_at: start(),
        });
        made.collect()
    }

    /// Every programme with a cohort and a match run.
    fn programmes() -> Vec<(Programme, Cohort, MatchRun)> {
        let made = (1..=PROGRAMMES).map(|number| {
            let programme_id: ProgrammeId = id(50 + number);
            let cohort_id: CohortId = id(90 + number);
            let programme = Programme {
                id: programme_id,
                version: 1,
                state: ProgrammeState::Running,
                name: String::new(),
                summary: None,
                sort_key: String::new(),
                created_at: start(),
            };
            let cohort = Cohort {
                id: cohort_id,
                version: 1,
                state: CohortState::Open,
                programme_id,
                name: String::new(),
                mentors_per_mentee: MentorsPerMentee::default(),
                places: None,
                quotas: Whole(Vec::new()),
                preferences_until: None,
                created_at: start(),
            };
            let run = MatchRun {
                id: id(4_000 + number),
                version: 1,
                state: MatchRunState::Draft,
                cohort_id,
                programme_id,
                created_by: None,
                strategy: Json(json!({})),
                seed: 1,
                instance: Json(json!({})),
                record: Json(json!({})),
                solved: Whole::default(),
                outcome: Whole::default(),
                created_at: start(),
                published_at: None,
                amends: None,
                max_moves: None,
            };
            (programme, cohort, run)
        });
        made.collect()
    }

    fn ventures(&self, changes: &mut ChangeSet) {
        for number in 1..=VENTURES {
            changes.insert(&Venture {
                id: id(5_000 + number),
                version: 1,
                state: VentureState::Active,
                name: String::new(),
                name_key: String::new(),
                sort_key: String::new(),
                summary: None,
                sector: None,
                stage: None,
                country: None,
                website: None,
                founded_on: None,
                created_at: start(),
                updated_at: start(),
            });
        }
        for (at, (venture, user, holds)) in self.members.iter().enumerate() {
            changes.insert(&Member {
                id: id(6_000 + at as u128),
                version: 1,
                state: if *holds { MemberState::Active } else { MemberState::Left },
                venture_id: id(5_000 + venture),
                user_id: id(*user),
                title: None,
                joined_at: start(),
                left_at: None,
            });
        }
        for (at, (venture, client, holds)) in self.shares.iter().enumerate() {
            changes.insert(&Share {
                id: id(7_000 + at as u128),
                version: 1,
                state: if *holds { ShareState::Active } else { ShareState::Ended },
                venture_id: id(5_000 + venture),
                client_id: id(*client),
                shared_by: None,
                shared_at: start(),
                ended_at: None,
            });
        }
    }

    fn store(&self) -> MemoryStore {
        let store = MemoryStore::new();
        let mut changes = ChangeSet::new();
        for number in 1..=PEOPLE {
            changes.insert(&User::new(id(number), UserState::Active, "Ana", Locale::Es, start()));
        }
        for grant in self.grants() {
            changes.insert(&grant);
        }
        for mentorship in self.mentorships() {
            changes.insert(&mentorship);
        }
        for session in self.sessions() {
            changes.insert(&session);
        }
        for (programme, cohort, run) in Self::programmes() {
            changes.insert(&programme).insert(&cohort).insert(&run);
        }
        self.ventures(&mut changes);
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

    /// A venture has the programmes and the partners of those who belong to it now.
    fn venture(&self, number: u128) -> Resource {
        let here = |parts: &BTreeSet<(u128, u128, bool)>| -> Vec<u128> {
            parts.iter().filter(|(venture, _, holds)| *venture == number && *holds).map(|(_, user, _)| *user).collect()
        };
        let members = here(&self.members);
        let people: Vec<Resource> = members.iter().map(|member| self.person(*member)).collect();
        Resource {
            programmes: people.iter().flat_map(|person| person.programmes.clone()).collect(),
            partners: people.iter().flat_map(|person| person.partners.clone()).collect(),
            members: members.into_iter().map(id).collect(),
            viewers: here(&self.shares).into_iter().map(id).collect(),
            ..Resource::default()
        }
    }
}

/// What a list lets through must be what single decisions allow, thing by thing.
fn agree<E: Scoped<Id: std::fmt::Debug>>(
    store: &MemoryStore,
    actor: &Actor,
    action: Action,
    things: impl IntoIterator<Item = (E::Id, Resource)>,
) -> Result<(), TestCaseError> {
    let listed: Vec<E> = pollster::block_on(store.find(scope::<E>(actor, action))).unwrap();
    let listed: BTreeSet<E::Id> = listed.iter().map(E::id).collect();
    let things = things.into_iter();
    let allowed: BTreeSet<E::Id> =
        things.filter(|(_, resource)| decide(actor, action, resource).allowed).map(|(id, _)| id).collect();
    prop_assert_eq!(&listed, &allowed, "{} of {}", action.word(), E::TABLE.name);
    Ok(())
}

fn relation(mentorship: &Mentorship) -> Resource {
    Resource {
        mentor: Some(mentorship.mentor_id),
        mentee: Some(mentorship.mentee_id),
        ..Resource::of_programme(mentorship.programme_id)
    }
}

proptest! {
    #[test]
    fn lists_and_single_decisions_agree(world in world(), caller in 0..=PEOPLE + 1) {
        let store = world.store();
        // Beside the people: the host, and somebody who is not signed in.
        let actor = match caller {
            0 => Actor::host(),
            caller if caller > PEOPLE => Actor::new(Who::Nobody, &[]),
            caller => world.actor(caller),
        };
        for action in [Action::ViewUser, Action::ViewContact] {
            let people = (1..=PEOPLE).map(|number| (id::<UserId>(number), world.person(number)));
            agree::<User>(&store, &actor, action, people)?;
        }
        let mentorships = world.mentorships();
        let seen = mentorships.iter().map(|mentorship| (mentorship.id, relation(mentorship)));
        agree::<Mentorship>(&store, &actor, Action::ViewMentorship, seen)?;
        let sessions = world.sessions();
        let seen = sessions.iter().zip(&mentorships).map(|(session, of)| (session.id, relation(of)));
        agree::<Session>(&store, &actor, Action::ViewMentorship, seen)?;

        let programmes = World::programmes();
        let of = |programme: ProgrammeId| Resource::of_programme(programme);
        for action in [Action::ViewProgramme, Action::ManageProgramme] {
            agree::<Programme>(&store, &actor, action, programmes.iter().map(|(p, ..)| (p.id, of(p.id))))?;
            agree::<Cohort>(&store, &actor, action, programmes.iter().map(|(p, c, _)| (c.id, of(p.id))))?;
        }
        let runs = programmes.iter().map(|(p, _, run)| (run.id, of(p.id)));
        agree::<MatchRun>(&store, &actor, Action::ViewMatchRun, runs)?;
        // The last one denies its members what it allows others.
        for action in [Action::ViewVenture, Action::ManageVenture, Action::ShareVenture, Action::ApproveProject] {
            let ventures = (1..=VENTURES).map(|number| (id::<VentureId>(5_000 + number), world.venture(number)));
            agree::<Venture>(&store, &actor, action, ventures)?;
        }
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

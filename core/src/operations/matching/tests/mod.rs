//! The operations of matching over the memory store. Rows are written straight into it, so that a test names only what it is about.

mod edit;
mod preferences;
mod publish;
mod run;
mod scale;

use crate::api::{MatchRunView, PreferenceTier, RunMatching, SetPreferences, StrategyChoice};
use crate::ecosystem::{Acting, Clock, Ecosystem, SystemIds};
use crate::errors::ApiError;
use crate::matching::Preferences;
use crate::mentorship::{Mentorship, MentorshipOrigin, MentorshipState};
use crate::people::{
    AllyProfile, AllyState, Consent, ConsentDecision, Grant, GrantState, Purpose, Role, User, UserState,
};
use crate::permissions::Who;
use crate::programmes::{Cohort, CohortState, Enrolment, EnrolmentState, Side};
use crate::store::{ChangeSet, Entity, Filter, Reading, Whole};
use crate::values::{Capacity, CohortId, Id, Locale, MentorsPerMentee, ProgrammeId, Timestamp, UserId};
use pollster::block_on;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use uuid::Uuid;

/// The moment of every call.
fn now() -> Timestamp {
    "2026-05-04T12:00:00Z".parse().unwrap()
}

struct Noon;

impl Clock for Noon {
    fn now(&self) -> Timestamp {
        now()
    }
}

/// A cohort that is open, with nobody in it yet.
struct World {
    ecosystem: Ecosystem,
    cohort: CohortId,
    programme: ProgrammeId,
    next: AtomicU64,
}

impl World {
    fn new() -> Self {
        let ecosystem = Ecosystem::builder().build_with(Arc::new(Noon), Arc::new(SystemIds));
        let cohort = CohortId::from_uuid(Uuid::from_u128(1));
        let programme = ProgrammeId::from_uuid(Uuid::from_u128(2));
        let world = Self { ecosystem, cohort, programme, next: AtomicU64::new(100) };
        world.insert(&Cohort {
            id: cohort,
            version: 1,
            state: CohortState::Open,
            programme_id: programme,
            name: "Semillero 2026".into(),
            mentors_per_mentee: MentorsPerMentee::default(),
            places: None,
            quotas: Whole::default(),
            preferences_until: None,
            created_at: now(),
        });
        world
    }

    /// Ids count up, so that people sort in the order in which a test names them.
    fn id<T: Id>(&self) -> T {
        T::from_uuid(Uuid::from_u128(self.next.fetch_add(1, Ordering::Relaxed).into()))
    }

    fn insert<E: Entity>(&self, row: &E) {
        let mut changes = ChangeSet::new();
        changes.insert(row);
        block_on(self.ecosystem.store().commit(&changes)).unwrap();
    }

    fn change<E: Entity>(&self, filter: Filter, change: impl FnOnce(&mut E)) {
        let mut row: E = block_on(self.ecosystem.store().first(filter)).unwrap().unwrap();
        change(&mut row);
        let mut changes = ChangeSet::new();
        changes.update(&row);
        block_on(self.ecosystem.store().commit(&changes)).unwrap();
    }

    fn all<E: Entity>(&self) -> Vec<E> {
        block_on(self.ecosystem.store().find(Filter::All)).unwrap()
    }

    fn cohort(&self, change: impl FnOnce(&mut Cohort)) {
        self.change(Filter::equals("id", self.cohort), change);
    }

    fn user(&self, name: &str) -> UserId {
        let user = User::new(self.id(), UserState::Active, name, Locale::En, now());
        self.insert(&user);
        user.id
    }

    fn profile(&self, user: UserId, change: impl FnOnce(&mut User)) {
        self.change(Filter::equals("id", user), change);
    }

    fn enrolled(&self, user: UserId, side: Side) {
        self.insert(&Enrolment {
            id: self.id(),
            version: 1,
            state: EnrolmentState::Enrolled,
            cohort_id: self.cohort,
            programme_id: self.programme,
            user_id: user,
            side,
            enrolled_at: now(),
            waiting_since: None,
        });
    }

    fn says(&self, user: UserId, decision: ConsentDecision) {
        self.insert(&Consent {
            id: self.id(),
            user_id: user,
            purpose: Purpose::Matching,
            decision,
            text_version: "1".into(),
            recorded_by: None,
            at: now(),
        });
    }

    /// Somebody enrolled as a mentee who agreed to be matched.
    fn mentee(&self, name: &str) -> UserId {
        let user = self.user(name);
        self.enrolled(user, Side::Mentee);
        self.says(user, ConsentDecision::Given);
        user
    }

    /// An approved mentor who agreed to be matched.
    fn mentor(&self, name: &str, capacity: i32) -> UserId {
        let user = self.user(name);
        self.enrolled(user, Side::Mentor);
        self.says(user, ConsentDecision::Given);
        self.insert(&AllyProfile {
            id: user,
            version: 1,
            state: AllyState::Approved,
            capacity: Capacity::new(capacity).unwrap(),
            motivation: None,
            submitted_at: None,
            decided_at: None,
        });
        user
    }

    fn manager(&self) -> UserId {
        let user = self.user("Marta");
        self.insert(&Grant {
            id: self.id(),
            version: 1,
            user_id: user,
            role: Role::Manager,
            programme_id: Some(self.programme),
            state: GrantState::Active,
            granted_at: now(),
            revoked_at: None,
        });
        user
    }

    fn prefers(&self, user_id: UserId, side: Side, ranked: &[&[UserId]], vetoes: &[UserId]) {
        self.insert(&Preferences {
            id: self.id(),
            version: 1,
            cohort_id: self.cohort,
            user_id,
            side,
            ranked: Whole(ranked.iter().map(|tier| tier.to_vec()).collect()),
            vetoes: Whole(vetoes.to_vec()),
            updated_at: now(),
        });
    }

    fn mentorship(&self, mentee_id: UserId, mentor_id: UserId, state: MentorshipState, origin: MentorshipOrigin) {
        self.insert(&Mentorship {
            state,
            ..Mentorship::proposed(self.id(), (self.cohort, self.programme), (mentor_id, mentee_id), origin, now())
        });
    }

    fn host(&self) -> Acting {
        self.ecosystem.acting_as(Who::Host).in_language(Locale::En)
    }

    fn run(&self, strategy: StrategyChoice) -> MatchRunView {
        let request = RunMatching {
            cohort_id: self.cohort,
            strategy,
            seed: Some(7),
            per_pair: None,
            within_ms: None,
            candidates: vec![],
        };
        block_on(self.host().run_matching(request)).unwrap()
    }

    fn preferences(&self, user_id: UserId, side: Side, ranked: &[&[UserId]], vetoes: &[UserId]) -> SetPreferences {
        let ranked = ranked.iter().map(|tier| PreferenceTier { user_ids: tier.to_vec() }).collect();
        SetPreferences { cohort_id: self.cohort, user_id, side, ranked, vetoes: vetoes.to_vec() }
    }

    /// The kinds of the events so far, sorted: what happens at one moment has no order of ids.
    fn events(&self) -> Vec<String> {
        let mut kinds: Vec<String> = self.all::<crate::audit::Event>().into_iter().map(|event| event.kind).collect();
        kinds.sort();
        kinds
    }
}

fn pairs(view: &MatchRunView) -> Vec<(UserId, UserId)> {
    view.pairs.iter().map(|pair| (pair.mentee_id, pair.mentor_id)).collect()
}

/// The mistakes of a refusal as (path, key).
fn mistakes(error: &ApiError) -> Vec<(&str, &str)> {
    error.errors.iter().map(|error| (error.path.as_str(), error.key.as_str())).collect()
}

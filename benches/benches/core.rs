//! What the core costs: one permission decision, one commit on each store, one booked session end to end.
#![expect(
    clippy::unwrap_used,
    missing_docs,
    reason = "a measurement stops where it cannot go on; criterion makes the functions"
)]

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use semillero_core::people::{Grant, GrantState, Role, User, UserState};
use semillero_core::permissions::{Action, Actor, Resource, Who, decide};
use semillero_core::store::{ChangeSet, GuardKey, MemoryStore, Reading, Store};
use semillero_core::testing::time::SeededIds;
use semillero_core::values::{GrantId, Id, Locale, ProgrammeId, Timestamp, UserId};
use semillero_core::{
    AcceptMentorship, ApproveAlly, BookSession, CreateProgramme, Ecosystem, Enrol, EnsureUser, OpenCohort,
    RequestMentorship, SubmitAllyProfile, api,
};
use semillero_storage::testing::Cluster;
use std::hint::black_box;
use std::sync::Arc;
use tokio::runtime::Runtime;
use uuid::Uuid;

fn id<T: Id>(number: u128) -> T {
    T::from_uuid(Uuid::from_u128(number))
}

/// A manager of three programmes asks about a person in one of them.
fn decision(criterion: &mut Criterion) {
    let me: UserId = id(1);
    let grant = |number: u128, role| Grant {
        id: id::<GrantId>(number),
        version: 1,
        user_id: me,
        role,
        programme_id: Some(id::<ProgrammeId>(number)),
        state: GrantState::Active,
        granted_at: Timestamp::from_micros(0),
        revoked_at: None,
    };
    let actor = Actor::new(Who::User(me), &[grant(1, Role::Mentor), grant(2, Role::Observer), grant(3, Role::Manager)]);
    let resource = Resource { person: Some(id(9)), ..Resource::of_programme(id(3)) };
    criterion.bench_function("decide", |bencher| {
        bencher.iter(|| decide(black_box(&actor), black_box(Action::ViewContact), black_box(&resource)));
    });
}

fn ids() -> impl FnMut() -> u128 {
    let mut next = 1_u128 << 64;
    move || {
        next += 1;
        next
    }
}

/// Five new rows under two guards, as a booking writes them.
fn commits(criterion: &mut Criterion) {
    let runtime = Runtime::new().unwrap();
    let folder = std::env::temp_dir().join(format!("semillero-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let cluster = Cluster::start().ok();
    let opened = |url: String| {
        runtime.block_on(async {
            semillero_storage::migrate(&url).await.unwrap();
            semillero_storage::open(&url).await.unwrap()
        })
    };
    let mut stores: Vec<(&str, Arc<dyn Store>)> = vec![
        ("memory", Arc::new(MemoryStore::new())),
        ("sqlite", opened(folder.join("bench.db").display().to_string())),
    ];
    match &cluster {
        Some(cluster) => stores.push(("postgres", opened(runtime.block_on(cluster.database()).unwrap()))),
        None => eprintln!("PostgreSQL is IGNORED: no server programs"),
    }
    let mut next = ids();
    for (name, store) in stores {
        criterion.bench_function(&format!("commit 5 rows 2 claims/{name}"), |bencher| {
            bencher.iter_batched(
                || {
                    let mut changes = ChangeSet::new();
                    for _ in 0..5 {
                        let now = Timestamp::from_micros(0);
                        changes.insert(&User::new(id(next()), UserState::Active, "Ana", Locale::Es, now));
                    }
                    let guards = vec![GuardKey::new("seats", next()), GuardKey::new("calendar", next())];
                    for claim in runtime.block_on(store.claims(guards)).unwrap() {
                        changes.claim(claim);
                    }
                    changes
                },
                |changes| runtime.block_on(store.commit(&changes)).unwrap(),
                BatchSize::SmallInput,
            );
        });
    }
    drop(std::fs::remove_dir_all(folder));
}

/// `book_session` end to end in memory, on an ecosystem with some history.
fn booking(criterion: &mut Criterion) {
    let runtime = Runtime::new().unwrap();
    let ecosystem = Ecosystem::builder().ids(Arc::new(SeededIds::new(1))).build();
    let host = ecosystem.acting_as(Who::Host);
    let mentorship = runtime.block_on(async {
        let programme = host.create_programme(CreateProgramme { name: "P".into(), summary: None }).await.unwrap();
        let open = OpenCohort {
            programme_id: programme.id,
            name: "C".into(),
            mentors_per_mentee: None,
            places: None,
            preferences_until: None,
            quotas: Vec::new(),
        };
        let cohort_id = host.open_cohort(open).await.unwrap().id;
        let mut users = Vec::new();
        for side in [api_side("mentor"), api_side("mentee")] {
            let name = side.to_string();
            let user = EnsureUser { external_id: name.clone(), display_name: name, email: None, locale: None };
            let user_id = host.ensure_user(user).await.unwrap().id;
            if side == api_side("mentor") {
                let profile = SubmitAllyProfile { user_id, capacity: None, motivation: None };
                host.submit_ally_profile(profile).await.unwrap();
                host.approve_ally(ApproveAlly { user_id }).await.unwrap();
            }
            host.enrol(Enrol { cohort_id, user_id, side }).await.unwrap();
            users.push(user_id);
        }
        let asked =
            RequestMentorship { cohort_id, mentee_id: users.pop(), mentor_id: users.pop().unwrap(), message: None };
        let mentorship_id = host.request_mentorship(asked).await.unwrap().id;
        host.accept_mentorship(AcceptMentorship { mentorship_id }).await.unwrap().id
    });
    let mut minutes = 1_000_000;
    let start =
        runtime.block_on(host.events_since(api::EventsSince { cursor: None, limit: None })).unwrap().items[0].at;
    criterion.bench_function("book_session/memory", |bencher| {
        bencher.iter(|| {
            minutes += 60;
            let booking = BookSession {
                mentorship_id: mentorship,
                starts_at: start.plus_minutes(minutes),
                minutes: 30,
                place: None,
                agenda: None,
            };
            runtime.block_on(host.book_session(booking)).unwrap()
        });
    });
}

fn api_side(word: &str) -> semillero_core::programmes::Side {
    word.parse().unwrap()
}

criterion_group!(benches, decision, commits, booking);
criterion_main!(benches);

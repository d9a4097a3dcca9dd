//! The index finds exactly what going through every row finds.

use super::*;
use crate::mentorship::{Mentorship, MentorshipOrigin, MentorshipState};
use crate::people::{Grant, GrantState, Role};
use crate::store::{Entity, Field};
use crate::values::{Id, Timestamp};
use proptest::prelude::*;

const ROWS: u128 = 12;
/// So few identities that columns share them.
const IDENTITIES: u128 = 4;

/// What is written: a new row, or one that changes hands.
#[derive(Debug, Clone)]
struct Written {
    at: u128,
    mentor: u128,
    mentee: u128,
    run: Option<u128>,
    state: MentorshipState,
}

fn id<T: Id>(number: u128) -> T {
    T::from_uuid(Uuid::from_u128(number))
}

fn written() -> impl Strategy<Value = Written> {
    let state = prop::sample::select(MentorshipState::ALL.to_vec());
    let held = || 0..IDENTITIES;
    (0..ROWS, held(), held(), prop::option::of(held()), state).prop_map(|(at, mentor, mentee, run, state)| Written {
        at,
        mentor,
        mentee,
        run,
        state,
    })
}

fn mentorship(written: &Written, version: i64) -> Mentorship {
    let base = Mentorship::proposed(
        id(1_000 + written.at),
        (id(written.mentor), id(written.mentee)),
        (id(written.mentor), id(written.mentee)),
        MentorshipOrigin::Request,
        Timestamp::from_micros(0),
    );
    Mentorship { version, state: written.state, match_run_id: written.run.map(id), ..base }
}

fn grant(written: &Written, version: i64) -> Grant {
    Grant {
        id: id(2_000 + written.at),
        version,
        user_id: id(written.mentor),
        role: Role::Manager,
        programme_id: written.run.map(id),
        state: if written.state == MentorshipState::Active { GrantState::Active } else { GrantState::Revoked },
        granted_at: Timestamp::from_micros(0),
        revoked_at: None,
    }
}

/// One commit per write; who writes a row for the second time changes it.
fn store(all: &[Written]) -> MemoryStore {
    let store = MemoryStore::new();
    let mut versions: BTreeMap<u128, i64> = BTreeMap::new();
    for written in all {
        let version = versions.entry(written.at).or_default();
        let mut changes = ChangeSet::new();
        match *version {
            0 => changes.insert(&mentorship(written, 1)).insert(&grant(written, 1)),
            version => changes.update(&mentorship(written, version)).update(&grant(written, version)),
        };
        *version += 1;
        pollster::block_on(store.commit(&changes)).unwrap();
    }
    store
}

const COLUMNS: [&str; 5] = ["id", "mentor_id", "mentee_id", "match_run_id", "cohort_id"];

/// The identity of a thing that a column can hold, or of nothing.
fn identity() -> impl Strategy<Value = Value> {
    prop_oneof![
        6 => (0..IDENTITIES).prop_map(|number| Value::Id(Uuid::from_u128(number))),
        2 => (0..ROWS).prop_map(|number| Value::Id(Uuid::from_u128(1_000 + number))),
        1 => Just(Value::Null),
        1 => Just(Value::Text("0".into())),
    ]
}

fn filter() -> impl Strategy<Value = Filter> {
    let column = || prop::sample::select(COLUMNS.to_vec());
    let state = prop::sample::select(MentorshipState::ALL.to_vec());
    let leaf = prop_oneof![
        1 => Just(Filter::All),
        1 => Just(Filter::Nothing),
        6 => (column(), identity()).prop_map(|(column, value)| Filter::Equals(column, value)),
        // Long lists are searched another way than short ones.
        4 => (column(), prop::collection::vec(identity(), 0..24)).prop_map(|(column, values)| Filter::In(column, values)),
        1 => Just(Filter::Empty("match_run_id")),
        3 => state.prop_map(|state| Filter::equals("state", state)),
        1 => (column(), identity()).prop_map(|(column, value)| Filter::Less(column, value)),
        2 => (column(), any::<bool>(), identity()).prop_map(|(column, of_user, value)| {
            let active = Filter::Equals("state", GrantState::Active.to_value()).and(Filter::Equals("programme_id", value));
            Filter::in_other::<Grant>(column, if of_user { "user_id" } else { "programme_id" }, active)
        }),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        let some = prop::collection::vec(inner.clone(), 0..4);
        prop_oneof![
            3 => some.clone().prop_map(Filter::And),
            3 => some.prop_map(Filter::Or),
            1 => inner.prop_map(|filter| Filter::Not(Box::new(filter))),
        ]
    })
}

/// Every row tried, and nothing looked up.
fn scan(state: &State, table: &'static Table, filter: &Filter) -> Vec<Uuid> {
    let ask = |table: &'static Table, column: &'static str, inner: &Filter| {
        let found = scan(state, table, inner);
        let cell = |id: &Uuid| state.tables.get(table.name)?.get(id)?.get(table.position(column)?).cloned();
        found.iter().filter_map(cell).collect()
    };
    let prepared = evaluate::prepare(filter, &ask);
    let Some(rows) = state.tables.get(table.name) else { return Vec::new() };
    rows.iter().filter(|(_, row)| passes(table, row, &prepared)).map(|(id, _)| *id).collect()
}

proptest! {
    #[test]
    fn the_index_finds_what_a_scan_finds(
        all in prop::collection::vec(written(), 0..24),
        filters in prop::collection::vec(filter(), 8),
    ) {
        let store = store(&all);
        let state = store.read();
        for filter in &filters {
            let found: Vec<Uuid> =
                state.passing(Mentorship::TABLE, filter).into_iter().map(|row| crate::store::id_of(row)).collect();
            prop_assert_eq!(&found, &scan(&state, Mentorship::TABLE, filter), "{:?}", filter);
        }
    }
}

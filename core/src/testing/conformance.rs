//! What every store must do. One list; memory, SQLite and PostgreSQL pass all of it.

use super::races::{Boxed, Together, Verdict};
use super::rows;
use crate::audit::Event;
use crate::people::{User, UserState};
use crate::store::{
    ChangeSet, Claim, Cursor, Entity, Filter, GuardKey, MemoryStore, Place, Reading, Select, Store, StoreError, schema,
};
use crate::values::Id;
use std::collections::BTreeSet;
use std::sync::Arc;

/// One promise of a store.
pub struct Case {
    /// Its name.
    pub name: &'static str,
    /// Tries it on a fresh store.
    pub run: fn(Arc<dyn Store>, Together) -> Boxed<Verdict>,
}

/// Every promise.
pub static CASES: &[Case] = &[
    Case { name: "every_table_round_trips", run: |store, _| Box::pin(round_trips(store)) },
    Case { name: "filters_order_and_pages_are_as_in_memory", run: |store, _| Box::pin(selects(store)) },
    Case { name: "pages_have_no_gaps", run: |store, _| Box::pin(pages(store)) },
    Case { name: "outdated_versions_guards_and_taken_values_conflict", run: |store, _| Box::pin(conflicts(store)) },
    Case { name: "a_failing_row_leaves_nothing", run: |store, _| Box::pin(atomicity(store)) },
    Case { name: "thousands_of_rows_at_once", run: |store, _| Box::pin(bulk(store)) },
    Case { name: "one_of_many_claims_wins", run: |store, together| Box::pin(claims(store, together)) },
    Case { name: "no_cursor_skips_or_repeats", run: |store, together| Box::pin(log_order(store, together)) },
];

fn said(error: impl std::fmt::Display) -> String {
    error.to_string()
}

fn is(what: &str, holds: bool) -> Verdict {
    if holds { Ok(()) } else { Err(what.to_owned()) }
}

fn conflict(what: &str, outcome: Result<(), StoreError>) -> Verdict {
    match outcome {
        Err(StoreError::Conflict(_)) => Ok(()),
        other => Err(format!("{what}: {other:?} instead of a conflict")),
    }
}

async fn commit(store: &dyn Store, fill: impl FnOnce(&mut ChangeSet)) -> Result<(), StoreError> {
    let mut changes = ChangeSet::new();
    fill(&mut changes);
    store.commit(&changes).await
}

async fn round_trips(store: Arc<dyn Store>) -> Verdict {
    for filled in [rows::Cells::Empty, rows::Cells::Full] {
        let world = rows::one_of_each(filled);
        store.commit(&world).await.map_err(said)?;
        let mut tables = BTreeSet::new();
        for (table, written) in world.inserts() {
            tables.insert(table.name);
            for row in written {
                let found = store.row(table, crate::store::id_of(row)).await.map_err(said)?;
                if found.as_ref() != Some(row) {
                    return Err(format!("{}: wrote {row:?}, read {found:?}", table.name));
                }
            }
        }
        is("a table is missing from this case", tables.len() == schema::TABLES.len())?;
    }
    Ok(())
}

async fn selects(store: Arc<dyn Store>) -> Verdict {
    let reference = MemoryStore::new();
    let world = rows::many_users(120);
    store.commit(&world).await.map_err(said)?;
    reference.commit(&world).await.map_err(said)?;
    for (number, select) in rows::selects().iter().enumerate() {
        let found = store.rows(select).await.map_err(said)?;
        let expected = reference.rows(select).await.map_err(said)?;
        if found != expected {
            return Err(format!("select {number} gives {} rows, memory {}: {select:?}", found.len(), expected.len()));
        }
        let counted = store.count(select.table, &select.filter).await.map_err(said)?;
        let expected = reference.count(select.table, &select.filter).await.map_err(said)?;
        is(&format!("select {number} counts {counted}, memory {expected}"), counted == expected)?;
    }
    Ok(())
}

async fn pages(store: Arc<dyn Store>) -> Verdict {
    store.commit(&rows::many_users(60)).await.map_err(said)?;
    for select in rows::selects().into_iter().filter(|select| select.limit.is_none() && select.after.is_none()) {
        let whole = store.rows(&select).await.map_err(said)?;
        let mut pieces = Vec::new();
        let mut after: Option<Place> = None;
        loop {
            let part = Select { after: after.clone(), ..select.clone() }.limit(7);
            let page = store.rows(&part).await.map_err(said)?;
            let Some(last) = page.last() else { break };
            after = Some(crate::store::place_of(&select, last));
            pieces.extend(page);
        }
        is(&format!("pages of {select:?} do not give the whole"), pieces == whole)?;
    }
    Ok(())
}

async fn conflicts(store: Arc<dyn Store>) -> Verdict {
    let store = store.as_ref();
    let user = rows::user(1, "Ana");
    let guard = GuardKey::new("seats", "conformance");
    commit(store, |changes| {
        changes.insert(&user).claim(Claim { guard: guard.clone(), expected: 0 });
    })
    .await
    .map_err(said)?;
    conflict(
        "the same id",
        commit(store, |changes| {
            changes.insert(&user);
        })
        .await,
    )?;
    let mut namesake = rows::user(2, "Otra");
    namesake.email_key.clone_from(&user.email_key);
    conflict(
        "a taken value",
        commit(store, |changes| {
            changes.insert(&namesake);
        })
        .await,
    )?;
    let changed = User { display_name: "Eva".into(), ..user.clone() };
    commit(store, |changes| {
        changes.update(&changed);
    })
    .await
    .map_err(said)?;
    conflict(
        "an outdated version",
        commit(store, |changes| {
            changes.update(&changed);
        })
        .await,
    )?;
    let found = store.get::<User>(user.id).await.map_err(said)?;
    is("an update raises the version by one", found.is_some_and(|found| found.version == 2))?;
    let unknown = rows::user(3, "Nadie");
    conflict(
        "a row that is not there",
        commit(store, |changes| {
            changes.update(&unknown);
        })
        .await,
    )?;
    let claim = |expected| Claim { guard: guard.clone(), expected };
    is("a claimed guard has version 1", store.guards(std::slice::from_ref(&guard)).await.map_err(said)? == [1])?;
    conflict(
        "a guard claimed as new",
        commit(store, |changes| {
            changes.claim(claim(0));
        })
        .await,
    )?;
    commit(store, |changes| {
        changes.claim(claim(1));
    })
    .await
    .map_err(said)?;
    conflict(
        "an outdated guard",
        commit(store, |changes| {
            changes.claim(claim(1));
        })
        .await,
    )
}

async fn atomicity(store: Arc<dyn Store>) -> Verdict {
    let store = store.as_ref();
    let (first, second) = (rows::user(1, "Ana"), rows::user(2, "Eva"));
    commit(store, |changes| {
        changes.insert(&first);
    })
    .await
    .map_err(said)?;
    let guard = GuardKey::new("seats", "atomicity");
    let stale = User { version: 7, ..first.clone() };
    let event = rows::event(1);
    let outcome = commit(store, |changes| {
        changes.claim(Claim { guard: guard.clone(), expected: 0 }).insert(&second).insert(&event).update(&stale);
    });
    conflict("a stale row at the end", outcome.await)?;
    let clash = commit(store, |changes| {
        changes.claim(Claim { guard: guard.clone(), expected: 0 }).insert(&second).insert(&event).insert(&first);
    });
    conflict("a known row at the end", clash.await)?;
    is("a row of a failed commit stayed", store.get::<User>(second.id).await.map_err(said)?.is_none())?;
    is("a guard of a failed commit stayed", store.guards(std::slice::from_ref(&guard)).await.map_err(said)? == [0])?;
    let events = store.follow::<Event>(Cursor::START, &Filter::All, 10).await.map_err(said)?;
    is("an event of a failed commit stayed", events.is_empty())
}

async fn bulk(store: Arc<dyn Store>) -> Verdict {
    let mut changes = ChangeSet::new();
    for number in 0..5_000_u64 {
        changes.insert(&rows::user(number.into(), "Ana"));
        changes.insert(&rows::event(number.into()));
        changes.claim(Claim { guard: GuardKey::new("address", number), expected: 0 });
    }
    store.commit(&changes).await.map_err(said)?;
    let users = store.count_of::<User>(Filter::All).await.map_err(said)?;
    is(&format!("{users} users"), users == 5_000)?;
    let ids = (0..5_000_u128).map(|number| rows::user(number, "").id);
    let found = store.count_of::<User>(Filter::any_of("id", ids)).await.map_err(said)?;
    is(&format!("{found} users of a long list"), found == 5_000)
}

async fn claims(store: Arc<dyn Store>, together: Together) -> Verdict {
    for expected in [0, 1] {
        let jobs = (0..32).map(|_| -> Boxed<bool> {
            let store = store.clone();
            let claim = Claim { guard: GuardKey::new("seats", "raced"), expected };
            Box::pin(async move {
                commit(store.as_ref(), |changes| {
                    changes.claim(claim);
                })
                .await
                .is_ok()
            })
        });
        let won = together(jobs.collect()).await.into_iter().filter(|won| *won).count();
        is(&format!("{won} of 32 claims won"), won == 1)?;
    }
    Ok(())
}

/// Writers commit at once while a reader follows; it must see every event once.
async fn log_order(store: Arc<dyn Store>, together: Together) -> Verdict {
    const WRITERS: u128 = 32;
    const EACH: u128 = 10;
    let mut jobs: Vec<Boxed<bool>> = Vec::new();
    for writer in 0..WRITERS {
        let store = store.clone();
        jobs.push(Box::pin(async move {
            for number in 0..EACH {
                let event = rows::event(writer * EACH + number);
                let mut attempts = 0;
                // A busy database may turn a commit away; the event must be written all the same.
                while commit(store.as_ref(), |changes| {
                    changes.insert(&event);
                })
                .await
                .is_err()
                {
                    attempts += 1;
                    if attempts > 50 {
                        return false;
                    }
                }
            }
            true
        }));
    }
    let follower = store.clone();
    jobs.push(Box::pin(async move {
        let mut seen = BTreeSet::new();
        let mut cursor = Cursor::START;
        for _ in 0..100_000 {
            let Ok(page) = follower.follow::<Event>(cursor, &Filter::All, 7).await else { continue };
            for (place, event) in page {
                if place <= cursor || !seen.insert(event.id) {
                    return false;
                }
                cursor = place;
            }
            if seen.len() as u128 == WRITERS * EACH {
                return true;
            }
        }
        false
    }));
    let outcomes = together(jobs).await;
    let failed = outcomes.iter().filter(|done| !**done).count();
    is(&format!("{failed} of the writers and the reader failed"), failed == 0)?;
    let all = store.follow::<Event>(Cursor::START, &Filter::All, 1_000).await.map_err(said)?;
    is("places do not rise", all.is_sorted_by(|(a, _), (b, _)| a < b))?;
    let missing = store.row(Event::TABLE, rows::event(0).id.uuid()).await.map_err(said)?.is_none();
    is("an event is missing", !missing && all.len() as u128 == WRITERS * EACH)?;
    is("nobody is active", store.count_of::<User>(Filter::equals("state", UserState::Active)).await.map_err(said)? == 0)
}

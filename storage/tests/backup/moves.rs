//! What must be the same after a restore.

use super::Kind;
use super::world::{backup, caught_up, happens, lived_in, now, opened, order, played, restore, restore_at, rows};
use libtest_mimic::Failed;
use semillero_core::audit::{Activity, Consumer, Event, verify};
use semillero_core::mentorship::{Participant, Session};
use semillero_core::people::{Grant, User};
use semillero_core::permissions::Who;
use semillero_core::programmes::Programme;
use semillero_core::store::{Cursor, Entity, Filter, Reading, Store};
use semillero_core::values::Id as _;
use semillero_core::{CreateProgramme, Ecosystem, EnsureUser, GrantRole, people::Role};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

pub(crate) async fn there(from: &Kind, to: &Kind) -> Result<(), Failed> {
    for scenario in ["sessions", "match_and_publish"] {
        one(from, to, scenario).await?;
    }
    Ok(())
}

async fn one(from: &Kind, to: &Kind, scenario: &str) -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("copy.semillero");
    let source = from.fresh(folder.path(), "source.db").await?;
    let store = opened(&source).await?;
    played(scenario, store.clone()).await?;
    let report = backup(&source, &file).await?;
    assert_eq!(semillero_storage::backup::verify(&file, &mut |_| {})?, report);
    let target = to.fresh(folder.path(), "target.db").await?;
    assert_eq!(restore(&target, &file).await?, report);

    let restored = semillero_storage::open(&target).await?;
    assert_eq!(rows(&restored).await?, rows(&store).await?);
    assert_eq!(order(&restored, Cursor::START).await?, order(&store, Cursor::START).await?);
    let proof = verify(restored.as_ref(), None).await?;
    assert_eq!(proof, verify(store.as_ref(), None).await?);
    assert!(proof.faults.is_empty() && proof.sealed > 0 && proof.entries > proof.sealed, "{proof:?}");

    same_reading(&store, &restored).await?;
    // Somebody who keeps a cursor of their own goes on with it; from PostgreSQL to SQLite they may see events again.
    let places = store.follow::<Event>(Cursor::START, &Filter::All, 100_000).await?;
    let middle = places.get(places.len() / 2).ok_or("no event")?.0;
    let (expected, _) = order(&store, middle).await?;
    let (found, _) = order(&restored, middle).await?;
    if from.name() == "postgres" && to.name() == "sqlite" {
        assert!(found.ends_with(&expected));
    } else {
        assert_eq!(found, expected);
    }
    let newest = places.last().ok_or("no event")?.0;
    happens(&restored, 1).await?;
    assert!(order(&restored, newest).await?.0.len() >= 2, "what happens after the restore is behind every cursor");
    caught_up(&restored).await?;
    assert!(verify(restored.as_ref(), Some(&proof.head)).await?.faults.is_empty());
    Ok(())
}

/// The readers of a restored ecosystem do what those of the first one do: no entry is skipped or dealt with twice.
async fn same_reading(store: &Arc<dyn Store>, restored: &Arc<dyn Store>) -> Result<(), Failed> {
    let (one, other) = (caught_up(store).await?, caught_up(restored).await?);
    assert_eq!(one, other);
    assert!(one.values().all(|handled| *handled > 0), "something was left to read: {one:?}");
    let lines = |rows: Vec<Activity>| rows.into_iter().map(|a| (a.event_id, a.user_id)).collect::<BTreeSet<_>>();
    let told = lines(restored.find::<Activity>(Filter::All).await?);
    assert_eq!(told, lines(store.find::<Activity>(Filter::All).await?));
    assert!(verify(restored.as_ref(), None).await?.faults.is_empty());
    assert_eq!(caught_up(restored).await?.values().sum::<i64>(), 0);
    Ok(())
}

/// SQLite → PostgreSQL → SQLite → PostgreSQL, with something happening at every station.
pub(crate) async fn round(sqlite: &Kind, postgres: &Kind) -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let mut url = sqlite.fresh(folder.path(), "0.db").await?;
    lived_in(opened(&url).await?).await?;
    for (station, kind) in [postgres, sqlite, postgres, postgres, sqlite, sqlite].into_iter().enumerate() {
        let file = folder.path().join(format!("{station}.copy"));
        backup(&url, &file).await?;
        let next = kind.fresh(folder.path(), &format!("{}.db", station + 1)).await?;
        restore(&next, &file).await?;
        let (store, restored) = (semillero_storage::open(&url).await?, semillero_storage::open(&next).await?);
        assert_eq!(order(&restored, Cursor::START).await?, order(&store, Cursor::START).await?);
        same_reading(&store, &restored).await?;
        happens(&restored, 3).await?;
        caught_up(&restored).await?;
        happens(&restored, 2).await?;
        url = next;
    }
    let store = semillero_storage::open(&url).await?;
    assert!(store.find::<Consumer>(Filter::All).await?.iter().all(|reader| reader.cursor.parse::<Cursor>().is_ok()));
    Ok(())
}

/// One backup is restored, goes on, is lost, and is restored again: whoever followed the first life misses nothing of the second.
pub(crate) async fn again(kind: &Kind) -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let source = kind.fresh(folder.path(), "source.db").await?;
    lived_in(opened(&source).await?).await?;
    let file = folder.path().join("copy");
    backup(&source, &file).await?;
    let mut followed = Cursor::START;
    for life in 0..3 {
        let target = kind.fresh(folder.path(), &format!("{life}.db")).await?;
        restore_at(now().plus_minutes(life), &target, &file).await?;
        let store = semillero_storage::open(&target).await?;
        // Each life is shorter than the one before.
        happens(&store, usize::try_from(5 - life)?).await?;
        let new = store.follow::<Event>(followed, &Filter::All, 1_000).await?;
        let new_programmes = new.iter().rev().take_while(|(place, _)| place.epoch > 1_000);
        let made = new_programmes.filter(|(_, event)| event.kind == "programme.created").count();
        assert_eq!(i64::try_from(made)?, 5 - life, "life {life}");
        followed = new.last().ok_or("nothing new")?.0;
    }
    Ok(())
}

/// Everything that a row names is in the backup too, whatever was being written.
pub(crate) async fn busy(kind: &Kind) -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let url = kind.fresh(folder.path(), "busy.db").await?;
    let store = opened(&url).await?;
    lived_in(store.clone()).await?;
    let stop = Arc::new(AtomicBool::new(false));
    let writers: Vec<_> = (0..4).map(|_| tokio::spawn(write(store.clone(), stop.clone()))).collect();
    let mut sizes = BTreeSet::new();
    for number in 0..3 {
        let file = folder.path().join(format!("{number}.copy"));
        tokio::time::sleep(std::time::Duration::from_millis(150)).await;
        let report = backup(&url, &file).await?;
        sizes.insert(report.total());
        let target = kind.fresh(folder.path(), &format!("{number}.db")).await?;
        restore(&target, &file).await?;
        consistent(semillero_storage::open(&target).await?).await?;
    }
    stop.store(true, Ordering::SeqCst);
    for writer in writers {
        assert!(writer.await? > 0, "a writer wrote nothing");
    }
    assert_eq!(sizes.len(), 3, "nothing was written between the backups: {sizes:?}");
    Ok(())
}

/// Makes a person, a programme and a duty in it, over and over: three commits with events, guards and entries.
async fn write(store: Arc<dyn Store>, stop: Arc<AtomicBool>) -> usize {
    let host = Ecosystem::builder().store(store).build().acting_as(Who::Host);
    let mut written = 0;
    while !stop.load(Ordering::SeqCst) {
        let external_id = host.ecosystem().new_request_id();
        let user = EnsureUser { external_id, display_name: "Ana".into(), email: None, locale: None };
        let user = host.ensure_user(user).await.expect("a person");
        let programme = CreateProgramme { name: "Raíces".into(), summary: None };
        let programme = host.create_programme(programme).await.expect("a programme");
        let role = GrantRole { user_id: user.id, role: Role::Manager, programme_id: Some(programme.id) };
        host.grant_role(role).await.expect("a duty");
        written += 1;
    }
    written
}

async fn consistent(store: Arc<dyn Store>) -> Result<(), Failed> {
    let sessions = ids::<Session>(&store).await?;
    let people = ids::<User>(&store).await?;
    for participant in store.find::<Participant>(Filter::All).await? {
        assert!(sessions.contains(&participant.session_id) && people.contains(&participant.user_id));
    }
    let grants = store.find::<Grant>(Filter::All).await?;
    assert!(grants.iter().all(|grant| people.contains(&grant.user_id)));
    // A programme and its event are of one commit: a state that is one has both or neither.
    let told = store.find::<Event>(Filter::equals("kind", "programme.created".to_owned())).await?;
    let told: BTreeSet<_> = told.iter().map(|event| event.subject_id.0).collect();
    let known: BTreeSet<_> = ids::<Programme>(&store).await?.iter().map(|id| id.uuid()).collect();
    assert_eq!(told, known);
    let report = verify(store.as_ref(), None).await?;
    assert!(report.faults.is_empty(), "{report:?}");
    Ok(())
}

async fn ids<E: Entity>(store: &Arc<dyn Store>) -> Result<BTreeSet<E::Id>, Failed>
where
    E::Id: Ord,
{
    Ok(store.find::<E>(Filter::All).await?.iter().map(Entity::id).collect())
}

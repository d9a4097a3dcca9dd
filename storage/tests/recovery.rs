//! What must survive rude ends: a tampered audit log is noticed, and a call repeated after a kill gives its first answer.

#![expect(clippy::expect_used, reason = "a test stops where it cannot go on")]

use semillero_core::audit::{AuditFault, verify};
use semillero_core::permissions::Who;
use semillero_core::store::Store;
use semillero_core::{CatchUp, CreateProgramme, Ecosystem, EnsureUser};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

async fn opened(path: &Path) -> Arc<dyn Store> {
    let url = path.to_string_lossy();
    semillero_storage::migrate(&url).await.expect("migrated");
    semillero_storage::open(&url).await.expect("opened")
}

async fn sql(path: &Path, statement: &'static str) {
    let pool = sqlx::SqlitePool::connect(&format!("sqlite:{}", path.display())).await.expect("a connection");
    let done = sqlx::query(statement).execute(&pool).await.expect("the statement runs");
    assert!(done.rows_affected() > 0, "{statement}");
    pool.close().await;
}

/// An ecosystem with a few entries in two sealed batches and one beyond them; gives the first head.
async fn sealed(path: &Path) -> (Arc<dyn Store>, String) {
    let store = opened(path).await;
    let host = Ecosystem::builder().store(store.clone()).build().acting_as(Who::Host);
    let mut head = String::new();
    for batch in 0..2 {
        for number in 0..3 {
            let name = format!("Persona {batch} {number}");
            let user = EnsureUser { external_id: name.clone(), display_name: name, email: None, locale: None };
            host.ensure_user(user).await.expect("a person");
        }
        host.catch_up(CatchUp {}).await.expect("caught up");
        head = verify(store.as_ref(), None).await.expect("verified").head;
    }
    host.create_programme(CreateProgramme { name: "Después".into(), summary: None }).await.expect("a programme");
    (store, head)
}

#[tokio::test]
async fn a_whole_log_verifies_against_an_exported_head() {
    let folder = tempfile::tempdir().expect("a folder");
    let (store, head) = sealed(&folder.path().join("semillero.db")).await;
    let report = verify(store.as_ref(), Some(&head)).await.expect("verified");
    assert_eq!((report.entries, report.sealed, report.faults.len()), (7, 6, 0));
    assert_eq!(report.head, head);
}

#[tokio::test]
async fn an_altered_a_removed_and_a_cut_off_log_are_noticed() {
    let tampered = [
        ("UPDATE audit_log SET action = 'nothing' WHERE seq = 2", "altered"),
        ("UPDATE audit_log SET digest = 'f00d' WHERE seq = 2", "altered"),
        ("DELETE FROM audit_log WHERE seq = 2", "batch"),
        ("UPDATE audit_seals SET entries = 2 WHERE number = 1", "chain"),
        ("DELETE FROM audit_seals WHERE number = 1", "chain"),
    ];
    for (statement, wanted) in tampered {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("semillero.db");
        let (store, head) = sealed(&path).await;
        sql(&path, statement).await;
        let faults = verify(store.as_ref(), Some(&head)).await.expect("verified").faults;
        let found = faults.iter().any(|fault| match fault {
            AuditFault::Altered { .. } => wanted == "altered",
            AuditFault::Batch { .. } => wanted == "batch",
            AuditFault::Chain { .. } => wanted == "chain",
            AuditFault::CutOff => false,
        });
        assert!(found, "{statement}: {faults:?}");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("semillero.db");
    let (store, head) = sealed(&path).await;
    sql(&path, "DELETE FROM audit_seals WHERE number = 2").await;
    sql(&path, "DELETE FROM audit_log WHERE seq > 3").await;
    assert!(verify(store.as_ref(), None).await.expect("verified").faults.is_empty(), "without a head nothing shows");
    assert_eq!(verify(store.as_ref(), Some(&head)).await.expect("verified").faults, [AuditFault::CutOff]);
}

/// Run by the test below in a process of its own: it dies between the commit and the answer.
#[tokio::test]
async fn child_that_is_killed_after_its_commit() {
    let Ok(path) = std::env::var("SEMILLERO_TEST_KILLED") else { return };
    let ecosystem = Ecosystem::builder().store(opened(Path::new(&path)).await).build();
    ecosystem.subscribe(Arc::new(|_event| {
        let killed = Command::new("kill").args(["-9", &std::process::id().to_string()]).status();
        panic!("still alive: {killed:?}");
    }));
    let create = CreateProgramme { name: "Una vez".into(), summary: None };
    drop(ecosystem.acting_as(Who::Host).once("key").create_programme(create).await);
}

#[tokio::test]
async fn a_call_repeated_after_a_kill_gives_its_first_answer() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("semillero.db");
    let status = Command::new(std::env::current_exe().expect("this test"))
        .args(["--exact", "child_that_is_killed_after_its_commit"])
        .env("SEMILLERO_TEST_KILLED", &path)
        .status()
        .expect("the child runs");
    assert_eq!(std::os::unix::process::ExitStatusExt::signal(&status), Some(9), "{status}");
    let store = opened(&path).await;
    let before = verify(store.as_ref(), None).await.expect("verified").entries;
    assert!(before > 0, "the child died before its commit");
    let once = Ecosystem::builder().store(store.clone()).build().acting_as(Who::Host).once("key");
    let create = CreateProgramme { name: "Una vez".into(), summary: None };
    let first = once.create_programme(create.clone()).await.expect("the first answer");
    assert_eq!(once.create_programme(create).await.expect("again"), first);
    assert_eq!(verify(store.as_ref(), None).await.expect("verified").entries, before, "the repetition did it again");
}

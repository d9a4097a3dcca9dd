//! Backups that are refused, and targets that are left as they were.

use super::Kind;
use super::world::{backup, lived_in, opened, restore, rows};
use libtest_mimic::Failed;
use semillero_core::values::Locale;
use semillero_storage::backup::{BackupError, Refusal, verify};
use std::path::{Path, PathBuf};

async fn whole(folder: &Path) -> Result<(PathBuf, Vec<u8>), Failed> {
    let source = folder.join("source.db").to_string_lossy().into_owned();
    lived_in(opened(&source).await?).await?;
    let file = folder.join("copy");
    backup(&source, &file).await?;
    let bytes = std::fs::read(&file)?;
    let left: Vec<_> = std::fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.file_name())).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().ends_with(".partial")), "{left:?}");
    Ok((file, bytes))
}

fn refused(file: &Path) -> Result<Refusal, Failed> {
    let outcome = verify(file, &mut |_| {});
    let refusal = outcome.as_ref().err().and_then(BackupError::refusal).cloned();
    refusal.ok_or_else(|| format!("{outcome:?}").into())
}

/// Changes the text of a backup and gives it the digest that belongs to it.
pub(crate) fn rewrite(file: &Path, change: impl Fn(String) -> String) -> Result<(), Failed> {
    let text = std::fs::read_to_string(file)?;
    let (body, trailer) = text.trim_end().rsplit_once('\n').ok_or("one line")?;
    let old = blake3_of(format!("{body}\n").as_bytes());
    let body = format!("{}\n", change(body.to_owned()));
    let trailer = trailer.replace(&old, &blake3_of(body.as_bytes()));
    Ok(std::fs::write(file, format!("{body}{trailer}\n"))?)
}

fn blake3_of(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

pub(crate) async fn altered() -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let (file, bytes) = whole(folder.path()).await?;
    let first = bytes.iter().position(|byte| *byte == b'\n').ok_or("no line")?;
    // Every byte of a short stretch at each end, and some hundred between.
    let step = (bytes.len() / 150).max(1);
    let ends = (first - 5..first + 120).chain(bytes.len() - 200..bytes.len());
    for at in ends.chain((first + 120..bytes.len() - 200).step_by(step)) {
        for change in [1, 0x10] {
            let mut changed = bytes.clone();
            changed[at] ^= change;
            std::fs::write(&file, changed)?;
            let why = refused(&file)?;
            let clear = matches!(why, Refusal::Altered | Refusal::CutOff | Refusal::NotABackup);
            assert!(clear, "byte {at}: {why:?}");
        }
    }
    let mut longer = bytes.clone();
    longer.push(b'\n');
    std::fs::write(&file, longer)?;
    assert_eq!(refused(&file)?, Refusal::Altered);
    let target = folder.path().join("target.db").to_string_lossy().into_owned();
    assert!(restore(&target, &file).await.is_err());
    assert!(!Path::new(&target).exists(), "nothing is made before the backup is checked");
    // Whoever alters a row and its digest, too, still cannot bring a cell of another kind or a count that is none.
    std::fs::write(&file, &bytes)?;
    rewrite(&file, |text| text.replacen(",true,", ",17,", 1))?;
    assert!(matches!(refused(&file)?, Refusal::Broken { .. }), "{:?}", refused(&file)?);
    Ok(())
}

pub(crate) async fn cut_off() -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let (file, bytes) = whole(folder.path()).await?;
    let first = bytes.iter().position(|byte| *byte == b'\n').ok_or("no line")?;
    let step = (bytes.len() / 60).max(1);
    let near = [first + 1, first + 2, bytes.len() - 1, bytes.len() - 2, bytes.len() - 80, bytes.len() - 2_000];
    for length in (first + 1..bytes.len()).step_by(step).chain(near) {
        std::fs::write(&file, &bytes[..length])?;
        assert_eq!(refused(&file)?, Refusal::CutOff, "{length} of {}", bytes.len());
    }
    for length in [0, 1, first / 2] {
        std::fs::write(&file, &bytes[..length])?;
        assert_eq!(refused(&file)?, Refusal::NotABackup, "{length}");
    }
    let text = Refusal::CutOff.in_words(Locale::Es);
    assert!(text.contains("falta el final"), "{text}");
    Ok(())
}

pub(crate) async fn newer() -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let (file, bytes) = whole(folder.path()).await?;
    rewrite(&file, |text| text.replacen("\"semillero_backup\":1", "\"semillero_backup\":2", 1))?;
    assert_eq!(refused(&file)?, Refusal::NewerFormat { found: 2 });
    assert!(refused(&file)?.in_words(Locale::En).contains("use a newer version"));
    std::fs::write(&file, &bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    let schema = text.split("\"schema\":").nth(1).and_then(|rest| rest.split('}').next()).ok_or("no schema")?;
    let number: i64 = schema.split(',').next().and_then(|number| number.parse().ok()).ok_or("no number")?;
    rewrite(&file, |text| text.replacen(&format!("\"schema\":{number}"), "\"schema\":9999", 1))?;
    let target = folder.path().join("target.db").to_string_lossy().into_owned();
    let why = restore(&target, &file).await.err().ok_or("restored")?;
    assert_eq!(why.refusal(), Some(&Refusal::NewerSchema { found: 9999, known: number }));
    assert!(!Path::new(&target).exists());
    Ok(())
}

pub(crate) async fn full(kind: &Kind) -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let (file, _) = whole(folder.path()).await?;
    let target = kind.fresh(folder.path(), "target.db").await?;
    let store = opened(&target).await?;
    super::world::happens(&store, 1).await?;
    let before = rows(&store).await?;
    let why = restore(&target, &file).await.err().ok_or("restored")?;
    assert!(matches!(why.refusal(), Some(Refusal::NotEmpty { .. })), "{why}");
    assert_eq!(rows(&store).await?, before);
    Ok(())
}

/// A row that refers to nobody: the database refuses it, and the restore leaves nothing.
pub(crate) async fn fails(kind: &Kind) -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let (file, bytes) = whole(folder.path()).await?;
    let text = String::from_utf8(bytes.clone())?;
    let (_, grants) = text.split_once("\"table\":\"grants\"}\n").ok_or("no grants")?;
    let row = grants.lines().next().ok_or("no row")?;
    let holder = row.split('"').nth(3).ok_or("no holder")?.to_owned();
    let nobody = row.replace(&holder, "00000000-0000-7000-8000-00000000dead");
    let row = row.to_owned();
    rewrite(&file, |text| text.replacen(&row, &nobody, 1))?;
    let target = kind.fresh(folder.path(), "target.db").await?;
    let why = restore(&target, &file).await.err().ok_or("restored")?;
    assert!(why.refusal().is_none(), "the database refuses it: {why}");
    let store = semillero_storage::open(&target).await?;
    assert!(rows(&store).await?.values().all(Vec::is_empty), "something was kept");
    drop(store);
    std::fs::write(&file, bytes)?;
    restore(&target, &file).await?;
    Ok(())
}

//! There is no other way out: who lets figures pass without the gate says why, and only where that is decided.

#![expect(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

use std::path::{Path, PathBuf};

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn rows_are_called_readable_where_permissions_were_asked_and_nowhere_else() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    for folder in [
        "core/src",
        "server/src",
        "storage/src",
        "tables/src",
        "demo/src",
        "bindings-python/src",
        "bindings-node/src",
        "bindings-mobile/src",
    ] {
        sources(&root.join(folder), &mut files);
    }
    let mut seen = 0;
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for reason in ["Readable::EveryRow", "Readable::OwnFigures", "Readable::NobodysData"] {
            if text.contains(reason) {
                seen += 1;
                assert!(file.ends_with("core/src/operations/analytics/own.rs"), "{reason} in {}", file.display());
            }
        }
        // The host's own facts, without an ecosystem: nobody else's rows are behind them.
        if text.contains("Readable::OwnersOfTheFacts") {
            assert!(!file.starts_with(root.join("server")), "OwnersOfTheFacts in {}", file.display());
        }
    }
    assert!(seen >= 2, "the doors were not found");
}

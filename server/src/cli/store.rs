//! The database and the signing key of a command.

use super::output::{Exit, Output};
use crate::config::{Config, mask};
use semillero_core::ecosystem::Ecosystem;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where a command works.
pub(crate) struct Place<'a> {
    pub(crate) database: &'a str,
    pub(crate) key_file: Option<&'a Path>,
    pub(crate) config: &'a Config,
}

impl Place<'_> {
    /// Opens the ecosystem.
    pub(crate) async fn open(&self, output: Output) -> Result<Ecosystem, Exit> {
        let locale = output.locale;
        let store = semillero_storage::open(self.database).await.map_err(|error| Exit::store(locale, &error))?;
        let failures = Arc::new(|error: &semillero_core::errors::ApiError, cause: &str| {
            tracing::error!(request_id = error.request_id.as_deref(), code = %error.code, cause, "a call failed");
        });
        let builder = Ecosystem::builder().store(store).failures(failures);
        if self.database == "memory:" {
            return Ok(builder.build());
        }
        let path = self.key_path();
        let key = semillero_storage::signing_key(&path).map_err(|error| Exit::file(locale, &path, &error))?;
        Ok(builder.signing_key(key).build())
    }

    /// The file of the database, where it is one.
    pub(crate) fn file(&self) -> Option<&Path> {
        let name = self.database.trim_start_matches("sqlite:");
        (!self.database.starts_with("postgres") && name != "memory:").then(|| Path::new(name))
    }

    /// Where the signing key is.
    pub(crate) fn key_path(&self) -> PathBuf {
        self.key_file.map_or_else(|| semillero_storage::key_file(self.database), Path::to_owned)
    }
}

/// `semillero migrate`
pub(crate) async fn migrate(place: &Place<'_>, output: Output) -> Result<(), Exit> {
    semillero_storage::migrate(place.database).await.map_err(|error| Exit::store(output.locale, &error))?;
    let database = mask(place.database);
    let text = format!("{} `{database}`", output.say("al día:", "up to date:"));
    output.done(&json!({ "database": database, "migrated": true }), &text);
    Ok(())
}

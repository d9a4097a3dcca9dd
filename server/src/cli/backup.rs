//! `semillero backup` and `semillero restore`

use super::output::{Exit, Output};
use super::store::Place;
use semillero_core::ecosystem::{Clock, SystemClock};
use semillero_storage::backup::{self, BackupError, Progress, Report};
use serde_json::json;
use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(crate) struct Backup {
    /// The file to write, or with --verify to check
    file: PathBuf,
    /// Only check that the file is a whole backup; no database is touched
    #[arg(long)]
    verify: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Restore {
    /// A file made by `semillero backup`
    file: PathBuf,
}

impl Backup {
    pub(crate) async fn run(&self, place: &Place<'_>, output: Output) -> Result<(), Exit> {
        let mut line = ProgressLine::new(output);
        let done = if self.verify {
            backup::verify(&self.file, &mut |at| line.show(at))
        } else {
            backup::backup(place.database, &self.file, SystemClock.now(), &mut |at| line.show(at)).await
        };
        line.clear();
        let report = done.map_err(|error| failed(output, &error))?;
        let said = if self.verify {
            output.say("la copia está íntegra", "the backup is whole")
        } else {
            output.say("copia hecha", "backup made")
        };
        print(output, said, &self.file.display().to_string(), &report, None);
        Ok(())
    }
}

impl Restore {
    pub(crate) async fn run(&self, place: &Place<'_>, output: Output) -> Result<(), Exit> {
        let mut line = ProgressLine::new(output);
        let done = backup::restore(place.database, &self.file, SystemClock.now(), &mut |at| line.show(at)).await;
        line.clear();
        let report = done.map_err(|error| failed(output, &error))?;
        let said = output.say("restauración comprobada", "restore verified");
        print(output, said, &crate::config::mask(place.database), &report, Some(&place.key_path()));
        Ok(())
    }
}

/// What was done, and what a backup does not hold.
fn print(output: Output, said: &str, what: &str, report: &Report, key: Option<&std::path::Path>) {
    let value = json!({
        "what": what, "schema": report.schema, "made_at": report.made_at, "product": report.product,
        "rows": report.rows.iter().cloned().collect::<std::collections::BTreeMap<_, _>>(),
        "total": report.total(), "bytes": report.bytes, "digest": report.digest,
    });
    let (rows, bytes) = (output.say("filas", "rows"), output.say("bytes, esquema", "bytes, schema"));
    let mut text = format!(
        "{said}: `{what}`\n{} {rows}, {} {bytes} {}, {} {}\n{} {}",
        report.total(),
        report.bytes,
        report.schema,
        output.say("tomada el", "taken at"),
        report.made_at,
        output.say("huella", "digest"),
        report.digest,
    );
    let key = key.map_or_else(
        || {
            output
                .say(
                    "la clave que firma las invitaciones no está en la copia: guarde su archivo aparte",
                    "the key that signs invitations is not in the backup: keep its file elsewhere",
                )
                .to_owned()
        },
        |path| {
            format!(
                "{} `{}`",
                output.say(
                    "la clave que firma las invitaciones no estaba en la copia: póngala en",
                    "the key that signs invitations was not in the backup: put it at"
                ),
                path.display()
            )
        },
    );
    text.push('\n');
    text.push_str(&key);
    output.done(&value, &text);
}

fn failed(output: Output, error: &BackupError) -> Exit {
    match error {
        BackupError::Store(error) => Exit::store(output.locale, error),
        BackupError::File { path, cause } => Exit::file(output.locale, path, cause),
        BackupError::Refused(refusal) => {
            let message = refusal.in_words(output.locale);
            Exit::refused(&json!({ "code": "invalid_input", "message": message }), vec![message])
        }
    }
}

/// One line on a terminal that is written over; nothing elsewhere.
struct ProgressLine {
    shown: bool,
    output: Output,
}

impl ProgressLine {
    fn new(output: Output) -> Self {
        Self { shown: !output.json && std::io::stderr().is_terminal(), output }
    }

    fn show(&mut self, at: Progress<'_>) {
        if self.shown {
            let rows = self.output.say("filas", "rows");
            drop(write!(std::io::stderr(), "\r\u{1b}[K{} {rows}: {}", at.rows, at.table));
        }
    }

    fn clear(&mut self) {
        if self.shown {
            drop(write!(std::io::stderr(), "\r\u{1b}[K"));
        }
    }
}

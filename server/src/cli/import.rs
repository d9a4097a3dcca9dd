//! `semillero import`: people, ventures, mentorships and sessions from a spreadsheet as it is.

use super::output::{Exit, Output};
use super::store::Place;
use crate::imports::{BadLines, Import as Sheet, ImportFailure, Report, Target, offset};
use semillero_core::permissions::Who;
use semillero_core::values::{CohortId, ProgrammeId};
use semillero_spreadsheets::{Kind, template};
use serde_json::json;
use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;

/// Read people, ventures, mentorships or sessions from a spreadsheet (CSV or XLSX): check it, and with --apply write it whole or not
/// at all
#[derive(Debug, clap::Args)]
pub(crate) struct Import {
    /// The spreadsheet; columns are known by their names in Spanish or English
    #[arg(required_unless_present = "template")]
    file: Option<PathBuf>,
    /// Print an empty spreadsheet to fill in: people, ventures, mentorships or sessions
    #[arg(long, value_name = "KIND", value_parser = kind, conflicts_with = "file")]
    template: Option<Kind>,
    /// What the lines are; guessed from the columns when left out
    #[arg(long, value_parser = kind)]
    kind: Option<Kind>,
    /// Which sheet of a workbook; the first one with a table when left out
    #[arg(long)]
    sheet: Option<String>,
    /// The programme in which people get a duty
    #[arg(long)]
    programme: Option<ProgrammeId>,
    /// The cohort to enrol people in, or to which ventures, mentorships and sessions belong
    #[arg(long)]
    cohort: Option<CohortId>,
    /// How far the clock of the spreadsheet is from UTC, such as -05:00
    #[arg(long, value_parser = offset, default_value = "+00:00", allow_hyphen_values = true)]
    utc_offset: i64,
    /// Write; without it the file is only checked
    #[arg(long)]
    apply: bool,
    /// Leave lines with mistakes out, and say which, instead of refusing the whole
    #[arg(long)]
    skip_bad: bool,
}

fn kind(text: &str) -> Result<Kind, String> {
    Kind::named(text).ok_or_else(|| Kind::ALL.map(|kind| kind.label().1).join(", "))
}

impl Import {
    pub(crate) async fn run(&self, place: &Place<'_>, output: Output) -> Result<(), Exit> {
        if let Some(kind) = self.template {
            let text = template(kind, output.locale);
            output.done(&json!({ "template": text }), &text);
            return Ok(());
        }
        let Some(file) = &self.file else { return Ok(()) };
        let steps = Steps(!output.json && std::io::stderr().is_terminal());
        steps.say(output.say("leyendo…", "reading…"));
        let bytes = std::fs::read(file).map_err(|error| Exit::file(output.locale, file, &error))?;
        let target = Target {
            programme: self.programme,
            cohort: self.cohort,
            kind: self.kind,
            sheet: self.sheet.clone(),
            utc_offset: self.utc_offset,
        };
        let refused = |failure: ImportFailure| match failure {
            ImportFailure::Refused(error) => Exit::from(error),
            other => {
                let message = format!("{}: {}", file.display(), other.text(output.locale));
                Exit::refused(&json!({ "code": "invalid_input", "message": message }), vec![message])
            }
        };
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let sheet = Sheet::read(&bytes, &name, target).map_err(refused)?;
        drop(bytes);
        let ecosystem = place.open(output).await?;
        let host = ecosystem.acting_as(Who::Host).in_language(output.locale);
        let rows = output.say("filas", "rows");
        let report = if self.apply {
            steps.say(&format!(
                "{} {rows}: {}",
                sheet.lines(),
                output.say("comprobando y escribiendo…", "checking and writing…")
            ));
            let bad_lines = if self.skip_bad { BadLines::Skip } else { BadLines::Refuse };
            sheet.apply(&host, bad_lines, output.locale).await
        } else {
            steps.say(&format!("{} {rows}: {}", sheet.lines(), output.say("comprobando…", "checking…")));
            sheet.check(&host, output.locale).await
        };
        steps.clear();
        let report = report.map_err(refused)?;
        let value = serde_json::to_value(&report).unwrap_or_default();
        if report.has_mistakes() && !(self.skip_bad && report.applied) {
            let mut error = value;
            if let Some(fields) = error.as_object_mut() {
                fields.insert("code".to_owned(), json!("invalid_input"));
            }
            return Err(Exit::refused(&error, text(&report, output)));
        }
        output.done(&value, &text(&report, output).join("\n"));
        Ok(())
    }
}

/// The report as lines of text.
fn text(report: &Report, output: Output) -> Vec<String> {
    let done = match (report.applied, report.has_mistakes()) {
        (true, _) => output.say("importado", "imported"),
        (false, true) => output.say(
            "comprobado, hay errores y no se escribió nada",
            "checked, there are mistakes and nothing was written",
        ),
        (false, false) => output.say("comprobado; con --apply se escribe", "checked; --apply writes it"),
    };
    let mut lines = vec![
        format!("{done}: {} ({})", report.file, report.origin),
        format!(
            "{} {}: {} {}, {} {}, {} {}, {} {}",
            report.lines,
            output.say("filas", "rows"),
            report.created,
            output.say("nuevas", "new"),
            report.updated,
            output.say("actualizadas", "updated"),
            report.unchanged,
            output.say("sin cambios", "unchanged"),
            report.bad.len(),
            if report.applied { output.say("omitidas", "skipped") } else { output.say("con errores", "with mistakes") },
        ),
    ];
    lines.extend(report.warnings.iter().map(|warning| format!("  {}: {warning}", output.say("aviso", "warning"))));
    for mistake in &report.mistakes {
        let header = mistake.header.as_ref().map(|header| format!(" ({header})")).unwrap_or_default();
        let remedy = if mistake.remedy.is_empty() { String::new() } else { format!("; {}", mistake.remedy) };
        lines.push(format!("  {}{header}: {}{remedy}", mistake.place(), mistake.text));
    }
    if report.mistakes_left_out > 0 {
        lines.push(format!("  … {} {}", report.mistakes_left_out, output.say("errores más", "more mistakes")));
    }
    lines
}

/// What is being done, on one line of a terminal; nothing elsewhere.
struct Steps(bool);

impl Steps {
    fn say(&self, step: &str) {
        if self.0 {
            drop(write!(std::io::stderr(), "\r\u{1b}[K{step}"));
        }
    }

    fn clear(&self) {
        self.say("");
    }
}

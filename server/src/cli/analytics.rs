//! `semillero analytics`: the states that figures are read from.

use super::output::{Exit, Output};
use super::store::Place;
use semillero_core::permissions::Who;
use semillero_core::{AnalyticsStateView, RebuildAnalytics, VerifyAnalytics};
use serde_json::{Value, json};
use std::io::{IsTerminal as _, Write as _};
use std::sync::Arc;

#[derive(Debug, clap::Subcommand)]
pub(crate) enum Analytics {
    /// Fold the whole log of events anew and keep the result
    Rebuild,
    /// Compare what is kept with the whole log folded anew; exit code 1 when they differ
    Verify,
}

impl Analytics {
    pub(crate) async fn run(&self, place: &Place<'_>, output: Output) -> Result<(), Exit> {
        let ecosystem = place.open(output).await?;
        let shown = !output.json && std::io::stderr().is_terminal();
        let host = ecosystem.acting_as(Who::Host).in_language(output.locale);
        let host = host.telling(Arc::new(move |stage| {
            if shown {
                // The line is written over until the end; a terminal that went away is no reason to stop.
                let _ = write!(std::io::stderr(), "\r\u{1b}[K{stage}");
            }
        }));
        let (view, what) = match self {
            Self::Rebuild => {
                let view = host.rebuild_analytics(RebuildAnalytics {}).await?;
                (view, output.say("reconstruidas", "rebuilt"))
            }
            Self::Verify => (host.verify_analytics(VerifyAnalytics {}).await?, output.say("verificadas", "verified")),
        };
        if shown {
            let _ = write!(std::io::stderr(), "\r\u{1b}[K");
        }
        let value = serde_json::to_value(&view).unwrap_or_default();
        if matches!(self, Self::Verify) && !view.differing.is_empty() {
            return Err(Exit::refused(&refused(&view, output), differing(&view, output)));
        }
        let text = format!(
            "{} {} {what}, {} {}\n{} {}",
            view.states,
            output.say("cifras acumuladas", "states"),
            view.events,
            output.say("sucesos", "events"),
            output.say("huella:", "digest:"),
            view.digest
        );
        output.done(&value, &text);
        Ok(())
    }
}

fn refused(view: &AnalyticsStateView, output: Output) -> Value {
    let message = output.say("lo guardado no es lo que dice el registro", "what is kept is not what the log says");
    json!({ "code": "conflict", "message": message, "differing": view.differing })
}

fn differing(view: &AnalyticsStateView, output: Output) -> Vec<String> {
    let head = output.say(
        "lo guardado no es lo que dice el registro; `semillero analytics rebuild` lo repara:",
        "what is kept is not what the log says; `semillero analytics rebuild` mends it:",
    );
    std::iter::once(head.to_owned()).chain(view.differing.iter().map(|state| format!("  {state}"))).collect()
}

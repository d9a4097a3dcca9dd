//! `semillero audit verify`

use super::output::{Exit, Output};
use super::store::Place;
use semillero_core::audit::{AuditFault, verify};
use serde_json::json;

#[derive(Debug, clap::Subcommand)]
pub(crate) enum Audit {
    /// Prove that no entry was altered, removed or cut off; prints the head to keep elsewhere
    Verify {
        /// A head kept elsewhere: nothing before it may be missing
        #[arg(long)]
        head: Option<String>,
    },
}

impl Audit {
    pub(crate) async fn run(&self, place: &Place<'_>, output: Output) -> Result<(), Exit> {
        let Self::Verify { head } = self;
        let ecosystem = place.open(output).await?;
        let report = verify(ecosystem.store(), head.as_deref()).await;
        let report = report.map_err(|error| Exit::store(output.locale, &error))?;
        let faults: Vec<String> = report.faults.iter().map(|fault| said(output, fault)).collect();
        let value = json!({
            "entries": report.entries, "sealed": report.sealed, "head": report.head, "faults": faults,
        });
        if !faults.is_empty() {
            return Err(Exit::refused(&value, faults));
        }
        let text = format!(
            "{} {}, {} {}\n{} {}",
            report.entries,
            output.say("entradas", "entries"),
            report.sealed,
            output.say("selladas; el registro está íntegro", "sealed; the log is whole"),
            output.say("cabeza:", "head:"),
            report.head
        );
        output.done(&value, &text);
        Ok(())
    }
}

fn said(output: Output, fault: &AuditFault) -> String {
    let (es, en) = match fault {
        AuditFault::Altered { entry } => {
            (format!("la entrada {entry} fue alterada"), format!("entry {entry} was altered"))
        }
        AuditFault::Batch { number } => (
            format!("el lote {number} no da su raíz: una entrada fue alterada, quitada o añadida"),
            format!("batch {number} does not give its root: an entry was altered, removed or added"),
        ),
        AuditFault::Chain { number } => (
            format!("el sello {number} no sigue al anterior"),
            format!("seal {number} does not follow from the one before"),
        ),
        AuditFault::CutOff => (
            "el registro termina antes de la cabeza indicada: se cortó el final".to_owned(),
            "the log ends before the head given: its end was cut off".to_owned(),
        ),
    };
    output.say(&es, &en).to_owned()
}

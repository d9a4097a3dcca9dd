//! `semillero report`: the figures of a cohort as a table, or as JSON.

use super::output::{Exit, Output};
use super::store::Place;
use semillero_core::permissions::Who;
use semillero_core::values::{CohortId, UserId};
use semillero_core::{FigureView, GetCohortReport};

/// Print the figures of a cohort with what they are made of
#[derive(Debug, clap::Args)]
pub(crate) struct Report {
    /// The cohort
    #[arg(long)]
    cohort: CohortId,
    /// As this person may see them, instead of as the host
    #[arg(long = "as", value_name = "USER_ID")]
    actor: Option<UserId>,
}

impl Report {
    pub(crate) async fn run(&self, place: &Place<'_>, output: Output) -> Result<(), Exit> {
        let ecosystem = place.open(output).await?;
        let acting = ecosystem.acting_as(self.actor.map_or(Who::Host, Who::User)).in_language(output.locale);
        let report = acting.get_cohort_report(GetCohortReport { cohort_id: self.cohort }).await?;
        let head = [
            output.say("cifra", "figure"),
            output.say("valor", "value"),
            output.say("base", "made of"),
            output.say("intervalo 95 %", "95 % interval"),
            output.say("lectura", "reading"),
        ];
        let mut rows = vec![head.map(str::to_owned)];
        rows.extend(report.figures.iter().map(|figure| row(figure, output)));
        let mut text = format!("{} — {}\n\n", report.cohort_name, report.as_of);
        text.push_str(&table(&rows));
        text.push('\n');
        for figure in &report.figures {
            text.push_str(&format!("{}: {}\n", figure.title, figure.definition));
        }
        output.done(&serde_json::to_value(&report).unwrap_or_default(), &text);
        Ok(())
    }
}

fn row(figure: &FigureView, output: Output) -> [String; 5] {
    let value = |value: i64| match figure.unit.as_str() {
        "minutes" => format!("{}:{:02} h", value / 60, value % 60),
        _ => format!("{}.{} %", (value + 5) / 100, (value + 5) / 10 % 10),
    };
    let nothing = || "—".to_owned();
    let base = match (figure.numerator, figure.denominator, figure.n) {
        (Some(numerator), Some(denominator), _) => format!("{numerator}/{denominator}"),
        (_, _, Some(n)) => format!("n={n}"),
        _ => nothing(),
    };
    let interval = match (figure.low, figure.high) {
        (Some(low), Some(high)) => format!("{} – {}", value(low), value(high)),
        _ => nothing(),
    };
    let mut reading = match figure.verdict.word() {
        "good" => "",
        "insufficient" => output.say("pocos datos", "few data"),
        "undefined" => output.say("sin datos", "no data"),
        _ => output.say("oculto (menos de 5)", "hidden (fewer than 5)"),
    }
    .to_owned();
    if !figure.complete && !figure.suppressed {
        let open = output.say("aún puede cambiar", "may still change");
        reading = if reading.is_empty() { open.to_owned() } else { format!("{reading}, {open}") };
    }
    [figure.title.clone(), figure.value.map_or_else(nothing, value), base, interval, reading]
}

/// Columns as wide as their widest cell.
fn table(rows: &[[String; 5]]) -> String {
    let width = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..5).map(|at| width(at).unwrap_or(0)).collect();
    let mut text = String::new();
    for row in rows {
        let cells = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell}{}", " ".repeat(width.saturating_sub(cell.chars().count()))));
        text.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        text.push('\n');
    }
    text
}

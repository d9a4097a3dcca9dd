//! `semillero report`: the figures of a cohort, a dashboard or a query of one's own, as tables, charts or JSON.

use super::output::{Exit, Output};
use super::store::Place;
use semillero_core::permissions::Who;
use semillero_core::values::{CivilDate, CohortId, Json, ProgrammeId, UserId};
use semillero_core::{
    Acting, DashboardView, FigureView, GetCohortReport, MetricRowView, MetricTableView, QueryMetrics, RunDashboard,
};
use std::path::{Path, PathBuf};

/// Print figures with what they are made of: of a cohort, a standard dashboard, or a query of your own
#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("what").required(true).multiple(true).args(["cohort", "dashboard", "query"])))]
pub(crate) struct Report {
    /// The cohort; with a dashboard, only this cohort
    #[arg(long)]
    cohort: Option<CohortId>,
    /// A standard dashboard: `programme_manager`, `mentor`, `entrepreneur`, `funder` or `admin`
    #[arg(long, conflicts_with = "query")]
    dashboard: Option<String>,
    /// A file with a query or a dashboard as JSON; the schema is in the answer of `describe_metrics`
    #[arg(long, value_name = "FILE", conflicts_with = "cohort")]
    query: Option<PathBuf>,
    /// Only what belongs to this programme
    #[arg(long)]
    programme: Option<ProgrammeId>,
    /// As it stood at the end of this day
    #[arg(long, value_name = "DAY")]
    as_of: Option<CivilDate>,
    /// Write every chart into this folder, as SVG and as Vega-Lite
    #[arg(long, value_name = "FOLDER")]
    charts: Option<PathBuf>,
    /// As this person may see them, instead of as the host
    #[arg(long = "as", value_name = "USER_ID")]
    actor: Option<UserId>,
}

impl Report {
    pub(crate) async fn run(&self, place: &Place<'_>, output: Output) -> Result<(), Exit> {
        let ecosystem = place.open(output).await?;
        let acting = ecosystem.acting_as(self.actor.map_or(Who::Host, Who::User)).in_language(output.locale);
        let charts = Some(self.charts.is_some());
        let board = match (&self.dashboard, &self.query, self.cohort) {
            (Some(name), _, cohort_id) => {
                let (name, programme_id, as_of) = (name.clone(), self.programme, self.as_of);
                acting.run_dashboard(RunDashboard { name, cohort_id, programme_id, as_of, charts }).await?
            }
            (None, Some(file), _) => {
                let text = std::fs::read(file).map_err(|error| Exit::file(output.locale, file, &error))?;
                let document = serde_json::from_slice(&text).map_err(|error| {
                    Exit::file(output.locale, file, &std::io::Error::new(std::io::ErrorKind::InvalidData, error))
                })?;
                let (document, programme_id, as_of) = (Json(document), self.programme, self.as_of);
                acting.query_metrics(QueryMetrics { document, params: None, programme_id, as_of, charts }).await?
            }
            (None, None, Some(cohort_id)) => return of_cohort(&acting, cohort_id, output).await,
            (None, None, None) => return Ok(()),
        };
        if let Some(folder) = &self.charts {
            write_charts(&board, folder).map_err(|error| Exit::file(output.locale, folder, &error))?;
        }
        output.done(&serde_json::to_value(&board).unwrap_or_default(), &said(&board, output));
        Ok(())
    }
}

async fn of_cohort(acting: &Acting, cohort_id: CohortId, output: Output) -> Result<(), Exit> {
    let report = acting.get_cohort_report(GetCohortReport { cohort_id }).await?;
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

/// One file per query and kind, named after the query.
fn write_charts(board: &DashboardView, folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    for table in &board.tables {
        if let Some(chart) = &table.chart {
            std::fs::write(folder.join(format!("{}.svg", table.query)), &chart.svg)?;
            std::fs::write(folder.join(format!("{}.vl.json", table.query)), chart.vega_lite.0.to_string())?;
        }
    }
    Ok(())
}

/// A dashboard as text: a title, a sentence and a table for each query.
fn said(board: &DashboardView, output: Output) -> String {
    let mut text = format!("{}\n", board.title);
    for answer in &board.tables {
        text.push_str(&format!("\n{}\n{}\n\n", answer.title, answer.alt_text));
        let head = [
            output.say("cifra", "figure"),
            output.say("de", "of"),
            output.say("valor", "value"),
            output.say("intervalo", "interval"),
            output.say("lectura", "reading"),
        ];
        let mut rows = vec![head.map(str::to_owned)];
        rows.extend(answer.rows.iter().map(|row| line(answer, row, output)));
        text.push_str(&table(&rows));
    }
    for withheld in &board.withheld {
        text.push_str(&format!(
            "\n{}: {} ({})\n",
            withheld.query,
            output.say("no sale", "does not leave"),
            withheld.reason
        ));
    }
    text
}

fn line(answer: &MetricTableView, row: &MetricRowView, output: Output) -> [String; 5] {
    let measure = answer.measures.iter().find(|measure| measure.name == row.measure);
    let share = measure.is_some_and(|measure| measure.unit == "share");
    let number = |value: f64| match share {
        true => format!("{:.1} %", value * 100.0),
        false if value.fract() == 0.0 && value.abs() < 1e15 => format!("{value:.0}"),
        false => format!("{value:.2}"),
    };
    let end = |value: Option<f64>| value.map_or_else(|| "…".to_owned(), number);
    let groups = row.group.iter().map(|group| match (&group.label, &group.value) {
        (Some(label), _) => label.clone(),
        (None, Some(value)) if value.is_empty() => output.say("sin valor", "no value").to_owned(),
        (None, Some(value)) => value.clone(),
        (None, None) => output.say("todo", "all").to_owned(),
    });
    let of: Vec<String> = row.first_day.map(|day| day.to_string()).into_iter().chain(groups).collect();
    let reading = match row.verdict.as_str() {
        "good" if !row.complete => output.say("aún puede cambiar", "may still change"),
        "good" => "",
        "insufficient" => output.say("pocos datos", "few data"),
        "undefined" => output.say("sin valor", "undefined"),
        "no_facts" => output.say("sin hechos", "no facts"),
        "association" => output.say("asociación, no causa", "association, not cause"),
        _ => output.say("oculto", "hidden"),
    };
    [
        measure.map_or_else(|| row.measure.clone(), |measure| measure.title.clone()),
        of.join(" · "),
        row.value.map_or_else(|| "—".to_owned(), number),
        row.interval
            .as_ref()
            .map_or_else(|| "—".to_owned(), |interval| format!("{} – {}", end(interval.lo), end(interval.hi))),
        reading.to_owned(),
    ]
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

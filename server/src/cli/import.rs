//! `semillero import`: people from a CSV file whose columns are named as the fields of `import_people`.

use super::output::{Exit, Output};
use super::store::Place;
use semillero_core::api::{self, FieldShape, Shape, shapes};
use semillero_core::errors::ApiError;
use semillero_core::permissions::Who;
use semillero_core::values::{CohortId, ProgrammeId};
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(crate) struct Import {
    /// The file: UTF-8, with a line of column names; lists are separated by semicolons
    file: PathBuf,
    /// The programme they get a duty in
    #[arg(long)]
    programme: Option<ProgrammeId>,
    /// The cohort to enrol them in
    #[arg(long)]
    cohort: Option<CohortId>,
    /// Write; without it the file is only checked
    #[arg(long)]
    apply: bool,
}

impl Import {
    pub(crate) async fn run(&self, place: &Place<'_>, output: Output) -> Result<(), Exit> {
        let (people, at) = read(&self.file, output)?;
        let lines = people.len();
        let mut request = json!({ "mode": if self.apply { "apply" } else { "check" }, "people": people });
        if let Some(fields) = request.as_object_mut() {
            for (name, id) in [("programme_id", json!(self.programme)), ("cohort_id", json!(self.cohort))] {
                if !id.is_null() {
                    fields.insert(name.to_owned(), id);
                }
            }
        }
        let ecosystem = place.open(output).await?;
        let host = ecosystem.acting_as(Who::Host).in_language(output.locale);
        let answer =
            api::call(&host, "import_people", request).await.map_err(|error| at_lines(&self.file, &at, error))?;
        let count = |name: &str| answer.get(name).cloned().unwrap_or_default();
        let text = format!(
            "{}: {lines} {}\n{} {}, {} {}, {} {}",
            if self.apply { output.say("importado", "imported") } else { output.say("comprobado", "checked") },
            output.say("filas", "rows"),
            count("created"),
            output.say("nuevas", "new"),
            count("updated"),
            output.say("actualizadas", "updated"),
            count("unchanged"),
            output.say("sin cambios", "unchanged"),
        );
        output.done(&answer, &text);
        Ok(())
    }
}

/// Names the line of the file instead of the place in the request.
fn at_lines(file: &Path, at: &[u64], mut error: ApiError) -> ApiError {
    for mistake in &mut error.errors {
        let mut parts = mistake.path.split('/').skip(2);
        if let Some(row) = parts.next().and_then(|row| row.parse::<usize>().ok()) {
            let column = parts.collect::<Vec<_>>().join("/");
            let line = at.get(row).copied().unwrap_or_default();
            mistake.path = format!("{}:{line}:{column}", file.display());
        }
    }
    error
}

/// The people of a file, and the line on which each begins.
fn read(file: &Path, output: Output) -> Result<(Vec<Value>, Vec<u64>), Exit> {
    let bytes = std::fs::read(file).map_err(|error| Exit::file(output.locale, file, &error))?;
    let refused = |es: String, en: String| {
        let message = format!("{}: {}", file.display(), output.say(&es, &en));
        Exit::refused(&json!({ "code": "invalid_input", "message": message }), vec![message])
    };
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        refused(
            format!("no es UTF-8 a partir del byte {at}; guárdelo como CSV UTF-8"),
            format!("is not UTF-8 from byte {at} on; save it as CSV UTF-8"),
        )
    })?;
    if crate::matching::unclosed_quote(&text) {
        return Err(refused(
            "está incompleto: una comilla no se cierra; consiga el archivo entero".to_owned(),
            "is incomplete: a quote is never closed; get the whole file".to_owned(),
        ));
    }
    let mut reader = csv::ReaderBuilder::new().from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let broken = |error: csv::Error| refused(format!("no se puede leer: {error}"), format!("cannot be read: {error}"));
    let names: Vec<String> = reader.headers().map_err(broken)?.iter().map(|name| name.trim().to_owned()).collect();
    let fields = shapes().get("PersonRow").map(Shape::fields).unwrap_or_default();
    let unknown: Vec<&str> =
        names.iter().filter(|name| !fields.iter().any(|f| f.name == **name)).map(String::as_str).collect();
    if !unknown.is_empty() || !names.iter().any(|name| name == "email") {
        let known: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
        let (unknown, known) = (unknown.join(", "), known.join(", "));
        return Err(refused(
            format!("columnas desconocidas: `{unknown}`; use estas: {known} (email es obligatoria)"),
            format!("unknown columns: `{unknown}`; use these: {known} (email is compulsory)"),
        ));
    }
    if let Some(twice) = names.iter().enumerate().find(|(at, name)| names.iter().take(*at).any(|known| known == *name))
    {
        let name = twice.1;
        return Err(refused(
            format!("la columna `{name}` aparece dos veces; déjela una sola vez"),
            format!("column `{name}` stands there twice; keep it once"),
        ));
    }
    let mut people = Vec::new();
    let mut at = Vec::new();
    for record in reader.records() {
        let record = record.map_err(broken)?;
        at.push(record.position().map_or(0, csv::Position::line));
        let cells = names.iter().zip(&record);
        let typed = cells.filter_map(|(name, cell)| {
            let field = fields.iter().find(|field| field.name == *name)?;
            // An empty cell is a field left out; where it must say something, the import names it with all other mistakes.
            if cell.trim().is_empty() && !field.required {
                return None;
            }
            Some((name.clone(), typed(field, cell.trim())))
        });
        people.push(Value::Object(typed.collect::<Map<_, _>>()));
    }
    Ok((people, at))
}

/// A cell as the value that the field holds; as a text when it is none, so that the check names the mistake.
fn typed(field: &FieldShape, cell: &str) -> Value {
    match field.shape.resolved() {
        Shape::List(_) => cell.split(';').map(str::trim).filter(|item| !item.is_empty()).map(Value::from).collect(),
        Shape::Int { .. } => cell.parse::<i64>().map_or(Value::from(cell), Value::from),
        Shape::Bool => match cell.to_lowercase().as_str() {
            "true" | "yes" | "sí" | "si" | "1" => Value::from(true),
            "false" | "no" | "0" => Value::from(false),
            other => Value::from(other),
        },
        _ => Value::from(cell),
    }
}

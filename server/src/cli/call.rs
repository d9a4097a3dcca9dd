//! `semillero call`: any operation from the command line. The operator is the host, or acts as a person.

use super::output::{Exit, Output};
use super::store::Place;
use semillero_core::api;
use semillero_core::ecosystem::CallContext;
use semillero_core::errors::{ApiError, Edge};
use semillero_core::permissions::Who;
use semillero_core::values::UserId;
use serde_json::{Value, json};
use std::io::Read as _;
use std::path::Path;

#[derive(Debug, clap::Args)]
pub(crate) struct Call {
    /// The operation, such as `create_programme`; `list` lists them
    operation: String,
    /// The request as JSON, or - for standard input
    #[arg(default_value = "{}")]
    request: String,
    /// Act as this person instead of as the host
    #[arg(long = "as", value_name = "USER_ID")]
    actor: Option<UserId>,
    /// For whom the host calls, for the history
    #[arg(long, value_name = "USER_ID")]
    on_behalf_of: Option<UserId>,
    /// Repeating the call under the same key gives its first answer
    #[arg(long, value_name = "KEY")]
    idempotency_key: Option<String>,
}

impl Call {
    pub(crate) async fn run(&self, place: &Place<'_>, output: Output) -> Result<(), Exit> {
        if self.operation == "list" {
            let names: Vec<Value> =
                api::operations().iter().map(|o| json!({ "name": o.name, "docs": o.docs })).collect();
            let lines = api::operations().iter().map(|o| format!("{:<22}{}\n", o.name, o.docs));
            output.done(&Value::from(names), &lines.collect::<String>());
            return Ok(());
        }
        let mut text = self.request.clone();
        if text == "-" {
            text.clear();
            let read = std::io::stdin().read_to_string(&mut text);
            read.map_err(|error| Exit::file(output.locale, Path::new("-"), &error))?;
        }
        let request = serde_json::from_str(&text).map_err(|error| {
            let (line, column) = (error.line(), error.column());
            let cause = error.to_string().split(" at line ").next().unwrap_or_default().to_owned();
            ApiError::edge(Edge::MalformedJson { line, column, cause }, output.locale, None)
        })?;
        let context = CallContext {
            on_behalf_of: self.on_behalf_of,
            locale: Some(output.locale),
            idempotency_key: self.idempotency_key.clone(),
            ..CallContext::by(self.actor.map_or(Who::Host, Who::User))
        };
        let ecosystem = place.open(output).await?;
        let answer = api::call(&ecosystem.acting(context), &self.operation, request).await?;
        output.done(&answer, &serde_json::to_string_pretty(&answer).unwrap_or_default());
        Ok(())
    }
}

/// `semillero catch-up`
pub(crate) async fn catch_up(place: &Place<'_>, output: Output) -> Result<(), Exit> {
    let host = place.open(output).await?.acting_as(Who::Host).in_language(output.locale);
    let due = host.run_due(api::RunDue {}).await?;
    let caught = host.catch_up(api::CatchUp {}).await?;
    let readers = caught.consumers.iter().map(|reader| format!("{:<16}{}\n", reader.name, reader.handled));
    let text = format!(
        "{:<16}{}\n{:<16}{}\n{:<16}{}\n{}",
        output.say("vencidas", "expired"),
        due.expired,
        output.say("recordadas", "reminded"),
        due.reminded,
        output.say("invit. caducas", "lapsed"),
        due.lapsed,
        readers.collect::<String>()
    );
    output.done(&json!({ "due": due, "consumers": caught.consumers }), &text);
    Ok(())
}

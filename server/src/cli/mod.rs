//! The `semillero` command: one file per subcommand.

mod account;
mod audit;
mod call;
mod import;
mod matching;
mod output;
mod serve;
mod store;
mod token;

use clap::{Parser, Subcommand};
use output::{Exit, Output};
use semillero_core::values::Locale;
use std::process::ExitCode;

/// Semillero: entrepreneurship ecosystems, from people to explained matches.
///
/// Exit codes: 0 done, 1 refused, 2 wrong usage, 3 the environment (no file, no database).
#[derive(Debug, Parser)]
#[command(name = "semillero", version)]
struct Arguments {
    /// The database: a path, postgres://user@host/name, or memory:
    #[arg(long, global = true, env = "SEMILLERO_DATABASE", default_value = "semillero.db")]
    database: String,
    /// The file of the key that signs invitations; made when it is not there. Beside the database when left out.
    #[arg(long, global = true, env = "SEMILLERO_KEY_FILE")]
    key_file: Option<std::path::PathBuf>,
    /// Print JSON instead of text
    #[arg(long, global = true)]
    json: bool,
    /// The language of messages, es or en; that of the environment when left out
    #[arg(long, global = true)]
    lang: Option<Locale>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Match(crate::matching::Match),
    /// Serve REST until interrupted
    Serve(serve::Serve),
    /// Bring the database to the schema of this version, making it where there is none
    Migrate,
    /// Call one operation by name
    Call(call::Call),
    /// Read people from a CSV file: check it, and with --apply write it whole or not at all
    Import(import::Import),
    /// Let time turn and the durable readers of the events do their work
    CatchUp,
    /// Bearer tokens
    #[command(subcommand)]
    Token(token::Token),
    /// How people sign in: the link of the first admin, passwords, sign-ins
    #[command(subcommand)]
    Account(account::Account),
    /// The audit log
    #[command(subcommand)]
    Audit(audit::Audit),
}

/// Runs the command of this process.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let locale = arguments.lang.unwrap_or_else(|| output::language(|name| std::env::var(name).ok()));
    let output = Output { json: arguments.json, locale };
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return output.failed(&Exit::environment(locale, &error.to_string(), &error.to_string())),
    };
    match runtime.block_on(run(&arguments, output)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(exit) => output.failed(&exit),
    }
}

async fn run(arguments: &Arguments, output: Output) -> Result<(), Exit> {
    let place = store::Place { database: &arguments.database, key_file: arguments.key_file.as_deref() };
    match &arguments.command {
        Command::Match(arguments) => matching::run(arguments, output).await,
        Command::Serve(serve) => serve.run(&place, output).await,
        Command::Migrate => store::migrate(&place, output).await,
        Command::Call(call) => call.run(&place, output).await,
        Command::Import(import) => import.run(&place, output).await,
        Command::CatchUp => call::catch_up(&place, output).await,
        Command::Token(token) => token.run(&place, output).await,
        Command::Account(account) => account.run(&place, output).await,
        Command::Audit(audit) => audit.run(&place, output).await,
    }
}

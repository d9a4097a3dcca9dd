//! The `semillero` command: one file per subcommand.

mod account;
mod analytics;
mod audit;
mod backup;
mod call;
mod config;
mod demo;
mod doctor;
mod import;
mod matching;
mod output;
mod report;
mod serve;
mod store;
mod token;

use crate::config::{Flags, Loaded};
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
    /// The configuration file; `semillero.toml` when left out, if it is there [env: SEMILLERO_CONFIG]
    #[arg(long, global = true, value_name = "PATH")]
    config: Option<std::path::PathBuf>,
    /// The database: a path, postgres://user@host/name, or memory: [env: SEMILLERO_DATABASE] [default: semillero.db]
    #[arg(long, global = true)]
    database: Option<String>,
    /// The file of the key that signs invitations; made when it is not there. Beside the database when left out
    /// [env: SEMILLERO_KEY_FILE]
    #[arg(long, global = true)]
    key_file: Option<std::path::PathBuf>,
    /// Print JSON instead of text
    #[arg(long, global = true)]
    json: bool,
    /// The language of messages, es or en; that of the environment when left out [env: SEMILLERO_LANG]
    #[arg(long, global = true)]
    lang: Option<Locale>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Match(crate::matching::Match),
    /// Serve the pages and REST until interrupted
    Serve(serve::Serve),
    /// Bring the database to the schema of this version, making it where there is none
    Migrate,
    /// Call one operation by name
    Call(call::Call),
    Import(import::Import),
    Demo(demo::Demo),
    Report(report::Report),
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
    /// The states that figures are read from
    #[command(subcommand)]
    Analytics(analytics::Analytics),
    /// Write everything to one file while others work, or check such a file
    Backup(backup::Backup),
    /// Bring a backup into an empty database, of either kind
    Restore(backup::Restore),
    /// The configuration
    #[command(subcommand)]
    Config(config::Config),
    /// Look whether everything is as it must be, and say what to do where it is not; exit code 3 for a problem
    Doctor,
}

/// Runs the command of this process.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    hush();
    let loaded =
        Loaded::from(&arguments.flags(), arguments.config.as_deref(), &std::env::vars_os().collect::<Vec<_>>());
    let locale = loaded.config.lang.unwrap_or_else(|| output::language(|name| std::env::var(name).ok()));
    let output = Output { json: arguments.json, locale };
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return output.failed(&Exit::environment(locale, &error.to_string(), &error.to_string())),
    };
    match runtime.block_on(run(&arguments.command, &loaded, output)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(exit) => output.failed(&exit),
    }
}

/// `semillero-spreadsheets` catches the panics of the reader of workbooks and says that the file is damaged; what panicked where is
/// nothing for whoever made the file.
fn hush() {
    let told = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !panic.location().is_some_and(|place| place.file().contains("calamine")) {
            told(panic);
        }
    }));
}

impl Arguments {
    /// The options that are settings, too.
    fn flags(&self) -> Flags {
        let listen = match &self.command {
            Command::Serve(serve) => serve.listen.map(|address| address.to_string()),
            _ => None,
        };
        let given = [
            ("database", self.database.clone()),
            ("key_file", self.key_file.as_ref().map(|path| path.to_string_lossy().into_owned())),
            ("lang", self.lang.map(|lang| lang.to_string())),
            ("listen", listen),
        ];
        given.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }
}

async fn run(command: &Command, loaded: &Loaded, output: Output) -> Result<(), Exit> {
    let config = &loaded.config;
    let place = store::Place { database: &config.database, key_file: config.key_file.as_deref(), config };
    // These two tell of the mistakes themselves.
    if !matches!(command, Command::Config(_) | Command::Doctor) {
        config::refuse(loaded, output)?;
    }
    match command {
        Command::Match(arguments) => matching::run(arguments, output).await,
        Command::Serve(serve) => serve.run(&place, output).await,
        Command::Migrate => store::migrate(&place, output).await,
        Command::Call(call) => call.run(&place, output).await,
        Command::Import(import) => import.run(&place, output).await,
        Command::Demo(demo) => demo.run(&place, output).await,
        Command::Report(report) => report.run(&place, output).await,
        Command::CatchUp => call::catch_up(&place, output).await,
        Command::Token(token) => token.run(&place, output).await,
        Command::Account(account) => account.run(&place, output).await,
        Command::Analytics(analytics) => analytics.run(&place, output).await,
        Command::Audit(audit) => audit.run(&place, output).await,
        Command::Backup(backup) => backup.run(&place, output).await,
        Command::Restore(restore) => restore.run(&place, output).await,
        Command::Config(config) => config.run(loaded, output),
        Command::Doctor => doctor::run(&place, loaded, output).await,
    }
}
